"""What every notebook begins with: a graph of twelve invented articles, and letter forms for pictures."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import matplotlib.pyplot as plt

import kg
from kg.api import Graph
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
            command = [sys.executable, "-c", "from kg.cli import main; main()"]
            subprocess.run([*command, "-q", "build", str(ARTICLES), "--store", str(made)], check=True)
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
