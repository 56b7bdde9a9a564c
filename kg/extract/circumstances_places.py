"""Where an event takes place: the places that its article offers, and what speaks for each.

``kg.extract.circumstances`` weighs the features that are read here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.annotate.words import best
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.surroundings import (
    DONE_BY_SAYING,
    Scene,
    crossed,
    host,
    is_time_word,
    nearest,
    time_words,
    voiced,
    way,
    within,
    word_class,
)
from kg.lexicon.features import Crossed
from kg.model import PartyMention, Place, PlaceMention
from kg.text.forms import LI, without_clitics
from kg.text.letters import fold

_ON_THE_SPOT = frozenset(
    ("attack", "visit", "talks", "coerce", "protest", "joint-exercise", "release", "mobilize")
)
"""Types that a place in their sentence is nearly always the place of."""
_PLACE_REACH = 22
_LINKED = 3
"""Words between a place and the one that holds it."""


class PlaceChoice(NamedTuple):
    """Places that may be the event's, most specific first, and what speaks for them."""

    places: tuple[Place, ...]
    features: Crossed


class Sides(NamedTuple):
    """The parties of a telling, as far as places depend on them."""

    actors: frozenset[str]
    recipients: frozenset[str]
    hosts: tuple[PartyMention, ...] = ()
    """Mentions of the recipients."""


def places_of(scene: Scene, sides: Sides, story: tuple[Place, ...]) -> list[PlaceChoice]:
    """Every place that may be that of the cue's event; ``story`` is that of the opening meeting or visit."""
    view = scene.view
    ruled = {p.name for p in rule_places(view, scene.hit, sides.hosts)}
    here = nearest(view, scene.hit, view.ann.places)
    found = []
    for n, mention in enumerate(here):
        own = _own(scene, here, n)
        own += _parties(scene, mention, sides)
        own.append(f"ruled {mention.name in ruled} {not ruled}")
        found.append(PlaceChoice(_with_holder(here, n), crossed(scene, own)))
    at = f"{min(len(here), 2)} {min(scene.number, 3)}"
    told = {p.name for p in here}
    for source, places, extra in _elsewhere(scene, sides, story):
        if places[0].name not in told:
            told.add(places[0].name)
            own = [
                f"{source} {at}",
                f"{source} {at} voiced {voiced(scene)}",
                f"{source} ruled {places[0].name in ruled} {not ruled}",
            ]
            own += [
                f"{source} {_relation(places[0].code, sides)}",
                f"{source} {time_words(view, scene.hit.at[0])}",
                f"{source} {extra}",
            ]
            own.append(f"{source} definite {scene.hit.analysis is not None and scene.hit.analysis.article}")
            found.append(PlaceChoice(places, crossed(scene, own)))
    return found


def _elsewhere(
    scene: Scene, sides: Sides, story: tuple[Place, ...]
) -> Iterator[tuple[str, tuple[Place, ...], str]]:
    """The host of a visit, the place of the story, places of the sentences before and of the opening."""
    ann = scene.view.ann
    for mention in sides.hosts:
        if mention.kind in ("name", "capital"):
            yield "host", (Place(name=_plain(scene.view, mention), code=mention.code),), mention.kind
    if story:
        yield "story", story, ""
    if scene.number:
        before = ann.sentences[scene.number - 1]
        there = within(ann.places, before.first, before.last)
        chosen = [n for n, p in enumerate(there) if p.located]
        if chosen:
            yield "previous", _with_holder(there, chosen[-1]), str(min(len(chosen), 2))
    if scene.number > 1:
        opening = within(ann.places, 0, ann.sentences[1].last)
        chosen = [n for n, p in enumerate(opening) if p.located]
        if chosen:
            yield "opening", _with_holder(opening, chosen[0]), str(min(len(chosen), 2))


def _with_holder(places: Sequence[PlaceMention], n: int) -> tuple[Place, ...]:
    """The place and the one behind it that holds it («Kandahar, Afghanistan»)."""
    linked = [p for p in places[n + 1 : n + 2] if p.first - places[n].last <= _LINKED]
    return tuple(Place(name=p.name, code=p.code, geonames=p.geonames) for p in [places[n], *linked])


def _relation(code: str | None, sides: Sides) -> str:
    """Whose place it is: a doer's, the other side's, another's."""
    if code is None:
        return "unknown"
    whose = ("actor" if code in sides.actors else "") + ("recipient" if code in sides.recipients else "")
    return whose or "other"


def _own(scene: Scene, here: Sequence[PlaceMention], n: int) -> list[str]:
    """What the position of the place in the sentence says."""
    view, hit, place = scene.view, scene.hit, here[n]
    ways = way(scene, place.first, place.last)
    rank = _place_rank(view, hit, place)
    level = f"rank {rank[0] if rank else None}"
    word = "b" if place.located and _prefixed(view, place) else word_class(view, place.first - 1)
    written = word_class(view, place.first).partition(" ")[2]
    follows = n > 0 and place.first - here[n - 1].last <= _LINKED
    leads = n + 1 < len(here) and here[n + 1].first - place.last <= _LINKED
    chain = f"chain {follows} {leads}"
    governed = host(scene, place.first)
    return [
        *ways.features(),
        f"located {place.located}",
        f"located {place.located} {ways.side} {ways.wall} cues {ways.cues}",
        f"located {place.located} {level}",
        f"located {place.located} nearest {ways.nearest} of {min(len(here), 3)}",
        level,
        f"{level} gap {ways.gap}",
        f"word {word} {written}",
        f"word {word} {ways.side} gap {ways.gap}",
        f"word {word} {ways.side} cues {ways.cues}",
        f"before {time_words(view, place.first)} {ways.side}",
        f"order {min(n, 3)} of {min(len(here), 4)}",
        f"order {min(n, 3)} of {min(len(here), 4)} {place.located}",
        chain,
        f"{chain} {place.located}",
        f"host {governed} {ways.side}",
        f"host {governed} {place.located}",
        f"listed {place.geonames is not None} {place.located}",
        f"reached {_reached(view, hit, place)}",
    ]


