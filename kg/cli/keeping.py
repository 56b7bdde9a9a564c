"""Keeping a store in order: ``check``, ``issues``, ``remove``."""

from __future__ import annotations

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
