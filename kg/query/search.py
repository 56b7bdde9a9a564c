"""Searching: parties, people and events by name, articles by their words."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import Literal

from kg.query.answers import run, shown
from kg.query.nodes import column
from kg.query.profile import Listed
from kg.store.protocol import View
from kg.text.letters import loose

_LABELLED = """SELECT DISTINCT ?node (MIN(?length) AS ?short) WHERE {{
  ?node a ?kind . VALUES ?kind {{ {kinds} }} ?node {props} ?label . FILTER(REGEX(STR(?label), {pattern}, "i"))
  BIND(STRLEN(STR(?label)) AS ?length)
}} GROUP BY ?node ORDER BY ?short ?node LIMIT {most}"""
_TEXTS = """SELECT ?article WHERE {{ ?article kg:text ?text FILTER(CONTAINS(?text, {words}))
  OPTIONAL {{ ?article dcterms:issued ?day }} }} ORDER BY DESC(?day) ?article"""
_TEXT = """SELECT ?article ?text ?day {{ VALUES ?article {{ {nodes} }} ?article kg:text ?text
  OPTIONAL {{ ?article dcterms:issued ?day }} }}"""
_PARTY = "kg:State kg:IntergovernmentalOrganization kg:NonStateGroup kg:Party kg:Region"
_NAMES = "(skos:prefLabel|skos:altLabel|kg:capitalName|kg:code)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """Words found in an article, with what stands around them."""

    article: str
    day: str
    before: str
    words: str
    after: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search gave; lists of IRIs."""

    parties: list[str]
    people: list[str]
    organizations: list[str]
    events: list[str]
    articles: Listed[Snippet]


def search(view: View, words: str, *, most: int = 12) -> Found:
    """What has ``words`` in its name, in any spelling that news mixes freely, or in its text, as written."""
    pattern = loose(words)
    named = rf"(^|\W){pattern}" if len(words) < 4 else pattern
    name = str(Literal(named))
    party = str(Literal(f"^{pattern}$")) if len(words) < 3 else name

    def labelled(kinds: str, props: str, wanted: str) -> list[str]:
        return column(view, _LABELLED.format(kinds=kinds, props=props, pattern=wanted, most=most))

    return Found(
        parties=labelled(_PARTY, _NAMES, party),
        people=labelled("kg:Person", "(skos:prefLabel|skos:altLabel)", name),
        organizations=labelled("kg:Organization", "(skos:prefLabel|skos:altLabel)", name),
        events=labelled("kg:Event", "(kg:name|kg:type/skos:prefLabel)", name),
        articles=_in_texts(view, words, most),
    )


def _in_texts(view: View, words: str, most: int) -> Listed[Snippet]:
    found = column(view, _TEXTS.format(words=Literal(words)))
    shown_first = {iri: at for at, iri in enumerate(found[:most])}
    nodes = " ".join(f"<{iri}>" for iri in shown_first)
    rows = run(view, _TEXT.format(nodes=nodes)).rows if found else ()
    snippets = [_snippet(shown(a), shown(text), shown(day), words) for a, text, day in rows]
    return Listed(rows=sorted(snippets, key=lambda s: shown_first[s.article]), all=len(found))


def _snippet(article: str, text: str, day: str, words: str) -> Snippet:
    begin = text.find(words)
    end = begin + len(words)
    return Snippet(
        article=article,
        day=day,
        before=text[max(0, begin - 70) : begin],
        words=text[begin:end],
        after=text[end : end + 90],
        begin=begin,
        end=end,
    )
