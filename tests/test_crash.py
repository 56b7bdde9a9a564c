"""kill -9 at any moment: nothing committed is lost, nothing is half there, and the build goes on."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

from building import run

from kg.graph.vocabulary import REPRINTS_GRAPH
from kg.query import check
from kg.store import Store

KILLS = 50
ARTICLES = 160


def told(hear: Connection) -> int:
    """The number of the next article in hand, -1 when nothing more comes."""
    try:
        return int(hear.recv()[1:])
    except EOFError:
        return -1


def lines(path: Path) -> list[str]:
    with Store.view(path) as view:
        return sorted(map(str, view.quads()))


def test_fifty_killed_builds_end_in_the_same_bytes(tmp_path: Path) -> None:
    run(tmp_path / "quiet", ARTICLES)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["building", "numpy", "rensa"])
    chance = random.Random(50)
    path, last, killed = tmp_path / "killed", -1, 0
    while killed < KILLS:
        hear, tell = context.Pipe(duplex=False)
        process = context.Process(target=run, args=(path, ARTICLES, tell))
        process.start()
        tell.close()
        heard = [told(hear) for _ in range(chance.randint(1, 4))]
        time.sleep(chance.random() * 0.03)
        process.kill()
        process.join()
        while hear.poll() and (number := told(hear)) >= 0:
            heard.append(number)
        # All before the article in hand was committed; it alone may be read again.
        assert heard[0] in (last, last + 1)
        assert heard == list(range(heard[0], heard[0] + len(heard)))
        last = heard[-1]
        hear.close()
        killed += 1
    run(path, ARTICLES)
    assert lines(path) == lines(tmp_path / "quiet")
    with Store.view(path) as view:
        assert len(view.articles()) == ARTICLES
        assert len(list(view.quads(REPRINTS_GRAPH))) == ARTICLES - -(-ARTICLES // 3)
        assert check(view) == ()
