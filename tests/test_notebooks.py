"""The notebooks: each runs from a clean kernel, and is kept with what it shows."""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path
from typing import Any

import jupytext
import nbformat
import pytest

from kg.text.data import data_dir, is_installed

FOLDER = Path(__file__).parent.parent / "notebooks"
SOURCES = sorted(FOLDER.glob("[0-9]*.py"))


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for temporary files: the first notebook builds the graph, the others find it."""
    return tmp_path_factory.mktemp("notebooks")


def images(notebook: Any) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    return [output["data"]["image/png"] for output in outputs if "image/png" in output.get("data", {})]


def test_there_are_five_at_least() -> None:
    assert len(SOURCES) >= 5


@pytest.mark.skipif(not is_installed(data_dir(os.environ)), reason="needs the data of `kg setup`")
@pytest.mark.xdist_group("notebooks")
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_runs_from_a_clean_kernel(source: Path, scratch: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(FOLDER.parent), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setattr(sys, "path", [*sys.path, str(FOLDER)])
    from run import executed

    notebook = executed(source)
    assert images(notebook)


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_is_kept_with_its_outputs(source: Path) -> None:
    kept = nbformat.read(source.with_suffix(".ipynb"), 4)
    written = jupytext.read(source)
    assert [cell.source for cell in kept.cells] == [cell.source for cell in written.cells], "make notebooks"
    assert all(cell.execution_count for cell in kept.cells if cell.cell_type == "code")
    assert images(kept) and all(base64.b64decode(image)[1:4] == b"PNG" for image in images(kept))
    outputs = [output for cell in kept.cells for output in cell.get("outputs", ())]
    assert not [each for each in outputs if each.output_type == "error" or each.get("name") == "stderr"]
    assert source.with_suffix(".ipynb").stat().st_size < 200_000
    assert "/tmp/" not in source.with_suffix(".ipynb").read_text(encoding="utf-8")
