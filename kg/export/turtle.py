"""Turtle and TriG for people to read: prefixes, subjects together, always in the same order."""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import Quad
from rdflib import Dataset, Graph

from kg.graph.vocabulary import PREFIXES
from kg.query.terms import node, value
from kg.store.protocol import View


def turtle(view: View, stream: BinaryIO) -> None:
    """The union of all graphs."""
    graph = Graph(bind_namespaces="none")
    _bind(graph)
    for quad in _sorted(view):
        graph.add((node(quad.subject), node(quad.predicate), value(quad.object)))
    graph.serialize(stream, format="longturtle", encoding="utf-8")


def trig(view: View, stream: BinaryIO) -> None:
    """All named graphs."""
    dataset = Dataset()
    _bind(dataset)
    for quad in _sorted(view):
        home = dataset.graph(node(quad.graph_name))
        home.add((node(quad.subject), node(quad.predicate), value(quad.object)))
    dataset.serialize(stream, format="trig", encoding="utf-8")


def _sorted(view: View) -> list[Quad]:
    return sorted(view.quads(), key=str)


def _bind(graph: Graph) -> None:
    for name, base in PREFIXES.items():
        graph.bind(name, base, replace=True)
