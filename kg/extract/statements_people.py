"""The people who speak: known by office and name, by a bare name, by an office that repeats them."""

from __future__ import annotations

from typing import NamedTuple

from kg.annotate.country import Country
from kg.annotate.names import name_at
from kg.annotate.words import best, finite_verb
from kg.extract.statements_parties import Allegiance
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_words import COMMAS, NOMINAL, OPEN, STRONG
from kg.model import PersonMention, Source
from kg.text.forms import ARTICLE, without_clitics
from kg.text.letters import fold

_APPOSITION_REACH = 7
_LONGEST = 16
_ANNOUNCED = 90
"""Words behind an official without a name in which the name may follow."""
_BACK = 4
"""Words of a name before the family name that is repeated."""


class Voice(NamedTuple):
    """A speaker as found in the text: its words, the source they stand for, what agrees with verbs."""

    first: int
    last: int
    source: Source
    kind: str
    """person, organization, party or medium."""
    head: str
    """Folded lemma of the head noun, "" for a bare name."""
    gender: str
    """m, f, or "" when verbs may agree either way."""


class Named:
    """Finds the named people of one article where they speak."""

    def __init__(self, phrases: Phrases, country: Country) -> None:
        self.phrases, self.tokens, self.speech = phrases, phrases.tokens, phrases.speech
        self.ann = phrases.ann
        self._longest = _longest_names(self.ann.people)
        self._codes = {self._longest[p.name]: p.code for p in reversed(self.ann.people) if p.name and p.code}
        self._of = Allegiance(phrases, country)
        self._names: dict[str, str | None] = {}
        """Speakers that no list of people has, with their parties, in the order of their first words."""

    def full(self, name: str) -> str:
        """The longest form of ``name`` in the article."""
        return self._longest.get(name, name)

    def _person(self, first: int, last: int) -> PersonMention | None:
        mention = self.phrases.person_at.get(first)
        if mention is not None and mention.name and self._borrowed(mention):
            return None
        if mention is None:
            inside = [
                p
                for p in (self.phrases.person_on.get(i) for i in range(first, last))
                if p is not None and p.name
            ]
            if not inside or (self.phrases.head_kind(first) is not None and inside[-1].last < last - 1):
                return None
            if self._nested(first, inside[-1]):
                return None
            return inside[-1]
        following = self.phrases.person_at.get(mention.last)
        if (
            following is not None
            and following.name
            and mention.name is not None
            and following.last <= last + 1
            and following.code in (None, mention.code)
        ):
            return following
        return mention if mention.name is not None else None

    def _borrowed(self, mention: PersonMention) -> bool:
        """True when the name belongs to an office inside the office (the spokesman of President X): it is
        a leader's, or another name follows it."""
        start = mention.name_span.start if mention.name_span else 0
        inner = [
            i
            for i in range(mention.first + 1, mention.last)
            if self.tokens[i].start < start
            and self.phrases.clitic(i)
            and self.phrases.head_kind(i) == "person"
        ]
        if not inner:
            return False
        at = next(i for i in range(mention.first, mention.last) if self.tokens[i].start >= start)
        leader = self.phrases.lexicon.parties.longest(self.tokens, at)
        return (leader is not None and leader.value.kind == "leader") or (
            self.phrases.name(mention.last) is not None
        )

    def _apposition(self, first: int, last: int) -> PersonMention | None:
        """The name that follows an office at some distance (the minister of housing, X)."""
        head = best(self.tokens[first])
        for i in range(last, min(last + _APPOSITION_REACH, len(self.tokens))):
            if self.phrases.opens_speech(i) or (
                head is not None and not head.article and self._indefinite(first, last)
            ):
                return None
            person = self.phrases.person_at.get(i)
            if person is not None and person.name is not None:
                return person if person.name_span and person.name_span.start == self.tokens[i].start else None
        return None

    def told_until(self, first: int, last: int) -> int:
        """End of the words of a subject with the name that follows them."""
        if first in self.phrases.person_at or self.phrases.head_kind(first) != "person":
            return last
        name = self._told_name(first, last)
        return name[1] if name is not None else last

    def _told_name(self, first: int, last: int) -> tuple[int, int] | None:
        """A name that no office made known, behind these words of office: at once, or after a comma."""
        if self._indefinite(first, last):
            return None
        if self.phrases.head_kind(first) == "person":
            inside = (self.phrases.name(i) for i in range(first + 1, last) if i not in self.phrases.person_on)
            held = next((n for n in inside if n is not None and n[1] >= last and n[1] - n[0] > 1), None)
            if held is not None:
                return held
        for i in range(last, min(last + _LONGEST, len(self.tokens))):
            token = self.tokens[i]
            person = self.phrases.person_on.get(i)
            if self.phrases.opens_speech(i) or token.text in STRONG or (person is not None and person.name):
                return None
            if person is not None:
                continue
            if i > last and finite_verb(self.tokens, i) is not None:
                return None
            name = self.phrases.name(i)
            if name is None:
                continue
            before = self.tokens[i - 1]
            marked = before.text in COMMAS or before.text in OPEN
            if i > last and not marked and self._substantive(i - 1):
                return None
            if i == last or marked or name[0] > i or (self._definite(i - 1) and not self.phrases.clitic(i)):
                return name
            return None
        return None

    def _substantive(self, i: int) -> bool:
        """True for an adjective with the article behind no noun with one: the Frenchman."""
        reading = best(self.tokens[i])
        return reading is not None and reading.pos == "adj" and not self._definite(i - 1)

    def _name_voice(self, first: int, begin: int, last: int) -> Voice:
        """The voice of a name that stands in no list of the article's people."""
        name = self.ann.words(begin, last)
        words = {w.removeprefix(ARTICLE) for w in fold(name).split()}
        known = next((n for n in (*self._longest.values(), *self._names) if words <= _bare_words(n)), None)
        code = self._codes.get(known or "") or self._names.get(known or "")
        if code is None:
            code = self._of.code(first, last)
        name = known or name
        self._names.setdefault(name, code)
        head = self.phrases.head_lemma(first) if self.phrases.head_kind(first) else ""
        reading = best(self.tokens[first])
        feminine = reading is not None and reading.gender == "f" and head != ""
        return Voice(
            first, last, Source(kind="person", name=name, code=code), "person", head, "f" if feminine else ""
        )

    def _repeated(self, first: int, last: int) -> Voice | None:
        """One word of a name that was told before (the family name alone)."""
        word = fold(self._words(first, last)).removeprefix(ARTICLE)
        if last - first > 1 or self.phrases.head_kind(first) is not None:
            return None
        known = (
            next((n for n in self._names if word in _bare_words(n)), None)
            or next((n for n in self._codes if word in _bare_words(n)), None)
            or self._told_before(first)
        )
        if known is None:
            return None
        code = self._names[known] if known in self._names else self._codes[known]
        source = Source(kind="person", name=known, code=code)
        return Voice(first, last, source, "person", "", "")

    def _told_before(self, at: int) -> str | None:
        """The full name, known by no office, that ended with the word at ``at`` earlier in the article."""
        form = self.tokens[at].form
        if not form.startswith(ARTICLE):
            return None
        for j in range(at - 1, 0, -1):
            if self.tokens[j].form != form:
                continue
            for k in range(max(j - _BACK, 0), j):
                if name_at(self.tokens, k, j + 1, self.phrases.lexicon) == j + 1:
                    name = self.ann.words(k, j + 1)
                    self._names.setdefault(name, self._of.code(k, j + 1))
                    return name
        return None

    def _indefinite(self, first: int, last: int) -> bool:
        """True for a noun without article, genitive or name after it: some official."""
        return not any(
            (r := best(self.tokens[i])) is not None and r.article for i in range(first, last)
        ) and not any(
            i in self.phrases.party_at and self.phrases.party_at[i].kind == "name" for i in range(first, last)
        )

    def _holder(self, first: int, last: int) -> PersonMention | None:
        """The named person of the article whose office these words repeat, with the same party if told."""
        if self._indefinite(first, last):
            return None
        code = self._of.party(first, last)
        lemmas = {self.phrases.head_lemma(i) for i in range(first, last) if not self._demonym(i)}
        lemmas -= {self.phrases.head_lemma(i) for i in self._party_words(first, last)}
        best_so_far: PersonMention | None = None
        home = self._of.home if code is None else None
        for mention in self.ann.people:
            if mention.name is None or mention.office_words is None:
                continue
            if code is not None and mention.code not in (None, code):
                continue
            words = {self.phrases.head_lemma(i) for i in range(mention.first, mention.last)}
            if not lemmas <= words or (mention.first >= first and best_so_far is not None):
                continue
            if best_so_far is None or mention.code == home or best_so_far.code != home:
                best_so_far = mention
        if best_so_far is None and code is not None and self.tokens[first].form in self.speech.vague:
            earlier = [p for p in self.ann.people if p.name and p.code == code and p.first < first]
            return earlier[-1] if earlier else None
        return best_so_far

    def _party_words(self, first: int, last: int) -> list[int]:
        """Words of a union of states behind an office (of the United Nations), which may be left out."""
        return [
            i
            for k in range(first + 1, last)
            if (hit := self.phrases.lexicon.parties.longest(self.tokens, k)) is not None
            and hit.value.kind == "name"
            and k + hit.length <= last
            for i in range(k, k + hit.length)
        ]

    def _announced(self, first: int, last: int) -> PersonMention | None:
        """Some minister of a state, at the head of the story: the one whom the next words name."""
        code = self._of.party(first, last)
        if code is None or not self._indefinite(first, last):
            return None
        lemma = self.phrases.head_lemma(first)
        for mention in self.ann.people:
            if not last <= mention.first <= last + _ANNOUNCED or mention.name is None or mention.resolved:
                continue
            if (
                mention.code == code
                and mention.office_words
                and lemma == self.phrases.head_lemma(mention.first)
            ):
                return mention
        return None

    def _demonym(self, i: int) -> bool:
        reading = best(self.tokens[i])
        return reading is not None and reading.pos == "adj" and reading.gloss[:1].isupper()

    def _nested(self, first: int, person: PersonMention) -> bool:
        """True when the person only belongs to the phrase (a source in the office of the president X)."""
        kind = self.phrases.head_kind(first)
        if kind in ("organization", "document", "medium"):
            return True
        head = best(self.tokens[first])
        if kind is None and head is not None and head.pos in NOMINAL and head.pos != "noun_prop":
            return any(self.tokens[i].form in self.speech.channel for i in range(first + 1, person.first))
        return (
            kind == "person"
            and head is not None
            and not head.article
            and any(
                (b := best(self.tokens[i])) is not None and (b.pos == "prep" or b.prep)
                for i in range(first, person.first)
            )
        )

    def _person_voice(self, person: PersonMention, first: int, last: int) -> Voice:
        name = self._longest.get(person.name or "", person.name or "")
        code = person.code or self._codes.get(name) or self._of.party(first, last)
        head = self.phrases.head_lemma(first) if self.phrases.head_kind(first) else ""
        reading = best(self.tokens[first])
        feminine = head != "" and reading is not None and reading.gender == "f"
        source = Source(kind="person", name=name, code=code)
        return Voice(first, last, source, "person", head, "f" if feminine else "m" if head else "")

    def _definite(self, i: int) -> bool:
        reading = best(self.tokens[i])
        return reading is not None and reading.article

    def _words(self, first: int, last: int) -> str:
        words = " ".join(self.ann.words(first, last).split())
        reading = best(self.tokens[first])
        prep = self.phrases.clitic(first)
        if reading is None or not (prep or reading.conj):
            return words
        taken = len(reading.conj) + len(prep)
        if reading.article and prep and not words[taken:].startswith(ARTICLE):
            return ARTICLE + words[taken + 1 :]
        return without_clitics(words, taken)


def _bare_words(name: str) -> set[str]:
    return {w.removeprefix(ARTICLE) for w in fold(name).split()}


def _longest_names(people: tuple[PersonMention, ...]) -> dict[str, str]:
    """Each name to the longest name of the article that contains all its words."""
    names = sorted({p.name for p in people if p.name}, key=lambda name: (-len(name.split()), name))
    words = {name: {w.removeprefix(ARTICLE) for w in fold(name).split()} for name in names}
    return {name: next(n for n in names if words[name] <= words[n]) for name in names}
