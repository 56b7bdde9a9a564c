"""Turtle and TriG for people to read: prefixes, subjects together, always in the same order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import Quad, Triple
from rdflib import Graph

from kg.graph.vocabulary import PREFIXES
from kg.query.terms import node, value
from kg.store.protocol import View

_DIRECTIVE = "PREFIX "


def turtle(view: View, stream: BinaryIO) -> None:
    """The union of all graphs."""
    directives, body = _pretty(quad.triple for quad in view.quads())
    stream.write(f"{directives}\n{body}".encode())


def trig(view: View, stream: BinaryIO) -> None:
    """All named graphs, in order of their IRIs."""
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in view.quads():
        graphs[str(quad.graph_name)].append(quad)
    known: set[str] = set()
    for name in sorted(graphs):
        directives, body = _pretty(quad.triple for quad in graphs[name])
        new = [line for line in directives.splitlines() if line not in known]
        known.update(new)
        stream.write("".join(f"{line}\n" for line in new).encode())
        stream.write(f"\n{name} {{\n{body}}}\n".encode())


def _pretty(triples: Iterable[Triple]) -> tuple[str, str]:
    """Turtle in two parts: the prefixes and the rest; sorted input makes rdflib's order a fixed one."""
    graph = Graph(bind_namespaces="none")
    for prefix, base in PREFIXES.items():
        graph.bind(prefix, base, replace=True)
    for triple in sorted(set(triples), key=str):
        graph.add((node(triple.subject), node(triple.predicate), value(triple.object)))
    lines = graph.serialize(format="longturtle").splitlines()
    body = [line for line in lines if not line.startswith(_DIRECTIVE)]
    return (
        "".join(f"{line}\n" for line in lines if line.startswith(_DIRECTIVE)),
        "\n".join(body).strip("\n") + "\n",
    )
