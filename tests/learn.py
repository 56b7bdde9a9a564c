"""Fit the linker to annotated articles and write its weights.

    python tests/learn.py ARTICLES.jsonl GOLD.jsonl [FILE]

FILE is ``ontologies/linker.json`` unless named. The same articles, tables and code give the same weights.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.extract.linker import Linker
from kg.extract.reader import Reader
from kg.learn.fit import examples, fit, written
from kg.lexicon.weights import Weights, save_weights
from kg.text.data import data_dir, require


def main(articles: str, gold: str, output: str = "ontologies/linker.json") -> None:
    """Fit and write."""
    reader = Reader.load(require(data_dir(os.environ)), Linker({}, {}))
    found = examples(reader, Path(articles), Path(gold)) + written(reader)
    linker = fit(found)
    save_weights(Weights(linker.roles, linker.told), Path(output))
    print(f"{len(found)} cues seen, {len(linker.roles) + len(linker.told)} weights in {output}")


if __name__ == "__main__":
    main(*sys.argv[1:])
