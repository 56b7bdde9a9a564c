"""Which names are one person's: one spelling, or a shorter form that holds the same office.

A name here is what articles write, with the party of its bearer: two parties, two people. Names that
are spelt alike are one person. A shorter form (without middle names, the last name alone) is the longer
one's when both are told to hold one office; when longer names that disagree lay claim to it, it stays
alone, and so it does without an office in common: a person should look (``kg resolve``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.judgements import Judgements
from kg.resolve.names import Name, Spellings, consistent, shortens


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name that articles write for somebody of a party, with the offices told of its bearer."""

    node: str
    words: Name
    code: str | None
    offices: frozenset[str] = frozenset()
    """Nodes of office concepts."""


def block_key(words: Name, code: str | None, spellings: Spellings) -> str:
    """Only names that share this key can be one person's without a judgement."""
    return f"{spellings.alike(words, code)[-1]}|{code or ''}"


def people(names: Iterable[PersonName], spellings: Spellings, judged: Judgements) -> list[list[PersonName]]:
    """Partition ``names``; each part is one person, the fullest name first."""
    groups: dict[tuple[Name, str | None], list[PersonName]] = defaultdict(list)
    for name in sorted(names, key=lambda n: n.node):
        groups[spellings.alike(name.words, name.code), name.code].append(name)
    home = {key: key for key in groups}
    for key in sorted(groups, key=str):
        longer = _claims(key, groups)
        if longer and consistent(form for form, _ in longer):
            for other in longer:
                _join(home, key, other)
    parts: dict[tuple[Name, str | None], list[PersonName]] = defaultdict(list)
    for key, members in groups.items():
        parts[_root(home, key)] += members
    return _judged([sorted(part, key=_fullest) for part in parts.values()], judged)


Key = tuple[Name, str | None]


def _claims(key: Key, groups: Mapping[Key, list[PersonName]]) -> list[Key]:
    """The longer names of which this one may be a shorter form, an office in common."""
    offices = frozenset[str]().union(*(name.offices for name in groups[key]))
    return [
        other
        for other in sorted(groups, key=str)
        if other[1] == key[1]
        and shortens(key[0], other[0])
        and any(name.offices & offices for name in groups[other])
    ]


def _root(home: Mapping[Key, Key], key: Key) -> Key:
    while home[key] != key:
        key = home[key]
    return key


def _join(home: dict[Key, Key], a: Key, b: Key) -> None:
    first, second = sorted((_root(home, a), _root(home, b)), key=str)
    home[second] = first


def _fullest(name: PersonName) -> tuple[int, str]:
    return -len(name.words), name.node


def _judged(parts: list[list[PersonName]], judged: Judgements) -> list[list[PersonName]]:
    """What people decided, on top: parts joined, and names taken out of parts that are not theirs."""
    found = [piece for part in parts for piece in _split(part, judged)]
    at = {name.node: n for n, part in enumerate(found) for name in part}
    for node in sorted(at):
        for partner in judged.partners(node):
            here, there = at[node], at.get(partner, at[node])
            if here != there:
                found[here] += found[there]
                at |= {name.node: here for name in found[there]}
                found[there] = []
    return sorted((sorted(part, key=_fullest) for part in found if part), key=lambda part: part[0].node)


def _split(part: list[PersonName], judged: Judgements) -> list[list[PersonName]]:
    pieces: list[list[PersonName]] = []
    for name in part:
        free = (p for p in pieces if all(_may_be_one(name, other, judged) for other in p))
        home = next(free, None)
        if home is None:
            pieces.append([name])
        else:
            home.append(name)
    return pieces


def _may_be_one(a: PersonName, b: PersonName, judged: Judgements) -> bool:
    score = judged.score(a.node, b.node)
    return score is None or (score.conflict is None and score.points > 0)
