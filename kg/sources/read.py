"""Articles from text files, JSON Lines, folders and standard input; the text stays as given."""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from kg.model import Article, KgError

Warn = Callable[[str], None]
"""Told one line about each input that was understood only in part."""

_TEXTS = (".txt", ".md")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?")
"""A date, or a time stamp of which the date is kept."""
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_FIELDS = ("id", "date", "source", "url", "title", "text")


class BadArticle(KgError):
    """One article that cannot be read; the others can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says about all inputs."""

    date: str | None = None
    source: str | None = None
    names: dict[str, str] = field(default_factory=dict)
    """Our field to the input's name for it."""


def read_inputs(
    paths: list[str], stdin: BinaryIO, options: Options, warn: Warn
) -> Iterator[Article | BadArticle]:
    """Every article of every input in order; one that cannot be read comes as its error.

    Raises KgError when an input as a whole is missing or is of no known kind.
    """
    first: dict[str, tuple[str, str]] = {}
    for path in paths:
        for place, item in _input(path, stdin, options, warn):
            if isinstance(item, Article):
                text, where = first.setdefault(item.id, (item.text, place))
                if text != item.text:
                    item = BadArticle(f"{place}: id {item.id!r} is that of another article, in {where}")
            yield item


def _input(
    path: str, stdin: BinaryIO, options: Options, warn: Warn
) -> Iterator[tuple[str, Article | BadArticle]]:
    """The articles of one argument, each with the place it was found at."""
    if path == "-":
        yield from (("-", item) for item in _stream(stdin.read(), "-", options, warn))
        return
    root = Path(path)
    for file in _files(root):
        yield from ((str(file), item) for item in _file(file, root, options, warn))


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise KgError(f"{path}: no such file or folder")
    if path.is_dir():
        found = sorted(f for f in path.rglob("*") if f.is_file() and f.name.endswith(_TEXTS + _LINES))
        if not found:
            raise KgError(f"{path}: no articles there: put .txt, .md or .jsonl files into the folder")
        return found
    if not path.name.endswith(_TEXTS + _LINES):
        raise KgError(f"{path}: not a kind of file that is read: give .txt, .md, .jsonl or .jsonl.gz")
    return [path]


def _file(path: Path, root: Path, options: Options, warn: Warn) -> Iterator[Article | BadArticle]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.name.endswith(".gz") else path.read_bytes()
    except OSError as error:
        yield BadArticle(f"{path}: cannot be read: {error.strerror or error}")
        return
    except (EOFError, zlib.error) as error:
        yield BadArticle(f"{path}: broken gzip: {error}")
        return
    if path.name.endswith(_LINES):
        yield from _lines(raw, str(path), options)
        return
    try:
        yield _text(raw, path, root, options, warn)
    except BadArticle as error:
        yield error


def _stream(raw: bytes, name: str, options: Options, warn: Warn) -> Iterator[Article | BadArticle]:
    if raw.lstrip()[:1] == b"{":
        yield from _lines(raw, name, options)
        return
    try:
        text = _decode(raw, name, warn)
        digest = hashlib.sha256(raw).hexdigest()[:16]
        yield _article({"id": f"text-{digest}", "text": text}, name, options)
    except BadArticle as error:
        yield error


def _text(raw: bytes, path: Path, root: Path, options: Options, warn: Warn) -> Article:
    text = _decode(raw, str(path), warn)
    # Files of one name in several folders are several articles.
    name = path.relative_to(root).with_suffix("").as_posix() if path != root else path.stem
    values: dict[str, object] = {"id": name, "text": text}
    sidecar = path.with_suffix(".json")
    if sidecar.exists():
        try:
            told = json.loads(sidecar.read_text(encoding="utf-8"))
        except ValueError as error:
            raise BadArticle(f"{sidecar}: not JSON: {error}") from error
        if not isinstance(told, dict):
            raise BadArticle(f"{sidecar}: must be one JSON object with id, date, source, url or title")
        values |= {name: told[name] for name in _FIELDS if name in told and name != "text"}
    return _article(values, str(path), options)


def _decode(raw: bytes, where: str, warn: Warn) -> str:
    if b"\x00" in raw[:4096]:
        raise BadArticle(f"{where}: binary, not text")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1256")
        except UnicodeDecodeError as error:
            raise BadArticle(f"{where}: neither UTF-8 nor Windows-1256: {error.reason}") from error
        warn(f"{where}: not UTF-8, read as Windows-1256")
    return text


def _lines(raw: bytes, where: str, options: Options) -> Iterator[Article | BadArticle]:
    for number, line in enumerate(raw.splitlines(), 1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        try:
            values = json.loads(line)
            if not isinstance(values, dict):
                raise BadArticle(f"{place}: not a JSON object")
            named = {ours: values.get(options.names.get(ours, ours)) for ours in _FIELDS}
            yield _article(named, place, options)
        except BadArticle as error:
            yield error
        except ValueError as error:
            yield BadArticle(f"{place}: not JSON: {error}")
    if not raw.strip():
        yield BadArticle(f"{where}: empty")


def _article(values: dict[str, object], where: str, options: Options) -> Article:
    text = values.get("text")
    if not isinstance(text, str):
        raise BadArticle(f"{where}: no text: name the field with --map text=FIELD")
    if not text.strip():
        raise BadArticle(f"{where}: empty")
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        raise BadArticle(f"{where}: half a surrogate pair in the text: it is not Unicode text")
    told = {name: str(values[name]) for name in ("title", "url") if values.get(name)}
    source = values.get("source") or options.source
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
    return Article(
        id=str(values.get("id") or f"text-{digest}"),
        text=text,
        published=iso_date(values.get("date") or options.date, where),
        source=str(source) if source else None,
        title=told.get("title"),
        url=told.get("url"),
    )


def iso_date(value: object, where: str) -> str | None:
    """An ISO date, or day/month/year as Arabic pages write it; a date of another form is an error."""
    if not value:
        return None
    text = str(value).strip()
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    try:
        if iso:
            return datetime.date.fromisoformat(iso.group(1)).isoformat()
        if day_first:
            day, month, year = map(int, day_first.groups())
            return datetime.date(year, month, day).isoformat()
    except ValueError as error:
        raise BadArticle(f"{where}: date {text!r}: {error}") from error
    raise BadArticle(f"{where}: date {text!r} is not understood: write it as 2021-07-29, or leave it out")
