"""What a worker does for the endpoint: plain functions of a view, whose replies are whole answers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, QuerySolutions, QueryTriples, RdfFormat, Triple, serialize

from kg.graph.vocabulary import PREFIXES
from kg.model import KgError
from kg.serve.formats import DATASETS, GRAPHS, RESULTS, choose
from kg.store.protocol import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer ready to be sent: HTTP status, media type, bytes."""

    status: int
    media: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A query as the SPARQL 1.1 Protocol brings it."""

    sparql: str
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    most: int = 64 << 20
    """Bytes of the answer."""


_BOOLEAN = [name for name in RESULTS if name not in ("text/csv", "text/tab-separated-values")]


def refusal(status: int, words: str) -> Reply:
    """A refusal in one line."""
    return Reply(status=status, media="text/plain; charset=utf-8", body=f"{words}\n".encode())


def answer(view: View, query: Query) -> Reply:
    """Answer a query in the format that the client likes best, or say why not."""
    try:
        result = view.query(
            query.sparql,
            default_graphs=_nodes(query.default_graphs),
            named_graphs=_nodes(query.named_graphs),
        )
    except KgError as error:
        return refusal(400, str(error))
    if isinstance(result, QueryTriples):
        return written(result, query.accept, query.most)
    offered = list(RESULTS) if isinstance(result, QuerySolutions) else _BOOLEAN
    media = choose(query.accept, offered)
    if media is None:
        return refusal(406, f"this answer comes as {', '.join(offered)}: ask for one of them")
    out = Bounded(query.most)
    try:
        result.serialize(out, RESULTS[media])
    except OSError:
        if out.overfull:
            return _too_large(query.most)
        raise
    return Reply(status=200, media=_spelt(media), body=out.getvalue())


def graph(view: View, name: str | None, accept: str, most: int) -> Reply:
    """One named graph, or with None the union of all graphs, as RDF; 404 when there is no such graph."""
    if name is None:
        return written(_once(view.quads()), accept, most)
    quads = list(view.quads(NamedNode(name)))
    if not quads:
        return refusal(404, f"no graph {name}: SELECT DISTINCT ?g {{ GRAPH ?g {{}} }} lists the graphs")
    return written((quad.triple for quad in quads), accept, most)


def _once(quads: Iterable[Quad]) -> Iterator[Triple]:
    """The triples of several graphs, each once, one by one: a limit may end it early."""
    seen: set[Triple] = set()
    for quad in quads:
        triple = quad.triple
        if triple not in seen:
            seen.add(triple)
            yield triple


def dataset(view: View, accept: str, most: int) -> Reply:
    """All named graphs, each with its name."""
    return written(view.quads(), accept, most, formats=DATASETS)


def written(
    statements: Iterable[Quad] | Iterable[Triple],
    accept: str,
    most: int = 64 << 20,
    *,
    formats: Mapping[str, RdfFormat] = GRAPHS,
    prefixes: Mapping[str, str] = PREFIXES,
) -> Reply:
    """Statements in the one of ``formats`` that the client likes best; 406 and 413 as for a query."""
    media = choose(accept, list(formats))
    if media is None:
        return refusal(406, f"this comes as {', '.join(formats)}: ask for one of them")
    out = Bounded(most)
    try:
        serialize(statements, out, formats[media], prefixes=dict(prefixes))
    except OSError:
        if out.overfull:
            return _too_large(most)
        raise
    return Reply(status=200, media=_spelt(media), body=out.getvalue())


def _too_large(most: int) -> Reply:
    return refusal(
        413,
        f"the answer is larger than {most:,} bytes: ask for less (LIMIT), "
        "or start the server with a larger --max-result",
    )


def _nodes(names: Iterable[str]) -> list[NamedNode]:
    try:
        return [NamedNode(name) for name in names]
    except ValueError as error:
        raise KgError(f"a graph's name must be an absolute IRI: {error}") from error


def _spelt(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


class Bounded(io.BytesIO):
    """A stream in memory that fails when more than ``most`` bytes are written."""

    def __init__(self, most: int) -> None:
        """An empty stream."""
        super().__init__()
        self._left = most
        self.overfull = False

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        """Keep ``data``; OSError when that is too much."""
        count = super().write(data)
        self._left -= count
        if self._left < 0:
            self.overfull = True
            raise OSError("the answer is too large")
        return count
