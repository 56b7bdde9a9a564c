"""What every notebook begins with: a graph of twelve invented articles, and letter forms for pictures."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from contextlib import suppress
from pathlib import Path

import matplotlib.pyplot as plt

import kg
from kg.api import Graph
from kg.extract.reader import Reader
from kg.pipeline import build
from kg.sources import Options, read_inputs
from kg.store import Store
from kg.text.data import data_dir, require
from kg.view.pictures import fonts

HERE = Path(__file__).parent
ARTICLES = HERE / "articles.jsonl"


def graph() -> Graph:
    """The graph of ``articles.jsonl``, built once, into the folder for temporary files.

    To look at a graph of your own, write ``graph = kg.open("my-store")`` instead.
    """
    key = hashlib.sha256(ARTICLES.read_bytes()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"kg-notebooks-{kg.__version__}-{key}"
    if not folder.exists():
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            made = Path(scratch) / "store"
            with Store.open(made, create=True) as store:
                reader = Reader.load(require(data_dir(os.environ)))
                articles = read_inputs([str(ARTICLES)], io.BytesIO(), Options(), lambda words: None)
                build(articles, reader, store, lambda counts: None)
            with suppress(OSError):  # another notebook was quicker: its store is as good
                made.rename(folder)
    return kg.open(folder)


def pictures() -> None:
    """Small pictures whose Arabic is joined and runs right to left: matplotlib 3.11 does both itself."""
    plt.rcParams.update(
        {
            "font.family": fonts(),
            "figure.dpi": 80,
            "figure.figsize": (8, 3.6),
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.edgecolor": "#5b6675",
            "figure.constrained_layout.use": True,
        }
    )
