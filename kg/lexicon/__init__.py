"""Words and the concepts that they name: ``ontologies/`` in memory."""

from kg.lexicon.lexicon import Lexicon

__all__ = ["Lexicon"]
