"""What a stretch of text, or an event type, is about."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Protocol

from kg.lexicon.topics import Hit, Hits, TopicWords
from kg.model import Token
from kg.text.forms import without_article

FLOOR = 1.5
"""Least score of a topic: two weak words, or one strong one."""
SECOND, THIRD = 0.55, 1.0
"""Share of the best score that the second and the third topic must reach."""
LEAD, IN_LEAD, CONTEXT = 60, 0.45, 0.1
"""Words of the lead, and what a word of the lead or of the rest of the article counts beside one of the
stretch itself: news says first what it is about."""


class HasTopics(Protocol):
    """What topics need of the lexicon."""

    @property
    def topics(self) -> TopicWords: ...


def topics_of(tokens: Sequence[Token], first: int, last: int, lexicon: HasTopics) -> tuple[str, ...]:
    """One to three topics of ``tokens[first:last]``, best first; none when nothing reaches the floor.

    ``tokens`` are those of the whole article, whose other words count a little, those of its lead more.
    Each different word counts once: in the stretch, else in the lead, else anywhere.
    """
    scores: dict[str, float] = {}
    seen: set[str] = set()
    hits, lead, rest = _hits(tokens, lexicon.topics)
    here = hits[bisect_left(hits, first, key=_place) : bisect_left(hits, last, key=_place)]
    for part, share in ((here, 1.0), (lead, IN_LEAD), (rest, CONTEXT)):
        for _, key, weights in part:
            if key not in seen:
                seen.add(key)
                for topic, weight in weights:
                    scores[topic] = scores.get(topic, 0.0) + share * weight
    return _best(scores)


def _place(hit: Hit) -> int:
    return hit[0]


def topics_of_type(event_type: str, lexicon: HasTopics) -> tuple[str, ...]:
    """The topics that an event has by its type alone."""
    return lexicon.topics.types.get(event_type, ())


def _hits(tokens: Sequence[Token], words: TopicWords) -> Hits:
    """Where the listed words and sequences stand, in all and each first in the lead and behind it; kept for
    the article that was asked about last."""
    if words.recent and words.recent[0][0] is tokens:
        return words.recent[0][1]
    found: list[Hit] = []
    for i, token in enumerate(tokens):
        keys = words.known.get(token.text)
        if keys is None:
            keys = words.known[token.text] = _keys(token, words)
        if keys:
            _found_at(tokens, i, keys, words, found)
    behind = bisect_left(found, LEAD, key=_place)
    hits = found, _firsts(found[:behind]), _firsts(found[behind:])
    words.recent[:] = [(tokens, hits)]
    return hits


def _firsts(found: list[Hit]) -> list[Hit]:
    """The first hit of each key."""
    firsts: dict[str, Hit] = {}
    for hit in found:
        firsts.setdefault(hit[1], hit)
    return list(firsts.values())


def _found_at(
    tokens: Sequence[Token], i: int, keys: tuple[str, ...], words: TopicWords, found: list[Hit]
) -> None:
    for key in keys:
        for rest, weights in words.sequences.get(key, ()):
            if _follows(tokens, i + 1, rest):
                found.append((i, " ".join((key, *rest)), weights))
                break
    single = next((key for key in keys if key in words.words), None)
    if single is not None:
        found.append((i, single, words.words[single]))


def _keys(token: Token, words: TopicWords) -> tuple[str, ...]:
    if token.kind != "word":
        return ()
    return tuple(form for form in _forms(token) if form in words.words or form in words.sequences)


def _forms(token: Token) -> tuple[str, ...]:
    """The lemmas, stems and form under which a word may be listed, likeliest first, articles stripped."""
    found = []
    for reading in token.analyses[:2]:
        found += [reading.lemma, without_article(reading.stem)]
    found.append(without_article(token.form))
    return tuple(dict.fromkeys(found))


def _follows(tokens: Sequence[Token], i: int, rest: Iterable[str]) -> bool:
    for word in rest:
        if i >= len(tokens) or word not in _forms(tokens[i]):
            return False
        i += 1
    return True


def _best(scores: dict[str, float]) -> tuple[str, ...]:
    ranked = sorted(scores, key=lambda topic: (-scores[topic], topic))
    if not ranked or scores[ranked[0]] < FLOOR:
        return ()
    top = scores[ranked[0]]
    found = ranked[:1]
    for topic, share in zip(ranked[1:3], (SECOND, THIRD), strict=False):
        if scores[topic] < FLOOR or scores[topic] < share * top:
            break
        found.append(topic)
    return tuple(found)
