"""The geometry of the pages' charts: plain numbers that the templates draw as SVG or as a table."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import fmean
from typing import Any

from kg.query.events import Event
from kg.query.profile import UNREAL
from kg.view.html import STATIC

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 34, 26, 12, 26
_SHADES = 5
_COLUMNS = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One event of a timeline, in units of the chart."""

    x: float
    y: float
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One period of the scores."""

    x: float
    width: float
    y: float
    height: float
    period: str
    score: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """Ticks ``(position, words)`` of both axes."""

    x: Sequence[tuple[float, str]]
    y: Sequence[tuple[float, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Dots by day and score, and bars by period, over one axis of time."""

    axis: Axis
    dots: Sequence[Dot]
    bars: Sequence[Bar]
    width: int = WIDTH
    height: int = HEIGHT
    undated: int = 0
    outside: int = 0
    """Events far from the others in time, which would press these into a line."""
    placed: int = 0
    """Dots that stand where an article was published, for want of a day of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Events by row and period: ``rows`` are ``(type IRI, [(count, shade)])``."""

    periods: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[int, int]]]]


def _y(score: float) -> float:
    return round(TOP + (10 - score) / 20 * (HEIGHT - TOP - BOTTOM), 1)


def timeline(events: Sequence[Event]) -> Timeline | None:
    """Every event by its day and its PLOVER score; None when no day is known of any."""
    dated = [event for event in events if event.day]
    if not dated:
        return None
    days = [date.fromisoformat(event.day).toordinal() for event in dated]
    first, last = _frame(sorted(days))
    outside = len(dated)
    dated = [event for event, day in zip(dated, days, strict=True) if first <= day <= last]
    days = [day for day in days if first <= day <= last]
    outside -= len(dated)
    margin = max(15 if last - first < 30 else 3, (last - first) // 25)
    first, last = max(1, first - margin), last + margin
    scale = (WIDTH - LEFT - RIGHT) / (last - first)

    def x(day: int) -> float:
        return round(LEFT + (day - first) * scale, 1)

    taken: Counter[tuple[float, float]] = Counter()
    dots = []
    for day, event in sorted(zip(days, dated, strict=True), key=lambda pair: (pair[0], pair[1].iri)):
        place = (x(day) // 7, _y(event.score))
        dots.append(Dot(x=x(day), y=place[1] - 5 * (taken[place] % 6), event=event))
        taken[place] += 1
    return Timeline(
        axis=Axis(
            x=[(x(d.toordinal()), t) for d, t in _ticks(first, last)],
            y=[(_y(s), f"{s:+d}".replace("+0", "0").replace("-", "−")) for s in (10, 5, 0, -5, -10)],
        ),
        dots=dots,
        bars=_bars(dated, x),
        undated=len(events) - len(dated),
        outside=outside,
        placed=sum(not event.first for event in dated),
    )


def _frame(days: Sequence[int]) -> tuple[int, int]:
    """First and last day to show: all, or where nine tenths are when the rest would take most of the room."""
    first, last, skipped = days[0], days[-1], len(days) // 20
    inner, outer = days[skipped or min(1, len(days) // 8)], days[-1 - (skipped or min(1, len(days) // 8))]
    room = max(outer - inner, 60)
    if last - first <= 5 * room:
        return first, last
    return max(first, inner - room // 2), min(last, outer + room // 2)


def _ticks(first: int, last: int) -> list[tuple[date, str]]:
    """At most nine ticks: years, quarters or months."""
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = (end.year - begin.year) * 12 + end.month - begin.month
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 600, 12000) if months / s <= 8)
    found = []
    for month in range(begin.year * 12, end.year * 12 + 12, step):
        day = date(max(month // 12, 1), month % 12 + 1, 1)
        if begin <= day <= end:
            found.append((day, f"{day.year}" if step >= 12 else f"{day.year}-{day.month:02d}"))
    return found


def period(day: str, step: int) -> str:
    """The period of an ISO day: its month, quarter or year, for 1, 3 or 12 months.

    >>> period("2021-08-03", 1), period("2021-08-03", 3), period("2021-08-03", 12)
    ('2021-08', '2021-Q3', '2021')
    """
    year, month = day[:4], int(day[5:7])
    return {1: day[:7], 3: f"{year}-Q{(month + 2) // 3}"}.get(step, year)


def step_of(events: Sequence[Event]) -> int:
    """How many months a period has, so that at most ``_COLUMNS`` have events."""
    for step in (1, 3):
        if len({period(event.day, step) for event in events if event.day}) <= _COLUMNS:
            return step
    return 12


def _bars(dated: Sequence[Event], x: Any) -> list[Bar]:
    step = step_of(dated)
    scores: dict[str, list[Event]] = defaultdict(list)
    for event in dated:
        if event.status not in UNREAL:
            scores[period(event.day, step)].append(event)
    bars = []
    for name, of in sorted(scores.items()):
        mean = fmean(event.score for event in of)
        begin = x(min(date.fromisoformat(event.day).toordinal() for event in of))
        zero, top = _y(0), _y(mean)
        bars.append(
            Bar(
                x=begin - 4,
                width=9,
                y=min(zero, top),
                height=max(1.0, round(abs(top - zero), 1)),
                period=name,
                score=round(mean, 1),
                events=len(of),
            )
        )
    return bars


def shade(count: int, most: int) -> int:
    """0 for none, else 1 to 5, by the square root of the part of the most.

    >>> [shade(n, 100) for n in (0, 1, 10, 50, 100)]
    [0, 1, 2, 4, 5]
    """
    return 0 if not count else min(_SHADES, 1 + int((_SHADES - 1) * (count / most) ** 0.5 + 0.5))


def heat(events: Sequence[Event]) -> Heat | None:
    """Events by type and period; None when no day is known of any."""
    dated = [event for event in events if event.day]
    if not dated:
        return None
    step = step_of(dated)
    cells = Counter((event.type, period(event.day, step)) for event in dated)
    types = Counter(event.type for event in dated)
    periods = sorted({name for _, name in cells})[-_COLUMNS:]
    most = max(cells.values())
    rows = [
        (kind, [(cells[kind, name], shade(cells[kind, name], most)) for name in periods])
        for kind, _ in sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return Heat(periods=periods, rows=rows)


@lru_cache(maxsize=1)
def world() -> Mapping[str, Any]:
    """Outlines of states and their middles: see ``kg/view/vendoring``."""
    told: Mapping[str, Any] = json.loads((STATIC / "vendor/world.json").read_text(encoding="utf-8"))
    return told


def window(points: Sequence[Sequence[float]]) -> tuple[float, float, float, float]:
    """The part of the world, ``(x, y, width, height)``, that shows all of these points with land around them.

    It has the shape of the whole map and at least a third of its width; the whole map for no points.
    """
    width, height = world()["width"], world()["height"]
    if not points:
        return (0, 0, width, height)
    xs, ys = [x for x, _ in points], [y for _, y in points]
    need = max(max(xs) - min(xs) + 120, (max(ys) - min(ys) + 90) * width / height, width / 3)
    part = min(need, width) / width
    x = min(max((max(xs) + min(xs)) / 2 - width * part / 2, 0), width * (1 - part))
    y = min(max((max(ys) + min(ys)) / 2 - height * part / 2, 0), height * (1 - part))
    return (round(x, 1), round(y, 1), round(width * part, 1), round(height * part, 1))


def by_count(rows: Sequence[str]) -> list[tuple[str, int]]:
    """Each value with its number, most first."""
    return sorted(Counter(rows).items(), key=lambda pair: (-pair[1], pair[0]))
