"""One clear line for a SPARQL query that cannot be read."""

from __future__ import annotations

import re

from kg.graph.vocabulary import PREFIXES

_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PREFIX = re.compile(r"(?<![\w:<?$/#.-])([A-Za-z][\w-]*):(?=[\w-])")
_DECLARED = re.compile(r"\bprefix\s+([\w-]*):", re.IGNORECASE)
_NOT_NAMES = re.compile(r"<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|#[^\n]*")
_SHOWN = 25


def explained(sparql: str, message: str) -> str:
    """Oxigraph's message with place and words; a list of all letters there might be helps nobody."""
    if not sparql.strip():
        return "SPARQL: the query is empty"
    unknown = _undeclared(sparql)
    if unknown:
        return f"SPARQL: the prefix {unknown}: is not declared: add PREFIX {unknown}: <…> at the top"
    match = _WHERE.fullmatch(message)
    if not match:
        return f"SPARQL: {' '.join(message.split())[:200]}"
    line, column = int(match[1]), int(match[2])
    rest = "\n".join(sparql.split("\n")[line - 1 :])[column - 1 :].strip()
    near = f"near {rest.split(chr(10))[0][:_SHOWN]!r}" if rest else "at the end: something is missing"
    return f"SPARQL, line {line}, column {column}: cannot read on {near}"


def _undeclared(sparql: str) -> str | None:
    """The first prefix that neither the query nor the project declares."""
    bare = _NOT_NAMES.sub(" ", sparql)
    known = PREFIXES.keys() | set(_DECLARED.findall(bare))
    return next((name for name in _PREFIX.findall(bare) if name not in known), None)
