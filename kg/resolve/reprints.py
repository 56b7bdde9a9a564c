"""Which articles carry the same text: an agency's story in six papers is one telling, carried six times.

Two articles are near-duplicates when the sets of their folded word triples overlap by ``SAME`` or more
(Jaccard similarity, estimated by MinHash; Broder 1997) and they were published within ``DAYS`` of each other.
A formula filled with other names (telegrams to two heads of state, two executions) is no reprint, however
much of it is the same: each text then repeats words that the other has not at all.

Candidates come from locality-sensitive hashing: the work grows with the articles, not with their pairs. Each
article belongs to the earliest one that it nearly repeats, never to a chain of ever less similar ones.
"""

from __future__ import annotations

import datetime
import re
import zlib
from array import array
from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.model import Article
from kg.text.letters import fold

SAME = 0.6
"""Jaccard similarity from which two texts are one: of 30 pairs drawn above it, a reader found 30 so."""
DAYS = 7
"""Days within which a story is reprinted; later, the same words are a formula (condolences, weather)."""
_WORDS = 3
"""Words of a shingle."""
_SLOTS, _BANDS, _SEED = 128, 32, 42
"""128 slots estimate with a standard error of .043 at ``SAME``; 32 bands of 4 find 99 % of pairs at .6."""
_FEWEST = 20
"""Words below which equal texts say nothing about where they come from."""
_OTHER = 3
"""Words of its own that each text repeats when both are one formula about two matters, and"""
_PER = 100
"""how many words of text there may be to each of them."""
_LONG = 4
"""Letters of words that count as a text's own: shorter ones are particles."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What must be known of an article to find its reprints: some 1,500 bytes. Can be pickled."""

    id: str
    published: str | None
    hashes: Any
    """``rensa.RMinHash``; None for a text too short to compare."""
    length: int
    """Words of the text."""
    once: bytes
    """Checksums (CRC-32) of its longer words, 4 bytes each, sorted."""
    repeated: bytes
    """Those of the words that it uses more than once."""


def sketch(article: Article) -> Sketch:
    """The sketch of one article: a pure function of its text, made wherever the article is read."""
    import rensa

    words = [fold(word) for word in _WORD.findall(article.text)]
    hashes = None
    if len(words) >= _FEWEST:
        triples = {" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}
        hashes = rensa.RMinHash(num_perm=_SLOTS, seed=_SEED)
        hashes.update(sorted(triples))
    uses = Counter(word for word in words if len(word) >= _LONG)
    return Sketch(
        id=article.id,
        published=article.published,
        hashes=hashes,
        length=len(words),
        once=_packed(uses),
        repeated=_packed(word for word, count in uses.items() if count > 1),
    )


def _packed(words: Iterable[str]) -> bytes:
    return array("I", sorted({zlib.crc32(word.encode()) for word in words})).tobytes()


def reprints(sketches: Iterable[Sketch]) -> dict[str, str]:
    """Each article that nearly repeats an earlier one, with the earliest such article: id to id.

    ``found.get(id, id)`` is then the article that stands for a telling: who counts sources counts these.
    An article without a date may repeat any other; such come last. The result is the same whatever the order
    of ``sketches``; an id stands for one article.
    """
    import rensa

    index = rensa.RMinHashLSH(threshold=SAME, num_perm=_SLOTS, num_bands=_BANDS)
    known = {sketch.id: sketch for sketch in sketches if sketch.hashes is not None}
    ordered = sorted(known.values(), key=_earliness)
    # Where every date is known, only a week of articles need be remembered.
    forgets = bool(ordered) and ordered[-1].published is not None
    recent: deque[int] = deque()
    found = {}
    for number, item in enumerate(ordered):
        while forgets and recent and not _near(ordered[recent[0]].published, item.published):
            index.remove(recent.popleft())
        first = min((at for at in index.query(item.hashes) if _same(ordered[at], item)), default=None)
        if first is None:
            index.insert(number, item.hashes)
            recent.append(number)
        else:
            found[item.id] = ordered[first].id
    return found


def _earliness(sketch: Sketch) -> tuple[bool, str, str]:
    return sketch.published is None, sketch.published or "", sketch.id


def _same(one: Sketch, other: Sketch) -> bool:
    near = _near(one.published, other.published)
    return near and one.hashes.jaccard(other.hashes) >= SAME and not _formula(one, other)


def _formula(one: Sketch, other: Sketch) -> bool:
    """Whether two texts of the same words tell of two matters: each insists on words that the other lacks."""
    own = min(_own(one, other), _own(other, one))
    return own >= _OTHER and own * _PER >= min(one.length, other.length)


def _own(one: Sketch, other: Sketch) -> int:
    return len(set(memoryview(one.repeated).cast("I")).difference(memoryview(other.once).cast("I")))


def _near(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return True
    first, second = datetime.date.fromisoformat(one), datetime.date.fromisoformat(other)
    return abs((second - first).days) <= DAYS
