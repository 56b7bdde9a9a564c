"""Sentences: where the text itself ends them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Sentence, Token
from kg.text.forms import SPELLED

_ENDS = frozenset(".!?؟\u2026")
_CLOSERS = frozenset("\"”»)]'’")
_LONGEST_ABBREVIATION = 1
_LONGEST_SPELLED_LETTER = 3
"""Letters of one spelled letter of an acronym («إن.بي.سي»)."""


def sentences(tokens: Sequence[Token], text: str) -> tuple[Sentence, ...]:
    """Cut at full stops, question and exclamation marks and line ends.

    A stop after a single letter (a title or an initial) or between the letters of an acronym ends nothing;
    closing quotation marks stay with the sentence that they close.
    """
    found: list[Sentence] = []
    first = 0
    for i, token in enumerate(tokens):
        if i + 1 < len(tokens) and not _ends_after(tokens, i, text):
            continue
        found.append(Sentence(first, i + 1, tokens[first].start, token.end))
        first = i + 1
    return tuple(found)


def _ends_after(tokens: Sequence[Token], i: int, text: str) -> bool:
    token, after = tokens[i], tokens[i + 1]
    if after.start > token.end and "\n" in text[token.end : after.start]:
        return True
    if token.kind != "punct":
        return False
    if token.text in _ENDS:
        return not (
            _is_abbreviation(tokens, i)
            or _is_acronym(tokens, i)
            or after.text in _CLOSERS
            or after.text in _ENDS
        )
    return token.text in _CLOSERS and i > 0 and tokens[i - 1].text in _ENDS and after.text not in _CLOSERS


def _is_abbreviation(tokens: Sequence[Token], i: int) -> bool:
    before = tokens[i - 1] if i else None
    return (
        tokens[i].text == "."
        and before is not None
        and before.kind in ("word", "latin")
        and len(before.form) <= _LONGEST_ABBREVIATION
    )


def _is_acronym(tokens: Sequence[Token], i: int) -> bool:
    """A stop between letters spelled one by one: between two of their names, or glued to short words."""
    if i == 0 or tokens[i].text != "." or tokens[i + 1].kind == "punct":
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.form in SPELLED and after.form in SPELLED:
        return True
    glued = before.end == tokens[i].start and tokens[i].end == after.start
    return glued and min(len(before.form), len(after.form)) <= _LONGEST_SPELLED_LETTER
