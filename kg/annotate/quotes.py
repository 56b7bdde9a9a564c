"""Quotations: which tokens stand inside quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Token

_PAIRS = {"«": "»", "“": "”", "„": "“", "‘": "’", "‹": "›", "{": "}"}
_CLOSERS = frozenset(_PAIRS.values()) | {"»", "”"}
_STRAIGHT = '"'

LONGEST = 400
"""Words in one quotation; a mark without its partner within them is taken for a slip."""


def find_quotes(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Half-open token ranges between quotation marks, marks excluded, in reading order.

    Quotations run over sentences but not over each other; a mark that is never closed quotes nothing.
    Mixed pairs («…”) close each other, since newspapers mix them.
    """
    found: list[tuple[int, int]] = []
    opened, mark = -1, ""
    for i, token in enumerate(tokens):
        if token.kind != "punct":
            continue
        if opened >= 0 and _closes(token.text, mark):
            if i > opened + 1:
                found.append((opened + 1, i))
            opened = -1
        elif (opened < 0 or i - opened > LONGEST) and (
            token.text in _PAIRS or token.text in (_STRAIGHT, "”")
        ):
            opened, mark = i, token.text
    return tuple(found)


def _closes(text: str, mark: str) -> bool:
    if mark == _STRAIGHT:
        return text in (_STRAIGHT, "”")
    return text == _PAIRS.get(mark, "") or text in _CLOSERS or (mark == "”" and text in ("”", "“"))
