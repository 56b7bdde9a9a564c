"""When an event happens: the times that its article offers, and what speaks for each.

A time of the cue's own sentence may be its own or that of another event; where there is none, the time of
the sentence before, the day of the story or the day of publication may be meant. ``kg.extract.circumstances``
weighs the features that are read here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from kg.annotate.times import resolve
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
from kg.model import Analysis, Sentence, TimeMention

_FUTURE = ("planned", "proposed")
_TIME_REACH = 16
_ASIDE = 6
"""Rank of a time that may be another event's: the day of the story comes before it."""
_OCCASIONS = frozenset(("talks", "visit", "phone-call"))
_LINES = 3
"""Lines that begin with a year before an article counts as a chronicle («on this day»)."""
_OPENING = 3
"""Sentences that may tell the day of the story."""
_DONE_BY_STORY = frozenset(
    (
        "talks", "visit", "phone-call", "mediation", "agreement", "pledge", "endorse", "request",
        "invitation", "accuse", "condemn", "summon-ambassador", "reject", "threaten",
    )
)  # fmt: skip
_DAY = len("2021-07-29")


class TimeChoice(NamedTuple):
    """A time that may be the event's, in EDTF, and what speaks for it."""

    value: str
    features: Crossed


def times_of(scene: Scene) -> list[TimeChoice]:
    """Every time that may be that of the cue's event."""
    published = scene.view.ann.article.published
    day = datetime.date.fromisoformat(published) if published else None
    ruled = rule_time(scene.view, scene.hit, scene.status)
    found = []
    for value, source, own in _offered(scene, day):
        own.append(f"{source} ruled {value == ruled} {ruled is None}")
        own.append(f"{source} {_grain(value)} {_side(value, published)}")
        found.append(TimeChoice(value, crossed(scene, own)))
    return found


def _grain(value: str) -> str:
    if "/" in value:
        return "range"
    return {4: "year", 7: "month"}.get(len(value), "day")


def _side(value: str, published: str | None) -> str:
    """Where a time lies from publication: today, near or far, behind or ahead."""
    if published is None or "X" in value:
        return "unknown"
    first, _, last = value.partition("/")
    last = last or first
    if last < published[: len(last)]:
        week = datetime.date.fromisoformat(published) - datetime.timedelta(days=8)
        return "past" if last >= week.isoformat()[: len(last)] else "long past"
    return "ahead" if first > published[: len(first)] else "now"


def _offered(scene: Scene, day: datetime.date | None) -> Iterator[tuple[str, str, list[str]]]:
    """Each time with where it comes from and what its place says."""
    view, first = scene.view, scene.hit.at[0]
    here = nearest(view, scene.hit, view.ann.times)
    ahead = scene.status in _FUTURE
    seen = set()
    for n, time in enumerate(here):
        if ahead and _rank(view, scene.hit, time, future=True) is None:
            continue  # the day of announcing is not that of what is announced
        near, far = (resolve(time, day, future=future) for future in (ahead, not ahead))
        own = _own(scene, time, f"{min(n, 2)} of {min(len(here), 3)}")
        if near is not None:
            seen.add(near)
            yield near, "here", own
        if far is not None and far != near:
            yield far, "far", [f"far {o}" for o in own]
    # What lies ahead or behind the story has none of its days.
    if ahead or any(is_time_word(view, i, "had") for i in range(view.sentence.first, first)):
        return
    story = f"story {in_story(view, scene.hit, scene.status)}"
    definite = scene.hit.analysis is not None and scene.hit.analysis.article
    for value, source, own in _elsewhere(scene, day):
        if value not in seen:
            place = f"{source} {min(len(here), 2)} {min(scene.number, 3)} voiced {voiced(scene)} {story}"
            own += [
                place,
                f"{place} {word_class(view, first - 1)}",
                f"{source} times {min(len(here), 2)} {story}",
                f"{source} {time_words(view, first)}",
                f"{source} definite {definite}",
            ]
            yield value, source, own


def _elsewhere(scene: Scene, day: datetime.date | None) -> Iterator[tuple[str, str, list[str]]]:
    """The day of the story, the last time of the sentence before, the day of publication."""
    ann = scene.view.ann
    story = story_day(scene.view, day)
    if story is not None:
        yield story, "story", [f"story today {day is not None and story == day.isoformat()}"]
    if scene.number:
        before = ann.sentences[scene.number - 1]
        times = within(ann.times, before.first, before.last)
        values = [v for t in times if (v := resolve(t, day, future=False)) is not None]
        if values and values[-1] != story:
            yield values[-1], "previous", [f"previous {_grain(values[-1])} {min(len(values), 2)}"]
    if day is not None and day.isoformat() != story:
        yield day.isoformat(), "published", [f"published story {story is not None}"]


