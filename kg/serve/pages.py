"""Pages of HTML beside the protocol: every IRI of the store opens here, as a page or as RDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.iris import segment
from kg.graph.vocabulary import BASE, PREFIXES
from kg.query.resource import triples
from kg.serve.endpoint import accept, sent
from kg.serve.formats import GRAPHS, choose
from kg.serve.work import Reply, refusal, written
from kg.store.protocol import View
from kg.view.html import STATIC
from kg.view.texts import LANGUAGES

_HTML = "text/html; charset=utf-8"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{}; img-src 'self' data:; font-src 'self'{}; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": _POLICY.format("", ""),
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Vary": "Accept, Accept-Language, Cookie",
}
"""Of every page: no script but the server's own files, nothing from elsewhere, no frame around it."""
_SPARQL_POLICY = _POLICY.format(" 'unsafe-inline'", " data:")
"""YASGUI writes style attributes; scripts are as strict as everywhere."""
_LONGEST_SEARCH = 200
_YEAR = 365 * 24 * 3600


def language(request: Request) -> str:
    """``lang=`` of the address, else what was chosen before, else what the browser prefers."""
    for asked in (request.query_params.get("lang"), request.cookies.get("lang")):
        if asked in LANGUAGES:
            return str(asked)
    header = request.headers.get("accept-language", "")
    liked = choose(header.replace("-", "/"), [f"{name}/*" for name in LANGUAGES]) if header else None
    if liked is None:
        return next((name for name in LANGUAGES if header.startswith(name)), LANGUAGES[0])
    return liked.partition("/")[0]


def html(view: View, make: Callable[..., str | None], lang: str, *arguments: Any) -> Reply:
    """In a worker: the page that ``make`` gives, or the page that says that there is none."""
    from kg.view.html import render

    body = make(view, *arguments, lang)
    if body is None:
        return Reply(status=404, media=_HTML, body=render("missing.html", lang).encode())
    return Reply(status=200, media=_HTML, body=body.encode("utf-8", "replace"))


def described(view: View, iris: Sequence[str], wanted: str, most: int) -> Reply:
    """In a worker: what is said of a node, as RDF."""
    found = triples(view, iris)
    if not found:
        return refusal(404, f"nothing is said of {iris[0]}")
    return written(found, wanted, most)


async def shown(request: Request, make: Callable[..., str | None], *arguments: Any) -> Response:
    """A page as a response with its headers, made by ``make(view, *arguments, lang)`` in a worker."""
    lang = language(request)
    response = await sent(request, html, make, lang, *arguments)
    response.headers.update(HEADERS)
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie("lang", lang, max_age=_YEAR, httponly=True, samesite="lax")
    return response


async def node(request: Request) -> Response:
    """Any IRI of the store: the page for browsers, RDF for who asks for it."""
    from kg.view.pages import page

    iris = iris_of(request)
    wanted = accept(request, request.query_params.multi_items())
    if choose(wanted, ["text/html", *GRAPHS]) == "text/html":
        return await shown(request, page, iris)
    return await sent(request, described, iris, wanted, request.app.state.pool.limits.result)


async def home(request: Request) -> Response:
    """The front page; with ``q`` what a search found."""
    from kg.view.pages import home as front
    from kg.view.pages import results

    asked = " ".join(request.query_params.get("q", "").split())[:_LONGEST_SEARCH]
    return await shown(request, results, asked) if asked else await shown(request, front)


async def overview(request: Request) -> Response:
    """All parties against all."""
    from kg.view.relations import overview as table

    return await shown(request, table)


async def pair(request: Request) -> Response:
    """Two parties, by code."""
    from kg.view.pages import pair as relation

    return await shown(request, relation, request.path_params["a"], request.path_params["b"])


async def sparql_page(request: Request) -> Response:
    """``/sparql`` for a browser: where one writes a query."""
    from kg.view.pages import sparql

    response = await shown(request, sparql)
    response.headers["Content-Security-Policy"] = _SPARQL_POLICY
    return response


def iris_of(request: Request) -> tuple[str, ...]:
    """The IRIs that a path may stand for: the store writes letters readable, or percent-encoded."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    parts = raw.decode("ascii", "replace").partition("?")[0].removeprefix("/").split("/")
    if parts == ["ns"]:
        return (PREFIXES["kg"].removesuffix("#"), PREFIXES["kg"])
    plain = [unquote(part) for part in parts]
    spellings = ("/".join(map(segment, plain)), "/".join(quote(part, safe="-._~") for part in plain))
    return tuple(dict.fromkeys(BASE + path for path in spellings))


ROUTES: tuple[BaseRoute, ...] = (
    Mount("/static", StaticFiles(directory=STATIC), name="static"),
    Route("/", home, methods=["GET"], name="home"),
    Route("/overview", overview, methods=["GET"], name="overview"),
    Route("/pair/{a}/{b}", pair, methods=["GET"], name="pair"),
    Route("/{path:path}", node, methods=["GET"], name="node"),
)
