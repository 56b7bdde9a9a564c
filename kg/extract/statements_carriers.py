"""Who carried the words: media named beside the statements of a sentence become their carriers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.model import Source

if TYPE_CHECKING:
    from kg.extract.statements import Statement

_NEAR = 3
"""Words after the that of a medium's report in which the speaker whom it reports is named."""


def carry(found: list[Statement], source: Source, at: int, start: int = 0) -> None:
    """Name ``source`` as carrier of the statement nearest before ``at``, else of the next one."""
    earlier = [n for n in range(start, len(found)) if found[n].cue[0] <= at]
    n = earlier[-1] if earlier else start
    statement = found[n]
    if source.name not in {s.name for s in statement.via} and source != statement.speaker:
        found[n] = replace(statement, via=(*statement.via, source))


def prefaced(found: list[Statement], start: int, source: Source | None) -> None:
    """According to Reuters, the minister said: the agency carries what follows in the sentence."""
    told = [n for n in range(start, len(found)) if found[n].speaker == source]
    if source is None or len(found) - start < 2 or not told or told[0] != start:
        return
    del found[start]
    for n in range(start, len(found)):
        if source != found[n].speaker:
            found[n] = replace(found[n], via=(*found[n].via, source))


def relayed(found: list[Statement], start: int, media: list[Source]) -> None:
    """Reuters said that the minister announced: he speaks, it carries."""
    n = start
    while n + 1 < len(found):
        outer, inner = found[n], found[n + 1]
        if outer.speaker is not None and outer.speaker in media and _reports(outer, inner):
            found[n + 1] = replace(inner, via=(*inner.via, outer.speaker))
            del found[n]
        n += 1


def _reports(outer: Statement, inner: Statement) -> bool:
    """True when what ``outer`` says begins with another speaker and what he says."""
    if outer.rule != "verb" or inner.rule != "verb" or not outer.content or inner.speaker_words is None:
        return False
    begin = outer.content[0][0]
    named = min(inner.speaker_words[0], inner.cue[0])
    return inner.speaker not in (None, outer.speaker) and begin <= named <= begin + _NEAR
