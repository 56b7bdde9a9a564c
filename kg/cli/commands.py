"""The verbs of ``kg``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import __version__
from kg.cli.edge import PARTLY, OneLine, data_folder, fetch, progress_bar, reader, say, show
from kg.model import Article, KgError

if TYPE_CHECKING:
    from kg.pipeline import Counts
    from kg.store import Store

_STORE = click.option("--store", default="kg-store", show_default=True, help="Folder of the graph store.")
_FORMAT = click.option(
    "-f",
    "--format",
    type=click.Choice(["table", "csv", "tsv", "json"]),
    help="Default: table on a terminal, csv into a pipe.",
)


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kg")
@click.option("-q", "--quiet", is_flag=True, help="No words on standard error but errors.")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(quiet: bool, debug: bool) -> None:
    """Arabic news in, a knowledge graph of relations between countries out."""


def run() -> None:
    """Run the command line."""
    cli(prog_name="kg")


def _open(store: str) -> Store:
    from kg.store import Store

    return Store.open(store)


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


def _inputs(arguments: dict[str, Any]) -> list[Article | KgError]:
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
    options = Options(date=date, source=arguments["source"], names=names)
    return list(read_inputs(list(arguments["inputs"]), sys.stdin.buffer, options, say))


def _tell_failed(articles: list[Article | KgError]) -> bool:
    """Say which inputs failed and why, one line each; whether any did."""
    failed = [item for item in articles if isinstance(item, KgError)]
    for error in failed:
        click.echo(f"failed: {error}", err=True)
    return bool(failed)


def _reads(command: Any) -> Any:
    for decorate in (
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        click.option("--date", help="Publication date of articles that bear none (2021-07-29)."),
        click.option("--source", help="Source of articles that name none."),
        click.option("--map", "names", multiple=True, metavar="OURS=THEIRS", help="Field names of JSONL."),
        click.option(
            "--min-confidence",
            "threshold",
            type=click.FloatRange(0, 1),
            help="Leave out events that are less likely (0.6: fewer and surer; 0.25 unless told).",
        ),
    ):
        command = decorate(command)
    return command


@cli.command()
@_reads
@_STORE
@click.pass_context
def build(context: click.Context, /, store: str, **arguments: Any) -> None:
    """Read articles (.txt, .md, .jsonl, folders, -) into the store."""
    from kg.pipeline import build as build_graph
    from kg.store import Store

    articles = _inputs(arguments)
    if not any(isinstance(item, Article) for item in articles):
        _tell_failed(articles)  # and no store is made
        context.exit(1)
    ready = reader(arguments["threshold"])
    with Store.open(store, create=True) as opened, progress_bar() as bar:
        task = bar.add_task("reading", total=len(articles))

        def tick(counts: Counts) -> None:
            bar.update(task, completed=counts.articles + len(counts.failed))

        counts = build_graph(articles, ready, opened, tick)
    found = f"{counts.events} events, {counts.claims} claims, {counts.people} people"
    say(f"{counts.articles} articles read into {store}: {found}")
    if counts.issues:
        say("not understood: " + ", ".join(f"{n} {kind}" for kind, n in counts.issues.most_common()))
    if _tell_failed(articles):
        context.exit(PARTLY)


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


@cli.command()
@click.argument("sparql", metavar="QUERY|@FILE|-")
@_STORE
@_FORMAT
def query(sparql: str, store: str, format: str | None) -> None:
    """Ask the store in SPARQL 1.1; the usual prefixes are declared."""
    from kg.query import run as ask_sparql

    if sparql == "-":
        sparql = sys.stdin.read()
    elif sparql.startswith("@"):
        path = Path(sparql[1:])
        if not path.is_file():
            raise KgError(f"{path}: no such query file")
        sparql = path.read_text(encoding="utf-8")
    with _open(store) as opened:
        show(ask_sparql(opened, sparql), format)


@cli.command()
@click.argument("name", required=False)
@click.argument("params", nargs=-1, metavar="[PARAM=VALUE]...")
@click.option("--list", "listing", is_flag=True, help="Show the questions there are.")
@_STORE
@_FORMAT
def ask(name: str | None, params: tuple[str, ...], listing: bool, store: str, format: str | None) -> None:
    """Ask a named question."""
    from kg.query import ask as ask_named
    from kg.query import list_questions

    if listing or name is None:
        for question in list_questions():
            told = " ".join(f"[{p.name}={p.default or '…'}]" for p in question.parameters)
            click.echo(f"{question.name} {told}\n    {question.title}\n    {question.title_ar}")
        return
    values = dict(pair.split("=", 1) for pair in params if "=" in pair)
    wrong = [pair for pair in params if "=" not in pair]
    if wrong:
        raise click.UsageError(f"{wrong[0]}: write parameters as name=value, such as a=CN")
    with _open(store) as opened:
        show(ask_named(opened, name, values), format)


@cli.command()
@click.option("-o", "--output", required=True, help="File (.ttl .trig .nq .nt .jsonld .rdf), or - with -f.")
@click.option("-f", "--format", help="Format when the file's ending does not name it.")
@_STORE
def export(output: str, format: str | None, store: str) -> None:
    """Write the whole graph to a file or to standard output."""
    from kg.export import export as write_graph
    from kg.export import format_of

    chosen = format or format_of(output)
    with _open(store) as opened:
        if output == "-":
            write_graph(opened, sys.stdout.buffer, chosen)
            return
        target = Path(output)
        scratch = target.with_name(f".{target.name}.part")
        try:
            with scratch.open("wb") as stream:
                write_graph(opened, stream, chosen)
        except OSError as error:
            raise KgError(f"{output}: cannot be written: {error.strerror or error}") from error
        scratch.replace(target)
    say(f"written: {output}")


@cli.command()
@click.argument("iri")
@_STORE
def explain(iri: str, store: str) -> None:
    """Show the words, the rule, the confidence and the article behind a node."""
    from kg.query import explain as explain_node

    with _open(store) as opened:
        click.echo(str(explain_node(opened, iri)))


@cli.command()
@_STORE
@click.pass_context
def check(context: click.Context, store: str) -> None:
    """Check the store: SHACL shapes, and that every span's words are the article's."""
    from kg.query import check as check_store

    with _open(store) as opened:
        findings = check_store(opened)
    for finding in findings:
        click.echo(str(finding))
    say("no faults" if not findings else f"{len(findings)} faults")
    if findings:
        context.exit(1)


@cli.command()
@click.option("--kind", help="Only issues of one kind.")
@_STORE
@_FORMAT
def issues(kind: str | None, store: str, format: str | None) -> None:
    """List what was in scope and not understood."""
    from kg.query import ask as ask_named

    with _open(store) as opened:
        show(ask_named(opened, "issues", {"kind": kind} if kind else {}), format)


@cli.command()
@click.argument("article")
@_STORE
def remove(article: str, store: str) -> None:
    """Take an article out of the store with all that it alone supports."""
    with _open(store) as opened:
        if not opened.remove_article(article):
            raise KgError(f"{article}: no such article in {store}")
        opened.flush()
    say(f"removed: {article}")
