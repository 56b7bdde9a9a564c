"""The marker file that makes a folder a store, and the refusals when it is not one."""

from __future__ import annotations

import json
from pathlib import Path

from kg.model import KgError
from kg.store import journal, judging, snapshots

FORMAT = 2
"""Grows when a store written before can no longer be read or written as it is."""

_NAME = "kg-store.json"
DATABASE = "oxigraph"
"""The folder of the database below the store's."""
_OURS = frozenset({DATABASE, snapshots.FOLDER, snapshots.DIRTY, judging.NAME, journal.NAME, f"{_NAME}.new"})
"""What a store that was killed before it was marked may hold."""


def read(path: Path) -> dict[str, object] | None:
    """The marker of the store at ``path``; None when there is none yet and one may be made there.

    Raises KgError when something else is there, or a store of another format.
    """
    try:
        if not path.exists():
            return None
        if not path.is_dir():
            raise KgError(f"{path} is a file, not a store: name another folder with --store")
        if not (path / _NAME).exists():
            if all(entry.name in _OURS for entry in path.iterdir()):
                return None
            raise KgError(f"{path} is not a store and not empty: name another folder with --store")
        marker = json.loads((path / _NAME).read_text(encoding="utf-8"))
    except OSError as error:
        raise KgError(f"{path}: cannot read the store: {error.strerror or error}") from error
    except ValueError as error:
        raise KgError(f"{path / _NAME} is damaged: build the store anew in another folder") from error
    if not isinstance(marker, dict) or marker.get("format") != FORMAT:
        found = marker.get("version") if isinstance(marker, dict) else None
        raise KgError(
            f"{path} was written by version {found or 'unknown'} in another format: build it anew from the "
            "articles in another folder, or use that version"
        )
    return marker


def write(path: Path, *, version: str, ontologies: str) -> None:
    """Mark ``path`` as a store that holds these ontologies; the file appears whole or not at all."""
    marker = {"format": FORMAT, "version": version, "ontologies": ontologies}
    draft = path / f"{_NAME}.new"
    draft.write_text(json.dumps(marker, indent=1) + "\n", encoding="utf-8")
    draft.replace(path / _NAME)
