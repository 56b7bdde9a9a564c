"""How sure the reader is of an event."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tellings import Telling

THRESHOLD = 0.35
"""Chance below which a telling is not made an event."""


def confidence(group: Sequence[Telling]) -> float:
    """Between 0 and 1: the chance of the surest telling."""
    return round(max(t.confidence for t in group), 2)
