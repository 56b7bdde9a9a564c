"""Which articles carry the same text: an agency's story in six papers is one telling, carried six times.

Two articles are near-duplicates when the sets of their folded word triples overlap by ``SAME`` or more
(Jaccard similarity, estimated by MinHash; Broder 1997; of each minimum one byte is kept, Li and König 2010)
and they were published within ``DAYS`` of each other. A formula filled with other names (telegrams to two
heads of state, two executions) is no reprint, however much of it is the same: each text then repeats words
that the other has not at all.

Each article belongs to the earliest one that it nearly repeats, never to a chain of ever less similar ones.
What an article repeats depends on earlier ones alone, so a change is followed from the articles that it
touches to later ones, and the result is that of grouping all anew.
"""

from __future__ import annotations

import datetime
import heapq
import re
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.text.letters import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAME = 0.6
"""Jaccard similarity from which two texts are one: of 30 pairs drawn above it, a reader found 30 so."""
DAYS = 7
"""Days within which a story is reprinted; later, the same words are a formula (condolences, weather)."""
_WORDS = 3
"""Words of a shingle."""
SLOTS = 128
"""Bytes of a sketch: their agreement estimates the similarity with a standard error of .043 at ``SAME``."""
_SEED = 42
_AGREE = SLOTS * (SAME * 255 + 1) / 256
"""Slots that agree at ``SAME``: one in 256 of those of other texts does so by chance."""
_FEWEST = 20
"""Words below which equal texts say nothing about where they come from."""
_OTHER = 3
"""Words of its own that each text repeats when both are one formula about two matters, and"""
_PER = 100
"""how many words of text there may be to each of them."""
_LONG = 4
"""Letters of words that count as a text's own: shorter ones are particles."""
_WORD = re.compile(r"\w+")


def sketch(text: str) -> bytes:
    """``SLOTS`` bytes by which texts are compared; none for a text too short to compare."""
    import rensa

    words = [fold(word) for word in _WORD.findall(text)]
    if len(words) < _FEWEST:
        return b""
    triples = {" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}
    hashes = rensa.RMinHash(num_perm=SLOTS, seed=_SEED)
    hashes.update(sorted(triples))
    return bytes(minimum & 255 for minimum in hashes.digest())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    length: int
    """Words of the text."""
    once: frozenset[int]
    """Checksums (CRC-32) of its longer words."""
    repeated: frozenset[int]
    """Those of the words that it uses more than once."""


@lru_cache(maxsize=4096)
def _wording(text: str) -> _Wording:
    words = [fold(word) for word in _WORD.findall(text)]
    uses = Counter(zlib.crc32(word.encode()) for word in words if len(word) >= _LONG)
    return _Wording(
        length=len(words),
        once=frozenset(uses),
        repeated=frozenset(word for word, count in uses.items() if count > 1),
    )


def is_formula(one: str, other: str) -> bool:
    """Whether two texts of the same words tell of two matters: each insists on words that the other lacks."""
    first, second = _wording(one), _wording(other)
    own = min(len(first.repeated - second.once), len(second.repeated - first.once))
    return own >= _OTHER and own * _PER >= min(first.length, second.length)


class _Day:
    """The sketches of the articles of one day."""

    def __init__(self) -> None:
        self.sketches: dict[str, bytes] = {}
        self._rows: NDArray[np.uint8] | None = None
        self._names: list[str] = []

    def put(self, article: str, slots: bytes) -> None:
        self.sketches[article] = slots
        self._rows = None

    def take(self, article: str) -> None:
        del self.sketches[article]
        self._rows = None

    def like(self, slots: bytes) -> list[str]:
        import numpy as np

        if self._rows is None:
            joined = b"".join(self.sketches.values())
            self._rows = np.frombuffer(joined, dtype=np.uint8).reshape(-1, SLOTS)
            self._names = list(self.sketches)
        agree = np.count_nonzero(self._rows == np.frombuffer(slots, dtype=np.uint8), axis=1)
        return [self._names[at] for at in np.flatnonzero(agree >= _AGREE)]


Age = tuple[bool, str, str]


class Shelf:
    """The sketches of all articles by day: some 400 bytes an article. Articles are any strings."""

    def __init__(self) -> None:
        self._days: dict[str | None, _Day] = {}
        self._published: dict[str, str | None] = {}

    def __contains__(self, article: str) -> bool:
        return article in self._published

    def put(self, article: str, published: str | None, slots: bytes) -> None:
        """Add an article that is not there, with its day as an ISO date and its sketch."""
        self._published[article] = published
        self._days.setdefault(published, _Day()).put(article, slots)

    def take(self, article: str) -> None:
        """Take out an article that is there."""
        published = self._published.pop(article)
        self._days[published].take(article)
        if not self._days[published].sketches:
            del self._days[published]

    def age(self, article: str) -> Age:
        """Sorts articles by day, those without one last, then by name."""
        published = self._published[article]
        return published is None, published or "", article

    def like(self, article: str) -> list[str]:
        """The other articles with such a sketch and of about the same day, earliest first.

        An article without a date may repeat any other.
        """
        published = self._published[article]
        slots = self._days[published].sketches[article]
        days = self._days if published is None else [*_around(published), None]
        found = (other for day in days if day in self._days for other in self._days[day].like(slots))
        return sorted((other for other in found if other != article), key=self.age)

    def later(self, article: str) -> list[str]:
        """Those of them that may repeat ``article``."""
        return [other for other in self.like(article) if self.age(other) > self.age(article)]


def _around(published: str) -> list[str]:
    middle = datetime.date.fromisoformat(published).toordinal()
    first, last = max(1, middle - DAYS), min(datetime.date.max.toordinal(), middle + DAYS)
    return [datetime.date.fromordinal(day).isoformat() for day in range(first, last + 1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketched:
    """An article to be compared."""

    article: str
    published: str | None
    """ISO date; None when the day is not known."""
    slots: bytes
    """What ``sketch`` made of its text, not empty."""


def exchange(
    shelf: Shelf,
    going: Collection[str],
    coming: Iterable[Sketched],
    original: Callable[[str], str | None],
    text: Callable[[str], str],
) -> dict[str, str | None]:
    """Put articles in the place of others; what each that this may affect repeats then, None for nothing.

    ``original`` says what an article repeated before, ``text`` what it says after the change. An article
    in ``going`` that comes as well is replaced. ``shelf`` is changed.
    """
    touched = {other for article in going for other in shelf.later(article)}
    for article in going:
        shelf.take(article)
    came = list(coming)
    for item in came:
        shelf.put(item.article, item.published, item.slots)
    for item in came:
        touched |= {item.article, *shelf.later(item.article)}
    return _follow(shelf, (article for article in touched if article in shelf), original, text)


def _follow(
    shelf: Shelf,
    touched: Iterable[str],
    original: Callable[[str], str | None],
    text: Callable[[str], str],
) -> dict[str, str | None]:
    """From the earliest touched article on: one that begins or ceases to be a reprint touches later ones."""
    found: dict[str, str | None] = {}
    queue = [shelf.age(article) for article in touched]
    heapq.heapify(queue)
    while queue:
        age = heapq.heappop(queue)
        article = age[-1]
        if article in found:
            continue
        near = shelf.like(article)
        found[article] = next(
            (
                other
                for other in near
                if shelf.age(other) < age
                and (found[other] if other in found else original(other)) is None
                and not is_formula(text(other), text(article))
            ),
            None,
        )
        if (found[article] is None) != (original(article) is None):
            for other in near:
                if shelf.age(other) > age:
                    heapq.heappush(queue, shelf.age(other))
    return found
