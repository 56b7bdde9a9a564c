"""Articles in: ``setup``, ``build``, ``extract``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.building import jobs_option
from kg.cli.edge import PARTLY, data_folder, fetch, reader, say
from kg.cli.group import STORE, cli
from kg.model import Article, KgError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.pipeline import Counts

_KINDS = ("text", "jsonl", "html", "feed", "warc", "csv", "parquet", "pdf", "zip", "tar", "gz")
"""Repeats ``kg.sources.KINDS``, which is not imported for ``--help``; a test proves both equal."""


@cli.command()
@click.option("--file", type=click.Path(path_type=Path), help="The wheel, fetched by hand.")
def setup(file: Path | None) -> None:
    """Fetch the morphology data once; a second run does nothing."""
    from kg.text.data import is_installed

    data = data_folder()
    if file is None and is_installed(data):
        say(f"the morphology data is in {data}")
        return
    say(f"morphology data installed: {fetch(file)}")


def stream_of(arguments: dict[str, Any]) -> Iterator[Article | KgError]:
    """The articles of all inputs, one at a time; see ``kg.sources.read_inputs``."""
    from kg.sources import Options, iso_date, read_inputs

    names = {}
    for pair in arguments["names"]:
        ours, sign, theirs = pair.partition("=")
        if not sign:
            raise click.UsageError(f"--map {pair}: write it as text=body")
        names[ours] = theirs
    try:
        date = iso_date(arguments["date"], "--date")
    except KgError as error:
        raise click.UsageError(str(error)) from error
    options = Options(
        date=date,
        source=arguments["source"],
        names=names,
        kind=arguments["kind"],
        any_language=arguments["any_language"],
    )
    return read_inputs(list(arguments["inputs"]), sys.stdin.buffer, options, say)


def _inputs(arguments: dict[str, Any]) -> list[Article | KgError]:
    return list(stream_of(arguments))


def _tell_failed(articles: Sequence[Article | KgError]) -> bool:
    """Say which inputs failed and why, one line each; whether any did."""
    failed = [item for item in articles if isinstance(item, KgError)]
    for error in failed:
        click.echo(f"failed: {error}", err=True)
    return bool(failed)


def source_options(command: Any) -> Any:
    """The argument and options of every command that takes articles."""
    for decorate in (
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        click.option("--date", help="Publication date of articles that bear none (2021-07-29)."),
        click.option("--source", help="Source of articles that name none."),
        click.option(
            "--map", "names", multiple=True, metavar="OURS=THEIRS", help="Names of fields or columns."
        ),
        click.option("--kind", type=click.Choice(_KINDS), help="What an input is whose name does not tell."),
        click.option("--any-language", is_flag=True, help="Read articles that are not Arabic, too."),
    ):
        command = decorate(command)
    return command


def _reads(command: Any) -> Any:
    threshold = click.option(
        "--min-confidence",
        "threshold",
        type=click.FloatRange(0, 1),
        help="Leave out events that are less likely (0.6: fewer and surer; 0.2 unless told).",
    )
    return source_options(threshold(command))


@cli.command()
@_reads
@jobs_option
@click.option(
    "--judgements",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Decisions of kg resolve, from another store's judgements.tsv, to be taken up first.",
)
@STORE
@click.pass_context
def build(
    context: click.Context, /, store: str, jobs: int, judgements: Path | None, **arguments: Any
) -> None:
    """Read articles (texts, pages, tables, feeds, archives, folders, -) into the store.

    Articles that the store holds already, read from the same text by this version, are passed over:
    a build that was stopped goes on where it was.
    """
    from kg.cli import building
    from kg.pipeline import build as build_graph
    from kg.store import Store

    articles, failed = building.peeked(stream_of(arguments))
    if articles is None:
        _tell_failed(failed)  # and no store is made
        context.exit(1)
    with Store.open(store, create=True, judgements=judgements) as opened:
        recipe = building.recipe(opened, arguments["threshold"])
        makes = building.makes(reader, arguments["threshold"], recipe, jobs)
        with building.progress(building.total(list(arguments["inputs"]))) as tick:
            counts = build_graph(articles, makes, recipe, opened, tick)
    _tell_counts(counts, store)
    for failure in counts.failed:
        click.echo(f"failed: {failure}", err=True)
    if counts.stopped:
        say("stopped: what is stored is whole; the same command goes on from here")
        context.exit(building.STOPPED)
    if counts.failed:
        context.exit(PARTLY)


def _tell_counts(counts: Counts, store: str) -> None:
    found = f"{counts.events} events, {counts.claims} claims, {counts.people} people"
    say(f"{counts.articles} articles read into {store}: {found}")
    if counts.skipped:
        say(f"{counts.skipped} articles were there already")
    if counts.issues:
        say("not understood: " + ", ".join(f"{n} {kind}" for kind, n in counts.issues.most_common()))


@cli.command()
@_reads
@click.pass_context
def extract(context: click.Context, /, **arguments: Any) -> None:
    """Read articles and print one JSON line each; no store is needed or touched."""
    import dataclasses

    articles = _inputs(arguments)
    good = [item for item in articles if isinstance(item, Article)]
    if good:
        ready = reader(arguments["threshold"])
        for article in good:
            told = dataclasses.asdict(ready.read(article))
            told["article"].pop("text")
            click.echo(json.dumps(told, ensure_ascii=False))
    if _tell_failed(articles):
        context.exit(PARTLY if good else 1)
