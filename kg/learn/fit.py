"""Fit the linker's two models on annotated articles and on the examples of the cue tables.

Deterministic: the same articles, ontologies and code give the same weights. Nothing of the articles is
kept but how often closed-class features went with each role.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.extract.candidates import Candidate
from kg.extract.linker import Linker
from kg.extract.reader import Reader
from kg.extract.statements import find_statements
from kg.extract.tellings import Drawn, draw
from kg.learn.gold import GoldEvent, Told, party_key, read_gold, tells
from kg.lexicon.cues import Cue
from kg.model import Article

FOLDS = 5
"""Parts of the articles; the second model learns from links that the first made without their part."""
WRITTEN = -1
"""The part of the cue tables' own examples, which every fit sees."""
_PRIOR = 0.25
"""Weight of a cue's own example in the second model: types that annotated articles hardly tell must not
count as unlikely for that, and a cue that an expert adds must be able to fire."""
_SEEN = 4
"""Articles' samples that must show a feature before it is weighed."""
_ROLES_C, _TOLD_C = 0.06, 0.1
"""Inverse strengths of the penalty on weights, chosen by cross-validation on the training set."""
_INEXACT = 0.6
"""Weight of a sample whose cue the annotation does not mark itself."""


class Example(NamedTuple):
    """A cue of an annotated article with what it tells, if anything."""

    fold: int
    drawn: Drawn
    told: Told | None
    events: Sequence[GoldEvent]


def examples(reader: Reader, articles: Path, gold: Path) -> list[Example]:
    """Every cue of the annotated articles."""
    found = []
    for number, (article, events) in enumerate(read_gold(articles, gold, reader.lexicon.symmetric)):
        ann = reader.annotate(article)
        for drawn in draw(ann, reader.lexicon, find_statements(ann, reader.lexicon)):
            found.append(Example(number % FOLDS, drawn, tells(ann, drawn, events), events))
    return found


def written(reader: Reader) -> list[Example]:
    """The examples of the cue tables, whose parties the tables tell."""
    found = []
    for number, cue in enumerate(_cues(reader)):
        article = Article(id=f"cue{number}", text=cue.example)
        ann = reader.annotate(article)
        events = [_expected(item, reader.lexicon.symmetric) for item in cue.expect.split(";") if item.strip()]
        for drawn in draw(ann, reader.lexicon, find_statements(ann, reader.lexicon)):
            event = next((e for e in events if e.type == drawn.hit.cue.type), None)
            if event is not None:
                found.append(Example(WRITTEN, drawn, Told(event, exact=True), events))
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


def fit(found: Sequence[Example]) -> Linker:
    """Both models from ``found``."""
    parts = (WRITTEN, *range(FOLDS))
    unfolded = {fold: Linker(fit_roles([e for e in found if e.fold != fold]), {}) for fold in parts}
    roles = fit_roles(found)
    return Linker(roles, fit_told(found, unfolded))


def held_out(found: Sequence[Example]) -> dict[int, Linker]:
    """For each part of the articles the models that were fitted without it: what an honest figure needs."""
    return {fold: fit([e for e in found if e.fold != fold]) for fold in range(FOLDS)}


def fit_roles(found: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """Weights of every feature for doer and other side, the bystander's taken off."""
    features, labels, weights = [], [], []
    for example in found:
        if example.told is None:
            continue
        for candidate in example.drawn.candidates:
            features.append(candidate.features)
            labels.append(example.told.event.role(candidate.code))
            weights.append(1.0 if example.told.exact else _INEXACT)
    names, model = _regress(features, labels, weights, _ROLES_C)
    none, actor, recipient = model.coef_
    rows = zip(names, actor - none, recipient - none, strict=True)
    learned = {name: (round(float(a), 3), round(float(r), 3)) for name, a, r in rows}
    bias = model.intercept_
    learned[""] = (round(float(bias[1] - bias[0]), 3), round(float(bias[2] - bias[0]), 3))
    return learned


def fit_told(found: Sequence[Example], linkers: dict[int, Linker]) -> dict[str, float]:
    """Weights of every feature for a telling that is right in type, parties and direction."""
    features, labels, weights = [], [], []
    for example in found:
        drawn = example.drawn
        for link in linkers[example.fold].links(drawn.slots, drawn.candidates, drawn.around):
            features.append(link.features)
            labels.append(int(right(example, link.actors, link.recipients)))
            weights.append(_PRIOR if example.fold == WRITTEN else 1.0)
    names, model = _regress(features, labels, weights, _TOLD_C)
    learned = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    learned[""] = round(float(model.intercept_[0]), 3)
    return learned


def right(example: Example, actors: Sequence[Candidate], recipients: Sequence[Candidate]) -> bool:
    """True when an annotated event has the cue's type and exactly these parties."""
    type_, symmetric = example.drawn.hit.cue.type, example.drawn.view.lexicon.symmetric
    doers = frozenset(party_key(c.code) for c in actors)
    others = frozenset(party_key(c.code) for c in recipients)
    want = (doers | others, frozenset()) if type_ in symmetric else (doers, others)
    return any(e.type == type_ and e.roles() == want for e in example.events)


def _regress(
    features: Sequence[Sequence[str]], labels: Sequence[int], weights: Sequence[float], strength: float
) -> tuple[list[str], LogisticRegression]:
    counts = Counter(f for row in features for f in row)
    vectors = DictVectorizer()
    matrix = vectors.fit_transform([{f: 1 for f in row if counts[f] >= _SEEN} for row in features])
    model = LogisticRegression(C=strength, max_iter=1000, tol=1e-6)
    model.fit(matrix, labels, sample_weight=weights)
    return list(vectors.get_feature_names_out()), model
