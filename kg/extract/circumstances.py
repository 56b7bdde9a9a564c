"""When and where a telling says that its event happens."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from kg.annotate.times import resolve
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.model import Analysis, PartyMention, Place, PlaceMention, Sentence, TimeMention
from kg.text.forms import LI, without_clitics
from kg.text.letters import fold

_FUTURE = ("planned", "proposed")
_TIME_REACH = 16
_ASIDE = 6
"""Rank of a time that may be another event's: the day of the story comes before it."""
_DONE_BY_SAYING = frozenset(("accuse", "condemn", "reject", "request", "threaten", "pledge", "endorse"))
_OCCASIONS = frozenset(("talks", "visit", "phone-call"))
_LINES = 3
"""Lines that begin with a year before an article counts as a chronicle («on this day»)."""
_ON_THE_SPOT = frozenset(
    ("attack", "visit", "talks", "coerce", "protest", "joint-exercise", "release", "mobilize")
)
"""Types that a place in their sentence is nearly always the place of."""
_OPENING = 3
"""Sentences that may tell the day of the story."""
_DONE_BY_STORY = frozenset(
    (
        "talks", "visit", "phone-call", "mediation", "agreement", "pledge", "endorse", "request",
        "invitation", "accuse", "condemn", "summon-ambassador", "reject", "threaten",
    )
)  # fmt: skip
_PLACE_REACH = 22


def where(
    view: Clauses, hit: CueHit, recipients: Sequence[PartyMention], story: tuple[Place, ...] = ()
) -> tuple[Place, ...]:
    """Where the event of ``hit`` takes place, most specific first: by its sentence, else by its story.

    Words spoken in the course of the story, and its talks, have the place of the meeting or visit with
    which it opens: ``story``.
    """
    told = _destination(view, hit, recipients) or _places(view, hit)
    if told or hit.cue.type not in _DONE_BY_SAYING | {"talks"} or not _in_story(view, hit, ""):
        return told
    return story


def opens(type_: str, status: str, sentence: int) -> bool:
    """True for a meeting or visit that an opening sentence of an article tells as a fact."""
    return type_ in ("talks", "visit") and status in ("", "happened", "ongoing") and sentence < _OPENING - 1


def when(view: Clauses, hit: CueHit, status: str) -> str | None:
    """When the event of ``hit`` takes place: a time of its sentence that belongs to it, else the story's.

    What is done in the course of the story (a meeting, words of praise or blame) has the story's day.
    """
    published = view.ann.article.published
    day = datetime.date.fromisoformat(published) if published else None
    year = _year_of_line(view)
    ranked = []
    for n, time in enumerate(view.ann.times):
        if view.sentence.first <= time.first < view.sentence.last:
            rank = _rank(view, hit, time, future=status in _FUTURE)
            past = datetime.date(year, 12, 31) if year else day
            value = resolve(time, past, future=status in _FUTURE) if rank is not None else None
            if rank is not None and value is not None:
                ranked.append((rank, n, value))
    closest = min(ranked, default=((_ASIDE, 0), 0, None))
    if closest[0][0] < _ASIDE:
        return closest[2]
    if year:
        return _anniversary(view, hit, year, day)
    return (_story_day(view, day) if _in_story(view, hit, status) else None) or closest[2]


def _year_of_line(view: Clauses) -> int | None:
    """The year that opens the line in a chronicle («1956 - …»): at least three lines begin so."""
    tokens = view.ann.tokens
    opened = [s for s in view.ann.sentences if tokens[s.first].kind == "number" and _line_year(view, s)]
    if len(opened) < _LINES:
        return None
    here = [s for s in opened if s.first <= view.sentence.first]
    return _line_year(view, here[-1]) if here else None


def _line_year(view: Clauses, sentence: Sentence) -> int | None:
    number, mark = (
        view.ann.tokens[sentence.first],
        view.ann.tokens[min(sentence.first + 1, sentence.last - 1)],
    )
    if number.kind != "number" or mark.kind != "punct" or not number.form.isdecimal():
        return None
    return int(number.form) if len(number.form) == len("1956") else None


def _anniversary(view: Clauses, hit: CueHit, year: int, day: datetime.date | None) -> str:
    """What the line itself tells happened on publication's day in its year; its background, that year."""
    own = bool(_line_year(view, view.sentence)) and hit.at[0] in view.verbs
    return f"{year:04d}-{day.month:02d}-{day.day:02d}" if own and day is not None else f"{year:04d}"


