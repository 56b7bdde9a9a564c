"""Labelled cues: for single words of articles what they tell, by offsets, without the articles' text.

One JSON array a line: article id, first and last code point of the cue's first word (half-open), the event
type or null when the word tells none, doers, other sides, status letter (h o p r n c as in the annotation
guidelines; d for a matter inside one country), and whether careful readers may differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kg.learn.gold import GoldEvent, party_key
from kg.model import Article, KgError
from kg.sources import BadArticle, Options, read_inputs


class Label(NamedTuple):
    """What one cue word tells."""

    event: GoldEvent | None
    """None when it tells no event."""
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
        event = _event(type_, actors, recipients, symmetric)
        found.setdefault(article, {})[start] = Label(event, status == "d", doubtful)
    for item in read_inputs([str(corpus)], BytesIO(), Options(), lambda _: None):
        if not isinstance(item, BadArticle) and item.id in found:
            yield item, found.pop(item.id)


def _event(
    type_: str | None, actors: list[str], recipients: list[str], symmetric: frozenset[str]
) -> GoldEvent | None:
    if type_ is None or not (actors or recipients):
        return None
    sides = [frozenset(map(party_key, side)) for side in (actors, recipients)]
    return GoldEvent(type_, sides[0], sides[1], "", "", False, type_ in symmetric)
