"""Event types whose parties are all doers, from ``ontologies/types.ttl``."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.model import KgError

_TYPE = "https://w3id.org/bilateral-kg/type/"
_SYMMETRIC = "https://w3id.org/bilateral-kg/ns#symmetric"


def load_symmetric(path: Path) -> frozenset[str]:
    """Ids of the types with ``kg:symmetric true``. Raises KgError when the file tells of none."""
    found = frozenset(
        str(getattr(quad.subject, "value", "")).removeprefix(_TYPE)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
        if quad.predicate.value == _SYMMETRIC and getattr(quad.object, "value", "") == "true"
    )
    if not found:
        raise KgError(f"{path}: no type has kg:symmetric true; restore the file")
    return found
