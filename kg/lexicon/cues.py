"""Event cues and light verbs: words with the grammatical slots that hold an event's parties."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.lexicon.tables import rows
from kg.model import KgError
from kg.text.forms import ARTICLE
from kg.text.letters import fold

GAPS = {"..": 9, "...": 24}
"""Words that may stand before a part of a cue: a subject with its titles, or one told at length."""

NOTHING = "none"
"""The type of a cue that tells no event: its words keep what they say elsewhere from firing."""

_ROLES = ("actor", "recipient")


class Part(NamedTuple):
    """One word of a cue: folded lemmas or, if ``literal``, folded forms; ``gap`` words may come before it."""

    words: frozenset[str]
    literal: bool
    gap: int


class Cue(NamedTuple):
    """A word or sequence of words that tells an event."""

    id: str
    type: str
    pos: str
    parts: tuple[Part, ...]
    frame: tuple[tuple[str, str], ...]
    """Pairs of slot and role, in order."""
    status: str
    example: str
    expect: str


class Light(NamedTuple):
    """A verb or masdar that lends an event noun its subject: active, receive or event (see light.tsv)."""

    pos: str
    prep: str
    voice: str


def parts(lemma: str) -> tuple[Part, ...]:
    """The words of a lemma column: ``..`` and ``...`` gaps, ``=`` a literal form, ``|`` alternatives."""
    found: list[Part] = []
    gap = 0
    for word in lemma.split():
        if word in GAPS:
            gap = GAPS[word]
            continue
        literal = word.startswith("=")
        written = {fold(w.lstrip("=")) for w in word.split("|")}
        # The article may be a noun's own choice of the writer, or the first letters of a verb (iltaqa).
        words = frozenset(
            written if literal else written | {w[2:] for w in written if w.startswith(ARTICLE) and len(w) > 4}
        )
        found.append(Part(words, literal, gap))
        gap = 0
    return tuple(found)


def load_cues(folder: Path) -> dict[str, list[Cue]]:
    """Cues by each lemma (or literal form) of their first word; longer cues first."""
    index: dict[str, list[Cue]] = {}
    for path in sorted(folder.glob("*.tsv")):
        for row in rows(path):
            cue = _cue(row, path)
            for word in sorted(cue.parts[0].words):
                index.setdefault(word, []).append(cue)
    for found in index.values():
        found.sort(key=lambda cue: (-len(cue.parts), cue.id))
    return index


def _cue(row: dict[str, str], path: Path) -> Cue:
    where = f"{path.name}: {row.get('lemma', '?')}"
    frame = []
    for item in row["frame"].split():
        slot, _, role = item.partition("=")
        if role not in _ROLES:
            raise KgError(f"{where}: frame has {item!r}; write slot=actor or slot=recipient")
        frame.append((fold(slot.replace("_", " ")), role))
    words = parts(row["lemma"])
    if not words:
        raise KgError(f"{where}: the cue has no lemma")
    name = "-".join(word for word in row["lemma"].split() if word not in GAPS)
    return Cue(
        f"{row['type']}/{row['pos']}:{name}",
        row["type"],
        row["pos"],
        words,
        tuple(frame),
        row["status"],
        row["example"],
        row["expect"],
    )


def load_light(path: Path) -> dict[str, list[Light]]:
    """Light verbs and masdars by folded lemma."""
    found: dict[str, list[Light]] = {}
    for row in rows(path):
        light = Light(row["pos"], fold(row["prep"]), row["voice"] or "active")
        found.setdefault(fold(row["lemma"]), []).append(light)
    return found
