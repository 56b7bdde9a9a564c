"""The decisions of people: a text file beside the database, and the same in a graph of its own.

The file is the source; the graph says which of its decisions the store has taken up. A writer that
finds them different resolves anew what the changed lines are about.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.lookup import Lookup
from kg.graph.vocabulary import JUDGEMENTS_GRAPH, PREFIXES, kg
from kg.model import KgError
from kg.resolve.judgements import Decision, Judgements, decision, parse, render
from kg.store.doubts import Doubt

NAME = "judgements.tsv"
_PROPERTIES = {
    "POSITIVE": kg("judgedSame"),
    "NEGATIVE": kg("judgedDifferent"),
    "UNSURE": kg("judgedUnsure"),
}
_VERDICTS = {iri: verdict for verdict, iri in _PROPERTIES.items()}
_SHOWN = 200
"""Characters of a telling that a list shows."""
_PREFIXES = ("mention", "name")
"""What decisions can be about."""


def full(name: str) -> str:
    """The IRI of ``mention:…`` or ``name:…``, which may also be given in full.

    Raises KgError for anything else.
    """
    prefix, _, rest = name.strip().strip("<>").partition(":")
    if prefix in _PREFIXES and rest:
        return PREFIXES[prefix] + rest
    if any(name.startswith(PREFIXES[known]) for known in _PREFIXES):
        return name
    raise KgError(f"{name}: decisions are about mentions and names: take both from kg resolve")


def short(iri: str) -> str:
    """``mention:…`` or ``name:…`` for an IRI."""
    for prefix in _PREFIXES:
        if iri.startswith(PREFIXES[prefix]):
            return f"{prefix}:{iri.removeprefix(PREFIXES[prefix])}"
    return iri


def read(path: Path) -> list[Decision]:
    """The decisions of a file, their things as IRIs; none when there is no such file.

    Raises KgError with the line for what is no decision, and when decisions contradict each other.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read: {error}") from error
    return [decision(d.verdict, full(d.one), full(d.other), d.comment) for d in parse(text, str(path))]


def write(path: Path, decisions: Iterable[Decision]) -> None:
    """Put ``decisions`` into the file, sorted; it changes whole or not at all."""
    text = render(decision(d.verdict, short(d.one), short(d.other), d.comment) for d in decisions)
    draft = path.with_name(f".{path.name}.new")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror or error}") from error


def quads(decisions: Iterable[Decision]) -> set[Quad]:
    """The decisions as the graph of judgements holds them, without comments."""
    return {
        Quad(NamedNode(d.one), _PROPERTIES[d.verdict], NamedNode(d.other), JUDGEMENTS_GRAPH)
        for d in decisions
    }


def taken_up(find: Lookup) -> list[Decision]:
    """The decisions that the graph of judgements holds."""
    return [
        decision(_VERDICTS[quad.predicate], quad.subject.value, quad.object.value)
        for quad in find(None, None, None, JUDGEMENTS_GRAPH)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
    ]


def record(path: Path, verdict: str, one: str, other: str, comment: str = "") -> None:
    """Write a decision into the file in the place of an earlier one on the pair; NONE only takes it out.

    Raises KgError when the decisions would contradict each other.
    """
    pair = sorted((full(one), full(other)))
    kept = [d for d in read(path) if [d.one, d.other] != pair]
    if verdict != "NONE":
        kept.append(decision(verdict, pair[0], pair[1], comment))
    Judgements(kept)
    write(path, kept)


def add(path: Path, others: Path) -> None:
    """Write the decisions of another file into this one; on the same pair the other's hold.

    Raises KgError when the decisions together contradict each other.
    """
    made = {(d.one, d.other): d for d in (*read(path), *read(others))}
    Judgements(made.values())
    write(path, made.values())


COLUMNS = ("points", "one", "other", "type", "parties", "told", "signals", "words", "otherWords")


def row(doubt: Doubt) -> tuple[Literal, ...]:
    """A doubtful pair as a row of ``COLUMNS``: ids for a decision, and what a person needs to judge."""
    one, other = doubt.one, doubt.other
    parties = ", ".join(sorted(one.parties | other.parties))
    told = " / ".join(f"{m.published or '-'} {m.status} {m.when or '-'}" for m in (one, other))
    cells = (
        f"{doubt.score.points:g}",
        short(one.node),
        short(other.node),
        one.type,
        parties,
        told,
        " ".join(doubt.score.signals),
        _shortened(one.text),
        _shortened(other.text),
    )
    return tuple(Literal(cell) for cell in cells)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
