"""CSV for ``neo4j-admin database import full``: ``nodes.csv`` and ``relationships.csv``.

Every node of the graph with a class of ``kg:`` and every property between two of them; the header's suffixes
(``:ID``, ``:LABEL``, ``:START_ID``, ``:TYPE``) are those of Neo4j's operations manual.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from kg.graph.vocabulary import PREFIXES, TYPE
from kg.query.answers import shortened
from kg.store.protocol import View

Opener = Callable[[str], AbstractContextManager[BinaryIO]]
_KG = PREFIXES["kg"]
_KINDS = frozenset(
    {
        "Article",
        "Claim",
        "Event",
        "IntergovernmentalOrganization",
        "NonStateGroup",
        "Organization",
        "Party",
        "Person",
        "Place",
        "Quantity",
        "Region",
        "Span",
        "State",
        "Tenure",
    }
)
_CONCEPT = f"{PREFIXES['skos']}Concept"
PROPERTIES: Mapping[str, str] = {
    "skos:prefLabel@ar": "label",
    "skos:prefLabel@en": "label_en",
    "kg:code": "code",
    "kg:name": "name",
    "kg:when": "when",
    "sem:hasEarliestBeginTimeStamp": "first:date",
    "sem:hasLatestEndTimeStamp": "last:date",
    "kg:confidence": "confidence:double",
    "kg:articleCount": "articles:int",
    "kg:rule": "rule",
    "dcterms:identifier": "identifier",
    "dcterms:title": "title",
    "dcterms:source": "source",
    "dcterms:issued": "issued",
    "schema:url": "url",
    "nif:anchorOf": "words",
    "nif:beginIndex": "begin:int",
    "nif:endIndex": "end:int",
    "kg:officeWords": "office_words",
    "kg:value": "value:double",
    "kg:comparator": "comparator",
}
"""Property of the graph (with its language, where it matters) to column of ``nodes.csv``."""


def neo4j(view: View, opener: Opener) -> None:
    """Both files, sorted; ``opener`` gives a stream for a file's name."""
    kinds: dict[str, set[str]] = defaultdict(set)
    values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    links: set[tuple[str, str, str]] = set()
    for quad in view.quads():
        subject = str(quad.subject)[1:-1]
        if quad.predicate == TYPE:
            kind = str(quad.object)[1:-1]
            if kind == _CONCEPT:
                kinds[subject].add("Concept")
            elif kind.removeprefix(_KG) in _KINDS:
                kinds[subject].add(kind.removeprefix(_KG))
        elif isinstance(quad.object, Literal):
            values[subject][_column(shortened(quad.predicate.value), quad.object)].add(quad.object.value)
        elif isinstance(quad.object, NamedNode):
            links.add((subject, quad.object.value, shortened(quad.predicate.value).partition(":")[2]))
    columns = list(PROPERTIES.values())
    with opener("nodes.csv") as stream:
        rows = (
            [iri, ";".join(sorted(kinds[iri])), *(" ; ".join(sorted(values[iri][name])) for name in columns)]
            for iri in sorted(kinds)
        )
        _write(stream, ["iri:ID", ":LABEL", *columns], rows)
    with opener("relationships.csv") as stream:
        kept = ([a, b, name] for a, b, name in sorted(links) if a in kinds and b in kinds)
        _write(stream, [":START_ID", ":END_ID", ":TYPE"], kept)


def _column(name: str, literal: Literal) -> str:
    return PROPERTIES.get(name) or PROPERTIES.get(f"{name}@{literal.language or 'ar'}", "")


def _write(stream: BinaryIO, header: list[str], rows: object) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)  # type: ignore[arg-type]
    stream.write(text.getvalue().encode())
