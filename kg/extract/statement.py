"""What one construction of attributed speech tells (``kg.extract.statements`` finds them)."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Source, TimeMention


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attributed statement; all ranges are half-open token ranges of the article."""

    speaker: Source | None
    speaker_words: tuple[int, int] | None
    """Where the speaker is named; before the cue's sentence when the speaker is inherited."""
    act: str
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    via: tuple[Source, ...] = ()
    said_on: TimeMention | None = None
    quoted: bool = False
    evidence: tuple[int, int]
    cites: int | None = None
    """Index of the statement that this one rests on, in a chain of sources."""
    confidence: float = 0.8
    rule: str = ""
    """verb, participle, source, quoted-by, formula: which construction told it."""

    @property
    def first(self) -> int:
        """First token of the evidence."""
        return self.evidence[0]

    @property
    def last(self) -> int:
        """One past the last token of the evidence."""
        return self.evidence[1]
