"""All models of the reader, fitted together: to everything, and for each part of the articles without it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.extract.linker import Linker
from kg.extract.reader import Reader
from kg.learn import circumstances
from kg.learn.fit import FOLDS, WHOLE, Example, Given, examples, fit, fit_events, written
from kg.learn.moods import fit_moods, moods
from kg.lexicon.circumstances import CircumstanceWeights


class Models(NamedTuple):
    """What a reader needs beside the words."""

    linker: Linker
    circumstances: CircumstanceWeights

    def reader(self, base: Reader) -> Reader:
        """A reader like ``base`` with these models."""
        lexicon = replace(base.lexicon, circumstances=self.circumstances)
        return Reader(lexicon, base.morphology, self.linker)


class Fitted(NamedTuple):
    """The models fitted to everything, and by part those fitted without it, if asked for."""

    whole: Models
    without: dict[int, Models]


def fit_models(
    base: Reader, given: Sequence[Given], labelled: Sequence[Example], *, held_out: bool = False
) -> Fitted:
    """Status and linker first, then time and place, which look at the parties, and events last.

    ``given`` are annotated articles, ``labelled`` single cues; with ``held_out`` every part of them is
    also left out once, for honest figures.
    """
    parts = range(FOLDS) if held_out else ()
    found = [*examples(base, given), *labelled, *written(base)]
    told = moods(found)
    linkers = fit(found)
    del found
    linked = Reader(base.lexicon, base.morphology, linkers.whole)
    choices = circumstances.samples(linked, given)
    around = {
        part: circumstances.fit(
            [c for c in choices if c.fold != part], fit_moods([m for m in told if m.fold != part])
        )
        for part in (WHOLE, *parts)
    }
    judged = fit_events(base, linkers, given)
    return Fitted(
        Models(judged.whole, around[WHOLE]),
        {part: Models(judged.without[part], around[part]) for part in parts},
    )
