"""What the graph tells of a party, a pair, a person, an event: counts, lists with their limits, ties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pyoxigraph import Literal, NamedNode

from kg.graph.vocabulary import PREFIXES
from kg.query.answers import run, shown
from kg.query.events import Claim, Event, claims, events
from kg.query.nodes import Facts, column, facts, number
from kg.store.protocol import View

T = TypeVar("T")
UNREAL = frozenset({"denied", "cancelled"})
"""What did not or will not happen counts in no score."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[T]):
    """The first rows of a list, and how many there are in all."""

    rows: Sequence[T]
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two nodes and the number of events between them."""

    source: str
    target: str
    count: int


_BETWEEN = "?event sem:hasActor {a} , {b} ; a kg:Event ."
_WITH = "?event sem:hasActor {a} ; a kg:Event ."
_ORDERED = """SELECT DISTINCT ?event ?first ?told WHERE {{ {where}
  OPTIONAL {{ ?event sem:hasEarliestBeginTimeStamp ?first }} ?event kg:articleCount ?told
}} ORDER BY DESC(BOUND(?first)) DESC(?first) DESC(?told) ?event LIMIT {most}"""
_DATED = """SELECT DISTINCT ?event ?first ?told WHERE {{ {where}
  ?event sem:hasEarliestBeginTimeStamp ?first ; kg:articleCount ?told .
}} ORDER BY DESC(?first) DESC(?told) ?event LIMIT {most}"""
_COUNT = "SELECT (COUNT(DISTINCT ?event) AS ?n) WHERE {{ {where} }}"
_PARTNERS = """SELECT ?other (COUNT(DISTINCT ?event) AS ?n) WHERE {{
  ?event sem:hasActor {a} , ?other ; a kg:Event . FILTER(?other != {a})
}} GROUP BY ?other ORDER BY DESC(?n) ?other"""
_AMONG = """SELECT ?one ?other (COUNT(DISTINCT ?event) AS ?n) WHERE {{
  VALUES ?one {{ {nodes} }} VALUES ?other {{ {nodes} }} FILTER(STR(?one) < STR(?other))
  ?event sem:hasActor ?one , ?other ; a kg:Event .
}} GROUP BY ?one ?other ORDER BY DESC(?n) ?one ?other"""
_PAIRS = """SELECT ?one ?other (COUNT(DISTINCT ?event) AS ?n) WHERE {
  ?event sem:hasActor ?one , ?other ; a kg:Event . FILTER(STR(?one) < STR(?other))
} GROUP BY ?one ?other ORDER BY DESC(?n) ?one ?other"""
_THIRD = """SELECT ?other (COUNT(DISTINCT ?event) AS ?n) WHERE {{
  ?event sem:hasActor {a} , {b} , ?other ; a kg:Event . FILTER(?other NOT IN ({a}, {b}))
}} GROUP BY ?other ORDER BY DESC(?n) ?other"""
_CLAIMS = """SELECT DISTINCT ?claim ?day WHERE {{ {where}
  ?claim kg:evidence/kg:inArticle ?article . OPTIONAL {{ ?article dcterms:issued ?day }}
}} ORDER BY DESC(?day) ?claim LIMIT {most}"""
_CLAIM_COUNT = "SELECT (COUNT(DISTINCT ?claim) AS ?n) WHERE {{ {where} }}"
_SPOKEN = """SELECT ?who (COUNT(DISTINCT ?claim) AS ?n) WHERE {{
  ?claim kg:speaker ?who {where} }} GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT {most}"""
_COUNTRIES = """SELECT ?event ?party WHERE {{ VALUES ?event {{ {nodes} }}
  ?event kg:place ?place .
  {{ ?place kg:inPlace ?party }} UNION {{ ?place kg:code ?code BIND(?place AS ?party) }} }}"""


def party(view: View, code: str) -> str | None:
    """IRI of the party with this code, as in an address; None when there is none."""
    found = column(view, f"SELECT ?p {{ ?p kg:code {_literal(code)} }} ORDER BY ?p LIMIT 1")
    return found[0] if found else None


def _literal(text: str) -> str:
    return str(Literal(text))


def between(view: View, a: str, b: str, most: int) -> Listed[Event]:
    """The newest events that both parties take part in."""
    return _events(view, _BETWEEN.format(a=NamedNode(a), b=NamedNode(b)), most)


def of_party(view: View, a: str, most: int) -> Listed[Event]:
    """The newest events of a party."""
    return _events(view, _WITH.format(a=NamedNode(a)), most)


def of_agent(view: View, person: str, most: int) -> Listed[Event]:
    """The newest events in which a person acts."""
    return _events(view, f"?event kg:agent {NamedNode(person)} ; a kg:Event .", most)


def of_concept(view: View, prop: str, node: str, most: int) -> Listed[Event]:
    """The newest events with a type, a topic or a place; narrower concepts count."""
    return _events(view, f"?event {prop}/(skos:broader|kg:inPlace)* {NamedNode(node)} ; a kg:Event .", most)


def newest(view: View, most: int) -> Listed[Event]:
    """The newest events of all."""
    return _events(view, "?event a kg:Event .", most)


def _events(view: View, where: str, most: int) -> Listed[Event]:
    wanted = column(view, _DATED.format(where=where, most=most))
    if len(wanted) < most:  # sorting with what has no date costs three times as much
        wanted = column(view, _ORDERED.format(where=where, most=most))
    rows = events(view, wanted)
    return Listed(rows=rows, all=number(view, _COUNT.format(where=where)))


def partners(view: View, a: str) -> list[Tie]:
    """Who shares events with a party, most first."""
    return _ties(a, view, _PARTNERS.format(a=NamedNode(a)))


def third_parties(view: View, a: str, b: str) -> list[Tie]:
    """Who takes part in the events of two parties, most first."""
    return _ties(a, view, _THIRD.format(a=NamedNode(a), b=NamedNode(b)))


def _ties(source: str, view: View, sparql: str) -> list[Tie]:
    return [Tie(source=source, target=shown(o), count=int(shown(n))) for o, n in run(view, sparql).rows]


def among(view: View, nodes: Sequence[str]) -> list[Tie]:
    """Ties of these parties with each other, most first."""
    wanted = " ".join(str(NamedNode(node)) for node in sorted(nodes))
    rows = run(view, _AMONG.format(nodes=wanted)).rows
    return [Tie(source=shown(one), target=shown(other), count=int(shown(n))) for one, other, n in rows]


def pairs(view: View) -> list[Tie]:
    """All pairs of parties that share events, most first."""
    rows = run(view, _PAIRS).rows
    return [Tie(source=shown(one), target=shown(other), count=int(shown(n))) for one, other, n in rows]


def told_of(view: View, event: str, most: int = 200) -> Listed[Claim]:
    """The tellings of an event."""
    return _claims(view, f"?claim kg:about {NamedNode(event)} ; a kg:Claim .", most)


def told_between(view: View, a: str, b: str, most: int) -> Listed[Claim]:
    """The newest tellings of events of two parties."""
    where = f"?claim kg:about ?event ; a kg:Claim . ?event sem:hasActor {NamedNode(a)} , {NamedNode(b)} ."
    return _claims(view, where, most)


def said_by(view: View, speaker: str, most: int) -> Listed[Claim]:
    """The newest statements of a speaker, or what an agency carried."""
    return _claims(view, f"?claim kg:speaker|kg:via {NamedNode(speaker)} ; a kg:Claim .", most)


def said_for(view: View, party: str, most: int) -> Listed[Claim]:
    """The newest statements of those who speak for a party, and of the party itself."""
    return _claims(view, f"?claim kg:speaker/kg:party? {NamedNode(party)} ; a kg:Claim .", most)


def _claims(view: View, where: str, most: int) -> Listed[Claim]:
    wanted = column(view, _CLAIMS.format(where=where, most=most))
    place = {iri: at for at, iri in enumerate(wanted)}
    rows = sorted(claims(view, wanted), key=lambda claim: place[claim.iri])
    return Listed(rows=rows, all=number(view, _CLAIM_COUNT.format(where=where)))


def speakers(view: View, most: int, *, party: str = "") -> list[Tie]:
    """Who speaks most, of all or for one party; ``count`` is the number of statements."""
    where = f". ?who kg:party {NamedNode(party)}" if party else ". ?who a kg:Person"
    return _ties(party, view, _SPOKEN.format(where=where, most=most))


def tenures(view: View, *, person: str = "", party: str = "", office: str = "") -> list[Facts]:
    """Offices held: facts of tenures (``kg:person``, ``kg:office``, ``kg:party``, ``kg:officeWords``)."""
    conditions = (("kg:person", person), ("kg:party", party), ("kg:office", office))
    told = " ; ".join(f"{prop} {NamedNode(node)}" for prop, node in conditions if node)
    found = facts(view, column(view, f"SELECT ?t {{ ?t a kg:Tenure ; {told} }}"))
    return list(found.values())


def countries(view: View, listed: Sequence[Event]) -> dict[str, int]:
    """Party to the number of these events that took place in it."""
    if not listed:
        return {}
    nodes = " ".join(str(NamedNode(event.iri)) for event in listed)
    seen = {(shown(event), shown(party)) for event, party in run(view, _COUNTRIES.format(nodes=nodes)).rows}
    counts: dict[str, int] = {}
    for _, where in sorted(seen):
        counts[where] = counts.get(where, 0) + 1
    return counts


def articles(view: View, iris: Sequence[str]) -> dict[str, Facts]:
    """Facts of articles: title, source, day, address."""
    return facts(view, [iri for iri in iris if iri.startswith(PREFIXES["article"])])


def counts(view: View) -> dict[str, int]:
    """How many nodes of each class that a front page counts."""
    wanted = ("Article", "Event", "Claim", "Person")
    values = " ".join(f"kg:{name}" for name in wanted)
    query = f"SELECT ?k (COUNT(DISTINCT ?n) AS ?c) {{ VALUES ?k {{ {values} }} ?n a ?k }} GROUP BY ?k"
    found = {shown(k).rpartition("#")[2]: int(shown(c)) for k, c in run(view, query).rows}
    return {name: found.get(name, 0) for name in wanted}
