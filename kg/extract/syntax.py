"""The word groups of one sentence and which depends on which: the result of ``kg.extract.parse``.

No trained parser: Arabic news keeps so closely to a few patterns (verb, subject, object, prepositional
phrases; or subject first; the genitive directly behind its noun; the relative clause behind its
antecedent) that one walk from left to right with a stack of open clauses gives the groups that matter
for who did what to whom. The result is a small graph; ``paths`` reads off it how one word reaches another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Analysis, PartyMention
from kg.text.forms import FEMININE_PLURAL

_DEPTH = 4
"""Steps of a path; farther relations were never the reason that somebody took part."""

Edge = tuple[int, str]


@dataclass(slots=True)
class Group:
    """A word group: a verb, or a noun with its adjectives; a party mention is one group whole."""

    first: int
    last: int
    verb: bool
    mentions: list[PartyMention] = field(default_factory=list)
    definite: bool = False
    gender: str = ""
    construct: bool = False
    """True when a genitive may follow: no article, no pronoun, no adjective behind it yet."""
    parent: int = -1
    label: str = ""
    prep: str = ""


@dataclass(slots=True)
class Clause:
    """An open clause of the walk."""

    parent: int
    label: str
    verb: int = -1
    fronted: int = -1
    subject: int = -1
    object: int = -1
    relative: bool = False
    antecedent: int = -1


@dataclass(frozen=True, slots=True)
class Syntax:
    """The groups of a sentence and the labelled steps between them, both ways."""

    groups: list[Group]
    edges: list[list[Edge]]
    home: dict[int, int]
    """Token to group."""

    def paths(self, starts: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """The shortest path from the groups of the tokens ``starts`` to every group within reach."""
        first = list(dict.fromkeys(self.home[i] for i in starts if i in self.home))
        found: dict[int, tuple[str, ...]] = dict.fromkeys(first, ())
        queue = deque(first)
        while queue:
            here = queue.popleft()
            path = found[here]
            if len(path) == _DEPTH:
                continue
            for there, label in self.edges[here]:
                if there not in found:
                    found[there] = (*path, label)
                    queue.append(there)
        return found


def gender_of(word: Analysis | None) -> str:
    """m or f of a noun, f for a plural in -at; "" where the form does not bind the verb."""
    if word is None or word.pos == "noun_prop":
        return ""
    if word.number == "p":
        return "f" if word.stem.endswith(FEMININE_PLURAL) else ""
    return word.gender
