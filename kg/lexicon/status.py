"""Words that say whether an event happened, is planned, proposed, denied, cancelled or going on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.lexicon.cues import Part, parts
from kg.lexicon.tables import rows
from kg.model import KgError

SCOPES = ("complement", "modifier", "adverb", "topic", "standing", "present", "may", "not")
_POS = ("verb", "noun", "form")


class StatusCue(NamedTuple):
    """A word with the status that it gives to what it governs, describes, or is about (``scope``)."""

    status: str
    pos: str
    """verb or noun for a lemma, form for words as they are written."""
    parts: tuple[Part, ...]
    scope: str


def load_status(path: Path) -> dict[str, list[StatusCue]]:
    """Status cues by each lemma or form of their first word; longer ones first.

    Raises KgError when a row's scope or part of speech is unknown.
    """
    index: dict[str, list[StatusCue]] = {}
    for row in rows(path):
        if row["scope"] not in SCOPES or row["pos"] not in _POS:
            raise KgError(f"{path.name}: {row['lemma']}: scope one of {SCOPES}, pos one of {_POS}")
        cue = StatusCue(row["status"], row["pos"], parts(row["lemma"]), row["scope"])
        for word in sorted(cue.parts[0].words):
            index.setdefault(word, []).append(cue)
    for found in index.values():
        found.sort(key=lambda cue: -len(cue.parts))
    return index
