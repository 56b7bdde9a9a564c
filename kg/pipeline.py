"""The order of work: each article is read, turned into quads and stored; nothing is ever half stored.

With one process an article is one transaction. With several, workers read and the one writer stores
what is ready, several articles in a transaction when they come fast. An article that the store holds
already, read from the same text by the same reader, is passed over: so a build that was stopped goes on.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from pyoxigraph import Literal, Quad, RdfFormat, parse, serialize

from kg.graph.concepts import Parties, Types
from kg.graph.iris import article_graph, article_iri
from kg.graph.quads import quads
from kg.graph.vocabulary import FINGERPRINT
from kg.model import Article, KgError, Reading
from kg.store.protocol import Writer

_FLUSH_EVERY = 500
"""Articles between flushes: what a power cut may cost; a killed process loses nothing committed."""
_BATCH = 64
"""Articles in one transaction at most."""
_CONTENT = "with sketches"
"""What the quads of an article hold beside the reading: another note reads an article again."""


class Reads(Protocol):
    """What the pipeline needs of a reader."""

    def read(self, article: Article) -> Reading:
        """All that ``article`` tells."""
        ...


@dataclass(slots=True)
class Counts:
    """What a build did."""

    articles: int = 0
    skipped: int = 0
    """Articles that the store held already."""
    events: int = 0
    claims: int = 0
    people: int = 0
    stopped: bool = False
    """Whether the build was interrupted; what it stored is whole."""
    failed: list[str] = field(default_factory=list)
    issues: Counter[str] = field(default_factory=Counter)

    @property
    def done(self) -> int:
        """Articles dealt with, in whatever way."""
        return self.articles + self.skipped + len(self.failed)


class Made(NamedTuple):
    """One article ready to be stored: its quads as N-Quads, which every process understands."""

    article: str
    quads: bytes
    events: int
    claims: int
    people: int
    issues: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """All that makes the quads of an article beside the reader; can be sent to another process."""

    parties: Parties
    types: Types
    reader: str
    """Names the reader, its version and its words: another name reads an article again."""

    def fingerprint(self, article: Article) -> str:
        """SHA-256 over the article as given and the reader's name."""
        given = (article.text, article.title, article.published, article.source, article.url)
        told = json.dumps([*given, article.language, self.reader, _CONTENT], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()


def make(article: Article, reader: Reads, recipe: Recipe) -> Made | KgError:
    """Read one article; what goes wrong with it, whatever it is, is told and must not end the build."""
    try:
        reading = reader.read(article)
        said = quads(reading, parties=recipe.parties, types=recipe.types)
    except KgError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one article of a million must not take the others down
        return KgError(f"{article.id}: the reader failed: {type(error).__name__}: {error}")
    graph, seal = article_graph(article.id), Literal(recipe.fingerprint(article))
    said.append(Quad(article_iri(article.id), FINGERPRINT, seal, graph))
    return Made(
        article=article.id,
        quads=serialize(said, format=RdfFormat.N_QUADS) or b"",
        events=len(reading.events),
        claims=len(reading.claims),
        people=len(reading.people),
        issues=dict(Counter(issue.kind for issue in reading.issues)),
    )


Makes = Callable[[Iterable[Article | KgError]], Iterator[Made | KgError | None]]
"""Makes articles ready, in order; None says that the next one is not ready yet."""


def one_by_one(reader: Reads, recipe: Recipe) -> Makes:
    """Read in this process, one article at a time."""

    def makes(articles: Iterable[Article | KgError]) -> Iterator[Made | KgError | None]:
        for item in articles:
            yield item if isinstance(item, KgError) else make(item, reader, recipe)
            yield None

    return makes


def build(
    articles: Iterable[Article | KgError],
    makes: Makes,
    recipe: Recipe,
    store: Writer,
    progress: Callable[[Counts], None],
) -> Counts:
    """Read and store ``articles``; one that cannot be read is counted and the rest go on.

    An interrupt (Ctrl-C) ends the build at once: what is in flight is dropped, what is stored is
    whole, and the same build passes over it the next time.
    """
    counts = Counts()
    ready: dict[str, Made] = {}
    flushed = 0
    try:
        for item in makes(_fresh(articles, recipe, store, counts)):
            if isinstance(item, KgError):
                counts.failed.append(str(item))
            elif item is not None:
                ready[item.article] = item
            if ready and (item is None or len(ready) >= _BATCH):
                _commit(ready, store, counts)
            if counts.articles - flushed >= _FLUSH_EVERY:
                store.flush()
                flushed = counts.articles
            progress(counts)
        _commit(ready, store, counts)
        progress(counts)
    except KeyboardInterrupt:
        counts.stopped = True
    store.flush()
    return counts


def _fresh(
    articles: Iterable[Article | KgError], recipe: Recipe, store: Writer, counts: Counts
) -> Iterator[Article | KgError]:
    """The articles that the store does not hold as they are."""
    for item in articles:
        if isinstance(item, Article) and store.fingerprint(item.id) == recipe.fingerprint(item):
            counts.skipped += 1
        else:
            yield item


def _commit(ready: dict[str, Made], store: Writer, counts: Counts) -> None:
    if not ready:
        return
    store.replace_articles({name: parse(made.quads, RdfFormat.N_QUADS) for name, made in ready.items()})
    for made in ready.values():
        counts.articles += 1
        counts.events += made.events
        counts.claims += made.claims
        counts.people += made.people
        counts.issues.update(made.issues)
    ready.clear()
