"""From a Reading to quads: everything that one article contributes to the graph."""

from __future__ import annotations

from pyoxigraph import Quad

from kg import __version__
from kg.graph import claims, nodes
from kg.graph.concepts import CORE_TYPES, Parties, Types
from kg.graph.iris import iri
from kg.graph.mentions import mention
from kg.graph.sheet import Sheet
from kg.model import KgError, Reading
from kg.resolve import keys


def quads(
    reading: Reading, *, parties: Parties, types: Types = CORE_TYPES, run: str = __version__
) -> list[Quad]:
    """The quads of one article, sorted: its own graph, and the shared nodes it speaks of.

    Events are told as mentions; a store resolves them with those of other articles.

    ``parties`` maps the codes that the ontology knows to their nodes (``store.parties()``), ``types``
    event types to PLOVER categories (``store.types()``); ``run`` names the maker of the claims.
    Raises KgError when the reading refers to a person, event or claim that it does not hold, or to
    an unknown event type.
    """
    sheet = Sheet(reading.article, parties, types)
    claims.article(sheet)
    try:
        _fill(sheet, reading, run)
    except KeyError as error:
        article = reading.article.id
        raise KgError(f"{article}: the reading refers to {error}, which it does not hold") from error
    return sorted(sheet.quads, key=str)


def _fill(sheet: Sheet, reading: Reading, run: str) -> None:
    article = reading.article.id
    event_keys = keys.event_keys(article, reading.events)
    claim_keys = keys.claim_keys(article, reading.claims, event_keys)
    people = {person.key: nodes.person_name(sheet, person) for person in reading.people}
    mention_nodes = {key: iri("mention", name) for key, name in event_keys.items()}
    claim_nodes = {key: iri("claim", name) for key, name in claim_keys.items()}
    for told in reading.events:
        spans = tuple(claim.evidence for claim in reading.claims if claim.about == told.key)
        mention(sheet, told, mention_nodes[told.key], spans, people)
    for tenure in reading.tenures:
        claims.tenure(sheet, tenure, people)
    for claim in reading.claims:
        claims.claim(sheet, claim, claim_nodes, mention_nodes, people, run)
    for issue in reading.issues:
        claims.issue(sheet, issue)
