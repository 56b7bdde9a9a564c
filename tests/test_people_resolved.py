"""People across articles in a store: one node under many spellings, namesakes apart, in any order."""

from __future__ import annotations

import random

import pytest
from readings import found
from test_resolution import content

from kg.graph import quads
from kg.model import Article, Claim, Event, Person, Reading, Source, Tenure
from kg.query import check
from kg.resolve.judgements import decision
from kg.store import Store


def said(article: str, name: str, code: str, office: str | None) -> Reading:
    """An article in which somebody holds an office, meets somebody and speaks."""
    text = f"قال الوزير {name} إن المحادثات تمت"
    words = found(text, name)
    tenure = Tenure(person="p1", office=office, office_words="الوزير", code=code, evidence=words)
    speaker = Source(kind="person", name=name, code=code, person="p1")
    return Reading(
        article=Article(id=article, text=text, published="2030-01-01", source=article),
        people=(Person(key="p1", name=name, spellings=(name,), code=code),),
        tenures=(tenure,) if office else (),
        events=(Event(key="e1", type="talks", actors=(code, "IN"), agents=("p1",), evidence=(words,)),),
        claims=(Claim(key="c1", evidence=found(text, text), speaker=speaker, about="e1", act="say"),),
    )


LIBRARY = [
    said("a", "سيرجي شويجو", "RU", "defence-minister"),
    said("b", "سيرغي شويغو", "RU", "defence-minister"),
    said("c", "شويغو", "RU", "defence-minister"),
    said("d", "سيرغي شويغو", "UA", None),
    said("e", "عادل الجبير", "SA", "foreign-minister"),
    said("f", "عادل بن أحمد الجبير", "SA", "foreign-minister"),
    said("g", "أحمد الجبير", "SA", None),
]


def store_of(*readings: Reading, batch: int = 1) -> Store:
    store = Store.memory()
    for start in range(0, len(readings), batch):
        store.replace_articles(
            {
                r.article.id: quads(r, parties=store.parties(), types=store.types())
                for r in readings[start : start + batch]
            }
        )
    return store


def persons(store: Store) -> list[tuple[str, int]]:
    query = """SELECT ?name (COUNT(DISTINCT ?c) AS ?n)
      { ?p a kg:Person ; skos:prefLabel ?name . ?c kg:speaker ?p }
      GROUP BY ?name ?p ORDER BY ?name ?n"""
    return [(row["name"].value, int(row["n"].value)) for row in store.query(query)]


def test_one_person_under_many_spellings_and_namesakes_apart() -> None:
    store = store_of(*LIBRARY)
    assert persons(store) == [
        ("أحمد الجبير", 1),
        ("سيرجي شويجو", 3),
        ("سيرغي شويغو", 1),
        ("عادل بن أحمد الجبير", 2),
    ]
    assert check(store) == ()
    spelt = "SELECT ?l { ?p a kg:Person ; skos:prefLabel 'سيرجي شويجو'@ar ; skos:altLabel ?l } ORDER BY ?l"
    assert [row["l"].value for row in store.query(spelt)] == ["سيرغي شويغو", "شويغو"]


def test_tenures_speakers_and_agents_are_the_same_person() -> None:
    store = store_of(*LIBRARY)
    query = """SELECT DISTINCT ?p { ?t kg:person ?p ; kg:office office:defence-minister . ?c kg:speaker ?p .
      ?e kg:agent ?p ; a kg:Event }"""
    assert len(list(store.query(query))) == 1
    office = "SELECT (COUNT(?t) AS ?n) { ?t kg:person/skos:prefLabel 'سيرجي شويجو'@ar }"
    assert [row["n"].value for row in store.query(office)] == ["3"]


@pytest.mark.parametrize("seed", range(3))
def test_order_does_not_matter(seed: int) -> None:
    readings = list(LIBRARY)
    random.Random(seed).shuffle(readings)
    assert content(store_of(*readings, batch=seed + 1)) == content(store_of(*LIBRARY))


@pytest.mark.parametrize("gone", range(len(LIBRARY)))
def test_a_removed_article_was_never_there(gone: int) -> None:
    store = store_of(*LIBRARY)
    store.remove_article(LIBRARY[gone].article.id)
    assert content(store) == content(store_of(*LIBRARY[:gone], *LIBRARY[gone + 1 :]))


def test_an_office_that_is_told_later_joins_and_parts_again() -> None:
    early = said("e", "عادل الجبير", "SA", None)
    store = store_of(early, LIBRARY[5])
    assert len(persons(store)) == 2
    one = quads(LIBRARY[4], parties=store.parties(), types=store.types())
    store.replace_article("e", one)
    assert content(store) == content(store_of(LIBRARY[4], LIBRARY[5]))
    assert len(persons(store)) == 1
    store.replace_article("e", quads(early, parties=store.parties(), types=store.types()))
    assert content(store) == content(store_of(early, LIBRARY[5]))


def test_people_judge_names() -> None:
    store = store_of(*LIBRARY)
    before = content(store)
    name = "https://w3id.org/bilateral-kg/name/"
    store.judge(
        [
            decision("NEGATIVE", f"{name}سيرجي-شويجو-RU", f"{name}سيرغي-شويغو-RU"),
            decision("POSITIVE", f"{name}احمد-الجبير-SA", f"{name}عادل-الجبير-SA"),
        ]
    )
    assert len(persons(store)) == 4 and ("عادل بن أحمد الجبير", 3) in persons(store)
    assert check(store) == ()
    store.judge([])
    assert content(store) == before
