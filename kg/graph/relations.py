"""Party-to-party edges drawn from events: for property paths and pictures, with how many events each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import permutations, product
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad

from kg.graph.literals import integer
from kg.graph.vocabulary import (
    ACTOR,
    BASE,
    EVENT_COUNT,
    PREFIXES,
    RECIPIENT,
    RELATIONS_GRAPH,
    STATUS,
    TYPE,
    TYPE_OF_EVENT,
    kg,
    term,
)

_UNREAL = {term("status:denied"), term("status:cancelled")}
"""An event that did not or will not happen is no tie between parties."""


class Edge(NamedTuple):
    """One kind of tie from one party to another; symmetric ties are two edges."""

    source: NamedNode
    type: NamedNode
    target: NamedNode


def edges(described: Iterable[Quad]) -> Counter[Edge]:
    """Edges of the events that ``described`` describes, each with its number of events."""
    events: dict[object, dict[NamedNode, set[NamedNode]]] = defaultdict(lambda: defaultdict(set))
    for quad in described:
        if quad.predicate in (TYPE_OF_EVENT, ACTOR, RECIPIENT, STATUS) and isinstance(quad.object, NamedNode):
            events[quad.subject][quad.predicate].add(quad.object)
    count: Counter[Edge] = Counter()
    for event in events.values():
        if event[STATUS] & _UNREAL:
            continue
        actors, recipients = event[ACTOR], event[RECIPIENT]
        pairs = product(actors, recipients) if recipients else permutations(actors, 2)
        count.update({Edge(a, t, b) for a, b in pairs for t in event[TYPE_OF_EVENT] if a != b})
    return count


def _name(node: NamedNode, prefix: str) -> str:
    return node.value.removeprefix(PREFIXES[prefix])


def relation_iri(edge: Edge) -> NamedNode:
    """The node that counts the events of an edge."""
    names = (_name(edge.source, "party"), _name(edge.type, "type"), _name(edge.target, "party"))
    return NamedNode(f"{BASE}relation/{'/'.join(names)}")


def edge_quads(edge: Edge, events: int) -> list[Quad]:
    """The edge and its count of events."""
    node, graph = relation_iri(edge), RELATIONS_GRAPH
    return [
        Quad(edge.source, NamedNode(PREFIXES["rel"] + _name(edge.type, "type")), edge.target, graph),
        Quad(node, TYPE, kg("Relation"), graph),
        Quad(node, kg("fromParty"), edge.source, graph),
        Quad(node, kg("toParty"), edge.target, graph),
        Quad(node, TYPE_OF_EVENT, edge.type, graph),
        Quad(node, EVENT_COUNT, integer(events), graph),
    ]
