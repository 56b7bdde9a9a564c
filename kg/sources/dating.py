"""When a page was published, and how that is known; what is not told whole stays unknown.

Evidence in order of trust: JSON-LD, OpenGraph, other meta, ``<time>``, byline, address. A day that no
reader of the page could have meant (after the capture, the epoch) is none; a first of January counts only
when nothing else on the page tells another day, because page makers fill unknown days with it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

from kg.lexicon.pages import PageWords
from kg.sources.bylines import byline, times
from kg.sources.days import stamp
from kg.sources.trees import Tree

Evidence = tuple[str, str]
"""An ISO day and how it was found, one of ``kg.model.DATED_BY``."""

_GRAPH = frozenset({"article:published_time", "og:article:published_time", "og:published_time", "og:pubdate",
                    "article:published"})  # fmt: skip
_META = frozenset(
    {
        "datepublished", "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
        "pubdate", "published_time", "published-date", "dc.date", "dc.date.issued", "dc.date.created",
        "dcterms.date", "dcterms.issued", "dcterms.created", "parsely-pub-date", "sailthru.date",
        "article.published", "cxenseparse:recs:publishtime", "citation_publication_date", "citation_date",
        "date", "created", "datecreated", "article_date_original", "rnews:datepublished",
    }
)  # fmt: skip
_ARTICLES = ("article", "posting", "report", "blogposting")
_ADDRESS = re.compile(r"[/\-_](\d{4})([/\-])(\d{1,2})\2(\d{1,2})(?=[/\-_.?]|$)")
_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,60})"')
_SCRIPT = 1 << 20
_NODES = 20_000
_NEVER = frozenset({"1970-01-01", "1900-01-01"})
_OLDEST = "1950-01-01"


def published(tree: Tree, addresses: list[str], words: PageWords, captured: str | None) -> Evidence | None:
    """The day of publication and how it was found; None when it is not told.

    ``addresses`` are those of the page, ``captured`` the ISO day of its capture where known.
    """
    found: Evidence | None = None
    for day, how in _evidence(tree, addresses, words):
        if not _possible(day, captured):
            continue
        if not day.endswith("-01-01"):
            return day, how
        if found is not None and how in ("byline", "time"):
            return found
        found = found or (day, how)
    return found


def _evidence(tree: Tree, addresses: list[str], words: PageWords) -> Iterator[Evidence]:
    day = _json_ld(tree)
    if day:
        yield day, "json-ld"
    yield from _meta(tree)
    yield from ((day, "time") for day in times(tree, words))
    yield from ((day, "byline") for day in byline(tree, words))
    for address in addresses:
        if (match := _ADDRESS.search(address)) and (day := stamp(_joined(match))):
            yield day, "address"


def _joined(match: re.Match[str]) -> str:
    return f"{match[1]}-{int(match[3]):02d}-{int(match[4]):02d}"


def _possible(day: str, captured: str | None) -> bool:
    if day in _NEVER or day < _OLDEST:
        return False
    if captured is None:
        return True
    # Half the world is a day ahead of the clock that captures are stamped with.
    latest = datetime.date.fromisoformat(captured) + datetime.timedelta(days=1)
    return day <= latest.isoformat()


def _json_ld(tree: Tree) -> str | None:
    """``datePublished`` of the page's article, else of the page."""
    ranked: list[tuple[int, int, str]] = []
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "")[:_SCRIPT]
        try:
            found = [
                (_rank(node), node.get("datePublished")) for node in _nodes(json.loads(text, strict=False))
            ]
        except (ValueError, RecursionError):
            # Much JSON-LD of the wild is not JSON; its one date is good all the same.
            told = _PUBLISHED.findall(text)
            found = [(1, told[0])] if len(set(told)) == 1 else []
        for rank, value in found:
            day = stamp(value) if isinstance(value, str) and rank < 2 else None
            if day:
                ranked.append((rank, len(ranked), day))
    return min(ranked)[2] if ranked else None


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-LD document that may speak of the page itself, outer ones first."""
    level, count = [data], 0
    while level and count < _NODES:
        below: list[Any] = []
        for node in level:
            count += 1
            if isinstance(node, list):
                below += node
            elif isinstance(node, dict):
                yield node
                below += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
        level = below


def _rank(node: dict[str, Any]) -> int:
    """0 for an article, 1 for a page, 2 for what else has a date (videos, comments)."""
    kinds = node.get("@type")
    names = [str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])]
    if any(name.endswith(_ARTICLES) for name in names):
        return 0
    return 1 if any(name.endswith("page") for name in names) else 2


def _meta(tree: Tree) -> Iterator[Evidence]:
    graph: list[str] = []
    other: list[str] = []
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        day = stamp(meta.get("content")) if name in _GRAPH or name in _META else None
        if day:
            (graph if name in _GRAPH else other).append(day)
    for element in tree.xpath("//*[@itemprop='datePublished' and not(self::meta) and not(self::time)]"):
        day = stamp(element.get("content") or element.get("datetime") or "")
        if day:
            other.append(day)
    yield from ((day, "open-graph") for day in graph[:1])
    yield from ((day, "meta") for day in other[:1])
