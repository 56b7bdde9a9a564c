"""Answers out: ``query``, ``ask``, ``explain``, ``export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.edge import say, show
from kg.cli.group import FORMAT, STORE, cli, open_view
from kg.model import KgError


@cli.command()
@click.argument("sparql", metavar="QUERY|@FILE|-")
@STORE
@FORMAT
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
    with open_view(store) as opened:
        show(ask_sparql(opened, sparql), format)


@cli.command()
@click.argument("name", required=False)
@click.argument("params", nargs=-1, metavar="[PARAM=VALUE]...")
@click.option("--list", "listing", is_flag=True, help="Show the questions there are.")
@STORE
@FORMAT
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
    with open_view(store) as opened:
        show(ask_named(opened, name, values), format)


@cli.command()
@click.option("-o", "--output", required=True, help="File (.ttl .trig .nq .nt .jsonld .rdf), or - with -f.")
@click.option("-f", "--format", help="Format when the file's ending does not name it.")
@click.option("--canonical", is_flag=True, help="Sorted N-Quads: equal graphs give equal bytes.")
@STORE
def export(output: str, format: str | None, canonical: bool, store: str) -> None:
    """Write the whole graph to a file or to standard output."""
    from kg.export import export as write_graph
    from kg.export import format_of

    if canonical and format not in (None, "nq"):
        raise click.UsageError(f"--canonical is N-Quads: leave out -f {format}")
    chosen = "canonical" if canonical else format or format_of(output)
    with open_view(store) as opened:
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
@STORE
def explain(iri: str, store: str) -> None:
    """Show the words, the rule, the confidence and the article behind a node."""
    from kg.query import explain as explain_node

    with open_view(store) as opened:
        click.echo(str(explain_node(opened, iri)))
