"""Pairs that signals leave open: what ``kg resolve`` shows to a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode

from kg.graph.lookup import Lookup
from kg.graph.vocabulary import BLOCK_KEY, EVENTS_GRAPH, MENTION_OF, NAMES_GRAPH
from kg.resolve.events import Score
from kg.resolve.mentions import EventMention
from kg.store.resolution import Resolution


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two mentions of two events that may be one, with the score of the pair."""

    one: EventMention
    other: EventMention
    score: Score


def doubts(find: Lookup, resolution: Resolution) -> list[Doubt]:
    """The open pairs of a store, best first; of all pairs between two events the best only."""
    best: dict[tuple[str, str], Doubt] = {}
    for one, other in _pairs(find, resolution):
        if resolution.judgements.score(one.node, other.node) is not None:
            continue
        score = resolution.compare(one, other)
        if score.conflict is not None or score.points < resolution.doubt:
            continue
        events = sorted((_event(find, one.node), _event(find, other.node)))
        if events[0] == events[1]:
            continue
        known = best.get((events[0], events[1]))
        if known is None or _order(Doubt(one=one, other=other, score=score)) < _order(known):
            best[events[0], events[1]] = Doubt(one=one, other=other, score=score)
    return sorted(best.values(), key=_order)


def _order(doubt: Doubt) -> tuple[float, str, str]:
    return -doubt.score.points, doubt.one.node, doubt.other.node


def _pairs(find: Lookup, resolution: Resolution) -> Iterator[tuple[EventMention, EventMention]]:
    blocks: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for quad in find(None, BLOCK_KEY, None, None):
        if quad.graph_name == NAMES_GRAPH:
            continue
        if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode):
            blocks[quad.object.value].add((quad.subject.value, str(quad.graph_name)[1:-1]))
    for key in sorted(blocks):
        held = [resolution.stored(graph)[node] for node, graph in sorted(blocks[key])]
        yield from combinations(held, 2)


def _event(find: Lookup, mention: str) -> str:
    found = next(find(NamedNode(mention), MENTION_OF, None, EVENTS_GRAPH), None)
    return found.object.value if found is not None and isinstance(found.object, NamedNode) else mention
