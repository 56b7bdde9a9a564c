"""A view of a store that another process may be building: opened anew when the files have changed."""

from __future__ import annotations

from pathlib import Path

from kg.store import Store

Signature = tuple[tuple[str, int, int], ...]


class Following:
    """Hands out a read-only view of the store at ``path`` that is as new as its files."""

    def __init__(self, path: str | Path) -> None:
        """Nothing is opened yet."""
        self._path = Path(path)
        self._view: Store | None = None
        self._signature: Signature = ()

    def view(self) -> Store:
        """The view; KgError when there is no store."""
        if self._view is None or self._signature != signature(self._path):
            return self.renewed()
        return self._view

    def renewed(self) -> Store:
        """A new view, whether or not a file has changed."""
        self._signature = signature(self._path)
        self._view = Store.read(self._path)
        return self._view


def signature(path: Path) -> Signature:
    """Name, size and time of every file of the database: another one after every commit."""
    found = []
    for file in path.glob("*/*"):
        try:
            told = file.stat()
        except FileNotFoundError:
            continue  # merged away by the writer since it was listed
        if file.suffix == ".log" or file.name.startswith("MANIFEST"):
            found.append((file.name, told.st_size, told.st_mtime_ns))
    return tuple(sorted(found))
