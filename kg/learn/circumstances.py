"""Fit the models of time and place (``kg.extract.circumstances``) to annotated articles.

Deterministic, as ``kg.learn.fit``: what is kept is how often closed-class features went with each answer.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.extract.circumstances import opens
from kg.extract.circumstances_places import PlaceChoice, Sides, places_of
from kg.extract.circumstances_times import TimeChoice, times_of
from kg.extract.reader import Reader
from kg.extract.statements import find_statements
from kg.extract.surroundings import Scene
from kg.extract.tellings import draw
from kg.learn.fit import Given
from kg.learn.gold import GoldEvent, tells
from kg.learn.regression import regress
from kg.lexicon.circumstances import CircumstanceWeights
from kg.lexicon.features import Crossed
from kg.model import Place
from kg.text.forms import without_article
from kg.text.letters import fold

FOLDS = 5
"""Parts of the articles, for honest figures."""
_WHEN_C, _PLACE_C = 0.03, 0.1
"""Inverse strengths of the penalty on weights, chosen by cross-validation."""
_SEEN = 10
"""Choices that must show a feature before it is weighed."""
_LEAST = 0.03
"""Weights nearer to nothing than this are left out."""
_INEXACT = 0.4
"""Weight of a sample whose cue the annotation does not mark itself."""
_UNTOLD = 0.4
"""Weight of the choices of an event whose time or place the annotation leaves out."""
_ALIKE = 0.66
"""Share of the words of the shorter name that two names of one place have in common."""


class Sample(NamedTuple):
    """A cue that tells an annotated event, with what there was to choose from."""

    fold: int
    event: GoldEvent
    exact: bool
    times: Sequence[TimeChoice]
    places: Sequence[PlaceChoice]

    @property
    def weight(self) -> float:
        """What the sample counts."""
        return (1.0 if self.exact else _INEXACT) * (0.5 if self.event.optional else 1.0)


def samples(reader: Reader, given: Iterable[Given]) -> list[Sample]:
    """Every cue of the annotated articles that tells an event of theirs."""
    found: list[Sample] = []
    for number, (article, events) in enumerate(given):
        ann = reader.annotate(article)
        story: tuple[Place, ...] = ()
        for drawn in draw(ann, reader.lexicon, find_statements(ann, reader.lexicon)):
            told = tells(ann, drawn, events)
            if told is None:
                continue
            link = reader.linker.link(drawn.slots, drawn.candidates, drawn.around)
            sides = Sides(
                frozenset(c.code for c in link.actors),
                frozenset(c.code for c in link.recipients),
                tuple(c.mention for c in link.recipients),
            )
            scene = Scene(drawn.view, drawn.hit, drawn.hits, drawn.sentence, drawn.status)
            places = places_of(scene, sides, story)
            found.append(Sample(number % FOLDS, told.event, told.exact, times_of(scene), places))
            if not story and opens(drawn.hit.cue.type, drawn.status, drawn.sentence):
                story = next((c.places for c in places if same_place(told.event.where, c.places)), ())
    return found


def fit(found: Sequence[Sample], status: dict[str, tuple[float, ...]]) -> CircumstanceWeights:
    """The models of time and place from ``found``, beside that of ``status`` (``kg.learn.moods``)."""
    return CircumstanceWeights(
        _fit_choices(
            [
                (
                    s.event.when is not None,
                    s.weight,
                    [(c.features, same_time(s.event.when, c.value)) for c in s.times],
                )
                for s in found
            ],
            _WHEN_C,
        ),
        _fit_choices(
            [
                (
                    bool(s.event.where),
                    s.weight,
                    [(c.features, same_place(s.event.where, c.places[:1])) for c in s.places],
                )
                for s in found
            ],
            _PLACE_C,
        ),
        status,
    )


def _fit_choices(
    found: Sequence[tuple[bool, float, list[tuple[Crossed, bool]]]], strength: float
) -> dict[str, float]:
    rows = [
        (own, int(right), weight * (1.0 if told else _UNTOLD))
        for told, weight, choices in found
        for own, right in choices
    ]
    model = regress(
        (own.names() for own, _, _ in rows),
        [right for _, right, _ in rows],
        [weight for _, _, weight in rows],
        strength=strength,
        seen=_SEEN,
    )
    pairs = zip(model.names, model.weights[0], strict=True)
    learned = {name: round(float(w), 2) for name, w in pairs if abs(w) >= _LEAST}
    learned[""] = round(float(model.bias[0]), 2)
    return learned


def same_time(gold: str | None, value: str | None) -> bool:
    """True when two EDTF values are the same days."""
    return gold is not None and value is not None and (gold == value or _days(gold) == _days(value))


def _days(when: str) -> tuple[str, str]:
    first, _, last = when.partition("/")
    last = last or first
    if len(last) == len("2021"):
        last += "-12"
    if len(last) == len("2021-07"):
        length = calendar.monthrange(int(last[:4]), int(last[5:]))[1] if last[:4].isdigit() else 31
        last += f"-{length}"
    return first + "-01-01"[len(first) - 4 :] if len(first) < len("2021-07-29") else first, last


def same_place(gold: Sequence[str], places: Sequence[Place]) -> bool:
    """True when one of ``places`` has a name of ``gold``, spelling and articles aside."""
    return any(_alike(name, place.name) for name in gold for place in places)


def _alike(a: str, b: str) -> bool:
    ours, theirs = ({without_article(w) for w in fold(name).split()} for name in (a, b))
    small = min(len(ours), len(theirs))
    return small > 0 and len(ours & theirs) / small >= _ALIKE
