"""The network of parties: who is tied to whom, by how many events of which type."""

from __future__ import annotations

import networkx as nx

from kg.query import ask
from kg.query.answers import shown
from kg.store.protocol import View


def network(view: View, *, type: str | None = None) -> nx.MultiDiGraph:
    """Parties as nodes (codes), ties as edges keyed by event type with ``weight``, the number of events.

    Symmetric ties run both ways. All attributes are plain numbers and strings, so that every writer
    of networkx takes them.
    """
    graph = nx.MultiDiGraph()
    for source, target, kind, events in ask(view, "relations", {"type": type} if type else None).rows:
        name = shown(kind).rpartition("/")[2]
        graph.add_edge(shown(source), shown(target), key=name, type=name, weight=int(shown(events)))
    return graph
