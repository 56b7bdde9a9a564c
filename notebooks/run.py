"""Run the notebooks from a clean kernel and keep them with what they show: python notebooks/run.py [FILE ...]

The sources are the ``.py`` files (jupytext's percent format); an ``.ipynb`` is made anew each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

import jupytext
from nbclient import NotebookClient
from nbformat import NotebookNode
from nbformat import write as write_notebook

HERE = Path(__file__).parent


def sources() -> list[Path]:
    """The notebooks, in order."""
    return sorted(HERE.glob("[0-9]*.py"))


def executed(source: Path) -> NotebookNode:
    """The notebook with its outputs; raises nbclient's CellExecutionError with the traceback of a cell."""
    notebook = jupytext.read(source)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        resources={"metadata": {"path": str(HERE)}},
    )
    client.execute()
    for number, cell in enumerate(notebook.cells):
        cell["id"] = f"cell-{number}"
    notebook.metadata.pop("language_info", None)
    notebook.metadata.pop("jupytext", None)
    return notebook


def main(names: list[str]) -> None:
    """Run the notebooks named, or all."""
    for source in [Path(name) for name in names] or sources():
        write_notebook(executed(source), source.with_suffix(".ipynb"))
        print(source.with_suffix(".ipynb"))


if __name__ == "__main__":
    main(sys.argv[1:])
