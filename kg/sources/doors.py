"""Which door an input comes through: by what it is said to be, by its name, by its first bytes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from kg.model import KgError
from kg.sources import archives, texts
from kg.sources.options import BadArticle, Items, Job, fenced
from kg.sources.streams import Blob, buffered

Door = Callable[[Blob, Job], Items]

KINDS = (
    "text", "jsonl", "html", "feed", "warc", "csv", "parquet", "pdf", "zip", "tar", "gz",
)  # fmt: skip
"""What an input may be."""

_BY_ENDING = {
    ".txt": "text", ".md": "text", ".jsonl": "jsonl", ".ndjson": "jsonl", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".warc": "warc", ".csv": "csv",
    ".tsv": "csv", ".parquet": "parquet", ".pdf": "pdf", ".zip": "zip", ".tar": "tar", ".tgz": "gz",
    ".gz": "gz",
}  # fmt: skip
_HEAD = 1024


def kind_of(name: str) -> str | None:
    """The kind of a file by the ending of its name; None when it is none that is read.

    >>> kind_of("news.jsonl.gz"), kind_of("a.html"), kind_of("a.png"), kind_of("a.png.gz")
    ('gz', 'html', None, None)
    """
    ending = _ending(name)
    kind = _BY_ENDING.get(ending)
    if ending == ".gz":
        return kind if _ending(name[:-3]) == "" or kind_of(name[:-3]) else None
    return kind


def _ending(name: str) -> str:
    last = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
    return f".{last.rsplit('.', 1)[1]}" if "." in last else ""


def opened(blob: Blob, job: Job, depth: int = 0) -> Items:
    """The articles of one file; what is wrong with it as a whole comes as an error like any other.

    Raises KgError when the library of a door is not installed.
    """
    if not isinstance(blob.stream, io.BufferedReader):
        blob = replace(blob, stream=buffered(blob.stream))
    try:
        with fenced(blob.name, "file"):
            yield from _through(blob, job, depth)
    except BadArticle as error:
        yield error


def _through(blob: Blob, job: Job, depth: int) -> Items:
    kind = kind_of(blob.name) or (job.options.kind if depth == 0 else None) or _sniffed(blob)
    if kind in ("zip", "tar", "gz"):
        return _unpacked(blob, kind, job, depth)
    return _door(kind)(blob, job)


def _unpacked(blob: Blob, kind: str, job: Job, depth: int) -> Items:
    limits = job.options.limits
    if depth >= limits.depth:
        raise BadArticle(f"{blob.name}: an archive in {depth} others: not read")
    if kind == "gz":
        yield from opened(archives.ungzipped(blob, limits), job, depth + 1)
        return
    empty = True
    for member in (archives.unzipped if kind == "zip" else archives.untarred)(blob, limits):
        if isinstance(member, BadArticle):
            empty = False
            yield member
        elif kind_of(member.name.rsplit("!", 1)[1]) is not None:
            empty = False
            yield from opened(member, job, depth + 1)
    if empty:
        yield BadArticle(f"{blob.name}: nothing in it that is read")


def _sniffed(blob: Blob) -> str:
    """The kind of a file by its first bytes; text when they say nothing."""
    head = cast(io.BufferedReader, blob.stream).peek(_HEAD)[:_HEAD]
    for mark, kind in ((b"\x1f\x8b", "gz"), (b"PK\x03\x04", "zip"), (b"%PDF-", "pdf"), (b"PAR1", "parquet"),
                       (b"WARC/", "warc")):  # fmt: skip
        if head.startswith(mark):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith((b"<?xml", b"<rss", b"<feed", b"<rdf:rdf")):
        return "html" if b"<html" in head.lower() else "feed"
    return "html" if start.startswith((b"<!doctype html", b"<html", b"<head", b"<!--")) else "text"


def _door(kind: str) -> Door:
    """The door of a kind; its libraries are imported when its first article is asked for."""
    if kind == "text":
        return texts.text
    if kind == "jsonl":
        return texts.json_lines
    if kind == "html":
        from kg.sources.pages import page

        return page
    if kind == "feed":
        from kg.sources.feeds import feed

        return feed
    if kind == "warc":
        from kg.sources.warcs import warc

        return warc
    if kind == "pdf":
        from kg.sources.pdfs import pdf

        return pdf
    if kind in ("csv", "parquet"):
        from kg.sources import tables

        return tables.delimited if kind == "csv" else tables.parquet
    raise KgError(f"{kind}: no such kind of input: one of {', '.join(KINDS)}")
