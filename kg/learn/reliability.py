"""Whether an event's confidence means what it says: how often events of each confidence are right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.learn.gold import GoldEvent, party_key
from kg.model import Event

_WIDTH = 0.1


class Bin(NamedTuple):
    """Events with a confidence in ``[low, low + 0.1)``."""

    low: float
    events: int
    stated: float
    """Mean confidence."""
    right: float
    """Share that an annotated event has the type, the parties and the roles of, optional ones included."""


def reliability(read: Iterable[tuple[Sequence[Event], Sequence[GoldEvent]]]) -> list[Bin]:
    """Bins of the events of each article against its annotation; events with fewer than two parties,
    which annotators leave out, do not count."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for events, gold in read:
        for event in events:
            if len({*event.actors, *event.recipients}) > 1:
                at = int(event.confidence / _WIDTH + 1e-9)
                bins.setdefault(at, []).append((event.confidence, is_right(event, gold)))
    return [
        Bin(
            round(at * _WIDTH, 1),
            len(found),
            sum(confidence for confidence, _ in found) / len(found),
            sum(right for _, right in found) / len(found),
        )
        for at, found in sorted(bins.items())
    ]


def is_right(event: Event, gold: Sequence[GoldEvent]) -> bool:
    """True when an annotated event has the type, the parties and the roles of ``event``."""
    doers = frozenset(map(party_key, event.actors))
    others = frozenset(map(party_key, event.recipients))
    return any(g.type == event.type and g.roles() == (doers, others) for g in gold)
