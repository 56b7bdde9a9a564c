"""The store as an rdflib Dataset: Oxigraph answers, rdflib's own methods work, nothing can be written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import oxrdflib
import pyoxigraph as ox
from rdflib import Dataset, Graph

from kg.graph.vocabulary import PREFIXES
from kg.model import KgError
from kg.query.terms import node, value


class ReadOnlyStore(oxrdflib.OxigraphStore):
    """oxrdflib over a database that is open for reading only."""

    def add_graph(self, graph: Any) -> None:
        """rdflib calls this when a graph is merely named; there is nothing to do."""

    def query(
        self, query: Any, initNs: Any = None, initBindings: Any = None, queryGraph: Any = None, **kwargs: Any
    ) -> Any:
        """Answer by Oxigraph; with ``initBindings``, which it knows for what is selected only, by rdflib."""
        if initBindings:
            raise NotImplementedError
        return super().query(query, initNs or {}, {}, queryGraph, **kwargs)

    def add(self, triple: Any, context: Any, quoted: bool = False) -> None:
        """Refused: KgError."""
        raise KgError(_REFUSED)

    def addN(self, quads: Any) -> None:
        """Refused: KgError."""
        raise KgError(_REFUSED)

    def remove(self, triple: Any, context: Any = None) -> None:
        """Refused: KgError."""
        raise KgError(_REFUSED)

    def update(
        self, update: Any, initNs: Any = None, initBindings: Any = None, queryGraph: Any = None, **kwargs: Any
    ) -> None:
        """Refused: KgError."""
        raise KgError(_REFUSED)


_REFUSED = "the graph is open for reading: kg build and kg remove change it"


def dataset(database: ox.Store) -> Dataset:
    """The database as a Dataset: its default graph is the union of all graphs, the prefixes are bound."""
    made = Dataset(store=ReadOnlyStore(store=database), default_union=True)
    for prefix, base in PREFIXES.items():
        made.bind(prefix, base, replace=True)
    return made


def graph(triples: Iterable[ox.Triple]) -> Graph:
    """Triples as an rdflib Graph in memory, with the project's prefixes."""
    made = Graph()
    for prefix, base in PREFIXES.items():
        made.bind(prefix, base, replace=True)
    for triple in triples:
        made.add((node(triple.subject), node(triple.predicate), value(triple.object)))
    return made
