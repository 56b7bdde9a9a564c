"""Tab-separated lists of ``ontologies/``: rows as dictionaries, errors with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.model import KgError


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a TSV file with a header line; lines that start with ``#`` and empty lines are skipped.

    Raises KgError when a row has more columns than the header.
    """
    header: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise KgError(f"{path.name}:{number}: {len(cells)} columns, the header has {len(header)}")
        yield dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
