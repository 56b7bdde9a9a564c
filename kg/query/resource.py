"""Any node of the store: what is said of it, what points to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Triple

from kg.query.answers import run, shortened, shown
from kg.query.nodes import Facts, facts, is_iri, number
from kg.query.profile import party
from kg.store.protocol import View

_INVERSE = "SELECT DISTINCT ?p ?s {{ ?s ?p {} FILTER(?p != kg:mentions) }} ORDER BY ?p ?s LIMIT {}"
_COUNT = "SELECT (COUNT(*) AS ?n) {{ SELECT DISTINCT ?p ?s {{ ?s ?p {} FILTER(?p != kg:mentions) }} }}"
_WHOLE = "CONSTRUCT {{ {0} ?p ?o }} WHERE {{ {0} ?p ?o }}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A node as the store describes it."""

    iri: str
    facts: Facts
    inverse: Sequence[tuple[str, str]]
    """``(property, node)`` of what points here; the first of ``inverse_all``."""
    inverse_all: int


_PAIR = "CONSTRUCT {{ ?e ?p ?o }} WHERE {{ ?e a kg:Event ; sem:hasActor {} , {} ; ?p ?o }}"
_TIES = "CONSTRUCT {{ ?r ?p ?o }} WHERE {{ ?r a kg:Relation ; ?p ?o }}"


def exists(view: View, iris: Sequence[str]) -> str | None:
    """The first of these IRIs of which the store says something."""
    for iri in iris:
        if (
            is_iri(iri)
            and run(view, f"ASK {{ {{ {NamedNode(iri)} ?p ?o }} UNION {{ ?s ?q {NamedNode(iri)} }} }}").truth
        ):
            return iri
    return None


def resource(view: View, iri: str, most: int = 40) -> Resource | None:
    """What is said of a node; None when nothing is, and nothing points to it."""
    node = NamedNode(iri)
    of = facts(view, [iri]).get(iri, {})
    pointing = run(view, _INVERSE.format(node, most)).rows
    if not of and not pointing:
        return None
    return Resource(
        iri=iri,
        facts=of,
        inverse=[(shortened(shown(p)), shown(s)) for p, s in pointing],
        inverse_all=number(view, _COUNT.format(node)),
    )


def events_between(view: View, codes: Sequence[str]) -> list[Triple]:
    """All that is said of the events of two parties, named by their codes; nothing for an unknown code."""
    found = [party(view, code) for code in codes]
    if None in found:
        return []
    return list(run(view, _PAIR.format(*(NamedNode(iri) for iri in found if iri))).triples or ())


def relations(view: View, wanted: Sequence[str] = ()) -> list[Triple]:
    """All ties of two parties with their numbers of events; ``wanted`` is not used."""
    return list(run(view, _TIES.format()).triples or ())


def triples(view: View, iris: Sequence[str]) -> list[Triple]:
    """All that is said of the first of these IRIs that the store knows, in order."""
    iri = exists(view, iris)
    if iri is None:
        return []
    return list(run(view, _WHOLE.format(NamedNode(iri))).triples or ())
