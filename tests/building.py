"""Builds in processes of their own, for tests that kill them: a cheap reader, many small articles."""

from __future__ import annotations

from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from conftest import OneEventReader

from kg.model import Article, Reading
from kg.pipeline import Recipe, build, one_by_one
from kg.store import Store


class TellingReader(OneEventReader):
    """Reads as ``OneEventReader`` does, and tells which article it has in hand."""

    def __init__(self, tell: Connection | None = None) -> None:
        self._tell = tell

    def read(self, article: Article) -> Reading:
        """Tell the id, then read."""
        if self._tell is not None:
            self._tell.send(article.id)
        return super().read(article)


def articles(count: int) -> Iterator[Article]:
    """Small articles of several days and papers; of each three, two carry the text of the first."""
    for n in range(count):
        day = f"2030-{1 + n // 9 % 12:02d}-{1 + n // 3 % 28:02d}"
        points = " ".join(f"البند {n // 3 * 100 + point}" for point in range(8))
        text = f"أجرى الوزير كريم شاهين محادثات في القاهرة مع وفد الدفعة {n - n % 3} وبحث فيها {points}"
        yield Article(id=f"n{n}", text=text, published=day, source=f"paper {n % 4}")


def recipe(store: Store) -> Recipe:
    """The recipe of the tests' reader."""
    return Recipe(parties=store.parties(), types=store.types(), reader="test reader")


def run(path: Path, count: int, tell: Connection | None = None) -> None:
    """Build ``count`` articles into the store at ``path``."""
    with Store.open(path, create=True) as store:
        made = recipe(store)
        build(articles(count), one_by_one(TellingReader(tell), made), made, store, lambda _: None)
