"""Snapshots for readers beside a writer: hard links to the database's files, whole or not there.

RocksDB leaves it undefined to open a database for reading while another process writes it. So the
writer publishes a snapshot at each flush, and readers open the newest one. A reader holds a shared
lock on the snapshot it reads; the writer takes away older ones that nobody holds. Locks end with the
process that holds them, so a killed reader or writer leaves nothing that keeps others waiting.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where a file that somebody has open cannot be deleted
    fcntl = None  # type: ignore[assignment]

FOLDER = "snapshots"
"""The folder of the snapshots below the store's."""
DIRTY = "unpublished"
"""A file that stands while the database may hold more than the newest snapshot."""


class Hold:
    """A reader's claim on one snapshot, until ``release`` or the end of the process."""

    def __init__(self, path: Path, lock: int) -> None:
        """``path`` is the snapshot, ``lock`` the open file descriptor that holds it."""
        self.path = path
        self._lock: int | None = lock

    def release(self) -> None:
        """Let the writer take the snapshot away; a second call does nothing."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


def _published(store: Path) -> list[Path]:
    """The snapshots of ``store``, oldest first."""
    folder = store / FOLDER
    return sorted(path for path in folder.glob("[0-9]*") if path.is_dir()) if folder.is_dir() else []


def newest(store: Path) -> Path | None:
    """The newest snapshot, None when there is none."""
    return next(reversed(_published(store)), None)


def hold(store: Path) -> Hold | None:
    """The newest snapshot, held; None when there is none."""
    while (path := newest(store)) is not None:
        lock = _shared(path)
        # Between the look and the lock the writer may have taken it away.
        if lock is not None and path.is_dir():
            return Hold(path, lock)
        if lock is not None:
            os.close(lock)
    return None


def _lock_file(snapshot: Path) -> Path:
    return snapshot.with_name(f"{snapshot.name}.lock")


def _shared(snapshot: Path) -> int | None:
    try:
        lock = os.open(_lock_file(snapshot), os.O_RDONLY)
    except FileNotFoundError:
        return None
    if fcntl is not None:
        fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def publish(store: Path, backup: Callable[[str], None]) -> None:
    """Make a snapshot with ``backup``, which fills a folder that does not exist yet; drop older ones."""
    folder = store / FOLDER
    folder.mkdir(exist_ok=True)
    before = newest(store)
    name = f"{int(before.name) + 1 if before else 1:09d}"
    draft = folder / f".{name}.part"
    shutil.rmtree(draft, ignore_errors=True)
    backup(str(draft))
    (folder / f"{name}.lock").touch()
    draft.rename(folder / name)
    tidy(store)


def tidy(store: Path) -> None:
    """Take away what no reader needs: all but the newest snapshot, and the litter of killed writers."""
    folder = store / FOLDER
    for old in _published(store)[:-1]:
        _drop(old)
    for litter in (*folder.glob(".*.part"), *folder.glob(".*.old")):
        shutil.rmtree(litter, ignore_errors=True)


def _drop(snapshot: Path) -> None:
    lock = _shared_out(snapshot)
    if lock is None:
        return
    try:
        gone = snapshot.with_name(f".{snapshot.name}.old")
        snapshot.rename(gone)
        _lock_file(snapshot).unlink(missing_ok=True)
        shutil.rmtree(gone, ignore_errors=True)
    finally:
        os.close(lock)


def _shared_out(snapshot: Path) -> int | None:
    """The snapshot's lock when no reader holds it, else None."""
    lock = os.open(_lock_file(snapshot), os.O_RDONLY | os.O_CREAT)
    if fcntl is not None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            return None
    return lock


def mark_dirty(store: Path) -> None:
    """Say that the database will hold more than the newest snapshot."""
    (store / DIRTY).touch()


def mark_clean(store: Path) -> None:
    """Say that the newest snapshot holds all that the database holds."""
    with suppress(FileNotFoundError):
        (store / DIRTY).unlink()


def is_current(store: Path) -> bool:
    """Whether the newest snapshot is known to hold all that the database holds."""
    return newest(store) is not None and not (store / DIRTY).exists()
