"""People and offices: who is named, what office the words give, for which party."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.names import name_at, skip_titles
from kg.annotate.people_offices import Office, office_at
from kg.annotate.people_parties import folded_name, settle
from kg.annotate.words import best
from kg.model import PersonMention, Sentence, Span, Token
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_COUNTERPART = "counterpart"
_RANKS = frozenset(
    ("general", "emir", "cleric", "prince", "king", "member-of-parliament", "judge", "analyst")
)
"""Offices that are titles too: a fuller office told after the name is the better one."""
_OPENERS = frozenset("،,(-–؛;")


def find_people(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    *,
    default_code: str | None = None,
) -> tuple[PersonMention, ...]:
    """Named persons and offices that stand for their holders, in reading order.

    ``default_code`` is the party of an office whose words name none (the story's own country). An
    office for which neither its words nor its holder's other mentions name a party takes that of the
    official listed just before it, else ``default_code``.
    """
    finder = _Finder(tokens, lexicon, default_code)
    for sentence in sentences:
        finder.sentence(sentence)
    return settle(finder.found, tokens, lexicon, default_code)


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
            if self.tokens[i].kind not in ("word", "latin"):
                i += 1
                continue
            mentions = self._at(i, sentence.last)
            for mention in mentions:
                self.found.append(mention)
                self._remember(mention)
            i = max(mentions[-1].last, i + 1) if mentions else i + 1

    def _at(self, i: int, end: int) -> list[PersonMention]:
        office = office_at(self.tokens, i, end, self.lexicon, self.default)
        if office is not None and self._namesake(i):
            return []
        if office is not None:
            return self._pair(office, end) if office.dual else self._office_first(office, end)
        return self._name_first(i, end) or self._again(i)

    def _namesake(self, i: int) -> bool:
        """True behind a thing that bears a person's name (King … University)."""
        before = self.tokens[i - 1] if i else None
        if before is None or before.kind != "word":
            return False
        if self.words.head_of(self.tokens[i].form) and self.tokens[i].form not in self.words.titles:
            return False
        things = self.words.kinds["namesake"]
        return any(split.stem in things for split in splits(before.form) if not split.article)

    # --- office, then name ---

    def _office_first(self, office: Office, end: int) -> list[PersonMention]:
        begin, after = self._name(office.last, end, marks=office.told)
        if after == begin:
            longer = office_at(self.tokens, office.first, end, self.lexicon, self.default, long=True)
            if longer is not None and longer.last > office.last:
                begin, after = self._name(longer.last, end, marks=False)
                office, begin = (longer, begin) if after - begin > 1 else (office, after)
        if after == begin or begin < office.last:
            unnamed = self._unnamed(office)
            return [unnamed] if unnamed else []
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

    def _name(self, i: int, end: int, *, marks: bool) -> tuple[int, int]:
        """Token range of the name that follows an office at ``i``, titles skipped; empty if none."""
        begin = skip_titles(self.tokens, i, end, self.lexicon)
        after = name_at(self.tokens, begin, end, self.lexicon, expected=True)
        if after > begin or not marks or begin >= end or self.tokens[begin].text not in '،,«“"(:':
            return begin, after
        mark = self.tokens[begin].text
        at = skip_titles(self.tokens, begin + 1, end, self.lexicon)
        after = name_at(self.tokens, at, end, self.lexicon)
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
            office.code or code or (self._before() if office.own else None),
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
        if not office.told and (not office.definite or titled or not mark):
            return None
        if titled and not mark:
            return None
        begin, after = self._name(office.last, end, marks=False)
        return None if after > begin else office

    def _pair(self, office: Office, end: int) -> list[PersonMention]:
        """«The presidents, the French … and the Russian …»: one office, two parties."""
        words = self._text(office.first, office.last)
        found: list[PersonMention] = []
        if office.code is None:
            return []
        at, code = office.last, office.code
        while True:
            begin = skip_titles(self.tokens, at, end, self.lexicon)
            after = name_at(self.tokens, begin, end, self.lexicon, expected=True)
            named = after > begin
            found.append(
                PersonMention(
                    office.first if not found else at - 1,
                    max(after, at),
                    self._text(begin, after, bare=False) if named else None,
                    self._span(begin, after) if named else None,
                    office.id,
                    words,
                    code,
                )
            )
            at = max(after, at)
            hit = self.lexicon.parties.longest(self.tokens, at) if at < end else None
            if hit is None or not hit.conj or hit.value.kind == "leader" or len(found) > 3:
                return found
            at, code = at + hit.length, hit.value.code

    # --- name, then office ---

    def _name_first(self, i: int, end: int) -> list[PersonMention]:
        begin = skip_titles(self.tokens, i, end, self.lexicon)
        titled = begin > i
        if begin >= end or (self._namesake(begin) and not titled):
            return []
        conj = 0
        after = name_at(self.tokens, begin, end, self.lexicon, expected=titled)
        name_text = None
        if after == begin:
            known = self._joined_name(begin, end)
            if known == begin:
                return []
            after, conj = known, 1
        if after - begin >= 2 or titled or self._leader(begin):
            office = self._apposition(after, end)
            if office is not None:
                name_text = self._text(begin, after, bare=False)[conj:]
                start = self.tokens[begin].start + conj
                mention = self._mention(office, begin, after, first=i, last=office.last)
                return [mention._replace(name=name_text, name_span=Span(start, self.tokens[after - 1].end))]
        earlier = self._known(begin, after)
        text = self._text(begin, after, bare=False)[conj:]
        span = Span(self.tokens[begin].start + conj, self.tokens[after - 1].end)
        if earlier is not None:
            return [earlier._replace(first=i, last=after, name=text, name_span=span, resolved=True)]
        leader = self._leader(begin)
        if leader is not None:
            return [PersonMention(i, after, text, span, None, None, leader)]
        return []

    def _joined_name(self, i: int, end: int) -> int:
        """The end of a name behind «and» («… and Adel …»), ``i`` if there is none."""
        token = self.tokens[i]
        first = best(token)
        if token.kind != "word" or first is None or not token.form.startswith("و") or len(token.form) < 4:
            return i
        rest = token.form[1:]
        kinds = self.words.kinds
        if (
            rest not in kinds["given"]
            and rest not in kinds["particle"]
            and not (first.conj and first.pos == "noun_prop")
            and not (i + 1 < end and self.tokens[i + 1].form == "بن")
        ):
            return i
        changed = (
            *self.tokens[:i],
            token._replace(form=rest, analyses=tuple(a for a in token.analyses if a.conj) or token.analyses),
            *self.tokens[i + 1 : min(end, i + 12)],
        )
        bare = changed[i]._replace(analyses=tuple(a._replace(conj="") for a in changed[i].analyses))
        view = (*changed[:i], bare, *changed[i + 1 :])
        return name_at(view, i, min(end, len(view)), self.lexicon, expected=False)

    # --- second mentions ---

    def _again(self, i: int) -> list[PersonMention]:
        token = self.tokens[i]
        if token.kind != "word" or len(token.form) < 4:
            return []
        known = self.by_last.get(token.form)
        cut = 0
        if known is None and token.form[0] in "وفلب":
            known, cut = self.by_last.get(token.form[1:]), 1
        if known is None or not self._may_be_name(i, cut):
            return []
        return [
            known._replace(
                first=i,
                last=i + 1,
                name=token.text[cut:],
                name_span=Span(token.start + cut, token.end),
                resolved=True,
            )
        ]

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

    def _leader(self, i: int) -> str | None:
        hit = self.lexicon.parties.longest(self.tokens, i)
        return hit.value.code if hit is not None and hit.value.kind == "leader" else None

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
        return PersonMention(office.first, office.last, None, None, concept, words, office.code, office.host)

    def _person(self, mention: PersonMention) -> tuple[str, str | None]:
        return folded_name(self.tokens, mention)[-1], mention.office

    def _same_office(self, known: PersonMention, office: Office) -> bool:
        if known.office is None or not (office.code is None or known.code == office.code):
            return False
        if known.office == office.id:
            return True
        return not office.told and known.office.endswith(office.id)

    def _before(self) -> str | None:
        return next((m.code for m in reversed(self.found) if m.code), None)

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

    # --- words ---

    def _text(self, first: int, last: int, *, bare: bool = True) -> str:
        """The words as written, single spaces, with ``bare`` without the clitics of the first one."""
        parts = []
        for k in range(first, last):
            glued = k == first or self.tokens[k].start == self.tokens[k - 1].end
            parts.append(self.tokens[k].text if glued else " " + self.tokens[k].text)
        text = "".join(parts)
        found = (
            (self.words.head_of(self.tokens[first].form) or self.words.pair_of(self.tokens[first].form))
            if bare
            else None
        )
        if not found:
            return text
        _, conj, prep, article = found
        if prep and article and self.tokens[first].form[len(conj) :].startswith("لل"):
            return "ال" + text[len(conj) + 2 :]
        return text[len(conj) + len(prep) :]

    def _span(self, first: int, last: int) -> Span:
        return Span(self.tokens[first].start, self.tokens[last - 1].end)
