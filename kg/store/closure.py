"""What follows from the ontologies, so that plain queries find it: classes, broader concepts, members.

RDFS class membership (rules rdfs9 and rdfs11, classes of this project only), ``skos:broaderTransitive``
(SKOS reference, S22 and S24), and ``kg:memberOf`` as the way back from ``kg:member``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode, Quad

from kg.graph.vocabulary import ONTOLOGY_GRAPH, PREFIXES, TYPE, kg, term

VERSION = "1"
"""Grows when more or less follows from the same files: stores then renew their ontologies."""

_SUBCLASS, _BROADER, _TRANSITIVE = (
    term("rdfs:subClassOf"),
    term("skos:broader"),
    term("skos:broaderTransitive"),
)
Links = Mapping[NamedNode, set[NamedNode]]


def closure(said: Iterable[Quad]) -> set[Quad]:
    """The quads that follow from ``said`` and are not among them."""
    quads = set(said)
    classes = above(_links(quads, _SUBCLASS))
    found: set[Quad] = set()
    for node, kinds in _links(quads, TYPE).items():
        for kind in {parent for child in kinds for parent in classes.get(child, ())}:
            if kind.value.startswith(PREFIXES["kg"]):
                found.add(Quad(node, TYPE, kind, ONTOLOGY_GRAPH))
    for concept, wider in above(_links(quads, _BROADER)).items():
        found |= {Quad(concept, _TRANSITIVE, parent, ONTOLOGY_GRAPH) for parent in wider}
    for region, members in _links(quads, kg("member")).items():
        found |= {Quad(member, kg("memberOf"), region, ONTOLOGY_GRAPH) for member in members}
    return found - quads


def above(links: Links) -> dict[NamedNode, set[NamedNode]]:
    """All that each node reaches by one link or more; circles do no harm."""
    reached: dict[NamedNode, set[NamedNode]] = {}
    for start in links:
        seen: set[NamedNode] = set()
        ahead = list(links[start])
        while ahead:
            node = ahead.pop()
            if node not in seen:
                seen.add(node)
                ahead.extend(links.get(node, ()))
        reached[start] = seen
    return reached


def _links(quads: Iterable[Quad], predicate: NamedNode) -> Links:
    links: dict[NamedNode, set[NamedNode]] = defaultdict(set)
    for quad in quads:
        if (
            quad.predicate == predicate
            and isinstance(quad.subject, NamedNode)
            and isinstance(quad.object, NamedNode)
        ):
            links[quad.subject].add(quad.object)
    return dict(links)
