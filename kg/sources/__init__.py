"""Articles from files, folders and streams."""

from kg.sources.read import Options, Warn, read_inputs

__all__ = ["Options", "Warn", "read_inputs"]
