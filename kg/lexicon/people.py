"""Offices, titles and the words of names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.tables import rows
from kg.text.letters import fold

_OFFICE = "https://w3id.org/bilateral-kg/office/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Words that make and surround names; all folded, the article taken off."""

    heads: frozenset[str]
    """First words of office labels: president, minister, spokesman …"""
    offices: tuple[tuple[frozenset[str], str], ...]
    """Words of each office label and the office's id; more words first."""
    titles: frozenset[str]
    particles: frozenset[str]
    given: frozenset[str]

    def office_of(self, words: frozenset[str]) -> str | None:
        """The office whose label has most words among ``words``; None when no label fits."""
        return next((office for label, office in self.offices if label <= words), None)


def plain(word: str) -> str:
    """A folded word without its article."""
    word = fold(word)
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def load_people(offices: Path, titles: Path, namewords: Path) -> PeopleWords:
    """Read the three files; every Arabic label of an office counts."""
    import pyoxigraph as ox

    labels: set[tuple[tuple[str, ...], str]] = set()
    for quad in ox.parse(path=str(offices), format=ox.RdfFormat.TURTLE):
        if quad.predicate.value.endswith(("prefLabel", "altLabel")) and getattr(quad.object, "language", "") == "ar":
            words = tuple(plain(w) for w in str(getattr(quad.object, "value", "")).split())
            labels.add((words, str(getattr(quad.subject, "value", "")).removeprefix(_OFFICE)))
    ordered = sorted(labels, key=lambda label: (-len(label[0]), label))
    kinds = [(fold(row["word"]), row["kind"]) for row in rows(namewords)]
    return PeopleWords(
        heads=frozenset(words[0] for words, _ in ordered),
        offices=tuple((frozenset(words), office) for words, office in ordered),
        titles=frozenset(fold(row["title"]) for row in rows(titles)),
        particles=frozenset(word for word, kind in kinds if kind == "particle"),
        given=frozenset(word for word, kind in kinds if kind == "given"),
    )
