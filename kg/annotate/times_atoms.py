"""The small parts of time expressions: days, months with both their names, years, modifiers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.times_resolve import Value
from kg.lexicon.times import TimeWord, TimeWords
from kg.model import Token
from kg.text.numbers import ORDINAL_FORMS, is_joined, read_number, read_ordinal

COMMAS = frozenset((",", "\u060c"))
DASHES = frozenset(("-", "\u2013", "\u2014"))
OPENING = frozenset("([")
CLOSING = frozenset(")]")
PAIRING = frozenset("/([") | DASHES
QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d\u201e")
_GREGORIAN = (1800, 2100)
HIJRI = (1300, 1500)
_OLDEST_SHORT = 40
SKIP = "skip"
"""Kind of words that look like a time and are a name: to be passed over."""


class Found(NamedTuple):
    """A time expression that ends before token ``end``."""

    kind: str
    value: Value
    end: int


class Tail(NamedTuple):
    """What may follow a month or season: a year, or its distance from publication."""

    year: int | None
    shift: int | None
    year_shift: int | None
    end: int


class MonthName(NamedTuple):
    kind: str
    """date or hijri."""
    number: int
    sure: bool
    end: int


class Atoms:
    """The rules over one article's tokens."""

    __slots__ = ("forms", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], words: TimeWords) -> None:
        self.tokens = tokens
        self.words = words
        self.forms = [token.form for token in tokens]

    def word(self, at: int, kind: str) -> TimeWord | None:
        """The list's word of ``kind`` at token ``at``."""
        return self.words.find(self.forms, at, kind)

    def after(self, at: int, kind: str) -> int:
        """``at`` moved behind a word of ``kind`` if there is one."""
        word = self.word(at, kind)
        return at + word.length if word is not None else at

    def mark(self, at: int, marks: frozenset[str]) -> bool:
        """True when token ``at`` is one of the punctuation ``marks``."""
        return 0 <= at < len(self.forms) and self.forms[at] in marks

    def shift(self, at: int) -> tuple[int | None, int]:
        """A modifier (next, last, current) at token ``at`` and where it ends."""
        word = self.word(at, "shift")
        return (int(word.value), at + word.length) if word is not None else (None, at)

    def plain_number(self, at: int) -> int | None:
        """The value of a token of digits alone."""
        if at < len(self.forms) and self.tokens[at].kind == "number" and self.forms[at].isdecimal():
            return int(self.forms[at])
        return None

    def year_number(self, at: int, *, short: bool = False) -> tuple[int, bool, int] | None:
        """Year, whether Hijri, and end; two digits count only where a word for year stands before."""
        year = self.plain_number(at)
        if year is None or len(self.forms[at]) not in ((2, 4) if short else (4,)):
            return None
        if len(self.forms[at]) == 2:
            return (1900 + year, False, at + 1) if year >= _OLDEST_SHORT else None
        era = self.word(at + 1, "era")
        end = at + 1 + (era.length if era is not None else 0)
        if HIJRI[0] <= year <= HIJRI[1] and (era is None or era.value == "hijri"):
            return year, True, end
        if not _GREGORIAN[0] <= year <= _GREGORIAN[1] or self._counted(at):
            return None
        return year, False, end

    def _counted(self, at: int) -> bool:
        """True when the digits at ``at`` count something: 2000 dollars is no year."""
        if self.word(at + 1, "counted") is not None:
            return True
        number = read_number(self.forms, at)
        return number is not None and number.length > 1

    def month(self, at: int, *, after_day: bool = False) -> MonthName | None:
        """A month's name at ``at``, with the word for month before it or its other name behind it."""
        if after_day:
            at = self.after(at, "of")
        named = self.after(at, "month-word")
        for list_kind, kind in (("month", "date"), ("hijri", "hijri")):
            word = self.word(named, list_kind)
            if word is not None:
                end, paired = self._pair(named + word.length, word)
                sure = not word.weak or paired or named > at or bool(word.prep)
                return MonthName(kind, int(word.value), sure, end)
        return None

    def _pair(self, at: int, first: TimeWord) -> tuple[int, bool]:
        """The end of the second name in «يوليو/تموز» style pairs; ``at`` when there is none."""
        start = at + 1 if self.mark(at, PAIRING) else at
        word = self.word(start, first.kind)
        if word is None or word.value != first.value or word.conj or word.prep:
            return at, False
        end = start + word.length
        return end + (start > at and self.mark(at, OPENING) and self.mark(end, CLOSING)), True

    def tail(self, at: int) -> Tail:
        """Year or modifier behind a month: «المقبل», «2015», «من العام الماضي»."""
        shift, end = self.shift(at)
        behind = end if shift is not None else at
        opened = self.mark(behind, OPENING)
        year = self.year_number(behind + opened)
        if year is not None and not (opened and not self.mark(year[2], CLOSING)):
            return Tail(year[0], None, None, year[2] + opened)
        if self.mark(at, COMMAS) and (year := self.year_number(at + 1)) is not None:
            return Tail(year[0], None, None, year[2])
        if shift is not None:
            return Tail(None, shift, None, end)
        start = self.after(at, "of")
        phrase = self.year_phrase(start)
        if phrase is not None:
            return phrase
        year = self.year_number(start) if start > at else None
        return Tail(year[0], None, None, year[2]) if year else Tail(None, None, None, at)

    def year_phrase(self, at: int) -> Tail | None:
        """«عام 2014», «العام الماضي», «هذا العام» as a year or a distance in years."""
        this = self.word(at, "this")
        word = self.word(at + (this.length if this else 0), "unit")
        if word is None or word.value != "year:1":
            return None
        end = at + (this.length if this else 0) + word.length
        shift, behind = self.shift(end) if word.article else (None, end)
        year = self.year_number(behind, short=not word.article)
        if year is not None:
            return Tail(year[0], None, None, year[2])
        if shift is not None:
            return None if self._general(at, shift) else Tail(None, None, shift, behind)
        return Tail(None, None, 0, end) if this and word.article else None

    def _general(self, at: int, shift: int) -> bool:
        """True where «العام» means general: the current secretary-general."""
        return shift >= 0 and self.words.ends(self.forms, at, "before-general")

    def day(self, at: int) -> tuple[int, int] | None:
        """A day of the month in digits or as an ordinal: value and end."""
        if at >= len(self.forms):
            return None
        start = at + 1 if is_joined(self.forms[at]) else at
        number = self.plain_number(start)
        end = start + 1
        if number is None and start == at and self.forms[at] in ORDINAL_FORMS:
            ordinal = read_ordinal(self.forms, at)
            if ordinal is not None:
                number, end = int(ordinal.value), at + ordinal.length
        return (number, end) if number is not None and 1 <= number <= 31 else None
