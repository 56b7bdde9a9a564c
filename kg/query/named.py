"""Asking a named question: parameters become terms, the file becomes a query, nodes become names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.model import KgError
from kg.query.answers import Answer, run
from kg.query.questions import Question, question
from kg.query.suggest import nearest
from kg.query.values import labels, value
from kg.store.protocol import View

_GROUP = re.compile(r"\bWHERE\s*\{")
_CONDITION = re.compile(r"(.*?)\s*#\s*(if|unless)\s+(\w+)\s*")


def ask(
    view: View,
    name: str,
    params: Mapping[str, str] | None = None,
    *,
    lang: str = "en",
    folders: Iterable[Path] = (),
    named: bool = True,
    limit: int | None = None,
) -> Answer:
    """Answer the named question; parameters left out take their defaults or do not restrict.

    Nodes that have a name come as their label in ``lang``, with ``named`` false as IRIs. ``folders`` hold
    questions of the user's own; ``limit`` is the most rows wanted. Raises KgError, with the nearest right
    spelling, for an unknown question or parameter, or a value that is not of its kind.
    """
    asked = question(name, folders)
    most = "" if limit is None else f"\nLIMIT {limit:d}"
    answer = run(view, prepared(view, asked, params or {}) + most)
    return with_names(view, answer, lang) if named else answer


def prepared(view: View, asked: Question, params: Mapping[str, str]) -> str:
    """The SPARQL of a question with its parameters filled in."""
    known = {parameter.name for parameter in asked.parameters}
    unknown = sorted(params.keys() - known)
    if unknown:
        takes = ", ".join(parameter.name for parameter in asked.parameters) or "none"
        meant = nearest(unknown[0], known)
        raise KgError(f"question {asked.name} has no parameter {unknown[0]!r}{meant}: it takes {takes}")
    values = {}
    for parameter in asked.parameters:
        written = params.get(parameter.name) or parameter.default
        if written is None and parameter.required:
            raise KgError(f"question {asked.name} needs {parameter.name}: {asked.example}")
        if written is not None:
            values[parameter.name] = value(view, parameter.name, parameter.kind, written)
    return filled(conditioned(asked.sparql, values), values)


def conditioned(sparql: str, given: Collection[str]) -> str:
    """The query without the lines whose ``# if`` or ``# unless`` does not hold."""
    kept = []
    for line in sparql.split("\n"):
        match = _CONDITION.fullmatch(line)
        if match is None or match[1].lstrip().startswith("#"):
            kept.append(line)
        elif (match[3] in given) == (match[2] == "if"):
            kept.append(match[1])
    return "\n".join(kept)


def filled(sparql: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """The query with constants in place of variables, each as an N-Triples term, which nothing can leave.

    ``BOUND`` of such a variable is true; a variable that is selected keeps its column. The query needs one
    ``WHERE {`` before its group.
    """
    opening = _GROUP.search(sparql)
    if opening is None:
        raise KgError("a named question needs WHERE {")
    if not values:
        return sparql
    closing = sparql.rindex("}")
    head, body, tail = sparql[: opening.end()], sparql[opening.end() : closing], sparql[closing:]
    names = "|".join(sorted(values))
    # One pass: what is put in is never searched again, so a value cannot smuggle another variable in.
    anywhere = re.compile(rf"\bBOUND\([?$](?P<bound>{names})\)|[?$](?P<name>{names})\b")
    selected = sorted({match["name"] for match in anywhere.finditer(head) if match["name"]})
    binds = "".join(f"\n  BIND({values[name]} AS ?{name})" for name in selected)
    body = anywhere.sub(lambda match: "true" if match["bound"] else str(values[match["name"]]), body)
    return head + binds + body + tail


def with_names(view: View, answer: Answer, lang: str) -> Answer:
    """The answer with the label of every node that has one in the node's place."""
    nodes = sorted({cell for row in answer.rows for cell in row if isinstance(cell, NamedNode)}, key=str)
    names = labels(view, nodes, lang)
    rows = tuple(
        tuple(Literal(names[cell]) if isinstance(cell, NamedNode) and cell in names else cell for cell in row)
        for row in answer.rows
    )
    return replace(answer, rows=rows)
