"""Fixed ways of news to say who speaks without a verb of speech and its subject in a row.

A headline («X: we agree»), a paper that learned something from somebody («the paper learned from X that»),
a sentence that only says whose words the sentences before were («this came in remarks that X made»).
"""

from __future__ import annotations

from typing import NamedTuple

from kg.annotate.words import best, finite_verb
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_verbs import Verbs
from kg.extract.statements_words import OPEN
from kg.model import Sentence

_SHORTEST = 3
"""Words that a headline has at least behind its colon."""
_LONGEST = 12
"""Words that a headline's speaker has at most."""
_REACH = 14
"""Words between «this came» and the verb with the speaker behind it."""


class Found(NamedTuple):
    """Where a formula names the speaker and, if anybody, who carried the words; ``cue`` to ``last``."""

    speaker: tuple[int, int]
    carrier: tuple[int, int] | None
    cue: tuple[int, int]


class Formulas:
    """Finds the formulas of one article."""

    def __init__(self, phrases: Phrases, verbs: Verbs) -> None:
        self.phrases, self.tokens, self.speech = phrases, phrases.tokens, phrases.speech
        self.verbs = verbs

    def at(self, i: int, sentence: Sentence) -> Found | None:
        """The formula that token ``i`` cues, if any."""
        if i == sentence.first and (found := self._headline(i, sentence)) is not None:
            return found
        lemmas = {a.lemma for a in self.tokens[i].analyses if a.pos == "verb"}
        if lemmas & self.speech.learn:
            return self._learned(i, sentence.last)
        if lemmas & self.speech.came and i + 1 < sentence.last:
            return self._came(i, sentence.last)
        return None

    def _headline(self, i: int, sentence: Sentence) -> Found | None:
        """A person, a body or an agency before a colon at the head of a sentence."""
        colon = next(
            (j for j in range(i + 1, min(i + _LONGEST, sentence.last)) if self.tokens[j].text == ":"), None
        )
        if self.tokens[i].text in OPEN and i in self.phrases.quote_end:
            close = self.phrases.quote_end[i]
            if close + 1 == colon and self._speaks_alone(i + 1):
                return Found((i + 1, close), None, (colon, colon + 1))
        if colon is None or sentence.last - colon <= _SHORTEST or not self._speaks_alone(i):
            return None
        stop = self.phrases.end(i, colon)
        carrier: tuple[int, int] | None = None
        if stop < colon:
            if self.phrases.clitic(stop) not in self.speech.dative or not self.phrases.clitic(stop):
                return None
            medium = self.phrases.medium(stop, colon)
            carrier = (stop, medium.last) if medium is not None else None
        told = self.verbs.verb(colon + 1)
        if told is not None and told[1].aspect == "p":
            return None  # a place or an agency at the head of a report
        return Found((i, stop), carrier, (colon, colon + 1))

    def _speaks_alone(self, i: int) -> bool:
        phrases = self.phrases
        party = phrases.party_at.get(i)
        person = phrases.person_at.get(i)
        if phrases.clitic(i) or (person is None and finite_verb(self.tokens, i) is not None):
            return False
        if person is not None:
            return person.code is not None
        if party is not None and party.kind in ("name", "seat"):
            state = self.phrases.lexicon.classes.get(party.code) == "State"
            return party.kind == "seat" or not state  # a state's words are told by an official of it
        agency = phrases.agency(i)
        if agency is not None:
            return True
        if party is not None and party.kind == "organ":
            return True
        told = party is None or party.kind not in ("capital", "demonym", "anaphor")
        return told and phrases.head_kind(i) in ("person", "organization", "medium") and self._told(i)

    def _told(self, i: int) -> bool:
        """True for a noun that a party or an adjective tells more of (an Israeli official)."""
        after = best(self.tokens[i + 1]) if i + 1 < len(self.tokens) else None
        return after is not None and after.pos in ("adj", "noun", "noun_prop")

    def _learned(self, i: int, limit: int) -> Found | None:
        medium = self.phrases.medium(i + 1, limit)
        if medium is None or medium.last >= limit:
            return None
        source = next(
            (
                j
                for j in range(medium.last, min(medium.last + 3, limit))
                if self.tokens[j].form in self.speech.issue
            ),
            None,
        )
        if source is None or source + 1 >= limit:
            return None
        end = self.phrases.end(source + 1, limit)
        if not any(self.phrases.opens_speech(j) for j in range(end, min(end + _REACH, limit))):
            return None
        return Found((source + 1, end), (i + 1, medium.last), (i, i + 1))

    def _came(self, i: int, limit: int) -> Found | None:
        """This came in remarks that X made: X, behind a verb of making with the pronoun of the remarks."""
        first = best(self.tokens[i + 2]) if i + 2 < limit else None
        if self.tokens[i + 1].form not in self.speech.this or first is None:
            return None
        if first.pos != "prep" and not first.prep and self.tokens[i + 2].form not in self.speech.edge:
            return None
        for j in range(i + 2, min(i + _REACH, limit)):
            if self.phrases.opens_speech(j) or self.phrases.person_on.get(j) is not None:
                return None
            if self._makes(j):
                found = self.phrases.subject_after(j, limit, loose=False)
                return Found(found, None, (i, i + 1)) if found is not None else None
        return None

    def _makes(self, j: int) -> bool:
        readings = [a for a in self.tokens[j].analyses if a.pos == "verb" and a.lemma in self.speech.make]
        if not readings or not any(a.pronoun for a in readings):
            return bool(readings) and j + 1 < len(self.tokens) and self.phrases.pointing(j + 1)
        return True
