"""Words that say whether an event happened, is planned, proposed, denied, cancelled or going on."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.lexicon.cues import Part, parts
from kg.lexicon.tables import rows


class StatusCue(NamedTuple):
    """A word with the status that it gives to what it governs (complement) or describes (modifier)."""

    status: str
    pos: str
    parts: tuple[Part, ...]
    scope: str


def load_status(path: Path) -> dict[str, list[StatusCue]]:
    """Status cues by each lemma or form of their first word; longer ones first."""
    index: dict[str, list[StatusCue]] = {}
    for row in rows(path):
        cue = StatusCue(row["status"], row["pos"], parts(row["lemma"]), row["scope"])
        for word in sorted(cue.parts[0].words):
            index.setdefault(word, []).append(cue)
    for found in index.values():
        found.sort(key=lambda cue: -len(cue.parts))
    return index
