"""Fit the linker's models to annotated articles, labelled cues and the examples of the cue tables.

Deterministic: the same articles, ontologies and code give the same weights. Nothing of the articles is
kept but how often features went with each role: closed-class values, and lemmas of words beside a cue.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from kg.extract.assemble import grouped
from kg.extract.candidates import Candidate
from kg.extract.confidence import Rivals
from kg.extract.drawn import Drawn
from kg.extract.events import surest
from kg.extract.linker import Linker
from kg.extract.reader import Reader
from kg.extract.statements import find_statements
from kg.extract.tellings import draw, find_tellings, inherit
from kg.extract.violence import VIOLENT, evidence
from kg.learn.gold import GoldEvent, Told, party_key, tells
from kg.learn.labels import Label, read_labels
from kg.learn.regression import regress
from kg.lexicon.cues import Cue
from kg.lexicon.features import Crossed
from kg.model import Article

FOLDS = 5
"""Parts of the articles; the second model learns from links that the first made without their part."""
WHOLE = -2
"""The part that no sample belongs to: the models that are fitted without it see everything."""
WRITTEN = -1
"""The part of the cue tables' own examples, which every fit sees."""
_PRIOR = 2.0
"""Weight of a cue's own example in the second model: types that annotated articles hardly tell must not
count as unlikely for that, and a cue that an expert adds must be able to fire."""
_SEEN = 5
"""Samples that must show a feature before it is weighed."""
_DIGITS, _LEAST = 2, 0.02
"""Digits of weights, and those nearer to nothing that are left out: they change hardly a choice."""
_ROLES_C, _TOLD_C, _EVENTS_C, _VIOLENCE_C = 0.06, 0.07, 0.1, 0.05
"""Inverse strengths of the penalty on weights, chosen by cross-validation on the training set."""
_DOUBTFUL = 0.5
"""Weight of a label about which careful readers may differ."""
_OPTIONAL = 0.3
"""Weight of an event that the annotation leaves to the reader."""
_INEXACT = 0.6
"""Weight of a sample whose cue the annotation does not mark itself."""


_DONE = ("happened", "ongoing")


class Example(NamedTuple):
    """A cue of an annotated article with what it tells, if anything."""

    fold: int
    drawn: Drawn
    told: Told | None
    events: Sequence[GoldEvent]
    weight: float = 1.0
    """What it counts when the second model learns whether a telling is right."""
    asserted: bool | None = None
    """Whether its words tell its type as done, whoever takes part; None where nobody said."""


Given = tuple[Article, list[GoldEvent]]
"""An annotated article with its events."""


def examples(reader: Reader, given: Iterable[Given]) -> list[Example]:
    """Every cue of the annotated articles."""
    found = []
    for number, (article, events) in enumerate(given):
        ann = reader.annotate(article)
        for drawn in map(_lean, draw(ann, reader.lexicon, find_statements(ann, reader.lexicon))):
            found.append(Example(number % FOLDS, drawn, tells(ann, drawn, events), events))
    return found


def labelled(reader: Reader, labels: Path, corpus: Path) -> list[Example]:
    """Every labelled cue (``kg.learn.labels``)."""
    found: list[Example] = []
    for number, (article, told) in enumerate(read_labels(labels, corpus, reader.lexicon.symmetric)):
        ann = reader.annotate(article)
        drawn = map(_lean, draw(ann, reader.lexicon, find_statements(ann, reader.lexicon)))
        for at, alternatives in groupby(drawn, key=lambda d: d.hit.at[0]):
            label = told.get(ann.tokens[at].start)
            if label is not None:
                found += _labelled(number % FOLDS, list(alternatives), label)
    return found


def _labelled(fold: int, alternatives: Sequence[Drawn], label: Label) -> Iterator[Example]:
    """A labelled word as each type of event that it may tell; only the right one shows the roles."""
    event = label.event
    right_one = {d.hit.cue.type for d in alternatives} & {event.type if event else ""}
    for drawn in alternatives:
        shown = event is not None and (not right_one or drawn.hit.cue.type in right_one)
        yield Example(
            fold,
            drawn,
            Told(event, exact=True) if event is not None and shown else None,
            # A matter inside one country is no event between countries, though its sides are told.
            [] if event is None or label.domestic else [event],
            _DOUBTFUL if label.doubtful else 1.0,
            label.type == drawn.hit.cue.type and (label.domestic or label.status in _DONE),
        )


