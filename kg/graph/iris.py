"""IRIs made from content: rebuilding gives the same node, in any order, on any machine.

Letters and digits of any script stay readable (RFC 3987); all else is percent-encoded.
"""

from __future__ import annotations

from urllib.parse import quote

from pyoxigraph import NamedNode

from kg.graph.vocabulary import PREFIXES
from kg.model import Span


def segment(text: str) -> str:
    """``text`` as one path segment of an IRI; different texts give different segments."""
    return "".join(c if c.isalnum() or c in "-._~:" else quote(c, safe="") for c in text)


def iri(prefix: str, key: str) -> NamedNode:
    """The individual ``key`` below a prefix of ``PREFIXES``: ``iri("topic", "energy")``."""
    return NamedNode(PREFIXES[prefix] + segment(key))


def article_iri(article: str) -> NamedNode:
    """The article with this identifier."""
    return iri("article", article)


def article_graph(article: str) -> NamedNode:
    """The named graph that holds all that this article alone tells."""
    return NamedNode(f"{PREFIXES['graph']}article/{segment(article)}")


def graph_of(article: str) -> NamedNode:
    """The named graph of the article with this IRI."""
    return NamedNode(f"{PREFIXES['graph']}article/{article.removeprefix(PREFIXES['article'])}")


def span_iri(article: str, span: Span) -> NamedNode:
    """``<article>#char=BEGIN,END`` (RFC 5147), code points, half-open."""
    return NamedNode(f"{article_iri(article).value}#char={span.start},{span.end}")


def fragment(node: NamedNode, name: str) -> NamedNode:
    """A part of ``node`` that lives and dies with it."""
    return NamedNode(f"{node.value}#{name}")
