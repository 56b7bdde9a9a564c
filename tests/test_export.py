"""Every format says the same, every time in the same bytes."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph
from rdflib.compare import to_isomorphic
from readings import ROOT, seed_reading, visit_reading

from kg.export import FORMATS, export, format_of
from kg.graph import quads
from kg.model import KgError
from kg.store import Store

PARSERS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
ONE_GRAPH = {"ttl", "nt", "rdf"}


def build(order: int = 1) -> Store:
    store = Store.memory()
    for reading in (seed_reading(), visit_reading())[::order]:
        store.replace_article(
            reading.article.id, quads(reading, parties=store.parties(), types=store.types())
        )
    return store


def written(store: Store, format: str) -> bytes:
    stream = io.BytesIO()
    export(store, stream, format)
    return stream.getvalue()


@pytest.fixture(scope="module")
def store() -> Store:
    return build()


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_nothing_is_lost(store: Store, format: str) -> None:
    back = ox.Store()
    back.load(written(store, format), format=PARSERS[format])
    if format in ONE_GRAPH:
        assert {str(q.triple) for q in back} == {str(q.triple) for q in store.quads()}
    else:
        assert {str(q) for q in back} == {str(q) for q in store.quads()}


@pytest.mark.parametrize("format", ["ttl", "nt", "rdf", "trig", "nq", "jsonld"])
def test_rdflib_reads_it_too(store: Store, format: str) -> None:
    data = written(store, format)
    names = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "trig": "trig", "nq": "nquads", "jsonld": "json-ld"}
    if format in ONE_GRAPH:
        count = len(Graph().parse(data=data, format=names[format]))
        assert count == len({q.triple for q in store.quads()})
    else:
        count = len(list(Dataset().parse(data=data, format=names[format]).quads()))
        assert count == len(list(store.quads()))


def test_lines_are_sorted_and_single(store: Store) -> None:
    for format in ("nq", "nt"):
        lines = written(store, format).decode().splitlines()
        assert lines == sorted(set(lines)) and all(line.endswith(" .") for line in lines)


def test_order_of_articles_does_not_matter(store: Store) -> None:
    other = build(-1)
    for format in FORMATS:
        assert written(other, format) == written(store, format), format


def test_hash_seed_does_not_matter() -> None:
    code = (
        "import hashlib\nfrom test_export import *\nstore = build()\n"
        "print([(f, hashlib.sha256(written(store, f)).hexdigest()) for f in sorted(FORMATS)])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_turtle_is_for_people(store: Store) -> None:
    text = written(store, "ttl").decode()
    assert "@prefix kg: <https://w3id.org/bilateral-kg/ns#>" in text and "type:talks" in text
    assert hashlib.sha256(text.encode()).hexdigest() == hashlib.sha256(written(store, "ttl")).hexdigest()


def test_isomorphic_through_turtle(store: Store) -> None:
    seed = [q for q in store.quads() if "seed-000" in str(q.graph_name)]
    raw, one, two = Graph(), Graph(), Graph()
    raw.parse(data="".join(f"{q.triple} .\n" for q in seed), format="nt")
    # rdflib writes the decimal 10000 as 10000.0: once, and then no more
    one.parse(data=raw.serialize(format="turtle"), format="turtle")
    two.parse(data=one.serialize(format="turtle"), format="turtle")
    assert len(one) == len(raw) and to_isomorphic(one) == to_isomorphic(two)


def test_endings() -> None:
    assert format_of("out/graph.TTL") == "ttl" and format_of("a.b.nq") == "nq"
    for path in ("graph", "graph.doc", "-"):
        with pytest.raises(KgError, match=r"take one of \.ttl"):
            format_of(path)
    with pytest.raises(KgError, match="no format"):
        export(Store.memory(), io.BytesIO(), "doc")


def test_canonical_is_sorted_whatever_the_parts(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.export import canonical

    whole, parts = io.BytesIO(), io.BytesIO()
    export(store, whole, "canonical")
    monkeypatch.setattr(canonical, "_LINES", 1000)
    export(store, parts, "canonical")
    lines = whole.getvalue().splitlines()
    assert lines == sorted(set(lines)) and len(lines) == len({str(q) for q in store.quads()})
    assert parts.getvalue() == whole.getvalue()
