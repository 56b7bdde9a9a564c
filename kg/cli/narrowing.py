"""The options that narrow questions and exports down: parties, type, topic, status, time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--pair", nargs=2, metavar="PARTY PARTY", help="Two parties: codes, names or regions."),
    click.option("--party", help="A party or region: code, name in Arabic or English, Wikidata id."),
    click.option("--type", help="Type of event, narrower types included."),
    click.option("--topic", help="Topic."),
    click.option("--status", help="happened, ongoing, planned, proposed, denied or cancelled."),
    click.option("--since", metavar="DATE", help="Not before this day, month or year."),
    click.option("--until", metavar="DATE", help="Not after this day, month or year."),
)


def narrowing(command: Command) -> Command:
    """Give a command the options; it gets them by their names, ``pair`` as two values or None."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def narrowed(chosen: Mapping[str, str | tuple[str, str] | None]) -> dict[str, str]:
    """What was chosen, by the names of parameters: the pair is ``a`` and ``b``."""
    values = {name: value for name, value in chosen.items() if isinstance(value, str)}
    pair = chosen.get("pair")
    return {**values, "a": pair[0], "b": pair[1]} if isinstance(pair, tuple) and pair else values
