"""How sure the reader is of an event, all its tellings and its rivals in the article considered.

A linear model as in ``kg.extract.linker``: it weighs how sure the single tellings are, how many there are,
and whether the same article tells the same parties of another type, or the same type of other parties.
``make learn`` fits it; its weights are in ``ontologies/linker.json``.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

from kg.extract.tellings import Telling
from kg.lexicon.features import Crossed, Table, chance

THRESHOLD = 0.2
"""Chance below which no event is made."""
FLOOR = 0.15
"""Chance below which a telling makes no event to be weighed."""

_STEPS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


Group = Sequence[Telling]


class Rivals:
    """The possible events of one article, each a group of tellings, and what they say about each other."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self.groups = groups
        self.parties = [frozenset(c for t in g for c in (*t.actors, *t.recipients)) for g in groups]
        self.surest = [max(t.confidence for t in g) for g in groups]
        self.by_parties = _index((parties, n) for n, parties in enumerate(self.parties))
        self.by_type = _index((g[0].type, n) for n, g in enumerate(groups))
        self.by_sentence = _index((t.sentence, n) for n, g in enumerate(groups) for t in g)

    def confidence(self, number: int, weights: Table[float]) -> float:
        """Between 0 and 1: the chance that an event is told, with these parties in these roles."""
        return round(chance(weights, self.evidence(number)), 2)

    def evidence(self, number: int) -> Crossed:
        """What speaks for and against the event ``number`` among all of the article."""
        group = self.groups[number]
        best = max(group, key=lambda t: (t.confidence, -t.at))
        type_, level = best.type, _level(self.surest[number])
        shape = f"{min(len(best.actors), 3)}>{min(len(best.recipients), 2)}"
        status = best.drawn.status or "none"
        spread = best.drawn.view.lexicon.spread((*best.actors, *best.recipients))
        sure = sorted((t.confidence for t in group), reverse=True)
        own = (
            f"spread {spread}",
            f"level {level}",
            f"level2 {level // 2}",
            f"tellings {min(len(group), 4)}",
            f"tellings {min(len(group), 3)} level {level // 2}",
            f"second {_level(sure[1]) if len(sure) > 1 else 'none'}",
            *self._against(number, best),
            f"groups {min(len(self.groups), 9)}",
            f"sentence {min(best.sentence, 4)}",
            f"shape {shape}",
            f"status {status}",
            f"whole {len({(t.actors, t.recipients) for t in group}) > 1}",
        )
        return Crossed("", type_, own)

    def _against(self, number: int, best: Telling) -> list[str]:
        """The same parties in another type of event, other parties in the same, others in its sentence."""
        own, parties, type_ = self.surest[number], self.parties[number], best.type
        alike = [n for n in self.by_parties[parties] if self.groups[n][0].type != type_]
        others = [n for n in self.by_type[type_] if n != number and self.parties[n] & parties]
        here = [n for n in self.by_sentence[best.sentence] if n != number]
        found = [f"here {min(len(here), 3)} {self._rival(here, own)}"]
        for name, rivals in (("types", alike), ("parties", others)):
            found.append(f"other {name} {min(len(rivals), 3)} {self._rival(rivals, own)}")
            found.append(f"any other {name} {self._rival(rivals, own)}")
        return found

    def _rival(self, numbers: Sequence[int], own: float) -> str:
        """How the surest of some rivals compares with an event as sure as ``own``."""
        if not numbers:
            return "none"
        most = max(self.surest[n] for n in numbers)
        return "surer" if most > own + 0.1 else "equal" if most > own - 0.1 else "weaker"


Key = TypeVar("Key", bound=Hashable)


def _index(pairs: Iterable[tuple[Key, int]]) -> dict[Key, list[int]]:
    """Numbers by key, each once, in order."""
    found: dict[Key, dict[int, None]] = {}
    for key, number in pairs:
        found.setdefault(key, {})[number] = None
    return {key: list(numbers) for key, numbers in found.items()}


def _level(chance: float) -> int:
    return sum(chance >= step for step in _STEPS)
