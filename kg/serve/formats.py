"""Content negotiation: media types of SPARQL results and of RDF, and which of them a client wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyoxigraph import QueryResultsFormat, RdfFormat

RESULTS: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
"""Of SELECT and ASK (which has neither CSV nor TSV); the first is the one for who takes anything."""

GRAPHS: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
"""Of CONSTRUCT, DESCRIBE and a single graph."""

DATASETS: Mapping[str, RdfFormat] = {
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/ld+json": RdfFormat.JSON_LD,
}
"""Of all graphs together."""

SHORT = {
    "json": "application/json",
    "xml": "application/xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""What ``format=`` in an address may say, for who cannot set a header."""

_TOO_MANY = 64


def accepted(header: str) -> list[tuple[str, float]]:
    """Media ranges of an ``Accept`` header with their weights (RFC 9110, 12.5.1); a weight of 0 refuses.

    >>> accepted("text/csv;q=0.5, */*;q=0.1")
    [('text/csv', 0.5), ('*/*', 0.1)]
    """
    ranges = []
    for part in header.split(",")[:_TOO_MANY]:
        name, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = min(1.0, max(0.0, float(parameter[2:])))
                except ValueError:
                    weight = 0.0
        if name:
            ranges.append((name, weight))
    return ranges


def choose(header: str, offered: Sequence[str]) -> str | None:
    """The media type of ``offered`` that the client likes best, the first of equals; None for none."""
    ranges = accepted(header) or [("*/*", 1.0)]
    best: tuple[float, int] | None = None
    for place, media in enumerate(offered):
        weight = _weight(media, ranges)
        if weight > 0 and (best is None or (weight, -place) > best):
            best = (weight, -place)
    return None if best is None else offered[-best[1]]


def _weight(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """The weight that the most specific range gives to ``media``."""
    fitting = dict(reversed(ranges))
    for name in (media, f"{media.partition('/')[0]}/*", "*/*"):
        if name in fitting:
            return fitting[name]
    return 0.0
