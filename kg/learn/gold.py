"""Annotated articles, and which cue of the reader tells which annotated event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kg.annotate.annotations import Annotations
from kg.extract.drawn import Drawn
from kg.model import Article, KgError
from kg.sources import BadArticle, Options, read_inputs
from kg.text.forms import without_article
from kg.text.letters import fold

_HEAD = 25
"""Characters of an event's sentence by which it is found again."""


class GoldEvent(NamedTuple):
    """One annotated event."""

    type: str
    actors: frozenset[str]
    recipients: frozenset[str]
    trigger: str
    sentence: str
    optional: bool
    symmetric: bool
    """True when all parties are doers."""
    when: str | None = None
    """EDTF."""
    status: str = ""
    where: tuple[str, ...] = ()
    """Places as the text writes them."""

    @property
    def parties(self) -> frozenset[str]:
        """All parties, whatever their role."""
        return self.actors | self.recipients

    def role(self, code: str) -> int:
        """0 for a bystander, 1 for a doer (or a side of a symmetric event), 2 for the other side."""
        key = party_key(code)
        if key in self.actors:
            return 1
        return (1 if self.symmetric else 2) if key in self.recipients else 0

    def roles(self) -> tuple[frozenset[str], frozenset[str]]:
        """Doers and other sides; all are doers in a symmetric event."""
        return (self.parties, frozenset()) if self.symmetric else (self.actors, self.recipients)


def party_key(code: str) -> str:
    """A code that two spellings of one group share."""
    if code[:2] in ("G:", "O:"):
        return code[:2] + " ".join(without_article(word) for word in fold(code[2:]).split())
    return code


def read_gold(
    articles: Path, gold: Path, symmetric: frozenset[str]
) -> Iterator[tuple[Article, list[GoldEvent]]]:
    """Every article of ``articles`` with its events of ``gold`` (see the set's guidelines).

    Raises KgError when an article has no line in ``gold``.
    """
    rows = {}
    for line in gold.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            rows[row["id"]] = row["events"]
    for article in read_inputs([str(articles)], BytesIO(), Options(any_language=True), _unheard):
        if isinstance(article, BadArticle):
            raise article
        if article.id not in rows:
            raise KgError(f"{gold}: no line for article {article.id} of {articles}")
        yield article, [_event(row, symmetric) for row in rows[article.id]]


def _unheard(_: str) -> None:
    """Warnings about metadata do not matter to what is learned."""


def _event(row: dict[str, object], symmetric: frozenset[str]) -> GoldEvent:
    def codes(name: str) -> frozenset[str]:
        given = row[name]
        assert isinstance(given, list)
        return frozenset(party_key(code) for code in given)

    return GoldEvent(
        str(row["type"]),
        codes("actors"),
        codes("recipients"),
        str(row["trigger"]),
        str(row["sentence"]),
        bool(row.get("optional", False)),
        str(row["type"]) in symmetric,
        str(row["when"]) if row.get("when") else None,
        str(row.get("status", "")),
        tuple(row.get("places", ())),  # type: ignore[arg-type]
    )


class Told(NamedTuple):
    """The annotated event that a cue tells."""

    event: GoldEvent
    exact: bool
    """True when the annotation marks these words; else the event is the article's likeliest of the type."""


def tells(ann: Annotations, drawn: Drawn, events: Sequence[GoldEvent]) -> Told | None:
    """The event of ``events`` that the cue of ``drawn`` tells, None when there is none or no telling."""
    hit = drawn.hit
    a, b = ann.tokens[hit.at[0]].start, ann.tokens[hit.at[-1]].end
    marked = [e for e in events if any(x < b and a < y for x, y in places(ann.article.text, e))]
    for event in marked:
        if event.type == hit.cue.type:
            return Told(event, exact=True)
    for event in marked:
        if event.symmetric == (hit.cue.type in drawn.view.lexicon.symmetric):
            return Told(event, exact=True)
    here = {party_key(m.code) for m in drawn.view.mentions}
    alike = [e for e in events if e.type == hit.cue.type and e.parties <= here]
    return Told(alike[0], exact=False) if alike else None


def places(text: str, event: GoldEvent) -> list[tuple[int, int]]:
    """Where the event's trigger words stand: in its sentence, else wherever they are found."""
    found = []
    at = text.find(event.trigger)
    while at >= 0 and event.trigger:
        found.append((at, at + len(event.trigger)))
        at = text.find(event.trigger, at + 1)
    start = text.find(event.sentence[:_HEAD])
    if start >= 0:
        behind = [span for span in found if span[0] >= start]
        found = behind[:1] or found
    return found if len(found) < 3 else found[:1]
