"""What the endpoint says of itself: SPARQL 1.1 Service Description and VoID."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from starlette.requests import Request
from starlette.responses import Response

from kg.graph.vocabulary import BASE, ONTOLOGY_GRAPH, PREFIXES, RELATIONS_GRAPH, RESOLVED_GRAPHS, TYPE
from kg.query.answers import run, shown
from kg.serve.endpoint import accept, sent
from kg.serve.work import Reply, written
from kg.store.protocol import View

_PREFIXES = {
    "void": "http://rdfs.org/ns/void#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "formats": "http://www.w3.org/ns/formats/",
}
_VOID, _SD = _PREFIXES["void"], _PREFIXES["sd"]
_SERVICE = """
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<ENDPOINT> a sd:Service ; sd:endpoint <ENDPOINT> ;
  sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat formats:SPARQL_Results_JSON , formats:SPARQL_Results_XML , formats:SPARQL_Results_CSV ,
    formats:SPARQL_Results_TSV , formats:Turtle , formats:N-Triples , formats:RDF_XML , formats:JSON-LD ;
  sd:defaultDataset <DATASET> .
<DATASET> a sd:Dataset ; sd:defaultGraph <DATASET-default> .
<DATASET-default> a sd:Graph .
"""
_DATASET = """
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix formats: <http://www.w3.org/ns/formats/> .
<DATASET> a void:Dataset ; dcterms:title "Relations between countries in Arabic news"@en ;
  void:sparqlEndpoint <ENDPOINT> ; void:dataDump <DUMP> ; void:uriSpace "BASE" ;
  void:vocabulary VOCABULARIES ;
  void:feature formats:Turtle , formats:N-Triples , formats:RDF_XML , formats:JSON-LD , formats:TriG ,
    formats:N-Quads .
"""
_COUNTED = (
    "Article",
    "Event",
    "Claim",
    "Person",
    "Organization",
    "Party",
    "Place",
    "Tenure",
    "Span",
    "Issue",
)
_COUNT = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) {{ VALUES ?class {{ {} }} ?s a ?class }} GROUP BY ?class"
_COUNTS: WeakKeyDictionary[View, tuple[int, dict[str, int]]] = WeakKeyDictionary()
_TRIPLES = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


async def service(request: Request) -> Response:
    """The service description, of the endpoint itself."""
    return await sent(request, describe, str(request.url_for("sparql")), True, accept(request))


async def void(request: Request) -> Response:
    """``/.well-known/void``: what data there are, and how much."""
    return await sent(request, describe, str(request.url_for("sparql")), False, accept(request))


def describe(view: View, endpoint: str, as_service: bool, wanted: str) -> Reply:
    """The description as RDF; ``endpoint`` is the address of ``/sparql`` as the client sees it."""
    root = endpoint.removesuffix("sparql")
    dataset = f"{root}.well-known/void#data"
    spaces = (base for base in PREFIXES.values() if not base.startswith(BASE) or base == PREFIXES["kg"])
    text = (_SERVICE if as_service else "") + _DATASET
    for name, value in (
        ("ENDPOINT", endpoint),
        ("DATASET", dataset),
        ("DUMP", f"{root}data"),
        ("BASE", BASE),
        ("VOCABULARIES", " , ".join(f"<{space}>" for space in spaces)),
    ):
        text = text.replace(name, value)
    triples = {quad.triple for quad in parse(text.encode(), RdfFormat.TURTLE)}
    triples |= set(_counts(view, NamedNode(dataset)))
    if as_service:
        triples |= set(_graphs(dataset))
    return written(sorted(triples, key=str), wanted, prefixes={**PREFIXES, **_PREFIXES})


def _graphs(dataset: str) -> Iterable[Triple]:
    """The graphs that articles share; each article has one of its own besides, too many to list."""
    for graph in (ONTOLOGY_GRAPH, RELATIONS_GRAPH, *RESOLVED_GRAPHS):
        node = NamedNode(f"{dataset}-{graph.value.rpartition('/')[2]}")
        yield Triple(NamedNode(dataset), NamedNode(f"{_SD}namedGraph"), node)
        yield Triple(node, TYPE, NamedNode(f"{_SD}NamedGraph"))
        yield Triple(node, NamedNode(f"{_SD}name"), graph)


def _counts(view: View, dataset: NamedNode) -> Iterable[Triple]:
    total, classes = _statistics(view)
    yield Triple(dataset, NamedNode(f"{_VOID}triples"), Literal(total))
    for name, count in sorted(classes.items()):
        part = NamedNode(f"{dataset.value}-{name}")
        yield Triple(dataset, NamedNode(f"{_VOID}classPartition"), part)
        yield Triple(part, NamedNode(f"{_VOID}class"), NamedNode(PREFIXES["kg"] + name))
        yield Triple(part, NamedNode(f"{_VOID}entities"), Literal(count))


def _statistics(view: View) -> tuple[int, dict[str, int]]:
    """Triples in all, and nodes of each class; counted once for a view, which does not change."""
    if view not in _COUNTS:
        _COUNTS[view] = _counted(view)
    return _COUNTS[view]


def _counted(view: View) -> tuple[int, dict[str, int]]:
    total = run(view, _TRIPLES).rows[0][0]
    counts = run(view, _COUNT.format(" ".join(f"kg:{name}" for name in _COUNTED))).rows
    found = {shown(kind).removeprefix(PREFIXES["kg"]): int(shown(number)) for kind, number in counts}
    return int(shown(total)), found
