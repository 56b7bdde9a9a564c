"""Names of parties, from ``ontologies/parties.ttl``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.lexicon.names import Names
from kg.text.forms import ARTICLE, NISBA_ENDINGS, YA
from kg.text.letters import fold

KG = "https://w3id.org/bilateral-kg/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

_KINDS = {
    SKOS + "prefLabel": "name",
    SKOS + "altLabel": "name",
    KG + "capitalName": "capital",
    KG + "seat": "seat",
    KG + "leader": "leader",
    KG + "weakName": "weak",
    KG + "demonym": "demonym",
    KG + "demonymForm": "demonym",
}
_RANK = ("name", "capital", "seat", "leader", "demonym", "weak")


class PartyName(NamedTuple):
    """What a name means: the party's code and what sort of name it is."""

    code: str
    kind: str
    """name, capital, seat, leader, demonym or weak."""


def inflected(demonym: str) -> tuple[str, ...]:
    """All forms of a relational adjective in -i: gender, number and case, folded, without article.

    >>> inflected("صيني")[:3]
    ('صيني', 'صينيه', 'صينيون')
    """
    base = fold(demonym)
    if not base.endswith(YA):
        return (base,)
    return tuple(base + ending for ending in NISBA_ENDINGS)


class Parties(NamedTuple):
    """All parties of the ontology."""

    names: Names[PartyName]
    classes: dict[str, str]
    """Code to class: State, IntergovernmentalOrganization, NonStateGroup …"""
    based: dict[str, str]
    """Code of a group to that of the state in which it is at home."""


def load_parties(path: Path) -> Parties:
    """The parties of ``path``.

    Where two labels meet, the stronger kind wins (a country's name over an adjective's accusative).
    """
    rows, classes, based = _read(path)
    best: dict[str, PartyName] = {}
    for kind in _RANK:
        for name, value in rows:
            if value.kind == kind:
                best.setdefault(name, value)
    return Parties(Names(sorted(best.items())), classes, based)


def _read(path: Path) -> tuple[list[tuple[str, PartyName]], dict[str, str], dict[str, str]]:
    import pyoxigraph as ox

    subjects: dict[str, list[tuple[str, str]]] = {}
    codes: dict[str, str] = {}
    types: dict[str, str] = {}
    based: dict[str, str] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        subject, predicate = str(quad.subject), quad.predicate.value
        if predicate == KG + "code":
            codes[subject] = getattr(quad.object, "value", "")
        elif predicate == KG + "basedIn":
            based[subject] = str(quad.object)
        elif predicate.endswith("#type"):
            types[subject] = getattr(quad.object, "value", "").removeprefix(KG)
        elif predicate in _KINDS and getattr(quad.object, "language", "") in ("ar", None):
            subjects.setdefault(subject, []).append((getattr(quad.object, "value", ""), _KINDS[predicate]))
    rows = [row for s, labels in sorted(subjects.items()) if s in codes for row in _forms(labels, codes[s])]
    classes = {code: types.get(s, "") for s, code in sorted(codes.items())}
    return rows, classes, {codes[group]: codes[state] for group, state in sorted(based.items())}


def _forms(labels: list[tuple[str, str]], code: str) -> Iterator[tuple[str, PartyName]]:
    for label, kind in labels:
        value = PartyName(code, kind)
        if kind != "demonym":
            yield fold(label), value
            continue
        for form in inflected(label):
            yield form, value
            yield ARTICLE + form, value
