"""Queries to begin with, for the page where one writes SPARQL."""

from __future__ import annotations

from kg.query.named import prepared
from kg.query.questions import question
from kg.store.protocol import View

_NAMED = ("joint-exercise", "ambassador-said", "relations", "contradictions")
_NEIGHBOURS = """CONSTRUCT { ?a ?tie ?b } WHERE {
  GRAPH graph:relations { ?a ?tie ?b . FILTER(STRSTARTS(STR(?tie), STR(rel:))) }
} LIMIT 150"""


def examples(view: View, lang: str) -> list[tuple[str, str]]:
    """``(title, SPARQL)`` of a few named questions with their defaults, and of a graph."""
    found = []
    for name in _NAMED:
        asked = question(name)
        body = "\n".join(
            line
            for line in prepared(view, asked, {}).split("\n")
            if not line.startswith("# ") or "title" in line
        )
        found.append((asked.title_ar if lang == "ar" else asked.title, body.strip()))
    return [*found, ("CONSTRUCT", _NEIGHBOURS)]
