"""A cue in its sentence with all that may take part in what it tells: what the models weigh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.candidates import Candidate
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.roles import Slots


class Drawn(NamedTuple):
    """A cue of a sentence with the parties that may take part in what it tells."""

    sentence: int
    hits: Sequence[CueHit]
    """All cues of the sentence."""
    slots: Slots
    candidates: list[Candidate]
    status: str
    """As ``status_of`` gives it."""
    around: tuple[str, ...] = ()
    """Features of the cue's place in the article and of its status."""

    @property
    def view(self) -> Clauses:
        """The sentence's clauses."""
        return self.slots.clauses

    @property
    def hit(self) -> CueHit:
        """The cue."""
        return self.slots.hit
