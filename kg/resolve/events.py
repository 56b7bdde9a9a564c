"""Whether two tellings are one event: points for each signal, and conflicts that no points outweigh."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kg.resolve.mentions import EventMention, day, interval, runs, words
from kg.resolve.names import agree
from kg.resolve.rules import Rules

JUDGED = "judged"
"""The signal, or the conflict, of a pair that a person has decided about."""
_COPIED, _REPEATED, _ECHOED = 0.5, 0.2, 0.1
"""Shares of the runs of four words of the shorter telling."""
_SAME, _LIKE, _SOME, _FEW = 0.66, 0.5, 0.33, 0.12
"""Shares of the weight of the words of the shorter telling."""
_TELLING = 12
"""Words from which a telling is long enough to say that another has few of them."""
_MOST_DAYS = 62
"""A longer time that both tell is no sign of sameness."""
_UNSURE = 0.35
_BEFORE, _AFTER, _AROUND = 3, 62, 14
"""Days before publication in which happened, after it in which will happen, around it in which goes on,
what is told without a time."""
_COMING = frozenset({"planned", "proposed"})
_ENDED = frozenset({"cancelled", "denied"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How two tellings compare: the points, the signals behind them, and what forbids a merge."""

    points: float
    signals: tuple[str, ...]
    conflict: str | None = None
    """Why they cannot be one, None when they can."""


def score(a: EventMention, b: EventMention, rules: Rules) -> Score:
    """Compare two tellings; symmetric."""
    if a.node > b.node:
        a, b = b, a
    conflict = _conflict(a, b) or ("other-time" if _time(a, b, slack=1) == "other-time" else None)
    if conflict:
        return Score(points=0, signals=(), conflict=conflict)
    copied = _copied(a, b)
    conflict = _people_conflict(a, b) if copied != ["copied"] else None
    timed = _time(a, b, slack=1 if copied and copied != ["echoed"] else 0)
    if timed == "other-time" or conflict:
        return Score(points=0, signals=(), conflict=conflict or timed)
    if timed == "by-publication" and _published_together(a, b):
        timed = "published-together"
    worded = [*copied, *_shared_words(a, b, rules)]
    signals = [*worded, timed, *_people(a, b), *_place(a, b), *_content(a, b, rules)]
    points = sum(rules.points.get(signal, 0.0) for signal in signals)
    return Score(points=points, signals=tuple(signals))


def _conflict(a: EventMention, b: EventMention) -> str | None:
    if a.type not in b.lineage and b.type not in a.lineage:
        return "other-type"
    if not _roles_fit(a, b):
        return "other-parties"
    if a.name and b.name and a.name.casefold() != b.name.casefold():
        return "other-name"
    if a.article == b.article:
        return "same-article"
    return None


def _roles_fit(a: EventMention, b: EventMention) -> bool:
    """The same parties in the same roles, or one names a part of the other's in each role."""
    for few, many in ((a, b), (b, a)):
        if few.actors <= many.actors and few.recipients <= many.recipients:
            return bool(few.recipients) == bool(many.recipients)
    return False


def _copied(a: EventMention, b: EventMention) -> list[str]:
    first, second = runs(a.text), runs(b.text)
    shortest = min(len(first), len(second))
    copied = len(first & second) / shortest if shortest else 0.0
    for share, signal in ((_COPIED, "copied"), (_REPEATED, "repeated"), (_ECHOED, "echoed")):
        if copied >= share:
            return [signal]
    return []


def _shared_words(a: EventMention, b: EventMention, rules: Rules) -> list[str]:
    first, second = words(a.text), words(b.text)
    least = min(rules.total(a.text), rules.total(b.text))
    share = rules.weigh(first & second) / least if least else 0.0
    for bound, signal in ((_SAME, "same-words"), (_LIKE, "like-words"), (_SOME, "some-words")):
        if share >= bound:
            return [signal]
    return ["few-words"] if share < _FEW and min(len(first), len(second)) >= _TELLING else []


Days = tuple[datetime.date, datetime.date]


