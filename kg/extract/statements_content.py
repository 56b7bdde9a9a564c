"""What is said: the that-clause, the quotation, or the sentence a source phrase vouches for."""

from __future__ import annotations

from bisect import bisect_left

from kg.annotate.annotations import Annotations
from kg.extract.statements_people import Voice
from kg.extract.statements_phrases import Phrases
from kg.model import Sentence, TimeMention

Ranges = tuple[tuple[int, int], ...]


def content_of(
    ann: Annotations, phrases: Phrases, first: int, last: int, voice: Voice, sentence: Sentence, rule: str
) -> tuple[Ranges, bool]:
    """Token ranges of what the cue ``[first, last)`` reports, and whether it is direct speech."""
    if rule == "source":
        return _vouched(first, max(last, voice.last), sentence), False
    begin = max(last, voice.last) if first < voice.first < sentence.last else last
    stop = sentence.last
    opening = next((j for j in range(begin, stop) if phrases.opens_speech(j)), None)
    begin = opening + 1 if opening is not None else begin
    inside = next(((a, b) for a, b in phrases.speech_quotes if begin - 1 <= a <= begin + 1), None)
    if inside is not None:
        return (inside,), True
    while stop > begin and ann.tokens[stop - 1].kind == "punct":
        stop -= 1
    return ((begin, stop),) if stop > begin else (), False


def _vouched(first: int, last: int, sentence: Sentence) -> Ranges:
    """The sentence without the source phrase ``[first, last)``."""
    parts = ((sentence.first, first), (last, sentence.last))
    return tuple((a, b) for a, b in parts if b - a > 1)


def evidence_of(first: int, last: int, voice: Voice, content: Ranges, sentence: Sentence) -> tuple[int, int]:
    """From the first to the last of cue, speaker (when in the sentence) and content."""
    edges = [(first, last), *content]
    if sentence.first <= voice.first < sentence.last:
        edges.append((voice.first, min(voice.last, sentence.last)))
    return min(a for a, _ in edges), max(b for _, b in edges)


def said_on(ann: Annotations, cue: int, content: Ranges, sentence: Sentence) -> TimeMention | None:
    """The time told between the cue and what is said."""
    stop = min((first for first, _ in content), default=sentence.last)
    at = bisect_left(ann.times, cue, key=lambda time: time.first)
    return ann.times[at] if at < len(ann.times) and ann.times[at].last <= max(stop, cue) else None
