"""Status, time and place of the tellings that make an event: looked for last, as most tellings make none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.circumstances import circumstances, opens
from kg.extract.circumstances_places import Sides
from kg.extract.moods import SAID_AND_DONE, likeliest, status_chances
from kg.extract.surroundings import Scene
from kg.extract.tellings import Telling
from kg.model import Place


def settled(groups: Sequence[Sequence[Telling]]) -> list[list[Telling]]:
    """The tellings of each event with their status, time and place.

    The place of the meeting or visit that opens the article is offered to all that follow it.
    """
    order = sorted((t.at, n, m) for n, group in enumerate(groups) for m, t in enumerate(group))
    found: dict[tuple[int, int], Telling] = {}
    story: tuple[Place, ...] = ()
    opened = -1
    for _, n, m in order:
        telling = _settle(groups[n][m], story if opened < groups[n][m].sentence else ())
        if not story and telling.places and opens(telling.type, telling.status, telling.sentence):
            story, opened = telling.places, telling.sentence
        found[n, m] = telling
    return [[found[n, m] for m in range(len(group))] for n, group in enumerate(groups)]


def _settle(telling: Telling, story: tuple[Place, ...]) -> Telling:
    drawn = telling.drawn
    scene = Scene(drawn.view, drawn.hit, drawn.hits, drawn.sentence, drawn.status)
    if telling.performed:
        return replace(telling, moods=SAID_AND_DONE, status=likeliest([SAID_AND_DONE], [1.0]))
    sides = Sides(frozenset(telling.actors), frozenset(telling.recipients), telling.hosts)
    told = circumstances(scene, sides, story)
    moods = status_chances(scene)
    return replace(
        telling,
        status=likeliest([moods], [1.0]),
        when=told.when,
        places=told.places,
        chances=(told.when_chance, told.place_chance),
        moods=moods,
    )
