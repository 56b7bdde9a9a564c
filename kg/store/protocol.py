"""What a store must offer: three verbs to write, three to read. One test suite holds for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from kg.graph.concepts import Parties, Types

Result = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal | Triple


class View(Protocol):
    """Reading: all named graphs count as one graph unless a query names a graph."""

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[NamedNode] = (),
        named_graphs: Sequence[NamedNode] = (),
    ) -> Result:
        """Answer SPARQL 1.1; the prefixes of ``kg.graph.vocabulary`` need no declaration.

        The graphs named, if any, are the data set, as in the SPARQL 1.1 Protocol.
        """
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All quads, or those of one named graph, in no particular order."""
        ...

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs."""
        ...

    def about(
        self,
        node: NamedNode | BlankNode | Triple,
        graph: NamedNode | None,
        predicate: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """What one graph, or all, say of a node: everything, or the values of one predicate."""
        ...

    def parties(self) -> Parties:
        """The parties that the ontologies of this store know."""
        ...

    def types(self) -> Types:
        """The event types that the ontologies of this store know."""
        ...


class Writer(View, Protocol):
    """Writing: every call is one transaction, all of it or nothing of it."""

    def replace_article(self, article_id: str, quads: Iterable[Quad]) -> None:
        """Put what an article says in the place of what it said before, if anything."""
        ...

    def replace_articles(self, told: Mapping[str, Iterable[Quad]]) -> None:
        """Put what several articles say in the place of what they said before, all in one transaction."""
        ...

    def fingerprint(self, article_id: str) -> str | None:
        """What the article was read from and by, None when it is not there."""
        ...

    def remove_article(self, article_id: str) -> bool:
        """Take an article out with all that it alone supports; False when it was not there."""
        ...

    def flush(self) -> None:
        """Make sure that all that was written outlives a power cut."""
        ...
