"""Articles as JSON lines: ``articles`` from files, ``watch`` from feeds."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

import click

from kg import __version__
from kg.cli.edge import PARTLY, say
from kg.cli.group import cli
from kg.cli.reading import source_options, stream_of
from kg.model import Article, KgError

_OUTPUT = click.option(
    "-o", "--output", default="-", show_default=True, help="File of JSON lines; - the output."
)


@cli.command()
@source_options
@_OUTPUT
@click.pass_context
def articles(context: click.Context, /, output: str, **arguments: Any) -> None:
    """Write the articles that `kg build` would read, one JSON line each."""
    with ExitStack() as stack:
        good, bad = _written(stream_of(arguments), _opened(output, "w", stack))
    say(f"{good} articles written" + (f", {bad} failed" if bad else ""))
    if bad or not good:
        context.exit(PARTLY if good else 1)


@cli.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEEDS.opml|URL...")
@click.option(
    "--every", default=30.0, show_default=True, type=click.FloatRange(1), help="Minutes between rounds."
)
@click.option("--once", is_flag=True, help="One round, then done.")
@click.option(
    "--full/--feed-text", default=True, show_default=True, help="Fetch each page, or take the feed's text."
)
@click.option(
    "--delay",
    default=5.0,
    show_default=True,
    type=click.FloatRange(0),
    help="Seconds between requests to a host.",
)
@click.option(
    "--state", default="kg-watch.sqlite", show_default=True, help="File that remembers what came already."
)
@click.option("--contact", help="Address or e-mail that the sites may complain to; sent with every request.")
@click.option("--any-language", is_flag=True, help="Keep articles that are not Arabic, too.")
@_OUTPUT
@click.pass_context
def watch(
    context: click.Context, /, feeds: tuple[str, ...], every: float, once: bool, output: str, **arguments: Any
) -> None:
    """Poll feeds and write new articles as JSON lines, which `kg build -` reads."""
    from kg.sources.watch import Memory

    with ExitStack() as stack:
        memory = Memory(arguments["state"])
        stack.callback(memory.close)
        watcher = _watcher(feeds, memory, arguments)
        stream = _opened(output, "a", stack)
        while True:
            good, bad = _written(watcher.round(), stream)
            say(f"{good} new articles" + (f", {bad} failed" if bad else ""))
            for why, count in sorted(watcher.job.skipped.items()):
                say(f"passed over: {count} {why}")
            watcher.job.skipped.clear()
            if once:
                break
            time.sleep(60 * every)
    if bad:
        context.exit(PARTLY if good else 1)


def _watcher(feeds: tuple[str, ...], memory: Any, arguments: dict[str, Any]) -> Any:
    from kg.sources.fetch import Polite, transport
    from kg.sources.options import Job, Options
    from kg.sources.watch import Watcher, feeds_of

    options = Options(any_language=arguments["any_language"])
    contact = arguments["contact"] or "https://w3id.org/bilateral-kg/"
    polite = Polite(
        send=transport(),
        agent=f"bilateral-kg/{__version__} (+{contact})",
        delay=arguments["delay"],
        clock=time.monotonic,
        sleep=time.sleep,
    )
    return Watcher(
        feeds=feeds_of(feeds, options.limits.article),
        polite=polite,
        memory=memory,
        job=Job(options=options, warn=say),
        full=arguments["full"],
    )


def _opened(output: str, mode: str, stack: ExitStack) -> IO[str]:
    if output == "-":
        return sys.stdout
    try:
        return stack.enter_context(Path(output).open(mode, encoding="utf-8"))
    except OSError as error:
        raise KgError(f"{output}: cannot be written: {error.strerror or error}") from error


def _written(items: Iterable[Article | KgError], stream: IO[str]) -> tuple[int, int]:
    """Write articles as they come, say what failed; how many of both."""
    good = bad = 0
    for item in items:
        if isinstance(item, Article):
            good += 1
            stream.write(json.dumps(_row(item), ensure_ascii=False) + "\n")
            stream.flush()
        else:
            bad += 1
            click.echo(f"failed: {item}", err=True)
    return good, bad


def _row(article: Article) -> dict[str, str]:
    """The fields that ``kg build`` reads back, those that are known."""
    told = {
        "id": article.id,
        "date": article.published,
        "dated_by": article.dated_by,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "text": article.text,
    }
    return {name: value for name, value in told.items() if value is not None}
