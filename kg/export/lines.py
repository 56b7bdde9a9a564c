"""N-Quads and N-Triples: sorted lines, each once, so that equal graphs give equal bytes."""

from __future__ import annotations

from typing import BinaryIO

from kg.store.protocol import View


def nquads(view: View, stream: BinaryIO) -> None:
    """All quads, sorted by code point."""
    stream.writelines(f"{line} .\n".encode() for line in sorted({str(quad) for quad in view.quads()}))


def ntriples(view: View, stream: BinaryIO) -> None:
    """The union of all graphs, sorted by code point."""
    stream.writelines(f"{line} .\n".encode() for line in sorted({str(quad.triple) for quad in view.quads()}))
