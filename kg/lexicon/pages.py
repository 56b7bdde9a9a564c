"""The words that frame an article on a page, read from ``ontologies/pages.tsv``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.files import ontology_path
from kg.lexicon.tables import rows
from kg.model import KgError
from kg.text.letters import bare, fold

_KINDS = ("related", "published", "updated")
_WORD = re.compile(r"\w+")


def folded(text: str) -> str:
    """The words of ``text``, folded, between single spaces; its signs are lost."""
    return " ".join(fold(word) for word in _WORD.findall(bare(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """Cues of pages, folded."""

    related: tuple[str, ...]
    published: tuple[str, ...]
    updated: tuple[str, ...]

    def opens_related(self, text: str) -> int:
        """How many words of the cue ``text`` opens with, if that cue leads to other articles; else 0."""
        words = folded(text[:120])
        fitting = [cue for cue in self.related if words == cue or words.startswith(f"{cue} ")]
        return max((cue.count(" ") + 1 for cue in fitting), default=0)

    def cue_before(self, text: str) -> str | None:
        """``published`` or ``updated``: the cue that ``text`` ends with, an hour behind it ignored."""
        words = folded(text).split()
        while words and (words[-1].isdecimal() or len(words[-1]) == 1):
            words.pop()
        end = f" {' '.join(words)}"
        for kind, cues in (("updated", self.updated), ("published", self.published)):
            if any(end.endswith(f" {cue}") for cue in cues):
                return kind
        return None


def load_pages(path: Path | None = None) -> PageWords:
    """The cues in ``path``, by default ``ontologies/pages.tsv``.

    Raises KgError when a row is of no known kind or has no words.
    """
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in rows(path or ontology_path("pages.tsv")):
        if row["kind"] not in found or not row["words"]:
            raise KgError(f"pages.tsv: a row of unknown kind or without words: {row}")
        found[row["kind"]].update(folded(words) for words in row["words"].split("|"))
    return PageWords(**{kind: tuple(sorted(words)) for kind, words in found.items()})
