"""The graph in a notebook or a program: ``kg.open("kg-store")`` and a handful of methods.

>>> import kg
>>> graph = kg.open("kg-store")                                        # doctest: +SKIP
>>> graph.ask("visits", party="Egypt", since="2017", lang="ar")        # doctest: +SKIP
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model import KgError
from kg.store import Store
from kg.store.protocol import View

if TYPE_CHECKING:
    from rdflib import Dataset
    from rdflib import Graph as RdfGraph

    from kg.query import Explanation, Question
    from kg.view.frame import Frame


class Graph:
    """A store, open for reading as it is now; another process may build it at the same time."""

    def __init__(self, store: Store) -> None:
        """Wrap an open store; ``kg.open`` does so from a path."""
        self.view: View = store
        self._store = store

    def ask(
        self,
        name: str,
        *,
        pair: tuple[str, str] | None = None,
        lang: str = "en",
        limit: int | None = None,
        named: bool = True,
        questions: Iterable[str | Path] = (),
        **params: str,
    ) -> Frame:
        """Answer a named question; ``pair`` stands for ``a`` and ``b``, the rest is as in ``kg ask``.

        Raises KgError, with the nearest right spelling, for an unknown question, parameter or value.
        """
        from kg.query import ask
        from kg.view.frame import frame

        if pair is not None:
            params = {**params, "a": pair[0], "b": pair[1]}
        folders = [Path(folder) for folder in questions]
        return frame(ask(self.view, name, params, lang=lang, folders=folders, named=named, limit=limit))

    def questions(self) -> list[Question]:
        """All named questions, with titles, parameters and examples."""
        from kg.query import list_questions

        return list_questions()

    def query(self, sparql: str) -> Frame | bool | RdfGraph:
        """Answer SPARQL: a frame for SELECT, a truth value for ASK, an rdflib Graph for the rest.

        Raises KgError with line and column when the query cannot be read.
        """
        from kg.query import run
        from kg.view.frame import frame

        answer = run(self.view, sparql)
        if answer.truth is not None:
            return answer.truth
        if answer.triples is None:
            return frame(answer)
        from kg.query.dataset import graph

        return graph(answer.triples)

    def events(self, *, pair: tuple[str, str] | None = None, **params: str) -> Frame:
        """Event data, one row per event and dyad, of the events that the conditions let pass."""
        from kg.export.tables import event_data
        from kg.query.selection import select
        from kg.view.frame import Frame

        if pair is not None:
            params = {**params, "a": pair[0], "b": pair[1]}
        table = event_data(select(self.view, params))
        return Frame(list(table.rows), columns=[column.name for column in table.columns])

    def network(
        self, kind: str = "parties", *, ego: str | None = None, radius: int = 1, **params: str
    ) -> Any:
        """A networkx graph: ``parties``, ``ego``, ``events`` or ``people``; see ``kg.view.network``."""
        from kg.view.network import network

        return network(self.view, kind, ego=ego, radius=radius, params=params)

    def explain(self, iri: str) -> Explanation:
        """What supports a node: words, offsets, rule, confidence, article; KgError for an unknown one."""
        from kg.query import explain

        return explain(self.view, iri)

    def rdflib(self) -> Dataset:
        """An rdflib Dataset over the store, for reading; its default graph is the union of all graphs."""
        from kg.query.dataset import dataset

        return dataset(self._store.database)


def open_graph(path: str | Path = "kg-store") -> Graph:
    """The store at ``path``; KgError when there is none."""
    return Graph(Store.view(path))


__all__ = ["Graph", "KgError", "open_graph"]
