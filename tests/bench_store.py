"""How fast a graph is built from many articles, with one process and with two; wall-clock time.

    CORPUS=news.jsonl.gz python tests/bench_store.py [ARTICLES]

Builds the first ARTICLES (600) of the corpus twice, then stores what was read once more by itself, beside
Oxigraph's bulk loader on the same quads. With 37071 articles it takes an hour.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyoxigraph as ox
from bench import sample, tell

from kg.extract.reader import Reader
from kg.graph.vocabulary import ONTOLOGY_GRAPH
from kg.model import Article
from kg.pipeline import Counts, Made, Recipe, build
from kg.store import Store
from kg.text.data import data_dir, require
from kg.workers import side_by_side

_STEPS = (1000, 3000, 10_000, 20_000, 37_000)
"""Numbers of articles at which the pace of the store is told."""
_BATCH = 64


def main(count: int) -> None:
    """Measure and print, one figure a line."""
    articles, origin = sample(count)
    tell("articles", f"{len(articles)} of {origin}")
    load = partial(Reader.load, require(data_dir(os.environ)))
    reader = load()
    some = articles[:100]
    each = sum(len(reader.annotate(article).sentences) for article in some) / len(some)
    del reader
    with tempfile.TemporaryDirectory() as folder:
        for jobs in (1, 2):
            _whole(Path(folder) / f"jobs-{jobs}", articles, load, jobs, each)
        made = _made(articles, load, Path(folder) / "recipe")
        _store(Path(folder), made)
    unit = 1 if sys.platform == "darwin" else 1024
    for who, name in ((resource.RUSAGE_SELF, "writer"), (resource.RUSAGE_CHILDREN, "worker")):
        tell(f"memory {name}", f"{resource.getrusage(who).ru_maxrss * unit / 2**20:,.0f} MiB at most")


def _recipe(store: Store) -> Recipe:
    return Recipe(parties=store.parties(), types=store.types(), reader="bench")


def _whole(path: Path, articles: list[Article], load: partial[Reader], jobs: int, each: float) -> None:
    """A build from text to closed store; the clock starts when the first article is stored."""
    begin = 0.0

    def tick(counts: Counts) -> None:
        nonlocal begin
        if not begin and counts.articles:
            begin = time.perf_counter()

    with Store.open(path, create=True) as store:
        recipe = _recipe(store)
        counts = build(articles, side_by_side(load, recipe, jobs), recipe, store, tick)
    rate = counts.articles / (time.perf_counter() - begin)
    tell(f"build, {jobs}", f"{rate:,.1f} articles/s, {rate * each:,.0f} sentences/s ({jobs} reading)")


def _made(articles: list[Article], load: partial[Reader], path: Path) -> list[Made]:
    with Store.open(path, create=True) as store:
        recipe = _recipe(store)
        found = side_by_side(load, recipe, 2)(iter(articles))
        return [item for item in found if isinstance(item, Made)]


def _parsed(made: list[Made]) -> Iterator[dict[str, list[ox.Quad]]]:
    for start in range(0, len(made), _BATCH):
        some = made[start : start + _BATCH]
        yield {m.article: list(ox.parse(m.quads, ox.RdfFormat.N_QUADS)) for m in some}


def _store(folder: Path, made: list[Made]) -> None:
    with Store.open(folder / "stored", create=True) as store:
        spent, done, before = 0.0, 0, (0, 0.0)
        for some in _parsed(made):
            begin = time.perf_counter()
            store.replace_articles(some)
            spent += time.perf_counter() - begin
            done += len(some)
            if any(done - len(some) < step <= done for step in _STEPS) or done == len(made):
                pace = (spent - before[1]) / max(done - before[0], 1)
                tell(f"at {done:,}", f"{pace * 1000:.1f} ms an article for resolving and storing")
                before = done, spent
        begin = time.perf_counter()
        store.flush()
        spent += time.perf_counter() - begin
        quads = [quad for quad in store.quads() if quad.graph_name != ONTOLOGY_GRAPH]
    size = sum(f.stat().st_size for f in (folder / "stored" / "oxigraph").iterdir())
    begin = time.perf_counter()
    database = ox.Store(str(folder / "bulk"))
    database.bulk_extend(quads)
    raw = time.perf_counter() - begin
    tell("store", f"{len(quads) / spent:,.0f} quads/s, {len(quads)} quads")
    tell("bulk loader", f"{len(quads) / raw:,.0f} quads/s: the store keeps {raw / spent:.0%} of it")
    tell("on disk", f"{size / len(made) / 1000:,.0f} kB an article, ontologies included")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
