"""How sure the reader is of an event, and of what its confidence rests on."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.tellings import GUESS, Telling

_TOLD, _GUESSED = 0.56, 0.37
"""Shares of events right in type and parties, optional ones included, on 300 annotated articles:
with all parties in their own slots, and with one taken from the sentence."""
_AGAIN = 0.08
"""What a second telling adds; set by hand."""


def confidence(group: Sequence[Telling]) -> float:
    """Between 0 and 1: by whether grammar told the parties, a little more when told more than once."""
    told = any(GUESS not in t.slots and len(t.slots) > 0 for t in group)
    score = _TOLD if told else _GUESSED
    return round(score + (_AGAIN if len(group) > 1 else 0.0), 2)
