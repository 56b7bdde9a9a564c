"""Fit the model of status (``kg.extract.moods``) to annotated articles and labelled cues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extract.moods import STATUSES, status_features
from kg.extract.surroundings import Scene
from kg.learn.fit import Example
from kg.learn.regression import regress

_C = 0.3
"""Inverse strength of the penalty on weights, chosen by cross-validation."""
_SEEN = 4
"""Tellings that must show a feature before it is weighed."""
_LEAST = 0.02
"""Weights nearer to nothing than this are left out."""
_INEXACT, _OPTIONAL = 0.5, 0.5
"""Weights of tellings that the annotation does not mark, and of events that it leaves to the reader."""


class Mood(NamedTuple):
    """A telling with the status that its annotation gives."""

    fold: int
    features: tuple[str, ...]
    status: str
    weight: float


def moods(found: Iterable[Example]) -> list[Mood]:
    """The tellings of ``found`` that an annotation gives a status."""
    samples = []
    for example in found:
        told, drawn = example.told, example.drawn
        if told is None or told.event.status not in STATUSES or told.event.type != drawn.hit.cue.type:
            continue
        scene = Scene(drawn.view, drawn.hit, drawn.hits, drawn.sentence, drawn.status)
        weight = (1.0 if told.exact else _INEXACT) * (_OPTIONAL if told.event.optional else 1.0)
        samples.append(Mood(example.fold, status_features(scene), told.event.status, weight))
    return samples


def fit_moods(samples: Sequence[Mood]) -> dict[str, tuple[float, ...]]:
    """Weights of every feature for each of ``STATUSES``."""
    model = regress(
        (s.features for s in samples),
        [s.status for s in samples],
        [s.weight for s in samples],
        strength=_C,
        seen=_SEEN,
    )
    order = [model.classes.index(status) for status in STATUSES]
    learned = {"": tuple(round(float(w), 2) for w in model.bias[order])}
    for name, row in zip(model.names, model.weights[order].T, strict=True):
        if max(abs(row)) >= _LEAST:
            learned[name] = tuple(round(float(w), 2) for w in row)
    return learned
