"""Every cue against its own example: the type is found, and the parties are the expected ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.extract.reader import Reader
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
    wrong = [line for row, events, line in read if row["type"] not in {e.type for e in events}]
    print("TYPE", len(wrong), "of", len(read), *wrong, sep="\n")
    assert 1 - len(wrong) / len(read) >= TYPE_FLOOR


def test_the_parties_of_the_examples_are_right(
    read: list[tuple[dict[str, str], tuple[Event, ...], str]],
) -> None:
    asked = [(fits(row["expect"], events), line) for row, events, line in read if row["expect"]]
    wrong = [line for right, line in asked if not right]
    print("ROLES", len(wrong), "of", len(asked), *wrong, sep="\n")
    assert 1 - len(wrong) / len(asked) >= ROLE_FLOOR
