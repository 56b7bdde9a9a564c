"""The linear models: how features are crossed, and what one word that may tell several types becomes."""

from __future__ import annotations

import pytest

from kg.extract.reader import Reader
from kg.extract.tellings import draw
from kg.learn.regression import regress
from kg.lexicon.features import Crossed, Table, total
from kg.model import Article


def test_a_crossed_feature_counts_alone_with_its_form_and_with_its_type() -> None:
    weights = {"near": 1.0, "verb|near": 0.5, "aid|near": 0.25, "attack|near": 8.0, "noun|near": 16.0}
    features = Crossed("verb", "aid", ("near",))
    assert features.names() == ("near", "verb|near", "aid|near")
    assert total(Table(weights), features) == sum(weights[name] for name in features.names())


def test_without_a_form_there_is_no_cross_with_it() -> None:
    features = Crossed("", "aid", ("near", "far"))
    assert features.names() == ("near", "far", "aid|near", "aid|far")
    assert total(Table({"|near": 1.0}), features) == 0


def test_a_sign_of_crossing_inside_a_word_does_no_harm() -> None:
    assert total(Table({"word | after": 2.0}), Crossed("verb", "aid", ("word | after",))) == 2.0


def test_regression_learns_what_goes_with_what() -> None:
    rows = [("good", "day"), ("good",), ("bad", "day"), ("bad",)] * 5
    model = regress(rows, [1, 1, 0, 0] * 5, [1.0] * 20, strength=1.0, seen=2)
    weights = dict(zip(model.names, model.weights[0], strict=True))
    assert weights["good"] > 0 > weights["bad"]
    assert weights["day"] == pytest.approx(0, abs=0.01)


def test_regression_leaves_out_what_is_rare() -> None:
    rows = [("often",), ("often", "once"), ("other",), ("other",)]
    assert regress(rows, [1, 1, 0, 0], [1.0] * 4, strength=1.0, seen=2).names == ["often", "other"]


def types(reader: Reader, text: str) -> list[set[str]]:
    """The types that each cue word of ``text`` may tell."""
    ann = reader.annotate(Article(id="x", text=text))
    found: dict[int, set[str]] = {}
    for drawn in draw(ann, reader.lexicon):
        found.setdefault(drawn.hit.at[0], set()).add(drawn.hit.cue.type)
    return [found[at] for at in sorted(found)]


def test_a_word_of_two_tables_is_drawn_as_both(reader: Reader) -> None:
    assert {"aid", "endorse"} <= types(reader, "تواصل الدعم السويدي لكينيا.")[0]


def test_one_word_tells_one_event(reader: Reader) -> None:
    text = "يستمر التنسيق بين أجهزة الأمن في تونس ومالطا لوقف تهريب البشر."
    events = reader.read(Article(id="x", text=text)).events
    assert len({e.evidence for e in events}) == len(events)


@pytest.mark.parametrize(
    "text",
    ("وعلمت", "علمت ", "وأوضح مصدر", "قال", "نقلا عن", "وذكرت وكالة", "علم من", "أعلن «"),
)
def test_a_text_may_end_where_a_source_should_follow(reader: Reader, text: str) -> None:
    assert reader.read(Article(id="x", text=text)).article.text == text
