"""RDF/XML: the union of all graphs, for tools that read nothing else."""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.graph.vocabulary import PREFIXES
from kg.store.protocol import View


def rdfxml(view: View, stream: BinaryIO) -> None:
    """The union of all graphs, subjects in order of their IRIs."""
    triples = sorted({quad.triple for quad in view.quads()}, key=str)
    serialize(triples, stream, RdfFormat.RDF_XML, prefixes=PREFIXES)
