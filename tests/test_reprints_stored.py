"""Reprints in a store: one source however many papers carry it, and the same graph by whatever way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from readings import found

from kg.graph import quads
from kg.graph.vocabulary import ONTOLOGY_GRAPH, REPRINTS_GRAPH
from kg.model import Article, Claim, Event, Person, Reading
from kg.query import check, explain
from kg.store import Store

STORY = (
    "استقبل وزير خارجية الأردن نظيره المغربي في عمان صباح الثلاثاء.",
    "وتناول اللقاء ملف النقل البري ورسوم الشاحنات بين البلدين.",
    "وعقد الجانبان جلسة مباحثات أخرى شارك فيها خبراء من الوزارتين.",
    "وقال مسؤول حضر الاجتماع إن الوفدين راجعا مسودة بروتوكول للتعليم العالي.",
    "واختتم الضيف محادثاته في العاصمة الأردنية بجولة في المتحف الوطني.",
)
OWN = (
    "كتب مراسلنا: دامت محادثات الوزيرين الأردني والمغربي أربع ساعات كاملة خلف أبواب مغلقة.",
    "ولم يشأ أحد من الحاضرين أن يكشف لنا ما دار فيها، غير أن وجوه الخارجين بدت مرتاحة.",
)


def paper(name: str, published: str, sentences: Sequence[str] = STORY, telling: int = 0) -> Reading:
    """An article that tells of the talks in one of its sentences."""
    text = " ".join(sentences)
    words = found(text, sentences[telling])
    people = (
        Person(key="p1", name="سامي العبادي", code="JO"),
        Person(key="p2", name="كريم الفاسي", code="MA"),
    )
    talks = Event(
        key="e",
        type="talks",
        actors=("JO", "MA"),
        agents=("p1", "p2"),
        name="ملتقى عمان",
        when="2030-05-07",
        confidence=0.6,
        evidence=(words,),
    )
    claim = Claim(key="c", evidence=words, about="e", confidence=0.6)
    given = Article(id=name, text=text, published=published, source=f"paper {name}")
    return Reading(article=given, people=people, events=(talks,), claims=(claim,))


def library() -> list[Reading]:
    """Three papers with one story, each read as telling of another sentence; two own ones; a late one."""
    return [
        paper("a", "2030-05-07", STORY, 0),
        paper("b", "2030-05-08", STORY, 2),
        paper("c", "2030-05-08", ("عمان - وكالات", *STORY), 5),
        paper("d", "2030-05-09", OWN),
        paper("e", "2030-05-09", (*OWN, "ثم غادرا.")),
        paper("f", "2030-05-15", STORY, 4),
    ]


def told(store: Store, *readings: Reading) -> dict[str, list[object]]:
    return {r.article.id: list(quads(r, parties=store.parties(), types=store.types())) for r in readings}


def add(store: Store, *readings: Reading) -> None:
    store.replace_articles(told(store, *readings))  # type: ignore[arg-type]


def store_of(*readings: Reading, batch: int = 1) -> Store:
    store = Store.memory()
    for start in range(0, len(readings), batch):
        add(store, *readings[start : start + batch])
    return store


def content(store: Store) -> set[str]:
    return {str(q) for q in store.quads() if q.graph_name != ONTOLOGY_GRAPH}


def carried(store: Store) -> dict[str, str]:
    """Each reprint with what it repeats."""
    rows = store.query(
        "SELECT ?a ?b { GRAPH graph:reprints { ?x kg:reprintOf ?y } "
        "?x dcterms:identifier ?a . ?y dcterms:identifier ?b }"
    )
    return {row["a"].value: row["b"].value for row in rows}


def support(store: Store) -> list[tuple[int, int, str]]:
    """Articles, sources and confidence of each event."""
    rows = store.query(
        "SELECT ?n ?s ?c { ?e a kg:Event ; kg:articleCount ?n ; kg:sourceCount ?s ; kg:confidence ?c }"
    )
    return sorted((int(row["n"].value), int(row["s"].value), row["c"].value) for row in rows)


def test_three_papers_with_one_text_are_one_source() -> None:
    alone = support(store_of(*library()[:1]))
    three = store_of(*library()[:3])
    assert carried(three) == {"b": "a", "c": "a"}
    assert support(three) == [(3, 1, alone[0][2])]
    assert support(store_of(*library()[:4])) == [(4, 2, "0.72")]


def test_other_words_about_the_same_are_sources_of_their_own() -> None:
    """The same three tellings in articles that share nothing else: so it is the text that makes them one."""
    rest = [f"{word} " * 25 for word in ("زيتون", "رمان", "تفاح")]
    papers = [
        paper(name, "2030-05-08", (STORY[at], rest[n]))
        for n, (name, at) in enumerate([("a", 0), ("b", 2), ("c", 4)])
    ]
    store = store_of(*papers)
    assert carried(store) == {}
    assert [(articles, sources) for articles, sources, _ in support(store)] == [(3, 3)]


def test_when_the_original_goes_the_next_is_it() -> None:
    store = store_of(*library())
    assert carried(store) == {"b": "a", "c": "a", "e": "d"}
    store.remove_article("a")
    assert carried(store) == {"c": "b", "f": "b", "e": "d"}
    store.remove_article("b")
    assert carried(store) == {"f": "c", "e": "d"}
    for name in "cfde":
        store.remove_article(name)
    assert not list(store.quads(REPRINTS_GRAPH))


def test_a_paper_that_changes_its_text_is_a_source_of_its_own() -> None:
    store = store_of(*library()[:2])
    assert [sources for _, sources, _ in support(store)] == [1]
    add(store, paper("b", "2030-05-08", (STORY[2], *OWN)))
    assert carried(store) == {}
    assert [sources for _, sources, _ in support(store)] == [2]
    add(store, library()[1])
    assert content(store) == content(store_of(*library()[:2]))


@pytest.mark.parametrize("seed", range(4))
def test_order_and_batches_do_not_matter(seed: int) -> None:
    readings = library()
    random.Random(seed).shuffle(readings)
    assert content(store_of(*readings, batch=seed + 1)) == content(store_of(*library()))


@pytest.mark.parametrize("gone", "abcdef")
def test_a_removed_article_was_never_there(gone: str) -> None:
    store = store_of(*library())
    assert store.remove_article(gone)
    assert content(store) == content(store_of(*(r for r in library() if r.article.id != gone)))


def test_many_random_changes_end_where_a_fresh_build_does() -> None:
    choice, store = random.Random(3), Store.memory()
    held: dict[str, Reading] = {}
    for _ in range(60):
        given = choice.choice(library())
        name = given.article.id
        if name in held and choice.random() < 0.4:
            store.remove_article(name)
            del held[name]
        else:
            held[name] = given if choice.random() < 0.6 else paper(name, "2030-05-10", OWN)
            add(store, held[name])
    assert content(store) == content(store_of(*held.values()))
    assert carried(store)


def test_one_run_or_several_give_the_same_bytes(tmp_path: Path) -> None:
    """A writer that opens the store again knows the sketches of those before it."""
    for reading in reversed(library()):
        with Store.open(tmp_path / "several", create=True) as store:
            add(store, reading)
    with Store.open(tmp_path / "one", create=True) as store:
        add(store, *library())
    with Store.view(tmp_path / "several") as several, Store.view(tmp_path / "one") as one:
        assert carried(one)
        assert content(several) == content(one)
        assert check(several) == ()


def test_a_change_that_fails_leaves_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    store = store_of(*library()[1:])
    before = content(store)
    with monkeypatch.context() as broken:
        broken.setattr("kg.store.journal.make", failing)
        with pytest.raises(RuntimeError):
            add(store, library()[0])
    assert content(store) == before
    store.remove_article("b")
    add(store, *library()[:2])
    assert content(store) == content(store_of(*library()))


def failing(*_: object) -> None:
    raise RuntimeError("the disk is on fire")


def test_an_explanation_names_the_reprint() -> None:
    store = store_of(*library()[:2])
    event = next(iter(store.query("SELECT ?e { ?e a kg:Event }")))["e"].value
    made = explain(store, event)
    assert [(m.article, m.reprint_of) for m in made.mentions] == [("a", None), ("b", "a")]
    assert ", reprint of a" in str(made)
    article = str(explain(store, "article:b"))
    assert "kg:reprintOf: " in article and "kg:sketch" not in article
