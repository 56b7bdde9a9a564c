"""Tellings: one cue with its parties, status, time and place, before tellings of one event are joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from kg.annotate.annotations import Annotations
from kg.extract.agreement import Agreement
from kg.extract.candidates import Candidate, candidates
from kg.extract.circumstances import NOWHERE, circumstances, opens
from kg.extract.circumstances_places import Sides
from kg.extract.clauses import Clauses, clauses, mark
from kg.extract.cues import CueHit, find_cues
from kg.extract.linker import Link, Linker
from kg.extract.moods import SAID_AND_DONE, likeliest, status_chances
from kg.extract.parse import parse
from kg.extract.quantities import find_quantities, proper_name
from kg.extract.roles import Slots
from kg.extract.statement import Statement
from kg.extract.status import status_of
from kg.extract.surroundings import Scene
from kg.lexicon import Lexicon
from kg.model import PartyMention, Place, Quantity, Sentence, Span

VIOLENT = ("attack", "protest")
"""Types that are events even when the text names no party to them."""
_WORTH = 0.1
"""Chance of a telling below which nobody asks for its time and place."""


class Drawn(NamedTuple):
    """A cue of a sentence with the parties that may take part in what it tells."""

    sentence: int
    hits: Sequence[CueHit]
    """All cues of the sentence."""
    slots: Slots
    candidates: list[Candidate]
    status: str
    """As ``status_of`` gives it."""
    around: tuple[str, ...] = ()
    """Features of the cue's place in the article and of its status."""

    @property
    def view(self) -> Clauses:
        """The sentence's clauses."""
        return self.slots.clauses

    @property
    def hit(self) -> CueHit:
        """The cue."""
        return self.slots.hit


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
    chances: tuple[float, float]
    """That the time and that the place are right."""
    moods: tuple[float, ...]
    """That the event has each of ``kg.extract.moods.STATUSES``."""
    at: int
    """Token of the trigger."""
    trigger: Span
    drawn: Drawn
    """The cue in its sentence."""
    confidence: float
    """Chance that type, parties and direction are right."""
    name: str | None = None
    quantities: tuple[Quantity, ...] = ()
    performed: bool = False
    """True when saying it does it: «I invite»; it happened when and where it was said."""

    @property
    def sentence(self) -> int:
        """Number of its sentence in the article."""
        return self.drawn.sentence

    @property
    def rule(self) -> str:
        """Id of the cue that fired."""
        return self.drawn.hit.cue.id


def draw(ann: Annotations, lexicon: Lexicon, statements: Sequence[Statement] = ()) -> Iterator[Drawn]:
    """Every cue of the article in reading order; «we» and «I» are the speaker of ``statements``."""
    start = 0
    before: tuple[PartyMention, ...] = ()
    counts = Counter(m.code for m in ann.parties)
    fame = {code: n for n, (code, _) in enumerate(counts.most_common())}
    marked, voices = mark(ann), _voices(statements, ann.sentences)
    for number, sentence in enumerate(ann.sentences):
        mentions = []
        while start < len(ann.parties) and ann.parties[start].first < sentence.last:
            mentions.append(ann.parties[start])
            start += 1
        view = clauses(ann, sentence, lexicon, mentions, tuple(voices.get(number, ())), marked)
        hits = find_cues(view)
        if hits:
            syntax = parse(view, frozenset(i for hit in hits for i in hit.at))
            for hit in hits:
                slots = Slots(view, hit, syntax)
                found = candidates(slots, before, syntax, fame)
                status = status_of(view, hit)
                around = _around(view, hit, number, hits, fame, status)
                yield Drawn(number, hits, slots, found, status, around)
        before = tuple(mentions)


def find_tellings(
    ann: Annotations, lexicon: Lexicon, linker: Linker, statements: Sequence[Statement] = ()
) -> list[Telling]:
    """Every telling of the article in reading order, with its parties as ``linker`` sees them."""
    found: list[Telling] = []
    for _, group in groupby(draw(ann, lexicon, statements), key=lambda d: d.sentence):
        drawn = list(group)
        story = next((t.places for t in found if t.places and opens(t.type, t.status, t.sentence)), ())
        here = [_telling(d, linker.link(d.slots, d.candidates, d.around), story) for d in drawn]
        drilled = any(t.type == "joint-exercise" for t in here)
        # Troops sent to a drill that is held together are no threat to anybody.
        found.extend(_counted(drawn[0].view, [t for t in here if not (drilled and t.type == "mobilize")]))
    return found


