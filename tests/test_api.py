"""The few names for notebooks and programs, and rdflib over the store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
import rdflib
from readings import ROOT, seed_reading, visit_reading

import kg
from kg.api import Graph
from kg.graph import quads
from kg.graph.vocabulary import PREFIXES
from kg.model import KgError
from kg.store import Store

EVENT = rdflib.URIRef(PREFIXES["kg"] + "Event")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("api") / "store"
    with Store.open(folder, create=True) as store:
        for reading in (seed_reading(), visit_reading()):
            said = quads(reading, parties=store.parties(), types=store.types())
            store.replace_article(reading.article.id, said)
    return kg.open(folder)


def test_importing_is_cheap() -> None:
    heavy = "('pyoxigraph', 'rdflib', 'pandas', 'networkx', 'camel_tools', 'torch', 'starlette', 'numpy')"
    code = f"import kg, sys; sys.exit(any(name in sys.modules for name in {heavy}))"
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT)}, timeout=2)


def test_ask(graph: Graph) -> None:
    frame = graph.ask("events-of-pair", pair=("CN", "RU"), type="joint-exercise")
    assert isinstance(frame, pd.DataFrame) and frame["name"].tolist() == ["West / Interaction-2021"]
    assert frame["articles"].tolist() == [1] and frame["confidence"].tolist() == [0.9]
    assert graph.ask("events-of-pair", pair=("CN", "RU"), lang="ar")["state"].iloc[0] in ("مقرر", "وقع")
    with pytest.raises(KgError, match="did you mean visits"):
        graph.ask("vists")
    assert len(graph.questions()) >= 20


def test_query(graph: Graph) -> None:
    frame = graph.query("SELECT ?day { ?a dcterms:issued ?day } ORDER BY ?day")
    assert isinstance(frame, pd.DataFrame) and frame["day"].dt.year.tolist()[0] == 2021
    assert graph.query("ASK { ?e a kg:Event }") is True
    described = graph.query("CONSTRUCT { ?e a kg:Event } { ?e a kg:Event }")
    assert isinstance(described, rdflib.Graph) and len(described) == 7


def test_a_frame_gives_every_cell_its_own_direction(graph: Graph) -> None:
    html = graph.ask("visits", lang="ar")._repr_html_()
    assert html is not None and "unicode-bidi: plaintext" in html and "الإمارات" in html
    part = graph.ask("visits").head(1)
    assert "kg-frame" in (part._repr_html_() or "")


def test_events_network_and_explanation(graph: Graph) -> None:
    events = graph.events(pair=("CN", "RU"), type="joint-exercise")
    assert events["plover_category"].tolist() == ["AGREE"] and events["date"].tolist() == ["2021-08-01"]
    assert graph.network(type="visit").has_edge("AE", "EG")
    node = f"event:{events['event_id'].iloc[0]}"
    assert [telling.words for telling in graph.explain(node).evidence] == ["تدريبات مشتركة"]


def test_rdflib_reads_the_store(graph: Graph) -> None:
    data = graph.rdflib()
    events = set(data.subjects(rdflib.RDF.type, EVENT))
    assert len(events) == 7
    china = rdflib.URIRef(PREFIXES["party"] + "CN")
    assert str(data.value(china, rdflib.URIRef(PREFIXES["kg"] + "code"))) == "CN"
    rows = list(data.query("SELECT (COUNT(?e) AS ?n) { ?e a kg:Event }"))
    assert int(rows[0][0]) == 7  # type: ignore[index]
    bound = data.query("SELECT ?e { ?e a ?kind }", initBindings={"kind": EVENT})
    assert {row[0] for row in bound} == events  # type: ignore[index]
    named = data.graph(rdflib.URIRef(PREFIXES["graph"] + "events"))
    assert set(named.subjects(rdflib.RDF.type, EVENT)) == events
    assert not list(data.graph(rdflib.URIRef(PREFIXES["graph"] + "people")).subjects(rdflib.RDF.type, EVENT))


def test_rdflib_cannot_write(graph: Graph) -> None:
    data = graph.rdflib()
    triple = (EVENT, rdflib.RDF.type, EVENT)
    for attempt in (
        lambda: data.add(triple),
        lambda: data.remove(triple),
        lambda: data.update("CLEAR ALL"),
        lambda: data.addN([(*triple, data.default_graph)]),
    ):
        with pytest.raises(KgError, match="open for reading"):
            attempt()


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no store at"):
        kg.open(tmp_path / "none")
