"""Answers of SPARQL as plain values, and their standard spellings (CSV, TSV, JSON)."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, Triple

from kg.graph.vocabulary import PREFIXES
from kg.model import KgError
from kg.store.protocol import Term, View

_PLAIN = "http://www.w3.org/2001/XMLSchema#string"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave: rows (SELECT), ``truth`` (ASK) or ``triples`` (CONSTRUCT, DESCRIBE)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truth: bool | None = None
    triples: tuple[Triple, ...] | None = None


def run(view: View, sparql: str) -> Answer:
    """Answer SPARQL in full; triples come sorted, rows in the query's order.

    Raises KgError with line and column when the query is not SPARQL.
    """
    result = view.query(sparql)
    if isinstance(result, QueryBoolean):
        return Answer(truth=bool(result))
    try:
        if isinstance(result, QuerySolutions):
            columns = tuple(variable.value for variable in result.variables)
            return Answer(columns=columns, rows=tuple(tuple(row[c] for c in columns) for row in result))
        return Answer(triples=tuple(sorted(set(result), key=str)))
    except (RuntimeError, ValueError, OSError) as error:
        raise KgError(f"SPARQL: {' '.join(str(error).split())}") from error


def shown(term: Term | None, *, short: bool = False) -> str:
    """The words of a term: a literal's text, an IRI (``short``: with prefix); "" for None."""
    if term is None:
        return ""
    if isinstance(term, NamedNode):
        return shortened(term.value) if short else term.value
    return term.value if isinstance(term, Literal) else str(term)


def shortened(iri: str) -> str:
    """``prefix:name`` where the longest prefix fits, else the IRI itself."""
    fits = [(len(base), name) for name, base in PREFIXES.items() if iri.startswith(base) and iri != base]
    if not fits:
        return iri
    length, name = max(fits)
    return f"{name}:{iri[length:]}"


def to_csv(answer: Answer, *, delimiter: str = ",") -> str:
    """Rows as CSV with a header line (W3C SPARQL 1.1 CSV: values without quotes or types)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([shown(term) for term in row] for row in answer.rows)
    return out.getvalue()


def to_json(answer: Answer) -> str:
    """W3C SPARQL 1.1 JSON results; triples as a list of N-Triples lines."""
    if answer.truth is not None:
        value: dict[str, object] = {"head": {}, "boolean": answer.truth}
    elif answer.triples is not None:
        value = {"triples": [f"{triple} ." for triple in answer.triples]}
    else:
        rows = [
            {name: _json(term) for name, term in zip(answer.columns, row, strict=True) if term is not None}
            for row in answer.rows
        ]
        value = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def to_jsonl(answer: Answer) -> str:
    """One JSON object a row, column to value: numbers and truth values as such, all else as text.

    A cell without value is left out.
    """
    lines = []
    for row in answer.rows:
        cells = {
            name: plain(term) for name, term in zip(answer.columns, row, strict=True) if term is not None
        }
        lines.append(json.dumps(cells, ensure_ascii=False) + "\n")
    return "".join(lines)


def to_markdown(answer: Answer) -> str:
    """Rows as a table of GitHub's Markdown."""

    def line(cells: Iterable[str]) -> str:
        safe = (" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split()) for cell in cells)
        return f"| {' | '.join(safe)} |\n"

    rows = "".join(line(shown(term, short=True) for term in row) for row in answer.rows)
    return line(answer.columns) + line("---" for _ in answer.columns) + rows


def plain(term: Term | None) -> str | int | float | bool | None:
    """A term as a value of Python: numbers and truth values as such, all else as text."""
    if not isinstance(term, Literal):
        return None if term is None else shown(term)
    kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
    if kind == "integer":
        return int(term.value)
    if kind in ("decimal", "double", "float"):
        return float(term.value)
    return term.value == "true" if kind == "boolean" else term.value


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if not isinstance(term, Literal):
        return {"type": "triple", "value": str(term)}
    cell = {"type": "literal", "value": term.value}
    if term.language:
        cell["xml:lang"] = term.language
    elif term.datatype.value not in (_PLAIN, _LANGUAGE):
        cell["datatype"] = term.datatype.value
    return cell
