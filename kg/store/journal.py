"""A change that is made in several steps and yet is all or nothing: written down first, then made.

Oxigraph's one way to delete and insert in one transaction is a SPARQL update of long text; its bulk
loader, twice as fast as a transaction, is none. So a change is written to a folder that appears whole
(by renaming it), then made, then the folder goes. A writer that finds such a folder makes the change
again: taking away and adding are the same however often they are done. Readers see snapshots, which
are taken between changes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import NamedNode, Quad, RdfFormat

_MANY = 10_000
"""Quads from which the bulk loader, which is no transaction by itself, takes half the time."""
NAME = "journal"
"""The folder below the store's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change: quads to take away, quads to add, and a graph that must not even stay empty."""

    going: frozenset[Quad]
    coming: frozenset[Quad]
    drop: NamedNode | None = None


def make(database: ox.Store, step: Step, folder: Path | None) -> None:
    """Make the change; ``folder`` is the store's, None for one in memory, which nothing survives."""
    plain = not step.going and step.drop is None and len(step.coming) < _MANY
    if folder is None or plain:
        _apply(database, step)
        return
    _write(folder, step)
    _apply(database, step)
    _drop(folder)


def redo(database: ox.Store, folder: Path) -> bool:
    """Make the change that a killed writer had written down; whether there was one."""
    for litter in folder.glob(f".{NAME}.*"):
        shutil.rmtree(litter, ignore_errors=True)
    if not (folder / NAME).is_dir():
        return False
    _apply(database, _read(folder / NAME))
    _drop(folder)
    return True


def _apply(database: ox.Store, step: Step) -> None:
    for quad in step.going:
        database.remove(quad)
    if step.drop is not None:
        database.remove_graph(step.drop)
    if len(step.coming) >= _MANY:
        database.bulk_extend(step.coming)
    elif step.coming:
        database.extend(step.coming)


def _write(folder: Path, step: Step) -> None:
    draft = folder / f".{NAME}.part"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    _dump(step.going, draft / "going.nq")
    _dump(step.coming, draft / "coming.nq")
    if step.drop is not None:
        (draft / "drop").write_text(step.drop.value, encoding="utf-8")
    draft.rename(folder / NAME)


def _dump(quads: Iterable[Quad], path: Path) -> None:
    ox.serialize(quads, path, RdfFormat.N_QUADS)


def _read(path: Path) -> Step:
    drop = path / "drop"
    return Step(
        going=frozenset(ox.parse(path=path / "going.nq", format=RdfFormat.N_QUADS)),
        coming=frozenset(ox.parse(path=path / "coming.nq", format=RdfFormat.N_QUADS)),
        drop=NamedNode(drop.read_text(encoding="utf-8")) if drop.exists() else None,
    )


def _drop(folder: Path) -> None:
    gone = folder / f".{NAME}.old"
    (folder / NAME).rename(gone)
    shutil.rmtree(gone, ignore_errors=True)
