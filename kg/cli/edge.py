"""What all commands share: errors in one line, tables for people, the environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import rich_click

from kg.model import KgError

if TYPE_CHECKING:
    from rich.progress import Progress

    from kg.extract.reader import Reader
    from kg.query import Answer

PARTLY = 3
"""Exit code when all is done but some articles failed."""


class OneLine(rich_click.RichGroup):
    """Help in colour; errors in one line and an exit code; the traceback only with --debug."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except KgError as error:
            if ctx.params.get("debug"):
                raise
            raise click.ClickException(str(error)) from error

    def main(self, args: Any = None, prog_name: str | None = None, *_: Any, **extra: Any) -> Any:
        """Run a command line and leave with its exit code."""
        try:
            code = super().main(args, prog_name, **{**extra, "standalone_mode": False})
        except click.Abort:
            click.echo("Aborted", err=True)
            sys.exit(1)
        except click.ClickException as error:
            # rich-click draws a box of several lines, which no script can read.
            usage = error.ctx if isinstance(error, click.UsageError) else None
            hint = f" ({usage.command_path} --help)" if usage else ""
            click.echo(f"Error: {' '.join(error.format_message().split())}{hint}", err=True)
            sys.exit(error.exit_code)
        sys.exit(code if isinstance(code, int) else 0)


def say(text: str) -> None:
    """Words for the person at the terminal: standard error, unless quiet."""
    context = click.get_current_context().find_root()
    if not context.params.get("quiet"):
        click.echo(text, err=True)


def data_folder() -> Path:
    """The user's data folder (``KG_DATA`` overrides it)."""
    from kg.text.data import data_dir

    env = dict(os.environ)
    if not env.get("HOME"):
        # A service or an emptied environment: the account still has a home folder.
        with suppress(RuntimeError):
            env["HOME"] = str(Path.home())
    return data_dir(env)


def question_folders() -> list[Path]:
    """The user's own questions: the folders of ``KG_QUESTIONS``, else ``questions`` in the data folder."""
    named = [Path(part) for part in os.environ.get("KG_QUESTIONS", "").split(os.pathsep) if part]
    usual = data_folder() / "questions"
    return named or ([usual] if usual.is_dir() else [])


def reader(threshold: float | None = None) -> Reader:
    """A reader; the morphology data is fetched first if it is not there yet.

    ``threshold`` is the chance below which no event is made, the reader's own unless told.
    """
    from kg.extract.confidence import THRESHOLD
    from kg.extract.reader import Reader
    from kg.text.data import is_installed, require

    data = data_folder()
    if not is_installed(data):
        fetch(None)
    return Reader.load(require(data), threshold=THRESHOLD if threshold is None else threshold)


def fetch(file: Path | None) -> Path:
    """Install the morphology data, from ``file`` or from the package index."""
    from kg.text.data import install_morphology

    data = data_folder()
    if file is not None:
        return install_morphology(file, data)
    with tempfile.TemporaryDirectory() as scratch:
        return install_morphology(_download(Path(scratch)), data)


def _download(folder: Path) -> Path:
    """The wheel that carries the morphology data, fetched into ``folder`` by pip."""
    from kg.text.data import REQUIREMENT, MorphologyMissing

    say(f"fetching the morphology data ({REQUIREMENT}, 8 MB) …")
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--disable-pip-version-check",
        "--dest",
        str(folder),
        REQUIREMENT,
    ]
    # The project's own pin of camel-tools must not forbid the old release.
    env = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}
    with waiting("downloading"):
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    wheels = sorted(folder.glob("*.whl"))
    if done.returncode or not wheels:
        why = (done.stderr.strip().splitlines() or ["no wheel came"])[-1]
        raise MorphologyMissing(
            f"cannot fetch {REQUIREMENT}: {why.removeprefix('ERROR: ')}; without network, run "
            f"`pip download --no-deps {REQUIREMENT}` on another machine, bring the wheel here and run "
            "`kg setup --file WHEEL`"
        )
    return wheels[0]


def progress_bar() -> Progress:
    """A bar on standard error; nothing when that is no terminal or the user wants quiet."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    quiet = click.get_current_context().find_root().params.get("quiet")
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=Console(stderr=True), disable=bool(quiet) or not sys.stderr.isatty())


@contextmanager
def waiting(task: str) -> Iterator[None]:
    """A bar without an end, for work whose size is not known."""
    with progress_bar() as bar:
        bar.add_task(task, total=None)
        yield


def show(answer: Answer, format: str | None) -> None:
    """Write an answer: a table for a person, CSV into a pipe, triples as Turtle, or what ``format`` asks."""
    from kg.query.answers import to_csv, to_json, to_jsonl, to_markdown

    tty = sys.stdout.isatty()
    chosen = format or ("table" if tty else "csv")
    if answer.triples is not None and chosen != "json":
        from kg.export.turtle import Writer

        writer = Writer()
        blocks = list(writer.blocks(answer.triples))
        click.echo("\n".join([writer.prefixes(), *blocks]), nl=False)
    elif answer.truth is not None or chosen == "json":
        click.echo(to_json(answer))
    elif chosen == "table":
        _table(answer, isolate=tty)
    elif chosen in ("jsonl", "md"):
        click.echo((to_jsonl if chosen == "jsonl" else to_markdown)(answer), nl=False)
    else:
        click.echo(to_csv(answer, delimiter="\t" if chosen == "tsv" else ","), nl=False)


def _table(answer: Answer, *, isolate: bool) -> None:
    from rich.console import Console
    from rich.table import Table

    from kg.query.answers import shown

    table = Table(show_lines=True)
    for column in answer.columns:
        table.add_column(column, overflow="fold")
    for row in answer.rows:
        cells = [shown(term, short=True) for term in row]
        # In a BiDi terminal a right-to-left cell swaps columns unless it is isolated.
        table.add_row(*[f"\u2068{cell}\u2069" if isolate and cell else cell for cell in cells])
    Console(width=None if isolate else 160).print(table)
