"""The weights of the linker: what ``make learn`` found, kept beside the tables that it was fitted with."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.model import KgError


class Weights(NamedTuple):
    """Log odds by feature; "" is the bias (see ``kg.extract.linker``)."""

    roles: dict[str, tuple[float, float]]
    told: dict[str, float]


@cache
def load_weights(path: Path) -> Weights:
    """The weights of ``path``. Raises KgError when the file is not what ``make learn`` writes."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Weights({f: (a, r) for f, (a, r) in found["roles"].items()}, found["told"])
    except (OSError, ValueError, KeyError) as error:
        raise KgError(
            f"{path}: no weights of the linker ({error}); restore it or run `make learn`"
        ) from error


def save_weights(weights: Weights, path: Path) -> None:
    """Write ``weights`` one feature a line, in order, so that a difference can be read."""
    roles = {name: list(pair) for name, pair in sorted(weights.roles.items()) if any(pair)}
    told = {name: weight for name, weight in sorted(weights.told.items()) if weight}
    lines = [f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in roles.items()]
    more = [f"{json.dumps(k, ensure_ascii=False)}: {json.dumps(v)}" for k, v in told.items()]
    text = '{"roles": {\n' + ",\n".join(lines) + '\n}, "told": {\n' + ",\n".join(more) + "\n}}\n"
    path.write_text(text, encoding="utf-8")
