"""Reading in several processes: a reader is loaded once in each, and few articles are under way.

Workers are started afresh (spawned), leave an interrupt to the writer, and end with it even when it
is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kg.model import Article, KgError
from kg.pipeline import Made, Makes, Reads, Recipe, make

_AHEAD = 4
"""Articles under way for each worker: enough that none waits, few enough to keep memory small."""

_maker: Callable[[Article], Made | KgError] | None = None
"""What a worker process makes articles with; set once when it starts."""


def _start(load: Callable[[], Reads], recipe: Recipe) -> None:
    global _maker
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    reader = load()
    _maker = lambda article: make(article, reader, recipe)  # noqa: E731


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _make(article: Article) -> Made | KgError:
    assert _maker is not None, "a worker begins with _start"
    return _maker(article)


def side_by_side(load: Callable[[], Reads], recipe: Recipe, jobs: int) -> Makes:
    """Read in ``jobs`` processes; ``load``, which must be picklable, makes the reader of each.

    Articles come out in the order in which they went in. Raises KgError when a worker dies.
    """

    def makes(articles: Iterable[Article | KgError]) -> Iterator[Made | KgError | None]:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start, initargs=(load, recipe))
        try:
            yield from _window(pool, articles, jobs * _AHEAD)
        except BrokenProcessPool as error:
            raise KgError(
                "a worker process ended before its work: what was stored is whole; run the same command to "
                "go on, with fewer --jobs if memory is short"
            ) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    return makes


def _window(
    pool: ProcessPoolExecutor, articles: Iterable[Article | KgError], size: int
) -> Iterator[Made | KgError | None]:
    under_way: deque[Future[Made | KgError] | KgError] = deque()
    for item in articles:
        under_way.append(item if isinstance(item, KgError) else pool.submit(_make, item))
        while len(under_way) >= size or (under_way and _is_ready(under_way[0])):
            yield from _next(under_way)
    while under_way:
        yield from _next(under_way)


def _is_ready(item: Future[Made | KgError] | KgError) -> bool:
    return isinstance(item, KgError) or item.done()


def _next(under_way: deque[Future[Made | KgError] | KgError]) -> Iterator[Made | KgError | None]:
    if not _is_ready(under_way[0]):
        yield None  # the writer may store what it has while this one is read
    item = under_way.popleft()
    yield item if isinstance(item, KgError) else item.result()
