"""Articles from files, folders and streams: texts, tables, pages, feeds, archives."""

from kg.sources.days import iso_date
from kg.sources.doors import KINDS
from kg.sources.options import BadArticle, Limits, Options, Warn
from kg.sources.read import read_inputs

__all__ = ["KINDS", "BadArticle", "Limits", "Options", "Warn", "iso_date", "read_inputs"]
