"""Score the reader on the evaluation sets: build a store per set, export it, run the set's scorer.

    EVAL=FOLDER python tests/score_sets.py [seed train dev gsr ...]

The sets lie outside the project (``../shared/eval`` unless ``EVAL`` names another folder). Stores and
exports are kept in ``.work/score/`` until the next run, so that errors can be looked into:
``python FOLDER/score.py FOLDER/train.gold.jsonl .work/score/train.nq --errors 40``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SETS = {
    "seed": ("seed.articles.jsonl", "score.py", "seed.gold.jsonl"),
    "train": ("train.articles.jsonl", "score.py", "train.gold.jsonl"),
    "dev": ("dev.articles.jsonl", "score.py", "dev.gold.jsonl"),
    "gsr": ("gsr_dev.jsonl", "gsr_score.py", "gsr_dev.jsonl"),
}
"""Set to its articles, its scorer and what the scorer compares with."""

WORK = Path(".work/score")


def main(names: list[str]) -> int:
    """Score the sets that are there; 1 when a step of one failed."""
    folder = Path(os.environ.get("EVAL", "../shared/eval"))
    present = [name for name in names if all((folder / file).exists() for file in SETS[name])]
    for name in sorted(set(names) - set(present)):
        print(f"{name}: not in {folder}, left out")
    return max([score(name, folder) for name in present], default=0)


def score(name: str, folder: Path) -> int:
    """Build, export and score one set; the exit code of the step that failed, else 0."""
    articles, scorer, gold = (folder / file for file in SETS[name])
    store, graph = WORK / f"{name}-store", WORK / f"{name}.nq"
    shutil.rmtree(store, ignore_errors=True)
    WORK.mkdir(parents=True, exist_ok=True)
    kg = [sys.executable, "-c", "from kg.cli import main; main()"]
    print(f"== {name}", flush=True)
    for step in (
        [*kg, "build", str(articles), "--store", str(store)],
        [*kg, "-q", "export", "-o", str(graph), "--store", str(store)],
        [sys.executable, str(scorer), str(gold), str(graph)],
    ):
        code = subprocess.run(step, check=False).returncode
        if code not in (0, 3):
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(SETS)))
