"""Quads: the graph of one article, as the vocabulary promises it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest
from pyoxigraph import Quad
from readings import ROOT, VISIT, renamed, seed_reading, visit_reading

from kg.graph import quads
from kg.graph.concepts import PartyNode, plover_category
from kg.graph.edtf import days
from kg.graph.iris import article_iri, segment
from kg.graph.ties import edges
from kg.graph.vocabulary import EVENTS_GRAPH, kg, term
from kg.model import Event, KgError, Place, Reading, Span
from kg.resolve import keys
from kg.store import Store

PARTIES = {
    code: PartyNode(f"https://w3id.org/bilateral-kg/party/{code}", frozenset({name}))
    for code, name in (
        ("CN", "الصين"),
        ("RU", "روسيا"),
        ("EG", "مصر"),
        ("AE", "الإمارات"),
        ("TJ", "طاجيكستان"),
    )
}


def told(reading: Reading) -> list[Quad]:
    return quads(reading, parties=PARTIES)


def resolved(*readings: Reading) -> list[Quad]:
    """What a store of these articles says of events, without the ontologies."""
    store = Store.memory()
    for reading in readings:
        said = quads(reading, parties=store.parties(), types=store.types())
        store.replace_article(reading.article.id, said)
    return list(store.quads(EVENTS_GRAPH))


def values(made: list[Quad], predicate: str) -> set[str]:
    return {q.object.value for q in made if q.predicate == term(predicate)}


def test_offsets_hold() -> None:
    for reading in (seed_reading(), visit_reading()):
        made = told(reading)
        begin = {q.subject: int(q.object.value) for q in made if q.predicate == term("nif:beginIndex")}
        end = {q.subject: int(q.object.value) for q in made if q.predicate == term("nif:endIndex")}
        words = {q.subject: q.object.value for q in made if q.predicate == term("nif:anchorOf")}
        assert words and all(reading.article.text[begin[s] : end[s]] == words[s] for s in words)
        assert all(s.value.endswith(f"#char={begin[s]},{end[s]}") for s in words)


def test_same_reading_same_quads_and_every_quad_has_a_graph() -> None:
    assert told(seed_reading()) == told(seed_reading())
    assert all(
        str(q.graph_name).startswith("<https://w3id.org/bilateral-kg/graph/") for q in told(seed_reading())
    )


def test_hash_seed_does_not_matter() -> None:
    code = (
        "import hashlib\nfrom test_graph import *\n"
        "made = [str(q) for r in (seed_reading(), visit_reading()) for q in told(r)]\n"
        "print(hashlib.sha256('\\n'.join(made).encode()).hexdigest())"
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


def test_symmetric_and_directed_parties() -> None:
    made = resolved(seed_reading())
    invitation = next(q.subject for q in made if q.object == term("type:invitation"))
    said = {(q.predicate, q.object) for q in made if q.subject == invitation}
    assert (kg("actor"), term("party:CN")) in said and (kg("recipient"), term("party:RU")) in said
    assert {(term("sem:hasActor"), term("party:CN")), (term("sem:hasActor"), term("party:RU"))} <= said


def test_time_is_edtf_with_days_where_the_year_is_known() -> None:
    made = resolved(visit_reading())
    assert values(made, "kg:when") == {"2022-02-28", "XXXX-03"}
    assert values(made, "sem:hasEarliestBeginTimeStamp") == {"2022-02-28"}


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-08-01/2021-08-15", "2021-08-01", "2021-08-15"),
        ("2021-08~", "2021-08-01", "2021-08-31"),
    ],
)
def test_days(edtf: str, first: str, last: str) -> None:
    known = days(edtf)
    assert known is not None and [day.isoformat() for day in known] == [first, last]


@pytest.mark.parametrize("edtf", ["XXXX-08", "2021-13", "2021-08-15/2021-08-01", "", "2021/..", "soon"])
def test_no_days(edtf: str) -> None:
    assert days(edtf) is None


def test_planned_cooperation_is_agree_for_plover() -> None:
    assert plover_category("COOPERATE", "planned") == "AGREE"
    assert plover_category("COOPERATE", "ongoing") == "COOPERATE"
    assert plover_category("SANCTION", "planned") == "SANCTION"
    made = resolved(seed_reading())
    exercise = next(
        q.subject for q in made if q.object == term("type:joint-exercise") and q.graph_name == EVENTS_GRAPH
    )
    assert Quad(exercise, kg("ploverCategory"), term("plover:AGREE"), EVENTS_GRAPH) in made


def test_a_state_as_a_place_is_the_state() -> None:
    made = resolved(seed_reading())
    places = {q.object.value.rpartition("/")[2] for q in made if q.predicate == kg("place")}
    assert places == {"نينجشيا-CN", "CN", "geonames-1221874"}


def test_unknown_group_gets_a_name_and_a_class() -> None:
    made = told(visit_reading())
    group = next(q.subject for q in made if q.predicate == kg("code"))
    said = {
        (q.predicate.value.rpartition("#")[2], q.object.value.rpartition("#")[2])
        for q in made
        if q.subject == group
    }
    assert ("prefLabel", "سرايا الفجر") in said and ("type", "NonStateGroup") in said


def test_capital_that_speaks_is_another_name_of_the_party() -> None:
    labels = {
        (q.subject, q.object.value) for q in told(visit_reading()) if q.predicate == term("skos:altLabel")
    }
    assert (term("party:RU"), "موسكو") in labels


def test_unnamed_officials_of_two_articles_are_two() -> None:
    nodes = {
        q.subject
        for article in ("a", "b")
        for q in told(visit_reading(article))
        if q.predicate == term("skos:prefLabel") and q.object.value == "مسؤول مصري"
    }
    assert len(nodes) == 2


def test_same_name_and_party_is_one_person_whatever_the_hamza() -> None:
    assert keys.person_key("أحمد المنصوري", "AE") == keys.person_key("احمد المنصورى", "AE")
    assert keys.person_key("أحمد المنصوري", "AE") != keys.person_key("أحمد المنصوري", "QA")


def test_twin_events_and_claims_keep_apart() -> None:
    reading = visit_reading()
    twin = replace(reading.events[0], key="e9")
    again = replace(reading.claims[0], key="c9")
    made = told(replace(reading, events=(*reading.events, twin), claims=(*reading.claims, again)))
    assert sum(q.object == term("type:visit") for q in made) == 2
    assert sum(q.object == kg("Claim") for q in made) == 4


def test_ids_depend_on_the_article() -> None:
    one, other = (
        {
            q.subject
            for q in told(renamed(visit_reading(), name))
            if q.object in (kg("Claim"), kg("EventMention"))
        }
        for name in ("a", "b")
    )
    assert one and not one & other


def test_iris_of_odd_identifiers_are_valid_and_differ() -> None:
    names = ["a b", "a%20b", "خبر/1", "خبر-1", "http://x.y/?q=1#z", '<>"{}|\\^`']
    assert len({article_iri(name).value for name in names}) == len(names)
    assert segment("خبر 1") == "خبر%201"


def test_edges_leave_out_what_did_not_happen() -> None:
    event = Event(
        key="e1", type="attack", actors=("RU",), recipients=("EG",), status="denied", evidence=(Span(0, 3),)
    )
    reading = replace(visit_reading(), events=(event,), claims=(), people=(), tenures=())
    assert not edges(resolved(reading))
    happened = replace(reading, events=(replace(event, status="happened"),))
    assert [(e.source, e.target, n) for e, n in edges(resolved(happened)).items()] == [
        (term("party:RU"), term("party:EG"), 1)
    ]


def test_event_without_trigger_takes_the_words_of_its_claims() -> None:
    reading = visit_reading()
    bare = replace(reading, events=(replace(reading.events[0], evidence=()), reading.events[1]))
    made = told(bare)
    visit = next(q.subject for q in made if q.object == term("type:visit"))
    assert [q.object.value for q in made if q.subject == visit and q.predicate == kg("evidence")] == [
        f"{article_iri('visit').value}#char=0,{len('زار الوزير')}"
    ]


def test_confidence_has_one_spelling() -> None:
    reading = visit_reading()
    event = replace(reading.events[0], confidence=0.1 + 0.2, places=(Place(name="القاهرة", code="EG"),))
    made = told(replace(reading, events=(event, reading.events[1])))
    assert values(made, "kg:confidence") == {"0.5"} and values(made, "kg:toldConfidence") == {"0.3", "0.5"}


@pytest.mark.parametrize("broken", ["type", "agent", "about"])
def test_a_reading_that_does_not_hold_together_is_refused(broken: str) -> None:
    reading = visit_reading()
    event, claim = reading.events[0], reading.claims[0]
    if broken == "type":
        event = replace(event, type="dance")
    elif broken == "agent":
        event = replace(event, agents=("nobody",))
    else:
        claim = replace(claim, about="e77")
    with pytest.raises(KgError, match="visit: "):
        told(replace(reading, events=(event, reading.events[1]), claims=(claim, *reading.claims[1:])))


def test_text_is_kept_as_given() -> None:
    assert VISIT in values(told(visit_reading()), "kg:text")