def _time(a: EventMention, b: EventMention, *, slack: int) -> str:
    """How the times told fit; ``slack`` days between them are forgiven.

    A copied text keeps its «today» in the paper of the next day.
    """
    first, second = interval(a), interval(b)
    if first and second:
        return _both_told(a, b, first, second, slack)
    if first or second:
        told, without = (first, b) if first else (second, a)
        assert told is not None
        return _bounded(told, without)
    if a.when and b.when and a.when != b.when:
        return "other-time"
    return _none_told(a, b)


def _both_told(a: EventMention, b: EventMention, first: Days, second: Days, slack: int) -> str:
    gap = datetime.timedelta(days=slack)
    if first[0] - gap > second[1] or second[0] - gap > first[1]:
        newer = max((a, b), key=lambda m: (m.published or "", m.node))
        return "by-publication" if newer.status in _ENDED and a.status != b.status else "other-time"
    if first == second:
        length = (first[1] - first[0]).days
        return "same-day" if length == 0 else "same-time" if length <= _MOST_DAYS else "by-publication"
    longest = max(last - begin for begin, last in (first, second))
    return "near-time" if longest.days <= _MOST_DAYS else "by-publication"


def _bounded(told: Days, without: EventMention) -> str:
    published = day(without.published)
    if published is None:
        return "far-publication"
    before, after = _window(without.status)
    begin = published - datetime.timedelta(days=before)
    end = published + datetime.timedelta(days=after)
    if told[0] > end:
        return "other-time"
    return "by-publication" if told[1] >= begin else "far-publication"


def _window(status: str) -> tuple[int, int]:
    if status in _COMING:
        return _BEFORE, _AFTER
    return (_AROUND, _AROUND) if status == "ongoing" else (_BEFORE, 0)


def _none_told(a: EventMention, b: EventMention) -> str:
    first, second = day(a.published), day(b.published)
    if first is None or second is None:
        return "far-publication"
    return "by-publication" if abs((first - second).days) <= _BEFORE else "far-publication"


def _published_together(a: EventMention, b: EventMention) -> bool:
    first, second = day(a.published), day(b.published)
    return first is not None and second is not None and abs((first - second).days) <= 1


def _sides(a: EventMention, b: EventMention) -> dict[str, bool]:
    """Party to whether the officials that both tell of it agree; parties of which one tells none are out."""
    found = {}
    for code in sorted(a.parties & b.parties):
        ours = [g.words for g in a.agents if g.code == code]
        theirs = [g.words for g in b.agents if g.code == code]
        if ours and theirs:
            found[code] = any(agree(x, y) for x in ours for y in theirs)
    return found


def _people_conflict(a: EventMention, b: EventMention) -> str | None:
    return None if all(_sides(a, b).values()) else "other-officials"


def _people(a: EventMention, b: EventMention) -> list[str]:
    same = sum(_sides(a, b).values())
    return ["same-officials"] if same > 1 else ["same-official"] if same else []


def _place(a: EventMention, b: EventMention) -> list[str]:
    if a.fine_places & b.fine_places:
        return ["same-place"]
    if a.fine_places and b.fine_places:
        return ["other-place"]
    return ["same-state"] if a.states & b.states else []


def _content(a: EventMention, b: EventMention, rules: Rules) -> list[str]:
    signals = ["same-name"] if a.name and b.name else []
    ours, theirs = ({(x.unit, x.value) for x in m.amounts} for m in (a, b))
    if ours & theirs:
        signals.append("same-quantity")
    elif {unit for unit, _ in ours} & {unit for unit, _ in theirs}:
        signals.append("other-quantity")
    if a.parties != b.parties:
        signals.append("fewer-parties")
    if a.type != b.type:
        signals.append("narrower-type")
    if a.topics and b.topics and not a.topics & b.topics:
        signals.append("other-topic")
    if min(a.confidence, b.confidence) < _UNSURE:
        signals.append("unsure")
    if f"type:{a.lineage[-1]}" in rules.points:
        signals.append(f"type:{a.lineage[-1]}")
    return signals
