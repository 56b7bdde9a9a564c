"""Fit the reader's models to annotated articles and labelled cues, and write their weights.

    python tests/learn.py ARTICLES GOLD CORPUS

ARTICLES and GOLD are the annotated set called train; CORPUS holds the articles that ``tests/annotations/``
annotates by offsets. The weights go to ``ontologies/linker.json`` and ``ontologies/circumstances.json``.
The same articles, tables and code give the same weights.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.extract.linker import Linker
from kg.extract.reader import Reader
from kg.learn.fit import Example, Given, labelled
from kg.learn.gold import read_gold
from kg.learn.labels import read_annotations
from kg.learn.models import fit_models
from kg.lexicon.circumstances import save_circumstances
from kg.lexicon.weights import Weights, save_weights
from kg.text.data import data_dir, require

ANNOTATIONS = Path(__file__).parent / "annotations"


def bare_reader() -> Reader:
    """A reader without weights of the linker."""
    return Reader.load(require(data_dir(os.environ)), Linker({}, {}))


def teaching(reader: Reader, articles: Path, gold: Path, corpus: Path) -> tuple[list[Given], list[Example]]:
    """All annotated articles, those of the set called train first, and all labelled cues."""
    symmetric = reader.lexicon.symmetric
    given = list(read_gold(articles, gold, symmetric))
    given += read_annotations(ANNOTATIONS / "events.jsonl", corpus, symmetric)
    return given, labelled(reader, ANNOTATIONS / "cues.jsonl", corpus)


def main(articles: str, gold: str, corpus: str) -> None:
    """Fit and write."""
    reader = bare_reader()
    given, cues = teaching(reader, Path(articles), Path(gold), Path(corpus))
    models = fit_models(reader, given, cues).whole
    linker = models.linker
    weights = Weights(linker.roles, linker.told, linker.events, linker.violence)
    save_weights(weights, Path("ontologies/linker.json"))
    save_circumstances(models.circumstances, Path("ontologies/circumstances.json"))
    print(f"{len(given)} annotated articles and {len(cues)} labelled cues read")


if __name__ == "__main__":
    main(*sys.argv[1:])
