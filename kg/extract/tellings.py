"""Tellings: one cue with its parties, status, time and place, before tellings of one event are joined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.annotate.annotations import Annotations
from kg.extract.circumstances import when, where
from kg.extract.clauses import Clauses, clauses
from kg.extract.cues import CueHit, find_cues
from kg.extract.quantities import find_quantities, proper_name
from kg.extract.roles import Filled, fill
from kg.extract.statements import Statement
from kg.extract.status import status_of
from kg.lexicon import Lexicon
from kg.model import PartyMention, Place, Quantity, Sentence, Span

SYMMETRIC = frozenset(
    (
        "talks",
        "phone-call",
        "agreement",
        "diplomatic-ties",
        "joint-exercise",
        "military-cooperation",
        "security-cooperation",
        "economic-cooperation",
        "trade",
        "energy-cooperation",
        "cooperation",
        "ceasefire",
    )
)
"""Types whose parties are all actors (VOCABULARY: S)."""

GUESS = "sentence"
"""The slot of a party that no grammar gave: the only other one of the sentence."""

_NEVER_GUESSED = ("trade", "request")
"""Types for which the only other party of a sentence was right in fewer than one of ten annotated cases."""

_WHERE = ("في", "عبر", "داخل", "خارج", "بعد", "منذ", "خلال")
"""Prepositions whose noun is a place or a time, not somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One mention of an event in one sentence."""

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[int, ...]
    """Indexes of person mentions that acted."""
    status: str
    when: str | None
    places: tuple[Place, ...]
    at: int
    """Token of the trigger."""
    trigger: Span
    sentence: int
    rule: str
    slots: tuple[str, ...]
    name: str | None = None
    quantities: tuple[Quantity, ...] = ()
    performed: bool = False
    """True when saying it does it: «I invite»; it happened when and where it was said."""


def find_tellings(ann: Annotations, lexicon: Lexicon, statements: Sequence[Statement] = ()) -> list[Telling]:
    """Every telling of the article in reading order; «we» and «I» are the speaker of ``statements``."""
    found: list[Telling] = []
    start = 0
    for number, sentence in enumerate(ann.sentences):
        mentions = []
        while start < len(ann.parties) and ann.parties[start].first < sentence.last:
            mentions.append(ann.parties[start])
            start += 1
        view = clauses(ann, sentence, lexicon, mentions, _voices(statements, sentence))
        here = [_telling(view, hit, number) for hit in find_cues(view)]
        drilled = any(t.type == "joint-exercise" for t in here)
        # Troops sent to a drill that is held together are no threat to anybody.
        found.extend(_counted(view, [t for t in here if not (drilled and t.type == "mobilize")]))
    return found


def _counted(view: Clauses, tellings: list[Telling]) -> list[Telling]:
    """The tellings of one sentence, each number of it with the telling whose trigger is nearest."""
    if not tellings:
        return []
    mine: dict[int, tuple[Quantity, ...]] = {}
    for quantity in find_quantities(view, view.lexicon.units):
        gaps = [abs(t.trigger.start - quantity.evidence.start) for t in tellings]
        nearest = gaps.index(min(gaps))
        mine[nearest] = (*mine.get(nearest, ()), quantity)
    return [replace(t, quantities=mine.get(n, ())) for n, t in enumerate(tellings)]


def _voices(statements: Sequence[Statement], sentence: Sentence) -> tuple[tuple[int, int, str], ...]:
    """Token ranges of the sentence that somebody speaks, with the speaker's party."""
    return tuple(
        (a, b, s.speaker.code)
        for s in statements
        if s.speaker is not None and s.speaker.code
        for a, b in s.content
        if a < sentence.last and b > sentence.first
    )


def _telling(view: Clauses, hit: CueHit, number: int) -> Telling:
    filled = fill(view, hit, SYMMETRIC)
    actors = _codes(filled.actors)
    recipients = tuple(c for c in _codes(filled.recipients) if c not in actors)
    if hit.cue.type in SYMMETRIC:
        actors, recipients = tuple(dict.fromkeys(actors + recipients)), ()
    actors, recipients, guessed = _completed(view, hit, actors, recipients)
    status = status_of(view, hit)
    verb = view.verbs.get(hit.at[0])
    performed = (
        verb is not None
        and verb.person == "1"
        and verb.aspect == "i"
        and status in ("", "happened")
        and not verb.future
    )
    return Telling(
        type=hit.cue.type,
        actors=actors,
        recipients=recipients,
        people=tuple(m.person for m in filled.actors + filled.recipients if m.person >= 0),
        status="happened" if performed else status,
        when=None if performed else when(view, hit, status),
        places=() if performed else where(view, hit, filled),
        at=hit.at[0],
        trigger=view.ann.span(hit.at[0], hit.at[-1] + 1),
        sentence=number,
        rule=hit.cue.id + ("?" if guessed else ""),
        slots=filled.slots + guessed,
        name=proper_name(view, hit.at[-1]),
        performed=performed,
    )


def _completed(
    view: Clauses, hit: CueHit, actors: tuple[str, ...], recipients: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Fill the one empty role with the one other party of the sentence, if there is just one.

    Places are no candidates. The third value names the guess, for the rule and the confidence.
    """
    if hit.cue.type in _NEVER_GUESSED:
        return actors, recipients, ()
    others = tuple(dict.fromkeys(m.code for m in view.mentions if m.prep not in _WHERE))
    rest = tuple(c for c in others if c not in actors and c not in recipients)
    if hit.cue.type in SYMMETRIC:
        if len(actors) < 2 and len(rest) + len(actors) == 2:
            return tuple(dict.fromkeys(actors + rest)), (), (GUESS,)
    elif len(rest) == 1 and bool(actors) != bool(recipients):
        if actors:
            return actors, rest, (GUESS,)
        return rest, recipients, (GUESS,)
    return actors, recipients, ()


def _codes(mentions: Sequence[PartyMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(m.code for m in mentions))


def inherit(tellings: Sequence[Telling]) -> list[Telling]:
    """Give a telling without a second party those of the last telling of its type (the talks, the visit).

    A definite or pronominal mention of an event that was told before is the same event told again.
    """
    found: list[Telling] = []
    for telling in tellings:
        parties = set(telling.actors) | set(telling.recipients)
        if len(parties) < 2:
            for before in reversed(found):
                whole = set(before.actors) | set(before.recipients)
                if before.type == telling.type and len(whole) >= 2 and parties <= whole:
                    telling = replace(telling, actors=before.actors, recipients=before.recipients)
                    break
        found.append(telling)
    return found
