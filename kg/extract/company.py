"""The company of a cue: its form, its place in the article and the words around it, as features.

They say whether the words tell an event at all and of which type: «support» among tents and flour is aid,
among votes and positions it is endorsement, and an attack in the company of goals is none. Names are left
out, so that what is learned holds for whom it was not learned from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate.annotations import Annotations
from kg.annotate.words import best
from kg.extract.agreement import Agreement
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.model import Token

_NEAR = 8
"""Words on either side of a cue that keep it company."""
_TITLE = 14
"""Words of the headline that say what the article is about."""
_TELLING = frozenset(("noun", "adj", "verb", "adv"))
"""Parts of speech that say what a text is about."""


class Standing(NamedTuple):
    """Where a cue stands."""

    sentence: int
    """Number in the article."""
    hits: Sequence[CueHit]
    """All cues of the sentence."""
    fame: int
    """How many parties the article names."""
    status: str
    """By rule (``kg.extract.status``)."""
    parties: int
    """How many parties may take part."""


def company(grammar: Agreement, standing: Standing, title: Sequence[str]) -> tuple[str, ...]:
    """The features of the cue of ``grammar``; ``title`` are those of the article's headline."""
    view, hit = grammar.view, grammar.hit
    own, verb = hit.analysis, view.verbs.get(hit.at[0])
    tense = "noun" if verb is None else verb.aspect + verb.voice + ("f" if verb.future else "")
    voiced = any(a <= hit.at[0] < b for a, b, _ in view.voices)
    words = len({other.at[0] for other in standing.hits})
    alike = sum(other.cue.type == hit.cue.type for other in standing.hits)
    found = (
        f"cue {hit.cue.id}",
        f"tense {tense} {len(hit.at)}",
        f"definite {own is not None and own.article}",
        f"prep {own.prep if own is not None else ''}",
        f"codes {min(standing.parties, 6)}",
        f"sentence {min(standing.sentence, 4)}",
        f"status {standing.status}",
        f"voiced {voiced}",
        f"cues {min(words, 6)} same {min(alike, 3)}",
        f"article {min(standing.fame, 8)}",
        f"frame {' '.join(f'{s}={r}' for s, r in hit.cue.frame)}",
        *grammar.company(),
        *_near(view, hit),
        *title,
    )
    return tuple(dict.fromkeys(found))


def headline(ann: Annotations) -> tuple[str, ...]:
    """The features of the first sentence of an article, for all sentences behind it."""
    if not ann.sentences:
        return ()
    first = ann.sentences[0]
    named = {i for m in ann.parties if m.first < first.last for i in range(m.first, m.last)}
    words = [i for i in range(first.first, first.last) if i not in named][:_TITLE]
    return tuple(f"title {lemma}" for lemma in _lemmas([ann.tokens[i] for i in words]))


def _near(view: Clauses, hit: CueHit) -> Iterator[str]:
    first = max(view.sentence.first, hit.at[0] - _NEAR)
    last = min(view.sentence.last, hit.at[-1] + _NEAR + 1)
    around = [i for i in range(first, last) if i not in hit.at and i not in view.inside]
    return (f"near {lemma}" for lemma in _lemmas([view.ann.tokens[i] for i in around]))


def _lemmas(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        word = best(token)
        if word is not None and word.pos in _TELLING:
            yield word.lemma
