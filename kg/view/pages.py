"""The pages: what each shows, by the IRI that was asked for. Each takes a view and gives HTML, or None."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.graph.vocabulary import PREFIXES
from kg.query.article import reading
from kg.store.protocol import View
from kg.view.html import render
from kg.view.labels import Labels
from kg.view.reader import payload
from kg.view.texts import texts

Page = Callable[[View, str, str], str | None]
"""View, IRI and language to HTML; None when the store knows no such node."""


def article(view: View, iri: str, lang: str) -> str | None:
    """The evidence reader."""
    read = reading(view, iri)
    if read is None:
        return None
    statuses = {("status", x.status) for x in (*read.events, *read.claims)}
    acts = {("act", claim.act) for claim in read.claims}
    labels = Labels.of(view, lang, read.names, statuses | acts)
    data = payload(read, labels, texts(lang))
    return render("article.html", lang, reading=read, heading=read.title or opening(read.text), data=data)


def opening(text: str, most: int = 80) -> str:
    """The first words of a text, for an article without a title."""
    line = " ".join(text[: 4 * most].split())
    return line if len(line) <= most else line[:most].rpartition(" ")[0] + " …"


_BY_KIND: Mapping[str, Page] = {"article": article}


def page(view: View, iri: str, lang: str) -> str | None:
    """The page of a node of the store."""
    for prefix, made in _BY_KIND.items():
        if iri.startswith(PREFIXES[prefix]):
            return made(view, iri, lang)
    return None
