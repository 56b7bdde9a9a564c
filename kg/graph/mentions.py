"""Event mentions: what one article tells of an event, in its own graph, and back from there.

Their properties are named apart (``kg:toldType``), so that who asks for events by ``kg:type`` gets
resolved ones only. Nothing of the reading is lost: resolved events can be made anew from mentions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph import literals, nodes
from kg.graph.iris import fragment, iri
from kg.graph.lookup import ByPredicate, Lookup
from kg.graph.sheet import Sheet
from kg.graph.vocabulary import (
    ANCHOR_OF,
    BLOCK_KEY,
    EVENT_MENTION,
    EVIDENCE,
    IDENTIFIER,
    PREFIXES,
    TELLS,
    TYPE,
    VIA,
    kg,
    term,
)
from kg.model import Event, KgError, Place, Span
from kg.resolve.mentions import Agent, Amount, EventMention, block_keys

Lineages = Mapping[str, tuple[str, ...]]
"""Event type to itself and the broader types above it, the core type last."""

_CODE = re.compile(r"(?P<name>.*?)-(?P<code>[A-Z0-9]{2,8}|[GO]:.*)")
"""The key of a named person: folded words, then the code of the party."""

_ASPECTS = (
    *("Type", "Actor", "Recipient", "Agent", "Place", "State", "When", "Status"),
    *("Topic", "Name", "Scope", "Confidence", "Rule", "Quantity", "In"),
)
TOLD = {name: kg(f"told{name}") for name in _ASPECTS}
"""Properties of a mention by what they tell."""


def mention(
    sheet: Sheet, event: Event, node: NamedNode, told: tuple[Span, ...], people: dict[str, NamedNode]
) -> None:
    """Tell ``event`` as this article does; ``told`` are the words that stand in when it names no trigger.

    Raises KgError when the event's type is unknown, KeyError when an agent is.
    """
    if event.type not in sheet.types:
        raise KgError(f"{sheet.article.id}: unknown event type {event.type}: add it to ontologies/types.ttl")
    scope = "international" if event.international else "domestic"
    sheet.tell(node, TYPE, EVENT_MENTION)
    sheet.tell(node, TOLD["In"], sheet.iri)
    sheet.tell(node, TOLD["Type"], iri("type", event.type))
    sheet.tell(node, TOLD["Status"], iri("status", event.status))
    sheet.tell(node, TOLD["Scope"], iri("scope", scope))
    sheet.tell(node, TOLD["Confidence"], literals.confidence(event.confidence))
    sheet.tell(node, TOLD["Rule"], literals.text(event.rule) if event.rule else None)
    sheet.tell(node, TOLD["Name"], sheet.label(event.name) if event.name else None)
    sheet.tell(node, TOLD["When"], literals.edtf(event.when) if event.when else None)
    for topic in event.topics:
        sheet.tell(node, TOLD["Topic"], iri("topic", topic))
    for span in event.evidence or told:
        sheet.evidence(node, span)
    _who_and_where(sheet, event, node, people)
    _quantities(sheet, event, node)


def _who_and_where(sheet: Sheet, event: Event, node: NamedNode, people: dict[str, NamedNode]) -> None:
    for role, codes in (("Actor", event.actors), ("Recipient", event.recipients)):
        for code in codes:
            party = nodes.party(sheet, code)
            sheet.mention(party)
            sheet.tell(node, TOLD[role], party)
    for key in event.agents:
        sheet.tell(node, TOLD["Agent"], people[key])
    for place in event.places:
        sheet.tell(node, TOLD["Place"], nodes.place(sheet, place))
        sheet.tell(node, TOLD["State"], _state(sheet, place))


def _state(sheet: Sheet, place: Place) -> NamedNode | None:
    return nodes.party(sheet, place.code) if place.code else None


def _quantities(sheet: Sheet, event: Event, node: NamedNode) -> None:
    for number, quantity in enumerate(event.quantities, 1):
        part = fragment(node, f"quantity-{number}")
        sheet.tell(node, TOLD["Quantity"], part)
        sheet.tell(part, TYPE, kg("Quantity"))
        sheet.tell(part, kg("value"), literals.decimal(quantity.value, 6))
        sheet.tell(part, kg("unit"), iri("unit", quantity.unit))
        sheet.tell(part, kg("comparator"), literals.text(quantity.comparator))
        sheet.evidence(part, quantity.evidence)


def index(told: EventMention, graph: NamedNode) -> set[Quad]:
    """The keys by which a mention and those of other articles find each other."""
    return {Quad(NamedNode(told.node), BLOCK_KEY, literals.text(key), graph) for key in block_keys(told)}


_ORIGIN = (IDENTIFIER, term("dcterms:source"), term("dcterms:issued"), term("dcterms:language"))
_PARTS = (kg("value"), kg("unit"), kg("comparator"))
Value = NamedNode | BlankNode | Literal | Triple


class _Facts:
    """The quads of one article by subject and predicate."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._values: dict[tuple[str, str], list[Value]] = defaultdict(list)
        self.mentions: list[str] = []
        self.claims: dict[str, list[str]] = defaultdict(list)
        self.article = ""
        for quad in quads:
            subject = quad.subject
            if not isinstance(subject, NamedNode):
                continue
            self._values[subject.value, quad.predicate.value].append(quad.object)
            if quad.predicate == TELLS and isinstance(quad.object, NamedNode):
                self.claims[quad.object.value].append(subject.value)
            elif quad.object == EVENT_MENTION:
                self.mentions.append(subject.value)
            elif quad.predicate == IDENTIFIER:
                self.article = subject.value

    def all(self, subject: str, predicate: NamedNode) -> list[str]:
        """Values of a property, sorted: IRIs, or the text of literals."""
        found = self._values.get((subject, predicate.value), ())
        return sorted(v.value for v in found if isinstance(v, NamedNode | Literal))

    def one(self, subject: str, predicate: NamedNode) -> str | None:
        """The first value of a property, None when there is none."""
        return next(iter(self.all(subject, predicate)), None)


