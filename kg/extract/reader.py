"""The reader: one article in, all that it tells out. A pure function of the article and the lexicon."""

from __future__ import annotations

from pathlib import Path

from kg.annotate.annotations import Annotations
from kg.annotate.country import Country
from kg.annotate.parties import find_parties
from kg.annotate.people import find_people
from kg.annotate.places import find_places
from kg.annotate.quotes import find_quotes
from kg.annotate.times import find_times
from kg.extract.assemble import assemble
from kg.extract.confidence import THRESHOLD
from kg.extract.linker import Linker
from kg.extract.statements import find_statements
from kg.extract.tellings import find_tellings, inherit
from kg.lexicon import Lexicon
from kg.lexicon.homes import home_of
from kg.model import Article, Reading
from kg.text.morphology import Morphology
from kg.text.sentences import sentences
from kg.text.tokens import tokenize


class Reader:
    """Reads articles; holds the lexicon and the morphology, changes neither."""

    def __init__(
        self, lexicon: Lexicon, morphology: Morphology, linker: Linker, threshold: float = THRESHOLD
    ) -> None:
        self.threshold = threshold
        self.linker = linker
        self.lexicon = lexicon
        self.morphology = morphology
        self._states = {code for code, kind in lexicon.classes.items() if kind == "State"}

    @classmethod
    def load(cls, database: Path, linker: Linker | None = None, threshold: float = THRESHOLD) -> Reader:
        """A reader over ``ontologies/`` and the morphology ``database`` (see ``kg setup``).

        Events less likely than ``threshold`` are left out.
        """
        return cls(Lexicon.load(), Morphology.load(database), linker or Linker.load(), threshold)

    def annotate(self, article: Article) -> Annotations:
        """Find every mention of ``article``: the half of reading that decides nothing."""
        lexicon = self.lexicon
        tokens = tokenize(article.text, self.morphology)
        parts = sentences(tokens, article.text)
        home = home_of(article.source, article.url, lexicon.homes, self._states)
        people = find_people(tokens, parts, lexicon, Country(tokens, parts, lexicon, home))
        return Annotations(
            article=article,
            tokens=tokens,
            sentences=parts,
            quotes=find_quotes(tokens),
            people=people,
            parties=find_parties(tokens, parts, people, lexicon, home),
            places=find_places(tokens, people, lexicon),
            times=find_times(tokens, lexicon.times),
        )

    def read(self, article: Article) -> Reading:
        """All people, events, claims and issues that ``article`` tells."""
        ann = self.annotate(article)
        if not ann.tokens:
            return Reading(article=article)
        statements = find_statements(ann, self.lexicon)
        tellings = inherit(find_tellings(ann, self.lexicon, self.linker, statements))
        return assemble(ann, statements, tellings, self.lexicon, self.linker.events_table, self.threshold)
