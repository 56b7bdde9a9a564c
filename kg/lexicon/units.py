"""Counted nouns and the words that compare a number (``units.tsv``)."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.lexicon.tables import rows
from kg.text.letters import fold


class Units(NamedTuple):
    """Folded lemma to unit concept, and folded words before a number to the sign they mean."""

    units: dict[str, str]
    comparators: dict[tuple[str, ...], str]


def load_units(path: Path) -> Units:
    """The words of ``units.tsv`` by class."""
    found = list(rows(path))
    return Units(
        {fold(r["word"]): r["value"] for r in found if r["class"] == "unit"},
        {tuple(fold(r["word"]).split()): r["value"] for r in found if r["class"] == "comparator"},
    )
