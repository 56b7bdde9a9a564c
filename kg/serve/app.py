"""The application: the protocol's routes, the pages beside them, and what guards both."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.serve import describe, endpoint
from kg.serve.formats import choose
from kg.serve.pool import Limits, Pool

Handler = Callable[[Request], Awaitable[Response]]
PROTOCOL: Sequence[BaseRoute] = (
    Route("/sparql", endpoint.sparql, methods=["GET", "POST"], name="sparql"),
    Route("/data", endpoint.graphs, methods=["GET"], name="data"),
    Route("/.well-known/void", describe.void, methods=["GET"], name="void"),
)
"""What programs ask; Starlette answers HEAD for every GET, and 405 with ``Allow`` for the rest."""


def application(
    store: str,
    *,
    limits: Limits,
    origins: Sequence[str] = (),
    hosts: Sequence[str] = ("*",),
    pages: Sequence[BaseRoute] = (),
    sparql_page: Handler | None = None,
) -> Starlette:
    """An ASGI application over the store at the path ``store``.

    ``origins`` are those that browsers may ask from (CORS; ``*`` for any), ``hosts`` the names by which the
    server may be called (against DNS rebinding). ``pages`` are further routes: their handlers reach the
    store by ``await kg.serve.endpoint.worked(request, function, *arguments)``, which calls
    ``function(view, *arguments)`` in a worker under the same limits. ``sparql_page`` answers a browser that
    opens ``/sparql`` without a query.
    """
    pool = Pool(store, limits)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.start()
        try:
            yield
        finally:
            await pool.stop()

    guards = [Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)]
    if origins:
        guards.append(
            Middleware(
                CORSMiddleware,
                allow_origins=list(origins),
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["Accept", "Content-Type"],
            )
        )
    app = Starlette(routes=[*PROTOCOL, *pages], middleware=guards, lifespan=lifespan)
    app.state.pool = pool
    app.state.described = described(sparql_page)
    return app


def described(page: Handler | None) -> Handler:
    """Who answers ``/sparql`` without a query: the page for browsers, else the service description."""

    async def handler(request: Request) -> Response:
        html = choose(endpoint.accept(request), ["text/turtle", "application/rdf+xml", "text/html"])
        if page is not None and html == "text/html":
            return await page(request)
        return await describe.service(request)

    return handler
