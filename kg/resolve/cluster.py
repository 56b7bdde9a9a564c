"""From compared pairs to groups, so that no chain of near things joins what is different.

Groups are made inside a connected component of pairs that reach the threshold, best pair first
(average-link agglomeration, Sokal and Michener 1958, in one pass over the sorted pairs): two groups
join when no pair between them is in conflict and the mean of all pairs between them is high enough.
Pairs that people judged to be one come first and need no more.
The result depends on the things alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, product

from kg.resolve.events import Score

Compare = Callable[[str, str], Score]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The pair that joined two groups, with its score."""

    one: str
    other: str
    score: Score


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Things that are one, sorted, with the links that made them so: one fewer than things."""

    members: tuple[str, ...]
    links: tuple[Link, ...] = ()


def groups(things: Iterable[str], compare: Compare, *, one: float, mean: float) -> list[Group]:
    """Partition ``things``, which should be one component; ``one`` and ``mean`` are points."""
    ids = sorted(things)
    scores = {(a, b): compare(a, b) for a, b in combinations(ids, 2)}
    strong = [(pair, s) for pair, s in scores.items() if s.conflict is None and s.points >= one]
    strong.sort(key=lambda item: (-item[1].points, item[0]))
    home = {name: name for name in ids}
    members: dict[str, list[str]] = {name: [name] for name in ids}
    links: dict[str, list[Link]] = {name: [] for name in ids}
    for (a, b), s in strong:
        first, second = home[a], home[b]
        if first == second:
            continue
        if "judged" not in s.signals and not _fit(members[first], members[second], scores, mean):
            continue
        for name in members[second]:
            home[name] = first
        members[first] += members.pop(second)
        links[first] += [*links.pop(second), Link(one=a, other=b, score=s)]
    return [
        Group(members=tuple(sorted(members[key])), links=tuple(sorted(links[key], key=_ends)))
        for key in sorted(members, key=lambda key: min(members[key]))
    ]


def _ends(link: Link) -> tuple[str, str]:
    return link.one, link.other


def _fit(ours: list[str], theirs: list[str], scores: Mapping[tuple[str, str], Score], mean: float) -> bool:
    total = 0.0
    for a, b in product(ours, theirs):
        s = scores[(a, b) if a < b else (b, a)]
        if s.conflict is not None:
            return False
        total += s.points
    return total >= mean * len(ours) * len(theirs)
