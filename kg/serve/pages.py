"""Pages of HTML beside the protocol: every IRI of the store opens here, as a page or as RDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, unquote

from pyoxigraph import Triple
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph.iris import segment
from kg.graph.vocabulary import BASE, PREFIXES
from kg.query.resource import events_between, relations, triples
from kg.serve.endpoint import accept, sent
from kg.serve.formats import GRAPHS, choose
from kg.serve.work import Reply, refusal, written
from kg.store.protocol import View
from kg.view.html import STATIC
from kg.view.texts import LANGUAGES

Tells = Callable[[View, Sequence[str]], list[Triple]]
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


def described(view: View, tell: Tells, of: Sequence[str], wanted: str, most: int) -> Reply:
    """In a worker: what ``tell`` says of a node or of two parties, as RDF."""
    found = tell(view, of)
    if not found:
        return refusal(404, f"nothing is said of {' and '.join(of) or 'relations'}")
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
    return await told(request, triples, iris) or await shown(request, page, iris)


async def told(request: Request, tell: Tells, of: Sequence[str] = ()) -> Response | None:
    """The RDF behind a page, when the client would rather have that; else None."""
    wanted = accept(request, request.query_params.multi_items())
    if choose(wanted, ["text/html", *GRAPHS]) == "text/html":
        return None
    return await sent(request, described, tell, of, wanted, request.app.state.pool.limits.result)


async def home(request: Request) -> Response:
    """The front page; with ``q`` what a search found."""
    from kg.view.pages import home as front
    from kg.view.pages import results

    asked = " ".join(request.query_params.get("q", "").split())[:_LONGEST_SEARCH]
    return await shown(request, results, asked) if asked else await shown(request, front)


async def overview(request: Request) -> Response:
    """All parties against all."""
    from kg.view.relations import overview as table

    return await told(request, relations) or await shown(request, table)


async def pair(request: Request) -> Response:
    """Two parties, by code."""
    from kg.view.pages import pair as relation

    codes = (request.path_params["a"], request.path_params["b"])
    return await told(request, events_between, codes) or await shown(request, relation, *codes)


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


class Files(StaticFiles):
    """The pages' own files; a browser takes each for what it is called, and may keep it for an hour."""

    def file_response(self, *arguments: Any, **named: Any) -> Response:
        """A file with the headers of its kind."""
        response = super().file_response(*arguments, **named)
        response.headers.update({"X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"})
        return response


ROUTES: tuple[BaseRoute, ...] = (
    Mount("/static", Files(directory=STATIC), name="static"),
    Route("/", home, methods=["GET"], name="home"),
    Route("/overview", overview, methods=["GET"], name="overview"),
    Route("/pair/{a}/{b}", pair, methods=["GET"], name="pair"),
    Route("/{path:path}", node, methods=["GET"], name="node"),
)
