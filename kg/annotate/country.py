"""The state that an office, a ministry or a source belongs to when no word of the text tells."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from kg.annotate.places import find_places
from kg.model import PlaceMention, Sentence, Token

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_HOME, _OFTEN, _NEAR, _SENTENCE, _LAST, _FIRST = 1.9, 1.4, 0.8, 0.5, 0.3, 0.5
"""What speaks for a state, in log odds: to be the paper's own, the logarithm of how often it is named,
the same of its names near by, to be named before in the sentence, named last, named first.

Fitted (multinomial logit) on officials of 21,000 unlabelled articles whose state is told in at least
three other articles, and on the annotated ones."""
_UNFIT, _COURT = -4.0, 0.9
"""For the paper's own state, when the office is one that it does not have; when it is one of its court."""
_HALF = 60
"""Words after which a name near by counts half."""
_BEHIND = 0.4
"""What a name behind counts beside one before."""


class Country:
    """Finds the state that one article leaves unsaid; ``home`` is the state of its medium."""

    def __init__(
        self,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        lexicon: Lexicon,
        home: str | None,
        places: Sequence[PlaceMention] | None = None,
    ) -> None:
        """``places`` are those of the article where they are known already."""
        self._places = places
        self.tokens, self.lexicon, self.home = tokens, lexicon, home
        self._starts = [sentence.first for sentence in sentences]

    @cached_property
    def _named(self) -> list[tuple[int, str]]:
        """Every state that the text names, by a name of its own or of a place, with where."""
        places = self._places if self._places is not None else find_places(self.tokens, (), self.lexicon)
        found = {place.first: place.code for place in places if place.code}
        for i in range(len(self.tokens)):
            hit = self.lexicon.parties.longest(self.tokens, i)
            if hit is not None and self.lexicon.classes.get(hit.value.code) == "State":
                found[i] = hit.value.code
        return sorted(found.items())

    def of(self, first: int, last: int, *, unfit: bool = False, court: bool = False) -> str | None:
        """The likeliest state for the words ``[first, last)``; None when none is named and none at home.

        ``unfit``: the paper's own state has no such office; ``court``: it is an office of a court.
        """
        named = [(i, code) for i, code in self._named if not first <= i < last]
        often = Counter(code for _, code in named)
        if not often:
            return self.home
        begin = self._starts[max(bisect_right(self._starts, first) - 1, 0)]
        near: dict[str, float] = {}
        for i, code in named:
            near[code] = near.get(code, 0.0) + 0.5 ** (abs(i - first) / _HALF) * (_BEHIND if i > first else 1)
        before = [(i, code) for i, code in named if i < first]
        inside = {code for i, code in before if i >= begin}

        def score(code: str) -> float:
            own = _HOME + _UNFIT * unfit + _COURT * court if code == self.home else 0.0
            told = _OFTEN * log(1 + often[code]) + _NEAR * log(1 + near.get(code, 0.0))
            place = _SENTENCE * (code in inside) + _FIRST * (code == named[0][1])
            return own + told + place + _LAST * (bool(before) and code == before[-1][1])

        candidates = list(dict.fromkeys([*(code for _, code in named), *([self.home] if self.home else [])]))
        return max(candidates, key=score)
