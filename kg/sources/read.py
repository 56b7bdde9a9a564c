"""From the inputs of a command to a stream of articles, whichever door each comes through."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from kg.model import Article, KgError
from kg.sources.doors import kind_of, opened
from kg.sources.language import foreign
from kg.sources.options import BadArticle, Items, Job, Options, Warn
from kg.sources.streams import Blob, key_of

_KINDS_TOLD = "text (.txt .md), JSON lines, HTML, feeds, WARC, CSV, Parquet, PDF, also in .gz, .zip or .tar"


def read_inputs(paths: list[str], stdin: BinaryIO, options: Options, warn: Warn) -> Items:
    """Every article of every input in order, one at a time; one that cannot be read comes as its error.

    Articles that are not Arabic are passed over (unless ``options.any_language``); ``warn`` is told at the
    end how many. Raises KgError when an input as a whole is missing or is of no known kind.
    """
    job = Job(options=options, warn=warn)
    with closing(_Known()) as known:
        for path in paths:
            for place, item in _input(path, stdin, job):
                judged = item if isinstance(item, BadArticle) else _judged(item, place, known, job)
                if judged is not None:
                    yield judged
    if job.skipped:
        told = (f"{count} {why}" for why, count in sorted(job.skipped.items()))
        warn(f"passed over: {', '.join(told)}")


def _judged(article: Article, place: str, known: _Known, job: Job) -> Article | BadArticle | None:
    """The article itself, the error that its id is taken, or None when it is passed over."""
    tongue = None if job.options.any_language else foreign(article.text)
    if tongue:
        job.skipped[f"not Arabic but {tongue}"] += 1
        return None
    where = known.clash(article, place)
    if where is None:
        return article
    if where == "":
        job.skipped["captured again"] += 1
        return None
    return BadArticle(f"{place}: id {article.id!r} is that of another article, in {where}")


class _Known:
    """The ids so far with what they stand for: a temporary database, since there may be millions."""

    def __init__(self) -> None:
        self._ids = sqlite3.connect("")
        self._ids.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, text BLOB, place TEXT) WITHOUT ROWID")

    def close(self) -> None:
        """Forget them."""
        self._ids.close()

    def clash(self, article: Article, place: str) -> str | None:
        """Where another text bears the id of ``article``, "" when that is another capture of its page."""
        digest = hashlib.sha256(article.text.encode()).digest()[:16]
        added = self._ids.execute(
            "INSERT OR IGNORE INTO ids VALUES (?, ?, ?)", (article.id, digest, place)
        ).rowcount
        if added:
            return None
        text, where = self._ids.execute("SELECT text, place FROM ids WHERE id = ?", (article.id,)).fetchone()
        if text == digest:
            return None
        # A page has an address for its id, and archives hold it in several states.
        return "" if article.id.startswith(("http://", "https://")) else str(where)


def _input(path: str, stdin: BinaryIO, job: Job) -> Iterator[tuple[str, Article | BadArticle]]:
    """The articles of one argument, each with the place it was found at."""
    if path == "-":
        yield from (("-", item) for item in opened(Blob(name="-", key="-", stream=stdin), job))
        return
    root = Path(path)
    found = False
    for file in _files(root, job):
        found = True
        if isinstance(file, BadArticle):
            yield path, file
        else:
            yield from ((str(file), item) for item in _file(file, root, job))
    if not found:
        raise KgError(f"{path}: no articles there: put {_KINDS_TOLD} into the folder")


def _files(root: Path, job: Job) -> Iterator[Path | BadArticle]:
    """The files to read, sorted by their paths; links to folders are not followed, so that no circle is."""
    if not root.exists():
        raise KgError(f"{root}: no such file or folder")
    if root.is_dir():
        yield from _walk(root, job)
    elif kind_of(root.name) is None and job.options.kind is None:
        raise KgError(f"{root}: not a kind of file that is read: give {_KINDS_TOLD}, or tell with --kind")
    else:
        yield root


def _walk(folder: Path, job: Job) -> Iterator[Path | BadArticle]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield BadArticle(f"{folder}: cannot be read: {error.strerror or error}")
        return
    for entry in entries:
        try:
            folder_there, file_there = entry.is_dir(), entry.is_file()
        except OSError as error:
            yield BadArticle(f"{entry.path}: cannot be read: {error.strerror or error}")
            continue
        if folder_there and entry.is_symlink():
            job.warn(f"{entry.path}: a link to a folder: not followed")
        elif folder_there:
            yield from _walk(Path(entry.path), job)
        elif file_there and kind_of(entry.name) is not None:
            yield Path(entry.path)


def _file(path: Path, root: Path, job: Job) -> Items:
    # Files of one name in several folders are several articles.
    name = path.relative_to(root) if path != root else Path(path.name)
    try:
        stream = path.open("rb")
    except OSError as error:
        yield BadArticle(f"{path}: cannot be read: {error.strerror or error}")
        return
    with stream:
        yield from opened(Blob(name=str(path), key=key_of(name), stream=stream, path=path), job)