def _lean(drawn: Drawn) -> Drawn:
    """``drawn`` with one copy in memory of each feature."""
    lean = [c._replace(features=_interned(c.features)) for c in drawn.candidates]
    return drawn._replace(candidates=lean, around=tuple(map(sys.intern, drawn.around)))


def _interned(features: Crossed) -> Crossed:
    return Crossed(features.form, features.type, tuple(map(sys.intern, features.own)))


def written(reader: Reader) -> list[Example]:
    """The examples of the cue tables, whose parties the tables tell."""
    found = []
    for number, cue in enumerate(_cues(reader)):
        article = Article(id=f"cue{number}", text=cue.example)
        ann = reader.annotate(article)
        events = [_expected(item, reader.lexicon.symmetric) for item in cue.expect.split(";") if item.strip()]
        for drawn in map(_lean, draw(ann, reader.lexicon, find_statements(ann, reader.lexicon))):
            event = next((e for e in events if e.type == drawn.hit.cue.type), None)
            if event is not None:
                told = Told(event, exact=True)
                found.append(Example(WRITTEN, drawn, told, events, asserted="@" not in cue.expect))
    return found


def _cues(reader: Reader) -> list[Cue]:
    cues = {id(cue): cue for found in reader.lexicon.cues.values() for cue in found}
    return sorted((c for c in cues.values() if c.example and c.expect), key=lambda c: (c.id, c.example))


def _expected(item: str, symmetric: frozenset[str]) -> GoldEvent:
    """The event of an ``expect`` item: ``aid JP>NP@planned``."""
    words = item.strip().partition("@")[0]
    type_, _, parties = words.partition(" ")
    actors, _, recipients = parties.partition(">")
    sides = [
        frozenset(party_key(code.strip()) for code in side.split(",") if code.strip())
        for side in (actors, recipients)
    ]
    return GoldEvent(type_, sides[0], sides[1], "", "", False, type_ in symmetric)


class Fitted(NamedTuple):
    """The linker fitted to everything, and for each part of the articles one fitted without it."""

    whole: Linker
    without: dict[int, Linker]


def fit(found: Sequence[Example]) -> Fitted:
    """Roles, then tellings as the roles of the other parts show them; events come last (``fit_events``).

    The links of a part are proposed by roles fitted without it, whoever learns from them.
    """
    parts = range(FOLDS)
    roles = fit_roles(found)
    unseen = {fold: Linker(fit_roles([e for e in found if e.fold != fold]), {}) for fold in parts}
    unseen[WRITTEN] = Linker(roles, {})
    samples = [sample for e in found for sample in _links(e, unseen[e.fold])]
    violent = list(_violent(found))
    without = {
        fold: Linker(
            unseen[fold].roles,
            fit_told([s for s in samples if s.fold != fold]),
            violence=fit_told([s for s in violent if s.fold != fold], _VIOLENCE_C),
        )
        for fold in parts
    }
    whole = Linker(roles, fit_told(samples), violence=fit_told(violent, _VIOLENCE_C))
    return Fitted(whole, without)


class Sample(NamedTuple):
    """Something that is right or wrong, with its features."""

    fold: int
    features: Crossed
    right: bool
    weight: float


def _violent(found: Iterable[Example]) -> Iterator[Sample]:
    """Words of violence that are labelled or stand in the cue tables: whether they tell it as done."""
    for e in found:
        if e.asserted is not None and e.drawn.hit.cue.type in VIOLENT:
            weight = _PRIOR if e.fold == WRITTEN else e.weight
            yield Sample(e.fold, _interned(evidence(e.drawn)), e.asserted, weight)


def _links(example: Example, linker: Linker) -> Iterator[Sample]:
    """Every way that the roles of a cue may be filled."""
    drawn = example.drawn
    weight = _PRIOR if example.fold == WRITTEN else example.weight
    for link in linker.links(drawn.slots, drawn.candidates, drawn.around):
        correct = right(example, link.actors, link.recipients)
        yield Sample(example.fold, _interned(link.features), correct, weight)


