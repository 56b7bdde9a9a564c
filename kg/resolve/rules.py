"""What merging weighs: the points of each signal and how much a word tells; ``ontologies/`` holds both."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.resolve.mentions import words

_RARE = 5
"""Articles of a thousand that hold a word that is not listed, at most."""
_TEXTS = 16_384
"""Texts whose weight is remembered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The tables of merging."""

    points: Mapping[str, float]
    """Signal to points; ``one`` and ``doubt`` are the thresholds; ``type:`` rows are about types."""
    weights: Mapping[str, float]
    """Common word, cut down as ``kg.text.content`` does, to what it tells (0 to 1); others tell 1."""
    totals: dict[str, float] = field(default_factory=dict, repr=False, compare=False)
    """What texts tell in all: a memory, emptied when it is full."""

    def weigh(self, these: Iterable[str]) -> float:
        """What these different words tell; the same sum in any order."""
        weights = self.weights
        return math.fsum(weights.get(word, 1.0) for word in these)

    def total(self, text: str) -> float:
        """What all the words of a text tell."""
        known = self.totals.get(text)
        if known is None:
            if len(self.totals) >= _TEXTS:
                self.totals.clear()
            known = self.totals[text] = self.weigh(words(text))
        return known


def weight(permille: int) -> float:
    """What a word tells that this many of a thousand articles hold: inverse document frequency.

    >>> weight(5), round(weight(950), 2)
    (1.0, 0.01)
    """
    return math.log(1000 / max(permille, _RARE)) / math.log(1000 / _RARE)
