"""Heads, agencies, places and the words of grammar: small lists with one loader each."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.lexicon.names import Names
from kg.lexicon.tables import rows
from kg.text.forms import spelled
from kg.text.letters import fold


class Agency(NamedTuple):
    """A news agency, newspaper or channel and the state it belongs to."""

    name: str
    code: str


class PlaceName(NamedTuple):
    """A place of the gazetteer; ``weak`` names need a place word before them."""

    name: str
    code: str | None
    geonames: str | None
    weak: bool


class Grammar(NamedTuple):
    """Closed classes of words, folded."""

    prepositions: dict[str, str]
    """Preposition (one or two words) to the slot it fills."""
    auxiliaries: frozenset[str]
    relatives: frozenset[str]
    breaks: frozenset[str]
    anaphors: dict[str, str]
    """Word (one or two) to its meanings in order, joined by ";" (see the file)."""
    closed: dict[str, tuple[str, ...]]
    """The other classes of the file by name, in its order."""


def load_grammar(path: Path) -> Grammar:
    """The words of ``grammar.tsv`` by class; the values of an anaphor with several rows are joined."""
    found: dict[str, dict[str, str]] = {}
    for row in rows(path):
        words, word = found.setdefault(row["class"], {}), fold(row["word"])
        value = fold(row["value"]) if row["class"] == "prep" else row["value"]
        words[word] = f"{words[word]};{value}" if row["class"] == "anaphor" and word in words else value
    return Grammar(
        found["prep"],
        frozenset(found["aux"]),
        frozenset(found["relative"]),
        frozenset(found["break"]),
        found["anaphor"],
        {kind: tuple(words) for kind, words in found.items()},
    )


def load_heads(path: Path) -> dict[str, str]:
    """Class (organ, office, people, group, territory, attribute) of each folded head lemma."""
    found: dict[str, str] = {}
    for row in rows(path):
        found.setdefault(fold(row["lemma"]), row["class"])
    return found


def load_agencies(path: Path) -> Names[Agency]:
    """Names of agencies and media, alternatives included; doubtful ones (``kind?``) left to context."""
    found = []
    for row in rows(path):
        agency = Agency(row["name"], row["code"])
        names = [row["name"], *filter(None, row["alts"].split("|"))]
        names += [stopped for name in names for stopped in spelled(fold(name))]
        found += [(name, agency) for name in names if not (row["kind"].endswith("?") and " " not in name)]
    return Names(found)


def load_places(path: Path) -> Names[PlaceName]:
    """Names of places with the state that holds them."""
    found = []
    for row in rows(path):
        place = PlaceName(row["name"], row["code"] or None, row["geonames"] or None, row["kind"] == "weak")
        found += [(name, place) for name in [row["name"], *filter(None, row["alts"].split("|"))]]
    return Names(found)