def fit_events(reader: Reader, fitted: Fitted, given: Sequence[Given]) -> Fitted:
    """``fitted`` with the weights of events, learned from annotated articles that its parts have not seen."""
    samples: list[Sample] = []
    for number, (article, events) in enumerate(given):
        fold = number % FOLDS
        part = Reader(reader.lexicon, reader.morphology, fitted.without[fold])
        samples += _judged(part, fold, article, events)
    samples += _own_words(reader, fitted.whole)
    without = {
        fold: replace(linker, events=fit_told([s for s in samples if s.fold != fold], _EVENTS_C))
        for fold, linker in fitted.without.items()
    }
    return Fitted(replace(fitted.whole, events=fit_told(samples, _EVENTS_C)), without)


def _own_words(reader: Reader, linker: Linker) -> Iterator[Sample]:
    """The events of the cue tables' own examples: what they tell must be able to become an event."""
    own = Reader(reader.lexicon, reader.morphology, linker)
    for number, cue in enumerate(_cues(reader)):
        events = [_expected(item, reader.lexicon.symmetric) for item in cue.expect.split(";") if item.strip()]
        for sample in _judged(own, WRITTEN, Article(id=f"cue{number}", text=cue.example), events):
            yield sample._replace(weight=sample.weight * _PRIOR)


def _judged(reader: Reader, fold: int, article: Article, events: Sequence[GoldEvent]) -> Iterator[Sample]:
    """Every event that the tellings of an article make, with whether the annotation has it."""
    ann = reader.annotate(article)
    statements = find_statements(ann, reader.lexicon)
    tellings = inherit(find_tellings(ann, reader.lexicon, reader.linker, statements))
    _, groups = grouped(tellings, reader.lexicon)
    rivals = Rivals(groups)
    for n, group in enumerate(groups):
        best = surest(group)
        doers, others = frozenset(map(party_key, best.actors)), frozenset(map(party_key, best.recipients))
        if len(doers | others) < 2:
            continue
        hits = [e for e in events if e.type == best.type and e.roles() == (doers, others)]
        weight = _OPTIONAL if hits and all(e.optional for e in hits) else 1.0
        yield Sample(fold, rivals.evidence(n), bool(hits), weight)


def fit_roles(found: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """Weights of every feature for doer and other side, the bystander's taken off."""
    told = [
        (candidate.features, example.told.event.role(candidate.code), example.told.exact)
        for example in found
        if example.told is not None
        for candidate in example.drawn.candidates
    ]
    model = regress(
        (features.names() for features, _, _ in told),
        [role for _, role, _ in told],
        [1.0 if exact else _INEXACT for _, _, exact in told],
        strength=_ROLES_C,
        seen=_SEEN,
    )
    none, actor, recipient = model.weights
    rows = zip(model.names, actor - none, recipient - none, strict=True)
    learned = {
        name: (round(float(a), _DIGITS), round(float(r), _DIGITS))
        for name, a, r in rows
        if max(abs(a), abs(r)) >= _LEAST
    }
    bias = model.bias
    learned[""] = (round(float(bias[1] - bias[0]), 3), round(float(bias[2] - bias[0]), 3))
    return learned


def fit_told(samples: Sequence[Sample], strength: float = _TOLD_C) -> dict[str, float]:
    """Weights of every feature for being right."""
    model = regress(
        (s.features.names() for s in samples),
        [int(s.right) for s in samples],
        [s.weight for s in samples],
        strength=strength,
        seen=_SEEN,
    )
    pairs = zip(model.names, model.weights[0], strict=True)
    learned = {name: round(float(w), _DIGITS) for name, w in pairs if abs(w) >= _LEAST}
    learned[""] = round(float(model.bias[0]), 3)
    return learned


def right(example: Example, actors: Sequence[Candidate], recipients: Sequence[Candidate]) -> bool:
    """True when an annotated event has the cue's type and exactly these parties."""
    type_, symmetric = example.drawn.hit.cue.type, example.drawn.view.lexicon.symmetric
    doers = frozenset(party_key(c.code) for c in actors)
    others = frozenset(party_key(c.code) for c in recipients)
    want = (doers | others, frozenset()) if type_ in symmetric else (doers, others)
    return any(e.type == type_ and e.roles() == want for e in example.events)
