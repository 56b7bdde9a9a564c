"""What people decide: it joins, keeps apart, follows through, is text, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from test_resolution import CALL, article, call, content, counts, told

from kg.model import KgError
from kg.resolve.judgements import Judgements, changed, decision, parse, render
from kg.store import Store, judging

FAR = article(
    "far", "2030-09-01", "مكالمة أخرى بين كايا ونظيره القطري حول الطيران المدني", call("2030-08-31")
)
NEAR = article("near", "2030-06-11", CALL, call())
TWIN = article("twin", "2030-06-11", f"قالت مصادر: {CALL} أمس", call())


def full() -> Store:
    store = Store.memory()
    store.replace_articles(told(NEAR, TWIN, FAR))  # type: ignore[arg-type]
    return store


def mention(store: Store, name: str) -> str:
    query = f"SELECT ?m {{ ?m kg:toldIn/dcterms:identifier '{name}' ; a kg:EventMention }}"
    return next(iter(store.query(query)))["m"].value


def judged(*lines: tuple[str, str, str]) -> Store:
    store = full()
    store.judge(decision(v, mention(store, a), mention(store, b)) for v, a, b in lines)
    return store


CALLS = "phone-call"


def test_without_decisions_the_signals_speak() -> None:
    assert counts(full()) == [(CALLS, 1), (CALLS, 2)]


def test_a_positive_decision_joins_whatever_the_signals_say() -> None:
    assert counts(judged(("POSITIVE", "near", "far"))) == [(CALLS, 3)]


def test_a_negative_decision_keeps_apart() -> None:
    assert counts(judged(("NEGATIVE", "near", "twin"))) == [(CALLS, 1)] * 3


def test_unsure_stays_two() -> None:
    store = judged(("UNSURE", "near", "twin"))
    assert counts(store) == [(CALLS, 1)] * 3 and store.doubts() == []


def test_what_follows_from_decisions_holds() -> None:
    made = Judgements(
        [decision("POSITIVE", "a", "b"), decision("POSITIVE", "b", "c"), decision("NEGATIVE", "c", "d")]
    )
    one, other = made.score("a", "c"), made.score("a", "d")
    assert one is not None and one.conflict is None and one.points > 100
    assert other is not None and other.conflict == "judged"
    assert made.score("a", "x") is None and made.partners("b") == ["a", "c"]
    store = judged(("POSITIVE", "near", "far"), ("NEGATIVE", "far", "twin"))
    assert counts(store) == [(CALLS, 1), (CALLS, 2)]


def test_a_decision_taken_back_leaves_no_trace() -> None:
    store = judged(("POSITIVE", "near", "far"), ("NEGATIVE", "near", "twin"))
    store.judge([])
    assert content(store) == content(full())


def test_decisions_hold_for_articles_that_come_later() -> None:
    later = Store.memory()
    later.judge([decision("POSITIVE", mention(full(), "near"), mention(full(), "far"))])
    later.replace_articles(told(FAR))  # type: ignore[arg-type]
    later.replace_articles(told(NEAR))  # type: ignore[arg-type]
    later.replace_articles(told(TWIN))  # type: ignore[arg-type]
    assert content(later) == content(judged(("POSITIVE", "near", "far")))


def test_contradictions_are_refused_and_change_nothing() -> None:
    store = full()
    a, b, c = (mention(store, name) for name in ("near", "twin", "far"))
    with pytest.raises(KgError, match="take back one"):
        store.judge([decision("POSITIVE", a, b), decision("POSITIVE", b, c), decision("NEGATIVE", a, c)])
    assert content(store) == content(full())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MAYBE\tmention:a\tmention:b", "f:1: MAYBE: no verdict"),
        ("\nPOSITIVE\tmention:a", "f:2: write verdict"),
        ("POSITIVE\tmention:a\tmention:a", "two different things"),
        ("POSITIVE\tb\ta\nNEGATIVE\ta\tb", "f:2: a and b are judged on another line"),
    ],
)
def test_a_bad_line_is_named(text: str, says: str) -> None:
    with pytest.raises(KgError, match=says):
        parse(text, "f")


def test_the_file_is_sorted_and_reads_back() -> None:
    made = [
        decision("NEGATIVE", "z", "b", "not\tthe same"),
        decision("POSITIVE", "c", "a"),
        decision("UNSURE", "a", "b"),
    ]
    text = render(made)
    assert text == render(reversed(made)) == render(parse(text, "f"))
    assert text.splitlines()[1:] == ["UNSURE\ta\tb", "POSITIVE\ta\tc", "NEGATIVE\tb\tz\tnot the same"]
    assert changed(made, made[1:]) == {"b", "z"} and changed(made, made) == set()


def test_resolve_on_the_command_line(kg: Callable[..., Result], tmp_path: Path) -> None:
    with Store.open("kg-store", create=True) as store:
        store.replace_articles(told(NEAR, TWIN, FAR))  # type: ignore[arg-type]
        near, far, before = mention(store, "near"), mention(store, "far"), content(store)
    file = tmp_path / "kg-store" / judging.NAME
    done = kg("resolve", "POSITIVE", judging.short(near), far, "--comment", "same call")
    assert done.exit_code == 0 and "1 decisions hold" in done.stderr
    assert file.read_text(encoding="utf-8").count("\n") == 2 and "\tsame call\n" in file.read_text(
        encoding="utf-8"
    )
    with Store.view("kg-store") as view:
        assert counts(view) == [(CALLS, 3)]
    file.unlink()
    Store.open("kg-store").close()
    with Store.view("kg-store") as view:
        assert content(view) == before
    assert kg("resolve", "NONE", near, far).exit_code == 0
    for wrong in (
        ("POSITIVE", near),
        ("MAYBE", near, far),
        ("POSITIVE", "talks", far),
        ("POSITIVE", near, near),
    ):
        assert kg("resolve", *wrong).exit_code != 0


def test_doubtful_pairs_are_listed_with_reasons(kg: Callable[..., Result]) -> None:
    one = article("x", "2030-06-11", "اتصال من كايا بالدوحة حول الطيران المدني والسياحة", call())
    one = replace(one, events=(replace(one.events[0], agents=("p1",)),))
    with Store.open("kg-store", create=True) as store:
        store.replace_articles(told(one, NEAR))  # type: ignore[arg-type]
    rows = kg("resolve", "-f", "tsv").stdout.splitlines()
    assert len(rows) == 2 and "same-official" in rows[1] and rows[1].startswith("3\tmention:phone-call-")
    assert kg("resolve", "UNSURE", *rows[1].split("\t")[1:3]).exit_code == 0
    assert len(kg("resolve", "-f", "tsv").stdout.splitlines()) == 1
