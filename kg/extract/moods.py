"""The status of a telling: what its grammar says by rule, weighed with the words around its cue.

``kg.extract.status`` reads negation, governing words, mood and tense; here its answer is one feature of a
multinomial logistic regression, which ``make learn`` fits to annotated articles and labelled cues. Its
weights are in ``ontologies/circumstances.json``.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from kg.annotate.words import best
from kg.extract.surroundings import Scene
from kg.model import Token

STATUSES = ("happened", "ongoing", "planned", "proposed", "denied", "cancelled")
_AHEAD_OF_US = ("planned", "proposed")
SAID_AND_DONE = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""The chances of what is done by saying it: «I invite»."""

_SIDE = (5, 4)
"""Words before and after a cue that may say more of its status."""
_CLOSED = frozenset(("part", "conj", "prep", "adv"))
_BEFORE, _AFTER = 12, 9
"""Words before and after a cue among which particles and adverbs count."""
_GOVERNORS, _FAR, _NEAR, _AHEAD = 2, 14, 4, 8
"""Verbs before a cue that count and how far back; what is near; how far ahead a verb counts."""


def status_chances(scene: Scene) -> tuple[float, ...]:
    """The chance of each of ``STATUSES``."""
    weights = scene.view.lexicon.circumstances.status
    totals = list(weights.get("", (0.0,) * len(STATUSES)))
    for feature in status_features(scene):
        for n, weight in enumerate(weights.get(feature, ())):
            totals[n] += weight
    most = max(totals)
    odds = [math.exp(total - most) for total in totals]
    return _by_rule([o / sum(odds) for o in odds], scene.status)


def _by_rule(chances: list[float], rule: str) -> tuple[float, ...]:
    """What has not happened yet is planned or proposed as the rule says: grammar tells these apart."""
    if rule in _AHEAD_OF_US:
        planned, proposed = (STATUSES.index(status) for status in _AHEAD_OF_US)
        both = chances[planned] + chances[proposed]
        chances[planned], chances[proposed] = (both, 0.0) if rule == "planned" else (0.0, both)
    return tuple(chances)


def likeliest(chances: Sequence[Sequence[float]], trusts: Sequence[float]) -> str:
    """The status that tellings with these ``chances`` speak for most, each as far as it is trusted."""
    sums = [sum(t * c[n] for c, t in zip(chances, trusts, strict=True)) for n in range(len(STATUSES))]
    return STATUSES[sums.index(max(sums))]


def status_features(scene: Scene) -> tuple[str, ...]:
    """What speaks for a status: the rule's answer, the cue, the verbs and words around it."""
    hit, rule = scene.hit, scene.status or "none"
    type_ = hit.cue.type
    found = [
        f"rule {rule}",
        f"rule {rule} {hit.cue.pos}",
        f"type {type_}",
        f"type {type_} rule {rule}",
        f"cue {hit.cue.id}",
        f"cue {hit.cue.id} rule {rule}",
        f"sentence {min(scene.number, 4)}",
        f"cues {min(len(scene.hits), 6)}",
        *_words(scene),
        *_form(scene, rule),
        *_verbs(scene),
    ]
    return tuple(dict.fromkeys(found))


def _words(scene: Scene) -> list[str]:
    """The words next to the cue, and the particles and adverbs of its surroundings."""
    tokens, sentence = scene.view.ann.tokens, scene.view.sentence
    first, last = scene.hit.at[0], scene.hit.at[-1]

    def word(i: int) -> str:
        return _lemma(tokens[i]) if sentence.first <= i < sentence.last else "edge"

    found = [f"before {n if n < 3 else 'far'} {word(first - n)}" for n in range(1, _SIDE[0] + 1)]
    found += [f"after {n if n < 3 else 'far'} {word(last + n)}" for n in range(1, _SIDE[1] + 1)]
    for i in range(max(sentence.first, first - _BEFORE), min(sentence.last, last + _AFTER)):
        analysis = best(tokens[i])
        if analysis is not None and analysis.pos in _CLOSED:
            found.append(f"near {tokens[i].form}")
    return found


def _lemma(token: Token) -> str:
    analysis = best(token)
    return analysis.lemma if analysis is not None else token.form


def _form(scene: Scene, rule: str) -> list[str]:
    """Tense of a verb, definiteness and preposition of a noun."""
    verb, own = scene.view.verbs.get(scene.hit.at[0]), best(scene.view.ann.tokens[scene.hit.at[0]])
    if verb is not None:
        tense = f"{verb.aspect}{verb.voice}"
        return [f"verb {tense} {verb.future}", f"verb {tense} rule {rule} type {scene.hit.cue.type}"]
    return [f"noun {own.article} {bool(own.pronoun)} {own.prep}"] if own is not None else []


def _verbs(scene: Scene) -> list[str]:
    """The verbs before the cue that may govern it, and the first one behind it."""
    verbs, sentence, first, last = scene.view.verbs, scene.view.sentence, scene.hit.at[0], scene.hit.at[-1]
    found: list[str] = []
    before = [i for i in range(first - 1, max(sentence.first, first - _FAR) - 1, -1) if i in verbs]
    for i in before[:_GOVERNORS]:
        verb, near = verbs[i], "near" if first - i < _NEAR else "far"
        found.append(f"governor {verb.lemma}")
        found.append(f"governor {verb.aspect} {verb.future} {near}")
        found.append(f"governor {verb.lemma} type {scene.hit.cue.type}")
    behind = next((i for i in range(last + 1, min(sentence.last, last + _AHEAD)) if i in verbs), None)
    if behind is not None:
        verb = verbs[behind]
        found += [f"behind {verb.lemma} {verb.aspect}", f"behind {verb.aspect} {verb.future}"]
    return found
