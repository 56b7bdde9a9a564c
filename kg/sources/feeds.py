"""RSS and Atom: what a feed tells of its articles, with the text that it carries itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from kg.model import Article
from kg.sources import article
from kg.sources.days import stamp
from kg.sources.language import arabic_part
from kg.sources.options import BadArticle, Items, Job, Options, fenced
from kg.sources.pages import page_words
from kg.sources.streams import Blob, read_whole
from kg.sources.trees import parse, without_boxes, without_leads

_ENTITY = re.compile(rb"<!\s*(?:ENTITY|ELEMENT|ATTLIST)", re.IGNORECASE)
_WIDE_ENTITY = re.compile("<!ENTITY".encode("utf-16-le") + b"|" + "<!ENTITY".encode("utf-16-be"))
_LINES = ("p", "div", "li", "h1", "h2", "h3", "h4", "blockquote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One article as a feed tells of it."""

    id: str | None
    link: str | None
    title: str | None
    text: str
    """What the feed carries of the article, without markup: all of it, or a summary."""
    published: str | None
    source: str | None


def entries(raw: bytes, where: str) -> list[Entry]:
    """The entries of a feed, as ordered there.

    Raises BadArticle for bytes that are no feed or declare XML entities, KgError without feedparser.
    """
    if _ENTITY.search(raw) or _WIDE_ENTITY.search(raw):
        raise BadArticle(f"{where}: the feed declares XML entities: not read")
    with fenced(where, "feed"):
        import feedparser

        # Markup is cleaned below; feedparser's own sanitizer would only cost time.
        told = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
        if not told.version and not told.entries:
            raise BadArticle(f"{where}: no RSS or Atom feed")
        return [_entry(entry, told.feed.get("title")) for entry in told.entries]


def _entry(entry: Any, feed_title: str | None) -> Entry:
    bodies = [part.get("value") or "" for part in entry.get("content", ())]
    body = max([*bodies, entry.get("summary") or ""], key=len)
    source = entry.get("source") or {}
    return Entry(
        id=entry.get("id") or entry.get("link"),
        link=entry.get("link"),
        title=plain_text(entry.get("title") or "") or None,
        text=plain_text(body),
        published=stamp(entry.get("published") or entry.get("issued")),
        source=source.get("title") or feed_title,
    )


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, one line a block, without lines that lead to other articles."""
    if "<" not in markup and "&" not in markup:
        return without_leads(" ".join(markup.split()), page_words())
    if not markup.strip():
        return ""
    tree = parse(f"<div>{markup}</div>")
    without_boxes(tree, page_words())
    for dead in list(tree.iter("script", "style", "iframe")):
        dead.drop_tree()
    for element in tree.iter(*_LINES, "br"):
        element.tail = "\n" + (element.tail or "")
        element.text = "\n" + (element.text or "") if element.tag != "br" else element.text
    lines = (" ".join(line.split()) for line in "".join(tree.itertext()).split("\n"))
    return without_leads("\n".join(filter(None, lines)), page_words())


def feed(blob: Blob, job: Job) -> Items:
    """An article for each entry, with the text that the feed carries."""
    raw = read_whole(blob.stream, blob.name, job.options.limits.article)
    found = entries(raw, blob.name)
    if not found:
        yield BadArticle(f"{blob.name}: empty feed")
    for number, entry in enumerate(found, 1):
        try:
            yield of_entry(entry, f"{blob.name}:entry {number}", job.options)
        except BadArticle as error:
            yield error


def of_entry(entry: Entry, where: str, options: Options) -> Article:
    """The article that an entry carries; BadArticle when it carries no text."""
    text = entry.text if options.any_language else arabic_part(entry.text) or entry.text
    values: dict[str, object] = {
        "id": entry.link or entry.id,
        "text": text,
        "title": entry.title,
        "source": entry.source,
        "url": entry.link,
        "date": entry.published,
    }
    return article.make(values, where, options, dated_by="feed")
