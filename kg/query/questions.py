"""Named questions as files: what the opening comments of an ``.rq`` file say, and where such files lie.

Comment lines of the header: ``# title:`` and ``# title@ar:`` (one line each), ``# param:`` name, kind,
default (``-`` for none, ``!`` when a value must be given) and meaning, and ``# example:``. The rest is
plain SPARQL with one ``WHERE`` before its group: a parameter is a variable of that name. A line that ends
in ``# if NAME`` counts only when the parameter has a value, in ``# unless NAME`` only when it has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.model import KgError
from kg.query.suggest import nearest

FOLDER = Path(__file__).parent / "questions"
KINDS = frozenset(
    {
        "party",
        "code",
        "type",
        "topic",
        "status",
        "office",
        "act",
        "since",
        "until",
        "date",
        "iri",
        "number",
        "text",
    }
)
_HEADER = re.compile(r"#\s*(title|title@ar|param|example):\s*(.*)")
_PARAM = re.compile(r"([A-Za-z]\w*)\s+(\w+)\s+(\S+)\s+(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter of a question; ``kind`` is one of ``KINDS``, ``default`` as a user would write it."""

    name: str
    kind: str
    default: str | None
    meaning: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A named question as its file tells it; ``sparql`` is the whole file."""

    name: str
    title: str
    title_ar: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str


def list_questions(folders: Iterable[Path] = ()) -> list[Question]:
    """The questions that come with the program and those of ``folders``, sorted by name.

    Of two of one name the later folder's counts. Raises KgError for a folder that is not there and for a
    file whose header is not right.
    """
    found: dict[str, Question] = {}
    for folder in (FOLDER, *folders):
        if not folder.is_dir():
            raise KgError(f"{folder}: no such folder of questions")
        for path in sorted(folder.glob("*.rq")):
            found[path.stem] = read(path)
    return [found[name] for name in sorted(found)]


def question(name: str, folders: Iterable[Path] = ()) -> Question:
    """The question of this name; KgError that names the nearest when there is none."""
    known = {candidate.name: candidate for candidate in list_questions(folders)}
    if name not in known:
        raise KgError(f"no question {name!r}{nearest(name, known)}: kg ask --list shows all {len(known)}")
    return known[name]


def read(path: Path) -> Question:
    """The question of one file; KgError with file, line and what is wrong."""
    try:
        sparql = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read: {error}") from error
    fields: dict[str, str] = {}
    parameters = []
    for number, line in enumerate(sparql.splitlines(), 1):
        match = _HEADER.fullmatch(line.strip())
        if match and match[1] == "param":
            parameters.append(_parameter(match[2].strip(), f"{path}:{number}"))
        elif match:
            fields[match[1]] = match[2].strip()
    missing = [name for name in ("title", "title@ar", "example") if not fields.get(name)]
    if missing:
        raise KgError(f"{path}: a question needs a comment line '# {missing[0]}: …'")
    return Question(
        name=path.stem,
        title=fields["title"],
        title_ar=fields["title@ar"],
        parameters=tuple(parameters),
        example=fields["example"],
        sparql=sparql,
    )


def _parameter(words: str, where: str) -> Parameter:
    match = _PARAM.fullmatch(words)
    if match is None:
        raise KgError(f"{where}: write '# param: NAME KIND DEFAULT MEANING', with DEFAULT - for none")
    name, kind, default, meaning = match.groups()
    if kind not in KINDS:
        raise KgError(f"{where}: no kind of parameter {kind!r}{nearest(kind, KINDS)}")
    given = None if default in ("-", "!") else default
    return Parameter(name=name, kind=kind, default=given, meaning=meaning, required=default == "!")
