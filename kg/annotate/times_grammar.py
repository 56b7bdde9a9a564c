"""Expressions that count from publication, and days told beside a date; the full set of rules."""

from __future__ import annotations

from kg.annotate.times_atoms import CLOSING, COMMAS, HIJRI, OPENING, PAIRING, QUOTES, SKIP, Found
from kg.annotate.times_dates import Dates, join
from kg.annotate.times_resolve import When
from kg.text.numbers import is_joined, is_lone_article, read_number


class Grammar(Dates):
    """All rules over one article's tokens."""

    __slots__ = ()

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
        opened = self.mark(at, OPENING)
        start = self.after(at + 1 if opened or self.mark(at, COMMAS) else at, "corresponding")
        if start >= len(self.forms) or (start == at and self._conjunction_alone(start)):
            return None
        found = self.date(start)
        if found is None or found.kind not in ("date", "hijri"):
            return None
        when = When(*found.value)._replace(weekday=weekday)  # type: ignore[arg-type]
        end = found.end + (opened and self.mark(found.end, CLOSING))
        return Found(found.kind, when, end)

    def _conjunction_alone(self, at: int) -> bool:
        return is_joined(self.forms[at]) and not is_lone_article(self.forms[at])

    def relative_day(self, at: int) -> Found | None:
        """Today, yesterday, tomorrow …, with the weekday or date that is told beside it."""
        word = self.word(at, "day")
        if word is None or (word.value == "0" and self._not_today(at, at + word.length)):
            return None
        end = at + word.length
        opened = self.mark(end, OPENING)
        start = end + 1 if opened or self.mark(end, COMMAS) else end
        named = self.word(start, "weekday")
        weekday = None
        if named is not None and not named.conj and not named.prep:
            weekday = int(named.value)
            end = start + named.length
            end += opened and self.mark(end, CLOSING)
        dated = self._date_behind(end, weekday)
        return dated or Found("day", (int(word.value), weekday), end)

    def _not_today(self, at: int, end: int) -> bool:
        """True where «اليوم» is a day of a count, a feast, or part of a medium's name."""
        ends = self.words.ends
        if ends(self.forms, at, "before-not-today") or self.word(end, "not-today") is not None:
            return True
        quoted = self.mark(end, QUOTES) and (self.mark(at - 2, QUOTES) or self.mark(at - 1, QUOTES))
        return quoted or ends(self.forms, at, "media") or ends(self.forms, at - 1, "media")

    def day_part(self, at: int) -> Found | None:
        """Morning, evening, night of a day; «يوم» and «تاريخ» before a day."""
        word = self.word(at, "daypart")
        start = at + word.length if word is not None else self._behind_day_word(at)
        if start == at or start >= len(self.forms):
            return None
        night = self.weekday(start)
        if word is not None and night is not None and night.kind == "weekday":
            second = self.word(night.end + self.mark(night.end, PAIRING | COMMAS), "weekday")
            next_day = int(str(night.value[0])) % 7 + 1
            if second is not None and int(second.value) == next_day:
                end = night.end + self.mark(night.end, PAIRING | COMMAS) + second.length
                return join(night, Found("weekday", (next_day, night.value[1]), end))
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
        kind = "hijri" if HIJRI[0] <= phrase.year <= HIJRI[1] else "date"
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

    def first_since(self, at: int) -> Found | None:
        """«لأول مرة منذ 1961» tells when something was last so, not when the event was."""
        word = self.word(at, "first-since")
        if word is None:
            return None
        start = at + word.length
        inner = self.ago(start - 1) or self.bare_year(start) or self.day_part(start) or self.unit(start)
        inner = inner or self.date(start) or self.month_alone(start) if start < len(self.forms) else inner
        return Found(SKIP, (), inner.end) if inner is not None else None
