"""Which articles are reprints, kept true by every change: the sketches stand in the articles' own graphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.lookup import ByPredicate, Lookup
from kg.graph.reprints import reprint, slots_of
from kg.graph.vocabulary import ISSUED, REPRINT_OF, REPRINTS_GRAPH, SKETCH, TEXT
from kg.resolve.mentions import day
from kg.resolve.reprints import Shelf, Sketched, exchange


class Reprints:
    """The sketches of a store, read from it once, and what they say after a change."""

    def __init__(self, find: Lookup) -> None:
        """``find`` looks into the store before the change."""
        self._find = find
        self._shelf: Shelf | None = None
        self._found: dict[str, str | None] = {}
        self._texts: dict[str, str] = {}

    def change(self, graphs: Iterable[NamedNode], new: ByPredicate) -> tuple[set[Quad], set[Quad], Set[str]]:
        """Quads of the graph of reprints that go and come, and the articles (IRIs) that they are about.

        ``graphs`` are those of the articles that change, ``new`` is what they come to tell. The sketches
        are then those after the change: one that is not made in the end leaves this object useless.
        """
        self.settle()
        old = [quad for graph in graphs for quad in self._find(None, SKETCH, None, graph)]
        if not old and not new[SKETCH]:
            return set(), set(), frozenset()
        self._texts = {subject: value.value for subject, value in _literals(new[TEXT])}
        gone = [subject for subject, _ in _literals(old)]
        coming = list(_sketched(new[SKETCH], new[ISSUED]))
        self._found = dict.fromkeys(gone)
        self._found |= exchange(self._sketches(), gone, coming, self._before, self._text)
        moved = {article for article, first in self._found.items() if first != self._before(article)}
        before = {reprint(article, first) for article in moved if (first := self._before(article))}
        after = {reprint(article, first) for article in moved if (first := self._found[article])}
        return before, after, moved

    def original(self, article: str) -> str:
        """The article (IRI) whose text this one carries after the change: it may be its own."""
        first = self._found[article] if article in self._found else self._before(article)
        return first or article

    def settle(self) -> None:
        """The change that was worked out last has been made."""
        self._found, self._texts = {}, {}

    def _before(self, article: str) -> str | None:
        found = self._find(NamedNode(article), REPRINT_OF, None, REPRINTS_GRAPH)
        return next((quad.object.value for quad in found if isinstance(quad.object, NamedNode)), None)

    def _text(self, article: str) -> str:
        if article not in self._texts:
            found = _literals(self._find(NamedNode(article), TEXT, None, None))
            return next(value.value for _, value in found)
        return self._texts[article]

    def _sketches(self) -> Shelf:
        if self._shelf is None:
            self._shelf = Shelf()
            find = self._find
            dates = find(None, ISSUED, None, None)
            for item in _sketched(find(None, SKETCH, None, None), dates):
                self._shelf.put(item)
        return self._shelf


def _literals(quads: Iterable[Quad]) -> Iterator[tuple[str, Literal]]:
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield quad.subject.value, quad.object


def _sketched(sketches: Iterable[Quad], dates: Iterable[Quad]) -> Iterator[Sketched]:
    """What is not known to the day counts as not known."""
    published = {article: value.value if day(value.value) else None for article, value in _literals(dates)}
    for article, value in _literals(sketches):
        yield Sketched(article=article, published=published.get(article), slots=slots_of(value))
