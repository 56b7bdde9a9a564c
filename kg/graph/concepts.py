"""What quads() must know of parties and event types; ``ontologies/`` is where it is written.

``CORE_TYPES`` repeats the PLOVER categories of ``ontologies/types.ttl`` so that quads can be made
without reading a file; a test proves both equal. A store hands out the tables it has loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kg.graph.vocabulary import PREFIXES


class PartyNode(NamedTuple):
    """A party that the ontology knows: its IRI and all its names as written there."""

    iri: str
    names: frozenset[str] = frozenset()


Parties = Mapping[str, PartyNode]
"""Party code to node."""

Types = Mapping[str, str]
"""Event type id to PLOVER category."""

_BY_CATEGORY = {
    "CONSULT": "talks visit phone-call mediation",
    "AGREE": "pledge invitation",
    "SUPPORT": "agreement endorse diplomatic-ties",
    "CONCEDE": "concede",
    "COOPERATE": "joint-exercise military-cooperation arms-deal security-cooperation economic-cooperation"
    " trade energy-cooperation judicial-cooperation cooperation",
    "AID": "aid",
    "RETREAT": "release withdrawal ceasefire",
    "REQUEST": "request",
    "ACCUSE": "accuse condemn summon-ambassador",
    "REJECT": "reject",
    "THREATEN": "threaten",
    "SANCTION": "sanction expel cut-ties",
    "MOBILIZE": "mobilize",
    "COERCE": "coerce",
    "ASSAULT": "attack",
    "PROTEST": "protest",
}

CORE_TYPES: Types = {name: category for category, names in _BY_CATEGORY.items() for name in names.split()}

_COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


def plover_category(category: str, status: str) -> str:
    """PLOVER's reading of an event: cooperation told in the future tense is AGREE (manual, AGREE)."""
    return "AGREE" if status == "planned" and category in _COOPERATIVE else category


def party_iri(code: str, parties: Parties) -> str:
    """The IRI of a party code, known or not."""
    from kg.graph.iris import segment

    known = parties.get(code)
    return known.iri if known else PREFIXES["party"] + segment(code)
