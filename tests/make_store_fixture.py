"""Writes tests/stores/format-2.tar.gz: a small store of this format, which later versions must open.

    python tests/make_store_fixture.py

To be run once for a new format; what is committed stays as it is.
"""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

import pyoxigraph as ox
from building import articles, recipe
from conftest import OneEventReader

from kg.graph.vocabulary import ONTOLOGY_GRAPH
from kg.pipeline import build, one_by_one
from kg.store import Store, marker


def main() -> None:
    """Build three articles, pack the folder."""
    target = Path(__file__).parent / "stores" / f"format-{marker.FORMAT}.tar.gz"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        built, path = Path(folder) / "built", Path(folder) / "store"
        with Store.open(built, create=True) as store:
            made = recipe(store)
            build(articles(3), one_by_one(OneEventReader(), made), made, store, lambda _: None)
            # The ontologies are megabytes; whoever opens the store to write renews them.
            kept = [quad for quad in store.quads() if quad.graph_name != ONTOLOGY_GRAPH]
        path.mkdir()
        database = ox.Store(str(path / marker.DATABASE))
        database.extend(kept)
        database.optimize()
        del database
        marker.write(path, version="0.1.0", ontologies="of an older version")
        with tarfile.open(target, "w:gz") as archive:
            archive.add(path, "store", filter=_packed)


def _packed(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Without snapshots, which a writer makes anew, and without the database's log of its doings."""
    if "snapshots" in entry.name or entry.name.endswith(("/LOG", ".lock")):
        return None
    entry.uid = entry.gid = entry.mtime = 0
    entry.uname = entry.gname = ""
    return entry


if __name__ == "__main__":
    main()
