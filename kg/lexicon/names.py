"""Names of several words, found with clitics on their first word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from kg.model import Token
from kg.text.forms import ARTICLE
from kg.text.letters import fold
from kg.text.tokens import splits

V = TypeVar("V")


class NameHit(NamedTuple, Generic[V]):
    """A name found at a token: how many tokens it covers, what it means, the clitics before it."""

    length: int
    value: V
    conj: str
    prep: str
    article: bool


_Beginning = tuple[NameHit[V] | None, dict[str, list[tuple[tuple[str, ...], NameHit[V]]]]]
"""The name that a word is by itself, and by their second word the longer names, longest first."""

_UNSEEN: Any = object()


class Names(Generic[V]):
    """A set of folded names, each with a value; the longest one that starts at a token wins."""

    def __init__(self, rows: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], V]]] = {}
        for name, value in rows:
            first, *rest = fold(name).split()
            self._by_first.setdefault(first, []).append((tuple(rest), value))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        self._known: dict[str, _Beginning[V] | None] = {}
        """Written forms looked up before: most words begin no name, and news repeats its words."""

    def __contains__(self, name: str) -> bool:
        first, *rest = fold(name).split()
        return any(words == tuple(rest) for words, _ in self._by_first.get(first, ()))

    def starting(self, word: str) -> tuple[V, ...]:
        """Values of the names of several words that begin with ``word``, article or none."""
        stem = fold(word).removeprefix(ARTICLE)
        return tuple(
            value for key in (stem, ARTICLE + stem) for rest, value in self._by_first.get(key, ()) if rest
        )

    def longest(self, tokens: Sequence[Token], i: int) -> NameHit[V] | None:
        """The longest name that starts at ``tokens[i]``, clitics on its first word allowed.

        Of two splits that give names of one length, the one that takes less off the word wins.
        """
        token = tokens[i]
        found: _Beginning[V] | None = self._known.get(token.form, _UNSEEN)
        if found is _UNSEEN:
            found = self._look_up(token.form)
        if found is None or token.kind == "punct":
            return None
        alone, longer = found
        if longer and i + 1 < len(tokens):
            for rest, hit in longer.get(tokens[i + 1].form, ()):
                if _follows(tokens, i + 1, rest):
                    return hit
        return alone

    def may_begin(self, form: str) -> bool:
        """True when a name begins with ``form``, clitics on it allowed."""
        found = self._known.get(form, _UNSEEN)
        return (self._look_up(form) if found is _UNSEEN else found) is not None

    def _look_up(self, form: str) -> _Beginning[V] | None:
        found = self._known[form] = self._beginning(form)
        return found

    def _beginning(self, form: str) -> _Beginning[V] | None:
        """What the names that begin with ``form``, clitics on it or not, go on with."""
        alone: NameHit[V] | None = None
        longer: dict[str, list[tuple[tuple[str, ...], NameHit[V]]]] = {}
        for split in splits(form):
            key = ARTICLE + split.stem if split.article else split.stem
            for rest, value in self._by_first.get(key, ()):
                hit = NameHit(len(rest) + 1, value, split.conj, split.prep, split.article)
                if rest:
                    longer.setdefault(rest[0], []).append((rest, hit))
                elif alone is None:
                    alone = hit
        for hits in longer.values():
            hits.sort(key=lambda entry: -len(entry[0]))  # stable: of one length the first split stays first
        return (alone, longer) if alone is not None or longer else None


def _follows(tokens: Sequence[Token], i: int, rest: tuple[str, ...]) -> bool:
    if i + len(rest) > len(tokens):
        return False
    for word in rest:
        if tokens[i].form != word:
            return False
        i += 1
    return True