def _around(
    view: Clauses, hit: CueHit, number: int, hits: Sequence[CueHit], fame: dict[str, int], status: str
) -> tuple[str, ...]:
    """Features of the cue's place: where in the article, among which other cues, in whose mouth."""
    type_ = hit.cue.type
    voiced = any(a <= hit.at[0] < b for a, b, _ in view.voices)
    return (
        f"sentence {min(number, 4)}",
        f"status {status} {hit.cue.pos}",
        f"type {type_} status {status}",
        f"voiced {voiced} {hit.cue.pos}",
        f"type {type_} voiced {voiced}",
        f"cues {min(len(hits), 6)} same {min(sum(h.cue.type == type_ for h in hits), 3)}",
        f"article {min(len(fame), 8)}",
        f"frame {' '.join(f'{s}={r}' for s, r in hit.cue.frame)}",
        *Agreement(view, hit).company(),
    )


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


def _voices(
    statements: Sequence[Statement], sentences: Sequence[Sentence]
) -> dict[int, list[tuple[int, int, str]]]:
    """By number of sentence the token ranges in it that somebody speaks, with the speaker's party."""
    firsts = [sentence.first for sentence in sentences]
    found: dict[int, list[tuple[int, int, str]]] = {}
    for s in statements:
        if s.speaker is None or not s.speaker.code:
            continue
        for a, b in s.content:
            for n in range(max(bisect_right(firsts, a) - 1, 0), bisect_left(firsts, b)):
                found.setdefault(n, []).append((a, b, s.speaker.code))
    return found


def _telling(drawn: Drawn, link: Link, story: tuple[Place, ...]) -> Telling:
    view, hit, status = drawn.view, drawn.hit, drawn.status
    verb = view.verbs.get(hit.at[0])
    performed = (
        verb is not None
        and verb.person == "1"
        and verb.aspect == "i"
        and status in ("", "happened")
        and not verb.future
    )
    scene = Scene(view, hit, drawn.hits, drawn.sentence, status)
    sides = Sides(
        frozenset(_codes(link.actors)),
        frozenset(_codes(link.recipients)),
        tuple(c.mention for c in link.recipients),
    )
    worth = link.confidence >= _WORTH or hit.cue.type in VIOLENT
    told = circumstances(scene, sides, story) if worth else NOWHERE
    moods = SAID_AND_DONE if performed else status_chances(scene)
    return Telling(
        type=hit.cue.type,
        actors=_codes(link.actors),
        recipients=_codes(link.recipients),
        people=tuple(dict.fromkeys(m.person for m in link.mentions if m.person >= 0)),
        status=likeliest([moods], [1.0]),
        when=None if performed else told.when,
        places=() if performed else told.places,
        chances=(told.when_chance, told.place_chance),
        moods=moods,
        at=hit.at[0],
        trigger=view.ann.span(hit.at[0], hit.at[-1] + 1),
        drawn=drawn,
        confidence=link.confidence,
        name=proper_name(view, hit.at[-1]),
        performed=performed,
    )


def _codes(found: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.code for c in found))


def inherit(tellings: Sequence[Telling]) -> list[Telling]:
    """Give a telling without a second party those of the last telling of its type (the talks, the visit).

    A definite or pronominal mention of an event that was told before is the same event told again.
    """
    found: list[Telling] = []
    whole: dict[str, list[tuple[set[str], Telling]]] = {}
    for telling in tellings:
        parties = {*telling.actors, *telling.recipients}
        told = whole.setdefault(telling.type, [])
        if len(parties) < 2:
            before = next((t for both, t in reversed(told) if parties <= both), None)
            if before is not None:
                telling = replace(telling, actors=before.actors, recipients=before.recipients)
                parties = {*telling.actors, *telling.recipients}
        if len(parties) >= 2:
            told.append((parties, telling))
        found.append(telling)
    return found
