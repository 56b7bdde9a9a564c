"""Arabic news in, a knowledge graph of relations between countries out."""

__version__ = "0.1.0"