def _rank(view: Clauses, hit: CueHit, time: TimeMention, *, future: bool) -> tuple[int, int] | None:
    """How closely ``time`` belongs to ``hit``, smaller is closer; None when it tells another event's time.

    First a time in the clause of the hit, behind it or before it; then one in the relative clause behind
    it («the talks that began on Monday»); then that of the clause that reports it.
    """
    if time.first > hit.at[-1]:
        a, b, behind = hit.at[-1] + 1, time.first, True
    elif time.last <= hit.at[0]:
        a, b, behind = time.last, hit.at[0], False
    else:
        return 0, 0
    since = _is(view, time.first - (time.kind != "ago"), "since") and not (
        time.kind == "ago" and hit.at[0] in view.verbs
    )
    cut = any(i in view.breaks for i in range(a, b))
    verbs = sum(i in view.verbs and view.verbs[i].lemma not in view.lexicon.auxiliaries for i in range(a, b))
    # «since the treaty of 1998», «two days after the raid»: a time on the far side of these is another's.
    aside = any(_is(view, i, "beside") for i in range(a, b - since))
    if not cut and not verbs:
        return (_ASIDE if aside or since else 1 if behind else 2), b - a
    if aside or since or verbs > 1:
        return None
    if behind:
        # Words are no event of their own: what follows a verb or «condemnation of» tells of their object.
        its_own = not verbs or not (hit.at[0] in view.verbs or hit.cue.type in _DONE_BY_SAYING)
        return (3 if its_own else _ASIDE), b - a
    if not cut:
        return 4, b - a
    return (5, b - a) if not verbs and not future and b - a <= _TIME_REACH else None


def _in_story(view: Clauses, hit: CueHit, status: str) -> bool:
    """True when ``hit`` carries the story on: told in the past, not as the background of it.

    What is done by saying it is done when it is said, also where the words are reported behind «that».
    """
    open_ended = hit.cue.type in _OCCASIONS and status == "ongoing"
    if not (open_ended or status in ("", "happened")) or hit.cue.type not in _DONE_BY_STORY:
        return False
    first = hit.at[0]
    verb = view.verbs.get(first)
    opened = max((i for i in view.breaks if i < first), default=-1)
    clause = range(max(opened + 1, view.sentence.first), first)
    if any(_is(view, i, "had") for i in range(view.sentence.first, first)):
        return False
    if hit.cue.type in _OCCASIONS:
        definite = hit.analysis is not None and (hit.analysis.article or bool(hit.analysis.pronoun))
        carrier = verb or _carrier(view, clause)
        now = carrier is not None and carrier.aspect == "i" and not carrier.future
        if now or (not clause and definite) or any(_is(view, i, "during") for i in clause[-3:]):
            return True
    said = hit.cue.type in _DONE_BY_SAYING
    if opened >= 0 and not _is(view, opened, "and-also"):
        mark = view.ann.tokens[opened]
        return said and mark.kind == "word" and mark.form not in view.lexicon.relatives
    if verb is not None:
        return verb.aspect == "p"
    if any(_is(view, i, "beside") for i in clause[-2:]):
        return False
    carrier = _carrier(view, clause)
    told = carrier is not None and carrier.aspect == "p" and hit.cue.type != "agreement"
    return said or told or opened >= 0


def _carrier(view: Clauses, clause: range) -> Analysis | None:
    """The verb nearest to the end of ``clause``: it carries the noun behind it."""
    return next((view.verbs[i] for i in reversed(clause) if i in view.verbs), None)


def _is(view: Clauses, i: int, kind: str) -> bool:
    """True when a word of ``kind`` in ``times.tsv`` begins at token ``i``."""
    forms = [token.form for token in view.ann.tokens[max(i, 0) : i + 3]]
    return i >= view.sentence.first and view.lexicon.times.find(forms, 0, kind) is not None


def _story_day(view: Clauses, day: datetime.date | None) -> str | None:
    """The day of the story: the first day that its opening sentences tell."""
    opening = view.ann.sentences[min(_OPENING, len(view.ann.sentences)) - 1].last
    for time in view.ann.times:
        if time.first >= opening:
            break
        value = resolve(time, day, future=False)
        if (
            value is not None
            and len(value) == len("2021-07-29")
            and (day is None or value <= day.isoformat())
        ):
            return value
    return None


def _places(view: Clauses, hit: CueHit) -> tuple[Place, ...]:
    """The located place that belongs most closely to the hit, with the one that holds it."""
    ranked = []
    here = [p for p in view.ann.places if view.sentence.first <= p.first < view.sentence.last]
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
    linked = [p for p in here[chosen + 1 : chosen + 2] if p.first - here[chosen].last <= 3]
    return tuple(Place(name=p.name, code=p.code, geonames=p.geonames) for p in [here[chosen], *linked])


def _tied(view: Clauses, hit: CueHit, place: PlaceMention, rank: tuple[int, int]) -> bool:
    """True when the place is that of the act, not of what the act is about.

    Words of praise or blame have the place of the meeting at which they were spoken, if one is told.
    """
    if hit.cue.type not in _DONE_BY_SAYING:
        return rank[0] == 1 or (rank[0] < 4 and rank[1] <= _PLACE_REACH // 2)
    a, b = sorted((hit.at[0], place.first))
    return any(_is(view, i, "during") or _is(view, i, "spoken-at") for i in range(max(a, b - 6), b))


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
    if _is(view, before, "to-place" if hit.cue.type == "visit" else "on-place"):
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
