"""The seed article, read for real: what the project promises to find in it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from readings import ROOT, seed_article

from kg.extract.reader import Reader
from kg.model import Event, Reading


@pytest.fixture(scope="module")
def seed(reader: Reader) -> Reading:
    """The seed as it is read with its date."""
    return reader.read(seed_article())


def only(seed: Reading, kind: str) -> list[Event]:
    """The events of a type."""
    return [event for event in seed.events if event.type == kind]


def test_the_exercise(seed: Reading) -> None:
    found = [e for e in only(seed, "joint-exercise") if e.when == "2021-08-01/2021-08-15"]
    assert found
    assert set(found[0].actors) == {"CN", "RU"}
    assert found[0].status == "planned"


def test_the_exercise_has_its_name_and_soldiers(seed: Reading) -> None:
    found = next(e for e in only(seed, "joint-exercise") if e.name)
    assert found.name == "West / Interaction-2021"
    assert (">", 10000.0, "soldier") in {(q.comparator, q.value, q.unit) for q in found.quantities}


def test_the_talks(seed: Reading) -> None:
    found = [e for e in only(seed, "talks") if e.when == "2021-07-28"]
    assert found
    assert set(found[0].actors) == {"CN", "RU"}
    assert found[0].status == "happened"
    assert "دوشنبه" in {place.name for place in found[0].places}


def test_the_invitation(seed: Reading) -> None:
    assert any((e.actors, e.recipients) == (("CN",), ("RU",)) for e in only(seed, "invitation"))


def test_the_energy_cooperation(seed: Reading) -> None:
    assert any(
        "energy" in e.topics and e.status == "planned" and set(e.actors) == {"CN", "RU"} for e in seed.events
    )


def test_the_people(seed: Reading) -> None:
    assert {(p.name, p.code) for p in seed.people} == {
        ("وو تشيان", "CN"),
        ("وي فنج خه", "CN"),
        ("سيرجي شويجو", "RU"),
        ("تشانج هانهوي", "CN"),
    }


def test_the_speakers(seed: Reading) -> None:
    speakers = {claim.speaker.name for claim in seed.claims if claim.speaker}
    assert len(speakers) == 5, speakers


def test_every_span_holds_words_of_the_text(seed: Reading) -> None:
    text = seed.article.text
    spans = [span for event in seed.events for span in event.evidence]
    spans += [claim.evidence for claim in seed.claims] + [tenure.evidence for tenure in seed.tenures]
    assert spans
    assert all(0 <= start < end <= len(text) and text[start:end].strip() for start, end in spans)


def test_without_a_date_the_year_is_unknown(reader: Reader) -> None:
    events = reader.read(replace(seed_article(), published=None)).events
    times = [e.when for e in events if e.type == "joint-exercise" and e.when]
    assert times
    assert all(time.startswith("XXXX") for time in times)


_PRINT = """
import os
from readings import seed_article
from kg.extract.reader import Reader
from kg.graph.quads import quads
from kg.store import Store
from kg.text.data import data_dir, require
import sys, tempfile
from kg.export import export
reading = Reader.load(require(data_dir(os.environ))).read(seed_article())
with tempfile.TemporaryDirectory() as folder, Store.open(folder + "/s", create=True) as store:
    store.replace_article("seed-000", quads(reading, parties=store.parties(), types=store.types()))
    export(store, sys.stdout.buffer, "nq")
"""


def test_two_processes_give_the_same_bytes() -> None:
    def run(seed: str) -> bytes:
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        command = [sys.executable, "-c", _PRINT]
        return subprocess.run(command, env=env, capture_output=True, check=True).stdout

    first = run("1")
    assert first
    assert first == run("2")
