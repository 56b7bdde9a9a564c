"""The growing set of quads of one article, with the few moves that every room of the graph needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph import literals
from kg.graph.concepts import Parties, Types
from kg.graph.iris import article_graph, article_iri, span_iri
from kg.graph.vocabulary import (
    ANCHOR_OF,
    BEGIN,
    END,
    EVIDENCE,
    IN_ARTICLE,
    MENTIONS,
    TYPE,
    WRITTEN_AS,
    kg,
)
from kg.model import Article, Span

Value = NamedNode | Literal


@dataclass(slots=True)
class Sheet:
    """Quads of one article under way; a set, so that saying a thing twice is saying it once."""

    article: Article
    parties: Parties
    types: Types
    quads: set[Quad] = field(default_factory=set)
    iri: NamedNode = field(init=False)
    graph: NamedNode = field(init=False)

    def __post_init__(self) -> None:
        self.iri = article_iri(self.article.id)
        self.graph = article_graph(self.article.id)

    def say(self, subject: NamedNode, predicate: NamedNode, value: Value | None, graph: NamedNode) -> None:
        """Add a quad, unless the value is not known."""
        if value is not None:
            self.quads.add(Quad(subject, predicate, value, graph))

    def tell(self, subject: NamedNode, predicate: NamedNode, value: Value | None) -> None:
        """Add a quad to the article's own graph, unless the value is not known."""
        self.say(subject, predicate, value, self.graph)

    def mention(self, node: NamedNode) -> None:
        """Note that this article supports what is said of a shared node."""
        self.tell(self.iri, MENTIONS, node)

    def label(self, name: str) -> Literal:
        """A name as this article writes it."""
        return literals.label(name, self.article.language)

    def written(self, node: NamedNode, *names: str) -> None:
        """Note how this article writes the name of a shared node."""
        self.mention(node)
        for name in names:
            self.tell(node, WRITTEN_AS, self.label(name))

    def span(self, span: Span) -> NamedNode:
        """The node of a range of the text, with its words."""
        node = span_iri(self.article.id, span)
        self.tell(node, TYPE, kg("Span"))
        self.tell(node, ANCHOR_OF, literals.text(self.article.text[span.start : span.end]))
        self.tell(node, BEGIN, literals.index(span.start))
        self.tell(node, END, literals.index(span.end))
        self.tell(node, IN_ARTICLE, self.iri)
        return node

    def evidence(self, node: NamedNode, span: Span) -> None:
        """State in the article's graph which words tell ``node``."""
        self.tell(node, EVIDENCE, self.span(span))
