"""Annotations of articles that lie elsewhere: by article id and offsets, without the articles' text.

Labelled cues, one JSON array a line: article id, first and last code point of the cue's first word
(half-open), the event type or null when the word tells none, doers, other sides, status letter (happened,
ongoing, planned, cancelled, p*r*oposed, de*n*ied; d for a matter inside one country), and whether careful
readers may differ.

Annotated articles, one JSON array a line: article id and all its events, each an array of type, doers, other
sides, range of the trigger's code points or null, first code point of its sentence or null, status, EDTF
time or null, ranges of its places, and whether it is optional.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from kg.learn.gold import GoldEvent, party_key
from kg.model import Article, KgError
from kg.sources import BadArticle, Options, read_inputs

_SENTENCE = 40
"""Characters by which a sentence is found again."""
_STATUS = {status[0]: status for status in ("happened", "ongoing", "planned", "cancelled")}
_STATUS |= {"r": "proposed", "n": "denied"}


class Label(NamedTuple):
    """What one cue word tells."""

    event: GoldEvent | None
    """None when it tells no event that has sides."""
    type: str | None
    """The type that it tells, whoever takes part; None when it tells nothing."""
    status: str
    domestic: bool
    doubtful: bool


def read_labels(
    labels: Path, corpus: Path, symmetric: frozenset[str]
) -> Iterator[tuple[Article, dict[int, Label]]]:
    """Each labelled article of ``corpus`` with its labels by the offset at which the cue's word begins.

    Raises KgError for a line that is not of the form above; articles that ``corpus`` lacks are left out.
    """
    found: dict[str, dict[int, Label]] = {}
    for number, line in enumerate(labels.read_text(encoding="utf-8").splitlines(), 1):
        try:
            article, start, _, type_, actors, recipients, status, doubtful = json.loads(line)
        except ValueError as error:
            raise KgError(f"{labels}:{number}: no label ({error})") from error
        told = _STATUS.get(status, "")
        event = _event(type_, actors, recipients, told, symmetric)
        found.setdefault(article, {})[start] = Label(event, type_, told, status == "d", doubtful)
    for item in read_inputs([str(corpus)], BytesIO(), Options(any_language=True), lambda _: None):
        if not isinstance(item, BadArticle) and item.id in found:
            yield item, found.pop(item.id)


def read_annotations(
    annotations: Path, corpus: Path, symmetric: frozenset[str]
) -> Iterator[tuple[Article, list[GoldEvent]]]:
    """Each annotated article of ``corpus``, in its order, with its events.

    Raises KgError for a line that is not of the form above; articles that ``corpus`` lacks are left out.
    """
    found: dict[str, list[list[Any]]] = {}
    for number, line in enumerate(annotations.read_text(encoding="utf-8").splitlines(), 1):
        try:
            article, events = json.loads(line)
        except ValueError as error:
            raise KgError(f"{annotations}:{number}: no annotated article ({error})") from error
        found[article] = events
    for item in read_inputs([str(corpus)], BytesIO(), Options(any_language=True), lambda _: None):
        if not isinstance(item, BadArticle) and item.id in found:
            yield item, [_annotated(item.text, row, symmetric) for row in found.pop(item.id)]


def _annotated(text: str, row: list[Any], symmetric: frozenset[str]) -> GoldEvent:
    type_, actors, recipients, trigger, sentence, status, when, where, optional = row
    return GoldEvent(
        type_,
        frozenset(map(party_key, actors)),
        frozenset(map(party_key, recipients)),
        text[slice(*trigger)] if trigger else "",
        text[sentence : sentence + _SENTENCE] if sentence is not None else "",
        optional,
        type_ in symmetric,
        when,
        status,
        tuple(text[slice(*place)] for place in where),
    )


def _event(
    type_: str | None, actors: list[str], recipients: list[str], status: str, symmetric: frozenset[str]
) -> GoldEvent | None:
    if type_ is None or not (actors or recipients):
        return None
    sides = [frozenset(map(party_key, side)) for side in (actors, recipients)]
    return GoldEvent(type_, sides[0], sides[1], "", "", False, type_ in symmetric, None, status)
