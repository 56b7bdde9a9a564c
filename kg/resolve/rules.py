"""What merging weighs: the points of each signal and how much a word tells; ``ontologies/`` holds both."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

_RARE = 5
"""Articles of a thousand that hold a word that is not listed, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The tables of merging."""

    points: Mapping[str, float]
    """Signal to points; ``one`` and ``doubt`` are the thresholds; ``type:`` rows are about types."""
    weights: Mapping[str, float]
    """Common word, cut down as ``kg.text.content`` does, to what it tells (0 to 1); others tell 1."""


def weight(permille: int) -> float:
    """What a word tells that this many of a thousand articles hold: inverse document frequency.

    >>> weight(5), round(weight(950), 2)
    (1.0, 0.01)
    """
    return math.log(1000 / max(permille, _RARE)) / math.log(1000 / _RARE)
