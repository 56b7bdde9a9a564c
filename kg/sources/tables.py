"""Tables: CSV, TSV and Parquet, one article a row, the columns mapped to our fields."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any, cast

from kg.sources import article
from kg.sources.archives import seekable
from kg.sources.options import BadArticle, Items, Job, Limits, fenced
from kg.sources.streams import Blob

_HEAD = 1 << 16
_ROWS = 256
"""Rows of a Parquet file that are held at once."""


def delimited(blob: Blob, job: Job) -> Items:
    """The rows of a CSV or TSV file with a header line."""
    limit = job.options.limits.article
    stream = cast(io.BufferedReader, blob.stream)
    head = stream.peek(_HEAD)[:_HEAD]
    if b"\x00" in head and not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield BadArticle(f"{blob.name}: binary, not a table")
        return
    encoding = _encoding(head)
    if encoding == "cp1256":
        job.warn(f"{blob.name}: not UTF-8, read as Windows-1256")
    # Bytes that are not of the encoding come as lone surrogates, which spoil their own row only.
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    csv.field_size_limit(limit)
    rows = csv.reader(_Lines(text, limit), delimiter=_delimiter(head.decode(encoding, "replace")))
    yield from _rows(rows, blob.name, job)


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "cp1256"
    return "utf-8-sig"


def _delimiter(head: str) -> str:
    first = head.split("\n", 1)[0]
    return max(",\t;|", key=first.count)


class _Lines:
    """The lines of a text; csv.Error for one that is too long, behind which reading goes on."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self._limit = text, limit

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._limit)
        if not line:
            raise StopIteration
        if len(line) == self._limit and not line.endswith("\n"):
            while line and not line.endswith("\n"):
                line = self._text.readline(_HEAD)
            raise csv.Error(f"longer than {self._limit >> 20} MB")
        return line


def _rows(rows: Iterator[list[str]], name: str, job: Job) -> Items:
    """Rows below their header; one that the parser refuses spoils itself only."""
    header: list[str] | None = None
    number = 0
    while True:
        number += 1
        place = f"{name}:row {number}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except (csv.Error, UnicodeError) as error:
            yield BadArticle(f"{place}: not a row of a table: {error}")
            continue
        if header is None:
            header = [cell.strip() for cell in row]
        elif any(row):
            yield _row(dict(zip(header, row, strict=False)), place, job)
    if header is None or number <= 2:
        yield BadArticle(f"{name}: empty")


def _row(values: dict[str, Any], place: str, job: Job) -> Any:
    names = job.options.names
    wanted = {ours: values.get(names.get(ours, ours)) for ours in article.FIELDS}
    if wanted["text"] is None:
        columns = ", ".join(map(str, values))[:200]
        return BadArticle(f"{place}: no text: name its column with --map text=COLUMN (there are: {columns})")
    try:
        return article.make(wanted, place, job.options)
    except BadArticle as error:
        return error


def parquet(blob: Blob, job: Job) -> Items:
    """The rows of a Parquet file, some hundred at a time."""
    names, limits = job.options.names, job.options.limits
    with fenced(blob.name, "Parquet"):
        import pyarrow.parquet

        table = pyarrow.parquet.ParquetFile(seekable(blob, limits))
        columns = table.schema_arrow.names
        _grows(table.metadata, blob.name, limits)
        wanted = [name for ours in article.FIELDS if (name := names.get(ours, ours)) in columns]
    if names.get("text", "text") not in columns:
        told = ", ".join(columns)[:200]
        yield BadArticle(f"{blob.name}: no text: name its column with --map text=COLUMN (there are: {told})")
        return
    number = 0
    for batch in _batches(table, sorted(set(wanted)), blob.name):
        if isinstance(batch, BadArticle):
            yield batch
            return
        for values in batch:
            number += 1
            yield _row(values, f"{blob.name}:row {number}", job)
    if not number:
        yield BadArticle(f"{blob.name}: empty")


def _grows(metadata: Any, name: str, limits: Limits) -> None:
    """Refuse a file whose row groups claim to be far larger than their bytes; BadArticle then."""
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        packed = sum(group.column(at).total_compressed_size for at in range(group.num_columns))
        if group.total_byte_size > max(limits.slack, limits.ratio * packed):
            raise BadArticle(f"{name}: grows more than {limits.ratio} times decompressed: not read")


def _batches(table: Any, columns: list[str], name: str) -> Iterator[Iterable[dict[str, Any]] | BadArticle]:
    batches = table.iter_batches(batch_size=_ROWS, columns=columns)
    while True:
        try:
            with fenced(name, "Parquet"):
                batch = next(batches, None)
                rows = batch.to_pylist() if batch is not None else None
        except BadArticle as error:
            yield error
            return
        if rows is None:
            return
        yield rows
