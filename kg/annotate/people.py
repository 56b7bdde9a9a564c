"""People and offices: who is named, what office the words give, for which party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.country import Country
from kg.annotate.name_words import leader, namesake
from kg.annotate.names import joined_name, name_at, skip_titles
from kg.annotate.office_words import ALWAYS, SUBJECT, bare_nisba, in_the_name, is_nisba, may_start, qualifies
from kg.annotate.people_far import code_between, far_name
from kg.annotate.people_offices import Office, office_at
from kg.annotate.people_pairs import chief_of, named, pair_at, text_of
from kg.annotate.people_parties import folded_name, settle
from kg.annotate.words import best
from kg.model import PersonMention, Sentence, Span, Token
from kg.text.forms import BI, CONJUNCTIONS, LI

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_COUNTERPART = "counterpart"
_POLITICIAN = "politician"
_RELATIVE = "relative"
"""Told only behind a name: the name behind «the son of president …» is the president's."""
_RANKS = frozenset(
    ("general", "emir", "cleric", "prince", "king", "member-of-parliament", "judge", "analyst")
)
"""Offices that are titles too: a fuller office told after the name is the better one."""
_MAX_BACK = 25
_OPENERS = frozenset("،,(-–؛;«")


def find_people(
    tokens: Sequence[Token], sentences: Sequence[Sentence], lexicon: Lexicon, country: Country
) -> tuple[PersonMention, ...]:
    """Named persons and offices that stand for their holders, in reading order.

    An office for which neither its words nor its holder's other mentions name a party takes that of the
    official listed just before it, else the one that ``country`` finds likeliest.
    """
    finder = _Finder(tokens, lexicon, country.home)
    for sentence in sentences:
        finder.sentence(sentence)
    return settle(finder.found, tokens, lexicon, country)


def _length(mention: PersonMention) -> int:
    return len(mention.name or "")


