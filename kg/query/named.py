"""Named questions: one ``.rq`` file each, whose opening comments say what it asks and takes.

Comment lines of the header: ``# title:`` and ``# title@ar:`` (one line each), ``# param:`` name, kind,
default (``-`` for none: then any value fits) and meaning, and ``# example:``. The query stays plain
SPARQL, with one ``WHERE`` before its group: a parameter is a variable that ``ask`` gives a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from kg.graph.iris import iri
from kg.graph.vocabulary import XSD_DATE
from kg.model import KgError
from kg.query.answers import Answer, run
from kg.store.protocol import View

_FOLDER = Path(__file__).parent / "questions"
_HEADER = re.compile(r"#\s*(title|title@ar|param|example):\s*(.*)")
_CONCEPTS = frozenset({"type", "topic", "status", "office", "act"})
_GROUP = re.compile(r"\bWHERE\s*\{")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter: ``kind`` is code, text, date, or a scheme (type, topic, status, office, act)."""

    name: str
    kind: str
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question as its file tells it; ``sparql`` is the whole file."""

    name: str
    title: str
    title_ar: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


def list_questions() -> list[Question]:
    """All named questions, sorted by name."""
    return [_read(path) for path in sorted(_FOLDER.glob("*.rq"))]


def _read(path: Path) -> Question:
    sparql = path.read_text(encoding="utf-8")
    fields: dict[str, str] = {}
    parameters = []
    for line in sparql.splitlines():
        match = _HEADER.fullmatch(line.strip())
        if match and match[1] == "param":
            name, kind, default, meaning = match[2].split(None, 3)
            value = None if default == "-" else default
            parameters.append(Parameter(name=name, kind=kind, default=value, meaning=meaning))
        elif match:
            fields[match[1]] = match[2].strip()
    return Question(
        name=path.stem,
        title=fields["title"],
        title_ar=fields["title@ar"],
        parameters=tuple(parameters),
        example=fields["example"],
        sparql=sparql,
    )


def question(name: str) -> Question:
    """The question of this name; KgError that lists the names when there is none."""
    known = list_questions()
    for candidate in known:
        if candidate.name == name:
            return candidate
    raise KgError(f"no question {name!r}: there are {', '.join(q.name for q in known)}")


def ask(view: View, name: str, params: Mapping[str, str] | None = None) -> Answer:
    """Answer the named question; parameters left out take their defaults or fit anything.

    Raises KgError for an unknown question or parameter, or a value that is not of its kind.
    """
    asked = question(name)
    given = dict(params or {})
    unknown = sorted(given.keys() - {parameter.name for parameter in asked.parameters})
    if unknown:
        takes = ", ".join(parameter.name for parameter in asked.parameters) or "none"
        raise KgError(f"question {name} has no parameter {unknown[0]!r}: it takes {takes}")
    values = {}
    for parameter in asked.parameters:
        value = given.get(parameter.name) or parameter.default
        if value is not None:
            values[parameter.name] = _term(parameter, value)
    return run(view, filled(asked.sparql, values))


def filled(sparql: str, values: Mapping[str, NamedNode | Literal]) -> str:
    """The query with constants in place of variables; ``BOUND`` of such a variable is true.

    A variable that is selected keeps its column.
    """
    opening = _GROUP.search(sparql)
    if opening is None:
        raise KgError("a named question needs WHERE {")
    closing = sparql.rindex("}")
    head, body, tail = sparql[: opening.end()], sparql[opening.end() : closing], sparql[closing:]
    for name, value in sorted(values.items()):
        variable = re.compile(rf"[?$]{name}\b")
        constant = str(value)
        body = re.sub(rf"\bBOUND\([?$]{name}\)", "true", body)
        body = variable.sub(lambda _, constant=constant: constant, body)  # type: ignore[misc]
        if variable.search(head):
            head += f"\n  BIND({constant} AS ?{name})"
    return head + body + tail


def _term(parameter: Parameter, value: str) -> NamedNode | Literal:
    if parameter.kind in _CONCEPTS:
        return iri(parameter.kind, value.removeprefix(f"{parameter.kind}:"))
    if parameter.kind == "date":
        if not _DATE.fullmatch(value):
            raise KgError(f"{parameter.name}={value}: a date looks like 2021-08-31")
        return Literal(value, datatype=XSD_DATE)
    return Literal(value)
