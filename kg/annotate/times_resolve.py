"""From the parts of a time expression to EDTF: the calendar conventions of the graph.

A bare weekday is the nearest one at or before publication, at or after it for what is planned; so
are a bare month and a day with its month. Parts of a month are days 1-10, 11-20 and 21 to its end,
halves 1-15 and 16 to the end; parts of a year are thirds (four months); weeks run Monday to Sunday;
seasons are three months (winter from December on). Hijri dates follow the Umm al-Qura calendar
(hijridate), 1343-1500 AH.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable
from typing import NamedTuple, cast

from hijridate import Hijri

Value = tuple[str | int | None, ...]

MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "h1": (1, 15), "h2": (16, 31),
               "t1": (1, 10), "t2": (11, 20), "t3": (21, 31), "w1": (1, 7), "w2": (8, 14), "w3": (15, 21),
               "w4": (22, 28), "w5": (25, 31)}  # fmt: skip
YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "h1": (1, 6), "h2": (7, 12), "t1": (1, 4),
              "t2": (5, 8), "t3": (9, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9),
              "q4": (10, 12)}  # fmt: skip
WEEK_PARTS = {"early": (0, 1), "mid": (2, 3), "late": (5, 6)}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_ACROSS = 31
"""Days across publication that a day with month may lie against the tense."""
_UNKNOWN = "XXXX"
_HIJRI = (1343, 1500)


class When(NamedTuple):
    """Parts of a calendar date; in a mention's ``value`` as a plain tuple of these."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str | None = None
    """early, mid, late, h1, h2, q1 … of the month or year; two joined by ``/`` when told together."""
    shift: int | None = None
    """-1 last, 0 this, 1 next."""
    year_shift: int | None = None
    """Years from publication's year (last year -1)."""
    weekday: int | None = None
    """ISO number, 1 Monday."""


class Context(NamedTuple):
    """What a mention is resolved against."""

    published: datetime.date | None
    future: bool


def resolve_value(kind: str, value: Value, context: Context) -> str | None:
    """The EDTF of a mention's kind and value, None where it cannot be told."""
    return _RESOLVERS[kind](value, context)


# --- calendar dates ---------------------------------------------------------------------------


def _date(value: Value, context: Context) -> str | None:
    when = When(*value)  # type: ignore[arg-type]
    if when.month is None:
        year = _year(when, context)
        return None if year is None else _year_part(f"{year:04d}", when.part)
    if when.day is not None and not _valid(when):
        return None
    year = _year_of_month(when, context)
    name = _UNKNOWN if year is None else f"{year:04d}"
    if when.day is not None:
        return f"{name}-{when.month:02d}-{when.day:02d}"
    return _month_part(name, when.month, when.part)


def _valid(when: When) -> bool:
    longest = calendar.monthrange(when.year or 2000, when.month or 1)[1]
    return 1 <= (when.day or 0) <= longest


def _year(when: When, context: Context) -> int | None:
    """The year a date states, alone or by its distance from publication."""
    if when.year is not None:
        return when.year
    if context.published is None:
        return None
    return context.published.year + (when.year_shift or when.shift or 0)


def _year_of_month(when: When, context: Context) -> int | None:
    if when.year is not None or when.year_shift is not None:
        return _year(when, context)
    if context.published is None:
        return None
    published = context.published
    today = (published.month, published.day if when.day else 0)
    then = (when.month or 1, when.day or 0)
    year = published.year
    if when.weekday is not None and when.day is not None:
        return _year_by_weekday(when, published)
    if when.shift == 0:
        return year
    if when.shift is not None:
        before = when.shift < 0
        return year - (then >= today) if before else year + (then <= today)
    return year + _nearest(published, when, context.future)


def _nearest(published: datetime.date, when: When, future: bool) -> int:
    """Years from publication's to that of a bare day or month, on the side that the tense tells.

    A day just across (a month at most) stays in the nearest year: «until 8 August» written on
    1 August is next week also in a sentence about the past.
    """
    month = cast(int, when.month)
    if when.day is None:
        return int(month < published.month) if future else -int(month > published.month)
    leap = 28 if (month, when.day) == (2, 29) else when.day
    dates = {year: datetime.date(published.year + year, month, leap) for year in (-1, 0, 1)}
    if future:
        return min(year for year, date in dates.items() if (date - published).days >= -_ACROSS)
    return max(year for year, date in dates.items() if (date - published).days <= _ACROSS)


