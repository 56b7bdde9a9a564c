"""HTML pages: title, site, day of publication, canonical address, the article without what surrounds it."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg.lexicon.pages import PageWords, folded, load_pages
from kg.model import Article
from kg.sources import article
from kg.sources.dating import published
from kg.sources.language import arabic_part
from kg.sources.options import BadArticle, Items, Job, fenced
from kg.sources.streams import Blob, declared_charset, decode, read_whole
from kg.sources.texts import beside
from kg.sources.trees import Tree, parse, without_boxes, without_leads

_DEEPEST = 200
"""Elements within elements: what libxml2 itself bounds at 256, and recursive readers of trees survive."""
_MOST = 50_000
"""Elements of a page; long ones have some thousands."""
_SHORTEST = 25
"""Letters below which a page's text is a stray label, no article."""


@cache
def page_words() -> PageWords:
    """The cues of ``ontologies/pages.tsv``, read once."""
    return load_pages()


def page(blob: Blob, job: Job) -> Items:
    """The article of one HTML file."""
    raw = read_whole(blob.stream, blob.name, job.options.limits.article)
    told = beside(blob, job)
    yield of_bytes(raw, blob.name, job, told={"id": blob.key if blob.key != "-" else None} | told)


def of_bytes(
    raw: bytes,
    where: str,
    job: Job,
    *,
    told: dict[str, object] | None = None,
    address: str | None = None,
    charset: str | None = None,
    captured: str | None = None,
) -> Article:
    """The article of a page's bytes; ``told`` are values from beside the page, which win.

    ``address`` is where the page was fetched, ``charset`` what the server said, ``captured`` the ISO day of
    fetching. Raises BadArticle when there is no article in the page.
    """
    if not raw.strip():
        raise BadArticle(f"{where}: empty")
    markup = decode(raw, where, job.warn, charset or declared_charset(raw))
    with fenced(where, "HTML"):
        values = _values(parse(markup), address, captured, keep=job.options.any_language)
    if sum(map(str.isalpha, str(values["text"]))) < _SHORTEST:
        raise BadArticle(f"{where}: no article found in the page")
    given = {name: value for name, value in (told or {}).items() if value}
    if "date" in given:
        values.pop("dated_by")
    return article.make(values | given, where, job.options)


def _values(tree: Tree, address: str | None, captured: str | None, *, keep: bool) -> dict[str, object]:
    from trafilatura import bare_extraction

    if tree.xpath("count(//*)") > _MOST:
        raise ValueError(f"more than {_MOST} elements")
    canonical = _canonical(tree, address)
    addresses = [url for url in (address, canonical) if url]
    when = published(tree, addresses, page_words(), captured)
    without_boxes(tree, page_words())
    _flatten(tree)
    found: Any = bare_extraction(
        tree,
        url=canonical or address,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        # Its dates are not asked for: it reads 1 January out of a year (see kg.sources.dating).
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = _below(found.title, without_leads(found.text or "", page_words())) if found else ""
    host = urlsplit(canonical or address or "").hostname
    return {
        "id": address,
        "text": text if keep else arabic_part(text) or text,
        "title": found.title if found else None,
        "source": (found.sitename if found else None) or host,
        "url": canonical or address,
        "date": when[0] if when else None,
        "dated_by": when[1] if when else None,
    }


def _below(title: str | None, text: str) -> str:
    """``text`` without a first line that repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if title and rest and folded(first) == folded(title) else text


def _canonical(tree: Tree, address: str | None) -> str | None:
    """The address that the page gives itself: on its own site, and not the site's front page."""
    told = [
        link.get("href") for link in tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']")
    ]
    told += [meta.get("content") for meta in tree.xpath("//meta[@property='og:url']")]
    for href in filter(None, told):
        try:
            url = urljoin(address or "", href.strip())
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and (parts.path.strip("/") or parts.query):
            return str(url)
    return None


def _flatten(tree: Tree) -> None:
    """Cut what is nested deeper than any page needs; readers of trees recurse."""
    level, depth = [tree], 0
    while level and depth < _DEEPEST:
        level = [child for element in level for child in element]
        depth += 1
    for element in level:
        element.getparent().remove(element)
