"""Texts that are an article each, and JSON Lines: the doors that need no library; the text stays as given."""

from __future__ import annotations

import json
from pathlib import Path

from kg.sources import article
from kg.sources.options import BadArticle, Items, Job
from kg.sources.streams import Blob, decode, lines, read_whole


def text(blob: Blob, job: Job) -> Items:
    """One article: all of the text, with what a ``.json`` file beside it tells."""
    options = job.options
    raw = read_whole(blob.stream, blob.name, options.limits.article)
    words = decode(raw, blob.name, job.warn)
    key = article.text_id(words) if blob.key == "-" else blob.key
    yield article.make({"id": key, "text": words} | beside(blob, job), blob.name, options)


def beside(blob: Blob, job: Job) -> dict[str, object]:
    """What the ``.json`` file of the same name tells of an article on disk.

    Raises BadArticle when it is no JSON object.
    """
    sidecar = blob.path.with_suffix(".json") if blob.path else Path()
    if blob.path is None or not sidecar.is_file():
        return {}
    try:
        with sidecar.open("rb") as stream:
            told = json.loads(read_whole(stream, str(sidecar), job.options.limits.article))
    except (ValueError, RecursionError, OSError) as error:
        raise BadArticle(f"{sidecar}: not JSON: {error}") from error
    if not isinstance(told, dict):
        raise BadArticle(f"{sidecar}: must be one JSON object with id, date, source, url or title")
    return {name: told[name] for name in article.FIELDS if name in told and name != "text"}


def json_lines(blob: Blob, job: Job) -> Items:
    """One article a line."""
    options, seen = job.options, False
    for number, line in lines(blob.stream, options.limits.article):
        place = f"{blob.name}:{number}"
        if line is None:
            seen = True
            yield BadArticle(f"{place}: longer than {options.limits.article >> 20} MB: not read")
        elif line.strip():
            seen = True
            try:
                yield article.make(_values(line, place, options.names), place, options)
            except BadArticle as error:
                yield error
    if not seen:
        yield BadArticle(f"{blob.name}: empty")


def _values(line: bytes, place: str, names: dict[str, str]) -> dict[str, object]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadArticle(f"{place}: not JSON: {error}") from error
    if not isinstance(values, dict):
        raise BadArticle(f"{place}: not a JSON object")
    return {ours: values.get(names.get(ours, ours)) for ours in article.FIELDS}
