"""From named values to an Article: what every door ends in."""

from __future__ import annotations

import hashlib
import re

from kg.model import DATED_BY, Article
from kg.sources.days import iso_date
from kg.sources.options import BadArticle, Options

_HALF = re.compile("[\ud800-\udfff]")
FIELDS = ("id", "date", "source", "url", "title", "text", "dated_by")


def make(values: dict[str, object], where: str, options: Options, *, dated_by: str = "given") -> Article:
    """The article of ``values`` (see ``FIELDS``); the options fill what is missing.

    ``dated_by`` tells how a date among the values was found, unless they tell it themselves.
    Raises BadArticle when there is no text or the date is not understood.
    """
    text = values.get("text")
    if not isinstance(text, str):
        raise BadArticle(f"{where}: no text: name the field with --map text=FIELD")
    if not text.strip():
        raise BadArticle(f"{where}: empty")
    if _HALF.search(text):
        raise BadArticle(f"{where}: half a surrogate pair in the text: it is not Unicode text")
    source = values.get("source") or options.source
    told = values.get("date")
    published = iso_date(told or options.date, where)
    how = values.get("dated_by")
    if how not in DATED_BY:
        how = dated_by if told else "option"
    return Article(
        id=_clean(values.get("id")) or text_id(text),
        text=text,
        published=published,
        source=_clean(source),
        title=_clean(values.get("title")),
        url=_clean(values.get("url")),
        dated_by=str(how) if published else None,
    )


def text_id(text: str) -> str:
    """The id of an article that has nothing but its text."""
    return f"text-{hashlib.sha256(text.encode('utf-8')).hexdigest()[:16]}"


def _clean(value: object) -> str | None:
    if value is None or value == "":
        return None
    text = str(value)
    return text.encode("utf-8", "replace").decode("utf-8") if not text.isascii() else text
