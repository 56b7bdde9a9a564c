"""Fetching politely: robots.txt, a pause between requests to one host, bounded answers, only http(s)."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from kg.sources.options import BadArticle, unknown

_REDIRECTS = 5
_LONGEST_PAUSE = 120.0
"""Seconds: a robots.txt that asks for more is a host that wants no visitors; it gets this."""
_ROBOTS = 512 << 10
"""Bytes of robots.txt that are read (RFC 9309 asks for at least 500 KiB)."""
_ROBOTS_KEPT = 24 * 3600.0
"""Seconds that a robots.txt is believed (RFC 9309, 2.4)."""


class Refused(BadArticle):
    """The site does not want this address fetched by a program, or not now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer: its address after redirects, status, headers by lower-case name, bounded body."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Transport(Protocol):
    """One request, no redirects followed; BadArticle when no answer comes."""

    def __call__(self, url: str, headers: Mapping[str, str], limit: int) -> Response:
        """The answer to GET ``url``, at most ``limit`` decoded bytes of it."""
        ...


def transport(timeout: float = 30.0) -> Transport:
    """Requests over urllib3; ``timeout`` in seconds for connecting and between bytes.

    Raises KgError when urllib3 is not installed.
    """
    try:
        import urllib3
    except ImportError as error:
        raise unknown(error, "kg watch") from error
    pool = urllib3.PoolManager(timeout=timeout, retries=False, maxsize=2)

    def get(url: str, headers: Mapping[str, str], limit: int) -> Response:
        try:
            answer = pool.request("GET", url, headers=dict(headers), preload_content=False, redirect=False)
            body = bytearray()
            for chunk in answer.stream(1 << 16, decode_content=True):
                body += chunk
                if len(body) > limit:
                    answer.close()
                    raise BadArticle(f"{url}: longer than {limit >> 20} MB: not read")
            answer.release_conn()
        except (urllib3.exceptions.HTTPError, UnicodeError, ValueError) as error:
            raise BadArticle(f"{url}: no answer: {' '.join(str(error).split())[:200]}") from error
        told = {name.lower(): value for name, value in answer.headers.items()}
        return Response(url=url, status=answer.status, headers=told, body=bytes(body))

    return get


@dataclass(slots=True, kw_only=True)
class Polite:
    """GET with manners. ``clock`` counts seconds from anywhere, ``sleep`` waits for some."""

    send: Transport
    agent: str
    """User-Agent: who asks, with an address where that is explained."""
    delay: float
    """Seconds between two requests to one host; robots.txt may ask for more."""
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    _robots: dict[str, tuple[float, Any]] = field(default_factory=dict)
    _next: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, limit: int, headers: Mapping[str, str] | None = None) -> Response:
        """The answer to GET ``url``, redirects followed, each host's rules kept.

        Raises Refused where robots.txt or a busy host says no, BadArticle when no good answer comes.
        """
        first = url
        for _ in range(_REDIRECTS + 1):
            _checked(url, first)
            robots = self._rules(url)
            if robots is not None and not robots.can_fetch(url, self.agent):
                raise Refused(f"{url}: robots.txt asks programs to stay away")
            told = self._paced(url, limit, headers or {}, robots)
            place = told.headers.get("location")
            if told.status not in (301, 302, 303, 307, 308) or not place:
                return told
            url = joined(url, place)
        raise BadArticle(f"{first}: redirected more than {_REDIRECTS} times")

    def _paced(self, url: str, limit: int, headers: Mapping[str, str], robots: Any) -> Response:
        host = urlsplit(url).netloc
        wait = self._next.get(host, 0.0) - self.clock()
        if wait > _LONGEST_PAUSE:
            raise Refused(f"{url}: the host asked to be left alone for {wait:.0f} more seconds")
        if wait > 0:
            self.sleep(wait)
        asked = robots.crawl_delay(self.agent) if robots is not None else None
        pause = min(max(self.delay, asked or 0.0), _LONGEST_PAUSE)
        try:
            answer = self.send(url, {"User-Agent": self.agent, "Accept-Encoding": "gzip", **headers}, limit)
        finally:
            self._next[host] = self.clock() + pause
        later = answer.headers.get("retry-after", "")
        if answer.status in (429, 503) and later.isdecimal():
            self._next[host] = self.clock() + min(float(later), _ROBOTS_KEPT)
        return answer

    def _rules(self, url: str) -> Any:
        """The rules of the host of ``url``; None where it has none (RFC 9309: unreadable ones forbid all)."""
        parts = urlsplit(url)
        root = f"{parts.scheme}://{parts.netloc}"
        known = self._robots.get(root)
        if known is None or known[0] < self.clock():
            known = self._robots[root] = (self.clock() + _ROBOTS_KEPT, self._fetched_rules(root))
        if isinstance(known[1], BadArticle):
            raise Refused(f"{url}: robots.txt cannot be read, so nothing is fetched: {known[1]}")
        return known[1]

    def _fetched_rules(self, root: str) -> Any:
        try:
            from protego import Protego
        except ImportError as error:
            raise unknown(error, "kg watch") from error
        try:
            answer = self._paced(f"{root}/robots.txt", _ROBOTS, {}, None)
        except BadArticle as error:
            return error
        if answer.status >= 500:
            return BadArticle(f"status {answer.status}")
        return Protego.parse(answer.body.decode("utf-8", "replace")) if answer.status == 200 else None


def joined(base: str, href: str) -> str:
    """The address that ``href`` means on the page ``base``; BadArticle when it means none."""
    try:
        return urljoin(base, href.strip())
    except ValueError as error:
        raise BadArticle(f"{href[:200]}: not an address") from error


def _checked(url: str, first: str) -> None:
    """Refuse what is no web address, and ways from the open web into a private network."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError as error:
        raise BadArticle(f"{url[:200]}: not an address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise BadArticle(f"{url[:200]}: not an http address")
    if _private(host) and not _private(urlsplit(first).hostname or ""):
        raise Refused(f"{url[:200]}: leads from the web into a private network")


def _private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
