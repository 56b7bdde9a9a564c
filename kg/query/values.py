"""From what a user writes to a term of the graph: codes and names of parties, concepts, days, IRIs."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

from kg.graph.edtf import days
from kg.graph.iris import iri
from kg.graph.vocabulary import PREFIXES, XSD_DATE, XSD_DECIMAL
from kg.model import KgError
from kg.query.answers import run, shown
from kg.query.suggest import folded, nearest
from kg.store.protocol import View

SCHEMES = frozenset({"type", "topic", "status", "office", "act"})
_PARTIES = """SELECT ?node ?name ?rank WHERE {
  { ?node kg:code ?name BIND(0 AS ?rank) } UNION
  { ?node a kg:Region ; skos:prefLabel|skos:altLabel ?name BIND(3 AS ?rank) } UNION
  { ?node kg:code ?code ; owl:sameAs ?same BIND(STR(?same) AS ?name) BIND(1 AS ?rank) } UNION
  { ?node kg:code ?code ; skos:prefLabel ?name BIND(1 AS ?rank) } UNION
  { ?node kg:code ?code ; skos:altLabel ?name BIND(2 AS ?rank) }
} ORDER BY ?rank ?node ?name"""
_BY_CODE = "SELECT ?node {{ VALUES ?code {{ {codes} }} ?node kg:code ?code }}"
_BY_NAME = """SELECT ?node ?rank {{
  {{ BIND({region} AS ?node) ?node a kg:Region . BIND(0 AS ?rank) }}
  UNION {{ VALUES ?name {{ {names} }} ?node skos:prefLabel ?name ; a ?kind BIND(1 AS ?rank) }}
  UNION {{ VALUES ?name {{ {names} }} ?node skos:altLabel ?name ; a ?kind BIND(2 AS ?rank) }}
  FILTER(?rank = 0 || ?kind IN (kg:Party, kg:Region))
}} ORDER BY ?rank ?node"""
_CONCEPTS = """SELECT ?node ?name ?rank WHERE {{
  GRAPH graph:ontology {{
    ?node a skos:Concept . FILTER(STRSTARTS(STR(?node), "{base}"))
    {{ ?node skos:prefLabel ?name BIND(1 AS ?rank) }} UNION {{ ?node skos:altLabel ?name BIND(2 AS ?rank) }}
  }}
}} ORDER BY ?rank ?node ?name"""
_WIKIDATA = "http://www.wikidata.org/entity/"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def value(view: View, name: str, kind: str, written: str) -> NamedNode | Literal:
    """The term that ``written`` means for the parameter ``name`` of this kind.

    Raises KgError, with the nearest right spellings, when it means none.
    """
    if kind == "party":
        return party(view, name, written)
    if kind == "code":
        return Literal(code(view, party(view, name, written)))
    if kind in SCHEMES:
        return concept(view, name, kind, written)
    if kind in ("since", "until", "date"):
        return _day(name, kind, written)
    if kind == "iri":
        return _iri(name, written)
    if kind == "number":
        if not _NUMBER.fullmatch(written):
            raise KgError(f"{name}={written}: a number is wanted")
        return Literal(written, datatype=XSD_DECIMAL)
    return Literal(written)


def party(view: View, name: str, written: str) -> NamedNode:
    """A party or region: by code, name in any language, Wikidata id, or IRI."""
    bare = _local(written, ("party", "region", "wd"))
    for pattern in (_BY_CODE, _BY_NAME):
        known = run(view, _filled(pattern, bare)).rows
        if known:
            return _node(known[0][0])
    names: dict[str, NamedNode] = {}
    spelt: dict[str, str] = {}
    for found, label, _ in run(view, _PARTIES).rows:
        node, word = _node(found), shown(label).removeprefix(_WIKIDATA)
        local = node.value.removeprefix(PREFIXES["region"])
        for spelling in {word, word if local == node.value else local}:
            names.setdefault(folded(spelling), node)
            spelt[spelling] = spelling
    if folded(bare) not in names:
        raise KgError(f"{name}={written}: no party or region has this code or name{nearest(written, spelt)}")
    return names[folded(bare)]


def _filled(pattern: str, bare: str) -> str:
    """A quick look-up of the spelling as it stands and in the usual case, before all names are compared."""
    codes = " ".join(str(Literal(word)) for word in (bare, bare.upper()))
    spellings = [bare, bare.title()]
    names = " ".join(str(Literal(word, language=lang)) for word in spellings for lang in ("ar", "en"))
    return pattern.format(codes=codes, names=names, region=iri("region", bare.lower()))


def _node(term: object) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def code(view: View, node: NamedNode) -> str:
    """The code of a party; KgError for a region, which has none."""
    rows = run(view, f"SELECT ?code {{ {node} kg:code ?code }}").rows
    if not rows:
        raise KgError(f"{node.value.rpartition('/')[2]} is a region: this question wants one party")
    return shown(rows[0][0])


def concept(view: View, name: str, scheme: str, written: str) -> NamedNode:
    """A concept of a scheme: by the end of its IRI, or by a label in any language."""
    bare = _local(written, (scheme,))
    quick = iri(scheme, bare)
    if run(view, f"ASK {{ {quick} a skos:Concept }}").truth:
        return quick
    known: dict[str, NamedNode] = {}
    spelt: dict[str, str] = {}
    for node, label, _ in run(view, _CONCEPTS.format(base=PREFIXES[scheme])).rows:
        local = _node(node).value.removeprefix(PREFIXES[scheme])
        known[folded(local)] = _node(node)
        known.setdefault(folded(shown(label)), _node(node))
        spelt |= {local: local, shown(label): local}
    found = known.get(folded(bare))
    if found is None:
        raise KgError(f"{name}={written}: no such {scheme}{nearest(written, spelt)}")
    return found


def _local(written: str, prefixes: tuple[str, ...]) -> str:
    bare = written.strip().strip("<>")
    for prefix in prefixes:
        bare = bare.removeprefix(PREFIXES.get(prefix, _WIKIDATA)).removeprefix(f"{prefix}:")
    return bare


def _day(name: str, kind: str, written: str) -> Literal:
    """A day; of a month or a year its first for ``since`` and its last for ``until``."""
    known = days(written) if "/" not in written else None
    if known is None or (kind == "date" and len(written) != 10):
        raise KgError(f"{name}={written}: a date looks like 2021-08-31, 2021-08 or 2021")
    return Literal(known[kind == "until"].isoformat(), datatype=XSD_DATE)


def _iri(name: str, written: str) -> NamedNode:
    bare = written.strip().strip("<>")
    prefix, colon, local = bare.partition(":")
    try:
        return NamedNode(PREFIXES[prefix] + local if colon and prefix in PREFIXES else bare)
    except ValueError as error:
        raise KgError(f"{name}={written}: an IRI is wanted, such as one that kg query shows") from error


def labels(view: View, nodes: list[NamedNode], lang: str) -> Mapping[NamedNode, str]:
    """The preferred label of each node that has one: in ``lang``, else in Arabic, else in any language."""
    best: dict[NamedNode, tuple[int, str]] = {}
    order = {"ar": 1, lang: 0}
    for start in range(0, len(nodes), 1000):
        wanted = " ".join(map(str, nodes[start : start + 1000]))
        for node, label in run(
            view, f"SELECT ?n ?l {{ VALUES ?n {{ {wanted} }} ?n skos:prefLabel ?l }}"
        ).rows:
            assert isinstance(node, NamedNode) and isinstance(label, Literal)
            rival = (order.get(label.language or "", 2), label.value)
            best[node] = min(best.get(node, rival), rival)
    return {node: label for node, (_, label) in best.items()}
