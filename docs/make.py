"""Writes the pages of this folder that are made from data; ``tests/test_pages.py`` proves them current.

    python docs/make.py

``vocabulary.md`` from ``ontologies/``, ``questions.md`` from the named questions, ``event-data.md`` from the
columns of event data, and in ``cookbook.md`` the table below each query; and ``ontologies/context.jsonld``.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "tests")]

from readings import seed_reading, visit_reading  # noqa: E402

from kg.export.jsonld import context  # noqa: E402
from kg.export.tables import COLUMNS, tables  # noqa: E402
from kg.graph import quads  # noqa: E402
from kg.query import list_questions, run  # noqa: E402
from kg.query.answers import shown, to_markdown  # noqa: E402
from kg.store import Store  # noqa: E402
from kg.store.ontology import ontology_folder  # noqa: E402

MADE = "<!-- made by docs/make.py: change the source, not this page -->\n"
VOCABULARY = """
Base `https://w3id.org/bilateral-kg/`, `kg:` is `<base>ns#`. Two ideas carry everything: an **event** is what
happened, one node however many tell it; a **claim** is one telling, with its exact words.

"""
QUESTIONS = """
`kg ask NAME` answers; options narrow: `--pair A B`, `--party`, `--type`, `--topic`, `--status`, `--since`,
`--until`. A party is a code, a name in Arabic or English, a Wikidata id or a region.
"""
EVENT_DATA = """
`kg export -o events.csv` (or `.parquet`) writes one row per event and dyad, `kg export -o FOLDER -f parquet`
all tables. The options of `kg ask` narrow both. In CSV several values of a cell are joined by `; `; in
Parquet they are lists, and each column carries its meaning.

