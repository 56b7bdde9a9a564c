"""Named questions, explanations, the network, and the five queries of the evaluation."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from readings import ROOT, seed_reading, visit_reading

from kg.export import export
from kg.graph import quads
from kg.model import KgError
from kg.query import ask, explain, run
from kg.query.answers import shown, to_csv, to_json
from kg.store import Store
from kg.view.network import network

EVAL = ROOT.parent / "shared" / "eval"


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store.memory()
    for reading in (seed_reading(), visit_reading()):
        made.replace_article(reading.article.id, quads(reading, parties=made.parties(), types=made.types()))
    return made


def cells(store: Store, name: str, **params: str) -> list[dict[str, str]]:
    answer = ask(store, name, params)
    return [dict(zip(answer.columns, map(shown, row), strict=True)) for row in answer.rows]


def test_the_exercise(store: Store) -> None:
    rows = cells(store, "joint-exercise")
    assert {row["name"] for row in rows} == {"West / Interaction-2021"}
    assert {row["place"] for row in rows} == {"نينجشيا", "China"}
    assert {row["when"] for row in rows} == {"2021-08-01/2021-08-15"}
    assert {row["state"] for row in rows} == {"planned"} and {row["who"] for row in rows} == {"وو تشيان"}
    assert {row["through"] for row in rows} == {"", "تاس"}


def test_the_ambassador(store: Store) -> None:
    if not bool(store.query("ASK { office:ambassador a skos:Concept }")):
        pytest.skip("no offices yet")
    rows = cells(store, "ambassador-said")
    assert [(row["who"], row["through"]) for row in rows] == [("تشانج هانهوي", "إنترفاكس")]


def test_the_two_questions_of_the_design(store: Store) -> None:
    first = """SELECT ?name ?place ?when ?status ?who ?via ?words WHERE {
      ?e a kg:Event ; kg:type/skos:broader* type:joint-exercise ; kg:actor/kg:code "CN", "RU" ;
        kg:when ?when ; kg:status ?status .
      OPTIONAL { ?e kg:name ?name } OPTIONAL { ?e kg:place/skos:prefLabel ?place }
      ?c kg:about ?e ; kg:evidence/nif:anchorOf ?words .
      OPTIONAL { ?c kg:speaker/skos:prefLabel ?who } OPTIONAL { ?c kg:via/skos:prefLabel ?via } }"""
    assert "ستجري تدريبات مشتركة" in {shown(row[6]) for row in run(store, first).rows}
    second = """SELECT ?who ?via ?words WHERE {
      ?t a kg:Tenure ; kg:office/skos:broader* office:ambassador ; kg:person ?p ; kg:party/kg:code "CN" .
      ?c a kg:Claim ; kg:speaker ?p ; kg:topic topic:energy ; kg:evidence/nif:anchorOf ?words .
      ?p skos:prefLabel ?who . OPTIONAL { ?c kg:via/skos:prefLabel ?via } }"""
    assert [tuple(map(shown, row))[:2] for row in run(store, second).rows] == [("تشانج هانهوي", "إنترفاكس")]


def test_events_of_pair_in_a_time(store: Store) -> None:
    assert len(cells(store, "events-of-pair")) == 5
    rows = cells(store, "events-of-pair", since="2021-08-01", until="2021-08-02")
    assert [row["kind"] for row in rows] == ["joint exercise"]
    visits = cells(store, "events-of-pair", a="EG", b="AE")
    assert [row["doer"] for row in visits] == ["United Arab Emirates"]


def test_who_said_what(store: Store) -> None:
    assert {row["who"] for row in cells(store, "who-said-what", party="CN")} == {
        "وو تشيان",
        "وي فنج خه",
        "تشانج هانهوي",
    }
    energy = cells(store, "who-said-what", party="CN", topic="energy")
    assert [row["who"] for row in energy] == ["تشانج هانهوي"]
    assert {row["who"] for row in cells(store, "who-said-what", party="RU")} >= {"سيرجي شويجو", "إنترفاكس"}


def test_people_and_issues(store: Store) -> None:
    assert [row["who"] for row in cells(store, "people-and-offices", party="RU")] == ["سيرجي شويجو"]
    assert [row["words"] for row in cells(store, "issues", kind="unknown-party")] == ["بعض الدول"]
    assert cells(store, "issues", kind="none") == []


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        ("nothing", {}, "no question 'nothing': kg ask --list"),
        ("issues", {"colour": "red"}, "no parameter 'colour': it takes kind"),
        ("events-of-pair", {"since": "yesterday"}, "a date looks like"),
    ],
)
def test_wrong_asking(store: Store, name: str, params: dict[str, str], says: str) -> None:
    with pytest.raises(KgError, match=says):
        ask(store, name, params)


def test_explain_an_event(store: Store) -> None:
    event = shown(run(store, "SELECT ?e { ?e kg:type type:joint-exercise ; a kg:Event }").rows[0][0])
    told = explain(store, event)
    text = seed_reading().article.text
    assert told.kind == "Event" and told.label == "West / Interaction-2021"
    assert told.rule == "cue:joint-exercise" and told.confidence == 0.9
    assert [t.words for t in told.evidence] == ["تدريبات مشتركة"] and len(told.claims) == 2
    for telling in (*told.evidence, *told.claims):
        assert telling.article == "seed-000" and text[telling.begin : telling.end] == telling.words
        before, after = telling.context
        assert before + telling.words + after in text
    assert f"seed-000#char={told.evidence[0].begin},{told.evidence[0].end} «تدريبات مشتركة»" in str(told)
    assert "rule: cue:joint-exercise" in str(told) and "by وو تشيان through تاس" in str(told)
    assert [t.via for t in told.claims] == [(), ("تاس",)] and told.claims[0].speaker == "وو تشيان"


def test_explain_others(store: Store) -> None:
    china = explain(store, "party:CN", lang="ar")
    assert china.label and china.kind == "State"
    person = explain(store, "person:تشانج-هانهوي-CN")
    assert person.kind == "Person" and [t.words for t in person.claims] == ["العديد من الفرص"]
    for iri, says in (("event:none", "nothing is said"), ("not an iri", "is not an IRI")):
        with pytest.raises(KgError, match=says):
            explain(store, iri)


def test_answers_are_spelt_by_the_standards(store: Store) -> None:
    answer = run(store, 'SELECT ?a ?b ?c { VALUES (?a ?b ?c) { (kg:x "ن"@ar 1) (UNDEF "p,q" 0.5) } }')
    assert to_csv(answer).splitlines() == ["a,b,c", "https://w3id.org/bilateral-kg/ns#x,ن,1", ',"p,q",0.5']
    first = json.loads(to_json(answer))["results"]["bindings"][0]
    assert first["b"] == {"type": "literal", "value": "ن", "xml:lang": "ar"}
    assert json.loads(to_json(run(store, "ASK {}")))["boolean"] is True
    graph = run(store, "CONSTRUCT { ?e a kg:Event } { ?e a kg:Event }")
    assert graph.triples is not None and len(graph.triples) == 7


def test_network(store: Store) -> None:
    graph = network(store)
    assert graph["CN"]["RU"]["talks"]["weight"] == 1 and graph["AE"]["EG"]["visit"]["weight"] == 1
    assert not graph.has_edge("EG", "AE")
    assert {kind for *_, kind in network(store, type="talks").edges(keys=True)} == {"talks"}


@pytest.mark.skipif(not EVAL.is_dir(), reason="the evaluation set is not here")
def test_the_evaluation_reads_the_graph(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    store = Store.memory()
    reading = seed_reading()
    store.replace_article("seed-000", quads(reading, parties=store.parties(), types=store.types()))
    with (tmp_path / "seed.nq").open("wb") as stream:
        export(store, stream, "nq")
    gold = [json.loads(line) for line in (EVAL / "seed.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    result, errors = score.score(gold, score.read_graph([str(tmp_path / "seed.nq")]))
    assert errors == []
    for figure in ("dyad", "event", "actors", "speaker", "via", "topic", "people"):
        assert result[figure]["F1"] == 1.0, figure
    for figure in ("place", "when", "status"):
        assert result[figure]["accuracy"] == 1.0, figure
