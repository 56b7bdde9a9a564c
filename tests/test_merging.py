"""Which tellings are one event: hand-made cases that a linguist can read, and the guard against chains."""

from __future__ import annotations

from functools import cache
from itertools import permutations
from pathlib import Path

import pytest

from kg.resolve.cluster import groups
from kg.resolve.events import Score, score
from kg.resolve.mentions import Agent, EventMention, block_keys
from kg.resolve.merge import joint_confidence, merge
from kg.store import ontology
from kg.text.content import content_words

TABLE = Path(__file__).parent / "merge_cases.tsv"
STATES = {"القاهرة": "EG", "باريس": "FR", "نينجشيا": "CN", "أبوظبي": "AE", "الضالع": "YE", "مأرب": "YE"}


def cases() -> list[tuple[str, str, str, str]]:
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()]
    return [tuple(row) for row in rows[1:] if not row[0].startswith("#")]  # type: ignore[misc]


@cache
def rules() -> ontology.Rules:
    return ontology.rules()


def telling(text: str, node: str) -> EventMention:
    """A mention from one cell of the table."""
    cells = (cell.strip() for cell in text.split("|"))
    published, kind, who, when, status, place, officials, name, words = (
        "" if cell == "-" else cell for cell in cells
    )
    doers, _, others = who.partition(">")
    agents = []
    for official in (
        officials.replace(" FR:", "\nFR:").replace(" QA:", "\nQA:").replace(" CU:", "\nCU:").split("\n")
    ):
        code, _, person = official.partition(":")
        if person:
            agents.append(Agent(node=official, words=tuple(content_words(person)), code=code))
    return EventMention(
        node=node,
        article=f"article-{node}",
        source=f"paper-{node}",
        published=published,
        type=kind,
        lineage=(kind,),
        actors=frozenset(doers.split(",")),
        recipients=frozenset(filter(None, others.split(","))),
        agents=tuple(agents),
        places=frozenset(filter(None, [place])),
        fine_places=frozenset(filter(None, [place])),
        states=frozenset(filter(None, [STATES.get(place)])),
        when=when or None,
        status=status,
        name=name or None,
        confidence=0.8,
        text=words,
    )


def verdict(a: EventMention, b: EventMention) -> str:
    if not set(block_keys(a)) & set(block_keys(b)):
        return "other"
    found = score(a, b, rules())
    if found.conflict is not None or found.points < rules().points["doubt"]:
        return "other"
    return "same" if found.points >= rules().points["one"] else "doubt"


@pytest.mark.parametrize(("expected", "first", "second", "reason"), cases(), ids=[c[3] for c in cases()])
def test_a_hand_made_case(expected: str, first: str, second: str, reason: str) -> None:
    a, b = telling(first, "a"), telling(second, "b")
    found = score(a, b, rules())
    assert verdict(a, b) == expected, (found, reason)
    assert score(b, a, rules()) == found


def test_there_are_cases_enough() -> None:
    assert len(cases()) >= 30
    assert {case[0] for case in cases()} == {"same", "other", "doubt"}


def fake(pairs: dict[tuple[str, str], float]) -> object:
    def compare(a: str, b: str) -> Score:
        points = pairs.get((min(a, b), max(a, b)), 0.0)
        return Score(points=points, signals=(), conflict="days" if points < 0 else None)

    return compare


def members(names: str, pairs: dict[tuple[str, str], float]) -> list[str]:
    found = groups(names, fake(pairs), one=4, mean=2.5)  # type: ignore[arg-type]
    return ["".join(group.members) for group in found]


def test_a_chain_of_near_things_does_not_join_what_conflicts() -> None:
    pairs = {("a", "b"): 5.0, ("b", "c"): 4.5, ("a", "c"): -1.0}
    assert members("abc", pairs) == ["ab", "c"]
    assert all(members("".join(order), pairs) == ["ab", "c"] for order in permutations("abc"))


def test_a_chain_without_conflict_must_hold_on_the_whole() -> None:
    chain = {("a", "b"): 5.0, ("b", "c"): 5.0, ("c", "d"): 5.0}
    assert members("abcd", chain) == ["abc", "d"]  # a and c are two steps apart, a and d three
    close = {**chain, ("a", "c"): 3.0, ("b", "d"): 3.0, ("a", "d"): 2.0}
    assert members("abcd", close) == ["abcd"]


def test_what_all_tellings_say_together() -> None:
    first = telling(
        "2030-03-01 | visit | AE>EG | 2030-03 | planned | القاهرة | - | - | يزور القاهرة في مارس", "m1"
    )
    second = telling("2030-03-21 | visit | AE>EG | 2030-03-20 | happened | - | AE:أحمد | - | وصل أمس", "m2")
    made = merge([second, first])
    assert made == merge([first, second])
    assert (made.first.node, made.status, made.when) == ("m1", "happened", "2030-03-20")
    assert made.articles == ("article-m1", "article-m2") and made.sources == 2
    assert made.confidence == pytest.approx(1 - 0.2 * 0.6) and joint_confidence([0.7]) == pytest.approx(0.7)


def test_a_copied_text_is_no_second_source() -> None:
    words = "أعلنت الوزارة أن الوفد سيصل مساء الأحد إلى العاصمة لبحث ملفات التجارة"
    one = telling(f"2030-03-01 | visit | AE>EG | - | planned | - | - | - | {words}", "m1")
    other = telling(f"2030-03-02 | visit | AE>EG | - | planned | - | - | - | {words}", "m2")
    made = merge([one, other])
    assert made.sources == 1 and made.confidence == pytest.approx(0.8) and len(made.articles) == 2
