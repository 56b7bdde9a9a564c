"""Readers beside a writer: each sees one whole state, whatever the writer does or suffers."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from readings import ROOT, visit_reading

from kg.graph import quads
from kg.model import KgError
from kg.store import Store, snapshots


def put(store: Store, article: str) -> None:
    said = quads(visit_reading(article), parties=store.parties(), types=store.types())
    store.replace_article(article, said)


def made(path: Path, *articles: str) -> Path:
    with Store.open(path, create=True) as store:
        for article in articles:
            put(store, article)
    return path


def test_a_view_sees_the_last_flush_and_stays_there(tmp_path: Path) -> None:
    path = made(tmp_path / "s", "a")
    with Store.open(path) as writer:
        put(writer, "b")
        with Store.view(path) as before:
            assert before.articles() == ["a"] and before.is_newest
            writer.flush()
            assert not before.is_newest
            writer.remove_article("a")
            writer.flush()
            assert before.articles() == ["a"]
            assert len(list(before.quads())) > 1000
            with Store.view(path) as after:
                assert after.articles() == ["b"]
    with Store.view(path) as last:
        assert last.articles() == ["b"]


def test_a_view_is_read_only(tmp_path: Path) -> None:
    path = made(tmp_path / "s", "a")
    with Store.view(path) as view:
        with pytest.raises(KgError, match="open for reading only"):
            put(view, "b")
        with pytest.raises(KgError, match="open for reading only"):
            view.remove_article("a")
        view.flush()
    with Store.view(path) as view:
        assert view.articles() == ["a"]


def test_snapshots_that_nobody_holds_go(tmp_path: Path) -> None:
    path = made(tmp_path / "s", "a")
    with Store.open(path) as writer, Store.view(path) as first:
        for article in ("b", "c", "d"):
            put(writer, article)
            writer.flush()
        held = [entry.name for entry in (path / snapshots.FOLDER).iterdir() if entry.is_dir()]
        assert len(held) == 2
        assert first.articles() == ["a"]
    with Store.open(path) as writer:
        put(writer, "e")
    left = sorted(entry.name for entry in (path / snapshots.FOLDER).iterdir())
    assert len(left) == 2 and left[1] == f"{left[0]}.lock"


def test_what_a_killed_writer_had_committed_is_seen(tmp_path: Path) -> None:
    path = made(tmp_path / "s", "a")
    code = (
        "import sys\nsys.path.insert(0, 'tests')\nfrom pathlib import Path\n"
        "from kg.store import Store\nfrom test_views import put\n"
        "store = Store.open(Path(sys.argv[1]))\nput(store, 'b')\nprint('ready', flush=True)\nsys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    with Store.view(path) as view:
        assert view.articles() == ["a"]
    process.send_signal(signal.SIGKILL)
    process.wait()
    with Store.view(path) as view:
        assert view.articles() == ["a", "b"]


def test_no_view_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"no store at .*kg build"):
        Store.view(tmp_path / "none")
    assert not (tmp_path / "none").exists()
