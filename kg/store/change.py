"""What must go and what must come when articles change, so that no other article suffers.

An article's own graph goes whole. A shared node goes when no other article mentions it
(``kg:mentions``); of a node that stays, a spelling goes when no other article writes it
(``kg:writtenAs``), and the preferred label is chosen anew. Events are resolved anew where mentions of
them change, or which articles are reprints; ties between parties count their events.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import ties
from kg.graph.iris import graph_of
from kg.graph.labels import preferred
from kg.graph.lookup import ByPredicate, Lookup, by_predicate
from kg.graph.mentions import Lineages, index, read, relevant
from kg.graph.vocabulary import (
    ALT_LABEL,
    EVENT_MENTION,
    MENTIONS,
    NAMES_GRAPH,
    ONTOLOGY_GRAPH,
    PREF_LABEL,
    PREFIXES,
    SHARED_GRAPHS,
    SPELLING,
    TYPE,
    WRITTEN_AS,
)
from kg.resolve.judgements import Judgements
from kg.resolve.mentions import EventMention
from kg.store.names import Names
from kg.store.reprints import Reprints
from kg.store.resolution import Resolution, Told

_LABELS = (PREF_LABEL, ALT_LABEL)
News = Mapping[NamedNode, Set[Quad]]
"""The graph of an article to all its quads, those of shared nodes included; none for one that goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Minds:
    """What a change is worked out with: the store as it was, and those who say what is the same."""

    find: Lookup
    resolution: Resolution
    names: Names
    reprints: Reprints
    scores: ties.Scores
    """Those of PLOVER."""

    def judge(self, judgements: Judgements) -> None:
        """Let these decisions of people hold from the next change on."""
        self.resolution.judgements = self.names.judgements = judgements

    def settle(self) -> None:
        """The change that was worked out last has been made."""
        self.resolution.settle()
        self.names.settle()
        self.reprints.settle()


def change(minds: Minds, news: News, also: Iterable[str] = ()) -> tuple[set[Quad], set[Quad]]:
    """Quads to delete and to insert so that the articles tell what ``news`` says.

    ``also`` names mentions and names to resolve anew all the same.
    """
    find, resolution, names = minds.find, minds.resolution, minds.names
    also = set(also)
    own_old = {quad for graph in news for quad in find(None, None, None, graph)}
    coming = {quad for quads in news.values() for quad in quads}
    old, new = by_predicate(own_old), by_predicate(coming)
    going = own_old | _forsaken(find, news, _mentioned(old))
    told = _told(news, new, resolution.lineages)
    relabelled, labels = _relabel_all(find, news, _mentioned(old), new)
    going |= relabelled
    coming -= {quad for predicate in _LABELS for quad in new[predicate]}
    coming |= labels
    coming.update(quad for graph, own in told.items() for m in own for quad in index(m, NamedNode(graph)))
    coming |= names.keys(new)
    before, after, moved = names.change(old, going, new, also)
    going |= before
    coming |= after
    before, after, carrying = minds.reprints.change(news, new)
    going |= before
    coming |= after
    moved |= _tellings(told, resolution, carrying)
    lost, gained = resolution.change(told, also | moved)
    going |= lost
    coming |= gained
    before, after = ties.recount(find, lost, gained, minds.scores)
    going |= before
    coming |= after
    return going - coming, coming - going


def _told(news: News, new: ByPredicate, lineages: Lineages) -> dict[str, list[EventMention]]:
    """The event mentions of each article; most articles have none and are not looked through."""
    own: dict[str, list[Quad]] = {
        str(quad.graph_name)[1:-1]: [] for quad in new[TYPE] if quad.object == EVENT_MENTION
    }
    for quad in relevant(new) if own else ():
        graph = str(quad.graph_name)[1:-1]
        if graph in own:
            own[graph].append(quad)
    return {graph.value: read(own.get(graph.value, ()), lineages) for graph in news}


def _tellings(told: Told, resolution: Resolution, articles: Iterable[str]) -> set[str]:
    """The event mentions of these articles, IRIs, after the change: their sources are counted anew."""
    graphs = [graph_of(article).value for article in articles]
    held = {graph: told[graph] if graph in told else resolution.stored(graph).values() for graph in graphs}
    return {m.node for own in held.values() for m in own}


def _mentioned(quads: ByPredicate) -> set[NamedNode]:
    return {q.object for q in quads[MENTIONS] if isinstance(q.object, NamedNode)}


def _forsaken(find: Lookup, news: News, mentioned: Iterable[NamedNode]) -> set[Quad]:
    """What describes the shared nodes that only the articles in question mentioned."""
    doomed = [node for node in mentioned if not _held(find, news, node)]
    return {quad for node in doomed for quad in _described(find, node)}


def _held(find: Lookup, news: News, node: NamedNode) -> bool:
    """Whether another article mentions ``node``."""
    return any(q.graph_name not in news for q in find(None, MENTIONS, node, None))


def _described(find: Lookup, node: NamedNode) -> Iterator[Quad]:
    """All that the shared graphs say of ``node``."""
    for graph in SHARED_GRAPHS:
        yield from find(node, None, None, graph)


def _relabel_all(
    find: Lookup, news: News, risky: Set[NamedNode], new: ByPredicate
) -> tuple[set[Quad], set[Quad]]:
    """Labels that go and labels that come; ``risky`` nodes may lose some that they have."""
    told: dict[NamedNode, set[Quad]] = defaultdict(set)
    for predicate in _LABELS:
        for quad in new[predicate]:
            if isinstance(quad.subject, NamedNode):
                told[quad.subject].add(quad)
    going: set[Quad] = set()
    coming: set[Quad] = set()
    for node in risky | told.keys():
        if node.value.startswith(PREFIXES["name"]):
            spelt = find(node, SPELLING, None, NAMES_GRAPH)
            going.update(q for q in spelt if not _written_elsewhere(find, news, node, q.object))
        else:
            lost, gained = _relabel(find, news, node, node in risky, told[node])
            going |= lost
            coming |= gained
    return going, coming


def _relabel(
    find: Lookup, news: News, node: NamedNode, risky: bool, told: set[Quad]
) -> tuple[set[Quad], set[Quad]]:
    """Choose the labels of a node; ``risky`` when the articles in question wrote some of those it has."""
    now = {q for home in SHARED_GRAPHS for p in _LABELS for q in find(node, p, None, home)}
    if not risky and told <= now:
        return set(), set()
    kept = {q.object for q in now if not risky or _written_elsewhere(find, news, node, q.object)}
    labels = kept | {q.object for q in told}
    named = any(True for _ in find(node, PREF_LABEL, None, ONTOLOGY_GRAPH))
    best = frozenset() if named else preferred(label for label in labels if isinstance(label, Literal))
    homes = {q.graph_name for q in (*now, *told)}
    return now, {
        Quad(node, PREF_LABEL if label in best else ALT_LABEL, label, home)
        for home in homes
        for label in labels
    }


def _written_elsewhere(find: Lookup, news: News, node: NamedNode, label: object) -> bool:
    return isinstance(label, Literal) and any(
        q.graph_name not in news for q in find(node, WRITTEN_AS, label, None)
    )
