"""Sentences: where the text itself ends them."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Sentence, Token
from kg.text.forms import DOMAINS, SPELLED

_ENDS = frozenset(".!?؟\u2026")
_CLOSERS = frozenset("\"”»)]'’")
_PAUSES = frozenset("،,؛;:")
_LONGEST_ABBREVIATION = 1

LONGEST = 400
"""Tokens of one sentence, as good as all that news writes; what goes on longer has lost its stops, and is
cut at its last mark."""


def sentences(tokens: Sequence[Token], text: str) -> tuple[Sentence, ...]:
    """Cut at full stops, question and exclamation marks and line ends.

    A stop after a single letter (a title or an initial) or between the letters of an acronym ends nothing;
    closing quotation marks stay with the sentence that they close.
    """
    found: list[Sentence] = []
    first = 0
    for i in range(len(tokens)):
        last = i + 1
        if last < len(tokens) and not _ends_after(tokens, i, text):
            if last - first < LONGEST:
                continue
            last = _pause(tokens, first + LONGEST // 2, last)
        found.append(Sentence(first, last, tokens[first].start, tokens[last - 1].end))
        first = last
    return tuple(found)


def _pause(tokens: Sequence[Token], least: int, last: int) -> int:
    """Where to cut what never ends: behind its last mark from ``least`` on, else at ``last``."""
    return next((j for j in range(last, least, -1) if tokens[j - 1].text in _PAUSES), last)


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
    """A stop between letters spelled one by one («إن. بي. سي»), or glued inside a name or an address."""
    if i == 0 or tokens[i].text != "." or tokens[i + 1].kind == "punct":
        return False
    before, after = tokens[i - 1], tokens[i + 1]
    if before.form in SPELLED and after.form in SPELLED:
        return True
    if before.end < tokens[i].start or tokens[i].end < after.start:
        return False
    if before.kind == after.kind == "latin" or after.form in DOMAINS:
        return True
    return _is_letter(before) and (_is_letter(after) or (i > 1 and tokens[i - 2].text == "."))


def _is_letter(token: Token) -> bool:
    """True for a letter or the name of one."""
    return token.form in SPELLED or (len(token.form) == 1 and token.kind != "number")
