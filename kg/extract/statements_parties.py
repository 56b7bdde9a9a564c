"""Whom a speaker speaks for: by its own words, by what stands beside them, by the story."""

from __future__ import annotations

from collections import Counter

from kg.extract.statements_phrases import Phrases

_REACH = 8
"""Words behind a speaker in which its party may be named."""


class Allegiance:
    """Finds the parties of one article's speakers; ``home`` is the state of the article's medium."""

    def __init__(self, phrases: Phrases, home: str | None) -> None:
        self.phrases, self.tokens, self.ann = phrases, phrases.tokens, phrases.ann
        self.home = home
        told = [(p.first, p.code) for p in self.ann.parties if ":" not in p.code and p.kind != "anaphor"]
        self._places = sorted((p.first, p.code) for p in self.ann.places if p.code)
        counts = Counter(code for _, code in sorted({*told, *self._places}))
        self._story = counts.most_common(1)[0][0] if counts else None

    def code(self, first: int, last: int) -> str | None:
        """The party of the speaker named in ``[first, last)``, guessed from the story if nothing tells."""
        return self.party(first, last) or self._beyond(last) or self._context(first, last)

    def party(self, first: int, last: int) -> str | None:
        """The party that the words ``[first, last)`` name."""
        for i in range(first, last):
            person = self.phrases.person_at.get(i)
            if person is not None and person.code:
                return person.code
        found = [party for party in self.ann.parties if party.first < last and party.last > first]
        found.sort(key=lambda party: party.kind == "anaphor")
        return found[0].code if found else None

    def _beyond(self, last: int) -> str | None:
        """The party named between the phrase and what is said."""
        for i in range(last, min(last + _REACH, len(self.tokens))):
            if self.phrases.opens_speech(i) or self.tokens[i].text in "\u060c,.:":
                return None
            if i in self.phrases.party_at and not self.phrases.person_on.get(i):
                return self.phrases.party_at[i].code
        return None

    def _context(self, first: int, last: int) -> str | None:
        """Whose ministry or source it is when no word tells: the paper's own state if the story is
        about it, else where the sentence plays, else the state that the story names most."""
        if self.home is not None and any(p.code == self.home for p in self.ann.parties):
            return self.home
        sentence = next((s for s in self.ann.sentences if s.first <= first < s.last), None)
        inside = range(sentence.first, sentence.last) if sentence is not None else range(0)
        here = (c for i, c in self._places if i in inside and not first <= i < last + 2)
        return next(here, None) or self._story or self.home
