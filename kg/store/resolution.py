"""Events from mentions: which groups a change touches, and what is said of them before and after it.

A group depends on the connected component of its mentions alone (pairs that reach the threshold), so
only the components around mentions that go or come are made anew; the result is that of a build from
nothing, in whatever order the articles came.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import mentions
from kg.graph.concepts import Parties, Types
from kg.graph.events import event
from kg.graph.lookup import Lookup
from kg.graph.vocabulary import ABOUT, BLOCK_KEY, EVENT_MENTION, EVENTS_GRAPH, MENTION_OF, MENTIONS, TYPE
from kg.resolve.cluster import groups
from kg.resolve.events import Score, score
from kg.resolve.judgements import Judgements
from kg.resolve.mentions import EventMention, block_keys
from kg.resolve.merge import Original, merge
from kg.resolve.rules import Rules
from kg.store.names import Names

Told = Mapping[str, Sequence[EventMention]]
"""The graph of an article to the event mentions that it holds; none for an article that goes."""

_ARTICLES = 20_000
"""Articles whose mentions are kept in memory."""
_BLOCKS = 50_000
"""Keys whose mentions are kept in memory."""
_SCORES = 500_000
"""Compared pairs that are kept in memory."""


class Resolution:
    """The mentions of a store as they are after a change, and the events that they make."""

    def __init__(
        self,
        find: Lookup,
        rules: Rules,
        parties: Parties,
        types: Types,
        lineages: mentions.Lineages,
        names: Names,
        original: Original,
    ) -> None:
        """``find`` looks into the store before the change; ``names`` and ``original`` speak of after it."""
        self._names = names
        self._original = original
        self.judgements = Judgements()
        self.one, self.doubt = rules.points["one"], rules.points["doubt"]
        self._find = find
        self._rules = rules
        self.lineages = lineages
        self._parties, self._types = parties, types
        self._cache: OrderedDict[str, dict[str, EventMention]] = OrderedDict()
        self._scores: dict[tuple[str, str], Score] = {}
        self._changing: dict[str, dict[str, EventMention]] = {}
        self._keyed: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._homes: dict[str, str] = {}
        self._blocks: dict[str, list[tuple[str, str]]] = {}
        self._stale: set[str] = set()

    def change(self, told: Told, also: Iterable[str] = ()) -> tuple[set[Quad], set[Quad]]:
        """What the graph of events loses and gains when these articles come to tell what they ``told``.

        ``also`` names further mentions to resolve anew, because a judgement on them has changed.
        """
        self.forget()
        old = {m.node: m for graph in sorted(told) for m in self.stored(graph).values()}
        new = {m.node: m for own in told.values() for m in own}
        same = {node for node in old.keys() & new.keys() if old[node] == new[node]}
        lost = old.keys() - same
        seeds = {other for node in sorted(lost) for other in self._near(old[node])}
        if lost:
            self._scores.clear()
        self._stale = {key for node in old for key in block_keys(old[node])}
        self._enter(told)
        seeds |= (new.keys() - same) | set(also)
        components = self._components(sorted(seeds))
        touched = {m.node for component in components for m in component} | lost
        going = {quad for old_event in self._events_of(touched) for quad in self._described(old_event)}
        coming = {quad for component in components for quad in self._resolved(component)}
        return going, coming

    def settle(self) -> None:
        """The change has been made: the store now holds what ``change`` was told."""
        for key in self._stale:
            self._blocks.pop(key, None)
        for key, came in self._keyed.items():
            if key in self._blocks:
                self._blocks[key] += came
        for graph, held in self._changing.items():
            self._cache.pop(graph, None)
            self._remember(graph, held)
        self.forget()

    def forget(self) -> None:
        """Drop a change that was not made."""
        self._changing = {}
        self._keyed.clear()

    # --- mentions as they are after the change

    def _enter(self, told: Told) -> None:
        for graph, own in told.items():
            self._changing[graph] = {m.node: m for m in own}
            for mention in own:
                self._homes[mention.node] = graph
                for key in block_keys(mention):
                    self._keyed[key].append((mention.node, graph))

    def stored(self, graph: str) -> dict[str, EventMention]:
        """The mentions of an article, given by its graph, as they are after the change."""
        if graph in self._changing:
            return self._changing[graph]
        if graph in self._cache:
            self._cache.move_to_end(graph)
            return self._cache[graph]
        own = mentions.stored(self._find, NamedNode(graph), self.lineages)
        return self._remember(graph, {m.node: m for m in own})

    def _remember(self, graph: str, held: dict[str, EventMention]) -> dict[str, EventMention]:
        self._cache[graph] = held
        if len(self._cache) > _ARTICLES:
            _, dropped = self._cache.popitem(last=False)
            for node in dropped:
                self._homes.pop(node, None)
        for node in held:
            self._homes[node] = graph
        return held

    def _mention(self, node: str) -> EventMention | None:
        """The mention of this node, None when there is none (a judgement may name one that is gone)."""
        home = self._homes.get(node)
        if home is None:
            found = next(self._find(NamedNode(node), TYPE, EVENT_MENTION, None), None)
            if found is None:
                return None
            home = str(found.graph_name)[1:-1]
        return self.stored(home).get(node)

    def _mates(self, mention: EventMention) -> list[EventMention]:
        """All mentions that share a key with this one."""
        found: dict[str, EventMention] = {}
        for key in block_keys(mention):
            for node, graph in [*self._keyed.get(key, ()), *self._indexed(key)]:
                if node not in found and node != mention.node:
                    found[node] = self.stored(graph)[node]
        return list(found.values())

    def _indexed(self, key: str) -> list[tuple[str, str]]:
        block = self._blocks.get(key)
        if block is None:
            if len(self._blocks) >= _BLOCKS:
                self._blocks.clear()
            block = self._blocks[key] = [
                (quad.subject.value, str(quad.graph_name)[1:-1])
                for quad in self._find(None, BLOCK_KEY, Literal(key), None)
                if isinstance(quad.subject, NamedNode)
            ]
        return [member for member in block if member[1] not in self._changing]

    # --- pairs and groups

    def compare(self, a: EventMention, b: EventMention) -> Score:
        """The score of a pair; a judgement outweighs all signals."""
        judged = self.judgements.score(a.node, b.node)
        if judged is not None:
            return judged
        key = (a.node, b.node) if a.node < b.node else (b.node, a.node)
        known = self._scores.get(key)
        if known is None:
            if len(self._scores) >= _SCORES:
                self._scores.clear()
            known = self._scores[key] = score(a, b, self._rules)
        return known

    def _near(self, mention: EventMention) -> list[str]:
        """Mentions that make one component with this one."""
        judged = (self._mention(node) for node in self.judgements.partners(mention.node))
        mates = [*self._mates(mention), *(m for m in judged if m is not None)]
        return [
            m.node for m in mates if (s := self.compare(mention, m)).conflict is None and s.points >= self.one
        ]

    def _components(self, seeds: Iterable[str]) -> list[list[EventMention]]:
        found: list[list[EventMention]] = []
        seen: set[str] = set()
        for seed in seeds:
            queue = [seed] if seed not in seen else []
            component = []
            while queue:
                node = queue.pop()
                mention = self._mention(node)
                if node in seen or mention is None:
                    continue
                seen.add(node)
                component.append(mention)
                queue += self._near(mention)
            if component:
                found.append(component)
        return found

    def _resolved(self, component: list[EventMention]) -> set[Quad]:
        by_node = {m.node: m for m in component}
        made = groups(
            by_node,
            lambda a, b: self.compare(by_node[a], by_node[b]),
            one=self.one,
            mean=self.doubt,
        )
        return {
            quad
            for group in made
            for quad in event(
                merge((by_node[node] for node in group.members), self._original),
                group.links,
                self._parties,
                self._types,
                self._names.person_of,
            )
        }

    # --- what the store says of events now

    def _events_of(self, nodes: Iterable[str]) -> set[NamedNode]:
        return {
            quad.object
            for node in nodes
            for quad in self._find(NamedNode(node), MENTION_OF, None, EVENTS_GRAPH)
            if isinstance(quad.object, NamedNode)
        }

    def _described(self, node: NamedNode) -> list[Quad]:
        """All quads that are there for the sake of one event."""
        find = self._find
        quads = list(find(node, None, None, EVENTS_GRAPH))
        for predicate in (ABOUT, MENTIONS):
            quads += find(None, predicate, node, EVENTS_GRAPH)
        for quad in find(None, MENTION_OF, node, EVENTS_GRAPH):
            quads += find(quad.subject, None, None, EVENTS_GRAPH)
        return quads
