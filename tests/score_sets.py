"""Score the reader on the evaluation sets: build a store per set, export it, run the set's scorer.

    EVAL=FOLDER python tests/score_sets.py [seed train dev gsr ...]

The sets lie outside the project (``../shared/eval`` unless ``EVAL`` names another folder). The linker is
fitted on the set called train, so each of its articles is read with weights fitted without it. Stores and
exports are kept in ``.work/score/`` until the next run, so that errors can be looked into:
``python FOLDER/score.py FOLDER/train.gold.jsonl .work/score/train.nq --errors 40``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from learn import bare_reader, teaching

from kg.learn.fit import FOLDS
from kg.learn.gold import read_gold
from kg.learn.models import fit_models
from kg.learn.reliability import reliability
from kg.model import Article, Reading
from kg.pipeline import Recipe, build, one_by_one
from kg.store import Store

SETS = {
    "seed": ("seed.articles.jsonl", "score.py", "seed.gold.jsonl"),
    "train": ("train.articles.jsonl", "score.py", "train.gold.jsonl"),
    "dev": ("dev.articles.jsonl", "score.py", "dev.gold.jsonl"),
    "gsr": ("gsr_dev.jsonl", "gsr_score.py", "gsr_dev.jsonl"),
}
"""Set to its articles, its scorer and what the scorer compares with."""

CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus/news.jsonl.gz"))
"""Where the articles are that ``tests/annotations/`` annotates by offsets."""

WORK = Path(".work/score")
KG = [sys.executable, "-c", "from kg.cli import main; main()"]


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
    print(f"== {name}", flush=True)
    if name == "train":
        build_held_out(articles, gold, store)
    elif code := run([*KG, "build", str(articles), "--store", str(store)]):
        return code
    export = [*KG, "-q", "export", "-o", str(graph), "--store", str(store)]
    return run(export) or run([sys.executable, str(scorer), str(gold), str(graph)])


def run(command: list[str]) -> int:
    """The exit code of ``command``; that some articles failed is no failure."""
    code = subprocess.run(command, check=False).returncode
    return 0 if code == 3 else code


def build_held_out(articles_file: Path, gold: Path, store: Path) -> None:
    """Read each part of the articles that the models are fitted on with weights from the other parts."""
    base = bare_reader()
    given, cues = teaching(base, articles_file, gold, CORPUS)
    own = list(read_gold(articles_file, gold, base.lexicon.symmetric))
    fitted = fit_models(base, given, cues, held_out=True).without
    readers = [fitted[fold].reader(base) for fold in range(FOLDS)]
    parts = {article.id: readers[number % FOLDS] for number, (article, _) in enumerate(own)}
    readings: dict[str, Reading] = {}

    class HeldOut:
        def read(self, article: Article) -> Reading:
            return readings.setdefault(article.id, parts[article.id].read(article))

    with Store.open(store, create=True) as target:
        recipe = Recipe(parties=target.parties(), types=target.types(), reader="weights of the other parts")
        articles = (article for article, _ in own)
        build(articles, one_by_one(HeldOut(), recipe), recipe, target, lambda _: None)
    print(f"read with weights from the other {FOLDS - 1} of {FOLDS} parts; confidence against what is right:")
    for found in reliability((readings[article.id].events, events) for article, events in own):
        print(
            f"  {found.low:.1f}  {found.events:4} events  stated {found.stated:.2f}  right {found.right:.2f}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or list(SETS)))
