"""WARC files as web archives write them, plain or compressed: the pages among the responses, streaming."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.sources.days import stamp
from kg.sources.options import BadArticle, Items, Job, fenced
from kg.sources.pages import of_bytes
from kg.sources.streams import Blob

_PAGES = ("text/html", "application/xhtml+xml")


def warc(blob: Blob, job: Job) -> Items:
    """The articles of the pages that were served with success; others are passed over with a count."""
    for record in _records(blob):
        if isinstance(record, BadArticle):
            yield record
            return
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        where = f"{blob.name}!{address}"
        try:
            if (item := _article(record, address.strip("<>"), where, job)) is not None:
                yield item
        except BadArticle as error:
            yield error


def _records(blob: Blob) -> Iterator[Any]:
    """The records; a BadArticle as the last one when the file is broken there."""
    with fenced(blob.name, "WARC"):
        from warcio.archiveiterator import ArchiveIterator

        records = iter(ArchiveIterator(blob.stream))
    while True:
        try:
            with fenced(blob.name, "WARC"):
                record = next(records, None)
        except BadArticle as error:
            yield error
            return
        if record is None:
            return
        yield record


def _article(record: Any, address: str, where: str, job: Job) -> Any:
    if record.rec_type not in ("response", "resource") or not address.startswith(("http://", "https://")):
        return None
    http = record.http_headers
    kind = (http or record.rec_headers).get_header("Content-Type") or ""
    served = http is None or http.get_statuscode() == "200"
    if not served or not kind.lower().startswith(_PAGES):
        job.skipped["no page"] += 1
        return None
    limit = job.options.limits.article
    with fenced(where, "WARC record"):
        raw = record.content_stream().read(limit + 1)
    if len(raw) > limit:
        raise BadArticle(f"{where}: longer than {limit >> 20} MB: not read")
    return of_bytes(
        raw,
        where,
        job,
        told={"id": address},
        address=address,
        charset=charset_of(kind),
        captured=stamp(record.rec_headers.get_header("WARC-Date")),
    )


def charset_of(content_type: str) -> str | None:
    """The encoding that a ``Content-Type`` header names.

    >>> charset_of('text/html; charset="windows-1256"'), charset_of("text/html")
    ('windows-1256', None)
    """
    for part in content_type.split(";")[1:]:
        name, _, value = part.partition("=")
        if name.strip().lower() == "charset" and value.strip():
            return value.strip().strip("\"'")
    return None
