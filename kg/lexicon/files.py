"""Where the files of ``ontologies/`` are: inside an installed wheel, or beside ``kg/`` in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


def ontology_path(*parts: str) -> Path:
    """The path of a file or folder below ``ontologies/`` (it need not exist)."""
    packed = _PACKAGE / "_ontologies"
    root = packed if packed.is_dir() else _PACKAGE.parent / "ontologies"
    return root.joinpath(*parts)
