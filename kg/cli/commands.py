"""All verbs of ``kg``: importing this module registers them; one file per kind of work."""

from __future__ import annotations

from kg.cli import asking, fetching, keeping, reading
from kg.cli.group import cli

__all__ = ["asking", "cli", "fetching", "keeping", "reading", "run"]


def run() -> None:
    """Run the command line."""
    cli(prog_name="kg")
