"""How sure the reader is of an event, and of what its confidence rests on."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tellings import Telling


def confidence(group: Sequence[Telling]) -> float:
    """Between 0 and 1: parties told in their own slots, told more than once, told with a time.

    A hand-set scale until weights are fitted on annotated articles.
    """
    best = max(group, key=lambda t: len(t.slots))
    score = 0.45 + 0.15 * min(len(best.slots), 2)
    score += 0.1 if len(group) > 1 else 0.0
    score += 0.05 if best.when else 0.0
    return round(min(score, 0.95), 2)
