"""Whom a speaker speaks for: by its own words, by what stands beside them, by the story."""

from __future__ import annotations

from kg.annotate.country import Country
from kg.extract.statements_phrases import Phrases

_REACH = 8
"""Words behind a speaker in which its party may be named."""


class Allegiance:
    """Finds the parties of one article's speakers; ``country`` knows the state that is left unsaid."""

    def __init__(self, phrases: Phrases, country: Country) -> None:
        self.phrases, self.tokens, self.ann = phrases, phrases.tokens, phrases.ann
        self.home = country.home
        self._country = country

    def code(self, first: int, last: int) -> str | None:
        """The party of the speaker named in ``[first, last)``, guessed from the story if nothing tells."""
        return self.party(first, last) or self._beyond(last) or self._country.of(first, last)

    def party(self, first: int, last: int) -> str | None:
        """The party that the words ``[first, last)`` name."""
        for i in range(first, last):
            person = self.phrases.person_at.get(i)
            if person is not None and person.code:
                return person.code
        found = [party for party in self.ann.parties if party.first < last and party.last > first]
        found.sort(key=lambda party: party.kind == "anaphor")
        if found and found[0].code.startswith("O:"):
            return self._nation(found[0].first, found[0].last) or found[0].code
        return found[0].code if found else None

    def _nation(self, first: int, last: int) -> str | None:
        """The state whose adjective is in the name of a body (the Syrian Observatory)."""
        lexicon = self.phrases.lexicon
        for i in range(first + 1, last):
            hit = lexicon.parties.longest(self.tokens, i)
            if hit is not None and hit.value.kind == "demonym":
                return hit.value.code if lexicon.classes.get(hit.value.code) == "State" else None
        return None

    def _beyond(self, last: int) -> str | None:
        """The party named between the phrase and what is said."""
        for i in range(last, min(last + _REACH, len(self.tokens))):
            if self.phrases.opens_speech(i) or self.tokens[i].text in "\u060c,.:":
                return None
            if i in self.phrases.party_at and not self.phrases.person_on.get(i):
                return self.phrases.party_at[i].code
        return None
