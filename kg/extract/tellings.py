"""Tellings: one cue with its parties, status, time and place, before tellings of one event are joined."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kg.annotate.annotations import Annotations
from kg.extract.agreement import Agreement
from kg.extract.candidates import Candidate, candidates
from kg.extract.clauses import Clauses, clauses, mark
from kg.extract.company import Standing, company, headline
from kg.extract.cues import find_cues
from kg.extract.drawn import Drawn
from kg.extract.linker import Linker
from kg.extract.parse import parse
from kg.extract.quantities import find_quantities, proper_name
from kg.extract.roles import Slots
from kg.extract.statement import Statement
from kg.extract.status import status_of
from kg.extract.violence import VIOLENT, violence
from kg.lexicon import Lexicon
from kg.model import PartyMention, Place, Quantity, Sentence, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One mention of an event in one sentence."""

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    people: tuple[int, ...]
    """Indexes of person mentions that acted."""
    hosts: tuple[PartyMention, ...]
    """Mentions of the recipients."""
    at: int
    """Token of the trigger."""
    trigger: Span
    drawn: Drawn
    """The cue in its sentence."""
    confidence: float
    """Chance that type, parties and direction are right."""
    violence: float = 0.0
    """Chance that an attack or protest is told as done, whoever took part."""
    name: str | None = None
    quantities: tuple[Quantity, ...] = ()
    performed: bool = False
    """True when saying it does it: «I invite»; it happened when and where it was said."""
    status: str = ""
    """This and what follows is known once ``kg.extract.settled`` has looked for it."""
    when: str | None = None
    places: tuple[Place, ...] = ()
    chances: tuple[float, float] = (0.0, 0.0)
    """That the time and that the place are right."""
    moods: tuple[float, ...] = ()
    """That the event has each of ``kg.extract.moods.STATUSES``."""

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
    marked, voices, title = mark(ann), _voices(statements, ann.sentences), headline(ann)
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
                grammar = Agreement(view, hit)
                found = candidates(slots, before, syntax, fame, grammar)
                status = status_of(view, hit)
                place = Standing(number, hits, len(fame), status, len(found))
                around = company(grammar, place, title if number else ())
                yield Drawn(number, hits, slots, found, status, around)
        before = tuple(mentions)


def find_tellings(
    ann: Annotations, lexicon: Lexicon, linker: Linker, statements: Sequence[Statement] = ()
) -> list[Telling]:
    """Every telling of the article in reading order, with its parties as ``linker`` sees them."""
    found: list[Telling] = []
    for _, group in groupby(draw(ann, lexicon, statements), key=lambda d: d.sentence):
        drawn = list(group)
        here = _likeliest([_telling(d, linker) for d in drawn])
        drilled = any(t.type == "joint-exercise" for t in here)
        # Troops sent to a drill that is held together are no threat to anybody.
        found.extend(_counted(drawn[0].view, [t for t in here if not (drilled and t.type == "mobilize")]))
    return found


def _likeliest(tellings: Sequence[Telling]) -> list[Telling]:
    """Of the types that one word may tell the likeliest, of equal ones the first."""
    best: dict[int, Telling] = {}
    for telling in tellings:
        if telling.at not in best or telling.confidence > best[telling.at].confidence:
            best[telling.at] = telling
    return list(best.values())


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


def _telling(drawn: Drawn, linker: Linker) -> Telling:
    link = linker.link(drawn.slots, drawn.candidates, drawn.around)
    view, hit, status = drawn.view, drawn.hit, drawn.status
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
        actors=_codes(link.actors),
        recipients=_codes(link.recipients),
        people=tuple(dict.fromkeys(m.person for m in link.mentions if m.person >= 0)),
        hosts=tuple(c.mention for c in link.recipients),
        at=hit.at[0],
        trigger=view.ann.span(hit.at[0], hit.at[-1] + 1),
        drawn=drawn,
        confidence=link.confidence,
        violence=violence(drawn, linker) if hit.cue.type in VIOLENT else 0.0,
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