class _Finder:
    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, default: str | None) -> None:
        self.tokens, self.lexicon, self.default = tokens, lexicon, default
        self.words = lexicon.people
        self.found: list[PersonMention] = []
        self.by_last: dict[str, PersonMention] = {}

    def sentence(self, sentence: Sentence) -> None:
        i = sentence.first
        while i < sentence.last:
            if not self._worth(i):
                i += 1
                continue
            mentions = self._at(i, sentence.last)
            for mention in mentions:
                self.found.append(mention)
                self._remember(mention)
            i = max(mentions[-1].last, i + 1) if mentions else i + 1

    def _worth(self, i: int) -> bool:
        """False, and quickly, where nobody can be named: at nearly all words."""
        token = self.tokens[i]
        if token.kind != "word":
            return False
        start = may_start(token, self.lexicon)
        if start == ALWAYS or token.form in self.by_last or token.form[1:] in self.by_last:
            return True
        if start == SUBJECT and self._subject(i):
            return True
        return i + 1 < len(self.tokens) and self.tokens[i + 1].form in self.lexicon.people.kinds["child"]

    def _at(self, i: int, end: int) -> list[PersonMention]:
        office = office_at(self.tokens, i, end, self.lexicon, self.default)
        if office is not None and self._namesake(i):
            return []
        if office is not None:
            pair = pair_at(self.tokens, office, end, self.lexicon) if office.dual else None
            return self._office_first(office, end) if pair is None else pair
        return self._countryman(i, end) or self._name_first(i, end) or self._again(i)

    def _namesake(self, i: int) -> bool:
        """True behind a thing that bears a person's name (King … University)."""
        if not i or self.tokens[i - 1].kind != "word":
            return False
        if self.words.head_of(self.tokens[i].form) and self.tokens[i].form not in self.words.titles:
            return False
        return namesake(self.tokens, i, self.lexicon)

    # --- office, then name ---

    def _office_first(self, office: Office, end: int) -> list[PersonMention]:
        begin, after = self._name(office.last, end, marks=office.told, office=office.id)
        if after == begin:
            longer = office_at(self.tokens, office.first, end, self.lexicon, self.default, long=True)
            if longer is not None and longer.last > office.last:
                begin, after = self._name(longer.last, end, marks=True)
                office, begin = (longer, begin) if after - begin > 1 else (office, after)
        if office.id in self.words.private and not self._private(office, begin, after, end):
            second = self._apposition(after, end) if after > begin else None
            return [self._mention(second, begin, after, last=second.last)] if second else []
        if after == begin or begin < office.last:
            far = far_name(self.tokens, office, end, self.lexicon) if office.definite or office.told else None
            if far is not None:
                code = code_between(self.tokens, office.last, far[0], self.lexicon)
                return [self._mention(office, *far, code=code)]
            unnamed = self._unnamed(office)
            return [unnamed] if unnamed else []
        chief = chief_of(self.tokens, office, begin, end, self.lexicon)
        if chief is not None:
            return [self._mention(chief[0], begin, after, code=chief[1])]
        holder = self._holder(office, begin, after, end)
        if holder:
            return holder
        mention = self._mention(office, begin, after)
        second = self._apposition(after, end, titled=office.told)
        if second is None:
            return [mention]
        if office.id in _RANKS or (not office.told and second.code and not office.code):
            return [
                self._mention(second, begin, after, first=office.first, last=second.last, code=office.code)
            ]
        code = mention.code or second.code
        again = self._mention(second, begin, after, code=code)
        return [
            mention._replace(code=code),
            again._replace(first=second.first, last=second.last, resolved=True),
        ]

    def _holder(self, office: Office, begin: int, after: int, end: int) -> list[PersonMention]:
        """Two names of which the first is the chief's («spokesman of minister A B, C D»), else nobody."""
        inner = [k for k in range(office.first + 1, office.last) if self.words.head_of(self.tokens[k].form)]
        if not inner or after >= end or self.tokens[after].form not in self.words.given:
            return []
        last = name_at(self.tokens, after, end, self.lexicon)
        chief = office_at(self.tokens, inner[0], end, self.lexicon, self.default)
        if last - after < 2 or chief is None:
            return []
        named = self._mention(
            office, after, last, code=chief.code or leader(self.tokens, begin, self.lexicon)
        )
        return [named, self._mention(chief, begin, after, code=named.code)]

    def _private(self, office: Office, begin: int, after: int, end: int) -> bool:
        """True when a private person is told fully: a country and a name that needs no office to be one."""
        if office.id == _RELATIVE or office.code is None or after - begin < 2:
            return False
        return (
            leader(self.tokens, begin, self.lexicon) is not None
            or name_at(self.tokens, begin, end, self.lexicon) == after
        )

    def _name(self, i: int, end: int, *, marks: bool, office: str = "") -> tuple[int, int]:
        """Token range of the name that follows an office at ``i``, titles skipped; empty if none."""
        begin = skip_titles(self.tokens, i, end, self.lexicon)
        if begin > i and self.tokens[i].form not in self.words.titles:
            return i, i  # «and the emir N» is somebody else
        if begin < end and in_the_name(office, self.tokens[begin], self.words.kinds["bridge"]):
            return i, i
        after = name_at(self.tokens, begin, end, self.lexicon, expected=True)
        if after > begin or not marks or begin >= end or self.tokens[begin].text not in '،,«“"(:':
            return begin, after
        mark = self.tokens[begin].text
        at = skip_titles(self.tokens, begin + 1, end, self.lexicon)
        if at > begin + 1 and self.tokens[begin + 1].form not in self.words.titles:
            return begin, begin
        common = at < end and self.tokens[at].form in self.words.kinds["common"]
        after = name_at(self.tokens, at, end, self.lexicon, expected=common)
        if after - at < 2 or (after < end and self.tokens[after].kind == "word" and mark in "("):
            return begin, begin
        return at, after

    def _mention(
        self,
        office: Office,
        begin: int,
        after: int,
        *,
        first: int | None = None,
        last: int | None = None,
        code: str | None = None,
    ) -> PersonMention:
        words: str | None = self._text(office.first, office.last)
        concept: str | None = office.id
        resolved = False
        if concept == _COUNTERPART:
            concept, words, resolved = *self._counterpart(words), True
        return PersonMention(
            office.first if first is None else first,
            after if last is None else last,
            self._text(begin, after, bare=False),
            self._span(begin, after),
            concept,
            words,
            office.code or code or (self._before(office.first) if office.own else None),
            office.host,
            resolved,
        )

    def _apposition(self, i: int, end: int, *, titled: bool = False) -> Office | None:
        """The office told after a name that ends at ``i``, with or without a comma or brackets."""
        at = i + 1 if i < end and self.tokens[i].text in _OPENERS else i
        mark = at > i
        if at < end and self.tokens[at].form in self.words.kinds["also"]:
            at += 1
        if at >= end:
            return None
        office = office_at(self.tokens, at, end, self.lexicon, self.default)
        if office is None or office.conj or office.prep or office.dual or office.id == _COUNTERPART:
            return None
        if office.id in self.words.private and office.code is None:
            return None
        if not office.told and (not office.definite or titled or not mark):
            return None
        if titled and not mark:
            return None
        begin, after = self._name(office.last, end, marks=False)
        return None if after > begin else office

    # --- name, then office ---

    def _name_first(self, i: int, end: int) -> list[PersonMention]:
        begin = skip_titles(self.tokens, i, end, self.lexicon)
        titled = begin > i
        if begin >= end or (self._namesake(begin) and not titled):
            return []
        conj = 0
        subject = not titled and self._subject(begin)
        after = name_at(self.tokens, begin, end, self.lexicon, expected=titled or subject)
        if after == begin:
            known = joined_name(self.tokens, begin, end, self.lexicon)
            if known == begin:
                return []
            after, conj = known, 1
        if after - begin >= 2 or titled or leader(self.tokens, begin, self.lexicon):
            office = self._apposition(after, end)
            if office is not None:
                name, span = named(self.tokens, begin, after, conj)
                mention = self._mention(office, begin, after, first=i, last=office.last)
                return [mention._replace(name=name, name_span=span)]
        if subject:
            return []
        earlier = self._known(begin, after)
        text, span = named(self.tokens, begin, after, conj)
        if earlier is not None:
            return [earlier._replace(first=i, last=after, name=text, name_span=span, resolved=True)]
        code = leader(self.tokens, begin, self.lexicon)
        return [] if code is None else [PersonMention(i, after, text, span, None, None, code)]

    def _subject(self, i: int) -> bool:
        """True for a common word that is a name too, right behind a verb (said Kind Smith)."""
        before = best(self.tokens[i - 1]) if i else None
        common = self.tokens[i].form in self.words.kinds["common"]
        return common and before is not None and before.pos == "verb"

    def _countryman(self, i: int, end: int) -> list[PersonMention]:
        """«The Swiss …», an adjective that stands for the person whose name follows."""
        token = self.tokens[i]
        if not is_nisba(token.form):
            return []
        hit = self.lexicon.parties.longest(self.tokens, i)
        if hit is None or hit.value.kind != "demonym" or qualifies(self.tokens, i):
            return []
        begin = skip_titles(self.tokens, i + hit.length, end, self.lexicon)
        after = name_at(self.tokens, begin, end, self.lexicon)
        if after - begin < 2 and not (after > begin and leader(self.tokens, begin, self.lexicon)):
            return []
        words = bare_nisba(self._text(i, i + hit.length, bare=False), token.form)
        office = self._apposition(after, end)
        if office is not None:
            named = self._mention(office, begin, after, first=i, last=office.last, code=hit.value.code)
            private = office.id in self.words.private
            return [named._replace(code=hit.value.code) if private else named]
        span, name = self._span(begin, after), self._text(begin, after, bare=False)
        return [PersonMention(i, after, name, span, None, words, hit.value.code)]

    # --- second mentions ---

    def _again(self, i: int) -> list[PersonMention]:
        token = self.tokens[i]
        if token.kind != "word" or len(token.form) < 4:
            return []
        known = self.by_last.get(token.form)
        cut = 0
        if known is None and token.form[0] in CONJUNCTIONS + LI + BI:
            known, cut = self.by_last.get(token.form[1:]), 1
        if known is None or not self._may_be_name(i, cut):
            return []
        name, span = named(self.tokens, i, i + 1, cut)
        return [known._replace(first=i, last=i + 1, name=name, name_span=span, resolved=True)]

    def _may_be_name(self, i: int, cut: int) -> bool:
        hit = self.lexicon.parties.longest(self.tokens, i)
        if hit is not None and hit.value.kind != "leader":
            return False
        first = best(self.tokens[i])
        if first is None or first.pos == "noun_prop" or hit is not None:
            return True
        before = best(self.tokens[i - 1]) if i and not cut else None
        named_by_verb = before is not None and before.pos == "verb" and first.pos in ("noun", "adj")
        return (first.article or named_by_verb) and self.words.head_of(self.tokens[i].form) is None

    def _known(self, begin: int, end: int) -> PersonMention | None:
        known = self.by_last.get(self.tokens[end - 1].form)
        if known is None or known.name is None:
            return None
        words = set(folded_name(self.tokens, known))
        return known if end - begin == 1 or {t.form for t in self.tokens[begin : end - 1]} & words else None

    def _unnamed(self, office: Office) -> PersonMention | None:
        """An office alone: its holder if told before, else the office for its party."""
        words: str | None = self._text(office.first, office.last)
        concept: str | None = office.id
        if concept in self.words.private or (concept == _POLITICIAN and office.code is None):
            return None
        if concept == _COUNTERPART:
            concept, words = self._counterpart(words)
            return (
                PersonMention(office.first, office.last, None, None, concept, words, office.code, None, True)
                if office.code
                else None
            )
        if office.definite or office.told:
            for known in reversed(self.found):
                if known.name and self._same_office(known, office):
                    same = (m for m in self.found if m.name and self._person(m) == self._person(known))
                    return max(same, key=_length)._replace(
                        first=office.first,
                        last=office.last,
                        office_words=known.office_words,
                        name_span=None,
                        resolved=True,
                    )
        if office.code is None and not office.told:
            return None
        code = office.code or (self._before(office.first) if office.own else None)
        return PersonMention(office.first, office.last, None, None, concept, words, code, office.host)

    def _person(self, mention: PersonMention) -> tuple[str, str | None]:
        return folded_name(self.tokens, mention)[-1], mention.office

    def _same_office(self, known: PersonMention, office: Office) -> bool:
        if known.office is None or not (office.code is None or known.code == office.code):
            return False
        if known.office == office.id:
            return True
        return not office.told and known.office.endswith(office.id)

    def _before(self, i: int) -> str | None:
        """Whose «its ambassador» is: the party named just before ``i``, or the official told last."""
        last = next((m for m in reversed(self.found) if m.code), None)
        for k in range(i - 1, max(i - _MAX_BACK, last.last - 1 if last else -1, -1), -1):
            hit = self.lexicon.parties.longest(self.tokens, k)
            if hit is not None and hit.value.kind in ("name", "demonym"):
                return hit.value.code
        return last.code if last else None

    def _counterpart(self, words: str | None) -> tuple[str | None, str | None]:
        """Office and its words of the official whose counterpart is meant: the last one told."""
        for known in reversed(self.found):
            if known.office and known.office != _COUNTERPART and known.office not in _RANKS:
                return known.office, known.office_words
        return _COUNTERPART, words

    def _remember(self, mention: PersonMention) -> None:
        if (
            mention.name
            and mention.name_span is not None
            and (mention.office or mention.code)
            and not mention.resolved
        ):
            last = folded_name(self.tokens, mention)[-1]
            if len(last) >= 3:
                self.by_last[last] = mention

    def _text(self, first: int, last: int, *, bare: bool = True) -> str:
        return text_of(self.tokens, first, last, self.words if bare else None)

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)
