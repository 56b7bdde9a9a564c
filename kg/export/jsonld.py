"""JSON-LD 1.1, expanded: named graphs kept, full IRIs, so that no context need be fetched."""

from __future__ import annotations

from typing import BinaryIO

from pyoxigraph import RdfFormat, serialize

from kg.graph.vocabulary import PREFIXES
from kg.store.protocol import View


def jsonld(view: View, stream: BinaryIO) -> None:
    """All quads, graphs and subjects in order of their IRIs."""
    quads = sorted(view.quads(), key=lambda quad: (str(quad.graph_name), str(quad)))
    serialize(quads, stream, RdfFormat.JSON_LD, prefixes=PREFIXES)
    stream.write(b"\n")
