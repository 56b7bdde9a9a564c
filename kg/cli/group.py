"""The command group, and the options that its commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import __version__
from kg.cli.edge import OneLine

if TYPE_CHECKING:
    from kg.store import Store

STORE = click.option("--store", default="kg-store", show_default=True, help="Folder of the graph store.")
FORMAT = click.option(
    "-f",
    "--format",
    type=click.Choice(["table", "csv", "tsv", "json", "jsonl", "md"]),
    help="Default: table on a terminal, csv into a pipe.",
)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
@click.option("-q", "--quiet", is_flag=True, help="No words on standard error but errors.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(quiet: bool, debug: bool) -> None:
    """Arabic news in, a knowledge graph of relations between countries out."""


def open_store(store: str) -> Store:
    """The store that a command changes; KgError when there is none or another process writes it."""
    from kg.store import Store

    return Store.open(store)


def open_view(store: str) -> Store:
    """The store that a command only reads, also while it is being built; KgError when there is none."""
    from kg.store import Store

    return Store.view(store)
