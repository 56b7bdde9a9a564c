"""Fit the models of status, time and place to annotated articles and write their weights.

    python tests/learn_circumstances.py FILE ARTICLES GOLD [ARTICLES GOLD]...

FILE is ``ontologies/circumstances.json``. The same articles, tables and code give the same weights.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from kg.extract.reader import Reader
from kg.learn.circumstances import fit, samples
from kg.lexicon.circumstances import save_circumstances
from kg.text.data import data_dir, require


def main(output: str, *sets: str) -> None:
    """Fit and write."""
    reader = Reader.load(require(data_dir(os.environ)))
    paths = [Path(name) for name in sets]
    found = samples(reader, zip(paths[::2], paths[1::2], strict=True))
    weights = fit(found)
    save_circumstances(weights, Path(output))
    print(f"{len(found)} tellings seen, {sum(map(len, weights))} weights in {output}")


if __name__ == "__main__":
    main(*sys.argv[1:])
