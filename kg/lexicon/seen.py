"""What the reader has found out about a word before: news repeats its words, and no word changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Readings = tuple[Any, ...]
"""The analyses that an answer was found for: a word seen in part (behind its conjunction) is another."""


@dataclass(slots=True)
class Seen:
    """Answers by written word, each a function of the word and the lexicon alone."""

    anaphors: dict[str, tuple[tuple[str, str | None], ...]] = field(default_factory=dict)
    """Folded form to the stems under which it may be an anaphor or begin one."""
    firsts: set[str] = field(default_factory=set)
    """First words of the anaphors, once asked for."""
    parties: dict[str, bool] = field(default_factory=dict)
    """Whether a folded form can begin anything that stands for a party, or an agency."""
    places: dict[str, tuple[Readings, bool, bool, bool]] = field(default_factory=dict)
    """Whether the word is a noun of place, whether a name that no list has, whether a listed one begins with
    it."""
    cues: dict[str, tuple[Readings, tuple[Any, ...], frozenset[str]]] = field(default_factory=dict)
    """The cues that each reading may begin, and every form, lemma and stem of the word."""
    media: dict[str, bool] = field(default_factory=dict)
    """Whether the word can begin the name or the description of a medium."""