def _year_by_weekday(when: When, published: datetime.date) -> int:
    """The year nearest to publication in which the date falls on its weekday."""
    month, day = cast(int, when.month), cast(int, when.day)
    years = [published.year + shift for shift in (0, -1, 1)]
    dates = [datetime.date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    if not dates:
        return published.year
    fitting = [date for date in dates if date.isoweekday() == when.weekday] or dates
    return min(fitting, key=lambda date: abs(date - published)).year


def _month_part(year: str, month: int, part: str | None) -> str:
    if part is None:
        return f"{year}-{month:02d}"
    length = calendar.monthrange(int(year), month)[1] if year != _UNKNOWN else _usual_length(month)
    first, last = _bounds(MONTH_PARTS, part)
    first, last = (length - 6, length) if part == "w5" else (first, min(last, length))
    return f"{year}-{month:02d}-{first:02d}/{year}-{month:02d}-{last:02d}"


def _usual_length(month: int) -> int:
    return calendar.monthrange(2001, month)[1]


def _year_part(year: str, part: str | None) -> str:
    if part is None:
        return year
    first, last = _bounds(YEAR_PARTS, part)
    return f"{year}-{first:02d}-01/{year}-{last:02d}-{_usual_length(last):02d}"


def _bounds(parts: dict[str, tuple[int, int]], part: str) -> tuple[int, int]:
    names = part.split("/")
    return min(parts[name][0] for name in names), max(parts[name][1] for name in names)


# --- the Islamic calendar ---------------------------------------------------------------------


def _hijri(value: Value, context: Context) -> str | None:
    when = When(*value)  # type: ignore[arg-type]
    year = when.year or _hijri_year(when, context)
    if year is None or not _HIJRI[0] <= year <= _HIJRI[1]:
        return None
    if when.month is None:
        last_day = Hijri(year, 12, 1).month_length()
        return f"{_gregorian(year, 1, 1)}/{_gregorian(year, 12, last_day)}"
    length = Hijri(year, when.month, 1).month_length()
    if when.day is not None:
        return _gregorian(year, when.month, when.day).isoformat() if when.day <= length else None
    first, last = _bounds(MONTH_PARTS, when.part) if when.part else (1, length)
    return f"{_gregorian(year, when.month, first)}/{_gregorian(year, when.month, min(last, length))}"


def _gregorian(year: int, month: int, day: int) -> datetime.date:
    return datetime.date(*Hijri(year, month, day).to_gregorian().datetuple())


def _hijri_month(year: int, month: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of a Hijri month."""
    length = Hijri(year, month, 1).month_length()
    return _gregorian(year, month, 1), _gregorian(year, month, length)


def _hijri_year(when: When, context: Context) -> int | None:
    """The Hijri year of a month told without one: the latest begun, or the next for what is planned."""
    if context.published is None or when.month is None:
        return None
    around = context.published.year - 579  # never earlier than the Hijri year of that date
    years = [year for year in range(around - 3, around + 3) if _HIJRI[0] <= year <= _HIJRI[1]]
    starts = [(year, *_hijri_month(year, when.month)) for year in years]
    published = context.published
    if when.shift == 0:
        return min(starts, key=lambda start: abs(start[1] - published), default=(None,))[0]
    if when.shift == -1:
        return max((year for year, _, last in starts if last < published), default=None)
    if when.shift == 1:
        return min((year for year, first, _ in starts if first > published), default=None)
    if context.future:
        return min((year for year, _, last in starts if last >= published), default=None)
    return max((year for year, first, _ in starts if first <= published), default=None)


# --- relative to publication ------------------------------------------------------------------


def _weekday(value: Value, context: Context) -> str | None:
    weekday, shift = cast(tuple[int, int | None], value)
    published = context.published
    if published is None:
        return None
    ahead = (weekday - published.isoweekday()) % 7
    if shift == 0:
        return (_monday(published) + datetime.timedelta(days=weekday - 1)).isoformat()
    if shift is None:
        days = ahead if context.future or not ahead else ahead - 7
    elif shift > 0:
        days = (ahead or 7) + 7 * (shift - 1)
    else:
        days = ahead - 7 + 7 * (shift + 1)
    return (published + datetime.timedelta(days=days)).isoformat()


def _day(value: Value, context: Context) -> str | None:
    """A day counted from publication; a weekday told beside it wins when they disagree."""
    offset, weekday = cast(tuple[int, int | None], value)
    if context.published is None:
        return None
    day = context.published + datetime.timedelta(days=offset)
    if weekday is not None:
        ahead = (weekday - day.isoweekday()) % 7
        day += datetime.timedelta(days=ahead if ahead <= 1 else ahead - 7)
    return day.isoformat()


def _unit(value: Value, context: Context) -> str | None:
    """This, last or next week, month or year, or a part of it (a number is a day of the month)."""
    unit, shift, part = cast(tuple[str, int | None, str | int | None], value)
    published = context.published
    if published is None:
        return None
    if isinstance(part, int):
        year, month = _moved(published, shift or 0)
        fits = part <= calendar.monthrange(int(year), month)[1]
        return f"{year}-{month:02d}-{part:02d}" if fits else None
    if unit == "week":
        return _week(published, shift, part, context)
    if unit == "month":
        return _month_part(*_moved(published, shift or 0), part)
    if unit == "year":
        return _year_part(f"{published.year + (shift or 0):04d}", part)
    return (published + datetime.timedelta(days=shift or 0)).isoformat()


def _week(published: datetime.date, shift: int | None, part: str | None, context: Context) -> str:
    monday = _monday(published) + datetime.timedelta(days=7 * (shift or 0))
    first, last = WEEK_PARTS[part] if part else (0, 6)
    if part and shift is None:  # "at the weekend": the last one, or the next for what is planned
        first, last = WEEK_PARTS["late"]
        if not context.future and monday + datetime.timedelta(days=first) > published:
            monday -= datetime.timedelta(days=7)
    return f"{monday + datetime.timedelta(days=first)}/{monday + datetime.timedelta(days=last)}"


def _monday(day: datetime.date) -> datetime.date:
    return day - datetime.timedelta(days=day.isoweekday() - 1)


def _moved(day: datetime.date, months: int) -> tuple[str, int]:
    """Year and month that lie ``months`` after those of ``day``."""
    count = day.year * 12 + day.month - 1 + months
    return f"{count // 12:04d}", count % 12 + 1


def _ago(value: Value, context: Context) -> str | None:
    """So many units before publication, or after it: then only for what is planned."""
    unit, count = cast(tuple[str, int], value)
    published = context.published
    if published is None or (count > 0 and not context.future):
        return None
    if unit == "month":
        year, month = _moved(published, count)
        return f"{year}-{month:02d}"
    if unit == "year":
        return f"{published.year + count:04d}"
    days = int(count / 24) if unit == "hour" else count * 7 if unit == "week" else count
    return (published + datetime.timedelta(days=days)).isoformat()


def _last(value: Value, context: Context) -> str | None:
    """The last (or next) so many days, weeks, months or years, publication's own not counted."""
    unit, count = cast(tuple[str, int], value)
    if context.published is None:
        return None
    near = 1 if count > 0 else -1
    if unit == "hour":
        far = context.published + datetime.timedelta(days=int(count / 24) or 0)
        ends = sorted((far.isoformat(), context.published.isoformat()))
    else:
        always = Context(context.published, future=True)
        if unit == "week":
            weeks = (_week(context.published, step, None, always) for step in (near, count))
            ends = sorted(day for week in weeks for day in week.split("/"))
        else:
            ends = sorted(cast(str, _ago((unit, step), always)) for step in (near, count))
    return _joined(ends[0], ends[-1])


def _season(value: Value, context: Context) -> str | None:
    """Three months; a winter is named after the year of its December."""
    name, year, shift, year_shift = cast(tuple[str, int | None, int | None, int | None], value)
    month = SEASONS[name]
    if year is None:
        if context.published is None:
            return None
        year = context.published.year + (year_shift or 0)
        if year_shift is None and shift == -1 and month + 2 >= context.published.month:
            year -= 1
        if year_shift is None and shift == 1 and month <= context.published.month:
            year += 1
    last_year, last = divmod(year * 12 + month + 1, 12)
    return f"{year:04d}-{month:02d}/{last_year:04d}-{last + 1:02d}"


def _decade(value: Value, context: Context) -> str | None:
    start = cast(int, value[0])
    return f"{start}/{start + 9}"


def _vague(value: Value, context: Context) -> str | None:
    return None


# --- from … to --------------------------------------------------------------------------------


def _range(value: Value, context: Context) -> str | None:
    """Two mentions as one interval: value is the length of the first, then both with their kinds."""
    cut = cast(int, value[0]) + 2
    kinds = cast(str, value[1]), cast(str, value[cut])
    first = resolve_value(kinds[0], value[2:cut], context)
    last = resolve_value(kinds[1], value[cut + 1 :], context)
    if first is None or last is None:
        return first or last
    if kinds == ("weekday", "weekday") and first > last:
        week = datetime.timedelta(days=7)
        if context.future:
            last = (datetime.date.fromisoformat(last) + week).isoformat()
        else:
            first = (datetime.date.fromisoformat(first) - week).isoformat()
    return _joined(first, last)


def _joined(first: str, last: str) -> str | None:
    start, end = first.split("/")[0], last.split("/")[-1]
    if start == end:
        return start
    if _UNKNOWN not in start + end and start > end and not end.startswith(start):
        return None
    return f"{start}/{end}"


_RESOLVERS: dict[str, Callable[[Value, Context], str | None]] = {
    "date": _date, "hijri": _hijri, "weekday": _weekday, "day": _day, "unit": _unit, "ago": _ago,
    "last": _last, "season": _season, "decade": _decade, "vague": _vague, "range": _range,
}  # fmt: skip
