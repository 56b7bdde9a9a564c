"""Logistic regression over named features: a sparse matrix of what often occurs, and its weights by name."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

_STEPS, _TOLERANCE = 500, 1e-4
"""When a fit is done: weights are rounded, so more steps change nothing that is kept."""


class Model(NamedTuple):
    """A fitted regression."""

    names: list[str]
    """Features, in the order of the columns of ``weights``."""
    weights: NDArray[np.float64]
    """A row a class, in the order of ``classes``; one row for two classes."""
    bias: NDArray[np.float64]
    classes: list[object]


def regress(
    rows: Iterable[Sequence[str]],
    labels: Sequence[object],
    trust: Sequence[float],
    *,
    strength: float,
    seen: int,
) -> Model:
    """Fit ``labels`` to the features of ``rows``, each counted as far as ``trust`` says.

    ``strength`` is the inverse one of the penalty on weights; features that fewer than ``seen`` rows have
    are left out. Deterministic.
    """
    numbers: dict[str, int] = {}
    indices, ends = array("i"), array("q", [0])
    counts: Counter[int] = Counter()
    for row in rows:
        own = {numbers.setdefault(name, len(numbers)) for name in row}
        counts.update(own)
        indices.extend(sorted(own))
        ends.append(len(indices))
    matrix = csr_matrix(
        (np.ones(len(indices), dtype=np.float64), np.asarray(indices), np.asarray(ends)),
        shape=(len(ends) - 1, len(numbers)),
    )
    kept = sorted((name for name, n in numbers.items() if counts[n] >= seen))
    matrix = matrix[:, [numbers[name] for name in kept]]
    model = LogisticRegression(C=strength, max_iter=_STEPS, tol=_TOLERANCE)
    model.fit(matrix, labels, sample_weight=trust)
    return Model(kept, model.coef_, model.intercept_, list(model.classes_))