An event whose parties are all doers gives each pair once, in order of codes (`directed` false); a directed
one goes from each doer to each other side. What is denied or cancelled is a row with its `status`.
"""
_PROPERTIES = """SELECT ?p ?kind ?label ?ar ?comment ?domain ?range ?super WHERE {
  VALUES ?kind { owl:ObjectProperty owl:DatatypeProperty }
  GRAPH graph:ontology { ?p a ?kind ; rdfs:label ?label, ?ar ; rdfs:comment ?comment
    OPTIONAL { ?p rdfs:domain ?domain } OPTIONAL { ?p rdfs:range ?range }
    OPTIONAL { ?p rdfs:subPropertyOf ?super } }
  FILTER(STRSTARTS(STR(?p), STR(kg:)) && LANG(?label) = "en" && LANG(?ar) = "ar" && LANG(?comment) = "en")
} ORDER BY ?kind ?p ?domain ?range ?super"""
_CLASSES = """SELECT ?c ?label ?ar ?comment ?super WHERE {
  GRAPH graph:ontology { ?c a owl:Class ; rdfs:label ?label, ?ar ; rdfs:comment ?comment
    OPTIONAL { ?c rdfs:subClassOf ?super } }
  FILTER(LANG(?label) = "en" && LANG(?ar) = "ar" && LANG(?comment) = "en")
} ORDER BY ?c ?super"""
_CONCEPTS = """SELECT ?c ?label ?ar ?definition ?broader WHERE {{
  GRAPH graph:ontology {{ ?c a skos:Concept ; skos:prefLabel ?label, ?ar
    OPTIONAL {{ ?c skos:definition ?definition FILTER(LANG(?definition) = "en") }}
    OPTIONAL {{ ?c skos:broader ?broader }} }}
  FILTER(STRSTARTS(STR(?c), STR({0}:)) && LANG(?label) = "en" && LANG(?ar) = "ar")
}} ORDER BY ?c ?broader"""
_TYPES = """SELECT ?c ?category ?quad ?score ?root ?symmetric WHERE {
  ?c skos:broader ?category ; kg:quadClass ?quad ; kg:ploverScore ?score ; kg:cameoRoot ?root .
  FILTER(STRSTARTS(STR(?c), STR(type:))) OPTIONAL { ?c kg:symmetric ?symmetric }
} ORDER BY ?category ?c"""
_REGIONS = """SELECT ?r ?label ?ar (GROUP_CONCAT(?code; separator=" ") AS ?members) WHERE {
  { SELECT ?r ?code { ?r kg:member/kg:code ?code } ORDER BY ?r ?code }
  ?r skos:prefLabel ?label, ?ar FILTER(LANG(?label) = "en" && LANG(?ar) = "ar")
} GROUP BY ?r ?label ?ar ORDER BY ?r"""


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table of Markdown."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |\n"

    head = list(header)
    return line(head) + line("---" for _ in head) + "".join(line(row) for row in rows)


def cells(store: Store, query: str) -> list[list[str]]:
    """The rows of a query, IRIs with prefix."""
    return [[shown(term, short=True) for term in row] for row in run(store, query).rows]


def merged(rows: list[list[str]], key: int = 1) -> list[list[str]]:
    """Rows that agree in their first ``key`` cells as one, their other cells joined where they differ."""
    found: dict[tuple[str, ...], list[list[str]]] = {}
    for row in rows:
        kept = found.setdefault(tuple(row[:key]), [[] for _ in row[key:]])
        for values, cell in zip(kept, row[key:], strict=True):
            if cell and cell not in values:
                values.append(cell)
    return [[*name, *(", ".join(values) for values in kept)] for name, kept in found.items()]


def vocabulary(store: Store) -> str:
    """The page of classes, properties and concepts, with a picture of how classes hang together."""
    properties = merged(cells(store, _PROPERTIES))
    text = f"# The vocabulary\n\n{MADE}"
    text += VOCABULARY
    text += f"## How it hangs together\n\n```mermaid\n{picture(properties)}```\n\n## Classes\n\n"
    classes = merged(cells(store, _CLASSES))
    text += table(("class", "label", "عربي", "meaning", "below"), classes)
    for kind, title in (("owl:ObjectProperty", "to nodes"), ("owl:DatatypeProperty", "to values")):
        rows = [
            [p, ar, comment, domain, range_, over]
            for p, k, _, ar, comment, domain, range_, over in properties
            if k == kind
        ]
        text += f"\n## Properties {title}\n\n"
        text += table(("property", "عربي", "meaning", "of", "to", "below"), rows)
    text += "\n## Event types\n\nS: all parties are `kg:actor`. Scores and categories are PLOVER's.\n\n"
    names = {row[0]: row for row in merged(cells(store, _CONCEPTS.format("type")))}
    text += table(
        ("type", "عربي", "meaning", "PLOVER", "quad class", "score", "CAMEO", "S"),
        (
            [
                name,
                names[name][2],
                names[name][3],
                category.removeprefix("plover:"),
                quad,
                score,
                root,
                "S" if same == "true" else "",
            ]
            for name, category, quad, score, root, same in cells(store, _TYPES)
        ),
    )
    for prefix, title in (
        ("topic", "Topics"),
        ("status", "Statuses"),
        ("act", "Speech acts"),
        ("office", "Offices"),
    ):
        text += f"\n## {title}\n\n"
        rows = merged(cells(store, _CONCEPTS.format(prefix)))
        text += table(("concept", "English", "عربي", "meaning", "below"), rows)
    text += "\n## Regions\n\nSets of states to ask for as one: `kg ask visits --party Gulf`.\n\n"
    return text + table(("region", "English", "عربي", "members"), cells(store, _REGIONS))


def picture(properties: list[list[str]]) -> str:
    """A Mermaid flowchart: an arrow for each property between two classes of ``kg:``."""
    arrows: dict[tuple[str, str], list[str]] = {}
    extra = {"kg:actor": ("kg:Event", "kg:Party"), "kg:about": ("kg:Claim", "kg:Event")}
    extra |= {"kg:speaker": ("kg:Claim", "kg:Person"), "kg:via": ("kg:Claim", "kg:Organization")}
    extra |= {"kg:agent": ("kg:Event", "kg:Person"), "kg:place": ("kg:Event", "kg:Place")}
    extra |= {"kg:inArticle": ("kg:Span", "kg:Article"), "kg:party": ("kg:Person", "kg:Party")}
    for name, kind, _, _, _, domain, range_, _ in properties:
        one, other = extra.get(name, (domain, range_))
        if kind == "owl:ObjectProperty" and all(
            end.startswith("kg:") and "," not in end for end in (one, other)
        ):
            arrows.setdefault((one[3:], other[3:]), []).append(name[3:])
    arrows.setdefault(("Event", "Span"), []).append("evidence")
    arrows.setdefault(("Claim", "Span"), []).append("evidence")
    lines = [f"  {a} -- {', '.join(sorted(names))} --> {b}" for (a, b), names in sorted(arrows.items())]
    return "flowchart LR\n" + "\n".join(lines) + "\n"


def questions() -> str:
    """The page of named questions."""
    text = f"# Named questions\n\n{MADE}"
    text += QUESTIONS
    for question in list_questions():
        text += f"\n## {question.name}\n\n{question.title}.\n{question.title_ar}.\n\n"
        text += f"```sh\n{question.example}\n```\n"
        if question.parameters:
            rows = (
                (f"`{p.name}`", p.kind, "needed" if p.required else (p.default or ""), p.meaning)
                for p in question.parameters
            )
            text += "\n" + table(("parameter", "kind", "default", "meaning"), rows)
    return text


def event_data(store: Store) -> str:
    """The page of the tables' columns."""
    text = f"# Event data and tables\n\n{MADE}"
    text += EVENT_DATA
    for made in (None, *tables(store)[1:]):
        name, columns = ("event_data", COLUMNS) if made is None else (made.name, made.columns)
        text += f"\n## {name}\n\n"
        text += table(("column", "kind", "meaning"), ((f"`{c.name}`", c.kind, c.meaning) for c in columns))
    return text


def cookbook(store: Store, text: str) -> str:
    """``text`` with the answer of each query below it."""

    def answered(match: re.Match[str]) -> str:
        return f"{match[1]}\n{to_markdown(run(store, match[2]))}\n"

    return re.sub(r"(```sparql\n(.*?)```\n)\n(?:\|[^\n]*\n)*\n?", answered, text, flags=re.DOTALL)


def seed_store() -> Store:
    """The graph of the cookbook: the seed article and one more, as people annotated them."""
    store = Store.memory()
    for reading in (seed_reading(), visit_reading()):
        store.replace_article(
            reading.article.id, quads(reading, parties=store.parties(), types=store.types())
        )
    return store


def pages() -> dict[str, str]:
    """Every made page by its name."""
    store = seed_store()
    written = (HERE / "cookbook.md").read_text(encoding="utf-8")
    return {
        "vocabulary.md": vocabulary(store),
        "questions.md": questions(),
        "event-data.md": event_data(store),
        "cookbook.md": cookbook(store, written),
    }


if __name__ == "__main__":
    for page, content in pages().items():
        (HERE / page).write_text(content, encoding="utf-8")
    words = json.dumps(context(), ensure_ascii=False, indent=1) + "\n"
    (ontology_folder() / "context.jsonld").write_text(words, encoding="utf-8")