def _own(scene: Scene, time: TimeMention, order: str) -> list[str]:
    """What the place of ``time`` in the sentence of the cue says."""
    view, hit = scene.view, scene.hit
    ways = way(scene, time.first, time.last)
    side, governed = ways.side, host(scene, time.first)
    rank = _rank(view, hit, time, future=False)
    level = f"rank {rank[0] if rank else None}"
    outside = any(a <= hit.at[0] < b and not a <= time.first < b for a, b, _ in view.voices)
    return [
        *ways.features(),
        level,
        f"{level} cues {ways.cues}",
        f"{level} {time.kind}",
        f"kind {time.kind}",
        f"before {time_words(view, time.first)} {side}",
        f"word {word_class(view, time.first - 1)}",
        f"host {governed} {side}",
        f"host {governed} {side} {ways.wall}",
        f"host {governed} {level}",
        f"order {order} {side}",
        f"outside {outside} {side}",
    ]


def rule_time(view: Clauses, hit: CueHit, status: str) -> str | None:
    """When the event is by rule: a time of its sentence that belongs to it, else the story's.

    What is done in the course of the story (a meeting, words of praise or blame) has the story's day.
    """
    published = view.ann.article.published
    day = datetime.date.fromisoformat(published) if published else None
    year = year_of_line(view)
    ranked = []
    for n, time in enumerate(nearest(view, hit, view.ann.times)):
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
    return (story_day(view, day) if in_story(view, hit, status) else None) or closest[2]


def year_of_line(view: Clauses) -> int | None:
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
    since = is_time_word(view, time.first - (time.kind != "ago"), "since") and not (
        time.kind == "ago" and hit.at[0] in view.verbs
    )
    cut = any(i in view.breaks for i in range(a, b))
    verbs = sum(i in view.verbs and view.verbs[i].lemma not in view.lexicon.auxiliaries for i in range(a, b))
    # «since the treaty of 1998», «two days after the raid»: a time on the far side of these is another's.
    aside = any(is_time_word(view, i, "beside") for i in range(a, b - since))
    if not cut and not verbs:
        return (_ASIDE if aside or since else 1 if behind else 2), b - a
    if aside or since or verbs > 1:
        return None
    if behind:
        # Words are no event of their own: what follows a verb or «condemnation of» tells of their object.
        its_own = not verbs or not (hit.at[0] in view.verbs or hit.cue.type in DONE_BY_SAYING)
        return (3 if its_own else _ASIDE), b - a
    if not cut:
        return 4, b - a
    return (5, b - a) if not verbs and not future and b - a <= _TIME_REACH else None


def in_story(view: Clauses, hit: CueHit, status: str) -> bool:
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
    if any(is_time_word(view, i, "had") for i in range(view.sentence.first, first)):
        return False
    if hit.cue.type in _OCCASIONS:
        definite = hit.analysis is not None and (hit.analysis.article or bool(hit.analysis.pronoun))
        carrier = verb or _carrier(view, clause)
        now = carrier is not None and carrier.aspect == "i" and not carrier.future
        if now or (not clause and definite) or any(is_time_word(view, i, "during") for i in clause[-3:]):
            return True
    said = hit.cue.type in DONE_BY_SAYING
    if opened >= 0 and not is_time_word(view, opened, "and-also"):
        mark = view.ann.tokens[opened]
        return said and mark.kind == "word" and mark.form not in view.lexicon.relatives
    if verb is not None:
        return verb.aspect == "p"
    if any(is_time_word(view, i, "beside") for i in clause[-2:]):
        return False
    carrier = _carrier(view, clause)
    told = carrier is not None and carrier.aspect == "p" and hit.cue.type != "agreement"
    return said or told or opened >= 0


def _carrier(view: Clauses, clause: range) -> Analysis | None:
    """The verb nearest to the end of ``clause``: it carries the noun behind it."""
    return next((view.verbs[i] for i in reversed(clause) if i in view.verbs), None)


def story_day(view: Clauses, day: datetime.date | None) -> str | None:
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
