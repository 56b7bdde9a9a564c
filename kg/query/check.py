"""Whether a graph keeps what the vocabulary promises: the SHACL shapes, and offsets that hold."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from kg.graph.vocabulary import TEXT
from kg.query.answers import run, shortened, shown
from kg.store.ontology import ontology_folder
from kg.store.protocol import View

if TYPE_CHECKING:
    from rdflib import Graph

_SPANS = """SELECT ?span ?article ?words ?begin ?end WHERE {
  ?span a kg:Span ; nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; kg:inArticle ?article .
} ORDER BY ?article ?begin ?end"""
_TEXTS = """SELECT ?article ?text ?hash WHERE {
  ?article kg:text ?text . OPTIONAL { ?article kg:sha256 ?hash }
}"""
_LONELY = """SELECT ?event WHERE {
  ?event a kg:Event .
  FILTER NOT EXISTS { ?mention kg:mentionOf ?event ; kg:toldIn ?article . ?article a kg:Article }
} ORDER BY ?event"""
_DANGLING = """SELECT ?claim ?event WHERE {
  ?claim kg:about ?event . FILTER NOT EXISTS { ?event a kg:Event }
} ORDER BY ?claim ?event"""


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
    return tuple(sorted({*_shapes(view), *_spans(view), *_ties(view)}))


def _shapes(view: View) -> list[Finding]:
    # heavy libraries: loaded only when a check is asked for
    from pyshacl import validate
    from rdflib import Graph
    from rdflib.namespace import SH

    shapes = Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")
    conforms, report, _ = validate(_rdflib(view), shacl_graph=shapes, inference="none", advanced=False)
    if conforms or not isinstance(report, Graph):
        return []
    return [
        Finding(
            str(report.value(result, SH.focusNode)),
            str(report.value(result, SH.resultPath) or ""),
            str(report.value(result, SH.resultMessage)),
        )
        for result in report.objects(None, SH.result)
    ]


def _rdflib(view: View) -> Graph:
    """The union of all graphs for pyshacl; the texts of articles shortened, the shapes do not read them."""
    from rdflib import Graph, Literal

    from kg.query.terms import node, value

    graph = Graph()
    for quad in view.quads():
        what = Literal("…") if quad.predicate == TEXT else value(quad.object)
        graph.add((node(quad.subject), node(quad.predicate), what))
    return graph


def _spans(view: View) -> list[Finding]:
    """Spans whose words are not those of the article at their offsets; texts that do not fit their hash."""
    findings = []
    texts = {}
    for article, text, digest in run(view, _TEXTS).rows:
        texts[shown(article)] = shown(text)
        if digest is not None and hashlib.sha256(shown(text).encode()).hexdigest() != shown(digest):
            findings.append(Finding(shown(article), "kg:sha256", "the hash is not that of the text"))
    for row in run(view, _SPANS).rows:
        span, where, words, begin, end = map(shown, row)
        if texts.get(where, "")[int(begin) : int(end)] != words:
            findings.append(Finding(span, "nif:anchorOf", "the article has other words at these offsets"))
    return findings


def _ties(view: View) -> list[Finding]:
    alone = "no article supports it"
    lonely = [Finding(shown(row[0]), "kg:mentions", alone) for row in run(view, _LONELY).rows]
    dangling = [
        Finding(shown(claim), "kg:about", f"it tells of {shown(event)}, which is not in the graph")
        for claim, event in run(view, _DANGLING).rows
    ]
    return lonely + dangling
