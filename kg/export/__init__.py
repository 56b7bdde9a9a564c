"""The graph in the formats of other tools; the same graph gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import BinaryIO

from kg.export import canonical, jsonld, lines, neo4j, networks, rdfxml, tables, turtle
from kg.export.neo4j import Opener
from kg.model import KgError
from kg.query.selection import select
from kg.query.suggest import nearest
from kg.store.protocol import View
from kg.view.network import network

Writer = Callable[[View, BinaryIO], None]

FORMATS: dict[str, Writer] = {
    "ttl": turtle.turtle,
    "trig": turtle.trig,
    "nq": lines.nquads,
    "nt": lines.ntriples,
    "jsonld": jsonld.jsonld,
    "rdf": rdfxml.rdfxml,
}
"""RDF, by the ending of a file; ttl, nt and rdf are one graph, the others keep named graphs."""
NETWORKS = {"graphml": networks.graphml, "gexf": networks.gexf, "edges": networks.edges}
"""Networks of ``kg.view.network``; edges is CSV."""
TABLES = {"csv": tables.to_csv, "parquet": tables.to_parquet}
"""Event data, one row per event and dyad, as one file."""
FOLDERS = ("parquet", "neo4j")
"""Formats of several files; a Parquet folder holds all tables."""
ENDINGS = (*FORMATS, "graphml", "gexf", *TABLES)


def format_of(path: str) -> str:
    """The format that the ending of ``path`` names; KgError that lists the endings when it is none."""
    ending = PurePath(path).suffix.removeprefix(".").lower()
    if ending not in ENDINGS:
        known = ", ".join(f".{name}" for name in ENDINGS)
        raise KgError(f"{path}: the ending names no format: take one of {known}, or name one with -f")
    return ending


def export(
    view: View,
    stream: BinaryIO,
    format: str,
    *,
    params: Mapping[str, str] | None = None,
    kind: str = "parties",
    ego: str | None = None,
) -> None:
    """Write the graph, or what ``params`` let pass (see ``kg.query.selection``), to a binary stream.

    ``kind`` and ``ego`` choose the network for network formats. Raises KgError for another format, and for
    parameters as ``ask`` does.
    """
    chosen = dict(params or {})
    if format in NETWORKS:
        NETWORKS[format](network(view, kind, ego=ego, params=chosen), stream)
    elif format in TABLES:
        TABLES[format](tables.event_data(select(view, chosen)), stream)
    elif format == "canonical":
        canonical.canonical(select(view, chosen), stream)
    elif format in FORMATS:
        FORMATS[format](select(view, chosen), stream)
    elif format == "canonical":
        canonical.canonical(select(view, chosen), stream)
    else:
        known = {*FORMATS, *NETWORKS, *TABLES, *FOLDERS}
        raise KgError(f"no format {format!r}{nearest(format, known)}: take one of {', '.join(sorted(known))}")


def export_folder(
    view: View, opener: Opener, format: str, *, params: Mapping[str, str] | None = None
) -> None:
    """Write several files, for each of which ``opener`` gives a stream by its name: one of ``FOLDERS``."""
    selected = select(view, dict(params or {}))
    if format == "neo4j":
        neo4j.neo4j(selected, opener)
        return
    if format != "parquet":
        raise KgError(f"{format} is one file, not a folder: folders are {', '.join(FOLDERS)}")
    for table in tables.tables(selected):
        with opener(f"{table.name}.parquet") as stream:
            tables.to_parquet(table, stream)
