"""Turtle and TriG for people to read: prefixes, subjects together, always in the same order.

Written here and not by rdflib, whose pretty serialiser took 94 s for a graph of 400,000 triples.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Triple

from kg.graph.vocabulary import PREFIXES, TYPE, XSD_BOOLEAN, XSD_DECIMAL, XSD_INTEGER
from kg.store.protocol import Term, View

_LOCAL = re.compile(r"[A-Za-z0-9_\u0370-\u1fff](?:[A-Za-z0-9_.%:\u0370-\u1fff-]*[A-Za-z0-9_\u0370-\u1fff-])?")
_ESCAPES = re.compile(r"%(?![0-9A-Fa-f]{2})")
_BARE = {
    XSD_INTEGER: re.compile(r"[+-]?\d+"),
    XSD_DECIMAL: re.compile(r"[+-]?\d*\.\d+"),
    XSD_BOOLEAN: re.compile(r"true|false"),
}
"""Literals that Turtle reads without quotes."""


def turtle(view: View, stream: BinaryIO) -> None:
    """The union of all graphs."""
    writer = Writer()
    body = [f"\n{block}" for block in writer.blocks(quad.triple for quad in view.quads())]
    stream.write(writer.prefixes().encode())
    stream.writelines(block.encode() for block in body)


def trig(view: View, stream: BinaryIO) -> None:
    """All named graphs, in order of their IRIs."""
    graphs: dict[str, list[Triple]] = defaultdict(list)
    for quad in view.quads():
        graphs[str(quad.graph_name)].append(quad.triple)
    writer = Writer()
    body = []
    for name in sorted(graphs):
        inside = "\n".join(writer.blocks(graphs[name], indent="  "))
        body.append(f"\n{writer.name(name[1:-1])} {{\n{inside}}}\n")
    stream.write(writer.prefixes().encode())
    stream.writelines(block.encode() for block in body)


class Writer:
    """Turns triples into blocks of Turtle and remembers which prefixes they need."""

    def __init__(self) -> None:
        """No prefix is needed yet."""
        self._used: set[str] = set()
        self._names: dict[str, str] = {}

    def prefixes(self) -> str:
        """The declarations of all prefixes used so far."""
        return "".join(f"@prefix {name}: <{PREFIXES[name]}> .\n" for name in sorted(self._used))

    def blocks(self, triples: Iterable[Triple], *, indent: str = "") -> Iterator[str]:
        """One block per subject, subjects in order of their IRIs, ``a`` first, then by predicate."""
        said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for triple in triples:
            predicate = "" if triple.predicate == TYPE else triple.predicate.value
            said[str(triple.subject)[1:-1]][predicate].add(self.term(triple.object))
        for subject in sorted(said):
            lines = [
                f"{self.name(predicate) if predicate else 'a'} {' , '.join(sorted(said[subject][predicate]))}"
                for predicate in sorted(said[subject])
            ]
            joined = f" ;\n{indent}    ".join(lines)
            yield f"{indent}{self.name(subject)} {joined} .\n"

    def term(self, term: Term) -> str:
        """A term as Turtle; TypeError for what RDF 1.1 does not have."""
        if isinstance(term, NamedNode):
            return self.name(term.value)
        if not isinstance(term, Literal):
            raise TypeError(f"not a term of this graph: {term}")
        if term.language:
            return str(term)
        bare = _BARE.get(term.datatype)
        if bare is not None and bare.fullmatch(term.value):
            return term.value
        quoted, mark, _ = str(term).rpartition("^^")
        return f"{quoted}^^{self.name(term.datatype.value)}" if mark and quoted.endswith('"') else str(term)

    def name(self, iri: str) -> str:
        """``prefix:local`` where the longest prefix fits and Turtle allows it, else the IRI in brackets."""
        known = self._names.get(iri)
        if known is None:
            known = self._names[iri] = self._shortened(iri)
        return known

    def _shortened(self, iri: str) -> str:
        fits = [(len(base), name) for name, base in PREFIXES.items() if iri.startswith(base)]
        if fits:
            length, name = max(fits)
            local = iri[length:]
            if _LOCAL.fullmatch(local) and not _ESCAPES.search(local):
                self._used.add(name)
                return f"{name}:{local}"
        return f"<{iri}>"
