"""Whether a graph keeps what the vocabulary promises: the SHACL shapes, and offsets that hold.

A store is checked part by part (some articles, some events, some people at a time), each with what the
shapes ask of the nodes that it refers to, so that memory does not grow with the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph.vocabulary import (
    ANCHOR_OF,
    BEGIN,
    CODE,
    END,
    IN_ARTICLE,
    ONTOLOGY_GRAPH,
    PREF_LABEL,
    PREFIXES,
    TEXT,
    TYPE,
    kg,
    term,
)
from kg.query.answers import run, shortened, shown
from kg.store.ontology import ontology_folder
from kg.store.protocol import View

if TYPE_CHECKING:
    from rdflib import Graph

_QUADS = 60_000
"""Quads that are validated together: more does not go faster."""
_ARTICLES = f"{PREFIXES['graph']}article/"
_HOP = (TYPE, CODE, PREF_LABEL)
"""What shapes ask of a node that another node refers to."""
_LONELY = """SELECT ?event WHERE {
  ?event a kg:Event .
  FILTER NOT EXISTS { ?mention kg:mentionOf ?event ; kg:toldIn ?article . ?article a kg:Article }
} ORDER BY ?event"""
_NAMELESS = """SELECT ?name WHERE {
  ?name a kg:PersonName . FILTER NOT EXISTS { ?article kg:mentions ?name ; a kg:Article }
} ORDER BY ?name"""
_DANGLING = """SELECT ?claim ?mention WHERE {
  ?claim kg:tells ?mention . FILTER NOT EXISTS { ?claim kg:about ?event . ?mention kg:mentionOf ?event }
} ORDER BY ?claim ?mention"""
_NOBODY = """SELECT ?event WHERE {
  ?event a kg:Event ; kg:type ?type .
  FILTER NOT EXISTS { ?event kg:actor ?actor } FILTER NOT EXISTS { ?event kg:recipient ?recipient }
  FILTER(?type NOT IN (type:attack, type:protest))
} ORDER BY ?event"""
"""Violence and protest may be told without anybody."""
_MISCOUNTED = """SELECT ?event ?count ?found WHERE {
  { SELECT ?event (COUNT(DISTINCT ?in) AS ?found) { ?m kg:mentionOf ?event ; kg:toldIn ?in } GROUP BY ?event }
  ?event kg:articleCount ?count . FILTER(?count != ?found)
} ORDER BY ?event"""


class Finding(NamedTuple):
    """One thing that does not hold: the node, the property (or "") and what is wrong."""

    node: str
    path: str
    message: str

    def __str__(self) -> str:
        path = shortened(self.path) if "://" in self.path else self.path
        return f"{shortened(self.node)} {path}: {self.message}"


def check(view: View) -> tuple[Finding, ...]:
    """Everything in the graph that breaks a SHACL shape or an invariant, sorted; () when all is well."""
    found = set(_ties(view))
    for part in _parts(view):
        found.update(_shapes(view, part), _spans(part))
    return tuple(sorted(found))


def _parts(view: View) -> Iterator[list[Quad]]:
    """The quads of the store but for the ontologies: whole articles together, then other whole nodes."""
    part: list[Quad] = []
    articles = sorted((g for g in view.graphs() if g.value.startswith(_ARTICLES)), key=str)
    for graph in articles:
        part += view.quads(graph)
        if len(part) >= _QUADS:
            yield part
            part = []
    yield part
    others = set(view.graphs()) - set(articles) - {ONTOLOGY_GRAPH}
    nodes = iter(sorted({q.subject for graph in others for q in view.quads(graph)}, key=str))
    while some := list(islice(nodes, _QUADS // 12)):
        yield [quad for node in some for graph in others for quad in view.about(node, graph)]


def _shapes(view: View, part: list[Quad]) -> list[Finding]:
    """What breaks a shape among the nodes that ``part`` describes."""
    # heavy libraries: loaded only when a check is asked for
    from pyshacl import validate
    from rdflib import Graph
    from rdflib.namespace import SH

    shapes = Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")
    own = {str(quad.subject)[1:-1] for quad in part}
    data = _rdflib([*part, *_neighbours(view, part)])
    conforms, report, _ = validate(data, shacl_graph=shapes, inference="none", advanced=False)
    if conforms or not isinstance(report, Graph):
        return []
    return [
        Finding(
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath) or ""),
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.objects(None, SH.result)
        if str(report.value(result, SH.focusNode)) in own
    ]


def _neighbours(view: View, part: list[Quad]) -> Iterator[Quad]:
    """Class, code and label of all nodes that ``part`` refers to; and all of the nodes it tells of.

    What is told of a claim or a mention stands in two graphs, that of the article and a resolved one.
    """
    seen: set[NamedNode | BlankNode | Literal | Triple] = set()
    for quad in part:
        if quad.object not in seen and isinstance(quad.object, NamedNode):
            seen.add(quad.object)
            for predicate in _HOP:
                yield from view.about(quad.object, None, predicate)
    for subject in {quad.subject for quad in part}:
        if isinstance(subject, NamedNode):
            for quad in view.about(subject, None):
                yield quad
                if isinstance(quad.object, NamedNode) and quad.object not in seen:
                    seen.add(quad.object)
                    for predicate in _HOP:
                        yield from view.about(quad.object, None, predicate)


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """The quads as one graph for pyshacl; the texts of articles shortened, the shapes do not read them."""
    from rdflib import Graph
    from rdflib import Literal as RdfLiteral

    from kg.query.terms import node, value

    graph = Graph()
    for quad in quads:
        what = RdfLiteral("…") if quad.predicate == TEXT else value(quad.object)
        graph.add((node(quad.subject), node(quad.predicate), what))
    return graph


def _spans(part: list[Quad]) -> list[Finding]:
    """Spans whose words are not those of the article at their offsets; texts that do not fit their hash."""
    told: dict[NamedNode, dict[str, str]] = {p: {} for p in (ANCHOR_OF, BEGIN, END, IN_ARTICLE, TEXT)}
    told[kg("sha256")] = {}
    for quad in part:
        if quad.predicate in told:
            told[quad.predicate][shown(quad.subject)] = shown(quad.object)
    findings = [
        Finding(article, "kg:sha256", "the hash is not that of the text")
        for article, digest in told[kg("sha256")].items()
        if hashlib.sha256(told[TEXT].get(article, "").encode()).hexdigest() != digest
    ]
    for span, article in told[IN_ARTICLE].items():
        begin, end = int(told[BEGIN].get(span, 0)), int(told[END].get(span, 0))
        if told[TEXT].get(article, "")[begin:end] != told[ANCHOR_OF].get(span):
            findings.append(
                Finding(span, term("nif:anchorOf").value, "the article has other words at these offsets")
            )
    return findings


def _ties(view: View) -> list[Finding]:
    alone = "no article supports it"
    lonely = [Finding(shown(row[0]), "kg:mentionOf", alone) for row in run(view, _LONELY).rows]
    nameless = [Finding(shown(row[0]), "kg:mentions", alone) for row in run(view, _NAMELESS).rows]
    nobody = [
        Finding(shown(row[0]), "kg:actor", "an event has an actor or a recipient")
        for row in run(view, _NOBODY).rows
    ]
    dangling = [
        Finding(shown(claim), "kg:about", f"it tells {shown(mention)}, but is not about its event")
        for claim, mention in run(view, _DANGLING).rows
    ]
    miscounted = [
        Finding(shown(event), "kg:articleCount", f"{shown(count)}, but {shown(found)} articles tell it")
        for event, count, found in run(view, _MISCOUNTED).rows
    ]
    return lonely + nameless + nobody + dangling + miscounted
