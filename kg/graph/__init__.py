"""Vocabulary, IRIs and quads: what an article says, as RDF 1.1."""

from kg.graph.quads import quads

__all__ = ["quads"]
