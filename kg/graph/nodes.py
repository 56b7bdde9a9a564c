"""Nodes that articles share: parties, people, organisations and places, with the names seen."""

from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph import literals
from kg.graph.concepts import party_iri
from kg.graph.iris import iri
from kg.graph.labels import preferred
from kg.graph.sheet import Sheet
from kg.graph.vocabulary import (
    ALT_LABEL,
    CODE,
    NAMES_GRAPH,
    PARTIES_GRAPH,
    PARTY,
    PEOPLE_GRAPH,
    PERSON_NAME,
    PLACES_GRAPH,
    PREF_LABEL,
    SPELLING,
    TYPE,
    kg,
)
from kg.model import Person, Place, Source
from kg.resolve import keys

_KINDS = {"G": ("NonStateGroup",), "O": ("Party", "Organization")}
"""Classes of parties that no ontology names, by the letter before the colon of their code."""


def _named(sheet: Sheet, node: NamedNode, names: tuple[str, ...], graph: NamedNode) -> None:
    sheet.written(node, *names)
    labels = {sheet.label(name) for name in names}
    best = preferred(labels)
    for label in labels:
        sheet.say(node, PREF_LABEL if label in best else ALT_LABEL, label, graph)


def party(sheet: Sheet, code: str, *written: str) -> NamedNode:
    """The node of a party, known to the ontology or new, with spellings that the ontology lacks."""
    node = NamedNode(party_iri(code, sheet.parties))
    known = sheet.parties.get(code)
    if known:
        unseen = [name for name in written if name not in known.names]
        sheet.written(node, *unseen)
        for name in unseen:
            sheet.say(node, ALT_LABEL, sheet.label(name), PARTIES_GRAPH)
        return node
    letter, colon, name = code.partition(":")
    for kind in _KINDS.get(letter, ("Party",)) if colon else ("Party",):
        sheet.say(node, TYPE, kg(kind), PARTIES_GRAPH)
    sheet.say(node, CODE, literals.text(code), PARTIES_GRAPH)
    _named(sheet, node, ((name,) if colon else ()) + written, PARTIES_GRAPH)
    return node


def person_name(sheet: Sheet, person: Person) -> NamedNode:
    """The node of a person's name; a store finds out whose names it and others are."""
    node = iri("name", keys.person_key(person.name, person.code))
    names = (person.name, *person.spellings)
    sheet.written(node, *names)
    sheet.say(node, TYPE, PERSON_NAME, NAMES_GRAPH)
    for name in names:
        sheet.say(node, SPELLING, sheet.label(name), NAMES_GRAPH)
    if person.code:
        sheet.say(node, kg("toldParty"), party(sheet, person.code), NAMES_GRAPH)
    return node


def _describe_person(sheet: Sheet, node: NamedNode, names: tuple[str, ...], code: str | None) -> None:
    sheet.say(node, TYPE, kg("Person"), PEOPLE_GRAPH)
    _named(sheet, node, names, PEOPLE_GRAPH)
    if code:
        sheet.say(node, PARTY, party(sheet, code), PEOPLE_GRAPH)


def source(sheet: Sheet, source: Source) -> NamedNode:
    """The node of somebody or something that speaks or carries words and is no named person."""
    if source.kind == "party" and source.code:
        return party(sheet, source.code, source.name)
    if source.kind == "person":
        node = iri("person", keys.unnamed_key(sheet.article.id, source.name, source.code))
        _describe_person(sheet, node, (source.name,), source.code)
        return node
    node = iri("org", keys.organization_key(source))
    sheet.say(node, TYPE, kg("Organization"), PEOPLE_GRAPH)
    _named(sheet, node, (source.name,), PEOPLE_GRAPH)
    if source.code:
        sheet.say(node, PARTY, party(sheet, source.code), PEOPLE_GRAPH)
    return node


def place(sheet: Sheet, place: Place) -> NamedNode:
    """The node of a place; a state as a place is the state's own node."""
    known = sheet.parties.get(place.code or "")
    if place.code and known and place.name in known.names:
        return party(sheet, place.code, place.name)
    node = iri("place", keys.place_key(place))
    sheet.say(node, TYPE, kg("Place"), PLACES_GRAPH)
    _named(sheet, node, (place.name,), PLACES_GRAPH)
    if place.code:
        sheet.say(node, kg("inPlace"), party(sheet, place.code), PLACES_GRAPH)
    if place.geonames:
        number = NamedNode(f"https://sws.geonames.org/{place.geonames}/")
        sheet.say(node, NamedNode("http://www.w3.org/2002/07/owl#sameAs"), number, PLACES_GRAPH)
    return node
