"""The words of the pages in Arabic and English: rows of ``texts.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kg.model import KgError

LANGUAGES = ("ar", "en")
"""Languages of the pages; the first is the one for who asks for none of them."""
_FILE = Path(__file__).parent / "texts.tsv"


@lru_cache(maxsize=2)
def texts(lang: str) -> Mapping[str, str]:
    """Key to words in ``lang``; KgError for a language that the file has not."""
    head, *rows = (line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line)
    if lang not in head[1:]:
        raise KgError(f"lang={lang}: the pages speak {' and '.join(head[1:])}")
    at = head.index(lang)
    return {row[0]: row[at] for row in rows}
