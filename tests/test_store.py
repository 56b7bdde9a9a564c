"""One suite for all stores: replacing, removing and refusing."""

from __future__ import annotations

import itertools
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from readings import ROOT, VISIT, seed_reading, visit_reading

from kg.graph import quads
from kg.graph.vocabulary import ONTOLOGY_GRAPH, PREFIXES
from kg.model import KgError, Reading
from kg.store import Store, marker, ontology

Opener = Callable[[], Store]


@pytest.fixture(params=["memory", "disk"])
def opener(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opener]:
    """Makes as many new stores as a test wants, of each kind."""
    count = itertools.count()
    opened: list[Store] = []

    def make() -> Store:
        memory = request.param == "memory"
        opened.append(Store.memory() if memory else Store.open(tmp_path / str(next(count)), create=True))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def put(store: Store, reading: Reading) -> None:
    store.replace_article(reading.article.id, quads(reading, parties=store.parties(), types=store.types()))


def content(store: Store) -> set[str]:
    return {str(q) for q in store.quads() if q.graph_name != ONTOLOGY_GRAPH}


def labels(store: Store, kind: str, name: str) -> list[str]:
    query = f"SELECT ?n WHERE {{ ?x a kg:{kind} ; skos:{name} ?n FILTER(LANG(?n) != 'en') }} ORDER BY ?n"
    return [row["n"].value for row in store.query(query)]


def test_put_twice_is_put_once(opener: Opener) -> None:
    store = opener()
    put(store, seed_reading())
    once = content(store)
    put(store, seed_reading())
    assert content(store) == once and store.articles() == ["seed-000"]


def test_removing_leaves_nothing(opener: Opener) -> None:
    store = opener()
    put(store, visit_reading())
    assert store.has_article("visit")
    assert store.remove_article("visit")
    assert content(store) == set() and not store.has_article("visit") and store.articles() == []
    assert not store.remove_article("visit")


def test_any_order_of_changes_gives_the_graph_of_a_fresh_build(opener: Opener) -> None:
    unhamzaed = VISIT.replace("أحمد", "احمد")
    first = visit_reading("first")
    second = visit_reading("second", unhamzaed, "احمد المنصوري")
    third = seed_reading()
    fresh = opener()
    for reading in (first, third):
        put(fresh, reading)
    changed = opener()
    for reading in (second, third, first, replace(third, events=(), claims=(), tenures=(), people=()), third):
        put(changed, reading)
    assert content(changed) != content(fresh)
    changed.remove_article("second")
    assert content(changed) == content(fresh)


def test_spellings_of_two_articles_meet_in_one_person(opener: Opener) -> None:
    store = opener()
    put(store, visit_reading("one"))
    put(store, visit_reading("two", VISIT.replace("أحمد", "احمد"), "احمد المنصوري"))
    assert "أحمد المنصوري" in labels(store, "Person", "prefLabel")
    assert labels(store, "Person", "altLabel") == ["احمد المنصوري"]
    store.remove_article("one")
    assert "احمد المنصوري" in labels(store, "Person", "prefLabel")
    assert labels(store, "Person", "altLabel") == []


def test_a_party_keeps_its_label_and_gains_spellings_only(opener: Opener) -> None:
    store = opener()
    put(store, visit_reading())
    rows = list(
        store.query('SELECT ?n WHERE { ?x kg:code "RU" ; skos:prefLabel ?n FILTER(LANG(?n) = "ar") }')
    )
    assert len(rows) == 1
    ask = 'ASK { ?x kg:code "RU" ; skos:altLabel "موسكو"@ar }'
    assert bool(store.query(ask))
    store.remove_article("visit")
    assert not bool(store.query(ask))


def test_edges_count_their_events(opener: Opener) -> None:
    store = opener()
    count = """SELECT ?n WHERE { ?r a kg:Relation ; kg:eventCount ?n ;
      kg:fromParty/kg:code 'AE' ; kg:toParty/kg:code 'EG' }"""
    june = visit_reading("b")
    june = replace(june, events=(replace(june.events[0], when="2021-06-03"), june.events[1]))
    for reading in (visit_reading("a"), june, visit_reading("a")):
        put(store, reading)
    assert [row["n"].value for row in store.query(count)] == ["2"]
    assert bool(store.query("ASK { party:AE rel:visit party:EG }"))
    store.remove_article("a")
    assert [row["n"].value for row in store.query(count)] == ["1"]
    store.remove_article("b")
    assert not bool(store.query("ASK { party:AE ?rel party:EG }"))


