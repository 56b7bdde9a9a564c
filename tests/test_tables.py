"""Networks, event data, tables and parts of a graph: written, read back, and the same."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import networkx as nx
import pandas as pd
import pyarrow.parquet as pq
import pyoxigraph as ox
import pytest
from asked import store as made
from click.testing import Result

from kg.export import FORMATS, NETWORKS, TABLES, export, export_folder
from kg.export.jsonld import context
from kg.export.tables import COLUMNS, event_data, tables
from kg.model import KgError
from kg.query import run
from kg.query.answers import shown
from kg.query.records import records
from kg.query.selection import select
from kg.store import Store
from kg.view.network import network


@pytest.fixture(scope="module")
def store() -> Store:
    return made()


def written(store: Store, format: str, **more: Any) -> bytes:
    stream = io.BytesIO()
    export(store, stream, format, **more)
    return stream.getvalue()


def count(view: Any, pattern: str) -> int:
    return int(shown(run(view, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}").rows[0][0]))


class TestEventData:
    def test_one_row_per_event_and_dyad(self, store: Store) -> None:
        rows = list(csv.DictReader(io.StringIO(written(store, "csv").decode())))
        assert list(rows[0]) == [column.name for column in COLUMNS]
        dyads = Counter((row["event_id"], row["source_code"], row["target_code"]) for row in rows)
        # e3 has three parties and three pairs, e6 two others; the other eight events are one dyad each
        assert len(rows) == 3 + 2 + 8 and max(dyads.values()) == 1
        assert ("e3", "AE", "EG") in dyads and ("e6", "QA", "SA") in dyads and ("e2", "EG", "FR") in dyads

    def test_the_columns_that_users_expect(self, store: Store) -> None:
        rows = {row["event_id"]: row for row in csv.DictReader(io.StringIO(written(store, "csv").decode()))}
        assert rows["e1"] == {
            "event_id": "e1",
            "date": "2030-01-04",
            "date_end": "2030-01-04",
            "when": "2030-01-04",
            "source_code": "EG",
            "source_name": "Egypt",
            "target_code": "FR",
            "target_name": "France",
            "directed": "false",
            "type": "talks",
            "plover_category": "CONSULT",
            "plover_mode": "",
            "plover_context": "diplomatic",
            "quad_class": "verbal-cooperation",
            "cameo_root": "04",
            "plover_score": "2.1",
            "status": "happened",
            "scope": "international",
            "topics": "diplomacy",
            "event_name": "",
            "places": "القاهرة",
            "place_countries": "EG",
            "agents": "كريم شاهين; ليلى مارتان",
            "articles": "2",
            "sources": "2",
            "confidence": "0.8",
            "article_ids": "a1; a2",
        }
        # what is planned together PLOVER reads as AGREE, with AGREE's score and root
        planned = rows["e2"]
        assert (planned["plover_category"], planned["plover_score"], planned["cameo_root"]) == (
            "AGREE",
            "4.2",
            "03",
        )
        assert rows["e9"]["date"] == "" and rows["e5"]["status"] == "denied"

    def test_parquet_says_the_same(self, store: Store) -> None:
        frame = pd.read_parquet(io.BytesIO(written(store, "parquet")))
        expected = event_data(store)
        assert list(frame.columns) == [column.name for column in expected.columns]
        assert frame["event_id"].tolist() == [row["event_id"] for row in expected.rows]
        assert frame["articles"].sum() == sum(row["articles"] for row in expected.rows)
        assert list(frame.loc[0, "agents"]) == ["ليلى مارتان"] or frame["agents"].map(len).sum() > 0
        schema = pq.read_schema(io.BytesIO(written(store, "parquet")))
        assert schema.field("date").metadata[b"meaning"].startswith(b"first possible day")

    def test_every_column_has_a_meaning_and_a_kind(self, store: Store) -> None:
        kinds = {"text", "texts", "integer", "number", "truth", "date"}
        for table in tables(store):
            assert table.rows, table.name
            for column in table.columns:
                assert column.meaning and column.kind in kinds
                assert all(column.name in row for row in table.rows)


class TestNetworks:
    def test_parties(self, store: Store) -> None:
        graph = network(store)
        tie = graph["EG"]["FR"]["visit"]
        assert tie == {
            "type": "visit",
            "weight": 2,
            "articles": 2,
            "first": "2030-02-01",
            "last": "2030-03-02",
            "score": 3.15,
        }
        assert graph["EG"]["FR"]["talks"]["weight"] == graph["FR"]["EG"]["talks"]["weight"] == 1
        assert graph.nodes["EG"] == {"label": "مصر", "label_en": "Egypt", "kind": "party"}
        assert not graph.has_edge("YE", "SA")  # denied
        assert network(store, status="denied").has_edge("YE", "SA", "attack")

    def test_narrowed(self, store: Store) -> None:
        assert set(network(store, type="visit").nodes) == {"EG", "FR"}
        assert set(network(store, party="QA").nodes) == {"FR", "QA", "IR", "SA"}
        assert network(store, since="2031").number_of_nodes() == 0

    def test_ego(self, store: Store) -> None:
        assert set(network(store, "ego", ego="UAE").nodes) == {"AE", "EG", "FR"}
        assert set(network(store, "ego", ego="AE", radius=2).nodes) == {"AE", "EG", "FR", "QA", "IR"}
        assert set(network(store, "ego", ego="BR").nodes) == {"BR"}

    def test_events_and_parties(self, store: Store) -> None:
        graph = network(store, "events")
        assert nx.is_bipartite(graph) and graph.nodes["e3"]["label"] == "نجم البحر"
        assert graph.edges["e6", "SA"] == {"role": "recipient"} and set(graph["e3"]) == {"AE", "EG", "FR"}

    def test_people_and_offices(self, store: Store) -> None:
        graph = network(store, "people", party="EG")
        assert graph.edges["k", "foreign-minister EG"] == {
            "first": "2030-01-05",
            "last": "2030-03-20",
            "articles": 2,
        }
        assert graph.nodes["k"]["label"] == "كريم شاهين"

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ({"kind": "partys"}, "no network 'partys', did you mean parties?"),
            ({"kind": "ego"}, "needs the party at its centre"),
            ({"kind": "people", "topic": "energy"}, "takes party, office, since and until, not topic"),
        ],
    )
    def test_what_is_wrong_is_said(self, store: Store, arguments: dict[str, str], says: str) -> None:
        with pytest.raises(KgError, match=says):
            network(store, **arguments)

    @pytest.mark.parametrize("kind", ["parties", "events", "people"])
    def test_graphml_comes_back(self, store: Store, kind: str) -> None:
        graph = network(store, kind)
        back = nx.read_graphml(
            io.BytesIO(written(store, "graphml", kind=kind)), force_multigraph=graph.is_multigraph()
        )
        assert dict(back.nodes(data=True)) == dict(graph.nodes(data=True))
        if graph.is_multigraph():
            assert {(a, b, d["type"], d["weight"]) for a, b, d in back.edges(data=True)} == {
                (a, b, d["type"], d["weight"]) for a, b, d in graph.edges(data=True)
            }
        else:
            assert {frozenset(edge) for edge in back.edges} == {frozenset(edge) for edge in graph.edges}

    def test_gexf_has_days(self, store: Store) -> None:
        data = written(store, "gexf")
        assert b'timeformat="date"' in data and 'label="مصر"'.encode() in data
        back = nx.read_gexf(io.BytesIO(data))
        graph = network(store)
        assert set(back.nodes) == set(graph.nodes) and back.number_of_edges() == graph.number_of_edges()
        days = {
            (a, b): (d.get("start"), d.get("end")) for a, b, d in back.edges(data=True) if d["weight"] == 2
        }
        assert days == {("EG", "FR"): ("2030-02-01", "2030-03-02")}
        events = nx.read_gexf(io.BytesIO(written(store, "gexf", kind="events")))
        assert events.nodes["e3"]["start"] == "2030-03-01" and events.nodes["e3"]["end"] == "2030-03-10"

    def test_edges(self, store: Store) -> None:
        rows = list(csv.DictReader(io.StringIO(written(store, "edges").decode())))
        assert len(rows) == network(store).number_of_edges()
        assert next(r for r in rows if (r["source"], r["type"]) == ("EG", "visit"))["weight"] == "2"


class TestParts:
    def test_a_part_holds_what_belongs_to_its_events(self, store: Store) -> None:
        part = select(store, {"a": "FR", "b": "QA"})
        assert [record.iri.rpartition("/")[2] for record in records(part)] == ["e4"]
        assert count(part, "?x a kg:Claim") == 2  # the telling, and the claim that it cites
        assert count(part, "?x a kg:Article") == 1 and count(part, "?x a kg:Person") == 2
        assert count(part, "?x a kg:Tenure") == 1  # told by the same article
        assert count(part, "?a kg:mentions ?x") == 1 and count(part, "?x a kg:Relation") == 0
        assert (
            count(part, "party:QA skos:prefLabel ?x") == 2
            and count(part, "type:agreement skos:broader ?x") == 1
        )

    def test_no_condition_is_the_whole(self, store: Store) -> None:
        assert select(store, {}) is store

    @pytest.mark.parametrize("format", sorted({*FORMATS, *NETWORKS, *TABLES}))
    def test_conditions_hold_for_every_format(self, store: Store, format: str) -> None:
        part, nothing = (written(store, format, params={"type": name}) for name in ("attack", "trade"))
        if format not in NETWORKS:
            assert len(part) > len(nothing)
        data = written(store, format, params={"type": "mediation"})
        assert len(data) < len(written(store, format)) and (format == "parquet" or b"QA" in data)

    @pytest.mark.parametrize("format", sorted(FORMATS))
    def test_a_part_is_read_back(self, store: Store, format: str) -> None:
        kinds = {
            "ttl": "TURTLE",
            "trig": "TRIG",
            "nq": "N_QUADS",
            "nt": "N_TRIPLES",
            "jsonld": "JSON_LD",
            "rdf": "RDF_XML",
        }
        back = ox.Store()
        back.load(written(store, format, params={"party": "QA"}), format=getattr(ox.RdfFormat, kinds[format]))
        expected = {str(quad.triple) for quad in select(store, {"party": "QA"}).quads()}
        assert {str(quad.triple) for quad in back} == expected


class TestFolders:
    @staticmethod
    def files(store: Store, format: str, **more: Any) -> dict[str, bytes]:
        made: dict[str, io.BytesIO] = {}

        @contextmanager
        def opener(name: str) -> Iterator[BinaryIO]:
            made[name] = io.BytesIO()
            yield made[name]

        export_folder(store, opener, format, **more)
        return {name: stream.getvalue() for name, stream in made.items()}

    def test_parquet(self, store: Store) -> None:
        frames = {
            name: pd.read_parquet(io.BytesIO(data)) for name, data in self.files(store, "parquet").items()
        }
        assert set(frames) == {
            f"{n}.parquet" for n in ("event_data", "claims", "articles", "tenures", "parties")
        }
        assert len(frames["claims.parquet"]) == 14 and len(frames["articles.parquet"]) == 3
        claim = frames["claims.parquet"].set_index("claim_id").loc["c7"]
        assert (claim["speaker_party"], list(claim["via"]), claim["words"]) == (
            "YE",
            ["رويترز"],
            "لم نهاجم أحدا",
        )
        parties = frames["parties.parquet"].set_index("code")
        assert parties.loc["CN", "name_ar"] == "الصين" and parties.loc["CN", "wikidata"] == "Q148"

    def test_neo4j(self, store: Store) -> None:
        files = self.files(store, "neo4j")
        nodes = list(csv.DictReader(io.StringIO(files["nodes.csv"].decode())))
        links = list(csv.DictReader(io.StringIO(files["relationships.csv"].decode())))
        known = {row["iri:ID"]: row for row in nodes}
        assert len(known) == len(nodes) and all(row[":LABEL"] for row in nodes)
        assert {row[end] for row in links for end in (":START_ID", ":END_ID")} <= set(known)
        base = "https://w3id.org/bilateral-kg/"
        assert (
            known[f"{base}event/e3"]["name"] == "نجم البحر" and known[f"{base}event/e3"][":LABEL"] == "Event"
        )
        assert known[f"{base}party/EG"][":LABEL"] == "Party;Place;State"
        kinds = Counter(row[":TYPE"] for row in links)
        assert kinds["about"] == 12 and kinds["speaker"] == count(store, "?x kg:speaker ?y")
        events = sum("Event" in row[":LABEL"].split(";") for row in nodes)
        assert events == count(store, "?x a kg:Event")

    def test_other_formats_are_no_folders(self, store: Store) -> None:
        with pytest.raises(KgError, match="one file, not a folder"):
            self.files(store, "ttl")


def test_every_format_is_the_same_every_time(store: Store) -> None:
    other = made()
    for format in (*FORMATS, *NETWORKS, *TABLES):
        assert written(store, format) == written(other, format), format


def test_the_context_is_current() -> None:
    import json

    from kg.store.ontology import ontology_folder

    held = json.loads((ontology_folder() / "context.jsonld").read_text(encoding="utf-8"))
    assert held == context()


def test_command(kg: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli import exporting

    monkeypatch.setattr(exporting, "open_view", lambda path: made())
    assert kg("export", "-o", "events.csv", "--pair", "EG", "FR", "--type", "visit").exit_code == 0
    assert len(Path("events.csv").read_text(encoding="utf-8").splitlines()) == 4
    assert kg("export", "-o", "net.gexf", "--network", "ego", "--ego", "QA").exit_code == 0
    assert kg("export", "-o", "tables", "-f", "parquet").exit_code == 0
    assert {path.name for path in Path("tables").iterdir()} >= {"claims.parquet", "event_data.parquet"}
    assert kg("export", "-o", "neo", "-f", "neo4j", "--party", "QA").exit_code == 0
    assert sorted(path.name for path in Path("neo").iterdir()) == ["nodes.csv", "relationships.csv"]
    assert kg("export", "-o", "-", "-f", "edges").stdout.startswith("source,target")
    wrong = kg("export", "-o", "a.ttl", "--party", "Egipt")
    assert wrong.exit_code == 1 and "did you mean Egypt?" in wrong.stderr
    assert not Path("a.ttl").exists() and not list(tmp_path.glob(".*.part"))
    assert "did you mean graphml?" in kg("export", "-o", "a.x", "-f", "graphm").stderr
