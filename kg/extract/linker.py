"""Which parties take part in a telling and in which role, and how sure that is: two small linear models.

The first weighs, for each candidate party, the features of its place in the clause (``candidates``) into
the odds of doer, other side and bystander. The second weighs the telling that results into the chance that
it is right in type, parties and direction: the event's confidence. Both are logistic regressions that
``make learn`` fits on annotated articles (``kg.learn``); their weights are ``ontologies/linker.json``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.extract.candidates import Candidate
from kg.extract.roles import Slots, complete, fill
from kg.lexicon.features import Crossed, Table, logistic, total
from kg.lexicon.files import ontology_path
from kg.lexicon.weights import load_weights
from kg.model import PartyMention

_SURE, _LIKELY = 0.5, 0.3
"""Chance above which a party is taken for a role, and above which the best one fills an empty role."""


_FLIPS = 4
"""Choices that differ in one party from the likeliest one and are weighed beside it."""


class Link(NamedTuple):
    """The parties of a telling by role, the features of the whole and how sure it is."""

    actors: tuple[Candidate, ...]
    recipients: tuple[Candidate, ...]
    features: Crossed
    confidence: float

    @property
    def mentions(self) -> tuple[PartyMention, ...]:
        """The mentions of all parties."""
        return tuple(c.mention for c in self.actors + self.recipients)


@dataclass(frozen=True, slots=True)
class Linker:
    """The two models: weights by feature; a feature that was not learned weighs nothing."""

    roles: dict[str, tuple[float, float]]
    """Log odds of doer and of other side against bystander."""
    told: dict[str, float]
    """Log odds that the telling is right."""
    events: dict[str, float] = field(default_factory=dict)
    """Log odds that the event of all its tellings is right (see ``kg.extract.confidence``)."""
    violence: dict[str, float] = field(default_factory=dict)
    """Log odds that violence is told as done (see ``kg.extract.violence``)."""
    roles_table: Table[tuple[float, float]] = field(init=False, repr=False, compare=False)
    told_table: Table[float] = field(init=False, repr=False, compare=False)
    events_table: Table[float] = field(init=False, repr=False, compare=False)
    violence_table: Table[float] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "roles_table", Table(self.roles))
        object.__setattr__(self, "told_table", Table(self.told))
        object.__setattr__(self, "events_table", Table(self.events))
        object.__setattr__(self, "violence_table", Table(self.violence))

    @classmethod
    def load(cls) -> Linker:
        """The linker with the weights that the package carries."""
        return cls(*load_weights(ontology_path("linker.json")))

    def odds(self, candidate: Candidate) -> tuple[float, float]:
        """The chances that a candidate is doer and that it is the other side."""
        form, type_, own = candidate.features
        actor, recipient = self.roles.get("", (0.0, 0.0))
        table = self.roles_table
        known = (table.alone, table.crossed(form), table.crossed(type_))
        for feature in own:
            for weights in known:
                weight = weights.get(feature)
                if weight is not None:
                    actor += weight[0]
                    recipient += weight[1]
        a, r = math.exp(min(actor, 30)), math.exp(min(recipient, 30))
        return a / (1 + a + r), r / (1 + a + r)

    def links(self, slots: Slots, found: Sequence[Candidate], around: Sequence[str] = ()) -> list[Link]:
        """Every proposed choice of parties of a cue among ``found``; ``around`` tells of its place."""
        odds = [self.odds(c) for c in found]
        symmetric = slots.hit.cue.type in slots.clauses.lexicon.symmetric
        most = max(_joint(odds, *roles) for roles in _flips(odds, symmetric))
        cue = slots.hit.cue
        shared = self.told.get("", 0.0) + total(self.told_table, Crossed("", cue.type, tuple(around)))
        links = []
        for (actors, recipients), by in _proposals(slots, found, odds).items():
            own = (*_whole(slots, found, odds, actors, recipients, most), f"by {'+'.join(by)}")
            mine = shared + total(self.told_table, Crossed("", cue.type, own))
            links.append(
                Link(
                    tuple(found[n] for n in actors),
                    tuple(found[n] for n in recipients),
                    Crossed("", cue.type, (*own, *around)),
                    logistic(mine),
                )
            )
        return links

    def link(self, slots: Slots, found: Sequence[Candidate], around: Sequence[str] = ()) -> Link:
        """The likeliest of all proposed links; of equal ones the first."""
        return max(self.links(slots, found, around), key=lambda link: link.confidence)


Roles = tuple[tuple[int, ...], tuple[int, ...]]


def _proposals(
    slots: Slots, found: Sequence[Candidate], odds: Sequence[tuple[float, float]]
) -> dict[Roles, list[str]]:
    """Distinct ways to fill the roles, each with the names of those who propose it."""
    symmetric = slots.hit.cue.type in slots.clauses.lexicon.symmetric
    numbers = {c.code: n for n, c in reversed(list(enumerate(found)))}
    proposals: dict[Roles, list[str]] = {}

    def propose(name: str, actors: Iterable[int], recipients: Iterable[int]) -> None:
        doers = tuple(sorted(set(actors)))
        proposals.setdefault((doers, tuple(sorted(set(recipients) - set(doers)))), []).append(name)

    propose("odds", *(_together(odds) if symmetric else _apart(odds)))
    filled = fill(slots)
    for name, roles in (("frame", filled), ("rest", complete(slots, filled))):
        if roles is not None:
            sides = [[numbers[m.code] for m in side if m.code in numbers] for side in roles]
            propose(name, *([sides[0] + sides[1], []] if symmetric else sides))
    for doing, other in _flips(odds, symmetric):
        propose("flip", doing, other)
    doers = sorted(range(len(odds)), key=lambda n: (-odds[n][0], n))
    if symmetric:
        propose("best", doers[:2], [])
    elif len(odds) > 1:
        pairs = [(a, r) for a in range(len(odds)) for r in range(len(odds)) if a != r]
        a, r = max(pairs, key=lambda pair: odds[pair[0]][0] * odds[pair[1]][1])
        propose("best", [a], [r])
    return proposals


def _flips(odds: Sequence[tuple[float, float]], symmetric: bool) -> list[tuple[list[int], list[int]]]:
    """The likeliest choice of a role for each party by itself, and those that differ in one party from it."""
    chances = [(1 - a - r, a, 0.0 if symmetric else r) for a, r in odds]
    order = [sorted(range(3), key=lambda role, c=c: -c[role]) for c in chances]  # type: ignore[misc]
    first = [roles[0] for roles in order]
    costs = sorted(
        (chances[n][roles[0]] - chances[n][role], n, role)
        for n, roles in enumerate(order)
        for role in roles[1 : 2 if symmetric else 3]
    )
    found = [first]
    for _, n, role in costs[:_FLIPS]:
        found.append([*first[:n], role, *first[n + 1 :]])
    return [([n for n, r in enumerate(f) if r == 1], [n for n, r in enumerate(f) if r == 2]) for f in found]


def _together(odds: Sequence[tuple[float, float]]) -> tuple[list[int], list[int]]:
    """All sides of a symmetric event: the likely ones, at least two where two are thinkable."""
    order = sorted(range(len(odds)), key=lambda n: (-odds[n][0], n))
    actors = [n for n in order if odds[n][0] >= _SURE]
    if len(actors) < 2:
        actors = [n for n in order[:2] if odds[n][0] >= _LIKELY]
    return sorted(actors), []


def _apart(odds: Sequence[tuple[float, float]]) -> tuple[list[int], list[int]]:
    """Doers and other sides of a directed event; an empty role goes to the best that is left."""
    actors = [n for n, (a, r) in enumerate(odds) if a >= _SURE and a >= r]
    recipients = [n for n, (a, r) in enumerate(odds) if r >= _SURE and r > a]
    if not actors:
        rest = [n for n in range(len(odds)) if n not in recipients and odds[n][0] >= _LIKELY]
        actors = sorted(rest, key=lambda n: (-odds[n][0], n))[:1]
    if not recipients:
        rest = [n for n in range(len(odds)) if n not in actors and odds[n][1] >= _LIKELY]
        recipients = sorted(rest, key=lambda n: (-odds[n][1], n))[:1]
    return actors, recipients


def _whole(
    slots: Slots,
    found: Sequence[Candidate],
    odds: Sequence[tuple[float, float]],
    actors: Sequence[int],
    recipients: Sequence[int],
    most: float,
) -> tuple[str, ...]:
    """Features of the telling as a whole; ``most`` is the best joint chance of any roles."""
    view = slots.clauses
    kinds = view.lexicon.classes
    chosen = [(n, odds[n][0]) for n in actors] + [(n, odds[n][1]) for n in recipients]
    least = min((p for _, p in chosen), default=0.0)
    left = max((max(o) for n, o in enumerate(odds) if n not in {m for m, _ in chosen}), default=0.0)
    shape = f"{min(len(actors), 3)}>{min(len(recipients), 2)}"
    what = sorted({kinds.get(found[n].code, found[n].code[:1]) for n, _ in chosen})
    taken = sorted([f"a:{found[n].slot}" for n in actors] + [f"r:{found[n].slot}" for n in recipients])
    ways = [f"a:{found[n].path}" for n in actors] + [f"r:{found[n].path}" for n in recipients]
    fits = sum(found[n].slot.endswith(">actor") for n in actors) + sum(
        found[n].slot.endswith(">recipient") for n in recipients
    )
    joint = _joint(odds, actors, recipients)
    spread = view.lexicon.spread(found[n].code for n, _ in chosen)
    return (
        f"spread {spread} {shape}",
        f"spread {spread}",
        f"joint {int(joint * 10)}",
        f"joint {int(joint * 5)} of {min(len(found), 4)}",
        f"joint5 {int(joint * 5)}",
        f"behind {int((most - joint) * 12)}",
        f"slots {' '.join(taken[:3])}",
        f"fits {fits} of {len(chosen)}",
        f"way {' '.join(ways[:2])}",
        *(f"one way {way}" for way in ways[:3]),
        f"shape {shape}",
        f"least {int(least * 10)}",
        f"least5 {int(least * 5)}",
        f"left {int(left * 10)}",
        f"parties {'+'.join(what)}",
        f"unsaid {sum(found[n].unsaid for n, _ in chosen)}",
    )


def _joint(odds: Sequence[tuple[float, float]], actors: Sequence[int], recipients: Sequence[int]) -> float:
    """The mean chance (geometric) of the role that each party has, bystanders included."""
    total = 0.0
    for n, (a, r) in enumerate(odds):
        chance = a if n in actors else r if n in recipients else 1 - a - r
        total += math.log(max(chance, 1e-4))
    return math.exp(total / len(odds)) if odds else 0.0
