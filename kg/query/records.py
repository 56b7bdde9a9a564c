"""Events as flat records: what networks and tables are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from pyoxigraph import NamedNode

from kg.graph.vocabulary import PREFIXES
from kg.query.answers import run, shown
from kg.query.values import labels
from kg.store.protocol import View

_EVENTS = """SELECT ?event ?type ?status ?category ?scope ?when ?first ?last ?name ?confidence ?articles
  ?sources WHERE {
  ?event a kg:Event ; kg:type ?type ; kg:status ?status .
  OPTIONAL { ?event kg:ploverCategory ?category }
  OPTIONAL { ?event kg:scope ?scope }
  OPTIONAL { ?event kg:when ?when }
  OPTIONAL { ?event sem:hasEarliestBeginTimeStamp ?first ; sem:hasLatestEndTimeStamp ?last }
  OPTIONAL { ?event kg:confidence ?confidence }
  OPTIONAL { ?event kg:articleCount ?articles }
  OPTIONAL { ?event kg:sourceCount ?sources }
  OPTIONAL {
    SELECT ?event (MIN(STR(?label)) AS ?name) { ?event a kg:Event ; kg:name ?label } GROUP BY ?event
  }
}"""
_MANY = {
    "actors": "?event a kg:Event ; kg:actor/kg:code ?value",
    "recipients": "?event a kg:Event ; kg:recipient/kg:code ?value",
    "topics": "?event a kg:Event ; kg:topic ?value",
    "agents": "?event a kg:Event ; kg:agent ?value",
    "places": "?event a kg:Event ; kg:place ?value",
    "countries": "?event a kg:Event ; kg:place ?place . ?place kg:inPlace?/kg:code ?value",
    "told": "?event ^kg:about/kg:evidence/kg:inArticle/dcterms:identifier ?value",
}
_CODING = """SELECT ?node ?property ?value WHERE {
  VALUES ?property { kg:ploverMode kg:ploverContext kg:quadClass kg:ploverScore kg:cameoRoot }
  ?node ?property ?value .
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """One event with plain values: codes of parties, ends of concepts' IRIs, labels of places and people."""

    iri: str
    type: str
    status: str
    category: str
    """PLOVER's reading: a planned visit is AGREE."""
    mode: str
    context: str
    quad_class: str
    cameo_root: str
    score: float | None
    scope: str
    when: str
    first: str
    """First possible day, ISO; "" when the year is not known."""
    last: str
    name: str
    confidence: float | None
    articles: int
    sources: int
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    topics: tuple[str, ...]
    agents: tuple[str, ...]
    places: tuple[str, ...]
    countries: tuple[str, ...]
    """Codes of the states in which the places lie."""
    told: tuple[str, ...]
    """Identifiers of the articles with a telling."""

    def dyads(self) -> Iterator[tuple[str, str, bool]]:
        """Source, target and whether the order means something.

        A directed event goes from each doer to each other side. Of an event whose parties are all doers each
        pair comes once, in order of codes. One party alone comes with "" as target.
        """
        if self.recipients:
            yield from ((a, b, True) for a, b in product(self.actors, self.recipients) if a != b)
        elif len(self.actors) > 1:
            yield from ((a, b, False) for a, b in combinations(self.actors, 2))
        else:
            yield from ((actor, "", True) for actor in self.actors)


def records(view: View, *, lang: str = "en") -> list[EventRecord]:
    """All events of the view, by first day, then IRI; names of places and people in ``lang``."""
    coding = _coding(view)
    many = {field: _lists(view, pattern, lang) for field, pattern in _MANY.items()}
    made = []
    for row in run(view, _EVENTS).rows:
        event, kind, status, category, scope, when, first, last, name, confidence, articles, sources = (
            shown(cell) for cell in row
        )
        codes = {**coding.get(kind, {}), **coding.get(category, {})}
        made.append(
            EventRecord(
                iri=event,
                type=_end(kind),
                status=_end(status),
                category=_end(category),
                mode=codes.get("ploverMode", ""),
                context=codes.get("ploverContext", ""),
                quad_class=codes.get("quadClass", ""),
                cameo_root=codes.get("cameoRoot", ""),
                score=float(codes["ploverScore"]) if "ploverScore" in codes else None,
                scope=_end(scope),
                when=when,
                first=first,
                last=last,
                name=name,
                confidence=float(confidence) if confidence else None,
                articles=int(articles or 0),
                sources=int(sources or 0),
                **{field: tuple(values.get(event, ())) for field, values in many.items()},
            )
        )
    return sorted(made, key=lambda record: (record.first == "", record.first, record.iri))


def _coding(view: View) -> Mapping[str, Mapping[str, str]]:
    """What types and categories carry for event data, by IRI and end of the property's IRI."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for node, name, value in run(view, _CODING).rows:
        found[shown(node)][_end(shown(name))] = shown(value)
    return found


def _lists(view: View, pattern: str, lang: str) -> Mapping[str, list[str]]:
    """The values of each event, sorted: labels of people and places, ends of IRIs of concepts."""
    rows = run(view, f"SELECT DISTINCT ?event ?value WHERE {{ {pattern} }}").rows
    nodes = sorted({cell for _, cell in rows if isinstance(cell, NamedNode)}, key=str)
    names = labels(view, [node for node in nodes if not node.value.startswith(PREFIXES["topic"])], lang)
    found: dict[str, set[str]] = defaultdict(set)
    for event, value in rows:
        label = names.get(value) if isinstance(value, NamedNode) else shown(value)
        found[shown(event)].add(label or _end(shown(value)))
    return {event: sorted(values) for event, values in found.items()}


def _end(iri: str) -> str:
    return iri.rpartition("#" if "#" in iri else "/")[2] if "://" in iri else iri
