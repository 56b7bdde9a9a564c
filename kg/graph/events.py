"""Events as quads: one node per real-world event of the article."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph import literals, nodes
from kg.graph.concepts import plover_category
from kg.graph.edtf import days
from kg.graph.iris import fragment, iri
from kg.graph.sheet import Sheet
from kg.graph.vocabulary import (
    ACTOR,
    AGENT,
    CONFIDENCE,
    EVENT,
    EVENTS_GRAPH,
    EVIDENCE,
    RECIPIENT,
    RULE,
    STATUS,
    TOPIC,
    TYPE,
    TYPE_OF_EVENT,
    WHEN,
    XSD_DATE,
    kg,
    term,
)
from kg.model import Event, KgError, Span


def event(
    sheet: Sheet, event: Event, node: NamedNode, told: tuple[Span, ...], people: dict[str, NamedNode]
) -> None:
    """Describe ``event``; ``told`` are the words that stand in when it names no trigger of its own.

    Raises KgError when the event's type or agent is unknown.
    """
    category = sheet.types.get(event.type)
    if category is None:
        raise KgError(f"{sheet.article.id}: unknown event type {event.type}: add it to ontologies/types.ttl")
    graph = EVENTS_GRAPH
    sheet.mention(node)
    sheet.say(node, TYPE, EVENT, graph)
    sheet.say(node, TYPE_OF_EVENT, iri("type", event.type), graph)
    sheet.say(node, kg("ploverCategory"), iri("plover", plover_category(category, event.status)), graph)
    sheet.say(node, STATUS, iri("status", event.status), graph)
    sheet.say(node, kg("scope"), iri("scope", "international" if event.international else "domestic"), graph)
    sheet.say(node, CONFIDENCE, literals.confidence(event.confidence), graph)
    sheet.say(node, RULE, literals.text(event.rule) if event.rule else None, graph)
    sheet.say(node, kg("name"), sheet.label(event.name) if event.name else None, graph)
    sheet.say(node, kg("articleCount"), literals.integer(1), graph)
    sheet.say(node, kg("sourceCount"), literals.integer(1), graph)
    for topic in event.topics:
        sheet.say(node, TOPIC, iri("topic", topic), graph)
    for span in event.evidence or told:
        sheet.say(node, EVIDENCE, sheet.span(span), graph)
    _parties(sheet, event, node, people)
    _time(sheet, event, node)
    _quantities(sheet, event, node)


def _parties(sheet: Sheet, event: Event, node: NamedNode, people: dict[str, NamedNode]) -> None:
    for role, codes in ((ACTOR, event.actors), (RECIPIENT, event.recipients)):
        for code in codes:
            party = nodes.party(sheet, code)
            sheet.mention(party)
            sheet.say(node, role, party, EVENTS_GRAPH)
            sheet.say(node, term("sem:hasActor"), party, EVENTS_GRAPH)
    for key in event.agents:
        sheet.say(node, AGENT, people[key], EVENTS_GRAPH)
    for place in event.places:
        sheet.say(node, kg("place"), nodes.place(sheet, place), EVENTS_GRAPH)


def _time(sheet: Sheet, event: Event, node: NamedNode) -> None:
    if not event.when:
        return
    sheet.say(node, WHEN, literals.edtf(event.when), EVENTS_GRAPH)
    known = days(event.when)
    if known:
        first, last = (literals.typed(day.isoformat(), XSD_DATE) for day in known)
        sheet.say(node, term("sem:hasEarliestBeginTimeStamp"), first, EVENTS_GRAPH)
        sheet.say(node, term("sem:hasLatestEndTimeStamp"), last, EVENTS_GRAPH)


def _quantities(sheet: Sheet, event: Event, node: NamedNode) -> None:
    for number, quantity in enumerate(event.quantities, 1):
        part = fragment(node, f"quantity-{number}")
        sheet.say(node, kg("quantity"), part, EVENTS_GRAPH)
        sheet.say(part, TYPE, kg("Quantity"), EVENTS_GRAPH)
        sheet.say(part, kg("value"), literals.decimal(quantity.value, 6), EVENTS_GRAPH)
        sheet.say(part, kg("unit"), iri("unit", quantity.unit), EVENTS_GRAPH)
        sheet.say(part, kg("comparator"), literals.text(quantity.comparator), EVENTS_GRAPH)
        sheet.say(part, EVIDENCE, sheet.span(quantity.evidence), EVENTS_GRAPH)
