"""The command ``kg``: flags, streams and exit codes; every decision is made elsewhere."""

from __future__ import annotations


def main() -> None:
    """Entry point of the ``kg`` command; the commands are imported only now, so that import is cheap."""
    from kg.cli.commands import run

    run()
