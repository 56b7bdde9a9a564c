"""The one text of a graph: N-Quads in code point order, each line once (RDFC-1.0 without blank nodes).

Lines are sorted in parts that fit into memory and merged, so that a graph of any size can be written.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby, islice
from typing import IO, BinaryIO

from kg.store.protocol import View

_LINES = 500_000
"""Lines sorted in memory at a time: some 150 MB."""


def canonical(view: View, stream: BinaryIO) -> None:
    """All quads, sorted by code point: the same bytes for the same graph, however it came about."""
    lines = (f"{quad} .\n".encode() for quad in view.quads())
    with ExitStack() as stack:
        parts = list(_parts(lines, stack))
        for line, _ in groupby(heapq.merge(*parts)):
            stream.write(line)


def _parts(lines: Iterator[bytes], stack: ExitStack) -> Iterator[Iterable[bytes]]:
    while part := sorted(islice(lines, _LINES)):
        if len(part) < _LINES:
            yield part
            continue
        scratch: IO[bytes] = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        scratch.writelines(part)
        scratch.seek(0)
        yield scratch
