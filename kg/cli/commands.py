"""All verbs of ``kg``: importing this module registers them; one file per kind of work."""

from __future__ import annotations

from kg.cli import asking, drawing, exporting, fetching, keeping, reading, serving
from kg.cli.group import cli

__all__ = ["asking", "cli", "drawing", "exporting", "fetching", "keeping", "reading", "run", "serving"]


def run() -> None:
    """Run the command line."""
    cli(prog_name="kg")
