"""What all tellings of one event say together: the newest status, the finest time, the joint confidence."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from kg.resolve.mentions import Agent, Amount, EventMention, interval, runs

_REALITY = ("happened", "ongoing", "cancelled", "denied", "planned", "proposed")
"""Statuses by what wins when tellings of one day are equally many."""
_COPIED = 0.5
"""Share of the runs of four words of the shorter telling from which it is no source of its own."""
_SHARED_READER = 0.5
"""What a further source counts: all were read by one reader, which makes its mistakes again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedEvent:
    """One event with all that its tellings say; nodes are IRIs."""

    first: EventMention
    """The telling that names it: published first, of equals the first by node."""
    mentions: tuple[EventMention, ...]
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    agents: tuple[Agent, ...]
    places: tuple[str, ...]
    when: str | None
    status: str
    topics: tuple[str, ...]
    name: str | None
    amounts: tuple[Amount, ...]
    international: bool
    confidence: float
    rule: str
    articles: tuple[str, ...]
    sources: int
    """Independent sources: one medium, one carrier or one text in several media counts once,
    be it the sentences that tell the event or whole articles that are reprints."""


Original = Callable[[str], str]
"""An article to the one whose text it carries: an earlier one that it reprints, or itself."""


def _own(article: str) -> str:
    return article


def merge(mentions: Iterable[EventMention], original: Original = _own) -> ResolvedEvent:
    """The event that ``mentions`` (one at least) tell."""
    told = sorted(mentions, key=_age)
    sources = independent(told, original)
    best = max(told, key=lambda m: (m.confidence, _backwards(m.node)))
    return ResolvedEvent(
        first=told[0],
        mentions=tuple(told),
        type=max(told, key=lambda m: (len(m.lineage), m.type)).type,
        actors=_union(m.actors for m in told),
        recipients=_union(m.recipients for m in told),
        agents=tuple(sorted({g.node: g for m in told for g in m.agents}.values(), key=lambda g: g.node)),
        places=_union(m.places for m in told),
        when=_when(told),
        status=_status(told),
        topics=_union(m.topics for m in told),
        name=_name(told),
        amounts=_amounts(told),
        international=any(m.international for m in told),
        confidence=joint_confidence([max(m.confidence for m in group) for group in sources]),
        rule=best.rule,
        articles=_union([m.article] for m in told),
        sources=len(sources),
    )


def _age(mention: EventMention) -> tuple[str, str]:
    return mention.published or "9999", mention.node


def _backwards(text: str) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in text)


def _union(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({item for part in parts for item in part}))


def independent(mentions: Sequence[EventMention], original: Original = _own) -> list[list[EventMention]]:
    """The mentions by independent source, in order; reprints are one source."""
    home = list(range(len(mentions)))
    texts = [original(mention.article) for mention in mentions] if len(mentions) > 1 else []

    def root(n: int) -> int:
        while home[n] != n:
            n = home[n]
        return n

    for a, b in combinations(range(len(mentions)), 2):
        if root(a) != root(b) and (texts[a] == texts[b] or _dependent(mentions[a], mentions[b])):
            home[max(root(a), root(b))] = min(root(a), root(b))
    found: dict[int, list[EventMention]] = defaultdict(list)
    for n, mention in enumerate(mentions):
        found[root(n)].append(mention)
    return list(found.values())


def _dependent(a: EventMention, b: EventMention) -> bool:
    if (a.source is not None and a.source == b.source) or a.carriers & b.carriers:
        return True
    first, second = runs(a.text), runs(b.text)
    shortest = min(len(first), len(second))
    return bool(shortest) and len(first & second) >= _COPIED * shortest


def joint_confidence(sources: Sequence[float]) -> float:
    """The chance that at least one independent source was read rightly (noisy-or, Pearl 1988, 4.3.2).

    The surest source counts in full, each further one half: the same reader read them all.

    >>> round(joint_confidence([0.6, 0.8]), 2)
    0.86
    """
    surest, *others = sorted(sources, reverse=True)
    return 1 - (1 - surest) * math.prod(1 - _SHARED_READER * p for p in others)


def _when(mentions: Sequence[EventMention]) -> str | None:
    """The finest time told; of equally fine ones that of most articles, then the newest."""
    told = [m for m in mentions if m.when]
    votes = Counter(m.when or "" for m in told)
    newest = {m.when or "": max(n.published or "" for n in told if n.when == m.when) for m in told}

    def rank(mention: EventMention) -> tuple[int, int, str, str]:
        known = interval(mention)
        length = (known[1] - known[0]).days if known else 10**6
        when = mention.when or ""
        return -length, votes[when], newest[when], when

    return max(told, key=rank).when if told else None


def _status(mentions: Sequence[EventMention]) -> str:
    newest = max(m.published or "" for m in mentions)
    weights: dict[str, float] = defaultdict(float)
    for mention in mentions:
        if (mention.published or "") == newest:
            weights[mention.status] += round(mention.confidence, 4)
    return max(
        weights,
        key=lambda s: (round(weights[s], 4), -_REALITY.index(s) if s in _REALITY else -len(_REALITY), s),
    )


def _name(mentions: Sequence[EventMention]) -> str | None:
    votes = Counter(m.name for m in mentions if m.name)
    return max(votes, key=lambda name: (votes[name], len(name), name)) if votes else None


def _amounts(mentions: Sequence[EventMention]) -> tuple[Amount, ...]:
    """Each quantity once, with the words of the first telling of it."""
    found: dict[tuple[str, str, str], Amount] = {}
    for mention in mentions:
        for amount in mention.amounts:
            found.setdefault((amount.unit, amount.value, amount.comparator), amount)
    return tuple(found[k] for k in sorted(found))
