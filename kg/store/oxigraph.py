"""Oxigraph embedded in this process: on disk for work, in memory for tests and short lives."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.graph.concepts import Parties, Types
from kg.graph.iris import article_graph, article_iri
from kg.graph.lookup import by_predicate
from kg.graph.ties import Scores
from kg.graph.vocabulary import (
    BLOCK_KEY,
    EVENT_MENTION,
    FINGERPRINT,
    IDENTIFIER,
    NAMES_GRAPH,
    ONTOLOGY_GRAPH,
    PERSON_NAME,
    PREFIXES,
    TYPE,
    kg,
)
from kg.model import KgError
from kg.resolve.judgements import Decision, Judgements, changed
from kg.store import journal, judging, marker, ontology, opening, snapshots
from kg.store.change import Minds, News, change
from kg.store.doubts import Doubt, doubts
from kg.store.keywords import dataset
from kg.store.names import Names
from kg.store.protocol import Result
from kg.store.reprints import Reprints
from kg.store.resolution import Resolution
from kg.store.syntax import explained

_ANEW = 5000
"""Mentions and names that are resolved anew in one change when the tables have changed."""


class Store:
    """A writer and a view over Oxigraph; use ``Store.open`` or ``Store.memory``, best in ``with``."""

    def __init__(
        self, database: ox.Store, *, path: Path | None = None, held: snapshots.Hold | None = None
    ) -> None:
        """Wrap an open database; ``path`` is where it lies; ``held`` the snapshot that is only read."""
        self._database: ox.Store | None = database
        self.path = path
        self._held = held
        self._changed = False
        self._parties: Parties | None = None
        self._types: Types | None = None
        self._scores: Scores | None = None
        self._minds: Minds | None = None

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, judgements: Path | None = None) -> Store:
        """Open the store at ``path``; with ``create`` make it, or renew its ontologies, when needed.

        Decisions of people in the file ``judgements`` are added to those of the store first.

        Raises KgError when there is no store, something else is there, another process holds it,
        the folder cannot be written, or the store is of another format.
        """
        folder = Path(path)
        found = marker.read(folder)
        if found is None and not create:
            raise KgError(f"no store at {folder}: build one with: kg build INPUT --store {folder}")
        store = cls(opening.database(folder), path=folder)
        store._changed = journal.redo(store._db, folder)
        current = ontology.fingerprint()
        renewed = create and (found is None or found.get("ontologies") != current)
        try:
            if renewed:
                store._load_ontologies()
            if judgements is not None:
                judging.add(folder / judging.NAME, judgements)
            if renewed:
                store._resolve_anew()
            store.judge(judging.read(folder / judging.NAME))
            if renewed:
                opening.mark(folder, current)
            store.flush()
        except KgError:
            store._database = store._minds = None
            raise
        return store

    @classmethod
    def view(cls, path: str | Path) -> Store:
        """Open the store at ``path`` for reading only, also while another process writes it.

        What is seen is the state of the writer's last flush, and stays so until the view is closed;
        a new view sees what came since. Raises KgError as ``open`` does; writing raises it too.
        """
        folder = Path(path)
        if marker.read(folder) is None:
            raise KgError(f"no store at {folder}: build one with: kg build INPUT --store {folder}")
        if not snapshots.is_current(folder):
            _recover(cls, folder)
        held = snapshots.hold(folder)
        if held is None:
            raise KgError(f"{folder} is being made by another process: wait until its first articles are in")
        try:
            return cls(ox.Store.read_only(str(held.path)), path=folder, held=held)
        except OSError as error:
            held.release()
            raise KgError(f"{folder}: cannot open the store: {' '.join(str(error).split())}") from error

    @classmethod
    def memory(cls) -> Store:
        """A new store in memory, with the ontologies."""
        store = cls(ox.Store())
        store._load_ontologies()
        return store

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def database(self) -> ox.Store:
        """Oxigraph's own object, for libraries that build on it; KgError when the store is closed."""
        return self._db

    @property
    def _db(self) -> ox.Store:
        if self._database is None:
            raise KgError("the store is closed")
        return self._database

    def close(self) -> None:
        """Flush and let go of the store, so that another process can write it."""
        if self._database is not None:
            self.flush()
            self._database = self._minds = None
        if self._held is not None:
            self._held.release()

    @property
    def is_newest(self) -> bool:
        """Whether no newer state has been published since this view was opened."""
        return self._held is None or self.path is None or snapshots.newest(self.path) == self._held.path

    def _load_ontologies(self) -> None:
        new = set(ontology.ontology_quads())
        old = set(self._db.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH))
        self._apply(old - new, new - old)
        self._parties = self._types = self._scores = self._minds = None

    # --- view

    def query(
        self,
        sparql: str,
        *,
        default_graphs: Sequence[NamedNode] = (),
        named_graphs: Sequence[NamedNode] = (),
    ) -> Result:
        """Answer SPARQL over the union of all graphs; the project's prefixes need no declaration.

        The graphs named, if any, are the data set, as in the SPARQL 1.1 Protocol: they stand above what
        ``FROM`` says. Raises KgError with line and column when the query is not SPARQL.
        """
        chosen = dataset(sparql, default_graphs, named_graphs)
        try:
            return self._db.query(sparql, prefixes=PREFIXES, **chosen)
        except SyntaxError as error:
            raise KgError(explained(sparql, str(error))) from error
        except (ValueError, OSError) as error:
            raise KgError(f"SPARQL: {' '.join(str(error).split())}") from error

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """All quads, or those of one named graph, in no particular order."""
        return self._db.quads_for_pattern(None, None, None, graph)

    def graphs(self) -> Iterator[NamedNode]:
        """The named graphs."""
        return (graph for graph in self._db.named_graphs() if isinstance(graph, NamedNode))

    def about(
        self,
        node: NamedNode | BlankNode | Triple,
        graph: NamedNode | None,
        predicate: NamedNode | None = None,
    ) -> Iterator[Quad]:
        """What one graph, or all, say of a node: everything, or the values of one predicate."""
        return self._db.quads_for_pattern(node, predicate, None, graph)

    def _tables(self) -> list[Quad]:
        """What the ontologies say that code needs as tables."""
        find = self._db.quads_for_pattern
        return [quad for p in ontology.TABLES for quad in find(None, p, None, ONTOLOGY_GRAPH)]

    def parties(self) -> Parties:
        """The parties that the ontologies of this store know, by code."""
        if self._parties is None:
            self._parties = ontology.parties(self._tables())
        return self._parties

    def types(self) -> Types:
        """The event types that the ontologies of this store know, with their PLOVER categories."""
        if self._types is None:
            self._types = ontology.types(self._tables())
        return self._types

    def scores(self) -> Scores:
        """The conflict-cooperation score of each PLOVER category, in tenths."""
        if self._scores is None:
            self._scores = ontology.plover_scores(self._tables())
        return self._scores

    def articles(self) -> list[str]:
        """The identifiers of all articles, sorted."""
        found = self._db.quads_for_pattern(None, TYPE, kg("Article"), None)
        return sorted(
            q.object.value
            for node in found
            for q in self._db.quads_for_pattern(node.subject, IDENTIFIER, None, node.graph_name)
            if isinstance(q.object, Literal)
        )

    def fingerprint(self, article_id: str) -> str | None:
        """What the article was read from and by (``kg:fingerprint``), None when it is not there."""
        found = self._db.quads_for_pattern(
            article_iri(article_id), FINGERPRINT, None, article_graph(article_id)
        )
        value = next((quad.object for quad in found), None)
        return value.value if isinstance(value, Literal) else None

    def has_article(self, article_id: str) -> bool:
        """Whether the store holds this article."""
        return any(True for _ in self.quads(article_graph(article_id)))

    # --- writer

    def replace_article(self, article_id: str, quads: Iterable[Quad]) -> None:
        """Put what an article says in the place of what it said before, in one transaction."""
        self.replace_articles({article_id: quads})

    def replace_articles(self, told: Mapping[str, Iterable[Quad]]) -> None:
        """Put what several articles say in the place of what they said before, in one transaction."""
        self._change({article_graph(name): set(quads) for name, quads in told.items()})

    def remove_article(self, article_id: str) -> bool:
        """Take an article out with all that it alone supports; False when it was not there."""
        graph = article_graph(article_id)
        if not self.has_article(article_id):
            return False
        self._change({graph: set()}, drop=graph)
        return True

    def judge(self, decisions: Iterable[Decision]) -> None:
        """Let these decisions hold, and no others; what changed ones are about is resolved anew.

        Raises KgError when decisions contradict each other.
        """
        decisions = list(decisions)
        old = self.decisions()
        about = changed(old, decisions)
        if not about:
            return
        minds = self._thinking()
        minds.judge(Judgements(decisions))
        try:
            before, after = judging.quads(old), judging.quads(decisions)
            self._change({}, also=about, going=before - after, coming=after - before)
        except BaseException:
            minds.judge(Judgements(old))
            raise

    def decisions(self) -> list[Decision]:
        """The decisions of people that hold in this store, without comments."""
        return judging.taken_up(self._db.quads_for_pattern)

    def doubts(self) -> list[Doubt]:
        """Pairs of events that may be one, best first: for a person to judge."""
        return doubts(self._db.quads_for_pattern, self._thinking().resolution)

    def _change(
        self,
        news: News,
        *,
        also: Iterable[str] = (),
        drop: NamedNode | None = None,
        going: Iterable[Quad] = (),
        coming: Iterable[Quad] = (),
    ) -> None:
        minds = self._thinking()
        try:
            old, new = change(minds, news, also)
            self._apply(old.union(going), new.union(coming), drop=drop)
            minds.settle()
        except BaseException:
            self._minds = None  # what it remembers may be of before or after the change
            raise

    def _resolve_anew(self) -> None:
        """Let all mentions and names speak by the tables of today, some thousand at a time."""
        minds = self._thinking()
        typed = by_predicate(
            quad for kind in (EVENT_MENTION, PERSON_NAME) for quad in minds.find(None, TYPE, kind, None)
        )
        old, new = set(minds.find(None, BLOCK_KEY, None, NAMES_GRAPH)), minds.names.keys(typed)
        self._apply(old - new, new - old)
        nodes = sorted(quad.subject.value for quad in typed[TYPE] if isinstance(quad.subject, NamedNode))
        for start in range(0, len(nodes), _ANEW):
            self._change({}, also=nodes[start : start + _ANEW])

    def _thinking(self) -> Minds:
        if self._minds is None:
            lineages = ontology.lineages(self._tables())
            find = self._db.quads_for_pattern
            names = Names(find, ontology.spellings())
            reprints = Reprints(find)
            resolution = Resolution(
                find, ontology.rules(), self.parties(), self.types(), lineages, names, reprints.original
            )
            self._minds = Minds(
                find=find, resolution=resolution, names=names, reprints=reprints, scores=self.scores()
            )
            self._minds.judge(Judgements(judging.taken_up(find)))
        return self._minds

    def flush(self) -> None:
        """Make sure that all that was written outlives a power cut, and show it to new views.

        Call it at the end of a batch.
        """
        if self.path is None or self._held is not None:
            return
        try:
            # An interrupt may have come in the middle of a change.
            if (
                not journal.redo(self._db, self.path)
                and not self._changed
                and snapshots.is_current(self.path)
            ):
                return
            self._db.flush()
            snapshots.publish(self.path, self._db.backup)
            snapshots.mark_clean(self.path)
        except OSError as error:
            raise KgError(f"{self.path}: cannot write: {error.strerror or error}") from error
        self._changed = False

    def _apply(self, going: set[Quad], coming: set[Quad], *, drop: NamedNode | None = None) -> None:
        """Make a change, all or nothing; ``drop`` names a graph that must not even stay as an empty one."""
        if self._held is not None:
            raise KgError(f"{self.path} is open for reading only")
        if not self._changed and self.path is not None:
            snapshots.mark_dirty(self.path)
        self._changed = True
        step = journal.Step(going=frozenset(going), coming=frozenset(coming), drop=drop)
        try:
            journal.make(self._db, step, self.path)
        except OSError as error:
            raise KgError(
                f"{self.path}: cannot write: {error}: the next writer completes the change"
            ) from error


def _recover(store: type[Store], folder: Path) -> None:
    """Publish what a writer that was killed had committed; a living writer does so itself."""
    if os.access(folder, os.W_OK):
        with suppress(opening.InUse):
            store.open(folder).close()
