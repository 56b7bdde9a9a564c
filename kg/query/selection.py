"""The part of a graph that some events make up: with their tellings, words, people, places and concepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad

from kg.graph.vocabulary import MENTIONS, RELATIONS_GRAPH, kg, term
from kg.query.answers import run
from kg.query.named import ask
from kg.store import Store
from kg.store.protocol import View

_FOLLOWED = {
    term("skos:broader"),
    *map(
        kg,
        (
            "evidence",
            "inArticle",
            "quantity",
            "actor",
            "recipient",
            "agent",
            "place",
            "inPlace",
            "speaker",
            "via",
            "cites",
            "party",
            "person",
            "office",
            "type",
            "status",
            "topic",
            "act",
            "unit",
            "scope",
            "ploverCategory",
            "memberOf",
        ),
    ),
}
_CHUNK = 500


def select(view: View, params: Mapping[str, str]) -> View:
    """The view itself without ``params``, else a graph in memory of the events that they let pass.

    ``params`` are those of the question ``events``. With the events come their tellings and what those cite,
    the spans and articles, the people with their tenures in these articles, places, parties and concepts;
    not the derived relations, which count all events. Raises KgError as ``ask`` does.
    """
    if not params:
        return view
    events = [
        node for node, *_ in ask(view, "events", params, named=False).rows if isinstance(node, NamedNode)
    ]
    quads = _reached(view, {*events, *_pointing(view, "kg:about", events)})
    people = {q.object for q in quads if q.predicate in (kg("agent"), kg("speaker"))}
    articles = {quad.object for quad in quads if quad.predicate == kg("inArticle")}
    tenures = _pointing(view, "kg:person", [p for p in people if isinstance(p, NamedNode)])
    for tenure in sorted(tenures, key=str):
        said = _reached(view, {tenure})
        if {quad.object for quad in said if quad.predicate == kg("inArticle")} <= articles:
            quads |= said
    nodes = {quad.subject for quad in quads}
    kept = (quad for quad in quads if quad.predicate != MENTIONS or quad.object in nodes)
    database = ox.Store()
    database.extend(kept)
    return Store(database)


def _reached(view: View, start: Iterable[NamedNode]) -> set[Quad]:
    """All that is said of the nodes of ``start`` and of those that they lead to."""
    quads: set[Quad] = set()
    done: set[NamedNode] = set()
    ahead = set(start)
    while ahead:
        done |= ahead
        found = {quad for chunk in _chunks(ahead) for quad in _said(view, chunk)}
        quads |= found
        ahead = {
            quad.object
            for quad in found
            if quad.predicate in _FOLLOWED and isinstance(quad.object, NamedNode)
        } - done
    return quads


def _said(view: View, nodes: str) -> Iterable[Quad]:
    rows = run(view, f"SELECT ?s ?p ?o ?g {{ VALUES ?s {{ {nodes} }} GRAPH ?g {{ ?s ?p ?o }} }}").rows
    return (Quad(*row) for row in rows if row[3] != RELATIONS_GRAPH)  # type: ignore[arg-type]


def _pointing(view: View, predicate: str, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    """The nodes that lead to ``nodes`` by ``predicate``."""
    found: set[NamedNode] = set()
    for chunk in _chunks(nodes):
        rows = run(view, f"SELECT DISTINCT ?s {{ VALUES ?o {{ {chunk} }} ?s {predicate} ?o }}").rows
        found |= {row[0] for row in rows if isinstance(row[0], NamedNode)}
    return found


def _chunks(nodes: Iterable[NamedNode]) -> Iterable[str]:
    ordered = sorted(map(str, nodes))
    return (" ".join(ordered[start : start + _CHUNK]) for start in range(0, len(ordered), _CHUNK))
