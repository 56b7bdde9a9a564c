"""Single words and noun phrases around speech: heads, clitics, what opens speech, where a phrase ends."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.annotations import Annotations
from kg.annotate.words import best
from kg.lexicon.grammar import Agency
from kg.lexicon.names import Names
from kg.lexicon.speech import SpeechWords
from kg.model import Analysis, PersonMention, Token

NAME_QUOTE = 5
"""Quotations of at most so many words are names or scare quotes, not speech."""
NOMINAL = frozenset(("noun", "adj", "noun_prop", "num"))
COMMAS = frozenset(",-\u060c\u2013\u2014")
STRONG = frozenset(":;.!?\u061b\u061f\u2026")
OPEN, CLOSE = frozenset('«"“”([{‘'), frozenset('»"”“)]}’')

_STOP_POS = frozenset(("prep", "conj", "part", "pron"))
_OURS = ("1", "2")
"""Persons of pronouns that the nouns of news hardly ever carry."""
_BRACKET = 7
_SHORTEST_SPEECH = 3


class Words:
    """Asks about the words of one article; ``agencies`` are the known media by name."""

    def __init__(self, ann: Annotations, speech: SpeechWords, agencies: Names[Agency]) -> None:
        self.ann, self.tokens, self.speech, self.agencies = ann, ann.tokens, speech, agencies
        self._agency_at: dict[int, tuple[int, str, str | None, str] | None] = {}
        self.person_at: dict[int, PersonMention] = {}
        self.person_on: dict[int, PersonMention] = {}
        for person in ann.people:
            self.person_at.setdefault(person.first, person)
            for i in range(person.first, person.last):
                self.person_on[i] = person
        self.time_on = {i for time in ann.times for i in range(time.first, time.last)}
        self.party_at = {party.first: party for party in ann.parties}
        self.quote_end = {first - 1: last for first, last in ann.quotes}
        self.speech_quotes = tuple(q for q in ann.quotes if q[1] - q[0] > NAME_QUOTE or self._tells(*q))
        self.quoted_from = frozenset(first for first, _ in self.speech_quotes)
        self.quoted = frozenset(i for first, last in self.speech_quotes for i in range(first, last))

    def _tells(self, first: int, last: int) -> bool:
        """True for a short quotation with a verb: speech, not a name."""
        verbs = (i for i in range(first, last) if (r := best(self.tokens[i])) is not None and r.pos == "verb")
        return last - first >= _SHORTEST_SPEECH and any(self.tokens[i].analyses[0].person for i in verbs)

    def head_kind(self, i: int) -> str | None:
        """What kind of speaker the noun at ``i`` can be the head of, None for other words."""
        for reading in self.tokens[i].analyses:
            if (
                reading.pos in NOMINAL
                and reading.lemma in self.speech.heads
                and reading.pronoun[:1] not in _OURS
            ):
                return self.speech.heads[reading.lemma]
        return None

    def head_lemma(self, i: int) -> str:
        """The lemma under which the noun at ``i`` is a head, else that of its best reading."""
        token = self.tokens[i]
        for reading in token.analyses:
            if reading.pos in NOMINAL and reading.lemma in self.speech.heads:
                return reading.lemma
        return token.analyses[0].lemma if token.analyses else token.form

    def clitic(self, i: int) -> str:
        """The preposition written onto the word at ``i``, else ""."""
        token = self.tokens[i]
        if not token.analyses:
            return ""
        person = self.person_at.get(i)
        if person is not None and person.office is None and self._is_name(token):
            return ""
        first = token.analyses[0]
        if first.prep or len(first.conj) + len(first.stem) >= len(token.form):
            return first.prep
        # a reading that swallows the letter (emphatic la) hides the one with the preposition
        return next((a.prep for a in token.analyses if a.prep and a.lemma == first.lemma), "")

    def _is_name(self, token: Token) -> bool:
        first = token.analyses[0]
        return first.pos == "noun_prop" and not first.prep

    def opens_speech(self, i: int) -> bool:
        """True for inna/anna, a colon, and the mark that opens a quotation of more than a name."""
        token = self.tokens[i]
        if token.form in self.speech.that:
            return not self._acronym(i) and not (i and self.tokens[i - 1].form in self.speech.unthat)
        if token.kind != "punct":
            return False
        return token.text == ":" or i + 1 in self.quoted_from

    def _acronym(self, i: int) -> bool:
        """True for a word that a stop without blanks joins to the next (N.B.C.)."""
        dot = self.tokens[i + 1] if i + 2 < len(self.tokens) else None
        return (
            dot is not None
            and dot.text == "."
            and self.tokens[i].end == dot.start
            and self.tokens[i + 2].start == dot.end
        )

    def passes(self, i: int) -> bool:
        """True for words of time and adverbs, which may stand between a verb and its subject."""
        token = self.tokens[i]
        return i in self.time_on or token.form in self.speech.skip or token.kind == "number"

    def agency(self, i: int) -> tuple[int, str, str | None, str] | None:
        """Length, name, code and clitic of a known medium that starts at ``i``."""
        if i not in self._agency_at:
            self._agency_at[i] = self._agency(i)
        return self._agency_at[i]

    def _agency(self, i: int) -> tuple[int, str, str | None, str] | None:
        known = self.agencies.longest(self.tokens, i)
        other = self.speech.media.longest(self.tokens, i)
        if known is not None and (other is None or other.length <= known.length):
            return known.length, known.value.name, known.value.code or None, known.prep
        return (other.length, *other.value, other.prep) if other is not None else None

    def _without_and(self, form: str) -> str:
        return form[1:] if form[:1] in self.speech.conjunction and len(form) > 3 else form

    # --- phrases -----------------------------------------------------------------------------------

    def end(self, i: int, limit: int) -> int:
        """End of the noun phrase that starts at ``i``: the first token that cannot belong to it."""
        j = i
        party = self.party_at.get(i)
        if (
            party is not None
            and party.kind in ("name", "capital")
            and party.last <= limit
            and i not in self.person_at
        ):
            return party.last
        while j < limit:
            person = self.person_at.get(j)
            if person is not None and person.name is not None and person.last <= limit:
                j = max(self.named_until(person), j + 1)
                continue
            step = self._step(i, j, limit)
            if step == 0:
                break
            j += step
        while j > i + 1 and self.tokens[j - 1].text in COMMAS:
            j -= 1
        return max(j, min(i + 1, limit))

    def in_name(self, i: int) -> bool:
        """True for a token of a person's name."""
        person = self.person_on.get(i)
        token = self.tokens[i]
        return (
            person is not None
            and person.name_span is not None
            and (person.name_span.start <= token.start < person.name_span.end)
        )

    def named_until(self, person: PersonMention) -> int:
        """End of a named mention without words of time that may follow the name."""
        last = person.last
        while last > person.first + 1 and (self.passes(last - 1) or self.tokens[last - 1].kind == "punct"):
            last -= 1
        return last

    def _closed(self, i: int, j: int) -> bool:
        """True when the phrase is definite before ``j`` and ``j`` neither describes nor names it."""
        before = best(self.tokens[j - 1])
        if before is None or not before.article or self.head_kind(j) == "person":
            return False
        readings = self.tokens[j].analyses
        if (
            not readings
            or readings[0].pos == "noun_prop"
            or any(a.pos == "adj" and a.article for a in readings)
        ):
            return False
        return not readings[0].conj and readings[0].pos in NOMINAL

    def _step(self, i: int, j: int, limit: int) -> int:
        token = self.tokens[j]
        if token.kind == "punct":
            close = self.quote_end.get(j)
            if close is not None and j + 1 not in self.quoted_from and close < limit:
                return close + 1 - j
            return self._bracket(j, limit) if token.text == "(" and j > i else 0
        known = self.agency(j)
        if known is not None and not known[3]:
            return known[0]
        if j == i:
            return 1
        if token.form in self.speech.name:
            return 1
        if self.passes(j) or self.opens_speech(j) or token.kind == "number":
            return 0
        return int(self._continues(j) and not self._closed(i, j))

    def _continues(self, j: int) -> bool:
        first = best(self.tokens[j])
        if first is None:
            return self.tokens[j].kind == "latin"
        if first.pos in _STOP_POS or self.clitic(j) or (first.pronoun and first.lemma in self.speech.masdars):
            return False
        if first.pos in ("verb", "adv"):
            return any(
                a.pos in NOMINAL and not a.prep and not a.conj for a in self.tokens[j].analyses[:3]
            ) and (first.pos != "verb" or self._in_name(j))
        if first.conj:
            return first.article and j > 0 and _is_article(self.tokens[j - 1])
        return True

    def _in_name(self, j: int) -> bool:
        before = best(self.tokens[j - 1])
        return before is not None and (before.pos == "noun_prop" or not before.gloss)

    def _bracket(self, j: int, limit: int) -> int:
        for k in range(j + 1, min(j + _BRACKET, limit)):
            if self.tokens[k].text == ")":
                return k + 1 - j
        return 0


def _is_article(token: Token) -> bool:
    first: Analysis | None = best(token)
    return first is not None and first.article


def trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """``[first, last)`` without marks at its ends; a closing mark stays with its opening one."""
    while last - first > 1 and tokens[first].kind == "punct":
        first += 1
    while (
        last - first > 1
        and tokens[last - 1].kind == "punct"
        and not (
            tokens[last - 1].text in CLOSE and any(tokens[i].text in OPEN for i in range(first, last - 1))
        )
    ):
        last -= 1
    return first, last
