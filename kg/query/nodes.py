"""What the graph says of many nodes at once: facts, names in both languages, spans with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.graph.vocabulary import PREFIXES
from kg.query.answers import run, shortened, shown
from kg.store.protocol import View

Facts = Mapping[str, Sequence[str]]
"""Shortened property (``kg:actor``) to the sorted texts or IRIs that it has."""

_CHUNK = 1000
_FACTS = "SELECT DISTINCT ?s ?p ?o {{ VALUES ?s {{ {} }} ?s ?p ?o FILTER(?p NOT IN (kg:text, kg:mentions)) }}"
_NAMES = """SELECT DISTINCT ?s ?label ?rank {{ VALUES ?s {{ {} }}
  {{ ?s skos:prefLabel ?label BIND(0 AS ?rank) }} UNION {{ ?s kg:name ?label BIND(1 AS ?rank) }}
  UNION {{ ?s dcterms:title ?label BIND(2 AS ?rank) }} UNION {{ ?s rdfs:label ?label BIND(3 AS ?rank) }}
  UNION {{ ?s kg:type/skos:prefLabel ?label BIND(4 AS ?rank) }}
  UNION {{ ?s kg:officeWords ?label BIND(5 AS ?rank) }} }}"""
_KINDS = """SELECT DISTINCT ?s ?kind ?code {{ VALUES ?s {{ {} }}
  OPTIONAL {{ ?s a ?kind }} OPTIONAL {{ ?s kg:code ?code }} }}"""
_SPANS = """SELECT DISTINCT ?s ?b ?e ?words ?article {{ VALUES ?s {{ {} }}
  ?s nif:beginIndex ?b ; nif:endIndex ?e ; nif:anchorOf ?words ; kg:inArticle ?article }}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """How a node is called; ``ar`` and ``en`` are "" where no label is known."""

    iri: str
    ar: str = ""
    en: str = ""
    code: str = ""
    kinds: frozenset[str] = frozenset()
    """Its classes, shortened: ``kg:State``."""

    def text(self, lang: str) -> str:
        """The label in ``lang``, else in the other language, else the end of the IRI."""
        first, second = (self.en, self.ar) if lang == "en" else (self.ar, self.en)
        return first or second or self.iri.rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Words:
    """A span: ``text[begin:end] == words`` of the article, code points."""

    article: str
    """IRI of the article."""
    begin: int
    end: int
    words: str
    iri: str


def facts(view: View, nodes: Iterable[str]) -> dict[str, Facts]:
    """All that is said of each node, but for the text of articles and what they mention."""
    found: dict[str, dict[str, list[str]]] = {}
    for wanted in _values(nodes):
        for subject, prop, value in run(view, _FACTS.format(wanted)).rows:
            of = found.setdefault(shown(subject), {})
            of.setdefault(shortened(shown(prop)), []).append(shown(value))
    return {iri: {p: sorted(values) for p, values in sorted(of.items())} for iri, of in sorted(found.items())}


def names(view: View, nodes: Iterable[str]) -> dict[str, Name]:
    """The name of every node asked for, known or not."""
    wanted = sorted(set(nodes))
    labels: dict[str, dict[str, tuple[int, str]]] = {iri: {} for iri in wanted}
    kinds: dict[str, set[str]] = {iri: set() for iri in wanted}
    codes: dict[str, str] = {}
    for chunk in _values(wanted):
        for node, label, rank in run(view, _NAMES.format(chunk)).rows:
            assert isinstance(label, Literal)
            lang = "en" if label.language == "en" else "ar"
            rival = (int(shown(rank)), label.value)
            of = labels[shown(node)]
            of[lang] = min(of.get(lang, rival), rival)
        for node, kind, code in run(view, _KINDS.format(chunk)).rows:
            if kind is not None:
                kinds[shown(node)].add(shortened(shown(kind)))
            if code is not None:
                codes[shown(node)] = shown(code)
    return {
        iri: Name(
            iri=iri,
            ar=labels[iri].get("ar", (0, ""))[1],
            en=labels[iri].get("en", (0, ""))[1],
            code=codes.get(iri, ""),
            kinds=frozenset(kinds[iri]),
        )
        for iri in wanted
    }


def words(view: View, spans: Iterable[str]) -> dict[str, Words]:
    """The spans with their offsets and words."""
    found = {}
    for chunk in _values(spans):
        for node, begin, end, text, article in run(view, _SPANS.format(chunk)).rows:
            found[shown(node)] = Words(
                article=shown(article),
                begin=int(shown(begin)),
                end=int(shown(end)),
                words=shown(text),
                iri=shown(node),
            )
    return found


def column(view: View, sparql: str) -> list[str]:
    """The first column of a query's rows."""
    return [shown(row[0]) for row in run(view, sparql).rows]


def number(view: View, sparql: str) -> int:
    """The one number that a query counts."""
    return int(column(view, sparql)[0])


def _values(nodes: Iterable[str]) -> Iterator[str]:
    wanted = sorted(node for node in set(nodes) if is_iri(node))
    for start in range(0, len(wanted), _CHUNK):
        yield " ".join(f"<{node}>" for node in wanted[start : start + _CHUNK])


def is_iri(text: str) -> bool:
    """Whether ``text`` is an absolute IRI, and safe to stand between angle brackets."""
    scheme, colon, _ = text.partition(":")
    if not colon or not scheme.isascii() or not scheme.isalnum():
        return False
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True


def local(iri: str) -> str:
    """The end of an IRI: ``joint-exercise`` of a type, a scheme's own word."""
    for base in PREFIXES.values():
        if iri.startswith(base) and base.endswith(("/", "#")):
            rest = iri.removeprefix(base)
            if "/" not in rest:
                return rest
    return iri.rpartition("/")[2]
