"""How sure the reader is of an event, all its tellings and its rivals in the article considered.

A linear model as in ``kg.extract.linker``: it weighs how sure the single tellings are, how many there are,
and whether the same article tells the same parties of another type, or the same type of other parties.
``make learn`` fits it; its weights are in ``ontologies/linker.json``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.extract.moods import likeliest
from kg.extract.tellings import Telling

THRESHOLD = 0.35
"""Chance below which no event is made."""
FLOOR = 0.15
"""Chance below which a telling makes no event to be weighed."""

_STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def confidence(
    group: Sequence[Telling], groups: Sequence[Sequence[Telling]], weights: dict[str, float]
) -> float:
    """Between 0 and 1: the chance that the event of ``group`` is told, with these parties in these roles."""
    total = weights.get("", 0.0) + sum(weights.get(f, 0.0) for f in evidence(group, groups))
    return round(1 / (1 + math.exp(-max(min(total, 30.0), -30.0))), 2)


def evidence(group: Sequence[Telling], groups: Sequence[Sequence[Telling]]) -> tuple[str, ...]:
    """What speaks for and against the event of ``group`` among all ``groups`` of the article."""
    best = max(group, key=lambda t: (t.confidence, -t.at))
    sure = sorted((t.confidence for t in group), reverse=True)
    level, type_ = _level(sure[0]), best.type
    parties = _parties(group)
    others = [g for g in groups if g is not group]
    same_parties = [_surest(g) for g in others if _parties(g) == parties and g[0].type != type_]
    same_type = [_surest(g) for g in others if g[0].type == type_ and _parties(g) & parties]
    here = [_surest(g) for g in others if any(t.sentence == best.sentence for t in g)]
    shape = f"{min(len(best.actors), 3)}>{min(len(best.recipients), 2)}"
    status = likeliest([t.moods for t in group], [t.confidence for t in group])
    spread = best.drawn.view.lexicon.spread((*best.actors, *best.recipients))
    return (
        f"spread {spread}",
        f"type {type_} spread {spread}",
        f"level {level}",
        f"type {type_}",
        f"type {type_} level {level // 2}",
        f"tellings {min(len(group), 4)}",
        f"tellings {min(len(group), 3)} level {level // 2}",
        f"second {_level(sure[1]) if len(sure) > 1 else 'none'}",
        f"other types {min(len(same_parties), 3)} {_rival(same_parties, sure[0])}",
        f"type {type_} other types {_rival(same_parties, sure[0])}",
        f"other parties {min(len(same_type), 3)} {_rival(same_type, sure[0])}",
        f"type {type_} other parties {_rival(same_type, sure[0])}",
        f"here {min(len(here), 3)} {_rival(here, sure[0])}",
        f"groups {min(len(groups), 9)}",
        f"sentence {min(best.sentence, 4)}",
        f"shape {shape}",
        f"type {type_} shape {shape}",
        f"status {status}",
        f"type {type_} status {status}",
        f"whole {len({(t.actors, t.recipients) for t in group}) > 1}",
    )


def _level(chance: float) -> int:
    return sum(chance >= step for step in _STEPS)


def _surest(group: Sequence[Telling]) -> float:
    return max(t.confidence for t in group)


def _parties(group: Sequence[Telling]) -> frozenset[str]:
    return frozenset(code for t in group for code in (*t.actors, *t.recipients))


def _rival(chances: Sequence[float], own: float) -> str:
    """How the surest of some rivals compares with the event's own tellings."""
    if not chances:
        return "none"
    most = max(chances)
    return "surer" if most > own + 0.1 else "equal" if most > own - 0.1 else "weaker"
