"""People from names: whose names the articles write, before and after a change.

The graph of an article holds names only (``kg:toldSpeaker``, ``kg:toldPerson``); the graph of people
holds the persons they were resolved to, with ``kg:speaker`` and ``kg:person`` of claims and tenures.
Names are resolved anew in the blocks that a change touches; a person of whom nothing changed is not
written again, however many claims there are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.labels import preferred
from kg.graph.literals import text
from kg.graph.lookup import ByPredicate, Lookup
from kg.graph.mentions import words_and_code
from kg.graph.vocabulary import (
    ALT_LABEL,
    BLOCK_KEY,
    MENTIONS,
    NAME_OF,
    NAMES_GRAPH,
    OFFICE,
    PARTY,
    PEOPLE_GRAPH,
    PERSON,
    PERSON_NAME,
    PREF_LABEL,
    PREFIXES,
    SPEAKER,
    SPELLING,
    TOLD_AGENT,
    TOLD_PERSON,
    TOLD_SPEAKER,
    TYPE,
    kg,
)
from kg.resolve.judgements import Judgements
from kg.resolve.names import Spellings
from kg.resolve.people import PersonName, block_key, people

_ROLES = {TOLD_SPEAKER: SPEAKER, TOLD_PERSON: PERSON}
"""What an article tells of a name, and what that makes of the person."""
_TOLD_PARTY = kg("toldParty")


class Names:
    """The names of a store as they are after a change, and the people whose they are."""

    def __init__(self, find: Lookup, spellings: Spellings) -> None:
        """``find`` looks into the store as it is before the change."""
        self.judgements = Judgements()
        self._find = find
        self._spellings = spellings
        self._offices: dict[str, Counter[str]] = {}
        self._changing: dict[str, Counter[str]] = {}
        self._persons: dict[str, NamedNode] = {}

    def keys(self, new: ByPredicate) -> set[Quad]:
        """The quads by which the names that ``new`` describes are found later."""
        return {
            Quad(NamedNode(name), BLOCK_KEY, text(self._key(name)), NAMES_GRAPH) for name in _names(new[TYPE])
        }

    def change(
        self, old: ByPredicate, going: Set[Quad], new: ByPredicate, also: Iterable[str] = ()
    ) -> tuple[set[Quad], set[Quad], set[str]]:
        """What the graph of people loses and gains, and the event mentions whose agents are others now.

        ``old`` are the quads of the graphs of articles that go, ``new`` what the articles bring,
        ``going`` all that is known to go so far; ``also`` names further names, whose judgement changed.
        """
        self._count(old, new)
        gone, here = _names(going), _names(new[TYPE])
        mentioned = (q.object for q in (*old[MENTIONS], *new[MENTIONS]))
        named = (*(node.value for node in mentioned if isinstance(node, NamedNode)), *also)
        touched = {name for name in named if name.startswith(PREFIXES["name"])}
        touched |= gone | here | self._changing.keys()
        before, after = self._mapping(touched, gone - here, here)
        moved = {n for n in before.keys() | after.keys() if before.get(n) != after.get(n)}
        persons = {p for n in touched | moved for p in (before.get(n), after.get(n)) if p is not None}
        lost = {q for person in persons for q in self._stored(person)}
        lost |= {q for n in moved for q in self._find(NamedNode(n), NAME_OF, None, PEOPLE_GRAPH)}
        gained = self._described(persons, after, going, new)
        for role in _ROLES:
            lost |= {self._role(q, before) for q in old[role]}
            gained |= {self._role(q, after) for q in new[role]}
        news = {str(quad.graph_name) for quads in old.values() for quad in quads}
        for name in moved:
            for quad in self._references(name, news):
                if name in before:
                    lost.add(self._role(quad, before))
                if name in after:
                    gained.add(self._role(quad, after))
        self._persons = after
        return lost, gained, self._agents_of(moved)

    def person_of(self, name: str) -> NamedNode:
        """The person whose name it is after the change."""
        known = self._persons.get(name)
        return known if known is not None else self._now(name) or _person(name)

    def settle(self) -> None:
        """The change has been made."""
        self._offices |= self._changing
        self.forget()

    def forget(self) -> None:
        """Drop a change that was not made."""
        self._changing = {}
        self._persons = {}

    # --- offices

    def _count(self, old: ByPredicate, new: ByPredicate) -> None:
        self._changing = {}
        for quads, sign in ((old, -1), (new, 1)):
            offices = {q.subject: q.object for q in quads[OFFICE]}
            for quad in quads[TOLD_PERSON]:
                office = offices.get(quad.subject)
                if isinstance(office, NamedNode) and isinstance(quad.object, NamedNode):
                    name = quad.object.value
                    if name not in self._changing:
                        self._changing[name] = Counter(self._told_offices(name))
                    self._changing[name][office.value] += sign

    def _told_offices(self, name: str) -> Counter[str]:
        if name not in self._offices:
            tenures = self._find(None, TOLD_PERSON, NamedNode(name), None)
            self._offices[name] = Counter(
                office.object.value
                for tenure in tenures
                for office in self._find(tenure.subject, OFFICE, None, tenure.graph_name)
                if isinstance(office.object, NamedNode)
            )
        return self._offices[name]

    def _name(self, node: str) -> PersonName:
        words, code = words_and_code(node)
        counts = self._changing.get(node)
        offices = frozenset(
            o for o, n in (self._told_offices(node) if counts is None else counts).items() if n > 0
        )
        return PersonName(node=node, words=words, code=code, offices=offices)

    def _key(self, node: str) -> str:
        return block_key(*words_and_code(node), self._spellings)

    # --- whose names

    def _mapping(
        self, touched: Set[str], gone: Set[str], here: Set[str]
    ) -> tuple[dict[str, NamedNode], dict[str, NamedNode]]:
        """Name to person, before and after, in all blocks that the touched names are in."""
        before: dict[str, NamedNode] = {}
        after: dict[str, NamedNode] = {}
        by_key: dict[str, set[str]] = defaultdict(set)
        for node in here:
            by_key[self._key(node)].add(node)
        seen: set[str] = set()
        for node in sorted(touched):
            block = self._block(node, by_key, seen)
            for name in block:
                known = self._now(name)
                if known is not None:
                    before[name] = known
            alive = [self._name(name) for name in sorted(block - gone)]
            for part in people(alive, self._spellings, self.judgements):
                after |= {name.node: _person(part[0].node) for name in part}
        return before, after

    def _block(self, node: str, by_key: Mapping[str, set[str]], seen: set[str]) -> set[str]:
        """All names that must be looked at together with ``node``; keys of ``seen`` are done."""
        block: set[str] = set()
        queue = [self._key(node)]
        while queue:
            key = queue.pop()
            if key in seen:
                continue
            seen.add(key)
            stored = self._find(None, BLOCK_KEY, Literal(key), NAMES_GRAPH)
            names = {q.subject.value for q in stored if isinstance(q.subject, NamedNode)}
            names |= by_key.get(key, set())
            block |= names
            queue += [self._key(partner) for name in names for partner in self.judgements.partners(name)]
        return block

    def _now(self, name: str) -> NamedNode | None:
        found = next(self._find(NamedNode(name), NAME_OF, None, PEOPLE_GRAPH), None)
        return found.object if found is not None and isinstance(found.object, NamedNode) else None

    # --- what is said of people

    def _stored(self, person: NamedNode) -> list[Quad]:
        names = self._find(None, NAME_OF, person, PEOPLE_GRAPH)
        return [*self._find(person, None, None, PEOPLE_GRAPH), *names]

    def _described(
        self, persons: Set[NamedNode], after: Mapping[str, NamedNode], going: Set[Quad], new: ByPredicate
    ) -> set[Quad]:
        named: dict[NamedNode, list[str]] = defaultdict(list)
        for name, person in after.items():
            named[person].append(name)
        told: dict[str, set[Quad]] = defaultdict(set)
        for quad in (*new[SPELLING], *new[_TOLD_PARTY]):
            if isinstance(quad.subject, NamedNode):
                told[quad.subject.value].add(quad)
        quads = set()
        for person in persons & named.keys():
            facts = set[Quad]()
            for name in named[person]:
                facts |= {q for q in self._find(NamedNode(name), None, None, NAMES_GRAPH) if q not in going}
                facts |= told[name]
                quads.add(Quad(NamedNode(name), NAME_OF, person, PEOPLE_GRAPH))
            quads |= _description(person, facts)
        return quads

    def _role(self, quad: Quad, mapping: Mapping[str, NamedNode]) -> Quad:
        assert isinstance(quad.object, NamedNode)
        person = mapping.get(quad.object.value) or _person(quad.object.value)
        return Quad(quad.subject, _ROLES[quad.predicate], person, PEOPLE_GRAPH)

    def _references(self, name: str, news: Set[str]) -> list[Quad]:
        """What the articles that stay tell of a name."""
        found = (q for role in _ROLES for q in self._find(None, role, NamedNode(name), None))
        return [q for q in found if str(q.graph_name) not in news]

    def _agents_of(self, names: Iterable[str]) -> set[str]:
        return {
            q.subject.value
            for name in names
            for q in self._find(None, TOLD_AGENT, NamedNode(name), None)
            if isinstance(q.subject, NamedNode)
        }


def _names(quads: Iterable[Quad]) -> set[str]:
    """The names that ``quads`` describe."""
    return {q.subject.value for q in quads if q.object == PERSON_NAME and isinstance(q.subject, NamedNode)}


def _person(name: str) -> NamedNode:
    """The person that a name makes by itself, or whose fullest name it is."""
    return NamedNode(PREFIXES["person"] + name.removeprefix(PREFIXES["name"]))


def _description(person: NamedNode, facts: Iterable[Quad]) -> set[Quad]:
    """A person by the facts of all names: class, party, and every spelling."""
    quads = {Quad(person, TYPE, kg("Person"), PEOPLE_GRAPH)}
    labels = set()
    for fact in facts:
        if fact.predicate == SPELLING and isinstance(fact.object, Literal):
            labels.add(fact.object)
        elif fact.predicate == _TOLD_PARTY:
            quads.add(Quad(person, PARTY, fact.object, PEOPLE_GRAPH))
    best = preferred(labels)
    return quads | {
        Quad(person, PREF_LABEL if label in best else ALT_LABEL, label, PEOPLE_GRAPH) for label in labels
    }
