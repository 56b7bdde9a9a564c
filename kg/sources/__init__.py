"""Articles from files, folders and streams."""

from kg.sources.read import BadArticle, Options, Warn, iso_date, read_inputs

__all__ = ["BadArticle", "Options", "Warn", "iso_date", "read_inputs"]
