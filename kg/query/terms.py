"""Terms of Oxigraph as terms of rdflib, unchanged: no literal is normalised on the way."""

from __future__ import annotations

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple
from rdflib import BNode, URIRef
from rdflib import Literal as RdfLiteral

_STRING = NamedNode("http://www.w3.org/2001/XMLSchema#string")


def node(term: NamedNode | BlankNode | Triple | DefaultGraph) -> URIRef | BNode:
    """A subject, predicate or named graph; TypeError for what RDF 1.1 does not have."""
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    raise TypeError(f"not a node of RDF 1.1: {term}")


def value(term: NamedNode | BlankNode | Literal | Triple) -> URIRef | BNode | RdfLiteral:
    """An object; TypeError for what RDF 1.1 does not have."""
    if not isinstance(term, Literal):
        return node(term)
    if term.language:
        return RdfLiteral(term.value, lang=term.language)
    if term.datatype == _STRING:
        return RdfLiteral(term.value)
    return RdfLiteral(term.value, datatype=URIRef(term.datatype.value), normalize=False)
