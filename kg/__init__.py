"""Arabic news in, a knowledge graph of relations between countries out.

>>> import kg
>>> graph = kg.open("kg-store")       # doctest: +SKIP
>>> graph.ask("visits", party="EG")   # doctest: +SKIP
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Graph

__version__ = "0.1.0"


def open(path: str | Path = "kg-store") -> Graph:
    """The store at ``path`` for reading: see ``kg.api.Graph`` for what can be asked of it.

    Raises KgError when there is no store. Everything is loaded now and not by ``import kg``.
    """
    from kg.api import open_graph

    return open_graph(path)
