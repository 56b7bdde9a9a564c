"""Ties between parties drawn from events: edges for property paths and pictures, and monthly scores.

All are counts, so that an event that comes or goes adds or takes away its part. An event that did not
or will not happen is no tie.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import permutations, product
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.literals import decimal, integer, typed
from kg.graph.lookup import Lookup
from kg.graph.vocabulary import (
    ACTOR,
    BASE,
    EVENT_COUNT,
    EVENTS_GRAPH,
    MONTH,
    PLOVER_CATEGORY,
    PREFIXES,
    RECIPIENT,
    RELATIONS_GRAPH,
    SCORE_SUM,
    STATISTICS_GRAPH,
    STATUS,
    TYPE,
    TYPE_OF_EVENT,
    XSD_GYEARMONTH,
    kg,
    term,
)

_UNREAL = {term("status:denied"), term("status:cancelled")}
_READ = frozenset({TYPE_OF_EVENT, ACTOR, RECIPIENT, STATUS, PLOVER_CATEGORY, MONTH})
Scores = Mapping[str, int]
"""IRI of a PLOVER category to its conflict-cooperation score, in tenths (-100 to 100)."""


class Edge(NamedTuple):
    """One kind of tie from one party to another; symmetric ties are two edges."""

    source: NamedNode
    type: NamedNode
    target: NamedNode


class PairMonth(NamedTuple):
    """What one party did to another in a month (``2021-08``)."""

    source: NamedNode
    target: NamedNode
    month: str


Facts = dict[NamedNode, set[NamedNode | Literal]]


def _real_events(described: Iterable[Quad]) -> Iterator[Facts]:
    events: dict[object, Facts] = defaultdict(lambda: defaultdict(set))
    for quad in described:
        if quad.graph_name != EVENTS_GRAPH or not isinstance(quad.object, NamedNode | Literal):
            continue
        if quad.predicate in _READ:
            events[quad.subject][quad.predicate].add(quad.object)
    return (facts for facts in events.values() if not facts[STATUS] & _UNREAL)


def _directions(facts: Facts) -> Iterator[tuple[NamedNode, NamedNode]]:
    actors, recipients = facts[ACTOR], facts[RECIPIENT]
    pairs = product(actors, recipients) if recipients else permutations(actors, 2)
    for a, b in pairs:
        if a != b and isinstance(a, NamedNode) and isinstance(b, NamedNode):
            yield a, b


def edges(described: Iterable[Quad]) -> Counter[Edge]:
    """Edges of the events that ``described`` describes, each with its number of events."""
    count: Counter[Edge] = Counter()
    for facts in _real_events(described):
        types = [t for t in facts[TYPE_OF_EVENT] if isinstance(t, NamedNode)]
        count.update(Edge(a, t, b) for a, b in _directions(facts) for t in types)
    return count


def months(described: Iterable[Quad], scores: Scores) -> tuple[Counter[PairMonth], Counter[PairMonth]]:
    """Number of events, and sum of their scores in tenths, by pair and month."""
    count: Counter[PairMonth] = Counter()
    total: Counter[PairMonth] = Counter()
    for facts in _real_events(described):
        weight = sum(scores.get(c.value, 0) for c in facts[PLOVER_CATEGORY])
        for month in facts[MONTH]:
            for a, b in _directions(facts):
                count[PairMonth(a, b, month.value)] += 1
                total[PairMonth(a, b, month.value)] += weight
    return count, total


def recount(
    find: Lookup, lost: Iterable[Quad], gained: Iterable[Quad], scores: Scores
) -> tuple[set[Quad], set[Quad]]:
    """Quads of ties before and after some events were ``lost`` and others ``gained``."""
    lost, gained = list(lost), list(gained)
    before, after = _edges(find, lost, gained)
    earlier, later = _months(find, lost, gained, scores)
    return before | earlier, after | later


def _edges(find: Lookup, lost: list[Quad], gained: list[Quad]) -> tuple[set[Quad], set[Quad]]:
    going: set[Quad] = set()
    coming: set[Quad] = set()
    minus, plus = edges(lost), edges(gained)
    for edge in minus.keys() | plus.keys():
        if plus[edge] != minus[edge]:
            before = _number(find, relation_iri(edge), EVENT_COUNT, RELATIONS_GRAPH)
            going.update(edge_quads(edge, before) if before else ())
            after = before + plus[edge] - minus[edge]
            coming.update(edge_quads(edge, after) if after else ())
    return going, coming


def _months(
    find: Lookup, lost: list[Quad], gained: list[Quad], scores: Scores
) -> tuple[set[Quad], set[Quad]]:
    going: set[Quad] = set()
    coming: set[Quad] = set()
    (fewer, less), (more, greater) = months(lost, scores), months(gained, scores)
    for key in fewer.keys() | more.keys():
        change = more[key] - fewer[key], greater[key] - less[key]
        if change != (0, 0):
            node = month_iri(key)
            events = _number(find, node, EVENT_COUNT, STATISTICS_GRAPH)
            tenths = _number(find, node, SCORE_SUM, STATISTICS_GRAPH, scale=10)
            going.update(month_quads(key, events, tenths) if events else ())
            if events + change[0]:
                coming.update(month_quads(key, events + change[0], tenths + change[1]))
    return going, coming


def _number(find: Lookup, node: NamedNode, predicate: NamedNode, graph: NamedNode, scale: int = 1) -> int:
    found = [q.object for q in find(node, predicate, None, graph)]
    return sum(round(float(value.value) * scale) for value in found if isinstance(value, Literal))


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


def month_iri(key: PairMonth) -> NamedNode:
    """The node of a pair's month."""
    return NamedNode(f"{BASE}month/{_name(key.source, 'party')}/{_name(key.target, 'party')}/{key.month}")


def month_quads(key: PairMonth, events: int, tenths: int) -> list[Quad]:
    """Number of events, sum and mean of the PLOVER scores of a pair's month."""
    node, graph = month_iri(key), STATISTICS_GRAPH
    return [
        Quad(node, TYPE, kg("PairMonth"), graph),
        Quad(node, kg("fromParty"), key.source, graph),
        Quad(node, kg("toParty"), key.target, graph),
        Quad(node, MONTH, typed(key.month, XSD_GYEARMONTH), graph),
        Quad(node, EVENT_COUNT, integer(events), graph),
        Quad(node, SCORE_SUM, decimal(tenths / 10, 1), graph),
        Quad(node, kg("scoreMean"), decimal(tenths / 10 / events, 2), graph),
    ]
