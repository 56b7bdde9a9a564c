"""Relations to look at without a server: ``pair``, ``draw``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.edge import say
from kg.cli.group import STORE, cli, open_view
from kg.model import KgError

LANG = click.option(
    "--lang",
    type=click.Choice(["ar", "en"]),
    default="ar",
    show_default=True,
    help="Language of words and names.",
)


@cli.command()
@click.argument("a")
@click.argument("b")
@click.option("-o", "--output", required=True, help="HTML file, or - for standard output.")
@LANG
@STORE
def pair(a: str, b: str, output: str, lang: str, store: str) -> None:
    """Write the dossier of two parties: one HTML file that needs no network."""
    from kg.view.dossier import dossier

    with open_view(store) as view:
        _write(output, dossier(view, a, b, lang).encode("utf-8", "replace"))


@cli.command()
@click.argument("what", type=click.Choice(["pair", "ego", "article", "parties"]))
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("-o", "--output", required=True, help="File (.png .svg), or - with -f.")
@click.option(
    "-f",
    "--format",
    type=click.Choice(["png", "svg"]),
    help="Format when the file's ending does not name it.",
)
@LANG
@STORE
def draw(what: str, names: tuple[str, ...], output: str, format: str | None, lang: str, store: str) -> None:
    """Draw a picture: pair A B, ego PARTY, article ID, or all parties."""
    from kg.view.drawings import drawing

    wanted = {"pair": 2, "ego": 1, "article": 1, "parties": 0}[what]
    if len(names) != wanted:
        raise click.UsageError(f"draw {what} takes {wanted} name{'s' * (wanted != 1)}, not {len(names)}")
    chosen = format or Path(output).suffix.removeprefix(".").lower()
    if not chosen or (output == "-" and not format):
        raise click.UsageError("name a format: -f png or -f svg, or a file that ends so")
    with open_view(store) as view:
        _write(output, drawing(view, what, names, lang=lang, format=chosen))


def _write(output: str, data: bytes) -> None:
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise KgError(f"{output}: cannot be written: {error.strerror or error}") from error
    say(f"written: {output}")
