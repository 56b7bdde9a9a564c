"""The terms of the graph. ``ontologies/vocabulary.ttl`` defines them; a test proves both agree."""

from __future__ import annotations

from pyoxigraph import NamedNode

BASE = "https://w3id.org/bilateral-kg/"
"""The one place where the base IRI stands."""

PREFIXES = {
    "kg": f"{BASE}ns#",
    "party": f"{BASE}party/",
    "type": f"{BASE}type/",
    "topic": f"{BASE}topic/",
    "status": f"{BASE}status/",
    "act": f"{BASE}act/",
    "scope": f"{BASE}scope/",
    "unit": f"{BASE}unit/",
    "plover": f"{BASE}plover/",
    "office": f"{BASE}office/",
    "name": f"{BASE}name/",
    "person": f"{BASE}person/",
    "org": f"{BASE}org/",
    "place": f"{BASE}place/",
    "region": f"{BASE}region/",
    "event": f"{BASE}event/",
    "mention": f"{BASE}mention/",
    "claim": f"{BASE}claim/",
    "tenure": f"{BASE}tenure/",
    "article": f"{BASE}article/",
    "graph": f"{BASE}graph/",
    "rel": f"{BASE}rel/",
    "dcterms": "http://purl.org/dc/terms/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes that every query and every export knows."""


def kg(name: str) -> NamedNode:
    """The term ``kg:name``."""
    return NamedNode(PREFIXES["kg"] + name)


def term(prefixed: str) -> NamedNode:
    """The IRI of ``prefix:name``; KeyError when the prefix is not in ``PREFIXES``."""
    prefix, _, name = prefixed.partition(":")
    return NamedNode(PREFIXES[prefix] + name)


TYPE = term("rdf:type")
PREF_LABEL = term("skos:prefLabel")
ALT_LABEL = term("skos:altLabel")
IDENTIFIER = term("dcterms:identifier")
ISSUED = term("dcterms:issued")
ANCHOR_OF = term("nif:anchorOf")
BEGIN = term("nif:beginIndex")
END = term("nif:endIndex")

ACT = kg("act")
ABOUT = kg("about")
ACTOR = kg("actor")
AGENT = kg("agent")
BLOCK_KEY = kg("blockKey")
CODE = kg("code")
CONFIDENCE = kg("confidence")
EVENT = kg("Event")
EVENT_COUNT = kg("eventCount")
EVENT_MENTION = kg("EventMention")
EVIDENCE = kg("evidence")
FINGERPRINT = kg("fingerprint")
IN_ARTICLE = kg("inArticle")
MENTION_OF = kg("mentionOf")
MENTIONS = kg("mentions")
MONTH = kg("month")
NAME_OF = kg("nameOf")
OFFICE = kg("office")
PARTY = kg("party")
PERSON = kg("person")
PERSON_NAME = kg("PersonName")
PLOVER_CATEGORY = kg("ploverCategory")
RECIPIENT = kg("recipient")
REPRINT_OF = kg("reprintOf")
RULE = kg("rule")
SCORE_SUM = kg("scoreSum")
SKETCH = kg("sketch")
SPEAKER = kg("speaker")
SPELLING = kg("spelling")
STATUS = kg("status")
TELLS = kg("tells")
TEXT = kg("text")
TOLD_AGENT = kg("toldAgent")
TOLD_PERSON = kg("toldPerson")
TOLD_SPEAKER = kg("toldSpeaker")
TOPIC = kg("topic")
TYPE_OF_EVENT = kg("type")
VIA = kg("via")
WHEN = kg("when")
WRITTEN_AS = kg("writtenAs")

EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
XSD_BASE64 = term("xsd:base64Binary")
XSD_BOOLEAN = term("xsd:boolean")
XSD_DATE = term("xsd:date")
XSD_DECIMAL = term("xsd:decimal")
XSD_GYEARMONTH = term("xsd:gYearMonth")
XSD_INTEGER = term("xsd:integer")

ONTOLOGY_GRAPH = term("graph:ontology")
EVENTS_GRAPH = term("graph:events")
NAMES_GRAPH = term("graph:names")
PEOPLE_GRAPH = term("graph:people")
PLACES_GRAPH = term("graph:places")
PARTIES_GRAPH = term("graph:parties")
RELATIONS_GRAPH = term("graph:relations")
REPRINTS_GRAPH = term("graph:reprints")
"""Which articles repeat which, as the sketches of all articles tell."""
STATISTICS_GRAPH = term("graph:statistics")
JUDGEMENTS_GRAPH = term("graph:judgements")
RESOLVED_GRAPHS = (EVENTS_GRAPH, PEOPLE_GRAPH, PLACES_GRAPH, PARTIES_GRAPH)
"""Graphs of the nodes that people ask for."""
SHARED_GRAPHS = (NAMES_GRAPH, PEOPLE_GRAPH, PLACES_GRAPH, PARTIES_GRAPH)
"""Graphs of the nodes that articles mention: they go with the last mention."""
