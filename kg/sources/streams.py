"""Bytes with bounds: no stream grows without end, no line is longer than an article may be."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from kg.sources.options import BadArticle, Limits, Warn

_CHUNK = 1 << 16
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """One file, wherever it lies: on disk, in an archive, on standard input."""

    name: str
    """Where it is, for messages: ``news.zip!a/visit.html``."""
    key: str
    """Its path below the input without its ending: the id of an article that has no other."""
    stream: BinaryIO
    path: Path | None = None
    """The file on disk, if it is one."""


class Expanding(io.RawIOBase):
    """A decompressed stream that refuses to grow out of proportion to what was read for it.

    ``taken`` tells how many compressed bytes were read so far. Reading raises BadArticle when the stream
    has grown more than ``limits.ratio`` times and more than ``limits.slack`` bytes, or is broken.
    """

    def __init__(self, inner: BinaryIO, taken: Callable[[], int], name: str, limits: Limits) -> None:
        super().__init__()
        self._inner, self._taken, self._name, self._limits = inner, taken, name, limits
        self._given = 0

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer``; the number of bytes, 0 at the end."""
        try:
            data = self._inner.read(len(buffer))
        except (EOFError, OSError, zlib.error, gzip.BadGzipFile, ValueError) as error:
            raise BadArticle(f"{self._name}: broken compression: {error}") from error
        self._given += len(data)
        if self._given > self._limits.slack and self._given > self._limits.ratio * max(1, self._taken()):
            raise BadArticle(
                f"{self._name}: grows more than {self._limits.ratio} times decompressed: not read further"
            )
        buffer[: len(data)] = data
        return len(data)


class Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner = inner
        self.count = 0

    def readable(self) -> bool:
        """True: it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill ``buffer``; the number of bytes, 0 at the end."""
        data = self._inner.read(len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


def buffered(stream: BinaryIO) -> BinaryIO:
    """``stream`` with a look ahead (``peek``), whatever little else it can do."""
    return cast(BinaryIO, io.BufferedReader(Counted(stream), _CHUNK))


def key_of(path: PurePath) -> str:
    """The path without the endings that tell its kind: the id of an article that has no other."""
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return (bare.with_suffix("") if bare.suffix else bare).as_posix()


def gunzipped(stream: BinaryIO, name: str, limits: Limits) -> BinaryIO:
    """The bytes of a gzip stream (of one or several members), bounded."""
    counted = Counted(stream)
    inner = gzip.GzipFile(fileobj=io.BufferedReader(counted))
    expanding = Expanding(cast(BinaryIO, inner), lambda: counted.count, name, limits)
    return cast(BinaryIO, io.BufferedReader(expanding, _CHUNK))


def read_whole(stream: BinaryIO, name: str, limit: int) -> bytes:
    """All bytes of a stream; BadArticle when there are more than ``limit`` or it cannot be read."""
    try:
        raw = stream.read(limit + 1)
    except OSError as error:
        raise BadArticle(f"{name}: cannot be read: {error.strerror or error}") from error
    if len(raw) > limit:
        raise BadArticle(f"{name}: longer than {limit >> 20} MB: not read")
    return raw


def lines(stream: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines of a stream with their numbers; None for one that is longer than ``limit`` bytes."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield number, None


def decode(raw: bytes, where: str, warn: Warn, declared: str | None = None) -> str:
    """The text of bytes: by their mark, as UTF-8, as ``declared``, as Windows-1256 with a warning.

    Raises BadArticle when the bytes are no text in any of them.
    """
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if raw.startswith(mark):
            declared, raw = name, raw
            break
    else:
        if b"\x00" in raw[:4096]:
            raise BadArticle(f"{where}: binary, not text")
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
    if declared is not None:
        try:
            return raw.decode(codecs.lookup(declared).name)
        except (LookupError, ValueError):
            warn(f"{where}: is not in {declared}, as it says")
    try:
        text = raw.decode("cp1256")
    except UnicodeDecodeError as error:
        raise BadArticle(f"{where}: neither UTF-8 nor Windows-1256: {error.reason}") from error
    warn(f"{where}: not UTF-8, read as Windows-1256")
    return text


def declared_charset(raw: bytes) -> str | None:
    """The encoding that a page says it is in, if its first bytes say so."""
    found = _DECLARED.search(raw[:4096])
    return found.group(1).decode("ascii") if found else None
