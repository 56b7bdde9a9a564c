"""When and where a telling says that its event happens."""

from __future__ import annotations

import datetime

from kg.annotate.times import resolve
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.roles import Filled
from kg.model import PartyMention, Place, PlaceMention
from kg.text.letters import fold

_FUTURE = ("planned", "proposed")
_TIME_REACH = 16
_PLACE_REACH = 16


def where(view: Clauses, hit: CueHit, filled: Filled) -> tuple[Place, ...]:
    """Where the event of ``hit`` takes place, most specific first, as far as its sentence tells."""
    return _destination(view, hit, filled) or _places(view, hit)


def when(view: Clauses, hit: CueHit, status: str) -> str | None:
    """The time nearest to the trigger in its sentence; one behind a clause break counts as farther."""
    best: tuple[int, int] | None = None
    published = view.ann.article.published
    day = datetime.date.fromisoformat(published) if published else None
    for n, time in enumerate(view.ann.times):
        if not view.sentence.first <= time.first < view.sentence.last:
            continue
        a, b = (hit.at[-1], time.first) if time.first > hit.at[-1] else (time.last, hit.at[0])
        distance = max(0, b - a) + (10 if view.blocked(a + 1, b, verbs=False) else 0)
        if distance <= _TIME_REACH + 10 and (best is None or (distance, n) < best):
            best = (distance, n)
    if best is None:
        return None
    return resolve(view.ann.times[best[1]], day, future=status in _FUTURE)


def _places(view: Clauses, hit: CueHit) -> tuple[Place, ...]:
    """The located places after the trigger in its clause, most specific first, else those before it."""
    after = [
        p
        for p in view.ann.places
        if p.located
        and hit.at[0] < p.first < min(view.sentence.last, hit.at[-1] + _PLACE_REACH)
        and not view.blocked(hit.at[-1] + 1, p.first)
    ]
    before = [
        p
        for p in view.ann.places
        if p.located
        and view.sentence.first <= p.first < hit.at[0]
        and hit.at[0] - p.last < _PLACE_REACH
        and not view.blocked(p.last, hit.at[0], verbs=False)
    ]
    chosen = after[:1] or before[-1:] or _anywhere(view, hit)
    if not chosen:
        return ()
    linked = [
        p for p in view.ann.places if 0 <= p.first - chosen[0].last <= 3 and p.first < view.sentence.last
    ]
    return tuple(Place(name=p.name, code=p.code, geonames=p.geonames) for p in [*chosen, *linked[:1]])


def _destination(view: Clauses, hit: CueHit, filled: Filled) -> tuple[Place, ...]:
    """Where a visit goes: the words of its recipient, when they name a state or its capital."""
    if hit.cue.type != "visit":
        return ()
    return tuple(
        Place(name=_plain(view, m), code=m.code) for m in filled.recipients if m.kind in ("name", "capital")
    )[:1]


def _plain(view: Clauses, mention: PartyMention) -> str:
    """A name without the clitics that the text writes before it."""
    token = view.ann.tokens[mention.first]
    words = view.ann.words(mention.first, mention.last)
    hit = view.lexicon.parties.longest(view.ann.tokens, mention.first)
    clitics = len(hit.conj + hit.prep) if hit is not None else 0
    return (
        "ال" + words[clitics + 1 :]
        if clitics and fold(token.text[clitics - 1 :]).startswith("لل")
        else words[clitics:]
    )


def _anywhere(view: Clauses, hit: CueHit) -> list[PlaceMention]:
    """The only located place of the sentence, however far; of several, none."""
    found = [p for p in view.ann.places if p.located and view.sentence.first <= p.first < view.sentence.last]
    return found if len(found) == 1 else []
