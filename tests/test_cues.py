"""Every cue against its own example: the type is found, and the parties are the expected ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.reader import Reader
from kg.lexicon.cues import NOTHING
from kg.lexicon.tables import rows
from kg.model import Article, Event

CUES = Path(__file__).parent.parent / "ontologies" / "cues"
TYPE_FLOOR = 0.95
ROLE_FLOOR = 0.70

Told = tuple[str, frozenset[str], frozenset[str], str]


def told(event: Event) -> Told:
    """Type, actors, recipients and status of an event."""
    return event.type, frozenset(event.actors), frozenset(event.recipients), event.status


def wanted(item: str) -> Told:
    """An ``expect`` item, such as ``aid JP>NP@planned``; an empty status is not asked for."""
    words, _, status = item.strip().partition("@")
    kind, _, parties = words.partition(" ")
    actors, _, recipients = parties.partition(">")
    return kind, codes(actors), codes(recipients), status.strip()


def codes(text: str) -> frozenset[str]:
    """The codes of a comma-separated list."""
    return frozenset(code.strip() for code in text.split(",") if code.strip())


def fits(expect: str, events: tuple[Event, ...]) -> bool:
    """Whether every expected event is there, with exactly its parties."""
    found = [told(event) for event in events]
    return all(
        any(want[:3] == one[:3] and want[3] in ("", one[3]) for one in found)
        for want in map(wanted, expect.split(";"))
    )


@pytest.fixture(scope="module")
def read(reader: Reader) -> list[tuple[dict[str, str], tuple[Event, ...], str]]:
    """Each cue row that has an example, the events read from it, and a line that names both."""
    done = []
    for path in sorted(CUES.glob("*.tsv")):
        for row in rows(path):
            if not row["example"]:
                continue
            events = reader.read(Article(id="example", text=row["example"])).events
            found = "; ".join(
                f"{e.type} {','.join(e.actors)}>{','.join(e.recipients)}@{e.status}" for e in events
            )
            line = f"{path.name} {row['type']}/{row['pos']}:{row['lemma']} | {row['example']}"
            done.append((row, events, f"{line} | want {row['expect'] or '-'} | got {found or '-'}"))
    assert done
    return done


def test_the_type_of_every_example_is_found(
    read: list[tuple[dict[str, str], tuple[Event, ...], str]],
) -> None:
    wrong = [
        line
        for row, events, line in read
        if row["type"] != NOTHING and row["type"] not in {e.type for e in events}
    ]
    print("TYPE", len(wrong), "of", len(read), *wrong, sep="\n")
    assert 1 - len(wrong) / len(read) >= TYPE_FLOOR


def test_the_parties_of_the_examples_are_right(
    read: list[tuple[dict[str, str], tuple[Event, ...], str]],
) -> None:
    asked = [(fits(row["expect"], events), line) for row, events, line in read if row["expect"]]
    wrong = [line for right, line in asked if not right]
    print("ROLES", len(wrong), "of", len(asked), *wrong, sep="\n")
    assert 1 - len(wrong) / len(asked) >= ROLE_FLOOR


def test_words_that_tell_nothing_keep_silent(
    read: list[tuple[dict[str, str], tuple[Event, ...], str]],
) -> None:
    loud = [line for row, events, line in read if row["type"] == NOTHING and events]
    assert not loud, loud


LOOKALIKES = [
    ("هناك جيبوتي وهناك بوتان.", "endorse"),
    ("اجتمعت وزارة الصحة الكينية.", "visit"),
    ("استقبلت شرطة كندا سائحا من اليابان.", "request"),
    ("رجل يدعى سامي سافر من كندا.", "request"),
    ("ابتكرت امرأة من كندا لعبة من اليابان.", "request"),
]
"""Words written like a form of a cue's verb, and the type that they must not tell."""


@pytest.mark.parametrize(("text", "type_"), LOOKALIKES)
def test_a_word_written_alike_is_no_cue(reader: Reader, text: str, type_: str) -> None:
    assert type_ not in {e.type for e in reader.read(Article(id="x", text=text)).events}


APART = [
    ("تعارض إسرائيل المشروع التركي.", "reject IL>TR"),
    ("تزود النرويج بولندا بالغاز منذ سنوات.", "energy-cooperation NO,PL"),
    (
        "حملت الحكومة الكينية في بيان لها مساء الثلاثاء من مكتب رئيسها بالعاصمة إثيوبيا المسؤولية.",
        "accuse KE>ET",
    ),
]
"""A verb with its ta for «she», and parts of a cue far from each other."""


@pytest.mark.parametrize(("text", "expect"), APART)
def test_a_cue_is_found(reader: Reader, text: str, expect: str) -> None:
    events = reader.read(Article(id="x", text=text)).events
    assert fits(expect, events), events
