"""Offices, titles and the words of names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.lexicon.tables import rows
from kg.model import Analysis
from kg.text.forms import ARTICLE, without_article
from kg.text.letters import fold
from kg.text.tokens import splits

_OFFICE = "https://w3id.org/bilateral-kg/office/"
_PARTY = "https://w3id.org/bilateral-kg/ns#holderOf"
_PRIVATE = "private-person"
_LEADER = "https://w3id.org/bilateral-kg/ns#leader"


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
    private: frozenset[str]
    """Offices of people who act for nobody (writers, athletes, relatives): narrower than private-person."""
    titles: frozenset[str]
    """As written, with or without article."""
    kinds: dict[str, frozenset[str]]
    """Words of ``namewords.tsv`` by kind, as written."""
    leaders: frozenset[str]
    """First words of the names of well-known people (``kg:leader`` of the parties)."""

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
    starts: dict[str, tuple[tuple[Analysis, ...], int]]
    """For a word as written, its readings and how likely an office or a name starts there."""
    led: dict[str, bool]
    """Answers of ``may_lead`` so far."""

    def head_of(self, form: str) -> tuple[str, str, str, bool] | None:
        """The office word in a folded ``form``: (word, conjunction, preposition, article); None if none."""
        if form not in self.memo:
            found = (s for s in splits(form) if s.stem in self.heads and len(s.stem) > 2)
            self.memo[form] = next(((s.stem, s.conj, s.prep, s.article) for s in found), None)
        return self.memo[form]

    def may_lead(self, form: str) -> bool:
        """True when the name of a well-known person may begin with a folded ``form``, clitics allowed."""
        known = self.led.get(form)
        if known is None:
            known = any({s.stem, ARTICLE + s.stem} & self.leaders for s in splits(form))
            self.led[form] = known
        return known

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
    return without_article(fold(word))


def load_people(offices: Path, titles: Path, namewords: Path) -> PeopleWords:
    """Read the three files; every Arabic label of an office counts."""
    ordered, parties, private = _labels(offices)
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
        private=private,
        titles=frozenset(fold(row["title"]) for row in rows(titles)),
        kinds={kind: frozenset(words) for kind, words in kinds.items()},
        leaders=_leaders(offices.with_name("parties.ttl")),
        memo={},
        starts={},
        led={},
    )


def _labels(path: Path) -> tuple[list[tuple[tuple[str, ...], str]], dict[str, str], frozenset[str]]:
    """All Arabic labels of offices, longest first, the offices of one party alone, the private ones."""
    import pyoxigraph as ox

    labels: set[tuple[tuple[str, ...], str]] = set()
    parties: dict[str, str] = {}
    private: set[str] = set()
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        office = str(getattr(quad.subject, "value", "")).removeprefix(_OFFICE)
        value = str(getattr(quad.object, "value", ""))
        if quad.predicate.value == _PARTY:
            parties[office] = value.rsplit("/", 1)[-1]
        if quad.predicate.value.endswith("broader") and value == _OFFICE + _PRIVATE:
            private.add(office)
        if (
            quad.predicate.value.endswith(("prefLabel", "altLabel"))
            and getattr(quad.object, "language", "") == "ar"
        ):
            labels.add((tuple(plain(word) for word in value.split()), office))
    return sorted(labels, key=lambda label: (-len(label[0]), label)), parties, frozenset(private)


def _leaders(path: Path) -> frozenset[str]:
    """The first word of every well-known person's name."""
    import pyoxigraph as ox

    quads = ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    named = (getattr(quad.object, "value", "") for quad in quads if quad.predicate.value == _LEADER)
    return frozenset(fold(name).split()[0] for name in named)
