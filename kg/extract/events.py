"""Events of an article: tellings of one real-world event joined into one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.annotations import Annotations
from kg.extract.moods import likeliest
from kg.extract.tellings import Telling
from kg.lexicon import Lexicon
from kg.model import Event

_OCCASIONS = ("talks", "visit", "phone-call")
_FAR_SURER = 2.0
"""How many times as sure as the largest set of parties a smaller one must be to be preferred."""
_AS_SURE = 0.7
"""Share of a telling's chance that one of more parties needs in order to take it in."""


def told_events(ann: Annotations, groups: Sequence[Sequence[Telling]], lexicon: Lexicon) -> list[Event]:
    """The event of each group, in order."""
    dated = _dated(groups)
    return _placed([_event(ann, n, group, lexicon) for n, group in enumerate(dated, 1)])


def join(
    tellings: Sequence[Telling], lexicon: Lexicon, doubtful: Sequence[Telling] = ()
) -> list[list[Telling]]:
    """Groups of tellings of one event, in reading order of the first telling.

    Two tellings are one event when type and roles agree, or the parties of one are among the other's
    (a shorter mention of the same event), and their times, where both are told, can be the same.
    ``doubtful`` tellings make no event of their own; they are further mentions of an event that is sure.
    """
    groups: list[list[Telling]] = []
    for telling in tellings:
        home = next((g for g in groups if _same(g, telling)), None)
        if home is None:
            groups.append([telling])
        else:
            home.append(telling)
    groups = _absorb(groups, lexicon.symmetric)
    for telling in doubtful:
        home = next((g for g in groups if _same(g, telling)), None)
        if home is not None:
            home.append(telling)
    return groups


def _dated(groups: Sequence[Sequence[Telling]]) -> list[list[Telling]]:
    """Give what was done by saying it the time of the meeting at which, its sentence tells, it was said."""
    occasions = {
        t.sentence: w
        for g in groups
        for t in g
        if t.type in _OCCASIONS
        for w in [next((x.when for x in g if x.when), None)]
        if w
    }
    return [[replace(t, when=occasions.get(t.sentence)) if t.performed else t for t in g] for g in groups]


def _placed(events: list[Event]) -> list[Event]:
    """Talks without a place took place where the visit between the same parties went."""
    visits = {
        frozenset((*e.actors, *e.recipients)): e.places
        for e in reversed(events)
        if e.type == "visit" and e.places
    }
    return [
        replace(e, places=visits.get(frozenset(e.actors), ())) if e.type == "talks" and not e.places else e
        for e in events
    ]


def _roles(telling: Telling) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(telling.actors), frozenset(telling.recipients)


def _same(group: Sequence[Telling], telling: Telling) -> bool:
    first = group[0]
    return first.type == telling.type and _roles(first) == _roles(telling)


def _absorb(groups: list[list[Telling]], symmetric: frozenset[str]) -> list[list[Telling]]:
    """Put a group whose parties are a part of a larger group of the same type into that group."""
    kept: list[list[Telling]] = []
    for group in groups:
        larger = next((g for g in groups if g is not group and _takes(g, group, symmetric)), None)
        if larger is None:
            kept.append(group)
    for group in groups:
        if any(g is group for g in kept):
            continue
        home = next((g for g in kept if _takes(g, group, symmetric)), None)
        if home is None:
            kept.append(group)
        else:
            home.extend(group)
    for group in kept:
        group.sort(key=lambda t: t.at)
    kept.sort(key=lambda g: g[0].at)
    return kept


def _takes(large: Sequence[Telling], small: Sequence[Telling], symmetric: frozenset[str]) -> bool:
    """True when ``small`` is a shorter mention of ``large``, which must be about as sure."""
    surest = [max(t.confidence for t in group) for group in (large, small)]
    return _covers(large[0], small[0], symmetric) and surest[0] >= _AS_SURE * surest[1]


def _covers(large: Telling, small: Telling, symmetric: frozenset[str]) -> bool:
    if large.type != small.type:
        return False
    big, little = _roles(large), _roles(small)
    if big == little:
        return False
    if small.type in symmetric:
        return little[0] < big[0] and (len(little[0]) < 2 or abs(large.sentence - small.sentence) <= 3)
    together = big[0] | big[1]
    return (
        little[0] <= big[0]
        and little[1] <= big[1]
        and len(little[0] | little[1]) < len(together)
        and (not little[0] or not little[1])
    )


def surest(group: Sequence[Telling]) -> Telling:
    """The telling whose parties the event has.

    Of tellings with more and with fewer parties those with most, unless others together are far surer.
    """
    sums: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}
    for t in group:
        sides = (tuple(sorted(t.actors)), tuple(sorted(t.recipients)))
        sums[sides] = sums.get(sides, 0.0) + t.confidence
    largest = max(sums, key=lambda s: (len(s[0]) + len(s[1]), sums[s], s))
    chosen = max(sums, key=lambda s: (sums[s], s))
    if sums[chosen] < _FAR_SURER * sums[largest] or len(chosen[0] + chosen[1]) < 2:
        chosen = largest
    mine = [t for t in group if (tuple(sorted(t.actors)), tuple(sorted(t.recipients))) == chosen]
    return max(mine, key=lambda t: (t.confidence, -t.at))


def _finest(when: str | None, group: Sequence[Telling]) -> str | None:
    """``when``, or the days that another telling gives of that month or year."""
    if when is None or "/" in when:
        return when
    return next((t.when for t in group if t.when and t.when != when and t.when.startswith(when)), when)


def _status(group: Sequence[Telling]) -> str:
    """The status that the tellings speak for: those that leave it open only if all do, later ones less."""
    telling = [t for t in group if t.drawn.status] or group
    return likeliest([t.moods for t in telling], [t.confidence / (1 + n) for n, t in enumerate(telling)])


def _event(ann: Annotations, number: int, group: Sequence[Telling], lexicon: Lexicon) -> Event:
    best = surest(group)
    # Of equally sure times and places the first stays.
    status = _status(group)
    when = _finest(max(group, key=lambda t: t.chances[0] if t.when else -1.0).when, group)
    places = max(group, key=lambda t: t.chances[1] if t.places else -1.0).places
    people = sorted({n for t in group for n in t.people})
    parties = {*best.actors, *best.recipients}
    return Event(
        key=f"e{number}",
        type=best.type,
        actors=tuple(sorted(best.actors)),
        recipients=tuple(sorted(best.recipients)),
        agents=tuple(str(n) for n in people),
        places=places,
        name=next((t.name for t in group if t.name), None),
        quantities=tuple(dict.fromkeys(q for t in group for q in t.quantities)),
        when=when,
        status=status,
        international=len(parties) > 1 and lexicon.spread(parties) != "one",
        evidence=tuple(dict.fromkeys(t.trigger for t in group)),
        rule=best.rule,
    )
