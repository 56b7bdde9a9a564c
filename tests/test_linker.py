"""The linker: what its weights do, and that fitting them is reproducible."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from kg.extract.candidates import Candidate
from kg.extract.linker import Linker
from kg.extract.reader import Reader
from kg.extract.tellings import draw
from kg.learn.fit import Example, fit_roles, written
from kg.learn.gold import GoldEvent, party_key
from kg.learn.reliability import reliability
from kg.lexicon.features import Crossed
from kg.lexicon.weights import Weights, load_weights, save_weights
from kg.model import Article, Event, KgError, PartyMention

SAMPLE = 300


@pytest.fixture(scope="module")
def cues(reader: Reader) -> Sequence[Example]:
    return written(reader)[:SAMPLE]


def test_a_candidate_without_known_features_is_even() -> None:
    candidate = Candidate(
        PartyMention(0, 1, "CA", "name", 0), "CA", Crossed("D verb", "aid", ("never seen",))
    )
    assert Linker({}, {}).odds(candidate) == pytest.approx((1 / 3, 1 / 3))


def test_weights_move_the_odds() -> None:
    features = Crossed("D verb", "aid", ("framed actor",))
    candidate = Candidate(PartyMention(0, 1, "CA", "name", 0), "CA", features)
    actor, recipient = Linker({"framed actor": (2.0, -2.0)}, {}).odds(candidate)
    assert actor > 0.8 > 0.1 > recipient


def test_doer_and_other_side_are_told_apart(reader: Reader) -> None:
    ann = reader.annotate(Article(id="x", text="أدانت النرويج بشدة قرار كينيا."))
    drawn = next(iter(draw(ann, reader.lexicon)))
    link = reader.linker.link(drawn.slots, drawn.candidates, drawn.around)
    assert [c.code for c in link.actors] == ["NO"]
    assert [c.code for c in link.recipients] == ["KE"]
    assert 0 < link.confidence < 1


def test_the_threshold_leaves_out_what_is_less_likely(reader: Reader) -> None:
    article = Article(id="x", text="أدانت النرويج بشدة قرار كينيا.")
    told = [
        Reader(reader.lexicon, reader.morphology, reader.linker, threshold).read(article).events
        for threshold in (0.0, 1.0)
    ]
    assert told[0]
    assert not told[1]


def test_features_hold_no_names_of_parties(reader: Reader) -> None:
    names = ("النرويج", "كينيا")
    ann = reader.annotate(Article(id="x", text="أدانت النرويج بشدة قرار كينيا."))
    for drawn in draw(ann, reader.lexicon):
        features = [f for c in drawn.candidates for f in c.features.own] + list(drawn.around)
        assert not [f for f in features if any(name in f for name in names)]


def test_fitting_twice_gives_the_same_weights(cues: Sequence[Example]) -> None:
    assert fit_roles(cues) == fit_roles(cues)


def test_weights_survive_their_file(tmp_path: Path) -> None:
    weights = Weights({"a": (0.5, -1.0), "": (0.1, 0.2)}, {"b": 0.25}, {"c": -0.5}, {"d": 1.5})
    save_weights(weights, tmp_path / "w.json")
    assert load_weights(tmp_path / "w.json") == weights


def test_a_missing_file_of_weights_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="make learn"):
        load_weights(tmp_path / "none.json")


def test_spellings_of_a_group_are_one_party() -> None:
    assert party_key("G:الدولة الإسلامية") == party_key("G:دولة إسلامية")
    assert party_key("CA") == "CA"


def test_reliability_counts_what_is_right() -> None:
    gold = [GoldEvent("talks", frozenset(("CA", "KE")), frozenset(), "", "", False, True)]
    right = Event(key="e1", type="talks", actors=("CA", "KE"), confidence=0.85)
    wrong = Event(key="e2", type="talks", actors=("CA", "NO"), confidence=0.81)
    alone = Event(key="e3", type="attack", actors=("CA",), confidence=0.82)
    (found,) = reliability([([right, wrong, alone], gold)])
    assert (found.low, found.events, found.right) == (0.8, 2, 0.5)
