"""Resolved events as quads: one node per real-world event, whoever tells it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import literals
from kg.graph.concepts import Parties, Types, party_iri, plover_category
from kg.graph.edtf import days
from kg.graph.iris import iri
from kg.graph.vocabulary import (
    ABOUT,
    ACTOR,
    AGENT,
    CONFIDENCE,
    EVENT,
    EVENTS_GRAPH,
    EVIDENCE,
    MENTION_OF,
    MENTIONS,
    MONTH,
    PLOVER_CATEGORY,
    PREFIXES,
    RECIPIENT,
    RULE,
    STATUS,
    TOPIC,
    TYPE,
    TYPE_OF_EVENT,
    WHEN,
    XSD_DATE,
    XSD_GYEARMONTH,
    kg,
    term,
)
from kg.resolve.cluster import Link
from kg.resolve.merge import ResolvedEvent

Term = NamedNode | Literal


def event_iri(mention: str) -> NamedNode:
    """The event that is named by this mention, the first of its tellings."""
    return NamedNode(PREFIXES["event"] + mention.removeprefix(PREFIXES["mention"]))


def event(
    told: ResolvedEvent,
    links: Iterable[Link],
    parties: Parties,
    types: Types,
    person_of: Callable[[str], NamedNode],
) -> set[Quad]:
    """All that the graph of events says of an event: itself, its mentions and why they are one.

    ``person_of`` finds the person whom a name was resolved to.
    """
    node = event_iri(told.first.node)
    category = plover_category(types[told.type], told.status)
    facts: list[tuple[NamedNode, Term]] = [
        (TYPE, EVENT),
        (TYPE_OF_EVENT, iri("type", told.type)),
        (PLOVER_CATEGORY, iri("plover", category)),
        (STATUS, iri("status", told.status)),
        (kg("scope"), iri("scope", "international" if told.international else "domestic")),
        (CONFIDENCE, literals.confidence(told.confidence)),
        (kg("articleCount"), literals.integer(len(told.articles))),
        (kg("sourceCount"), literals.integer(told.sources)),
        *((AGENT, person_of(agent.node)) for agent in told.agents),
        *((kg("place"), NamedNode(place)) for place in told.places),
        *((TOPIC, iri("topic", topic)) for topic in told.topics),
        *((kg("quantity"), NamedNode(amount.node)) for amount in told.amounts),
        *((EVIDENCE, NamedNode(span)) for m in told.mentions for span in m.evidence),
        *_parties(told, parties),
        *_time(told.when),
        *_month(told),
    ]
    if told.rule:
        facts.append((RULE, literals.text(told.rule)))
    if told.name:
        facts.append((kg("name"), literals.label(told.name, told.first.language)))
    quads = {Quad(node, predicate, value, EVENTS_GRAPH) for predicate, value in facts}
    return quads | _support(told, node) | _reasons(told, links)


def _parties(told: ResolvedEvent, parties: Parties) -> list[tuple[NamedNode, Term]]:
    facts: list[tuple[NamedNode, Term]] = []
    for role, codes in ((ACTOR, told.actors), (RECIPIENT, told.recipients)):
        for code in codes:
            party = NamedNode(party_iri(code, parties))
            facts += [(role, party), (term("sem:hasActor"), party)]
    return facts


def _time(when: str | None) -> list[tuple[NamedNode, Term]]:
    if not when:
        return []
    facts: list[tuple[NamedNode, Term]] = [(WHEN, literals.edtf(when))]
    known = days(when)
    if known:
        first, last = (literals.typed(day.isoformat(), XSD_DATE) for day in known)
        facts += [
            (term("sem:hasEarliestBeginTimeStamp"), first),
            (term("sem:hasLatestEndTimeStamp"), last),
        ]
    return facts


def _month(told: ResolvedEvent) -> list[tuple[NamedNode, Term]]:
    """The month in which the event begins, or in which it is first told when it tells no time."""
    known = days(told.when or told.first.published or "")
    return [(MONTH, literals.typed(known[0].isoformat()[:7], XSD_GYEARMONTH))] if known else []


def _support(told: ResolvedEvent, node: NamedNode) -> set[Quad]:
    """Which mentions, claims and articles stand behind the event."""
    quads = set()
    for mention in told.mentions:
        quads.add(Quad(NamedNode(mention.node), MENTION_OF, node, EVENTS_GRAPH))
        quads.add(Quad(NamedNode(mention.article), MENTIONS, node, EVENTS_GRAPH))
        quads |= {Quad(NamedNode(claim), ABOUT, node, EVENTS_GRAPH) for claim in mention.claims}
    return quads


def _reasons(told: ResolvedEvent, links: Iterable[Link]) -> set[Quad]:
    """For each mention but the first: the mention it was joined to, the signals and the points."""
    near: dict[str, list[tuple[str, Link]]] = defaultdict(list)
    for link in links:
        near[link.one].append((link.other, link))
        near[link.other].append((link.one, link))
    quads, seen, queue = set(), {told.first.node}, [told.first.node]
    for here in queue:
        for there, link in near[here]:
            if there in seen:
                continue
            seen.add(there)
            queue.append(there)
            facts: tuple[tuple[NamedNode, Term], ...] = (
                (kg("joinedTo"), NamedNode(here)),
                (kg("joinedBecause"), literals.text(" ".join(link.score.signals))),
                (kg("joinPoints"), literals.decimal(link.score.points, 2)),
            )
            quads |= {Quad(NamedNode(there), p, value, EVENTS_GRAPH) for p, value in facts}
    return quads
