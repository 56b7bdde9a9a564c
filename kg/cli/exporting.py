"""The graph out, in the format of other tools: ``export``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from kg.cli.edge import say
from kg.cli.group import STORE, cli, open_view
from kg.cli.narrowing import narrowed, narrowing
from kg.model import KgError


@cli.command()
@click.option(
    "-o",
    "--output",
    required=True,
    help="File (.ttl .trig .nq .nt .jsonld .rdf .graphml .gexf .csv .parquet), a folder, or - with -f.",
)
@click.option(
    "-f", "--format", help="When the ending does not name it; also edges, and neo4j or parquet for a folder."
)
@click.option(
    "--network", default="parties", show_default=True, help="For networks: parties, ego, events, people."
)
@click.option("--canonical", is_flag=True, help="Sorted N-Quads: equal graphs give equal bytes.")
@click.option("--ego", metavar="PARTY", help="The party at the centre of --network ego.")
@narrowing
@STORE
def export(
    output: str,
    format: str | None,
    network: str,
    canonical: bool,
    ego: str | None,
    store: str,
    **chosen: str | tuple[str, str] | None,
) -> None:
    """Write the graph, or the part that the options let pass, for other tools."""
    from kg.export import FOLDERS, export_folder, format_of
    from kg.export import export as write

    params = narrowed(chosen)
    if canonical and format not in (None, "nq"):
        raise click.UsageError(f"--canonical is N-Quads: leave out -f {format}")
    folder = format in FOLDERS and not Path(output).suffix
    named = "canonical" if canonical else format or format_of(output)
    with open_view(store) as opened:
        if folder:
            Path(output).mkdir(parents=True, exist_ok=True)
            export_folder(opened, lambda name: written(Path(output) / name), named, params=params)
        elif output == "-":
            write(opened, sys.stdout.buffer, named, params=params, kind=network, ego=ego)
        else:
            with written(Path(output)) as stream:
                write(opened, stream, named, params=params, kind=network, ego=ego)
    say(f"written: {output}")


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become the file only when all went well."""
    scratch = target.with_name(f".{target.name}.part")
    try:
        with scratch.open("wb") as stream:
            yield stream
        scratch.replace(target)
    except OSError as error:
        raise KgError(f"{target}: cannot be written: {error.strerror or error}") from error
    finally:
        scratch.unlink(missing_ok=True)
