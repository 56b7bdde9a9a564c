"""The shapes of time expressions: each rule reads one from a token on, or gives None."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.times_resolve import Value, When
from kg.lexicon.times import TimeWord, TimeWords
from kg.model import Token
from kg.text.numbers import NUMBER_FORMS, ORDINAL_FORMS, is_joined, read_number, read_ordinal

_COMMAS = frozenset((",", "\u060c"))
_DASHES = frozenset(("-", "\u2013", "\u2014"))
_OPENING = frozenset("([")
_CLOSING = frozenset(")]")
_PAIRING = frozenset("/([") | _DASHES
_QUOTES = frozenset("\"'\u00ab\u00bb\u201c\u201d\u201e")
_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{2,4})")
_PAIR = re.compile(r"(\d{1,4})[-/](\d{1,4})")
_GREGORIAN = (1800, 2100)
_HIJRI = (1300, 1500)
_OLDEST_SHORT = 40
SKIP = "skip"
"""Kind of words that look like a time and are a name: to be passed over."""


class Found(NamedTuple):
    """A time expression that ends before token ``end``."""

    kind: str
    value: Value
    end: int


class _Tail(NamedTuple):
    """What may follow a month or season: a year, or its distance from publication."""

    year: int | None
    shift: int | None
    year_shift: int | None
    end: int


class _Month(NamedTuple):
    kind: str
    """date or hijri."""
    number: int
    sure: bool
    end: int


class Grammar:
    """The rules over one article's tokens."""

    __slots__ = ("forms", "tokens", "words")

    def __init__(self, tokens: Sequence[Token], words: TimeWords) -> None:
        self.tokens = tokens
        self.words = words
        self.forms = [token.form for token in tokens]

    # --- small parts ---------------------------------------------------------------------------

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
        if _HIJRI[0] <= year <= _HIJRI[1] and (era is None or era.value == "hijri"):
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

    def month(self, at: int, *, after_day: bool = False) -> _Month | None:
        """A month's name at ``at``, with the word for month before it or its other name behind it."""
        if after_day:
            at = self.after(at, "of")
        named = self.after(at, "month-word")
        for list_kind, kind in (("month", "date"), ("hijri", "hijri")):
            word = self.word(named, list_kind)
            if word is not None:
                end, paired = self._pair(named + word.length, word)
                sure = not word.weak or paired or named > at or bool(word.prep)
                return _Month(kind, int(word.value), sure, end)
        return None

    def _pair(self, at: int, first: TimeWord) -> tuple[int, bool]:
        """The end of the second name in «يوليو/تموز» style pairs; ``at`` when there is none."""
        start = at + 1 if self.mark(at, _PAIRING) else at
        word = self.word(start, first.kind)
        if word is None or word.value != first.value or word.conj or word.prep:
            return at, False
        end = start + word.length
        return end + (start > at and self.mark(at, _OPENING) and self.mark(end, _CLOSING)), True

    def tail(self, at: int) -> _Tail:
        """Year or modifier behind a month: «المقبل», «2015», «من العام الماضي»."""
        shift, end = self.shift(at)
        behind = end if shift is not None else at
        opened = self.mark(behind, _OPENING)
        year = self.year_number(behind + opened)
        if year is not None and not (opened and not self.mark(year[2], _CLOSING)):
            return _Tail(year[0], None, None, year[2] + opened)
        if self.mark(at, _COMMAS) and (year := self.year_number(at + 1)) is not None:
            return _Tail(year[0], None, None, year[2])
        if shift is not None:
            return _Tail(None, shift, None, end)
        start = self.after(at, "of")
        phrase = self.year_phrase(start)
        if phrase is not None:
            return phrase
        year = self.year_number(start) if start > at else None
        return _Tail(year[0], None, None, year[2]) if year else _Tail(None, None, None, at)

    def year_phrase(self, at: int) -> _Tail | None:
        """«عام 2014», «العام الماضي», «هذا العام» as a year or a distance in years."""
        this = self.word(at, "this")
        word = self.word(at + (this.length if this else 0), "unit")
        if word is None or word.value != "year:1":
            return None
        end = at + (this.length if this else 0) + word.length
        shift, behind = self.shift(end) if word.article else (None, end)
        year = self.year_number(behind, short=not word.article)
        if year is not None:
            return _Tail(year[0], None, None, year[2])
        if shift is not None:
            return None if self._general(at, shift) else _Tail(None, None, shift, behind)
        return _Tail(None, None, 0, end) if this and word.article else None

    def _general(self, at: int, shift: int) -> bool:
        """True where «العام» means general: the current secretary-general."""
        return shift >= 0 and self.words.ends(self.forms, at, "before-general")

    # --- dates ---------------------------------------------------------------------------------

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

    def _days(self, at: int) -> tuple[int, int, int] | None:
        """First and last of one or more days that share a month, and the end."""
        pair = _PAIR.fullmatch(self.forms[at]) if self.tokens[at].kind == "number" else None
        if pair is not None:
            first, last = int(pair[1]), int(pair[2])
            return (first, last, at + 1) if 1 <= first < last <= 31 else None
        found = self.day(at)
        if found is None:
            return None
        first, end = found
        last = first
        while self.month(end, after_day=True) is None:
            start = end + 1 if self.mark(end, _COMMAS | _DASHES) else self.after(end, "to")
            start = self.after(start, "date-word") if start > end else start
            more = self.day(start)
            joined = start > end or (start < len(self.forms) and self._conjoined(start))
            if more is None or not joined or more[0] <= last:
                return None
            last, end = more
        return first, last, end

    def _conjoined(self, at: int) -> bool:
        """True when token ``at`` brings a conjunction: alone before digits, or on an ordinal."""
        if is_joined(self.forms[at]):
            return True
        ordinal = read_ordinal(self.forms, at)
        return ordinal is not None and bool(ordinal.conj)

    def date(self, at: int) -> Found | None:
        """One or more days with their month and year."""
        days = self._days(at)
        if days is None:
            return self.numeric(at)
        first, last, end = days
        month = self.month(end, after_day=True)
        if month is None:
            return None
        tail = self.tail(month.end)
        dated = tail.year is not None or tail.shift is not None
        if month.kind == "hijri" and not (month.sure or dated):
            return None
        if not dated and tail.year_shift is None and self.words.ends(self.forms, at, "name-head"):
            return Found(SKIP, (), tail.end)
        when = When(tail.year, month.number, first, None, tail.shift, tail.year_shift)
        found = Found(month.kind, when, self._era(tail.end))
        if last > first:
            found = _range(found, Found(month.kind, when._replace(day=last), found.end))
        return self._corresponding(found)

    def _era(self, at: int) -> int:
        return self.after(at, "era") if self.plain_number(at - 1) is not None else at

    def _corresponding(self, found: Found) -> Found:
        """The date of the other calendar behind «الموافق»: the Gregorian one is kept."""
        start = found.end + 1 if self.mark(found.end, _COMMAS | _OPENING) else found.end
        behind = self.after(start, "corresponding")
        if behind == start or behind >= len(self.forms):
            return found
        other = self.date(behind + 1 if is_joined(self.forms[behind]) else behind)
        if other is None:
            return found
        kept = (
            other if found.kind == "hijri" or (found.kind == "range" and found.value[1] == "hijri") else found
        )
        return kept._replace(end=other.end)

    def numeric(self, at: int) -> Found | None:
        """29/7/2021, 29-7-2021, 2021-07-29, and 7/2021 or 29/7 behind a word that calls for them."""
        if self.tokens[at].kind != "number":
            return None
        match = _NUMERIC.fullmatch(self.forms[at])
        if match is None:
            return self._short_numeric(at)
        first, month, last = int(match[1]), int(match[3]), int(match[4])
        day, year = (last, first) if len(match[1]) == 4 else (first, last)
        if len(match[1]) < 4 and len(match[4]) == 2:
            year += 2000
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        kind = "hijri" if _HIJRI[0] <= year <= _HIJRI[1] else "date"
        found = Found(kind, When(year, month, day), self.after(at + 1, "era"))
        return self._corresponding(found)

    def _short_numeric(self, at: int) -> Found | None:
        pair = _PAIR.fullmatch(self.forms[at])
        if pair is None:
            return None
        first, last = int(pair[1]), int(pair[2])
        licensed = self.words.ends(self.forms, at, "year-before") or self.words.ends(self.forms, at, "from")
        if len(pair[1]) == len(pair[2]) == 4 and first < last and licensed:
            return _range(Found("date", When(first), at + 1), Found("date", When(last), at + 1))
        if 1 <= first <= 12 and 1900 <= last <= 2100 and self.words.ends(self.forms, at, "month-before"):
            return Found("date", When(last, first), at + 1)
        dated = self.words.ends(self.forms, at, "date-word") or self.words.ends(self.forms, at, "weekday")
        if dated and 1 <= first <= 31 and 1 <= last <= 12:
            return Found("date", When(None, last, first), at + 1)
        return None

    def month_alone(self, at: int) -> Found | None:
        """A month with or without year or modifier."""
        month = self.month(at)
        if month is None:
            return None
        tail = self.tail(month.end)
        told = tail.year is not None or tail.shift is not None or tail.year_shift is not None
        if not (month.sure or told or self.words.ends(self.forms, at, "month-before")):
            return None
        when = When(tail.year, month.number, None, None, tail.shift, tail.year_shift)
        return Found(month.kind, when, self._era(tail.end))

    def part(self, at: int) -> Found | None:
        """Beginning, middle, end of a month, week or year; two parts joined count as one."""
        word = self.word(at, "part")
        if word is None:
            return None
        names, end = [word.value], at + word.length
        while (more := self.word(end, "part")) is not None and more.conj:
            names.append(more.value)
            end += more.length
        return self._of_period("/".join(names), self.after(end, "of"))

    def fraction(self, at: int) -> Found | None:
        """«النصف الأول من أغسطس», «الربع الثاني من العام الجاري», the quarter also alone."""
        word = self.word(at, "fraction")
        if word is None or not word.article:
            return None
        end = at + word.length
        ordinal = read_ordinal(self.forms, end) if end < len(self.forms) else None
        last = self.word(end, "last")
        size = {"h": 2, "q": 4, "t": 3}[word.value]
        number = int(ordinal.value) if ordinal is not None else size if last is not None else 0
        if not 1 <= number <= size:
            return None
        part, end = f"{word.value}{number}", end + 1
        found = self._of_period(part, self.after(end, "of"))
        if found is None and word.value == "q":
            return Found("unit", ("year", 0, part), end)
        return found

    def _of_period(self, part: str, at: int) -> Found | None:
        """``part`` of the month, week or year that stands at ``at``."""
        month = None if part.startswith("q") else self.month(at)
        if month is not None:
            tail = self.tail(month.end)
            when = When(tail.year, month.number, None, part, tail.shift, tail.year_shift)
            return Found(month.kind, when, self._era(tail.end))
        year = self.year_phrase(at)
        if year is not None and year.year is not None:
            return Found("date", When(year=year.year, part=part), year.end)
        number = self.year_number(at)
        if number is not None and not number[1]:
            return Found("date", When(year=number[0], part=part), number[2])
        return self._part_of_unit(part, at)

    def _part_of_unit(self, part: str, at: int) -> Found | None:
        this = self.word(at, "this")
        start = at + (this.length if this else 0)
        word = self.word(start, "unit")
        if word is None or not word.article:
            return None
        unit, _, count = word.value.partition(":")
        if count != "1" or unit not in ("week", "month", "year") or (unit == "week" and part[-1].isdigit()):
            return None
        if part.startswith("q") and unit != "year":
            return None
        shift, end = self.shift(start + word.length)
        year = self.year_number(end)
        if unit == "year" and year is not None and not year[1]:
            return Found("date", When(year=year[0], part=part), year[2])
        return Found("unit", (unit, 0 if this else shift, part), end)

    def week_of_month(self, at: int) -> Found | None:
        """«الأسبوع الأول من أغسطس»: days 1-7, 8-14 and so on."""
        word = self.word(at, "unit")
        if word is None or word.value != "week:1" or not word.article or at + 1 >= len(self.forms):
            return None
        ordinal = read_ordinal(self.forms, at + 1)
        last = self.word(at + 1, "last")
        number = int(ordinal.value) if ordinal is not None else 5 if last is not None else 0
        of = self.after(at + 2, "of")
        return self._of_period(f"w{number}", of) if 1 <= number <= 5 and of > at + 2 else None

    def bare_year(self, at: int) -> Found | None:
        """Four digits behind a preposition that calls for a time."""
        before = at - 1 if at and is_joined(self.forms[at - 1]) else at
        licensed = any(self.words.ends(self.forms, place, "year-before") for place in (at, before))
        if not licensed and not self.words.ends(self.forms, at, "from"):
            return None
        year = self.year_number(at)
        if year is None or self.mark(at + 1, frozenset("%٪")):
            return None
        return Found("hijri" if year[1] else "date", When(year=year[0]), year[2])

    # --- relative expressions ------------------------------------------------------------------

    def weekday(self, at: int) -> Found | None:
        """A weekday with its modifier or the date behind it."""
        word = self.word(at, "weekday")
        if word is None:
            return None
        weekday = int(word.value)
        shift, end = self.shift(at + word.length)
        dated = self._date_behind(end, weekday)
        return dated or Found("weekday", (weekday, shift), end)

    def _date_behind(self, at: int, weekday: int | None) -> Found | None:
        """A date behind a weekday or «اليوم», with comma, bracket or «الموافق» between."""
        opened = self.mark(at, _OPENING)
        start = self.after(at + 1 if opened or self.mark(at, _COMMAS) else at, "corresponding")
        if start >= len(self.forms) or (is_joined(self.forms[start]) and start == at):
            return None
        found = self.date(start)
        if found is None or found.kind not in ("date", "hijri"):
            return None
        when = When(*found.value)._replace(weekday=weekday)  # type: ignore[arg-type]
        end = found.end + (opened and self.mark(found.end, _CLOSING))
        return Found(found.kind, when, end)

    def relative_day(self, at: int) -> Found | None:
        """Today, yesterday, tomorrow …, with the weekday or date that is told beside it."""
        word = self.word(at, "day")
        if word is None or (word.value == "0" and self._not_today(at, at + word.length)):
            return None
        end = at + word.length
        opened = self.mark(end, _OPENING)
        start = end + 1 if opened or self.mark(end, _COMMAS) else end
        named = self.word(start, "weekday")
        weekday = None
        if named is not None and not named.conj and not named.prep:
            weekday = int(named.value)
            end = start + named.length
            end += opened and self.mark(end, _CLOSING)
        dated = self._date_behind(end, weekday)
        return dated or Found("day", (int(word.value), weekday), end)

    def _not_today(self, at: int, end: int) -> bool:
        """True where «اليوم» is a day of a count, a feast, or part of a medium's name."""
        ends = self.words.ends
        if ends(self.forms, at, "before-not-today") or self.word(end, "not-today") is not None:
            return True
        quoted = self.mark(end, _QUOTES) and (self.mark(at - 2, _QUOTES) or self.mark(at - 1, _QUOTES))
        return quoted or ends(self.forms, at, "media") or ends(self.forms, at - 1, "media")

    def day_part(self, at: int) -> Found | None:
        """Morning, evening, night of a day; «يوم» and «تاريخ» before a day."""
        word = self.word(at, "daypart")
        start = at + word.length if word is not None else self._behind_day_word(at)
        if start == at or start >= len(self.forms):
            return None
        night = self.weekday(start)
        if word is not None and night is not None and night.kind == "weekday":
            second = self.word(night.end + self.mark(night.end, _PAIRING | _COMMAS), "weekday")
            next_day = int(str(night.value[0])) % 7 + 1
            if second is not None and int(second.value) == next_day:
                end = night.end + self.mark(night.end, _PAIRING | _COMMAS) + second.length
                return _range(night, Found("weekday", (next_day, night.value[1]), end))
        inner = night or self.relative_day(start) or self.date(start)
        if inner is None and word is not None:
            inner = self.day_part(start)
        return inner

    def _behind_day_word(self, at: int) -> int:
        """``at`` behind «يوم» without article."""
        word = self.word(at, "date-word") or self.word(at, "unit")
        if word is None or word.article or (word.kind == "unit" and word.value != "day:1"):
            return at
        return at + word.length

    def unit(self, at: int) -> Found | None:
        """«الأسبوع الماضي», «هذا العام», «عام 2003», «اليومين الماضيين»."""
        this = self.word(at, "this")
        start = at + (this.length if this else 0)
        word = self.word(start, "unit")
        if word is None or (this and not word.article):
            return None
        unit, _, count = word.value.partition(":")
        end = start + word.length
        if unit == "year" and count == "1":
            return self._year(at)
        if not word.article:
            return self._counted_last(at)
        if count != "1":
            return self._several(unit, int(count), end)
        shift, end = self.shift(end)
        if unit not in ("week", "month") or (shift is None and this is None):
            return None
        return Found("unit", (unit, shift or 0, None), end)

    def _year(self, at: int) -> Found | None:
        phrase = self.year_phrase(at)
        if phrase is None:
            return None
        if phrase.year is None:
            return Found("unit", ("year", phrase.year_shift, None), phrase.end)
        kind = "hijri" if _HIJRI[0] <= phrase.year <= _HIJRI[1] else "date"
        return Found(kind, When(year=phrase.year), phrase.end)

    def _several(self, unit: str, count: int, at: int) -> Found | None:
        """The last two days, the coming three months; without a number it is vague."""
        number = read_number(self.forms, self._digits(at))
        if not count and number is not None:
            count, at = int(number.value), self._digits(at) + number.length
        shift, end = self.shift(self.after(at, "few"))
        if shift is None or shift == 0:
            return None
        if not count or unit in ("decade",):
            return Found("vague", (), end)
        return Found("last", (unit, count if shift > 0 else -count), end)

    def _digits(self, at: int) -> int:
        """``at`` behind a clitic that stands alone before digits."""
        joined = at + 1 < len(self.forms) and is_joined(self.forms[at]) and self.forms[at + 1][:1].isdigit()
        return at + 1 if joined else at

    def _counted_last(self, at: int) -> Found | None:
        """«الـ24 ساعة الماضية»: the number stands before the unit."""
        number = self.plain_number(at - 1) if at > 1 and is_joined(self.forms[at - 2]) else None
        word = self.word(at, "unit")
        if number is None or word is None:
            return None
        shift, end = self.shift(at + word.length)
        unit = word.value.partition(":")[0]
        if not shift or unit == "decade":
            return None
        return Found("last", (unit, number if shift > 0 else -number), end)

    def ago(self, at: int) -> Found | None:
        """«قبل يومين», «منذ ثلاثة أشهر», «بعد أسبوع»; vague when the count is."""
        word = self.word(at, "ago")
        if word is None:
            return None
        start = self.after(at + word.length, "about")
        about = start > at + word.length
        some = self.after(start, "some")
        if some >= len(self.forms):
            return None
        number = read_number(self.forms, some)
        named = some + (number.length if number is not None else 0)
        unit = self.word(named, "unit")
        if unit is None or (unit.article and not about) or unit.conj or unit.prep:
            return None
        name, _, count = unit.value.partition(":")
        end = named + unit.length
        total = int(number.value) if number is not None else int(count)
        if number is None and count == "1" and self._named(end):
            return None
        if not about and int(word.value) and self._told_from(end):
            return Found(SKIP, (), end)
        if some > start or not total or name == "decade":
            return Found("vague", (), end)
        return Found("ago", (name, total * int(word.value)), end)

    def _named(self, at: int) -> bool:
        """True when a name or number behind «يوم», «شهر» or «عام» tells which one."""
        kinds = ("weekday", "month", "hijri", "day")
        return self.plain_number(at) is not None or any(self.word(at, kind) is not None for kind in kinds)

    def _told_from(self, at: int) -> bool:
        return (word := self.word(at, "relation")) is not None and not word.conj

    def season(self, at: int) -> Found | None:
        """A season with its year."""
        word = self.word(at, "season")
        if word is None or self.word(at, "hijri") is not None:
            return None
        tail = self.tail(at + word.length)
        if tail.year is None and tail.year_shift is None and not (word.article and tail.shift is not None):
            return None
        return Found("season", (word.value, tail.year, tail.shift, tail.year_shift), tail.end)

    def decade(self, at: int) -> Found | None:
        """«الثمانينيات»; the twenties and thirties only with their century, for they are also ages."""
        word = self.word(at, "decade")
        if word is None:
            return None
        end = at + word.length
        century = self.after(self.after(end, "of"), "century")
        if century > end and self.word(century - 1, "of") is None:
            return Found("decade", (int(word.value),), century)
        if not word.article or int(word.value) < 1940 or self.after(end, "of") > end:
            return None
        return Found("decade", (int(word.value),), end)


def _range(first: Found, last: Found) -> Found:
    """Two expressions as one interval; the first takes year and modifier from the second."""
    value = first.value
    if first.kind == last.kind and first.kind in ("date", "hijri"):
        value = _inherit(When(*value), When(*last.value))  # type: ignore[arg-type]
    elif first.kind == last.kind == "weekday" and value[1] is None:
        value = (value[0], last.value[1])
    return Found("range", (len(value), first.kind, *value, last.kind, *last.value), last.end)


def _inherit(first: When, last: When) -> When:
    if first.year is not None or first.shift is not None or first.year_shift is not None:
        return first
    crossing = (first.month or 0) > (last.month or 0) and first.month is not None
    year = last.year - crossing if last.year is not None else None
    return first._replace(year=year, shift=last.shift, year_shift=last.year_shift)


join = _range


def can_number(form: str) -> bool:
    """True for a form that may be the day of a date in words."""
    return form in ORDINAL_FORMS or form in NUMBER_FORMS
