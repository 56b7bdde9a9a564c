"""Events across articles in a store: any order, any batch, added, changed and removed, the graph is one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from readings import found

from kg.graph import quads
from kg.graph.vocabulary import ONTOLOGY_GRAPH
from kg.model import Article, Claim, Event, Person, Reading
from kg.query import check, explain
from kg.store import Store

CALL = "بحث الوزير سليم كايا هاتفيا مع نظيره حمد المري إعادة فتح المعابر وتبادل السجناء"
DRILL = "ستجري القوات المصرية واليونانية مناورات مشتركة في الإسكندرية"


def article(name: str, published: str, text: str, *events: Event, source: str | None = None) -> Reading:
    """An article whose every event is told by all of its text."""
    people = (
        Person(key="p1", name="سليم كايا", code="TR"),
        Person(key="p2", name="حمد المري", code="QA"),
    )
    told = tuple(
        replace(event, key=f"e{n}", evidence=(found(text, text.split()[0]),))
        for n, event in enumerate(events)
    )
    claims = tuple(
        Claim(key=f"c{n}", evidence=found(text, text), about=event.key) for n, event in enumerate(told)
    )
    given = Article(id=name, text=text, published=published, source=source or f"paper {name}")
    return Reading(article=given, people=people if "كايا" in text else (), events=told, claims=claims)


def call(when: str | None = "2030-06-10") -> Event:
    return Event(
        key="", type="phone-call", actors=("QA", "TR"), agents=("p1", "p2"), when=when, confidence=0.6
    )


def drill(status: str, when: str) -> Event:
    return Event(key="", type="joint-exercise", actors=("EG", "GR"), status=status, when=when, confidence=0.7)


def library() -> list[Reading]:
    return [
        article("a", "2030-06-11", CALL, call()),
        article("b", "2030-06-11", f"قالت مصادر: {CALL} أمس", call()),
        article("c", "2030-06-14", CALL, call("2030-06-13")),
        article("d", "2030-07-01", DRILL, drill("planned", "2030-08-01/2030-08-10")),
        article("e", "2030-08-05", f"{DRILL} منذ أمس", drill("ongoing", "2030-08-04")),
        article("f", "2031-08-05", DRILL, drill("happened", "2031-08-04")),
        article("g", "2030-06-12", "لا جديد اليوم"),
    ]


def told(*readings: Reading) -> dict[str, list[object]]:
    store = Store.memory()
    return {r.article.id: list(quads(r, parties=store.parties(), types=store.types())) for r in readings}


def store_of(*readings: Reading, batch: int = 1) -> Store:
    store = Store.memory()
    items = list(told(*readings).items())
    for start in range(0, len(items), batch):
        store.replace_articles(dict(items[start : start + batch]))  # type: ignore[arg-type]
    return store


def content(store: Store) -> set[str]:
    return {str(q) for q in store.quads() if q.graph_name != ONTOLOGY_GRAPH}


def counts(store: Store) -> list[tuple[str, int]]:
    rows = store.query("SELECT ?t ?n { ?e a kg:Event ; kg:type ?t ; kg:articleCount ?n } ORDER BY ?t ?n")
    return [(row["t"].value.rpartition("/")[2], int(row["n"].value)) for row in rows]


def test_tellings_of_one_event_are_one_node() -> None:
    store = store_of(*library())
    assert counts(store) == [
        ("joint-exercise", 1),
        ("joint-exercise", 2),
        ("phone-call", 1),
        ("phone-call", 2),
    ]
    assert check(store) == ()
    claims = "SELECT ?e (COUNT(DISTINCT ?c) AS ?n) { ?c kg:about ?e . ?e kg:articleCount 2 } GROUP BY ?e"
    assert [row["n"].value for row in store.query(claims)] == ["2", "2"]


def test_an_update_is_the_same_event_with_a_new_status() -> None:
    store = store_of(*library()[3:5])
    row = next(
        iter(
            store.query("SELECT ?s ?w ?n { ?e a kg:Event ; kg:status ?s ; kg:when ?w ; kg:articleCount ?n }")
        )
    )
    assert (row["s"].value.rpartition("/")[2], row["w"].value, row["n"].value) == (
        "ongoing",
        "2030-08-04",
        "2",
    )
    mentions = "SELECT ?s { ?m kg:mentionOf ?e ; kg:toldStatus ?s } ORDER BY ?s"
    assert [r["s"].value.rpartition("/")[2] for r in store.query(mentions)] == ["ongoing", "planned"]


@pytest.mark.parametrize("seed", range(4))
def test_order_and_batches_do_not_matter(seed: int) -> None:
    readings = library()
    random.Random(seed).shuffle(readings)
    assert content(store_of(*readings, batch=seed + 1)) == content(store_of(*library()))


@pytest.mark.parametrize("gone", "abcdefg")
def test_a_removed_article_was_never_there(gone: str) -> None:
    store = store_of(*library())
    assert store.remove_article(gone)
    assert content(store) == content(store_of(*(r for r in library() if r.article.id != gone)))


def test_a_changed_article_replaces_what_it_told() -> None:
    store = store_of(*library())
    changed = article("b", "2030-06-15", f"قالت مصادر: {CALL} أمس", call("2030-06-13"))
    store.replace_article("b", told(changed)["b"])  # type: ignore[arg-type]
    rest = [r for r in library() if r.article.id != "b"]
    assert content(store) == content(store_of(*rest, changed))
    store.replace_article("b", told(library()[1])["b"])  # type: ignore[arg-type]
    assert content(store) == content(store_of(*library()))


def test_many_random_changes_end_where_a_fresh_build_does() -> None:
    choice = random.Random(7)
    store, held = Store.memory(), set()
    made = told(*library())
    for _ in range(60):
        name = choice.choice(sorted(made))
        if name in held and choice.random() < 0.5:
            store.remove_article(name)
            held.discard(name)
        else:
            store.replace_article(name, made[name])  # type: ignore[arg-type]
            held.add(name)
    assert content(store) == content(store_of(*(r for r in library() if r.article.id in held)))


def test_the_reason_of_a_merge_is_told() -> None:
    store = store_of(*library())
    rows = store.query("SELECT ?e { ?e a kg:Event ; kg:type type:phone-call ; kg:articleCount 2 }")
    made = explain(store, next(iter(rows))["e"].value)
    assert {m.article for m in made.mentions} == {"a", "b"}
    first, second = made.mentions
    assert first.joined_to is None and second.joined_to == first.iri
    assert second.because is not None and "same-officials" in second.because and "same-day" in second.because
    assert second.points is not None and second.points >= 4
    assert "joined to mention:phone-call" in str(made)


def test_months_of_pairs_sum_the_scores() -> None:
    store = store_of(*library())
    query = """SELECT ?m ?n ?s ?mean { ?x a kg:PairMonth ; kg:fromParty party:QA ; kg:toParty party:TR ;
      kg:month ?m ; kg:eventCount ?n ; kg:scoreSum ?s ; kg:scoreMean ?mean }"""
    assert [tuple(row[k].value for k in ["m", "n", "s", "mean"]) for row in store.query(query)] == [
        ("2030-06", "2", "4.2", "2.1")
    ]
    store.remove_article("c")
    assert [row["s"].value for row in store.query(query)] == ["2.1"]
    for name in "ab":
        store.remove_article(name)
    assert list(store.query(query)) == []
