"""Whether two names can be one person's."""

from __future__ import annotations

from collections.abc import Sequence


def agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name's words are all among the other's, in order: with or without middle names.

    >>> agree(("عادل", "جبير"), ("عادل", "بن", "احمد", "جبير")), agree(("عادل", "جبير"), ("عادل", "احمد"))
    (True, False)
    """
    few, many = sorted((a, b), key=len)
    rest = iter(many)
    return bool(few) and all(word in rest for word in few)
