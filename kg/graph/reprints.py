"""Which article repeats which, as quads of a graph of their own, and the sketches that tell it."""

from __future__ import annotations

import base64

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.vocabulary import REPRINT_OF, REPRINTS_GRAPH, XSD_BASE64


def reprint(later: str, first: str) -> Quad:
    """That an article carries the text of an earlier one; both are IRIs."""
    return Quad(NamedNode(later), REPRINT_OF, NamedNode(first), REPRINTS_GRAPH)


def sketch_literal(slots: bytes) -> Literal:
    """A sketch as it stands in the graph of its article."""
    return Literal(base64.b64encode(slots).decode(), datatype=XSD_BASE64)


def slots_of(literal: Literal) -> bytes:
    """The sketch that ``sketch_literal`` wrote."""
    return base64.b64decode(literal.value)
