"""The weights of the linker: what ``make learn`` found, kept beside the tables that it was fitted with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.model import KgError


class Weights(NamedTuple):
    """Log odds by feature; "" is the bias (see ``kg.extract.linker``)."""

    roles: dict[str, tuple[float, float]]
    told: dict[str, float]
    events: dict[str, float]
    violence: dict[str, float]


@cache
def load_weights(path: Path) -> Weights:
    """The weights of ``path``. Raises KgError when the file is not what ``make learn`` writes."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        roles = {f: (a, r) for f, (a, r) in found["roles"].items()}
        return Weights(roles, found["told"], found["events"], found["violence"])
    except (OSError, ValueError, KeyError) as error:
        raise KgError(
            f"{path}: no weights of the linker ({error}); restore it or run `make learn`"
        ) from error


def save_weights(weights: Weights, path: Path) -> None:
    """Write ``weights`` one feature a line, in order, so that a difference can be read."""
    roles = {name: list(pair) for name, pair in sorted(weights.roles.items()) if any(pair)}
    parts = (
        ("roles", _lines(roles)),
        ("told", _sorted(weights.told)),
        ("events", _sorted(weights.events)),
        ("violence", _sorted(weights.violence)),
    )
    written = [f'"{name}": {{\n{lines}\n}}' for name, lines in parts]
    path.write_text("{" + ", ".join(written) + "}\n", encoding="utf-8")


def _sorted(weights: dict[str, float]) -> str:
    return _lines({name: weight for name, weight in sorted(weights.items()) if weight})


def _lines(part: Mapping[str, object]) -> str:
    return ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in part.items())
