"""The ontologies a store carries, and the tables that quads() needs of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.concepts import Parties, PartyNode, Types
from kg.graph.mentions import Lineages
from kg.graph.ties import Scores
from kg.graph.vocabulary import (
    ALT_LABEL,
    CODE,
    ONTOLOGY_GRAPH,
    PLOVER_CATEGORY,
    PREF_LABEL,
    PREFIXES,
    kg,
    term,
)
from kg.lexicon.tables import rows
from kg.model import KgError
from kg.resolve.names import Spellings
from kg.resolve.rules import Rules, weight
from kg.store.closure import VERSION, closure

_NOT_DATA = "shapes.ttl"
_MERGING = ("frequent.tsv", "merging.tsv", "spellings.tsv")
"""Tables on which the resolved graph depends as it does on the ontologies."""
_NAMES = frozenset({PREF_LABEL, ALT_LABEL})
"""Strong names only: a capital is a place of its own, an adjective is no name."""
_BROADER = term("skos:broader")
TABLES = (CODE, PREF_LABEL, ALT_LABEL, PLOVER_CATEGORY, _BROADER, kg("ploverScore"))
"""Predicates of all that parties(), types(), lineages() and plover_scores() look at."""


def ontology_folder() -> Path:
    """Where the ontologies lie: inside an installed wheel, or beside ``kg/`` in a checkout."""
    package = Path(__file__).parent.parent
    packed = package / "_ontologies"
    return packed if packed.is_dir() else package.parent / "ontologies"


def ontology_files() -> list[Path]:
    """The Turtle files of ``ontologies/`` that go into a store, sorted by name."""
    return sorted(path for path in ontology_folder().glob("*.ttl") if path.name != _NOT_DATA)


def fingerprint() -> str:
    """SHA-256 over the files on which a store depends beside its articles, and what follows from them."""
    total = hashlib.sha256(VERSION.encode())
    folder = ontology_folder()
    for path in (*ontology_files(), *(folder / name for name in _MERGING)):
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def words_fingerprint() -> str:
    """SHA-256 over names and bytes of all files that a reader reads."""
    total, folder = hashlib.sha256(), ontology_folder()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def rules() -> Rules:
    """What merging weighs, from ``merging.tsv`` and ``frequent.tsv``; KgError when a row is wrong."""
    folder = ontology_folder()
    try:
        points = {row["signal"]: float(row["points"]) for row in rows(folder / "merging.tsv")}
        common = {row["word"]: weight(int(row["permille"])) for row in rows(folder / "frequent.tsv")}
    except (OSError, ValueError) as error:
        raise KgError(f"{folder}: merging.tsv or frequent.tsv: {_one_line(error)}: mend the table") from error
    return Rules(points=points, weights=common)


def spellings() -> Spellings:
    """The spellings of names that are one, from ``spellings.tsv``; KgError when it cannot be read."""
    path = ontology_folder() / "spellings.tsv"
    try:
        table = list(rows(path))
    except OSError as error:
        raise KgError(f"{path}: {_one_line(error)}: mend the table") from error

    def of(kind: str, *scopes: str) -> list[tuple[str, str]]:
        return [
            (row["from"], row["to"])
            for row in table
            if row["kind"] == kind and (not scopes or row["scope"] in scopes)
        ]

    return Spellings(
        native=frozenset(code for codes, _ in of("native") for code in codes.split()),
        joined=frozenset(word for word, _ in of("join")),
        dropped=frozenset(word for word, _ in of("drop")),
        houses=frozenset(tuple(words.split()) for words, _ in of("house")),
        everywhere=tuple(of("letters", "all")),
        foreign=tuple(of("letters", "foreign")),
        inner=dict(of("letters", "inner")),
        latin=tuple(of("latin")),
    )


def ontology_quads() -> list[Quad]:
    """All that the ontology files say and what follows from it, in the graph of ontologies.

    Raises KgError when a file cannot be read.
    """
    quads = set()
    for path in ontology_files():
        try:
            for triple in parse(path.read_bytes(), RdfFormat.TURTLE):
                quads.add(Quad(triple.subject, triple.predicate, triple.object, ONTOLOGY_GRAPH))
        except (SyntaxError, OSError) as error:
            raise KgError(f"{path}: {_one_line(error)}: mend the ontology file") from error
    return sorted(quads | closure(quads), key=str)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def parties(quads: Iterable[Quad]) -> Parties:
    """Code to IRI and strong names of the parties that ``quads`` describe."""
    codes: dict[str, str] = {}
    names: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, Literal):
            continue
        if quad.predicate == CODE:
            codes[quad.object.value] = quad.subject.value
        elif quad.predicate in _NAMES:
            names[quad.subject.value].add(quad.object.value)
    return {code: PartyNode(iri, frozenset(names[iri])) for code, iri in sorted(codes.items())}


def types(quads: Iterable[Quad]) -> Types:
    """Event type id to PLOVER category; a narrower type inherits that of its broader one."""
    quads = list(quads)
    category = {
        _type(quad.subject): quad.object.value.removeprefix(PREFIXES["plover"])
        for quad in quads
        if quad.predicate == PLOVER_CATEGORY and isinstance(quad.object, NamedNode) and _type(quad.subject)
    }
    found = {}
    for name, lineage in lineages(quads).items():
        above = next((category[step] for step in lineage if step in category), None)
        if above is not None:
            found[name] = above
    return dict(sorted(found.items()))


def lineages(quads: Iterable[Quad]) -> Lineages:
    """Event type id to itself and the broader types above it, the core type last."""
    broader: dict[str, str] = {}
    known = set()
    for quad in quads:
        name = _type(quad.subject)
        if not name or not isinstance(quad.object, NamedNode):
            continue
        known.add(name)
        if quad.predicate == _BROADER and _type(quad.object):
            broader[name] = _type(quad.object)
    return {name: _upwards(name, broader) for name in sorted(known)}


def _upwards(name: str, broader: Mapping[str, str]) -> tuple[str, ...]:
    steps = [name]
    while (above := broader.get(steps[-1])) is not None and above not in steps:
        steps.append(above)
    return tuple(steps)


def _type(node: object) -> str:
    """The id of an event type, "" for any other node."""
    value = node.value if isinstance(node, NamedNode) else ""
    return value.removeprefix(PREFIXES["type"]) if value.startswith(PREFIXES["type"]) else ""


def plover_scores(quads: Iterable[Quad]) -> Scores:
    """IRI of a PLOVER category to its conflict-cooperation score, in tenths."""
    return {
        quad.subject.value: round(float(quad.object.value) * 10)
        for quad in quads
        if quad.predicate == kg("ploverScore")
        and isinstance(quad.object, Literal)
        and isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(PREFIXES["plover"])
    }
