"""Phrases that name a source: according to X, as X announced, quoting X."""

from __future__ import annotations

from kg.annotate.words import best, finite_verb
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_verbs import Verbs
from kg.lexicon.speech import SourcePhrase
from kg.model import Sentence


class Sources:
    """Finds the source phrases of one article and the words of their sources."""

    def __init__(self, phrases: Phrases, verbs: Verbs) -> None:
        self.phrases, self.tokens, self.speech = phrases, phrases.tokens, phrases.speech
        self.verbs = verbs

    def phrase(self, i: int) -> tuple[SourcePhrase, int] | None:
        form = self.tokens[i].form
        bare = form[1:] if form[:1] in self.speech.conjunction else form
        for phrase in self.speech.sources.get(form, ()) or self.speech.sources.get(bare, ()):
            words = (
                bare if phrase.words[0] == bare else form,
                *(t.form for t in self.tokens[i + 1 : i + len(phrase.words)]),
            )
            end = i + len(phrase.words)
            if words != phrase.words or end >= len(self.tokens):
                continue
            if phrase.prep in ("", self.phrases.clitic(end), self.tokens[end].form):
                return phrase, end
        return None

    def quoting(self) -> frozenset[str]:
        """First words of the phrases that quote another (naqlan an)."""
        return frozenset(
            w for w, ps in self.speech.sources.items() if any(p.words[-1] in self.speech.issue for p in ps)
        )

    def in_clause(self, j: int, sentence: Sentence) -> tuple[int, int] | None:
        """The subject of the verb of speech at ``j`` (as the ministry announced)."""
        if j >= sentence.last or (finite_verb(self.tokens, j) is None and self.verbs.verb(j) is None):
            return None
        lemmas = {a.lemma for a in self.tokens[j].analyses if a.pos == "verb"}
        if not lemmas & (self.speech.verbs.keys() | self.speech.carry):
            return None
        found = self.phrases.subject_after(j, sentence.last, loose=True)
        if found is not None:
            return found
        for k in range(j + 1, min(j + 4, sentence.last)):
            if self.phrases.head_kind(k) in ("document", "medium"):
                return k, self.phrases.end(k, sentence.last)
        return None

    def named(self, j: int, sentence: Sentence) -> tuple[int, int] | None:
        """The name of the source at ``j``, None for words that point back to the speaker."""
        first = best(self.tokens[j])
        if j >= sentence.last or (first is not None and first.lemma in self.speech.also):
            return None
        if first is not None and first.stem in self.speech.norm:
            return None
        if self.phrases.names_somebody(j):
            return j, self.phrases.end(j, sentence.last)
        medium = self.phrases.medium(j, sentence.last)
        if medium is not None:
            return j, medium.last
        if j in self.phrases.quote_end and self.phrases.quote_end[j] - j <= 6:
            return j, self.phrases.quote_end[j] + 1
        return None
