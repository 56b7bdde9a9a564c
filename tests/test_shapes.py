"""The SHACL shapes and the invariants: they pass on good graphs and bark at bad ones."""

from __future__ import annotations

import sys

import pytest
from pyoxigraph import Literal, Quad
from readings import seed_reading, visit_reading

from kg.graph import quads
from kg.graph.iris import article_graph
from kg.graph.vocabulary import EVENTS_GRAPH, kg, term
from kg.query import check
from kg.store import Store


def build() -> Store:
    store = Store.memory()
    for reading in (seed_reading(), visit_reading()):
        store.replace_article(
            reading.article.id, quads(reading, parties=store.parties(), types=store.types())
        )
    return store


def test_a_good_graph_has_no_findings() -> None:
    findings = check(build())
    if not bool(Store.memory().query("ASK { office:ambassador a skos:Concept }")):
        findings = tuple(f for f in findings if not f.path.endswith("#office"))
    assert findings == ()


@pytest.mark.parametrize(
    ("take", "put", "says"),
    [
        ("kg:status", None, "exactly one status"),
        ("kg:actor", None, "has an actor or a recipient"),
        ("kg:evidence", None, "words must tell it"),
        ("kg:confidence", Literal(1.5), "between 0 and 1"),
        ("kg:when", Literal("next week"), "EDTF"),
        ("kg:type", term("type:dance"), "exactly one type"),
        ("kg:topic", term("topic:dance"), "scheme of topics"),
        ("kg:recipient", term("party:ZZ"), "parties with codes"),
    ],
)
def test_a_bad_event_is_found(take: str, put: Literal | None, says: str) -> None:
    store = build()
    event = next(
        store._db.quads_for_pattern(None, kg("type"), term("type:joint-exercise"), EVENTS_GRAPH)
    ).subject
    for quad in list(store._db.quads_for_pattern(event, term(take), None, EVENTS_GRAPH)):
        store._db.remove(quad)
    if put is not None:
        store._db.add(Quad(event, term(take), put, EVENTS_GRAPH))
    assert any(says in f.message and f.node == event.value for f in check(store))


def test_words_that_are_not_in_the_article_are_found() -> None:
    store = build()
    quad = next(store._db.quads_for_pattern(None, term("nif:anchorOf"), None, article_graph("visit")))
    store._db.remove(quad)
    store._db.add(Quad(quad.subject, quad.predicate, Literal("كلمات أخرى"), quad.graph_name))
    assert [f.message for f in check(store) if f.node == quad.subject.value] == [
        "the article has other words at these offsets"
    ]


def test_a_changed_text_is_found() -> None:
    store = build()
    quad = next(store._db.quads_for_pattern(None, kg("sha256"), None, article_graph("visit")))
    store._db.remove(quad)
    store._db.add(Quad(quad.subject, quad.predicate, Literal("0" * 64), quad.graph_name))
    assert "article:visit kg:sha256: the hash is not that of the text" in map(str, check(store))


def test_an_event_without_article_is_found() -> None:
    store = build()
    for quad in list(store.quads(article_graph("visit"))):
        store._db.remove(quad)
    assert any(f.message == "no article supports it" for f in check(store))


@pytest.mark.parametrize("size", [1, 200])
def test_a_check_in_parts_finds_the_same(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    from kg.query import check as module_name  # noqa: F401 - the function hides the module of its name

    module = sys.modules["kg.query.check"]
    store = build()
    assert check(store) == ()
    event = next(store._db.quads_for_pattern(None, kg("type"), term("type:talks"), EVENTS_GRAPH)).subject
    span = next(store._db.quads_for_pattern(None, term("nif:anchorOf"), None, article_graph("visit")))
    store._db.remove(Quad(event, kg("articleCount"), Literal(1), EVENTS_GRAPH))
    store._db.add(Quad(event, kg("articleCount"), Literal(2), EVENTS_GRAPH))
    store._db.remove(span)
    whole = check(store)
    assert {f.path.rpartition("#")[2] for f in whole} >= {"anchorOf", "kg:articleCount"}
    monkeypatch.setattr(module, "_QUADS", size * 12)
    assert check(store) == whole


def test_a_claim_that_lost_its_event_is_found() -> None:
    store = build()
    for quad in list(store._db.quads_for_pattern(None, kg("about"), None, EVENTS_GRAPH))[:1]:
        store._db.remove(quad)
    assert any("is not about its event" in f.message for f in check(store))
