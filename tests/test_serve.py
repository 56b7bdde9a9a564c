"""The endpoint: the SPARQL 1.1 Protocol as real clients speak it, and requests that mean harm."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request as Call
from urllib.request import urlopen

import pyoxigraph as ox
import pytest
import uvicorn
from click.testing import Result
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from readings import ROOT, seed_reading, visit_reading
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.graph import quads
from kg.graph.vocabulary import PREFIXES
from kg.serve import Limits, application
from kg.serve.endpoint import worked
from kg.serve.formats import accepted, choose
from kg.store import Store, View
from kg.store.keywords import calls_out, names_graphs

EVENTS = "SELECT ?e { ?e a kg:Event }"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a != ?d && ?c != ?g) }"
SEED = "https://w3id.org/bilateral-kg/graph/article/seed-000"


def events_in(view: View) -> int:
    """What a page of another room may ask of a worker."""
    return sum(1 for _ in view.query(EVENTS))


async def page(request: Request) -> Response:
    return PlainTextResponse(f"{await worked(request, events_in)} events")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("served") / "store"
    with Store.open(folder, create=True) as store:
        for reading in (seed_reading(), visit_reading()):
            said = quads(reading, parties=store.parties(), types=store.types())
            store.replace_article(reading.article.id, said)
    return str(folder)


@pytest.fixture(scope="module")
def client(path: str) -> Iterator[TestClient]:
    limits = Limits(timeout=1.5, result=200_000, memory=2048, workers=2)
    app = application(
        path, limits=limits, origins=["https://a.example"], hosts=["testserver"], pages=[Route("/page", page)]
    )
    with TestClient(app) as made:
        yield made


@pytest.fixture(scope="module")
def address(path: str) -> Iterator[str]:
    """A server on a socket, as other programs meet it."""
    app = application(path, limits=Limits(timeout=3, workers=3))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning")
    server = uvicorn.Server(config)
    bound = config.bind_socket()
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{bound.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


class TestProtocol:
    def test_the_three_forms_of_a_query(self, client: TestClient) -> None:
        direct = {"Content-Type": "application/sparql-query"}
        answers = [
            client.get("/sparql", params={"query": EVENTS}),
            client.post("/sparql", data={"query": EVENTS}),
            client.post("/sparql", content=EVENTS, headers=direct),
        ]
        found = [len(a.json()["results"]["bindings"]) for a in answers]
        assert [a.status_code for a in answers] == [200] * 3 and found == [7, 7, 7]
        assert client.head("/sparql", params={"query": EVENTS}).content == b""

    @pytest.mark.parametrize(
        ("accept", "media", "format"),
        [
            ("*/*", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
            ("application/json", "application/json", ox.QueryResultsFormat.JSON),
            ("application/sparql-results+xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
            (
                "text/csv;q=.2, text/tab-separated-values",
                "text/tab-separated-values",
                ox.QueryResultsFormat.TSV,
            ),
        ],
    )
    def test_results(
        self, client: TestClient, accept: str, media: str, format: ox.QueryResultsFormat
    ) -> None:
        got = client.get("/sparql", params={"query": EVENTS}, headers={"Accept": accept})
        assert got.headers["content-type"].split(";")[0] == media and "Accept" in got.headers["vary"]
        rows = ox.parse_query_results(got.content, format)
        assert isinstance(rows, ox.QuerySolutions) and len(list(rows)) == 7

    def test_csv_has_a_header_line_and_a_line_for_each(self, client: TestClient) -> None:
        got = client.get("/sparql", params={"query": EVENTS, "format": "csv"})
        assert got.text.splitlines()[0] == "e" and len(got.text.splitlines()) == 8

    @pytest.mark.parametrize(
        ("accept", "format"),
        [
            ("*/*", "turtle"),
            ("application/n-triples", "nt"),
            ("application/ld+json", "json-ld"),
            ("application/rdf+xml", "xml"),
        ],
    )
    def test_graphs(self, client: TestClient, accept: str, format: str) -> None:
        for query in ("CONSTRUCT { ?e a kg:Event } { ?e a kg:Event }", "DESCRIBE ?e { ?e a kg:Event }"):
            got = client.get("/sparql", params={"query": query}, headers={"Accept": accept})
            graph = Graph().parse(data=got.content, format=format)
            assert len(set(graph.subjects(None, URIRef(PREFIXES["kg"] + "Event")))) == 7

    def test_ask(self, client: TestClient) -> None:
        asked = {"query": "ASK { ?e a kg:Event }"}
        assert client.get("/sparql", params=asked).json()["boolean"] is True
        assert "<boolean>true" in client.get("/sparql", params={**asked, "format": "xml"}).text
        assert client.get("/sparql", params={**asked, "format": "csv"}).status_code == 406

    def test_data_sets(self, client: TestClient) -> None:
        count = "SELECT (COUNT(*) AS ?n) { ?s a kg:Claim }"
        named = "SELECT DISTINCT ?g { GRAPH ?g { ?s a kg:Claim } }"

        def first(query: str, **more: str | list[str]) -> str:
            rows = client.get("/sparql", params={"query": query, **more}).json()["results"]["bindings"]
            return rows[0][next(iter(rows[0]))]["value"] if rows else ""

        everything, seed = first(count), first(count, **{"default-graph-uri": SEED})
        assert 0 < int(seed) < int(everything)
        assert first(count.replace("{", f"FROM <{SEED}> {{", 1)) == seed
        other = first(count, **{"default-graph-uri": "https://w3id.org/bilateral-kg/graph/none"})
        assert other == "0"
        assert first(named, **{"named-graph-uri": SEED}) == SEED
        # what the protocol names stands above what the query names
        both = count.replace("{", f"FROM <{SEED}> {{", 1)
        assert first(both, **{"default-graph-uri": "https://w3id.org/bilateral-kg/graph/none"}) == "0"

    def test_description(self, client: TestClient) -> None:
        service = Graph().parse(data=client.get("/sparql").content, format="turtle")
        endpoint = URIRef("http://testserver/sparql")
        sd = "http://www.w3.org/ns/sparql-service-description#"
        assert (endpoint, URIRef(f"{sd}feature"), URIRef(f"{sd}UnionDefaultGraph")) in service
        void = Graph().parse(
            data=client.get("/.well-known/void", headers={"Accept": "application/rdf+xml"}).content,
            format="xml",
        )
        rows = void.query(
            "PREFIX void: <http://rdfs.org/ns/void#> SELECT ?n { ?d void:classPartition ?p . "
            f"?p void:class <{PREFIXES['kg']}Event> ; void:entities ?n }}"
        )
        assert [int(row[0]) for row in rows] == [7]


FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"
VISIT = "https://w3id.org/bilateral-kg/graph/article/visit"
IN_TWO = "ASK { ?x dcterms:identifier 'seed-000' . ?y dcterms:identifier 'visit' }"
IN_NAMED = f"ASK {{ GRAPH <{SEED}> {{ ?x a kg:Claim }} GRAPH <{VISIT}> {{ ?y a kg:Claim }} }}"
DATASET = [("default-graph-uri", SEED), ("default-graph-uri", VISIT)]
NAMED = [("named-graph-uri", SEED), ("named-graph-uri", VISIT)]
# name of the test in the W3C's SPARQL 1.1 protocol suite, method, address, media type, body, what must come
W3C = [
    ("query_get", "GET", [("query", "ASK {}")], None, b"", True),
    ("query_post_form", "POST", [], FORM, urlencode({"query": "ASK {}"}).encode(), True),
    ("query_post_direct", "POST", [], DIRECT, b"ASK {}", True),
    ("query_dataset_default_graphs_get", "GET", [("query", IN_TWO), *DATASET], None, b"", True),
    ("query_dataset_default_graph", "GET", [("query", IN_TWO), DATASET[0]], None, b"", False),
    ("query_dataset_default_graphs_post", "POST", DATASET, DIRECT, IN_TWO.encode(), True),
    ("query_dataset_named_graphs_get", "GET", [("query", IN_NAMED), *NAMED], None, b"", True),
    (
        "query_dataset_named_graphs_post",
        "POST",
        [],
        FORM,
        urlencode([("query", IN_NAMED), *NAMED]).encode(),
        True,
    ),
    ("query_dataset_named_graph", "GET", [("query", IN_NAMED), NAMED[0]], None, b"", False),
    ("query_dataset_full", "GET", [("query", IN_TWO), *DATASET, *NAMED], None, b"", True),
    (
        "query_multiple_dataset",
        "GET",
        [("query", IN_TWO.replace("ASK", f"ASK FROM <{SEED}>")), *DATASET],
        None,
        b"",
        True,
    ),
    ("bad_query_method", "PUT", [("query", "ASK {}")], None, b"", 405),
    ("bad_multiple_queries", "GET", [("query", "ASK {}"), ("query", "SELECT * {}")], None, b"", 400),
    ("bad_query_wrong_media_type", "POST", [], "text/plain", b"ASK {}", 415),
    ("bad_query_missing_form_type", "POST", [], "", b"query=ASK%20%7B%7D", 415),
    ("bad_query_missing_direct_type", "POST", [], "", b"ASK {}", 415),
    ("bad_query_non_utf8", "POST", [], DIRECT, "ASK { ?x ?y 'ن' }".encode("utf-16"), 400),
    ("bad_query_syntax", "GET", [("query", "ASK {")], None, b"", 400),
]


@pytest.mark.parametrize(
    ("name", "method", "pairs", "media", "body", "expected"), W3C, ids=[row[0] for row in W3C]
)
def test_the_protocol_suite_of_the_w3c(
    client: TestClient,
    name: str,
    method: str,
    pairs: list[tuple[str, str]],
    media: str | None,
    body: bytes,
    expected: object,
) -> None:
    headers = {} if media is None else {"Content-Type": media}
    got = client.request(method, "/sparql", params=pairs, content=body, headers=headers)
    if isinstance(expected, bool):
        assert got.status_code == 200 and got.json()["boolean"] is expected
    else:
        assert got.status_code == expected


class TestGraphStore:
    def test_one_graph_all_graphs_and_their_union(self, client: TestClient, path: str) -> None:
        store = Store.view(path)
        seed = client.get("/data", params={"graph": SEED}, headers={"Accept": "application/n-triples"})
        assert len(seed.text.splitlines()) == sum(1 for q in store.quads() if q.graph_name.value == SEED)
        assert client.get("/data", params={"graph": f"{SEED}-none"}).status_code == 404
        for asked in ({"graph": "relative"}, {"graph": SEED, "default": ""}):
            assert client.get("/data", params=asked).status_code == 400
        assert client.head("/data", params={"graph": SEED}).status_code == 200

    def test_what_is_too_large_is_said(self, client: TestClient) -> None:
        for asked in ({}, {"default": ""}):
            got = client.get("/data", params=asked)
            assert got.status_code == 413 and "200,000 bytes" in got.text

    def test_a_server_that_allows_it_gives_all(self, address: str, path: str) -> None:
        with urlopen(Call(f"{address}/data", headers={"Accept": "application/n-quads"})) as got:
            lines = got.read().decode().splitlines()
        assert {line.removesuffix(" .") for line in lines} == {str(quad) for quad in Store.view(path).quads()}


class TestRefusals:
    @pytest.mark.parametrize(
        ("query", "status", "says"),
        [
            ("SELECT * {", 400, "SPARQL"),
            ("", 400, "the query is empty"),
            ("SELECT * { ?s none:such ?o }", 400, "none: is not declared"),
            ("INSERT DATA { <a:a> <a:b> <a:c> }", 400, "SPARQL"),
            ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 403, "SERVICE is refused"),
            ("SELECT * { ?s ?p ?o }", 413, "200,000 bytes"),
            (ENDLESS, 503, "did not end within 1.5 seconds"),
        ],
    )
    def test_queries(self, client: TestClient, query: str, status: int, says: str) -> None:
        got = client.get("/sparql", params={"query": query})
        assert got.status_code == status and says in got.text and got.text.count("\n") == 1
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200

    def test_requests(self, client: TestClient) -> None:
        def posted(media: str, body: bytes) -> int:
            return client.post("/sparql", content=body, headers={"Content-Type": media}).status_code

        assert posted("application/sparql-update", b"CLEAR ALL") == 403
        assert posted("application/x-www-form-urlencoded", b"update=CLEAR+ALL") == 403
        assert posted("text/plain", b"ASK {}") == 415
        assert posted("application/sparql-query", b"\xff\xfe") == 400
        assert posted("application/sparql-query", b"#" * 2_000_000) == 413
        assert posted("application/x-www-form-urlencoded", b"") == 400
        assert client.get("/sparql", params={"query": ["ASK {}", "ASK {}"]}).status_code == 400
        assert (
            client.get("/sparql", params={"query": EVENTS}, headers={"Accept": "image/png"}).status_code
            == 406
        )
        assert client.get("/sparql", params={"query": EVENTS, "default-graph-uri": "x"}).status_code == 400
        for verb in ("PUT", "DELETE", "PATCH"):
            got = client.request(verb, "/data", params={"graph": SEED})
            assert got.status_code == 405 and "GET" in got.headers["allow"]

    def test_memory_is_bounded(self, path: str) -> None:
        greedy = "SELECT DISTINCT ?c ?f { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c LIMIT 1"
        with TestClient(application(path, limits=Limits(workers=1, memory=1024))) as client:
            got = client.get("/sparql", params={"query": greedy})
            assert got.status_code == 503 and "more than 1024 MiB" in got.text
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200

    def test_other_hosts_and_origins(self, client: TestClient) -> None:
        assert client.get("/sparql", headers={"Host": "evil.example"}).status_code == 400
        for origin, allowed in (("https://a.example", "https://a.example"), ("https://b.example", None)):
            got = client.get("/sparql", params={"query": "ASK {}"}, headers={"Origin": origin})
            assert got.headers.get("access-control-allow-origin") == allowed

    def test_pages_reach_the_store_by_the_same_workers(self, client: TestClient) -> None:
        assert client.get("/page").text == "7 events"


class TestClients:
    def test_sparqlwrapper(self, address: str) -> None:
        asked = SPARQLWrapper(f"{address}/sparql")
        asked.setQuery(EVENTS)
        asked.setReturnFormat(JSON)
        assert len(asked.queryAndConvert()["results"]["bindings"]) == 7
        asked.setReturnFormat(XML)
        assert len(asked.queryAndConvert().getElementsByTagName("result")) == 7
        asked.setReturnFormat(CSV)
        for way in ("urlencoded", POSTDIRECTLY):
            asked.setMethod(POST)
            asked.setRequestMethod(way)
            assert len(asked.queryAndConvert().splitlines()) == 8
        asked.setQuery("CONSTRUCT WHERE { ?e a kg:Event }")
        asked.setReturnFormat(TURTLE)
        assert len(Graph().parse(data=asked.queryAndConvert(), format="turtle")) == 7

    def test_rdflib(self, address: str) -> None:
        store = SPARQLStore(f"{address}/sparql", returnFormat="json")
        graph = Graph(store)
        kind = URIRef(PREFIXES["rdf"] + "type")
        events = set(graph.subjects(kind, URIRef(PREFIXES["kg"] + "Event")))
        assert len(events) == 7
        assert len(list(graph.query("SELECT ?e { ?e a <https://w3id.org/bilateral-kg/ns#Event> }"))) == 7

    def test_many_clients_beside_endless_queries(self, address: str) -> None:
        def asked(query: str) -> int:
            try:
                with urlopen(f"{address}/sparql?{urlencode({'query': query})}", timeout=60) as got:
                    json.load(got)
                    return int(got.status)
            except HTTPError as error:
                return error.code

        with ThreadPoolExecutor(20) as threads:
            hostile = [threads.submit(asked, ENDLESS) for _ in range(2)]
            time.sleep(0.3)
            friendly = [threads.submit(asked, EVENTS) for _ in range(60)]
            assert {f.result() for f in friendly} == {200}
            assert [h.done() for h in hostile] == [False, False]
            assert [h.result() for h in hostile] == [503, 503]

    def test_what_another_process_adds_is_seen(self, tmp_path: Path) -> None:
        folder = tmp_path / "growing"
        app = application(str(folder), limits=Limits(workers=1))
        with Store.open(folder, create=True) as writer, TestClient(app) as client:
            counts = []
            for reading in (seed_reading(), visit_reading()):
                said = quads(reading, parties=writer.parties(), types=writer.types())
                writer.replace_article(reading.article.id, said)
                writer.flush()
                got = client.get("/sparql", params={"query": EVENTS, "format": "csv"})
                counts.append(len(got.text.splitlines()) - 1)
        assert counts == [5, 7]


class TestCommand:
    def test_it_serves_until_it_is_told_to_stop(self, path: str) -> None:
        command = [
            sys.executable,
            "-c",
            "from kg.cli import main; main()",
            "serve",
            "--store",
            path,
            "--port",
            "0",
        ]
        with subprocess.Popen(
            command, stderr=subprocess.PIPE, text=True, env={"PYTHONPATH": str(ROOT)}
        ) as process:
            try:
                assert process.stderr is not None
                said = process.stderr.readline()
                found = re.search(r"http://127\.0\.0\.1:\d+/sparql", said)
                assert found, said
                with urlopen(f"{found[0]}?query=ASK+%7B%7D", timeout=10) as got:
                    assert json.load(got)["boolean"] is True
                process.send_signal(signal.SIGINT)
                assert process.wait(10) == 0
                assert process.stderr.read() == ""
            finally:
                process.kill()

    def test_what_cannot_be_served(self, kg: Callable[..., Result], path: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            result = kg("serve", "--store", path, "--port", port)
        assert result.exit_code == 1 and f"cannot listen on 127.0.0.1:{port}" in result.stderr
        missing = kg("serve", "--store", "nowhere")
        assert missing.exit_code == 1 and "no store at nowhere" in missing.stderr


@pytest.mark.parametrize(
    ("query", "calls"),
    [
        ("SELECT * { service<http://x/> {} }", True),
        ("PREFIX : <http://x/> SELECT * { SERVICE:x{} }", True),
        ("PREFIX e: <http://x/> SELECT * { OPTIONAL{?s ?p e:a\\#b} SERVICE <http://x/> {} }", True),
        ("PREFIX e: <http://x/> SELECT * { ?s ?p e:.SERVICE<http://x/>{} }", True),
        ("SELECT * { FILTER(?a<?b)SERVICE ?x {} FILTER(?b>?a) }", True),
        ('SELECT ("a\\"b SERVICE" AS ?x) { ?service ?p <http://x/SERVICE> } # SERVICE', False),
        ("SELECT * { ?x a schema:Service }", False),
    ],
)
def test_service_is_seen_wherever_oxigraph_sees_it(query: str, calls: bool) -> None:
    assert calls_out(query) is calls


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT * FROM <http://x/> { }", True),
        ("SELECT * from named <http://x/> { }", True),
        ("SELECT ?from { ?r kg:fromParty ?from ; kg:from 'FROM' }", False),
    ],
)
def test_from_is_seen(query: str, names: bool) -> None:
    assert names_graphs(query) is names


def test_negotiation() -> None:
    offered = ["a/x", "a/y", "b/z"]
    assert choose("", offered) == "a/x" and choose("b/*", offered) == "b/z" and choose("c/d", offered) is None
    assert choose("a/*;q=0.5, b/z;q=0.6", offered) == "b/z"
    assert choose("a/x;q=0, */*", offered) == "a/y"
    assert accepted("A/X ; q=2, ,b/z;q=never") == [("a/x", 1.0), ("b/z", 0.0)]
