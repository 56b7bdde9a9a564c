"""Time and place of events: what the weights do, and sentences that must give their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.circumstances_places import Sides, places_of
from kg.extract.circumstances_times import times_of
from kg.extract.reader import Reader
from kg.extract.surroundings import Scene
from kg.extract.tellings import draw
from kg.learn.circumstances import same_place, same_time
from kg.lexicon.circumstances import CircumstanceWeights, load_circumstances, save_circumstances
from kg.lexicon.features import Crossed, Table, chance
from kg.model import Article, KgError, Place

TOLD = [
    ("استقبلت أوسلو وفدا أمس. زار وزير الدفاع النرويجي نيروبي يوم 3 مايو 2030.", "2030-05-03", "نيروبي"),
    ("عقد وزيرا خارجية كندا وتشيلي محادثات في لشبونة الثلاثاء الماضي.", "2030-05-07", "لشبونة"),
    ("قصفت طائرات أوغندية أمس مواقع للجيش الرواندي في كيغالي.", "2030-05-08", "كيغالي"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "when", "place"), TOLD)
def test_an_event_has_the_time_and_place_of_its_clause(
    reader: Reader, text: str, when: str, place: str
) -> None:
    events = reader.read(Article(id="x", text=text, published="2030-05-09")).events
    assert (when, True) in {(e.when, any(p.name == place for p in e.places)) for e in events}


def test_features_hold_no_words_of_the_text(reader: Reader) -> None:
    text = "عقد وزيرا خارجية كندا وتشيلي محادثات في لشبونة الثلاثاء الماضي."
    ann = reader.annotate(Article(id="x", text=text, published="2030-05-09"))
    for drawn in draw(ann, reader.lexicon):
        scene = Scene(drawn.view, drawn.hit, drawn.hits, drawn.sentence, drawn.status)
        sides = Sides(frozenset(("CA",)), frozenset())
        features = [f for t in times_of(scene) for f in t.features]
        features += [f for p in places_of(scene, sides, ()) for f in p.features]
        assert features
        names = ("كندا", "تشيلي", "لشبونه", "الثلاثاء", "وزيرا", "محادثات")
        assert not [f for f in features if any(name in f for name in names)]


def test_weights_move_the_chance() -> None:
    features = Crossed("verb", "aid", ("near",))
    assert chance(Table({}), features) == pytest.approx(0.5)
    assert chance(Table({"": -1.0, "near": 3.0}), features) > 0.8


def test_weights_survive_their_file(tmp_path: Path) -> None:
    weights = CircumstanceWeights({"a": 0.5, "": -1.0}, {"b": 0.25}, {"c": (0.5, 0.0, -1.0, 0.0, 0.0, 0.25)})
    save_circumstances(weights, tmp_path / "w.json")
    assert load_circumstances(tmp_path / "w.json") == weights


def test_a_missing_file_of_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="restore the file"):
        load_circumstances(tmp_path / "none.json")


def test_times_are_the_same_days_however_written() -> None:
    assert same_time("2030-05", "2030-05-01/2030-05-31")
    assert same_time("2030", "2030-01-01/2030-12-31")
    assert not same_time("2030-05-01", "2030-05")
    assert not same_time(None, "2030")


def test_places_are_the_same_whatever_the_article() -> None:
    assert same_place(["مدينة الدوحة"], [Place(name="دوحة")])
    assert not same_place(["الدوحة"], [Place(name="لشبونة")])