def _prefixed(view: Clauses, place: PlaceMention) -> bool:
    word = best(view.ann.tokens[place.first])
    return word is not None and bool(word.prep)


def _parties(scene: Scene, place: PlaceMention, sides: Sides) -> list[str]:
    """Whose place it is, and whether its words also stand for a party."""
    relation = _relation(place.code, sides)
    party = next((m for m in scene.view.mentions if m.first <= place.first < m.last), None)
    kind = "none" if party is None else f"{party.kind} {party.prep or '-'}"
    taken = party is not None and party.code in sides.actors | sides.recipients
    state = party is not None and party.kind == "name"
    return [
        f"whose {relation}",
        f"whose {relation} {place.located}",
        f"whose {relation} state {state} {place.located}",
        f"party {kind}",
        f"party {kind} {relation}",
        f"party {kind} taken {taken}",
    ]


def rule_places(view: Clauses, hit: CueHit, recipients: Sequence[PartyMention]) -> tuple[Place, ...]:
    """Where the event is by rule: a visit's destination, else the closest located place."""
    return _destination(view, hit, recipients) or _places(view, hit)


def _places(view: Clauses, hit: CueHit) -> tuple[Place, ...]:
    """The located place that belongs most closely to the hit, with the one that holds it."""
    ranked = []
    here = nearest(view, hit, view.ann.places)
    for n, place in enumerate(here):
        if place.located or _reached(view, hit, place):
            rank = _place_rank(view, hit, place)
            if rank is not None and (hit.cue.type in _ON_THE_SPOT or _tied(view, hit, place, rank)):
                ranked.append((rank, n))
    if not ranked and hit.cue.type in _ON_THE_SPOT - {"talks"}:
        located = [n for n, p in enumerate(here) if p.located]
        ranked = [((9, 0), located[0])] if len(located) == 1 else []
    if not ranked:
        return ()
    chosen = min(ranked)[1]
    return _with_holder(here, chosen)


def _tied(view: Clauses, hit: CueHit, place: PlaceMention, rank: tuple[int, int]) -> bool:
    """True when the place is that of the act, not of what the act is about.

    Words of praise or blame have the place of the meeting at which they were spoken, if one is told.
    """
    if hit.cue.type not in DONE_BY_SAYING:
        return rank[0] == 1 or (rank[0] < 4 and rank[1] <= _PLACE_REACH // 2)
    a, b = sorted((hit.at[0], place.first))
    return any(
        is_time_word(view, i, "during") or is_time_word(view, i, "spoken-at") for i in range(max(a, b - 6), b)
    )


def _place_rank(view: Clauses, hit: CueHit, place: PlaceMention) -> tuple[int, int] | None:
    """How closely ``place`` belongs to ``hit``, smaller is closer, as for times."""
    behind = place.first > hit.at[-1]
    a, b = (hit.at[-1] + 1, place.first) if behind else (place.last, hit.at[0])
    cut = any(i in view.breaks for i in range(a, b))
    verbs = sum(i in view.verbs and view.verbs[i].lemma not in view.lexicon.auxiliaries for i in range(a, b))
    if b - a > _PLACE_REACH:
        return None
    if not cut and not verbs:
        return (1 if behind else 3), b - a
    if verbs > 1 or (cut and not behind):
        return None
    return (2 if behind else 4), b - a


def _reached(view: Clauses, hit: CueHit, place: PlaceMention) -> bool:
    """True when a visit goes «to» the place, or an attack «on» it, without a word that says it lies there.

    Who is met while visiting a place is met there.
    """
    if place.first <= hit.at[-1] or hit.cue.type not in ("visit", "attack", "talks"):
        return False
    before = place.first - 1
    if hit.cue.type == "talks":
        verb = view.verbs.get(before)
        return verb is not None and any(c.type == "visit" for c in view.lexicon.cues.get(verb.lemma, ()))
    if is_time_word(view, before, "to-place" if hit.cue.type == "visit" else "on-place"):
        return True
    written = view.ann.tokens[place.first].form
    clitic = written.startswith(LI) and not fold(place.name).startswith(LI)
    return clitic or (hit.cue.type == "visit" and _is_object(view, hit, place))


def _is_object(view: Clauses, hit: CueHit, place: PlaceMention) -> bool:
    """True for a place that the verb of visiting has as its object: no noun before it owns it."""
    if hit.at[0] not in view.verbs or place.first - hit.at[-1] > _PLACE_REACH:
        return False
    before = view.ann.tokens[place.first - 1].analyses[:1]
    return not any(a.pos in ("noun", "prep") and not a.article for a in before)


def _destination(view: Clauses, hit: CueHit, recipients: Sequence[PartyMention]) -> tuple[Place, ...]:
    """Where a visit goes: the words of its recipient, when they name a state or its capital."""
    if hit.cue.type != "visit":
        return ()
    return tuple(
        Place(name=_plain(view, m), code=m.code) for m in recipients if m.kind in ("name", "capital")
    )[:1]


def _plain(view: Clauses, mention: PartyMention) -> str:
    """A name without the clitics that the text writes before it."""
    words = view.ann.words(mention.first, mention.last)
    party = view.lexicon.parties.longest(view.ann.tokens, mention.first)
    place = view.lexicon.places.longest(view.ann.tokens, mention.first)
    clitics = len(party.conj + party.prep) if party else len(place.conj + place.prep) if place else 0
    return without_clitics(words, clitics)
