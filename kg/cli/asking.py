"""Answers out: ``query``, ``ask``, ``explain``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.edge import question_folders, show
from kg.cli.group import FORMAT, STORE, cli, open_view
from kg.cli.narrowing import narrowed, narrowing
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
@narrowing
@click.option(
    "--lang", type=click.Choice(["ar", "en"]), default="en", show_default=True, help="Language of names."
)
@click.option("--limit", type=click.IntRange(0), help="At most so many rows.")
@click.option("--iris", is_flag=True, help="IRIs in place of names.")
@click.option(
    "--questions",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Folder of questions of your own (.rq).",
)
@STORE
@FORMAT
def ask(
    name: str | None,
    params: tuple[str, ...],
    listing: bool,
    lang: str,
    limit: int | None,
    iris: bool,
    questions: tuple[Path, ...],
    store: str,
    format: str | None,
    **chosen: str | tuple[str, str] | None,
) -> None:
    """Ask a named question."""
    from kg.query import ask as ask_named

    folders = [*question_folders(), *questions]
    if listing or name is None:
        _list(folders)
        return
    wrong = [pair for pair in params if "=" not in pair]
    if wrong:
        raise click.UsageError(f"{wrong[0]}: write parameters as name=value, such as a=CN")
    values = {**narrowed(chosen), **dict(pair.split("=", 1) for pair in params)}
    with open_view(store) as opened:
        answer = ask_named(opened, name, values, lang=lang, folders=folders, named=not iris, limit=limit)
        show(answer, format)


def _list(folders: list[Path]) -> None:
    from kg.query import list_questions

    for question in list_questions(folders):
        told = " ".join(f"[{p.name}={p.default or '…'}]" for p in question.parameters)
        click.echo(f"{question.name} {told}\n    {question.title}\n    {question.title_ar}")
        click.echo(f"    {question.example}")


@cli.command()
@click.argument("iri")
@STORE
def explain(iri: str, store: str) -> None:
    """Show the words, the rule, the confidence and the article behind a node."""
    from kg.query import explain as explain_node

    with open_view(store) as opened:
        click.echo(str(explain_node(opened, iri)))
