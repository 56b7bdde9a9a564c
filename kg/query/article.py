"""One article with all that was drawn from it, for the page that shows words beside graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.graph.vocabulary import PREFIXES
from kg.query.answers import run, shown
from kg.query.events import Claim, Event, claims, events, nodes_of
from kg.query.nodes import Name, Words, column, facts, names, words
from kg.store.protocol import View

_TEXT = "SELECT ?text {{ {} kg:text ?text }}"
_IN_GRAPH = "SELECT DISTINCT ?n {{ GRAPH {} {{ ?n a {} }} }}"
_EVENTS = "SELECT DISTINCT ?e {{ {} kg:mentions ?e . ?e a kg:Event }}"
_SPELLINGS = """SELECT DISTINCT ?n ?name {{
  {{ GRAPH {graph} {{ ?written kg:writtenAs ?name }} OPTIONAL {{ ?written kg:nameOf ?one }}
    BIND(COALESCE(?one, ?written) AS ?n) }}
  UNION {{ {article} kg:mentions ?n . FILTER(LANG(?name) != "en")
    ?n skos:prefLabel|skos:altLabel|kg:capitalName|kg:demonym ?name }}
}}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person holding an office, by these words; IRIs but for ``office_words``."""

    iri: str
    person: str
    office: str
    office_words: str
    party: str
    span: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What was in scope and not understood."""

    iri: str
    kind: str
    span: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article as the store holds it."""

    iri: str
    id: str
    text: str
    title: str
    published: str
    source: str
    url: str
    events: Sequence[Event]
    claims: Sequence[Claim]
    tenures: Sequence[Tenure]
    issues: Sequence[Issue]
    spans: Mapping[str, Words]
    """The trigger words of the events, in this article."""
    names: Mapping[str, Name]
    spellings: Mapping[str, Sequence[str]]
    """Node to the spellings that may stand for it in this text."""


def reading(view: View, iri: str) -> Reading | None:
    """The article with this IRI; None when the store has no such article."""
    node = NamedNode(iri)
    of = facts(view, [iri]).get(iri)
    text = column(view, _TEXT.format(node))
    if of is None or not text:
        return None
    graph = NamedNode(f"{PREFIXES['graph']}article/{iri.removeprefix(PREFIXES['article'])}")
    told = claims(view, column(view, _IN_GRAPH.format(graph, "kg:Claim")))
    drawn = events(view, {*column(view, _EVENTS.format(node)), *(c.about for c in told if c.about)})
    spans = words(view, (span for event in drawn for span in event.evidence))
    offices, open_issues = _tenures(view, graph), _issues(view, graph)
    spelt = _spellings(view, graph, node)
    named = nodes_of(drawn, told) | {x for t in offices for x in (t.person, t.office, t.party) if x}
    return Reading(
        iri=iri,
        id=of["dcterms:identifier"][0],
        text=text[0],
        title=_one(of, "dcterms:title"),
        published=_one(of, "dcterms:issued"),
        source=_one(of, "dcterms:source"),
        url=_one(of, "schema:url"),
        events=sorted(drawn, key=lambda e: min((spans[s] for s in e.evidence if s in spans), default=_LAST)),
        claims=told,
        tenures=offices,
        issues=open_issues,
        spans={key: span for key, span in spans.items() if span.article == iri},
        names=names(view, named | spelt.keys()),
        spellings=spelt,
    )


_LAST = Words(article="\uffff", begin=0, end=0, words="", iri="")


def _one(of: Mapping[str, Sequence[str]], name: str) -> str:
    return of[name][0] if of.get(name) else ""


def _tenures(view: View, graph: NamedNode) -> list[Tenure]:
    told = facts(view, column(view, _IN_GRAPH.format(graph, "kg:Tenure")))
    spans = words(view, (span for of in told.values() for span in of.get("kg:evidence", ())))
    found = [
        Tenure(
            iri=iri,
            person=_one(of, "kg:person"),
            office=_one(of, "kg:office"),
            office_words=_one(of, "kg:officeWords"),
            party=_one(of, "kg:party"),
            span=spans[_one(of, "kg:evidence")],
        )
        for iri, of in told.items()
        if _one(of, "kg:evidence") in spans
    ]
    return sorted(found, key=lambda tenure: (tenure.span, tenure.iri))


def _issues(view: View, graph: NamedNode) -> list[Issue]:
    told = facts(view, column(view, _IN_GRAPH.format(graph, "kg:Issue")))
    spans = words(view, (span for of in told.values() for span in of.get("kg:evidence", ())))
    found = [
        Issue(iri=iri, kind=_one(of, "kg:issueKind"), span=spans[_one(of, "kg:evidence")])
        for iri, of in told.items()
        if _one(of, "kg:evidence") in spans
    ]
    return sorted(found, key=lambda issue: (issue.span, issue.iri))


def _spellings(view: View, graph: NamedNode, article: NamedNode) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    for node, name in run(view, _SPELLINGS.format(graph=graph, article=article)).rows:
        found.setdefault(shown(node), set()).add(shown(name))
    return {node: sorted(spelt) for node, spelt in sorted(found.items())}
