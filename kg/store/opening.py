"""The first and the last steps with a store's folder, with the refusals when they cannot be made."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg import __version__
from kg.model import KgError
from kg.store import marker


class InUse(KgError):
    """Another process writes the store."""


def database(folder: Path) -> ox.Store:
    """The database of a store, to be written; InUse when another process does so, KgError otherwise."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return ox.Store(str(folder / marker.DATABASE))
    except OSError as error:
        if "LOCK" in str(error) or "lock" in str(error):
            raise InUse(
                f"{folder} is in use by another process that writes: wait for its end, or name another store"
            ) from error
        raise KgError(f"{folder}: cannot open the store: {' '.join(str(error).split())}") from error


def mark(folder: Path, fingerprint: str) -> None:
    """Note which ontologies and tables the store holds; KgError when the folder cannot be written."""
    try:
        marker.write(folder, version=__version__, ontologies=fingerprint)
    except OSError as error:
        raise KgError(f"{folder}: cannot write: {error.strerror or error}") from error
