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


def load_parties(path: Path) -> tuple[Names[PartyName], dict[str, str]]:
    """Names of all parties and the class of each code (State, IntergovernmentalOrganization …).

    Where two labels meet, the stronger kind wins (a country's name over an adjective's accusative).
    """
    rows, classes = _read(path)
    best: dict[str, PartyName] = {}
    for kind in _RANK:
        for name, value in rows:
            if value.kind == kind:
                best.setdefault(name, value)
    return Names(sorted(best.items())), classes


def _read(path: Path) -> tuple[list[tuple[str, PartyName]], dict[str, str]]:
    import pyoxigraph as ox

    subjects: dict[str, list[tuple[str, str]]] = {}
    codes: dict[str, str] = {}
    types: dict[str, str] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        subject, predicate = str(quad.subject), quad.predicate.value
        if predicate == KG + "code":
            codes[subject] = getattr(quad.object, "value", "")
        elif predicate.endswith("#type"):
            types[subject] = getattr(quad.object, "value", "").removeprefix(KG)
        elif predicate in _KINDS and getattr(quad.object, "language", "") in ("ar", None):
            subjects.setdefault(subject, []).append((getattr(quad.object, "value", ""), _KINDS[predicate]))
    rows = [row for s, labels in sorted(subjects.items()) if s in codes for row in _forms(labels, codes[s])]
    return rows, {code: types.get(s, "") for s, code in sorted(codes.items())}


def _forms(labels: list[tuple[str, str]], code: str) -> Iterator[tuple[str, PartyName]]:
    for label, kind in labels:
        value = PartyName(code, kind)
        if kind != "demonym":
            yield fold(label), value
            continue
        for form in inflected(label):
            yield form, value
            yield ARTICLE + form, value
