"""Offices, titles and the words of names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.tables import rows
from kg.text.letters import fold
from kg.text.tokens import splits

_OFFICE = "https://w3id.org/bilateral-kg/office/"
_PARTY = "https://w3id.org/bilateral-kg/ns#holderOf"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleWords:
    """Words that make and surround names; all folded, the article taken off unless said otherwise."""

    heads: frozenset[str]
    """First words of office labels: president, minister, spokesman …"""
    offices: tuple[tuple[frozenset[str], str], ...]
    """Words of each office label and the office's id; more words first."""
    by_head: dict[str, tuple[tuple[frozenset[str], str], ...]]
    """Labels (all their words) and office ids by the first word of the label; more words first."""
    parties: dict[str, str]
    """Office ids that belong to one party alone, with its code."""
    titles: frozenset[str]
    """As written, with or without article."""
    kinds: dict[str, frozenset[str]]
    """Words of ``namewords.tsv`` by kind, as written."""

    @property
    def particles(self) -> frozenset[str]:
        """Words that join the parts of a name."""
        return self.kinds["particle"]

    @property
    def given(self) -> frozenset[str]:
        """Given names wherever they stand."""
        return self.kinds["given"]

    memo: dict[str, tuple[str, str, str, bool] | None]
    """Answers of ``head_of`` so far: news repeats its words."""

    def head_of(self, form: str) -> tuple[str, str, str, bool] | None:
        """The office word in a folded ``form``: (word, conjunction, preposition, article); None if none."""
        if form not in self.memo:
            found = (s for s in splits(form) if s.stem in self.heads and len(s.stem) > 2)
            self.memo[form] = next(((s.stem, s.conj, s.prep, s.article) for s in found), None)
        return self.memo[form]

    def pair_of(self, form: str) -> tuple[str, str, str, bool] | None:
        """As ``head_of``, for the dual of an office word (the two presidents)."""
        for split in splits(form):
            for ending in self.kinds["dual"]:
                stem = split.stem.removesuffix(ending)
                if stem != split.stem and stem in self.heads and len(stem) > 2:
                    return stem, split.conj, split.prep, split.article
        return None


def plain(word: str) -> str:
    """A folded word without its article."""
    word = fold(word)
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def load_people(offices: Path, titles: Path, namewords: Path) -> PeopleWords:
    """Read the three files; every Arabic label of an office counts."""
    ordered, parties = _labels(offices)
    kinds: dict[str, set[str]] = {}
    for row in rows(namewords):
        kinds.setdefault(row["kind"], set()).add(fold(row["word"]))
    by_head: dict[str, list[tuple[frozenset[str], str]]] = {}
    for words, office in ordered:
        by_head.setdefault(words[0], []).append((frozenset(words), office))
    return PeopleWords(
        heads=frozenset(by_head),
        offices=tuple((frozenset(words), office) for words, office in ordered),
        by_head={head: tuple(found) for head, found in by_head.items()},
        parties=parties,
        titles=frozenset(fold(row["title"]) for row in rows(titles)),
        kinds={kind: frozenset(words) for kind, words in kinds.items()},
        memo={},
    )


def _labels(path: Path) -> tuple[list[tuple[tuple[str, ...], str]], dict[str, str]]:
    """All Arabic labels of offices, longest first, and the offices that one party alone has."""
    import pyoxigraph as ox

    labels: set[tuple[tuple[str, ...], str]] = set()
    parties: dict[str, str] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        office = str(getattr(quad.subject, "value", "")).removeprefix(_OFFICE)
        value = str(getattr(quad.object, "value", ""))
        if quad.predicate.value == _PARTY:
            parties[office] = value.rsplit("/", 1)[-1]
        if (
            quad.predicate.value.endswith(("prefLabel", "altLabel"))
            and getattr(quad.object, "language", "") == "ar"
        ):
            labels.add((tuple(plain(word) for word in value.split()), office))
    return sorted(labels, key=lambda label: (-len(label[0]), label)), parties
