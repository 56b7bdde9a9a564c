"""What people decided about doubtful pairs: four truth values, as in nomenklatura; one line a decision.

POSITIVE: the two are one. NEGATIVE: they are two. UNSURE: looked at and left alone, so they stay two.
No decision: the signals speak. What follows from decisions holds as well: if A is B and B is C, A is C;
if A is B and B is not C, A is not C.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import KgError
from kg.resolve.events import JUDGED, Score

VERDICTS = ("POSITIVE", "NEGATIVE", "UNSURE")
_CERTAIN = 1000.0
"""Points of a judged pair: more than signals can add."""
_HEADER = "verdict\tone\tother\tcomment"
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict on two things, which stand in order; ``comment`` is for people."""

    verdict: str
    one: str
    other: str
    comment: str = ""


def decision(verdict: str, one: str, other: str, comment: str = "") -> Decision:
    """A decision with its two things in order; KgError for an unknown verdict or a thing with itself."""
    if verdict not in VERDICTS:
        raise KgError(f"{verdict}: no verdict: write one of {', '.join(VERDICTS)}")
    if one == other:
        raise KgError(f"{one}: a decision is about two different things")
    first, second = sorted((one, other))
    return Decision(verdict=verdict, one=first, other=second, comment=" ".join(comment.split()))


def parse(text: str, where: str) -> list[Decision]:
    """The decisions of a file, sorted; ``where`` names it in errors.

    Lines that are empty or begin with ``#`` are skipped. Raises KgError with the line for a line that
    is no decision, and for two lines about one pair.
    """
    found: dict[Pair, Decision] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#") or line == _HEADER:
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        try:
            if not 3 <= len(cells) <= 4:
                raise KgError("write verdict, one thing, the other and a comment, with tabs between them")
            made = decision(*cells)
            if (made.one, made.other) in found:
                raise KgError(f"{made.one} and {made.other} are judged on another line already")
        except KgError as error:
            raise KgError(f"{where}:{number}: {error}") from error
        found[made.one, made.other] = made
    Judgements(found.values())
    return [found[pair] for pair in sorted(found)]


def render(decisions: Iterable[Decision]) -> str:
    """The text of a file of decisions: a header, then one line each, sorted."""
    rows = sorted((d.one, d.other, d.verdict, d.comment) for d in decisions)
    lines = ("\t".join((verdict, one, other, comment)).rstrip() for one, other, verdict, comment in rows)
    return "".join(f"{line}\n" for line in (_HEADER, *lines))


class Judgements:
    """Decisions with all that follows from them."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        """Raises KgError when decisions contradict each other."""
        given = list(decisions)
        self._home: dict[str, str] = {}
        for d in given:
            if d.verdict == "POSITIVE":
                self._join(d.one, d.other)
        self._partners: dict[str, set[str]] = defaultdict(set)
        for name in list(self._home):
            self._partners[self._root(name)].add(name)
        self._apart = self._closed(given, "NEGATIVE")
        self._unsure = {(d.one, d.other) for d in given if d.verdict == "UNSURE"}

    def _root(self, name: str) -> str:
        while self._home.get(name, name) != name:
            name = self._home[name]
        return name

    def _join(self, a: str, b: str) -> None:
        first, second = sorted((self._root(a), self._root(b)))
        for name in (a, b):
            self._home.setdefault(name, name)
        self._home[second] = first

    def _closed(self, given: Iterable[Decision], verdict: str) -> set[Pair]:
        found = set()
        for d in given:
            if d.verdict != verdict:
                continue
            first, second = sorted((self._root(d.one), self._root(d.other)))
            if first == second:
                raise KgError(
                    f"{d.one} and {d.other} are judged to be two, but other decisions make them one: "
                    "take back one of these"
                )
            found.add((first, second))
        return found

    def partners(self, name: str) -> list[str]:
        """What is judged to be the same as ``name``, sorted, without itself."""
        return sorted(self._partners.get(self._root(name), set()) - {name})

    def score(self, a: str, b: str) -> Score | None:
        """The score that a judgement gives a pair, None when none speaks of it."""
        if not self._home and not self._apart and not self._unsure:
            return None
        first, second = sorted((self._root(a), self._root(b)))
        if first == second and a != b:
            return Score(points=_CERTAIN, signals=(JUDGED,))
        if (first, second) in self._apart:
            return Score(points=0, signals=(), conflict=JUDGED)
        pair = (a, b) if a < b else (b, a)
        return Score(points=0, signals=("judged-unsure",)) if pair in self._unsure else None


def changed(before: Iterable[Decision], after: Iterable[Decision]) -> set[str]:
    """The things about which the decisions differ, comments aside."""
    old, new = (_plain(decisions) for decisions in (before, after))
    return {name for pair in old.keys() | new.keys() if old.get(pair) != new.get(pair) for name in pair}


def _plain(decisions: Iterable[Decision]) -> Mapping[Pair, str]:
    return {(d.one, d.other): d.verdict for d in decisions}
