"""Keeping a store in order: ``check``, ``issues``, ``remove``, ``resolve``."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.edge import say, show
from kg.cli.group import FORMAT, STORE, cli, open_store, open_view
from kg.model import KgError


@cli.command()
@STORE
@click.pass_context
def check(context: click.Context, store: str) -> None:
    """Check the store: SHACL shapes, and that every span's words are the article's."""
    from kg.query import check as check_store

    with open_view(store) as opened:
        findings = check_store(opened)
    for finding in findings:
        click.echo(str(finding))
    say("no faults" if not findings else f"{len(findings)} faults")
    if findings:
        context.exit(1)


@cli.command()
@click.option("--kind", help="Only issues of one kind.")
@STORE
@FORMAT
def issues(kind: str | None, store: str, format: str | None) -> None:
    """List what was in scope and not understood."""
    from kg.query import ask as ask_named

    with open_view(store) as opened:
        show(ask_named(opened, "issues", {"kind": kind} if kind else {}), format)


@cli.command()
@click.argument("article")
@STORE
def remove(article: str, store: str) -> None:
    """Take an article out of the store with all that it alone supports."""
    with open_store(store) as opened:
        if not opened.remove_article(article):
            raise KgError(f"{article}: no such article in {store}")
        opened.flush()
    say(f"removed: {article}")


@cli.command()
@click.argument("verdict", required=False, type=click.Choice(["POSITIVE", "NEGATIVE", "UNSURE", "NONE"]))
@click.argument("one", required=False)
@click.argument("other", required=False)
@click.option("--comment", default="", help="Why, for those who read the file.")
@click.option("--limit", default=20, show_default=True, help="How many doubtful pairs to list.")
@STORE
@FORMAT
def resolve(
    verdict: str | None,
    one: str | None,
    other: str | None,
    comment: str,
    limit: int,
    store: str,
    format: str | None,
) -> None:
    """List pairs that may be one, or decide about a pair.

    A decision is a line of judgements.tsv in the store's folder, and holds in every later build:
    POSITIVE joins the two, NEGATIVE keeps them apart, UNSURE takes them off the list, NONE takes a
    decision back. A line that is added or deleted by hand counts as well, from the next change on.
    """
    from kg.query.answers import Answer
    from kg.store import judging

    if verdict is None:
        with open_view(store) as opened:
            rows = tuple(judging.row(doubt) for doubt in opened.doubts()[:limit])
        show(Answer(columns=judging.COLUMNS, rows=rows), format)
        return
    if one is None or other is None:
        raise click.UsageError(f"{verdict}: name the two things, such as mention:talks-… mention:talks-…")
    path = Path(store) / judging.NAME
    with open_store(store):
        judging.record(path, verdict, one, other, comment)
    with open_store(store) as opened:
        decided = len(opened.decisions())
    say(f"{path}: {decided} decisions hold")
