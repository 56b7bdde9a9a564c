"""The words of time expressions, read from ``ontologies/times.tsv``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from kg.lexicon.files import ontology_path
from kg.lexicon.tables import rows
from kg.model import KgError
from kg.text.clitics import dress
from kg.text.letters import fold

_WITH_ARTICLE = frozenset({"unit", "season", "fraction", "decade"})
_WITHOUT_PREPOSITIONS = frozenset(
    {
        "day",
        "month-before",
        "before-not-today",
        "era",
        "about",
        "since",
        "beside",
        "during",
        "had",
        "and-also",
    }
)
_STARTING = frozenset(
    {
        "month", "hijri", "weekday", "day", "daypart", "unit", "pair", "this", "part",
        "fraction", "season", "decade", "ago", "month-word", "date-word", "first-since",
    }
)  # fmt: skip
"""Kinds that can begin a time expression."""


class TimeWord(NamedTuple):
    """A word (or words) of the list, as found in a text."""

    kind: str
    value: str
    weak: bool
    length: int
    """Tokens."""
    conj: str = ""
    prep: str = ""
    article: bool = False


class TimeWords:
    """Finds the words of ``times.tsv`` in folded forms: ``find(forms, at, kind)``."""

    __slots__ = ("_by_kind", "starts")

    def __init__(self, table: Sequence[tuple[str, str, str, bool]]) -> None:
        """``table``: (kind, value, folded words separated by spaces, weak)."""
        self._by_kind: dict[str, dict[str, list[tuple[tuple[str, ...], TimeWord]]]] = {}
        self.starts: dict[str, frozenset[str]] = {}
        """Written form of a first word → the kinds of expression it may start."""
        for kind, value, words, weak in table:
            self._add(kind, value, tuple(words.split()), weak)
        starts: dict[str, set[str]] = {}
        for kind, known in self._by_kind.items():
            for form, entries in known.items():
                entries.sort(
                    key=lambda entry: (-entry[1].length, entry[1].conj, entry[1].prep, entry[1].value)
                )
                if kind in _STARTING:
                    starts.setdefault(form, set()).add(kind)
        self.starts = {form: frozenset(kinds) for form, kinds in starts.items()}

    def _add(self, kind: str, value: str, words: tuple[str, ...], weak: bool) -> None:
        table = self._by_kind.setdefault(kind, {})
        dressed = dress(
            words[0], preps=not weak and kind not in _WITHOUT_PREPOSITIONS, article=kind in _WITH_ARTICLE
        )
        for form, conj, prep, article in dressed:
            word = TimeWord(kind, value, weak, len(words), conj, prep, article)
            entries = table.setdefault(form, [])
            if not any(known[0] == words[1:] and known[1].value == value for known in entries):
                entries.append((words[1:], word))

    def find(self, forms: Sequence[str], at: int, kind: str) -> TimeWord | None:
        """The longest word of ``kind`` that starts at token ``at``; None if there is none."""
        if not 0 <= at < len(forms):
            return None
        for rest, word in self._by_kind[kind].get(forms[at], ()):
            if not rest or tuple(forms[at + 1 : at + 1 + len(rest)]) == rest:
                return word
        return None

    def ends(self, forms: Sequence[str], at: int, kind: str) -> bool:
        """True when the single token before ``at`` is a word of ``kind``."""
        return at > 0 and (word := self.find(forms, at - 1, kind)) is not None and word.length == 1


def load_times(path: Path | None = None) -> TimeWords:
    """The list in ``path``, by default ``ontologies/times.tsv``.

    Raises KgError when a row lacks its kind or words.
    """
    found = []
    for row in rows(path or ontology_path("times.tsv")):
        if not row["kind"] or not row["words"]:
            raise KgError(f"times.tsv: a row without kind or words: {row}")
        weak = row["weak"] == "weak"
        found += [(row["kind"], row["value"], fold(words), weak) for words in row["words"].split("|")]
    return TimeWords(found)
