"""What must go and what must come when an article is replaced, so that no other article suffers.

An article's own graph goes whole. A shared node goes when no other article mentions it
(``kg:mentions``); of a node that stays, a spelling goes when no other article writes it
(``kg:writtenAs``), and the preferred label is chosen anew. Edges between parties count their events.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from kg.graph.labels import preferred
from kg.graph.relations import Edge, edge_quads, edges, relation_iri
from kg.graph.vocabulary import (
    ALT_LABEL,
    EVENT,
    EVENT_COUNT,
    EVENTS_GRAPH,
    MENTIONS,
    ONTOLOGY_GRAPH,
    PREF_LABEL,
    RELATIONS_GRAPH,
    RESOLVED_GRAPHS,
    TYPE,
    WRITTEN_AS,
)

_LABELS = (PREF_LABEL, ALT_LABEL)


class Lookup(Protocol):
    """The one reading that is needed: quads by pattern, None for anything."""

    def __call__(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None,
        /,
    ) -> Iterator[Quad]: ...


def change(find: Lookup, graph: NamedNode, new: Iterable[Quad]) -> tuple[set[Quad], set[Quad]]:
    """Quads to delete and to insert so that ``new`` stands for the article whose graph is ``graph``."""
    new = set(new)
    old_own = set(find(None, None, None, graph))
    coming = {q for q in new if q.graph_name != RELATIONS_GRAPH}
    doomed = [node for node in sorted(_mentioned(old_own), key=str) if not _held(find, graph, node)]
    going = old_own.union(*(_described(find, node) for node in doomed))
    for node in _mentioned(old_own) | _mentioned(new):
        _relabel(find, graph, node, going, coming)
    lost = [q for q in going if q.graph_name == EVENTS_GRAPH]
    gained = _new_events(find, {q.subject for q in lost}, coming)
    _recount(find, edges(gained), edges(lost), going, coming)
    return going - coming, coming - going


def _mentioned(quads: Iterable[Quad]) -> set[NamedNode]:
    return {q.object for q in quads if q.predicate == MENTIONS and isinstance(q.object, NamedNode)}


def _held(find: Lookup, graph: NamedNode, node: NamedNode) -> bool:
    """Whether another article mentions ``node``."""
    return any(q.graph_name != graph for q in find(None, MENTIONS, node, None))


def _described(find: Lookup, node: NamedNode) -> Iterator[Quad]:
    """All that the shared graphs say of ``node`` and of its parts."""
    for graph in RESOLVED_GRAPHS:
        for quad in find(node, None, None, graph):
            yield quad
            if isinstance(quad.object, NamedNode) and quad.object.value.startswith(f"{node.value}#"):
                yield from find(quad.object, None, None, graph)


def _relabel(find: Lookup, graph: NamedNode, node: NamedNode, going: set[Quad], coming: set[Quad]) -> None:
    now = [q for home in RESOLVED_GRAPHS for p in _LABELS for q in find(node, p, None, home)]
    told = [q for q in coming if q.subject == node and q.predicate in _LABELS]
    if not now:
        return
    homes = {q.graph_name for q in (*now, *told)}
    kept = {q.object for q in now if _written_elsewhere(find, graph, node, q.object)}
    labels = kept | {q.object for q in told}
    named = any(True for _ in find(node, PREF_LABEL, None, ONTOLOGY_GRAPH))
    best = frozenset() if named else preferred(label for label in labels if isinstance(label, Literal))
    coming.difference_update(told)
    going.update(now)
    for home in homes:
        for label in labels:
            coming.add(Quad(node, PREF_LABEL if label in best else ALT_LABEL, label, home))


def _written_elsewhere(find: Lookup, graph: NamedNode, node: NamedNode, label: object) -> bool:
    return isinstance(label, Literal) and any(
        q.graph_name != graph for q in find(node, WRITTEN_AS, label, None)
    )


def _new_events(find: Lookup, lost: set[object], coming: set[Quad]) -> list[Quad]:
    """What describes the events that are not yet counted: those that were not there, or go and come back."""
    described = [q for q in coming if q.graph_name == EVENTS_GRAPH]
    new = {
        node
        for node in {q.subject for q in described}
        if node in lost or not any(True for _ in find(node, TYPE, EVENT, EVENTS_GRAPH))
    }
    return [q for q in described if q.subject in new]


def _recount(
    find: Lookup, gained: Counter[Edge], lost: Counter[Edge], going: set[Quad], coming: set[Quad]
) -> None:
    for edge in gained.keys() | lost.keys():
        before = _count(find, edge)
        after = before + gained[edge] - lost[edge]
        if before:
            going.update(edge_quads(edge, before))
        if after:
            coming.update(edge_quads(edge, after))


def _count(find: Lookup, edge: Edge) -> int:
    found = [q.object for q in find(relation_iri(edge), EVENT_COUNT, None, RELATIONS_GRAPH)]
    return sum(int(value.value) for value in found if isinstance(value, Literal))
