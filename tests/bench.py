"""How fast the reader and the store are on this machine: one process, wall-clock time.

    CORPUS=news.jsonl.gz python tests/bench.py [ARTICLES]

Reads the first ARTICLES (500) of the corpus, or of the seed repeated under new ids when there is no
corpus (repetition flatters the reader: every word is in its cache). Start-up is told apart from reading.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from itertools import islice
from pathlib import Path

from kg.extract.reader import Reader
from kg.graph.quads import quads
from kg.model import Article
from kg.sources import Options, read_inputs
from kg.store import Store
from kg.text.data import data_dir, require


def main(count: int) -> None:
    """Measure and print, one figure a line."""
    begin = time.perf_counter()
    reader = Reader.load(require(data_dir(os.environ)))
    tell("start-up", f"{time.perf_counter() - begin:.2f} s")
    articles, origin = sample(count)
    tell("articles", f"{len(articles)} of {origin}, {sum(len(a.text) for a in articles):,} characters")

    begin = time.perf_counter()
    sentences = sum(len(reader.annotate(article).sentences) for article in articles)
    tell("annotation", f"{per_second(sentences, begin)} sentences/s (first pass: empty caches)")
    begin = time.perf_counter()
    readings = [reader.read(article) for article in articles]
    tell(
        "reading",
        f"{per_second(sentences, begin)} sentences/s, {per_second(len(articles), begin)} articles/s",
    )

    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "s", create=True) as store:
        parties, types = store.parties(), store.types()
        made = [list(quads(reading, parties=parties, types=types)) for reading in readings]
        begin = time.perf_counter()
        for article, said in zip(articles, made, strict=True):
            store.replace_article(article.id, said)
        store.flush()
        total = sum(map(len, made))
        tell("store", f"{per_second(total, begin)} quads/s, {per_second(len(articles), begin)} articles/s")
    tell("events", str(sum(len(reading.events) for reading in readings)))
    tell("claims", str(sum(len(reading.claims) for reading in readings)))
    tell("issues", str(dict(Counter(i.kind for r in readings for i in r.issues).most_common())))
    # Linux counts in kilobytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    tell("peak memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20:,.0f} MiB")


def sample(count: int) -> tuple[list[Article], str]:
    """The articles to measure on, and where they come from."""
    corpus = os.environ.get("CORPUS", "../shared/corpus/news.jsonl.gz")
    path = corpus if Path(corpus).exists() else "seeds"
    found = read_inputs([path], sys.stdin.buffer, Options(), lambda _: None)
    articles = list(islice((a for a in found if isinstance(a, Article)), count))
    if path != "seeds":
        return articles, "the corpus"
    return [replace(articles[0], id=f"copy-{n}") for n in range(count)], "the seed repeated"


def per_second(things: int, begin: float) -> str:
    """``things`` since ``begin``, per second."""
    return f"{things / max(time.perf_counter() - begin, 1e-9):,.0f}"


def tell(name: str, value: str) -> None:
    """One line of the report."""
    print(f"{name:12} {value}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
