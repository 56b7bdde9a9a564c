"""The order of work: each article is read, turned into quads and stored in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from kg.graph.quads import quads
from kg.model import Article, KgError, Reading
from kg.store.protocol import Writer

_FLUSH_EVERY = 500
"""Articles between flushes: what a power cut may cost; a killed process loses nothing committed."""


class Reads(Protocol):
    """What the pipeline needs of a reader."""

    def read(self, article: Article) -> Reading:
        """All that ``article`` tells."""
        ...


@dataclass(slots=True)
class Counts:
    """What a build did."""

    articles: int = 0
    events: int = 0
    claims: int = 0
    people: int = 0
    failed: list[str] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)


def build(
    articles: Iterable[Article | KgError], reader: Reads, store: Writer, progress: Callable[[Counts], None]
) -> Counts:
    """Read and store ``articles``; an article that cannot be read is counted and the rest go on."""
    counts = Counts()
    parties, types = store.parties(), store.types()
    for item in articles:
        if isinstance(item, KgError):
            counts.failed.append(str(item))
        else:
            reading = reader.read(item)
            store.replace_article(item.id, quads(reading, parties=parties, types=types))
            _count(counts, reading)
            if counts.articles % _FLUSH_EVERY == 0:
                store.flush()
        progress(counts)
    store.flush()
    return counts


def _count(counts: Counts, reading: Reading) -> None:
    counts.articles += 1
    counts.events += len(reading.events)
    counts.claims += len(reading.claims)
    counts.people += len(reading.people)
    counts.issues.update(issue.kind for issue in reading.issues)
