"""From compared pairs to groups, so that no chain of near things joins what is different.

Groups are made inside a connected component of pairs that reach the threshold, best pair first
(average-link agglomeration, Sokal and Michener 1958, in one pass over the sorted pairs): two groups
join when no pair between them is in conflict and the mean of all pairs between them is high enough.
What people judged to be one counts as one thing from the start, as near to others as its nearest part.
The result depends on the things alone, not on their order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from kg.resolve.events import JUDGED, Score

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
    members = {name: [name] for name in ids}
    links: dict[str, list[Link]] = {name: [] for name in ids}
    home = {name: name for name in ids}

    def join(a: str, b: str, score: Score) -> None:
        first, second = home[a], home[b]
        for name in members[second]:
            home[name] = first
        members[first] += members.pop(second)
        links[first] += [*links.pop(second), Link(one=a, other=b, score=score)]

    for (a, b), s in scores.items():
        if JUDGED in s.signals and home[a] != home[b]:
            join(a, b, s)
    units = [tuple(names) for names in members.values()]
    best = {(x[0], y[0]): _between(x, y, scores) for x, y in combinations(units, 2)}
    strong = [link for link in best.values() if link.score.conflict is None and link.score.points >= one]
    for link in sorted(strong, key=lambda link: (-link.score.points, link.one, link.other)):
        first, second = home[link.one], home[link.other]
        if first != second and _fit(members[first], members[second], best, mean):
            join(link.one, link.other, link.score)
    return [
        Group(members=tuple(sorted(members[key])), links=tuple(sorted(links[key], key=_ends)))
        for key in sorted(members, key=lambda key: min(members[key]))
    ]


def _ends(link: Link) -> tuple[str, str]:
    return link.one, link.other


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _between(ours: Sequence[str], theirs: Sequence[str], scores: Mapping[tuple[str, str], Score]) -> Link:
    """The best pair between things that were judged to be one and others that were, none of them apart."""
    found = [(pair, scores[pair]) for pair in sorted(_pair(a, b) for a, b in product(ours, theirs))]
    apart = [item for item in found if item[1].conflict == JUDGED]
    free = [item for item in found if item[1].conflict is None]
    (one, other), score = apart[0] if apart else max(free or found, key=lambda item: item[1].points)
    return Link(one=one, other=other, score=score)


def _fit(
    ours: Sequence[str], theirs: Sequence[str], best: Mapping[tuple[str, str], Link], mean: float
) -> bool:
    """Whether two groups may join, by the units that they are made of."""
    found = [best[pair].score for a, b in product(ours, theirs) if (pair := _pair(a, b)) in best]
    if any(score.conflict is not None for score in found):
        return False
    return sum(score.points for score in found) >= mean * len(found)