def test_ontologies_are_there(opener: Opener) -> None:
    store = opener()
    assert store.types()["joint-exercise"] == "COOPERATE"
    assert store.parties()["CN"].iri == PREFIXES["party"] + "CN"
    assert bool(store.query("ASK { type:talks skos:broader* plover:CONSULT ; skos:prefLabel ?l }"))


@pytest.mark.parametrize(
    ("sparql", "says"),
    [
        ("SELECT * WHERE { ?s ?p", "SPARQL, line 1, column 23"),
        ("SELECT ?x\nWHERE { ?x a kg:Event } ORDER UP ?x", "line 2"),
        ("SELECT ?x WHERE { ?x a foo:Event }", "prefix foo: is not declared"),
        ("  ", "the query is empty"),
    ],
)
def test_bad_sparql_is_one_line(opener: Opener, sparql: str, says: str) -> None:
    with pytest.raises(KgError, match=says) as caught:
        opener().query(sparql)
    assert "\n" not in str(caught.value)


def test_reopening_finds_all(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", create=True) as store:
        put(store, seed_reading())
        before = content(store)
    with Store.open(tmp_path / "s") as store:
        assert content(store) == before


def test_new_ontologies_replace_the_old(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s", create=True) as store:
        before = len(list(store.quads(ONTOLOGY_GRAPH)))
        store._db.remove_graph(ONTOLOGY_GRAPH)
    marker = tmp_path / "s" / "kg-store.json"
    marker.write_text(marker.read_text().replace('"ontologies": "', '"ontologies": "old'))
    with Store.open(tmp_path / "s") as store:
        assert len(list(store.quads(ONTOLOGY_GRAPH))) == 0
    with Store.open(tmp_path / "s", create=True) as store:
        assert len(list(store.quads(ONTOLOGY_GRAPH))) == before


def test_no_store(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"no store at .*kg build"):
        Store.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x")
    for create in (True, False):
        with pytest.raises(KgError, match="not a store"):
            Store.open(tmp_path, create=create)
        with pytest.raises(KgError, match="is a file"):
            Store.open(tmp_path / "thesis.doc", create=create)


def test_store_of_another_format(tmp_path: Path) -> None:
    Store.open(tmp_path / "s", create=True).close()
    marker = tmp_path / "s" / "kg-store.json"
    marker.write_text('{"format": 99, "version": "9.9"}')
    with pytest.raises(KgError, match=r"version 9\.9.*build it anew"):
        Store.open(tmp_path / "s", create=True)
    marker.write_text("{")
    with pytest.raises(KgError, match="damaged"):
        Store.open(tmp_path / "s")


def test_store_held_by_another_process(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom kg.store import Store\n"
        "store = Store.open(sys.argv[1], create=True)\nprint('ready', flush=True)\nsys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "s")],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None and holder.stdout.readline() == "ready\n"
    with pytest.raises(KgError, match="in use by another process that writes"):
        Store.open(tmp_path / "s")
    holder.communicate("")
    Store.open(tmp_path / "s").close()


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s", create=True)
    store.close()
    store.close()
    with pytest.raises(KgError, match="closed"):
        store.query("ASK {}")


def test_a_store_of_this_format_stays_readable(tmp_path: Path) -> None:
    with tarfile.open(ROOT / "tests" / "stores" / f"format-{marker.FORMAT}.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    with Store.view(tmp_path / "store") as view:
        assert view.articles() == ["n0", "n1", "n2"]
        events = view.query("SELECT ?n { ?e a kg:Event ; kg:articleCount ?n }")
        assert [row["n"].value for row in events] == ["3"]
        before = content(view)
    with Store.open(tmp_path / "store", create=True) as store:
        assert content(store) == before and len(list(store.quads(ONTOLOGY_GRAPH))) > 1000
        put(store, visit_reading())
        store.remove_article("visit")
        assert content(store) == before


def test_new_tables_resolve_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def counts() -> list[str]:
        with Store.open(tmp_path / "s", create=True) as store:
            return sorted(
                r["n"].value for r in store.query("SELECT ?n { ?e kg:type type:visit ; kg:articleCount ?n }")
            )

    with Store.open(tmp_path / "s", create=True) as store:
        put(store, visit_reading("a"))
        put(store, visit_reading("b"))
    assert counts() == ["2"]
    rules, now = ontology.rules(), ontology.fingerprint()
    strict = replace(rules, points={**rules.points, "one": 99.0})
    with monkeypatch.context() as changed:
        changed.setattr(ontology, "rules", lambda: strict)
        changed.setattr(ontology, "fingerprint", lambda: f"not {now}")
        assert counts() == ["1", "1"]
    assert counts() == ["2"]
