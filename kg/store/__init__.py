"""Where quads live: one transaction an article; a writer and a view."""

from kg.store.oxigraph import Store
from kg.store.protocol import View, Writer

__all__ = ["Store", "View", "Writer"]
