"""The ontologies a store carries, and the tables that quads() needs of them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.graph.concepts import Parties, PartyNode, Types
from kg.graph.vocabulary import ALT_LABEL, CODE, ONTOLOGY_GRAPH, PREF_LABEL, PREFIXES, kg, term
from kg.model import KgError
from kg.store.closure import VERSION, closure

_NOT_DATA = "shapes.ttl"
_NAMES = frozenset({PREF_LABEL, ALT_LABEL})
"""Strong names only: a capital is a place of its own, an adjective is no name."""
_BROADER = term("skos:broader")


def ontology_folder() -> Path:
    """Where the ontologies lie: inside an installed wheel, or beside ``kg/`` in a checkout."""
    package = Path(__file__).parent.parent
    packed = package / "_ontologies"
    return packed if packed.is_dir() else package.parent / "ontologies"


def ontology_files() -> list[Path]:
    """The Turtle files of ``ontologies/`` that go into a store, sorted by name."""
    return sorted(path for path in ontology_folder().glob("*.ttl") if path.name != _NOT_DATA)


def fingerprint() -> str:
    """SHA-256 over names and bytes of the ontology files, and the version of what follows from them."""
    total = hashlib.sha256(VERSION.encode())
    for path in ontology_files():
        total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


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
    category: dict[str, str] = {}
    broader: dict[str, str] = {}
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(PREFIXES["type"]):
            name = quad.subject.value.removeprefix(PREFIXES["type"])
            if quad.predicate == kg("ploverCategory") and isinstance(quad.object, NamedNode):
                category[name] = quad.object.value.removeprefix(PREFIXES["plover"])
            elif quad.predicate == _BROADER and isinstance(quad.object, NamedNode):
                broader[name] = quad.object.value.removeprefix(PREFIXES["type"])
    for name in sorted(broader):
        above = name
        while above not in category and above in broader:
            above = broader.pop(above)
        if above in category:
            category[name] = category[above]
    return dict(sorted(category.items()))
