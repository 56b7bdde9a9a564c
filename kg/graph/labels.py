"""Which of the spellings seen is the preferred label: the same whatever the order of articles."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal


def preferred(labels: Iterable[Literal]) -> frozenset[Literal]:
    """One label per language: the longest, of equals the first in code point order."""
    best: dict[str, Literal] = {}
    for label in labels:
        language = label.language or ""
        rival = best.get(language)
        if rival is None or (-len(label.value), label.value) < (-len(rival.value), rival.value):
            best[language] = label
    return frozenset(best.values())
