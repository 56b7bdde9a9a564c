"""Features of a linear model that count by themselves, with the form of a cue and with its type.

A crossed feature is written ``form|feature`` or ``type|feature``. A reader weighs thousands of them a
sentence: their weights are found by form and by type first, so that no name is put together for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

Weight = TypeVar("Weight")

_CROSS = "|"


class Crossed(NamedTuple):
    """Features of one thing beside one cue."""

    form: str
    """Part of speech and grammar of the cue; empty where it makes no difference."""
    type: str
    """Type of event that it tells."""
    own: tuple[str, ...]
    """Each distinct, none of them crossed."""

    def names(self) -> tuple[str, ...]:
        """All features as a model is fitted to them: each alone, with the form and with the type."""
        crosses = [name for name in (self.form, self.type) if name]
        return (*self.own, *(f"{with_}{_CROSS}{name}" for with_ in crosses for name in self.own))


class Table(Generic[Weight]):
    """Weights by feature; a feature that was not learned has none."""

    def __init__(self, weights: Mapping[str, Weight]) -> None:
        self.weights = weights
        self.alone: dict[str, Weight] = {}
        self._crossed: dict[str, dict[str, Weight]] = {}
        for name, weight in weights.items():
            with_, cross, own = name.partition(_CROSS)
            self.alone[name] = weight
            if cross and with_:
                self._crossed.setdefault(with_, {})[own] = weight

    def crossed(self, with_: str) -> Mapping[str, Weight]:
        """The weights of the features that are crossed with a form or a type, by the feature alone."""
        return self._crossed.get(with_, {})


def total(table: Table[float], features: Crossed) -> float:
    """The sum of the weights of ``features``, without the bias."""
    form, type_, own = features
    found = 0.0
    for weights in (table.alone, table.crossed(form), table.crossed(type_)):
        if weights:
            for name in own:
                found += weights.get(name, 0.0)
    return found


def chance(table: Table[float], features: Crossed) -> float:
    """The chance that ``features`` speak for."""
    return logistic(table.alone.get("", 0.0) + total(table, features))


def logistic(odds: float) -> float:
    """The chance that log odds stand for; beyond 30 it does not change any more."""
    return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))
