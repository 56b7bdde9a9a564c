"""Where a known name stands in a text, clitics before it and endings behind it left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.text.forms import ARTICLE

_NISBA = "ي"
_ENDINGS = r"(?=(?:ة|ه|ون|ين|ان|تان|تين|ات)?(?!\w))"
"""What may follow a relational adjective: its feminine, dual and plural."""
_BEFORE = rf"(?<!\w)[وف]?[بك]?(?=\w)(?:{ARTICLE}|لل)?"


def occurrences(text: str, names: Iterable[str]) -> list[tuple[int, int, str]]:
    """``(start, end, name)`` of every place of the names in ``text``, longest name first, none overlapping.

    >>> occurrences("زار وفد مصري بيروت ثم عاد إلى مصر", ["مصر", "بيروت"])
    [(13, 18, 'بيروت'), (30, 33, 'مصر')]
    """
    spelt = {name.removeprefix(ARTICLE): name for name in sorted(set(names), reverse=True)}
    known = sorted((bare for bare in spelt if len(bare) > 1), key=lambda bare: (-len(bare), bare))
    if not known:
        return []
    bodies = (re.escape(bare) + (_ENDINGS if bare.endswith(_NISBA) else r"(?!\w)") for bare in known)
    pattern = re.compile(f"{_BEFORE}({'|'.join(bodies)})")
    found = []
    for match in pattern.finditer(text):
        start = match.start(1)
        if text.startswith((ARTICLE, "لل"), start - 2) and start - 2 >= match.start():
            start -= 2
        found.append((start, match.end(1), spelt[match[1]]))
    return found
