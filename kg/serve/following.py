"""A view of a store that another process may be building: opened anew when a newer state is there."""

from __future__ import annotations

from kg.store import Store


class Following:
    """Hands out a read-only view of the store at ``path`` that is as new as what its writer has published."""

    def __init__(self, path: str) -> None:
        """Nothing is opened yet."""
        self._path = path
        self._view: Store | None = None

    def view(self) -> Store:
        """The view; KgError when there is no store."""
        if self._view is None or not self._view.is_newest:
            if self._view is not None:
                self._view.close()
            self._view = None
            self._view = Store.view(self._path)
        return self._view