class _Origin(NamedTuple):
    """What all mentions of an article share."""

    article: str
    source: str | None
    published: str | None
    language: str


def read(quads: Iterable[Quad], lineages: Lineages) -> list[EventMention]:
    """The event mentions that an article's quads tell, sorted by node."""
    facts = _Facts(quads)
    origin = _Origin(
        article=facts.article,
        source=facts.one(facts.article, term("dcterms:source")),
        published=facts.one(facts.article, term("dcterms:issued")),
        language=facts.one(facts.article, term("dcterms:language")) or "ar",
    )
    return [_read(node, facts, origin, lineages) for node in sorted(facts.mentions)]


def stored(find: Lookup, graph: NamedNode, lineages: Lineages) -> list[EventMention]:
    """The event mentions of an article's graph in a store; no more of the graph is looked at than needed."""
    quads: list[Quad] = []
    for found in find(None, TYPE, EVENT_MENTION, graph):
        quads += find(found.subject, None, None, graph)
        for part in find(found.subject, TOLD["Quantity"], None, graph):
            quads += _about(find, part.object, None, graph)
        for told in find(None, TELLS, _node(found.subject), graph):
            quads.append(told)
            quads += find(told.subject, VIA, None, graph)
            for span in find(told.subject, EVIDENCE, None, graph):
                quads += [span, *_about(find, span.object, ANCHOR_OF, graph)]
    if quads:
        article = next(find(None, IDENTIFIER, None, graph)).subject
        for predicate in _ORIGIN:
            quads += find(article, predicate, None, graph)
    return read(quads, lineages)


def relevant(quads: ByPredicate) -> Iterator[Quad]:
    """Those quads of articles that ``read`` looks at."""
    for predicate in (*TOLD.values(), *_ORIGIN, *_PARTS, TYPE, TELLS, EVIDENCE, ANCHOR_OF, VIA):
        yield from quads[predicate]


def _about(find: Lookup, node: Value, predicate: NamedNode | None, graph: NamedNode) -> Iterator[Quad]:
    return iter(()) if isinstance(node, Literal) else find(node, predicate, None, graph)


def _node(node: Value) -> NamedNode:
    assert isinstance(node, NamedNode), "this graph has no blank nodes"
    return node


def _read(node: str, facts: _Facts, origin: _Origin, lineages: Lineages) -> EventMention:
    def told(name: str) -> list[str]:
        return facts.all(node, TOLD[name])

    type_ = _local(told("Type")[0], "type")
    claims = sorted(facts.claims[node])
    places = frozenset(told("Place"))
    party = PREFIXES["party"]
    return EventMention(
        node=node,
        article=origin.article,
        source=origin.source,
        published=origin.published,
        type=type_,
        lineage=lineages.get(type_, (type_,)),
        actors=frozenset(map(_code, told("Actor"))),
        recipients=frozenset(map(_code, told("Recipient"))),
        agents=tuple(map(agent, told("Agent"))),
        places=places,
        fine_places=frozenset(p for p in places if not p.startswith(party)),
        states=frozenset(map(_code, told("State"))),
        when=next(iter(told("When")), None),
        status=_local(told("Status")[0], "status"),
        topics=frozenset(_local(t, "topic") for t in told("Topic")),
        name=next(iter(told("Name")), None),
        amounts=tuple(_amount(q, facts) for q in told("Quantity")),
        international=told("Scope") == [f"{PREFIXES['scope']}international"],
        confidence=float(told("Confidence")[0]),
        rule=next(iter(told("Rule")), ""),
        evidence=tuple(facts.all(node, EVIDENCE)),
        claims=tuple(claims),
        carriers=frozenset(v for claim in claims for v in facts.all(claim, VIA)),
        text="\n".join(_sentences(claims, facts)),
        language=origin.language,
    )


def _sentences(claims: list[str], facts: _Facts) -> list[str]:
    spans = {span for claim in claims for span in facts.all(claim, EVIDENCE)}
    return sorted({words for span in spans for words in facts.all(span, ANCHOR_OF)})


def _amount(node: str, facts: _Facts) -> Amount:
    value, unit, comparator = (facts.one(node, kg(p)) or "" for p in ("value", "unit", "comparator"))
    return Amount(node=node, value=value, unit=unit, comparator=comparator)


def _local(value: str, prefix: str) -> str:
    return value.removeprefix(PREFIXES[prefix])


def _code(party: str) -> str:
    return unquote(_local(party, "party"))


def agent(node: str) -> Agent:
    """A named person who acted."""
    words, code = words_and_code(node)
    return Agent(node=node, words=words, code=code)


def words_and_code(name: str) -> tuple[tuple[str, ...], str | None]:
    """The folded words of a person's name, and the party, that the node of the name tells."""
    key = unquote(_local(name, "name"))
    match = _CODE.fullmatch(key)
    words, code = (match["name"], match["code"]) if match else (key, None)
    return tuple(words.split("-")), code
