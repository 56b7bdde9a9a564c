"""How ``build`` is run: processes, how many articles there are, a bar with rate and time left."""

from __future__ import annotations

import gzip
import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.model import Article, KgError

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.extract.reader import Reader
    from kg.pipeline import Counts, Makes, Recipe
    from kg.store import Store

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


def peeked(
    articles: Iterator[Article | KgError],
) -> tuple[Iterator[Article | KgError] | None, list[KgError]]:
    """The articles, None when there is no good one; and the failures before the first good one."""
    failed: list[KgError] = []
    for item in articles:
        if isinstance(item, Article):
            return itertools.chain(failed, [item], articles), failed
        failed.append(item)
    return None, failed


def total(inputs: list[str]) -> int | None:
    """How many articles the inputs hold, None when that cannot be told without reading them."""
    count = 0
    for path in map(Path, inputs):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if not file.is_file():
                if path.is_dir():
                    continue
                return None
            if file.name.endswith((".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")):
                count += _lines(file)
            elif file.name.endswith((".txt", ".md")):
                count += 1
            elif not path.is_dir():
                return None
    return count


def _lines(path: Path) -> int:
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except (OSError, EOFError):
        return 0  # reading it says what is wrong with it


def makes(reader: Callable[..., Reader], threshold: float | None, recipe: Recipe, jobs: int) -> Makes:
    """What reads the articles: this process, or ``jobs`` others."""
    from kg.pipeline import one_by_one
    from kg.workers import side_by_side

    if jobs == 1:
        return one_by_one(reader(threshold), recipe)
    return side_by_side(loader(threshold), recipe, jobs)


def loader(threshold: float | None) -> Callable[[], Reader]:
    """What loads a reader in another process; the morphology data is fetched first if it is not there."""
    from kg.cli.edge import data_folder, fetch
    from kg.extract.confidence import THRESHOLD
    from kg.extract.reader import Reader
    from kg.text.data import is_installed, require

    data = data_folder()
    if not is_installed(data):
        fetch(None)
    return partial(Reader.load, require(data), threshold=THRESHOLD if threshold is None else threshold)


@contextmanager
def progress(articles: int | None) -> Iterator[Callable[[Counts], None]]:
    """A bar on standard error with how many articles, how fast, and how long it will take."""
    with _bar() as bar:
        task = bar.add_task("reading", total=articles, rate="")

        def tick(counts: Counts) -> None:
            speed = bar.tasks[0].speed
            rate = f"{speed:.1f} articles/s" if speed else ""
            bar.update(task, completed=counts.done, rate=rate)

        yield tick


def _bar() -> Progress:
    from rich.progress import TextColumn

    from kg.cli.edge import progress_bar

    bar = progress_bar()
    bar.columns = (*bar.columns, TextColumn("{task.fields[rate]}"))
    return bar


def jobs_option(command: Callable[..., object]) -> Callable[..., object]:
    """``--jobs``."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        default=1,
        show_default=True,
        help="Processes that read; each takes a core and some 700 MB.",
    )(command)


def recipe(store: Store, threshold: float | None) -> Recipe:
    """What makes quads of readings, with the name of this reader."""
    from kg import __version__
    from kg.pipeline import Recipe
    from kg.store import ontology

    name = f"{__version__} {ontology.words_fingerprint()} {threshold}"
    return Recipe(parties=store.parties(), types=store.types(), reader=name)
