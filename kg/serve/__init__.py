"""The store over HTTP: the SPARQL 1.1 Protocol, Graph Store reading, descriptions; a place for pages."""

from kg.serve.app import application
from kg.serve.pool import Limits

__all__ = ["Limits", "application"]
