"""Events and claims as rows that pages, pictures and dossiers show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.query.answers import run, shown
from kg.query.nodes import Facts, Words, facts, local, words
from kg.store.protocol import View

_SCORES = (
    "SELECT ?c ?score ?quad { ?c kg:ploverScore ?score . OPTIONAL { ?c kg:quadClass ?quad } "
    'FILTER(STRSTARTS(STR(?c), STR(plover:)) || STRSTARTS(STR(?c), "https://w3id.org/bilateral-kg/type/")) }'
)

_TOLD = """SELECT ?e (MIN(?day) AS ?first) {{ VALUES ?e {{ {} }}
  ?article kg:mentions ?e ; dcterms:issued ?day FILTER(DATATYPE(?day) = xsd:date) }} GROUP BY ?e"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; parties, people, places, topics are IRIs."""

    iri: str
    type: str
    """IRI of the event type."""
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    agents: tuple[str, ...]
    places: tuple[str, ...]
    topics: tuple[str, ...]
    status: str
    """happened, ongoing, planned, proposed, denied or cancelled."""
    when: str
    """EDTF, "" when unknown."""
    first: str
    """ISO day of the earliest begin, "" when unknown."""
    last: str
    name: str
    confidence: float
    rule: str
    articles: int
    score: float
    """PLOVER's conflict-cooperation score of the event as told, -10 to 10."""
    quad: str
    """Quad class of the type: verbal or material, cooperation or conflict."""
    domestic: bool
    quantities: tuple[str, ...]
    told: str
    """ISO day on which the first article that tells it came out, "" when unknown."""
    evidence: tuple[str, ...]
    """IRIs of the spans of its trigger words."""

    @property
    def day(self) -> str:
        """Where a chart puts it: its first day, else the day it was first told; "" when neither is known."""
        return self.first or self.told

    @property
    def parties(self) -> tuple[str, ...]:
        """Actors, then recipients."""
        return self.actors + tuple(p for p in self.recipients if p not in self.actors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One telling; nodes are IRIs, ``status`` and ``act`` bare words."""

    iri: str
    span: Words
    speaker: str
    via: tuple[str, ...]
    about: str
    act: str
    status: str
    when: str
    said_on: str
    quoted: bool
    topics: tuple[str, ...]
    confidence: float
    rule: str
    cites: str


def events(view: View, iris: Iterable[str]) -> list[Event]:
    """The events, newest first, those without a date last."""
    told = facts(view, iris)
    scores = {shown(c): (float(shown(s)), shown(q)) for c, s, q in run(view, _SCORES).rows} if told else {}
    days = _first_told(view, told)
    found = [_event(iri, of, scores, days.get(iri, "")) for iri, of in told.items() if "kg:type" in of]
    return sorted(found, key=lambda event: (event.first, event.articles, event.iri), reverse=True)


def claims(view: View, iris: Iterable[str]) -> list[Claim]:
    """The claims in order of article and place in it; one that has no words is left out."""
    told = facts(view, iris)
    spans = words(view, (span for of in told.values() for span in of.get("kg:evidence", ())))
    found = [
        _claim(iri, of, spans[of["kg:evidence"][0]])
        for iri, of in told.items()
        if of.get("kg:evidence", ("",))[0] in spans
    ]
    return sorted(found, key=lambda claim: (claim.span, claim.iri))


def _one(of: Facts, name: str) -> str:
    return of[name][0] if of.get(name) else ""


def _first_told(view: View, iris: Iterable[str]) -> dict[str, str]:
    wanted = sorted(iris)
    days: dict[str, str] = {}
    for start in range(0, len(wanted), 1000):
        nodes = " ".join(f"<{iri}>" for iri in wanted[start : start + 1000])
        days |= {shown(e): shown(day)[:10] for e, day in run(view, _TOLD.format(nodes)).rows}
    return days


def _event(iri: str, of: Facts, scores: dict[str, tuple[float, str]], told: str) -> Event:
    kind = _one(of, "kg:type")
    score = scores.get(_one(of, "kg:ploverCategory"), scores.get(kind, (0.0, "")))[0]
    return Event(
        iri=iri,
        type=kind,
        actors=tuple(of.get("kg:actor", ())),
        recipients=tuple(of.get("kg:recipient", ())),
        agents=tuple(of.get("kg:agent", ())),
        places=tuple(of.get("kg:place", ())),
        topics=tuple(of.get("kg:topic", ())),
        status=local(_one(of, "kg:status")),
        when=_one(of, "kg:when"),
        first=_one(of, "sem:hasEarliestBeginTimeStamp"),
        last=_one(of, "sem:hasLatestEndTimeStamp"),
        told=told if len(told) == 10 else "",
        name=_one(of, "kg:name"),
        confidence=float(_one(of, "kg:confidence") or 0),
        rule=_one(of, "kg:rule"),
        articles=int(_one(of, "kg:articleCount") or 0),
        score=score,
        quad=scores.get(kind, (0.0, ""))[1],
        domestic=_one(of, "kg:scope").endswith("/domestic"),
        quantities=tuple(of.get("kg:quantity", ())),
        evidence=tuple(of.get("kg:evidence", ())),
    )


def _claim(iri: str, of: Facts, span: Words) -> Claim:
    return Claim(
        iri=iri,
        span=span,
        speaker=_one(of, "kg:speaker"),
        via=tuple(of.get("kg:via", ())),
        about=_one(of, "kg:about"),
        act=local(_one(of, "kg:act")),
        status=local(_one(of, "kg:status")),
        when=_one(of, "kg:when"),
        said_on=_one(of, "kg:saidOn"),
        quoted=_one(of, "kg:quoted") == "true",
        topics=tuple(of.get("kg:topic", ())),
        confidence=float(_one(of, "kg:confidence") or 0),
        rule=_one(of, "kg:rule"),
        cites=_one(of, "kg:cites"),
    )


def nodes_of(events: Sequence[Event], claims: Sequence[Claim] = ()) -> set[str]:
    """Every node that a page must name to show these."""
    found: set[str] = set()
    for event in events:
        found |= {event.iri, event.type, *event.parties, *event.agents, *event.places, *event.topics}
    for claim in claims:
        found |= {claim.speaker, claim.about, *claim.via, *claim.topics}
    return found - {""}
