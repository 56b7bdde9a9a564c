"""The store over HTTP: ``serve``."""

from __future__ import annotations

import ipaddress
from contextlib import suppress

import click

from kg.cli.edge import say
from kg.cli.group import STORE, cli
from kg.model import KgError

_LOOPBACK = ["localhost", "127.0.0.1", "::1", "[::1]"]


@cli.command()
@STORE
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on; 0.0.0.0 for all.")
@click.option(
    "--port", default=7878, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option(
    "--timeout",
    default=30.0,
    show_default=True,
    type=click.FloatRange(0.1),
    help="Seconds a query may run, then its process is ended.",
)
@click.option(
    "--max-result", default=64, show_default=True, type=click.IntRange(1), help="MiB an answer may have."
)
@click.option(
    "--memory",
    default=4096,
    show_default=True,
    type=click.IntRange(1024),
    help="MiB of address space that a worker may take (Linux, macOS).",
)
@click.option(
    "--workers", default=4, show_default=True, type=click.IntRange(1), help="Queries answered at once."
)
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of this origin ask (* for any).")
def serve(
    store: str,
    host: str,
    port: int,
    timeout: float,
    max_result: int,
    memory: int,
    workers: int,
    cors: tuple[str, ...],
) -> None:
    """Serve pages and SPARQL over HTTP, read-only, also while another process builds the store."""
    import uvicorn

    from kg.serve import Limits, application
    from kg.serve.pages import ROUTES, sparql_page
    from kg.store import Store

    Store.view(store).close()  # a store that cannot be read is said now, not by every query
    limits = Limits(timeout=timeout, result=max_result << 20, memory=memory, workers=workers)
    app = application(
        store, limits=limits, origins=cors, hosts=_names(host), pages=ROUTES, sparql_page=sparql_page
    )
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", access_log=False, lifespan="on")
    try:
        socket = config.bind_socket()
    except SystemExit as error:
        # uvicorn leaves the process where a socket cannot be bound
        raise KgError(f"cannot listen on {host}:{port}: name another --host or --port") from error
    socket.listen(config.backlog)  # from here on a client waits instead of being refused
    address, chosen = socket.getsockname()[:2]
    shown = f"[{address}]" if ":" in address else address
    home = f"http://{shown}:{chosen}"
    say(f"serving {store} at {home}/ and by SPARQL at {home}/sparql (Ctrl-C ends)")
    with suppress(KeyboardInterrupt):  # how a server is ended; uvicorn has closed everything by then
        uvicorn.Server(config).run(sockets=[socket])


def _names(host: str) -> list[str]:
    """By which names the server may be called: on loopback only its own, so that no page can rebind to it."""
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = host == "localhost"
    return [*_LOOPBACK, host] if local else ["*"]
