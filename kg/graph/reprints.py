"""Which article repeats which, as quads of a graph of their own."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import Quad

from kg.graph.iris import article_iri
from kg.graph.vocabulary import REPRINTS_GRAPH, kg


def reprint_quads(found: Mapping[str, str]) -> list[Quad]:
    """``kg:reprintOf`` for each pair that ``kg.resolve.reprints`` found (id to id), sorted."""
    return [
        Quad(article_iri(later), kg("reprintOf"), article_iri(first), REPRINTS_GRAPH)
        for later, first in sorted(found.items())
    ]
