"""The state at home in a medium: whose «kingdom» and «ministry» its articles mean when they name none."""

from __future__ import annotations

import re
from pathlib import Path

from kg.lexicon.tables import rows

_TLD = re.compile(r"\.([a-z]{2})(?=[/:\s]|$)")


def load_homes(path: Path) -> tuple[tuple[str, str], ...]:
    """Pairs of a part of a source's name, lower case, and a state's code; longest part first."""
    found = [(row["name"].lower(), row["code"]) for row in rows(path)]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0]), pair)))


def home_of(
    source: str | None, url: str | None, homes: tuple[tuple[str, str], ...], states: set[str]
) -> str | None:
    """The home state of an article's medium: by its name, else by its country domain, else None."""
    told = f"{source or ''} {url or ''}".lower()
    for part, code in homes:
        if part in told:
            return code
    domain = _TLD.search(told)
    code = domain.group(1).upper() if domain else ""
    return {"UK": "GB"}.get(code, code) if {"UK": "GB"}.get(code, code) in states else None
