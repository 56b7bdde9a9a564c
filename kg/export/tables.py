"""Tables of the graph with documented columns: event data as in ICEWS, POLECAT or GDELT, and the rest.

``COLUMNS`` documents every column of event data; ``docs/event-data.md`` is made from it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.query.answers import plain, run, shown
from kg.query.records import EventRecord, records
from kg.store.protocol import View

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``kind`` is text, texts (several; CSV joins by ``; ``), integer, number, truth or date."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with its rows in a fixed order; a value that is not known is None."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Row]


def _columns(text: str) -> tuple[Column, ...]:
    rows = (line.split(None, 2) for line in text.strip().splitlines())
    return tuple(Column(name=name, kind=kind, meaning=meaning) for name, kind, meaning in rows)


COLUMNS = _columns(
    """
    event_id text end of the event's IRI; the same for all dyads of one event
    date date first possible day of the event; empty when the year is not known
    date_end date last possible day of the event
    when text time as EDTF, with all that is known of it (2021-08, XXXX-08, 2021-08-01/2021-08-15)
    source_code text code of the doer, ISO 3166-1 alpha-2 for states; of an undirected event the first by code
    source_name text English name of the doer
    target_code text code of the other side; empty when the event has one party only
    target_name text English name of the other side
    directed truth whether source and target may not be exchanged
    type text event type of this project (type/…)
    plover_category text PLOVER category as PLOVER reads the event: what is planned together is AGREE
    plover_mode text PLOVER mode, where the type has one
    plover_context text PLOVER context that is usual for the type
    quad_class text verbal or material, cooperation or conflict
    cameo_root text nearest CAMEO root code
    plover_score number PLOVER conflict-cooperation score, -10 to 10 (as Goldstein's scale)
    status text happened, ongoing, planned, proposed, denied or cancelled, as of the newest telling
    scope text international or domestic
    topics texts topics of this project (topic/…)
    event_name text proper name of the event
    places texts names of the places
    place_countries texts codes of the states in which the places lie
    agents texts people and bodies that acted for the parties
    articles integer articles that tell the event: GDELT's NumArticles, with each article counted once
    sources integer media that tell the event: GDELT's NumSources
    confidence number chance that the event is right, 0 to 1
    article_ids texts identifiers of the articles
    """
)


def event_data(view: View) -> Table:
    """One row per event and dyad; see ``COLUMNS``."""
    names = {shown(c): shown(n) for c, n in run(view, _NAMES).rows}
    rows = [_dyad(event, dyad, names) for event in records(view) for dyad in event.dyads()]
    return Table(name="event_data", columns=COLUMNS, rows=rows)


def _dyad(event: EventRecord, dyad: tuple[str, str, bool], names: Mapping[str, str]) -> Row:
    source, target, directed = dyad
    return {
        "event_id": event.iri.rpartition("/")[2],
        "date": event.first or None,
        "date_end": event.last or None,
        "when": event.when or None,
        "source_code": source,
        "source_name": names.get(source, source),
        "target_code": target or None,
        "target_name": names.get(target, target) or None,
        "directed": directed,
        "type": event.type,
        "plover_category": event.category or None,
        "plover_mode": event.mode or None,
        "plover_context": event.context or None,
        "quad_class": event.quad_class or None,
        "cameo_root": event.cameo_root or None,
        "plover_score": event.score,
        "status": event.status,
        "scope": event.scope or None,
        "topics": event.topics,
        "event_name": event.name or None,
        "places": event.places,
        "place_countries": event.countries,
        "agents": event.agents,
        "articles": event.articles,
        "sources": event.sources,
        "confidence": event.confidence,
        "article_ids": event.told,
    }


_NAMES = """SELECT ?code (COALESCE(MIN(?english), MIN(?any)) AS ?name) WHERE {
  ?party kg:code ?code ; skos:prefLabel ?any .
  OPTIONAL { ?party skos:prefLabel ?english FILTER(LANG(?english) = "en") }
} GROUP BY ?code"""
_QUERIES: Mapping[str, tuple[str, str]] = {
    "claims": (
        """
        claim_id text end of the claim's IRI
        event_id text event that it tells, if any
        article_id text article that holds it
        published date day of publication
        speaker text who says it; empty when the article itself tells
        speaker_party text code of the party that the speaker belongs to
        via texts agencies or media that carried the words
        act text speech act
        status text status that this telling gives
        when text time that this telling gives, EDTF
        topics texts topics
        words text the words
        begin integer first code point of the words in the article
        end integer code point after the last
        confidence number chance that the claim is right
        """,
        """SELECT ?claim_id ?event_id ?article_id ?published ?speaker ?speaker_party ?via ?act ?status ?when
          ?topics ?words ?begin ?end ?confidence WHERE {
          ?claim a kg:Claim ; kg:evidence ?span . BIND(REPLACE(STR(?claim), "^.*/", "") AS ?claim_id)
          ?span nif:anchorOf ?words ; nif:beginIndex ?begin ; nif:endIndex ?end ; kg:inArticle ?article .
          ?article dcterms:identifier ?article_id .
          OPTIONAL { ?article dcterms:issued ?published }
          OPTIONAL { ?claim kg:about ?event . BIND(REPLACE(STR(?event), "^.*/", "") AS ?event_id) }
          OPTIONAL {
            ?claim kg:speaker ?who .
            OPTIONAL { ?who skos:prefLabel ?speaker FILTER(LANG(?speaker) != "en") }
            OPTIONAL { ?who kg:party?/kg:code ?speaker_party }
          }
          OPTIONAL { ?claim kg:via/skos:prefLabel ?via FILTER(LANG(?via) != "en") }
          OPTIONAL { ?claim kg:act ?a . BIND(REPLACE(STR(?a), "^.*/", "") AS ?act) }
          OPTIONAL { ?claim kg:status ?s . BIND(REPLACE(STR(?s), "^.*/", "") AS ?status) }
          OPTIONAL { ?claim kg:topic ?t . BIND(REPLACE(STR(?t), "^.*/", "") AS ?topics) }
          OPTIONAL { ?claim kg:when ?when }
          OPTIONAL { ?claim kg:confidence ?confidence }
        } ORDER BY ?article_id ?begin ?claim_id ?topics ?via ?speaker ?speaker_party""",
    ),
    "articles": (
        """
        article_id text identifier
        published date day of publication
        source text medium
        title text title
        url text address
        """,
        """SELECT ?article_id ?published ?source ?title ?url WHERE {
          ?article a kg:Article ; dcterms:identifier ?article_id .
          OPTIONAL { ?article dcterms:issued ?published }
          OPTIONAL { ?article dcterms:source ?source }
          OPTIONAL { ?article dcterms:title ?title }
          OPTIONAL { ?article schema:url ?url }
        } ORDER BY ?article_id""",
    ),
    "tenures": (
        """
        tenure_id text end of the tenure's IRI
        person_id text end of the person's IRI
        person text name
        party text code of the party
        office text office of this project (office/…)
        office_words text the office as written
        article_id text article that tells it
        published date day of publication
        """,
        """SELECT ?tenure_id ?person_id ?person ?party ?office ?office_words ?article_id ?published WHERE {
          ?tenure a kg:Tenure ; kg:person ?p ; kg:party/kg:code ?party ; kg:evidence/kg:inArticle ?article .
          ?article dcterms:identifier ?article_id . BIND(REPLACE(STR(?p), "^.*/", "") AS ?person_id)
          BIND(REPLACE(STR(?tenure), "^.*/", "") AS ?tenure_id)
          OPTIONAL { ?p skos:prefLabel ?person FILTER(LANG(?person) != "en") }
          OPTIONAL { ?tenure kg:office ?o . BIND(REPLACE(STR(?o), "^.*/", "") AS ?office) }
          OPTIONAL { ?tenure kg:officeWords ?office_words }
          OPTIONAL { ?article dcterms:issued ?published }
        } ORDER BY ?party ?person_id ?article_id ?office ?office_words""",
    ),
    "parties": (
        """
        code text code of the party
        name_ar text Arabic name
        name_en text English name
        wikidata text Wikidata id
        """,
        """SELECT ?code (MIN(?ar) AS ?name_ar) (MIN(?en) AS ?name_en) (MIN(?id) AS ?wikidata) WHERE {
          ?party kg:code ?code .
          OPTIONAL { ?party skos:prefLabel ?ar FILTER(LANG(?ar) = "ar") }
          OPTIONAL { ?party skos:prefLabel ?en FILTER(LANG(?en) = "en") }
          OPTIONAL { ?party owl:sameAs ?same BIND(REPLACE(STR(?same), "^.*/", "") AS ?id) }
        } GROUP BY ?code ORDER BY ?code""",
    ),
}


def tables(view: View) -> list[Table]:
    """All tables: event data, claims, articles, tenures, parties."""
    return [event_data(view), *(_asked(view, name) for name in _QUERIES)]


def _asked(view: View, name: str) -> Table:
    """One row per value of the first column; the others' values are collected or the first taken."""
    text, query = _QUERIES[name]
    columns, answer = _columns(text), run(view, query)
    several = {column.name for column in columns if column.kind == "texts"}
    rows: dict[Any, dict[str, Any]] = {}
    for row in answer.rows:
        cells = dict(zip(answer.columns, map(plain, row), strict=True))
        kept = rows.setdefault(cells[columns[0].name], {**cells, **dict.fromkeys(several, ())})
        for column in several & {name for name, cell in cells.items() if cell is not None}:
            kept[column] = tuple(sorted({*kept[column], cells[column]}))
    return Table(name=name, columns=columns, rows=list(rows.values()))


def to_csv(table: Table, stream: BinaryIO) -> None:
    """The table as CSV (RFC 4180) in UTF-8, a header line first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(row[column.name]) for column in table.columns] for row in table.rows)
    stream.write(text.getvalue().encode())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def to_parquet(table: Table, stream: BinaryIO) -> None:
    """The table as Parquet, with the meaning of each column in the file; KgError without pyarrow."""
    import datetime

    from kg.export.arrow import pyarrow

    arrow, parquet = pyarrow()
    kinds = {
        "text": arrow.string(),
        "texts": arrow.list_(arrow.string()),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "truth": arrow.bool_(),
        "date": arrow.date32(),
    }
    convert: dict[str, Callable[[Any], Any]] = {"date": datetime.date.fromisoformat, "texts": list}
    columns = []
    for column in table.columns:
        change = convert.get(column.kind, lambda value: value)
        values: Iterable[Any] = (row[column.name] for row in table.rows)
        columns.append(arrow.array([None if v is None else change(v) for v in values], kinds[column.kind]))
    fields = [
        arrow.field(column.name, kinds[column.kind], metadata={"meaning": column.meaning})
        for column in table.columns
    ]
    parquet.write_table(arrow.Table.from_arrays(columns, schema=arrow.schema(fields)), stream)
