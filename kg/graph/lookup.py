"""How changes are worked out: quads by pattern from a store, and by predicate from a list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple


class Lookup(Protocol):
    """``quads_for_pattern`` of a store."""

    def __call__(
        self,
        subject: NamedNode | BlankNode | Triple | None,
        predicate: NamedNode | None,
        object: NamedNode | BlankNode | Literal | Triple | None,
        graph_name: NamedNode | BlankNode | DefaultGraph | None,
        /,
    ) -> Iterator[Quad]: ...


ByPredicate = Mapping[NamedNode, Sequence[Quad]]
"""Quads by predicate; a predicate that has none may be looked up all the same."""


def by_predicate(quads: Iterable[Quad]) -> ByPredicate:
    """``quads`` sorted out once, because each look at a term of a quad makes a new object."""
    found: dict[NamedNode, list[Quad]] = defaultdict(list)
    for quad in quads:
        found[quad.predicate].append(quad)
    return found
