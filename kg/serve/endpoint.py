"""SPARQL 1.1 Protocol (query) and Graph Store HTTP Protocol (reading) over a pool of workers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.model import KgError
from kg.serve.formats import SHORT
from kg.serve.pool import Overloaded, Pool, Unanswered
from kg.serve.work import Query, Reply, answer, dataset, graph, refusal
from kg.store.keywords import calls_out

_LARGEST_QUERY = 1 << 20
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_READ_ONLY = "this endpoint is read-only: kg build and kg remove change the store"
Pairs = Sequence[tuple[str, str]]


async def worked(request: Request, function: Callable[..., Any], *arguments: Any) -> Any:
    """``function(view, *arguments)`` from a worker; the work ends when the client goes away.

    For every route that needs the store, pages too. Raises KgError, of which ``sent`` makes a reply.
    """
    pool: Pool = request.app.state.pool
    work = asyncio.ensure_future(pool.call(function, *arguments))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise Unanswered("the client went away")
        return work.result()
    finally:
        gone.cancel()
        work.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def sent(request: Request, function: Callable[..., Any], *arguments: Any) -> Response:
    """The Reply of a worker's function as a response; errors as one line with a fitting status."""
    try:
        reply = await worked(request, function, *arguments)
    except Overloaded as error:
        return response(refusal(503, str(error)), {"Retry-After": "5"})
    except Unanswered as error:
        return response(refusal(503, str(error)))
    except KgError as error:
        return response(refusal(500, str(error)))
    return response(reply)


def response(reply: Reply, headers: dict[str, str] | None = None) -> Response:
    """A reply as Starlette sends it; answers differ by ``Accept`` and are data, never a page to run."""
    fixed = {"Vary": "Accept", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    return Response(
        reply.body,
        status_code=reply.status,
        headers={**fixed, **(headers or {}), "Content-Type": reply.media},
    )


async def sparql(request: Request) -> Response:
    """``/sparql``: GET, and POST of a form or of the query itself; without a query, the description."""
    try:
        pairs, text = await _parameters(request)
    except _Refused as refused:
        return response(refused.reply)
    queries = [*text, *(value for name, value in pairs if name == "query")]
    if any(name == "update" for name, _ in pairs):
        return response(refusal(403, _READ_ONLY))
    if not queries and request.method != "POST":
        described: Callable[[Request], Awaitable[Response]] = request.app.state.described
        return await described(request)
    if len(queries) != 1:
        return response(refusal(400, f"one query is wanted, {len(queries)} came: give query= once"))
    if calls_out(queries[0]):
        return response(
            refusal(
                403,
                "SERVICE is refused: this endpoint asks no other (a prefix that "
                "holds the word must be renamed)",
            )
        )
    query = Query(
        sparql=queries[0],
        accept=accept(request, pairs),
        default_graphs=tuple(value for name, value in pairs if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in pairs if name == "named-graph-uri"),
        most=request.app.state.pool.limits.result,
    )
    return await sent(request, answer, query)


async def graphs(request: Request) -> Response:
    """``/data``: ``?graph=IRI`` one graph, ``?default`` the union of all, without either all with names."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    names = [value for name, value in pairs if name == "graph"]
    union = any(name == "default" for name, _ in pairs)
    if len(names) + union > 1:
        return response(refusal(400, "give graph=IRI once, or default, or neither"))
    wanted, most = accept(request, pairs), request.app.state.pool.limits.result
    if not names and not union:
        return await sent(request, dataset, wanted, most)
    if names and not _absolute(names[0]):
        return response(refusal(400, f"graph={names[0]}: an absolute IRI is wanted"))
    return await sent(request, graph, names[0] if names else None, wanted, most)


def accept(request: Request, pairs: Pairs = ()) -> str:
    """What the client takes: ``format=`` in the address, else its ``Accept`` header."""
    asked = next((value for name, value in pairs if name == "format"), "")
    return SHORT.get(asked, asked) or ", ".join(request.headers.getlist("accept")) or "*/*"


class _Refused(Exception):
    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.reply = refusal(status, words)


async def _parameters(request: Request) -> tuple[Pairs, list[str]]:
    """Parameters of the address or the form, and the queries that came as a body (none or one)."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method != "POST":
        return pairs, []
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media == _UPDATE:
        raise _Refused(403, _READ_ONLY)
    if media not in (_FORM, _QUERY):
        raise _Refused(415, f"POST a query as {_FORM} or {_QUERY}, not as {media or 'nothing'}")
    body = await _body(request)
    if media == _QUERY:
        return pairs, [body]
    return [*pairs, *parse_qsl(body, keep_blank_values=True)], []


async def _body(request: Request) -> str:
    data = b""
    async for part in request.stream():
        data += part
        if len(data) > _LARGEST_QUERY:
            raise _Refused(413, f"a query of more than {_LARGEST_QUERY:,} bytes is refused")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise _Refused(400, f"the request is not UTF-8: {error.reason} at byte {error.start}") from error


def _absolute(iri: str) -> bool:
    scheme, colon, rest = iri.partition(":")
    return bool(
        colon and rest and scheme.isascii() and scheme[:1].isalpha() and not set(iri) & set('<>" {}|\\^`')
    )
