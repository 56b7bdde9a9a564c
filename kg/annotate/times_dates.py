"""Calendar dates, months, years and their parts: each rule reads one from a token on, or gives None."""

from __future__ import annotations

import re

from kg.annotate.times_atoms import COMMAS, DASHES, HIJRI, OPENING, SKIP, Atoms, Found
from kg.annotate.times_resolve import When
from kg.text.numbers import is_joined, read_ordinal

_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})")
_PAIR = re.compile(r"(\d{1,4})[-/](\d{1,4})")
_CENTURY_TURNS = 50
"""Two digits below it are years from 2000 on."""


class Dates(Atoms):
    """The rules of calendar dates over one article's tokens."""

    __slots__ = ()

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
            start = end + 1 if self.mark(end, COMMAS | DASHES) else self.after(end, "to")
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
            return self.numeric(at) or self._day_of_this_month(at)
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
            found = join(found, Found(month.kind, when._replace(day=last), found.end))
        return self._corresponding(found)

    def _day_of_this_month(self, at: int) -> Found | None:
        """«الخامس من الشهر الجاري»: a day of a month told by its distance."""
        day = self.day(at)
        if day is None:
            return None
        of = self.after(day[1], "of")
        this = self.word(of, "this")
        start = of + (this.length if this is not None else 0)
        word = self.word(start, "unit")
        if of == day[1] or word is None or word.value != "month:1" or not word.article:
            return None
        shift, end = self.shift(start + word.length)
        if shift is None and this is None:
            return None
        return Found("unit", ("month", shift or 0, day[0]), end)

    def _era(self, at: int) -> int:
        return self.after(at, "era") if self.plain_number(at - 1) is not None else at

    def _corresponding(self, found: Found) -> Found:
        """The date of the other calendar behind «الموافق»: the Gregorian one is kept."""
        start = found.end + 1 if self.mark(found.end, COMMAS | OPENING) else found.end
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
        if {len(match[1]), len(match[4])} <= {1, 2} and len(match[4]) == 2:
            year += 2000 if year < _CENTURY_TURNS else 1900
        elif 4 not in (len(match[1]), len(match[4])) or len(match[1]) == len(match[4]):
            return None
        if month > 12 >= day:
            day, month = month, day
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        kind = "hijri" if HIJRI[0] <= year <= HIJRI[1] else "date"
        found = Found(kind, When(year, month, day), self.after(at + 1, "era"))
        return self._corresponding(found)

    def _short_numeric(self, at: int) -> Found | None:
        pair = _PAIR.fullmatch(self.forms[at])
        if pair is None:
            return None
        first, last = int(pair[1]), int(pair[2])
        licensed = any(
            self.words.ends(self.forms, at, kind) for kind in ("year-before", "from", "pair", "unit")
        )
        if len(pair[1]) == len(pair[2]) == 4 and first < last and licensed:
            return join(Found("date", When(first), at + 1), Found("date", When(last), at + 1))
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
        if year is None or self.mark(at + 1, frozenset("%\u066a")):
            return None
        return Found("hijri" if year[1] else "date", When(year=year[0]), year[2])


def join(first: Found, last: Found) -> Found:
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
