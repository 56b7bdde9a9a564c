"""What only this article tells: claims, tenures, issues and the article itself, as quads."""

from __future__ import annotations

import hashlib

from pyoxigraph import NamedNode

from kg.graph import literals, nodes
from kg.graph.edtf import days
from kg.graph.iris import iri
from kg.graph.reprints import sketch_literal
from kg.graph.sheet import Sheet
from kg.graph.vocabulary import (
    ACT,
    BASE,
    CONFIDENCE,
    IDENTIFIER,
    ISSUED,
    OFFICE,
    PARTY,
    RULE,
    SKETCH,
    SPEAKER,
    STATUS,
    TELLS,
    TEXT,
    TOLD_PERSON,
    TOLD_SPEAKER,
    TOPIC,
    TYPE,
    VIA,
    WHEN,
    XSD_DATE,
    kg,
    term,
)
from kg.model import Claim, Issue, Tenure
from kg.resolve import keys
from kg.resolve.reprints import sketch


def article(sheet: Sheet) -> None:
    """The article with its metadata, its text, the hash and the sketch of its text."""
    given, node = sheet.article, sheet.iri
    sheet.tell(node, TYPE, kg("Article"))
    sheet.tell(node, IDENTIFIER, literals.text(given.id))
    sheet.tell(node, term("dcterms:language"), literals.text(given.language))
    sheet.tell(node, kg("sha256"), literals.text(hashlib.sha256(given.text.encode()).hexdigest()))
    sheet.tell(node, TEXT, literals.label(given.text, given.language))
    slots = sketch(given.text)
    sheet.tell(node, SKETCH, sketch_literal(slots) if slots else None)
    for name, value in (("dcterms:title", given.title), ("dcterms:source", given.source)):
        sheet.tell(node, term(name), sheet.label(value) if value else None)
    sheet.tell(node, term("schema:url"), literals.text(given.url) if given.url else None)
    if given.published:
        day = len(given.published) == 10 and days(given.published) is not None
        issued = literals.typed(given.published, XSD_DATE) if day else literals.edtf(given.published)
        sheet.tell(node, ISSUED, issued)
        sheet.tell(node, kg("datedBy"), literals.text(given.dated_by) if given.dated_by else None)


def tenure(sheet: Sheet, tenure: Tenure, people: dict[str, NamedNode]) -> None:
    """A person, by name, holding an office for a party, as these words tell."""
    person = people[tenure.person]
    node = iri("tenure", keys.tenure_key(sheet.article.id, person.value, tenure))
    sheet.tell(node, TYPE, kg("Tenure"))
    sheet.tell(node, TOLD_PERSON, person)
    sheet.tell(node, OFFICE, iri("office", tenure.office) if tenure.office else None)
    sheet.tell(node, kg("officeWords"), sheet.label(tenure.office_words) if tenure.office_words else None)
    sheet.tell(node, PARTY, nodes.party(sheet, tenure.code))
    sheet.evidence(node, tenure.evidence)


def claim(
    sheet: Sheet,
    claim: Claim,
    claims: dict[str, NamedNode],
    mentions: dict[str, NamedNode],
    people: dict[str, NamedNode],
    run: str,
) -> None:
    """One telling, with its exact words."""
    node = claims[claim.key]
    sheet.tell(node, TYPE, kg("Claim"))
    sheet.evidence(node, claim.evidence)
    if claim.speaker:
        named = people.get(claim.speaker.person or "")
        if named is None:
            sheet.tell(node, SPEAKER, nodes.source(sheet, claim.speaker))
        sheet.tell(node, TOLD_SPEAKER, named)
    for carrier in claim.via:
        sheet.tell(node, VIA, nodes.source(sheet, carrier))
    sheet.tell(node, TELLS, mentions[claim.about] if claim.about else None)
    for topic in claim.topics:
        sheet.tell(node, TOPIC, iri("topic", topic))
    sheet.tell(node, STATUS, iri("status", claim.status) if claim.status else None)
    sheet.tell(node, WHEN, literals.edtf(claim.when) if claim.when else None)
    sheet.tell(node, ACT, iri("act", claim.act) if claim.act else None)
    sheet.tell(node, kg("saidOn"), literals.edtf(claim.said_on) if claim.said_on else None)
    sheet.tell(node, kg("quoted"), literals.boolean(True) if claim.quoted else None)
    sheet.tell(node, CONFIDENCE, literals.confidence(claim.confidence))
    sheet.tell(node, RULE, literals.text(claim.rule) if claim.rule else None)
    sheet.tell(node, kg("cites"), claims[claim.cites] if claim.cites else None)
    sheet.tell(node, term("prov:wasGeneratedBy"), NamedNode(f"{BASE}run/{run}"))


def issue(sheet: Sheet, issue: Issue) -> None:
    """Something in scope that was not understood."""
    key = keys.digest(sheet.article.id, issue.kind, str(issue.span.start), str(issue.span.end))
    node = NamedNode(f"{BASE}issue/{key}")
    sheet.tell(node, TYPE, kg("Issue"))
    sheet.tell(node, kg("issueKind"), literals.text(issue.kind))
    sheet.tell(node, kg("words"), sheet.label(issue.words) if issue.words else None)
    sheet.evidence(node, issue.span)
