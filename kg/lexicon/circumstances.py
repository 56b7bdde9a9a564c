"""The weights of what a clause says of an event's time and place (see ``kg.extract.circumstances``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from kg.lexicon.features import Table
from kg.model import KgError


@dataclass(frozen=True, slots=True)
class CircumstanceWeights:
    """Log odds by feature; "" is the bias."""

    when: dict[str, float]
    """That a time is the event's."""
    place: dict[str, float]
    """That a place is the event's."""
    status: dict[str, tuple[float, ...]]
    """That an event has each status, in the order of ``kg.extract.moods.STATUSES``."""
    when_table: Table[float] = field(init=False, repr=False, compare=False)
    place_table: Table[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "when_table", Table(self.when))
        object.__setattr__(self, "place_table", Table(self.place))


@cache
def load_circumstances(path: Path) -> CircumstanceWeights:
    """The weights of ``path``. Raises KgError when the file is not what ``kg.learn`` writes."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        status = {feature: tuple(row) for feature, row in found["status"].items()}
        return CircumstanceWeights(found["when"], found["place"], status)
    except (OSError, ValueError, KeyError) as error:
        raise KgError(f"{path}: no weights of time and place ({error}); restore the file") from error


def save_circumstances(weights: CircumstanceWeights, path: Path) -> None:
    """Write ``weights`` one feature a line, in order, so that a difference can be read."""
    parts = []
    tables: tuple[tuple[str, Mapping[str, object]], ...] = (
        ("when", weights.when),
        ("place", weights.place),
        ("status", weights.status),
    )
    for name, table in tables:
        rows = [
            f"{json.dumps(feature, ensure_ascii=False)}: {json.dumps(weight)}"
            for feature, weight in sorted(table.items())
            if weight not in (0.0, ())
        ]
        parts.append(f'"{name}": {{\n' + ",\n".join(rows) + "\n}")
    path.write_text("{" + ", ".join(parts) + "}\n", encoding="utf-8")
