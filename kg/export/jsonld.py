"""JSON-LD 1.1, compacted: prefixed keys, nodes as plain strings, named graphs kept.

The context stands in the document, so that nothing need be fetched; ``ontologies/context.jsonld`` is the
same, for documents of one's own. Written here: rdflib's compaction takes minutes for a graph of this size,
and the graph has neither blank nodes nor lists, which are what makes compaction hard.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.vocabulary import PREFIXES, TYPE
from kg.query.answers import shortened
from kg.store.ontology import ontology_quads
from kg.store.protocol import Term, View

Json = dict[str, object]
_OBJECT_PROPERTY = NamedNode(f"{PREFIXES['owl']}ObjectProperty")
_NODES = (
    "skos:broader",
    "skos:broaderTransitive",
    "skos:inScheme",
    "owl:sameAs",
    "sem:hasActor",
    "prov:wasGeneratedBy",
)
"""Properties of other vocabularies whose objects here are always nodes."""
_XSD = PREFIXES["xsd"]
_STRING = NamedNode(f"{_XSD}string")


def context() -> Json:
    """The context: all prefixes, and which properties of ``kg:`` lead to nodes.

    Keys keep their prefix, since the names of many properties are prefixes too (``kg:party``, ``party:CN``).
    """
    terms: Json = {name: PREFIXES[name] for name in PREFIXES}
    for quad in ontology_quads():
        if quad.predicate == TYPE and quad.object == _OBJECT_PROPERTY:
            terms[shortened(str(quad.subject)[1:-1])] = {"@type": "@id"}
    terms |= {name: {"@type": "@id"} for name in _NODES}
    return {"@context": {"@version": 1.1, **dict(sorted(terms.items()))}}


def jsonld(view: View, stream: BinaryIO) -> None:
    """All quads: one object per graph, in it one per node, in order of their IRIs."""
    terms = context()
    compact = Compaction(terms["@context"])  # type: ignore[arg-type]
    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in view.quads():
        graphs[quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""].append(quad)
    stream.write(
        b'{"@context": ' + json.dumps(terms["@context"], ensure_ascii=False).encode() + b',\n"@graph": ['
    )
    for number, name in enumerate(sorted(graphs)):
        whole = {"@id": compact.iri(name), "@graph": compact.nodes(graphs[name])}
        stream.write(b",\n" if number else b"\n")
        stream.write(json.dumps(whole, ensure_ascii=False, indent=1).encode())
    stream.write(b"\n]}\n")


class Compaction:
    """Turns nodes into objects with the keys of one context."""

    def __init__(self, terms: Mapping[str, object]) -> None:
        """``terms`` is what stands below ``@context``."""
        self._nodes = {name for name, meaning in terms.items() if meaning == {"@type": "@id"}}
        self._names: dict[str, str] = {}

    def nodes(self, quads: Iterable[Quad]) -> list[Json]:
        """An object per subject."""
        said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
        for quad in sorted(quads, key=str):
            said[str(quad.subject)[1:-1]][quad.predicate.value].append(quad.object)
        return [self._node(subject, said[subject]) for subject in sorted(said)]

    def _node(self, subject: str, said: Mapping[str, list[Term]]) -> Json:
        node: Json = {"@id": self.iri(subject)}
        for predicate in sorted(said, key=lambda name: (name != TYPE.value, name)):
            if predicate == TYPE.value:
                node["@type"] = _single([self.iri(str(kind)[1:-1]) for kind in said[predicate]])
                continue
            key = self.iri(predicate)
            node[key] = _single([self._value(term, key in self._nodes) for term in said[predicate]])
        return node

    def _value(self, term: Term, nodes: bool) -> object:
        if isinstance(term, NamedNode):
            return self.iri(term.value) if nodes else {"@id": self.iri(term.value)}
        if not isinstance(term, Literal):
            raise TypeError(f"not a term of this graph: {term}")
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if term.datatype == _STRING and not nodes:
            return term.value
        kind = term.datatype.value
        if kind == f"{_XSD}integer" and str(int(term.value)) == term.value:
            return int(term.value)
        if kind == f"{_XSD}boolean" and term.value in ("true", "false"):
            return term.value == "true"
        return {"@value": term.value, "@type": self.iri(kind)}

    def iri(self, iri: str) -> str:
        """``prefix:local`` where the longest prefix fits, else the whole IRI."""
        known = self._names.get(iri)
        if known is None:
            name = shortened(iri)
            # what begins with // after the colon would be read as a whole IRI
            known = self._names[iri] = iri if name.partition(":")[2].startswith("//") else name
        return known


def _single(values: list[object] | list[str]) -> object:
    return values[0] if len(values) == 1 else values
