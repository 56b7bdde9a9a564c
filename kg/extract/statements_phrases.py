"""Noun phrases around a verb of speech: where the subject is, where it ends, which media are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.annotations import Annotations
from kg.annotate.words import best, finite_verb
from kg.lexicon.grammar import Agency
from kg.lexicon.names import Names
from kg.lexicon.speech import SpeechWords
from kg.model import Analysis, PersonMention, Token

NAME_QUOTE = 5
"""Quotations of at most so many words are names or scare quotes, not speech."""
REACH = 14
"""Words between a verb and a subject that does not follow it at once."""

_COMMAS = frozenset(",-\u060c\u2013\u2014")
_STRONG = frozenset(":;.!?\u061b\u061f\u2026")
_OPEN, _CLOSE = frozenset("«\"“”([{‘"), frozenset("»\"”“)]}’")
_STOP_POS = frozenset(("prep", "conj", "part", "pron"))
_NOMINAL = frozenset(("noun", "adj", "noun_prop", "num"))


class Medium(NamedTuple):
    """A news agency, paper, station or site named in tokens ``[first, last)``."""

    first: int
    last: int
    prep: str
    """Clitic preposition on its first word, or the token before it if that is a lone clitic."""
    name_first: int
    name_last: int
    code: str | None
    name: str
    """Canonical name of a known agency, else ""."""


class Phrases:
    """Asks about the noun phrases of one article; ``agencies`` are the known media by name."""

    def __init__(self, ann: Annotations, speech: SpeechWords, agencies: Names[Agency]) -> None:
        self.ann, self.tokens, self.speech, self.agencies = ann, ann.tokens, speech, agencies
        self.person_at: dict[int, PersonMention] = {}
        self.person_on: dict[int, PersonMention] = {}
        for person in ann.people:
            self.person_at.setdefault(person.first, person)
            for i in range(person.first, person.last):
                self.person_on[i] = person
        self.time_on = {i for time in ann.times for i in range(time.first, time.last)}
        self.party_at = {party.first: party for party in ann.parties}
        self.quote_end = {first - 1: last for first, last in ann.quotes}
        self.speech_quotes = tuple(q for q in ann.quotes if q[1] - q[0] > NAME_QUOTE)
        self.quoted = frozenset(i for first, last in self.speech_quotes for i in range(first, last))

    # --- single words -----------------------------------------------------------------------------

    def head_kind(self, i: int) -> str | None:
        """What kind of speaker the noun at ``i`` can be the head of, None for other words."""
        for reading in self.tokens[i].analyses:
            if reading.pos in _NOMINAL and reading.lemma in self.speech.heads:
                return self.speech.heads[reading.lemma]
        return None

    def head_lemma(self, i: int) -> str:
        """The lemma under which the noun at ``i`` is a head, else that of its best reading."""
        token = self.tokens[i]
        for reading in token.analyses:
            if reading.pos in _NOMINAL and reading.lemma in self.speech.heads:
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
        return token.text == ":" or (i in self.quote_end and self.quote_end[i] - i - 1 > NAME_QUOTE)

    def _acronym(self, i: int) -> bool:
        """True for a word that a stop without blanks joins to the next (N.B.C.)."""
        dot = self.tokens[i + 1] if i + 2 < len(self.tokens) else None
        return dot is not None and dot.text == "." and self.tokens[i].end == dot.start and self.tokens[i + 2].start == dot.end

    def passes(self, i: int) -> bool:
        """True for words of time and adverbs, which may stand between a verb and its subject."""
        token = self.tokens[i]
        return i in self.time_on or token.form in self.speech.skip or token.kind == "number"

    def names_somebody(self, i: int) -> bool:
        """True when a phrase that starts at ``i`` can speak: a person, a party, a medium, a known head."""
        return (
            i in self.person_at
            or (i in self.party_at and self.party_at[i].kind != "anaphor")
            or self.head_kind(i) is not None
            or self.agency(i) is not None
        )

    # --- phrases -----------------------------------------------------------------------------------

    def end(self, i: int, limit: int) -> int:
        """End of the noun phrase that starts at ``i``: the first token that cannot belong to it."""
        j = i
        party = self.party_at.get(i)
        if party is not None and party.kind in ("name", "capital") and party.last <= limit and i not in self.person_at:
            return party.last
        while j < limit:
            person = self.person_at.get(j)
            if person is not None and person.last <= limit:
                j = max(person.last, j + 1)
                continue
            step = self._step(i, j, limit)
            if step == 0:
                break
            j += step
        while j > i + 1 and self.tokens[j - 1].text in _COMMAS:
            j -= 1
        return max(j, min(i + 1, limit))

    def _closed(self, i: int, j: int) -> bool:
        """True when the phrase from ``i`` is definite before ``j`` and ``j`` neither describes nor names it."""
        before = best(self.tokens[j - 1])
        if before is None or not before.article or self.head_kind(j) == "person":
            return False
        readings = self.tokens[j].analyses
        if not readings or readings[0].pos == "noun_prop" or any(a.pos == "adj" and a.article for a in readings):
            return False
        return not readings[0].conj and readings[0].pos in _NOMINAL

    def _step(self, i: int, j: int, limit: int) -> int:
        token = self.tokens[j]
        if token.kind == "punct":
            close = self.quote_end.get(j)
            if close is not None and close - j - 1 <= NAME_QUOTE and close < limit:
                return close + 1 - j
            return self._bracket(j, limit) if token.text == "(" and j > i else 0
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
            return any(a.pos in _NOMINAL and not a.prep and not a.conj for a in self.tokens[j].analyses[:3]) and (
                first.pos != "verb" or self._in_name(j)
            )
        if first.conj:
            return first.article and j > 0 and _is_article(self.tokens[j - 1])
        return True

    def _in_name(self, j: int) -> bool:
        before = best(self.tokens[j - 1])
        return before is not None and (before.pos == "noun_prop" or not before.gloss)

    def _bracket(self, j: int, limit: int) -> int:
        for k in range(j + 1, min(j + 7, limit)):
            if self.tokens[k].text == ")":
                return k + 1 - j
        return 0

    def subject_after(self, verb: int, limit: int, *, loose: bool) -> tuple[int, int] | None:
        """The subject that follows the verb at ``verb``; ``loose`` accepts any definite noun."""
        j = verb + 1
        while j < limit:
            token = self.tokens[j]
            if j in self.person_at and not self.clitic(j):
                return j, self.end(j, limit)
            if self.opens_speech(j) or token.text in _STRONG:
                return None
            step = self._skipped(j, limit)
            if step:
                j += step
                continue
            if token.kind == "punct":
                if j in self.quote_end:
                    return j, self.end(j, limit)
                return None
            if self._governed(j):
                return self._after_phrase(j, limit)
            if self.names_somebody(j) or (loose and self._nominal(j)):
                return j, self.end(j, limit)
            return None
        return None

    def _skipped(self, j: int, limit: int) -> int:
        token = self.tokens[j]
        if token.text in _COMMAS or self.passes(j):
            return 1
        if token.text == "(":
            return self._bracket(j, limit)
        medium = self.medium(j, limit)
        return medium.last - j if medium is not None and medium.prep[-1:] in self.speech.dative else 0

    def _nominal(self, j: int) -> bool:
        first = best(self.tokens[j])
        return first is not None and first.pos in _NOMINAL and not first.pronoun

    def _governed(self, j: int) -> bool:
        first = best(self.tokens[j])
        return first is not None and (first.pos == "prep" or bool(self.clitic(j)))

    def _after_phrase(self, j: int, limit: int) -> tuple[int, int] | None:
        """A subject behind a prepositional phrase: a person after a mark or a word of time."""
        for k in range(j + 1, min(j + REACH, limit)):
            if self.opens_speech(k) or self.tokens[k].text in _STRONG:
                return None
            person = self.person_at.get(k)
            if person is None or self.clitic(k):
                continue
            before = self.tokens[k - 1]
            if before.text in _COMMAS or before.text in _CLOSE or self.passes(k - 1):
                return k, self.end(k, limit)
            return None
        return None

    def subject_before(self, verb: int, start: int) -> tuple[int, int] | None:
        """The subject that precedes the verb: antecedent of a relative, after kana, or clause-initial."""
        if verb - 1 >= start and self._relative(verb - 1):
            return self._antecedent(verb - 1, start)
        k = verb - 1
        while k >= max(start, verb - 2 * REACH):
            token = self.tokens[k]
            if self.opens_speech(k) or token.text in _STRONG:
                break
            if (self._without_and(token.form),) in self.speech.open and k < verb - 1:
                break
            if any(a.lemma in self.speech.was and a.pos == "verb" for a in token.analyses[:2]) and k + 1 < verb:
                return self.subject_after(k, verb, loose=False)
            k -= 1
        return self._initial(k + 1, verb)

    def _relative(self, i: int) -> bool:
        return self.tokens[i].form in self.speech.relative

    def _antecedent(self, relative: int, start: int) -> tuple[int, int] | None:
        stop = relative
        while stop > start and self.tokens[stop - 1].text in _COMMAS:
            stop -= 1
        if stop - 1 in self.person_on:
            person = self.person_on[stop - 1]
            return person.first, person.last
        for k in range(max(start, stop - REACH), stop):
            if self.names_somebody(k) and self.end(k, stop) == stop:
                return k, stop
        return None

    def _initial(self, k: int, verb: int) -> tuple[int, int] | None:
        k = self.skip_openers(k, verb)
        if k >= verb or self._governed(k) or not self.names_somebody(k):
            return None
        if finite_verb(self.tokens, k) is not None and k not in self.person_at and k not in self.party_at:
            return None
        stop = self.end(k, verb)
        gap = range(stop, verb)
        if all(self.passes(j) or self.tokens[j].kind == "punct" for j in gap):
            return k, stop
        if len(gap) <= REACH and gap and (self.tokens[stop].text in _COMMAS or self._relative(stop)):
            return k, stop
        return None

    def skip_openers(self, k: int, limit: int) -> int:
        """Past commas, conjunctions and discourse openers (for his part, meanwhile)."""
        while k < limit:
            for size in (4, 3, 2, 1):
                words = tuple(t.form for t in self.tokens[k : k + size])
                bare = (self._without_and(words[0]), *words[1:])
                if (words in self.speech.open or bare in self.speech.open) and k + size <= limit:
                    k += size
                    break
            else:
                token = self.tokens[k]
                if token.text in _COMMAS or token.form in self.speech.conjunction or (token.kind == "punct" and k not in self.quote_end):
                    k += 1
                    continue
                return k
        return k

    def _without_and(self, form: str) -> str:
        return form[1:] if form[:1] in self.speech.conjunction and len(form) > 3 else form

    # --- media ---------------------------------------------------------------------------------------

    def agency(self, i: int) -> tuple[int, str, str | None, str] | None:
        """Length, name, code and clitic of a known medium that starts at ``i``."""
        known = self.agencies.longest(self.tokens, i)
        other = self.speech.media.longest(self.tokens, i)
        if known is not None and (other is None or other.length <= known.length):
            return known.length, known.value.name, known.value.code or None, known.prep
        return (other.length, *other.value, other.prep) if other is not None else None

    def medium(self, i: int, limit: int) -> Medium | None:
        """The medium named at ``i``: a known one, a head noun (agency, paper) with its name, or a
        quoted name right after the preposition li-."""
        token = self.tokens[i]
        if token.kind == "punct":
            return self._quoted_carrier(i, limit)
        if self._without_and(token.form) in self.speech.dative:
            return self._dative(i, limit)
        known = self.agency(i)
        if known is not None and i + known[0] <= limit:
            length, name, code, prep = known
            last = self._glossed(i + length, limit)
            return Medium(i, last, prep, i, last, code, name)
        if self.head_kind(i) != "medium" or i in self.person_on:
            return None
        return self._headed(i, limit)

    def _quoted_carrier(self, i: int, limit: int) -> Medium | None:
        """A quoted name right after a verb of carrying or receiving (a statement that «X» received)."""
        close = self.quote_end.get(i)
        if close is None or i == 0 or close - i - 1 > NAME_QUOTE or close >= limit or not self.carried_by(i - 1):
            return None
        return Medium(i, close + 1, "", i + 1, close, self._code(i + 1), self._known(i + 1))

    def carried_by(self, i: int) -> bool:
        """True for a verb whose subject carries or received the words of another."""
        return any(
            a.pos == "verb" and (a.lemma in self.speech.receive or (a.pronoun and a.lemma in self.speech.carry))
            for a in self.tokens[i].analyses
        )

    def _glossed(self, i: int, limit: int) -> int:
        """Past the name in quotation marks or brackets that follows a medium's description at once."""
        if i < limit and self.tokens[i].text in _OPEN:
            close = self.quote_end.get(i) or self._close(i, limit)
            if close is not None and close - i - 1 <= NAME_QUOTE and close < limit:
                return close + 1
        return i

    def _dative(self, i: int, limit: int) -> Medium | None:
        j = i + 1
        if j >= limit:
            return None
        if self.tokens[j].text in _OPEN | _CLOSE:
            close = self.quote_end.get(j) or self._close(j, limit)
            if close is not None and 0 < close - j - 1 <= NAME_QUOTE:
                return Medium(i, min(close + 1, limit), self.tokens[i].form, j + 1, close, self._code(j + 1), self._known(j + 1))
            return None
        inner = self.medium(j, limit)
        return inner._replace(first=i, prep=self.tokens[i].form) if inner is not None else None

    def _close(self, j: int, limit: int) -> int | None:
        return next((k for k in range(j + 1, min(j + NAME_QUOTE + 2, limit)) if self.tokens[k].text in _CLOSE), None)

    def _known(self, i: int) -> str:
        known = self.agency(i)
        return known[1] if known else ""

    def _code(self, i: int) -> str | None:
        known = self.agency(i)
        return known[2] if known else None

    def _headed(self, i: int, limit: int) -> Medium | None:
        stop = self.end(i, limit)
        prep, weak = self.clitic(i), self.head_lemma(i) in self.speech.weak
        after = {a.lemma for a in self.tokens[i + 1].analyses} if i + 1 < len(self.tokens) else set()
        if after & self.speech.body:
            return None
        for j in range(i + 1, min(stop + 1, limit)):
            known = self.agency(j)
            if known is not None and not known[3]:
                return Medium(i, max(stop, j + known[0]), prep, j, j + known[0], known[2], known[1])
            if self.tokens[j].text in _OPEN and (close := self.quote_end.get(j) or self._close(j, limit)):
                if close - j - 1 <= NAME_QUOTE:
                    last = max(stop, min(close + 1, limit))
                    described = j - i > 2
                    first, name_last = (i, min(close + 1, limit)) if described else (j + 1, close)
                    return Medium(i, last, prep, first, name_last, self._code(j + 1), self._known(j + 1))
        if weak and not (after & self.speech.news or self._named(i + 1, stop) or (prep and stop > i + 1)):
            return None
        return Medium(i, stop, prep, i, stop, None, "")

    def _named(self, i: int, stop: int) -> bool:
        return i < stop and (
            self.tokens[i].kind == "latin" or (bool(self.tokens[i].analyses) and self.tokens[i].analyses[0].pos == "noun_prop")
        )

    def media(self, first: int, last: int) -> list[Medium]:
        """All media named in tokens ``[first, last)``, outside quoted speech."""
        found: list[Medium] = []
        i = first
        while i < last:
            medium = None if i in self.quoted else self.medium(i, last)
            if medium is not None:
                found.append(medium)
            i = medium.last if medium is not None else i + 1
        return found


def _is_article(token: Token) -> bool:
    first: Analysis | None = best(token)
    return first is not None and first.article


def trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """``[first, last)`` without marks at its ends; a closing mark stays with its opening one."""
    while last - first > 1 and tokens[first].kind == "punct":
        first += 1
    while last - first > 1 and tokens[last - 1].kind == "punct" and not (
        tokens[last - 1].text in _CLOSE and any(tokens[i].text in _OPEN for i in range(first, last - 1))
    ):
        last -= 1
    return first, last
