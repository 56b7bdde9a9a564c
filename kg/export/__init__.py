"""The graph in the formats of the web of data; the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO

from kg.export import canonical, jsonld, lines, rdfxml, turtle
from kg.model import KgError
from kg.store.protocol import View

Writer = Callable[[View, BinaryIO], None]

FORMATS: dict[str, Writer] = {
    "ttl": turtle.turtle,
    "trig": turtle.trig,
    "nq": lines.nquads,
    "nt": lines.ntriples,
    "jsonld": jsonld.jsonld,
    "rdf": rdfxml.rdfxml,
}
"""Format by the ending of a file; ttl, nt and rdf are one graph, the others keep named graphs."""


def format_of(path: str) -> str:
    """The format that the ending of ``path`` names; KgError that lists the endings when it is none."""
    ending = PurePath(path).suffix.removeprefix(".").lower()
    if ending not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise KgError(f"{path}: the ending names no format: take one of {known}")
    return ending


def export(view: View, stream: BinaryIO, format: str) -> None:
    """Write the whole graph to a binary stream in one of ``FORMATS``, or as the ``canonical`` N-Quads.

    Raises KgError for another format.
    """
    writer = canonical.canonical if format == "canonical" else FORMATS.get(format)
    if writer is None:
        raise KgError(f"no format {format!r}: take one of {', '.join(FORMATS)}")
    writer(view, stream)
