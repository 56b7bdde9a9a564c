"""Time and place of a telling: two linear models weigh the times and places that its article offers.

The rules of ``circumstances_times`` and ``circumstances_places`` read a clause; what they choose is one
feature among others of two logistic regressions, which ``make learn`` fits to annotated
articles. Their weights are ``ontologies/circumstances.json``.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extract.circumstances_places import Sides, places_of
from kg.extract.circumstances_times import rule_time, times_of, year_of_line
from kg.extract.surroundings import DONE_BY_SAYING, Scene
from kg.lexicon.features import chance
from kg.model import Place

TIME_SURE, PLACE_SURE = 0.25, 0.25
"""Chance above which a time or place is taken: a graph of candidates would rather show one than none."""
PLACE_SAID = 0.35
"""The same for what is done by saying it: a place in its sentence is mostly that of what is spoken of."""
PLACE_ALSO = 0.4
"""Chance above which further places are taken beside the likeliest."""


class Circumstances(NamedTuple):
    """Time and place of a telling, each with its chance."""

    when: str | None
    when_chance: float
    places: tuple[Place, ...]
    place_chance: float


_STORY_OPENS = 2
"""Sentences at the head of an article whose meeting or visit gives the story its place."""


def opens(type_: str, status: str, sentence: int) -> bool:
    """True for a meeting or visit that an opening sentence of an article tells as a fact."""
    return type_ in ("talks", "visit") and status in ("", "happened", "ongoing") and sentence < _STORY_OPENS


def circumstances(scene: Scene, sides: Sides, story: tuple[Place, ...] = ()) -> Circumstances:
    """When and where the event of ``scene`` is; ``story`` is the place of the opening meeting or visit."""
    return Circumstances(*_when(scene), *_where(scene, sides, story))


def _when(scene: Scene) -> tuple[str | None, float]:
    view = scene.view
    if year_of_line(view):
        told = rule_time(view, scene.hit, scene.status)
        return told, float(told is not None)
    weights = view.lexicon.circumstances.when_table
    ranked = [(chance(weights, choice.features), choice.value) for choice in times_of(scene)]
    best = max(ranked, key=lambda pair: pair[0], default=None)
    return (best[1], best[0]) if best is not None and best[0] >= TIME_SURE else (None, 0.0)


def _where(scene: Scene, sides: Sides, story: tuple[Place, ...]) -> tuple[tuple[Place, ...], float]:
    weights = scene.view.lexicon.circumstances.place_table
    choices = [(chance(weights, c.features), c.places) for c in places_of(scene, sides, story)]
    choices.sort(key=lambda pair: -pair[0])
    if not choices or choices[0][0] < (PLACE_SAID if scene.hit.cue.type in DONE_BY_SAYING else PLACE_SURE):
        return (), 0.0
    taken = [
        place for n, (sure, places) in enumerate(choices) if not n or sure >= PLACE_ALSO for place in places
    ]
    return tuple(dict.fromkeys(taken)), choices[0][0]
