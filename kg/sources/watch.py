"""Feeds polled again and again: only what changed is fetched, and every article comes once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from kg.model import Article, KgError
from kg.sources.feeds import Entry, entries, of_entry
from kg.sources.fetch import Polite, Refused, joined
from kg.sources.language import foreign
from kg.sources.options import BadArticle, Items, Job
from kg.sources.pages import of_bytes
from kg.sources.streams import read_whole
from kg.sources.warcs import charset_of

_TRIES = 3
"""Rounds in which an article that cannot be fetched is tried."""


class Memory:
    """What earlier rounds left: each feed's validators, and the articles that came. A SQLite file."""

    def __init__(self, path: str | Path) -> None:
        """Open or make the file; KgError when it is something else."""
        try:
            self._data = sqlite3.connect(path)
            self._data.execute(
                "CREATE TABLE IF NOT EXISTS feeds (url TEXT PRIMARY KEY, etag TEXT, modified TEXT)"
            )
            self._data.execute("CREATE TABLE IF NOT EXISTS seen (id TEXT PRIMARY KEY, tries INTEGER)")
        except sqlite3.Error as error:
            raise KgError(f"{path}: not the memory of an earlier kg watch: {error}") from error

    def validators(self, feed: str) -> dict[str, str]:
        """The headers that ask for ``feed`` only if it changed (RFC 9110, 13.1)."""
        row = self._data.execute("SELECT etag, modified FROM feeds WHERE url = ?", (feed,)).fetchone()
        names = ("If-None-Match", "If-Modified-Since")
        return {name: value for name, value in zip(names, row or (), strict=False) if value}

    def remember(self, feed: str, etag: str | None, modified: str | None) -> None:
        """Note the validators of the newest answer."""
        with self._data:
            self._data.execute("REPLACE INTO feeds VALUES (?, ?, ?)", (feed, etag, modified))

    def has(self, article: str) -> bool:
        """Whether the article came already, or was tried often enough."""
        row = self._data.execute("SELECT tries FROM seen WHERE id = ?", (article,)).fetchone()
        return row is not None and row[0] >= _TRIES

    def note(self, article: str, *, done: bool) -> bool:
        """Note that it came, or one more try; whether it will not be tried again."""
        sql = "INSERT INTO seen VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET tries = tries + excluded.tries"
        with self._data:
            self._data.execute(sql, (article, _TRIES if done else 1))
        return self.has(article)

    def close(self) -> None:
        """Close the file."""
        self._data.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """One set of feeds, polled in rounds."""

    feeds: tuple[str, ...]
    polite: Polite
    memory: Memory
    job: Job
    full: bool
    """Whether the page of each article is fetched; else the text that the feed carries is taken."""

    def round(self) -> Items:
        """New articles of all feeds, feed by feed; what went wrong comes as its error."""
        for feed in self.feeds:
            try:
                yield from self._feed(feed)
            except BadArticle as error:
                yield error

    def _feed(self, feed: str) -> Items:
        limit = self.job.options.limits.article
        answer = self.polite.get(feed, limit, self.memory.validators(feed))
        if answer.status == 304:
            return
        if answer.status != 200:
            raise BadArticle(f"{feed}: status {answer.status}")
        failed = False
        for entry in entries(answer.body, feed):
            name = entry.link or entry.id or ""
            if name and not self.memory.has(name):
                item = self._article(entry, answer.url)
                if item is not None:
                    yield item
                # Noted only now: who stops in between gets the article again, not never.
                settled = self.memory.note(name, done=not isinstance(item, BadArticle))
                failed = failed or not settled
        if not failed:
            self.memory.remember(feed, answer.headers.get("etag"), answer.headers.get("last-modified"))

    def _article(self, entry: Entry, feed: str) -> Article | BadArticle | None:
        where = entry.link or feed
        try:
            entry = replace(entry, link=joined(feed, entry.link) if entry.link else None)
            found = self._fetched(entry) if self.full and entry.link else None
            found = found or of_entry(entry, where, self.job.options)
        except BadArticle as error:
            return error
        tongue = None if self.job.options.any_language else foreign(found.text)
        if tongue:
            self.job.skipped[f"not Arabic but {tongue}"] += 1
            return None
        return found

    def _fetched(self, entry: Entry) -> Article | None:
        """The article of the entry's page; None when robots.txt forbids it and the feed has a text."""
        link = entry.link or ""
        try:
            answer = self.polite.get(link, self.job.options.limits.article)
        except Refused:
            if not entry.text:
                raise
            self.job.skipped["taken from the feed, robots.txt forbids the page"] += 1
            return None
        if answer.status != 200:
            raise BadArticle(f"{link}: status {answer.status}")
        told: dict[str, object] = {"id": link, "title": entry.title}
        kind = answer.headers.get("content-type", "")
        found = of_bytes(answer.body, link, self.job, told=told, address=answer.url, charset=charset_of(kind))
        if found.published is None and entry.published:
            found = replace(found, published=entry.published, dated_by="feed")
        return found if found.source else replace(found, source=entry.source or urlsplit(link).hostname)


def feeds_of(arguments: tuple[str, ...], limit: int) -> tuple[str, ...]:
    """Addresses of feeds, from addresses and OPML files, each once.

    Raises KgError for what is neither.
    """
    found: dict[str, None] = {}
    for argument in arguments:
        if argument.startswith(("http://", "https://")):
            found[argument] = None
        elif Path(argument).is_file():
            found.update(dict.fromkeys(_outlines(Path(argument), limit)))
        else:
            raise KgError(f"{argument}: neither an http address nor an OPML file")
    return tuple(found)


def _outlines(path: Path, limit: int) -> Iterator[str]:
    with path.open("rb") as stream:
        raw = read_whole(stream, str(path), limit)
    if b"<!ENTITY" in raw:
        raise KgError(f"{path}: declares XML entities: not read")
    try:
        tree = ElementTree.fromstring(raw)
    except (ElementTree.ParseError, ValueError) as error:
        raise KgError(f"{path}: not OPML: {error}") from error
    feeds = [outline.get("xmlUrl") for outline in tree.iter("outline")]
    if not any(feeds):
        raise KgError(f"{path}: no feeds in it (outlines with xmlUrl)")
    yield from filter(None, feeds)
