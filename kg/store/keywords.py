"""Which words of SPARQL stand in a query as keywords, without parsing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from pyoxigraph import NamedNode

_NOT_KEYWORDS = re.compile(
    r"""<[^<>"{}|^`\\\s]*>"""  # IRI
    r'''|"""(?:[^\\]|\\.)*?"""'''
    r"""|'''(?:[^\\]|\\.)*?'''"""
    r'''|"(?:[^"\\\n\r]|\\.)*"'''
    r"""|'(?:[^'\\\n\r]|\\.)*'"""
    r"""|\\."""  # an escaped sign of a local name: its # opens no comment, its quote no string
    r"""|\#[^\n\r]*"""
    r"""|[?$]\w+"""
    r"""|@[A-Za-z][\w-]*""",
    re.DOTALL,
)
_LOCAL = re.compile(r":(?:[\w:%-][\w.:%-]*)?")
_FROM = re.compile(r"(?<![\w.-])FROM(?![\w:.-])")


def calls_out(sparql: str) -> bool:
    """Whether a query can ask another endpoint (``SERVICE``), which Oxigraph would do over the network.

    Errs on the safe side: a prefix that holds the word counts as the word, since Oxigraph reads
    ``SERVICE:x`` as the keyword and a name.
    """
    return "SERVICE" in _keywords(sparql)


def names_graphs(sparql: str) -> bool:
    """Whether a query chooses its graphs itself (``FROM``, ``FROM NAMED``)."""
    return _FROM.search(_keywords(sparql)) is not None


def dataset(
    sparql: str, default_graphs: Sequence[NamedNode], named_graphs: Sequence[NamedNode]
) -> dict[str, Any]:
    """Arguments of Oxigraph's ``query`` for the graphs that count: those given, those of ``FROM``, or all."""
    if default_graphs or named_graphs:
        return {"default_graph": list(default_graphs), "named_graphs": list(named_graphs)}
    # Oxigraph's union would silently win over FROM.
    return {} if names_graphs(sparql) else {"use_default_graph_as_union": True}


def _keywords(sparql: str) -> str:
    return _LOCAL.sub(": ", _NOT_KEYWORDS.sub(" ", sparql)).upper()
