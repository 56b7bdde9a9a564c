"""The build: skips what is there, goes on after a stop, in one process or several, with the same graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from building import TellingReader, articles, recipe
from conftest import OneEventReader

from kg.model import Article, KgError, Reading
from kg.pipeline import Counts, build, one_by_one
from kg.store import Store
from kg.workers import side_by_side


def content(store: Store) -> set[str]:
    return {str(quad) for quad in store.quads()}


def built(store: Store, given: Iterator[Article | KgError], jobs: int = 1) -> Counts:
    made = recipe(store)
    makes = one_by_one(OneEventReader(), made) if jobs == 1 else side_by_side(OneEventReader, made, jobs)
    return build(given, makes, made, store, lambda _: None)


def test_processes_do_not_change_the_graph() -> None:
    one, two = Store.memory(), Store.memory()
    assert built(one, articles(30)).articles == built(two, articles(30), jobs=2).articles == 30
    assert content(one) == content(two)


def test_the_same_articles_again_are_passed_over() -> None:
    store = Store.memory()
    built(store, articles(10))
    before = content(store)
    counts = built(store, articles(12))
    assert (counts.skipped, counts.articles, counts.done) == (10, 2, 12)
    assert before < content(store) or before != content(store)
    changed = (replace(a, text=f"{a.text}.") if a.id == "n3" else a for a in articles(12))
    counts = built(store, changed)
    assert (counts.skipped, counts.articles) == (11, 1)


def test_another_reader_reads_again() -> None:
    store = Store.memory()
    built(store, articles(3))
    made = replace(recipe(store), reader="a newer reader")
    counts = build(articles(3), one_by_one(OneEventReader(), made), made, store, lambda _: None)
    assert (counts.skipped, counts.articles) == (0, 3)


class Stumbling(OneEventReader):
    """Fails on one article in the way of a bug, stops at another as Ctrl-C does."""

    def read(self, article: Article) -> Reading:
        """Read, fail or stop."""
        if article.id == "n2":
            raise IndexError("tuple index out of range")
        if article.id == "n5":
            raise KeyboardInterrupt
        return super().read(article)


def test_a_bug_of_the_reader_costs_one_article_and_an_interrupt_the_rest() -> None:
    store = Store.memory()
    made = recipe(store)
    counts = build(articles(9), one_by_one(Stumbling(), made), made, store, lambda _: None)
    assert counts.failed == ["n2: the reader failed: IndexError: tuple index out of range"]
    assert counts.stopped and store.articles() == ["n0", "n1", "n3", "n4"]
    rest = built(store, articles(9))
    assert (rest.skipped, rest.articles, rest.stopped) == (4, 5, False)
    fresh = Store.memory()
    built(fresh, articles(9))
    assert content(store) == content(fresh)


def test_failures_keep_their_place() -> None:
    def given() -> Iterator[Article | KgError]:
        for article in articles(4):
            yield KgError(f"no {article.id}") if article.id in ("n0", "n2") else article

    for jobs in (1, 2):
        counts = built(Store.memory(), given(), jobs)
        assert counts.failed == ["no n0", "no n2"] and counts.articles == 2


class Dying(OneEventReader):
    """Ends its process, as one that runs out of memory does."""

    def read(self, article: Article) -> Reading:
        """End the process."""
        import os

        os._exit(9)


def test_a_worker_that_dies_is_told() -> None:
    store = Store.memory()
    made = recipe(store)
    with pytest.raises(KgError, match="a worker process ended"):
        build(articles(4), side_by_side(Dying, made, 2), made, store, lambda _: None)


def test_articles_are_taken_as_they_are_needed(tmp_path: Path) -> None:
    taken = 0

    def given() -> Iterator[Article]:
        nonlocal taken
        for article in articles(200):
            taken += 1
            yield article

    most = 0

    def tick(counts: Counts) -> None:
        nonlocal most
        most = max(most, taken - counts.done)

    with Store.open(tmp_path / "s", create=True) as store:
        made = recipe(store)
        build(given(), side_by_side(TellingReader, made, 2), made, store, tick)
    assert taken == 200 and most <= 64 + 8 + 1
