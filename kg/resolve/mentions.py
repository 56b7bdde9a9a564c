"""An event as one article tells it, with all that is needed to find and join the other tellings of it."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, islice, product

from kg.resolve.edtf import days
from kg.text.content import content_words

_RUN = 4
"""Words in a row that count as copied: shorter runs are formulas of the trade."""
_BIN = 16
"""Days in a bin of time: two tellings are compared only if they share one."""
_REACH = 5
"""Days around a telling's own time and publication in which others are looked for."""
_LONG = 62
"""Days: a longer time says too little to find others by."""
_MOST_PARTIES = 5
"""Of events with more parties only the whole set is a key, not every pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """An official who acted: the node, the folded words of the name, the party's code."""

    node: str
    words: tuple[str, ...]
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity: its node in the article's graph, digits, unit, comparator."""

    node: str
    value: str
    unit: str
    comparator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """One event in one article. Nodes are IRIs, which this room only compares and hands on."""

    node: str
    article: str
    source: str | None
    """The article's medium, None when unknown."""
    published: str | None
    """ISO date."""
    type: str
    lineage: tuple[str, ...]
    """The type and the broader types above it, the core type last."""
    actors: frozenset[str]
    """Codes; for symmetric types all parties."""
    recipients: frozenset[str] = frozenset()
    agents: tuple[Agent, ...] = ()
    places: frozenset[str] = frozenset()
    """Nodes of all places told."""
    fine_places: frozenset[str] = frozenset()
    """Those that are no states."""
    states: frozenset[str] = frozenset()
    """Codes of the states that the places are or lie in."""
    when: str | None = None
    status: str = "happened"
    topics: frozenset[str] = frozenset()
    name: str | None = None
    amounts: tuple[Amount, ...] = ()
    international: bool = True
    confidence: float = 0.5
    rule: str = ""
    evidence: tuple[str, ...] = ()
    """Nodes of the trigger words."""
    claims: tuple[str, ...] = ()
    """Nodes of the claims that tell it."""
    carriers: frozenset[str] = frozenset()
    """Nodes of the agencies and media that carried these claims."""
    text: str = ""
    """The sentences that tell it, one a line."""
    language: str = "ar"
    """Of the article."""

    @property
    def parties(self) -> frozenset[str]:
        """Codes of all parties, whatever their role."""
        return self.actors | self.recipients


def interval(mention: EventMention) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of the time told; None when there is none with a known year."""
    return days(mention.when) if mention.when else None


def day(text: str | None) -> datetime.date | None:
    """An ISO date, None for anything else."""
    known = days(text) if text else None
    return known[0] if known and known[0] == known[1] else None


def block_keys(mention: EventMention) -> tuple[str, ...]:
    """Keys by which two tellings of one event find each other: they share at least one.

    Core type, two parties in their roles, and a bin of 16 days near the time told or the publication.
    """
    bins = sorted(_bins(mention)) or [0]
    return tuple(f"{mention.lineage[-1]}|{who}|{at}" for who in _pairs(mention) for at in bins)


def _pairs(mention: EventMention) -> list[str]:
    actors, recipients = sorted(mention.actors), sorted(mention.recipients)
    if len(mention.parties) > _MOST_PARTIES or not actors or (len(actors) < 2 and not recipients):
        return [f"{'+'.join(actors)}>{'+'.join(recipients)}"]
    pairs = product(actors, recipients) if recipients else combinations(actors, 2)
    return [f"{a}{'>' if recipients else '+'}{b}" for a, b in pairs]


def _bins(mention: EventMention) -> set[int]:
    spans = []
    told, published = interval(mention), day(mention.published)
    if told and (told[1] - told[0]).days <= _LONG:
        spans.append(told)
    if published:
        spans.append((published, published))
    found: set[int] = set()
    for first, last in spans:
        found.update(range((first.toordinal() - _REACH) // _BIN, (last.toordinal() + _REACH) // _BIN + 1))
    return found


@lru_cache(maxsize=16_384)
def words(text: str) -> frozenset[str]:
    """The different content words of a telling."""
    return frozenset(content_words(text))


@lru_cache(maxsize=16_384)
def runs(text: str) -> frozenset[int]:
    """Hashes of all runs of four words of a telling, sentence by sentence."""
    return frozenset(
        zlib.crc32(" ".join(run).encode())
        for sentence in text.split("\n")
        for run in _windows(content_words(sentence))
    )


def _windows(items: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(islice(items, start, None) for start in range(_RUN)), strict=False)
