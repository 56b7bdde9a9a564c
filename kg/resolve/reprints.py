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
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import eq
from typing import TYPE_CHECKING

from kg.text.letters import folded

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
_DIFFER = 42
"""Of the lowest bits of the slots: of texts that are the same, one pair in 500,000 differs in more."""
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

    words = _WORD.findall(folded(text))
    if len(words) < _FEWEST:
        return b""
    triples = set(map(" ".join, zip(*(words[at:] for at in range(_WORDS)), strict=False)))
    hashes = rensa.RMinHash(num_perm=SLOTS, seed=_SEED)
    hashes.update(list(triples))
    return bytes(minimum & 255 for minimum in hashes.digest())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    length: int
    """Words of the text."""
    once: frozenset[int]
    """Checksums (CRC-32) of its longer words."""
    repeated: frozenset[int]
    """Those of the words that it uses more than once."""


@lru_cache(maxsize=512)
def _wording(text: str) -> _Wording:
    words = _WORD.findall(folded(text))
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketched:
    """An article to be compared."""

    article: str
    published: str | None
    """ISO date; None when the day is not known."""
    slots: bytes
    """What ``sketch`` made of its text, not empty."""


class _Bucket:
    """One bit of each slot of the sketches of some days: enough to rule out nearly all that are not alike."""

    def __init__(self) -> None:
        import numpy as np

        self.names: list[str] = []
        self._places: dict[str, int] = {}
        self._bits = np.empty((2, 16), dtype=np.uint64)

    def put(self, article: str, slots: bytes) -> None:
        import numpy as np

        place = self._places[article] = len(self.names)
        self.names.append(article)
        if place == self._bits.shape[1]:
            self._bits = np.concatenate((self._bits, np.empty_like(self._bits)), axis=1)
        self._bits[:, place] = _bits(slots)

    def take(self, article: str) -> None:
        """The last one takes its place."""
        place, last = self._places.pop(article), self.names.pop()
        if last != article:
            self.names[place] = last
            self._places[last] = place
            self._bits[:, place] = self._bits[:, len(self.names)]

    def like(self, slots: bytes) -> list[str]:
        import numpy as np

        differing = np.bitwise_count(self._bits[:, : len(self.names)] ^ _bits(slots)[:, None])
        return [self.names[at] for at in np.flatnonzero(differing[0] + differing[1] <= _DIFFER)]


def _bits(slots: bytes) -> NDArray[np.uint64]:
    import numpy as np

    return np.packbits(np.frombuffer(slots, dtype=np.uint8) & 1).view(np.uint64)


Age = tuple[bool, str, str]


class Shelf:
    """The sketches of all articles by week: some 600 bytes an article. Articles are any strings."""

    def __init__(self) -> None:
        self._buckets: dict[int | None, _Bucket] = {}
        self._held: dict[str, Sketched] = {}

    def __contains__(self, article: str) -> bool:
        return article in self._held

    def put(self, item: Sketched) -> None:
        """Add an article that is not there."""
        self._held[item.article] = item
        week = _day(item.published) // DAYS if item.published else None
        self._buckets.setdefault(week, _Bucket()).put(item.article, item.slots)

    def take(self, article: str) -> None:
        """Take out an article that is there."""
        published = self._held.pop(article).published
        week = _day(published) // DAYS if published else None
        self._buckets[week].take(article)
        if not self._buckets[week].names:
            del self._buckets[week]

    def age(self, article: str) -> Age:
        """Sorts articles by day, those without one last, then by name."""
        published = self._held[article].published
        return published is None, published or "", article

    def like(self, article: str) -> list[str]:
        """The other articles with such a sketch and of about the same day, earliest first.

        An article without a date may repeat any other.
        """
        item = self._held[article]
        weeks: Iterable[int | None] = self._buckets
        if item.published is not None:
            week = _day(item.published) // DAYS
            weeks = (week - 1, week, week + 1, None)
        near = (other for w in weeks if w in self._buckets for other in self._buckets[w].like(item.slots))
        return sorted((o for o in near if o != article and _alike(item, self._held[o])), key=self.age)


def _alike(one: Sketched, other: Sketched) -> bool:
    if one.published and other.published and abs(_day(one.published) - _day(other.published)) > DAYS:
        return False
    agreeing: int = sum(map(eq, one.slots, other.slots))
    return agreeing >= _AGREE


@lru_cache(maxsize=16_384)
def _day(published: str) -> int:
    return datetime.date.fromisoformat(published).toordinal()


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
    touched = {other for article in going for other in shelf.like(article)}
    for article in going:
        shelf.take(article)
    came = list(coming)
    for item in came:
        shelf.put(item)
    change = _Change(shelf, original, text)
    for item in came:
        touched |= {item.article, *change.like(item.article)}
    return change.follow(article for article in touched if article in shelf)


class _Change:
    """Which articles are reprints once a shelf holds what it shall."""

    def __init__(
        self, shelf: Shelf, original: Callable[[str], str | None], text: Callable[[str], str]
    ) -> None:
        self._shelf, self._original, self._text = shelf, original, text
        self._near: dict[str, list[str]] = {}

    def like(self, article: str) -> list[str]:
        """Looks once for each article."""
        if article not in self._near:
            self._near[article] = self._shelf.like(article)
        return self._near[article]

    def follow(self, touched: Iterable[str]) -> dict[str, str | None]:
        """From the earliest touched one on: one that begins or ceases to be a reprint touches later ones."""
        found: dict[str, str | None] = {}
        queue = [self._shelf.age(article) for article in touched]
        heapq.heapify(queue)
        while queue:
            age = heapq.heappop(queue)
            article = age[-1]
            if article in found:
                continue
            found[article] = self._first(article, found)
            if (found[article] is None) != (self._original(article) is None):
                for later in map(self._shelf.age, self.like(article)):
                    if later > age:
                        heapq.heappush(queue, later)
        return found

    def _first(self, article: str, found: Mapping[str, str | None]) -> str | None:
        """The earliest article that is no reprint itself and that this one repeats."""
        age, text = self._shelf.age(article), self._text
        for other in self.like(article):
            if self._shelf.age(other) >= age:
                return None
            first = found[other] if other in found else self._original(other)
            if first is None and not is_formula(text(other), text(article)):
                return other
        return None
