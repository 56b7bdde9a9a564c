"""When two written names can be one person's: spellings made alike, words left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

Name = tuple[str, ...]
"""The words of a name, folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """The table of spellings that are one (``ontologies/spellings.tsv``)."""

    native: frozenset[str]
    """Codes of parties whose people bear names that Arabic writes one way."""
    joined: frozenset[str]
    """Words that are one with the next."""
    dropped: frozenset[str]
    """Words that may be left out."""
    houses: frozenset[Name]
    """Last words that may be left out behind two others."""
    everywhere: tuple[tuple[str, str], ...]
    """Letters and what they are compared as, in every name."""
    foreign: tuple[tuple[str, str], ...]
    """The same for names of parties that are not native."""
    inner: Mapping[str, str]
    """The same for single letters that do not begin a word."""
    latin: tuple[tuple[str, str], ...]
    """Latin letters and the Arabic ones they are compared as, longest first."""

    def alike(self, name: Name, code: str | None) -> Name:
        """The form that all spellings of a name share; ``code`` is that of the person's party."""
        words = [word for word in self._joined(name) if word not in self.dropped]
        for house in self.houses:
            if len(words) - len(house) >= 2 and tuple(words[-len(house) :]) == house:
                words = words[: -len(house)]
        native = code in self.native or (code or "").startswith(("G:", "O:"))
        return tuple(self._letters(word, native) for word in words) or tuple(name)

    def _joined(self, name: Name) -> list[str]:
        words: list[str] = []
        for word in name:
            if words and words[-1] in self.joined:
                words[-1] += word
            else:
                words.append(word)
        return words

    def _letters(self, word: str, native: bool) -> str:
        if word.isascii():
            for old, new in self.latin:
                word = word.replace(old, new)
        for old, new in self.everywhere:
            word = word.replace(old, new)
        if native:
            return word
        for old, new in self.foreign:
            word = word.replace(old, new)
        bones = word[:1] + "".join(self.inner.get(letter, letter) for letter in word[1:])
        return "".join(letter for letter, _ in groupby(bones))


def agree(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name's words are all among the other's, in order: with or without middle names.

    >>> agree(("عادل", "جبير"), ("عادل", "بن", "احمد", "جبير")), agree(("عادل", "جبير"), ("عادل", "احمد"))
    (True, False)
    """
    few, many = sorted((a, b), key=len)
    rest = iter(many)
    return bool(few) and all(word in rest for word in few)


def shortens(few: Sequence[str], many: Sequence[str]) -> bool:
    """Whether ``few`` is a shorter form of ``many``: the same last word, and the first unless it is alone."""
    if not few or len(few) >= len(many) or few[-1] != many[-1]:
        return False
    return (len(few) == 1 or few[0] == many[0]) and agree(few, many)


def consistent(names: Iterable[Name]) -> bool:
    """Whether all names can be one person's: of any two, one shortens the other or they are the same."""
    found = list(names)
    return all(a == b or agree(a, b) for n, a in enumerate(found) for b in found[n + 1 :])
