"""From tellings and statements to the reading: events, claims, people, tenures and issues."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from kg.annotate.annotations import Annotations
from kg.annotate.times import resolve
from kg.extract.confidence import FLOOR, Rivals
from kg.extract.events import join, told_events
from kg.extract.people import gather
from kg.extract.settled import settled
from kg.extract.statement import Statement
from kg.extract.tellings import Telling
from kg.extract.topics import topics_of, topics_of_type
from kg.extract.violence import ASSERTED, KNOWN, VIOLENT, told
from kg.lexicon import Lexicon
from kg.lexicon.features import Table
from kg.model import Claim, Event, Issue, Person, Reading, Span
from kg.text.letters import fold

Judged = tuple[list[Telling], float]
"""The tellings of a possible event and its chance."""


def assemble(
    ann: Annotations,
    statements: Sequence[Statement],
    tellings: Sequence[Telling],
    lexicon: Lexicon,
    weights: Table[float],
    threshold: float,
) -> Reading:
    """Join tellings into events, give every telling and statement its claim, gather people."""
    complete, groups = grouped(tellings, lexicon)
    rivals = Rivals(groups)
    judged = [(group, rivals.confidence(n, weights)) for n, group in enumerate(groups)]
    judged = _bare_instead([(g, _asserted(g) if _is_bare(g) else chance) for g, chance in judged], threshold)
    groups = settled([group for group, _ in judged])
    events = told_events(ann, groups, lexicon)
    people, tenures, keys = gather(ann)
    events = [
        replace(
            event,
            agents=tuple(dict.fromkeys(k for n in event.agents if (k := keys[int(n)]))),
            topics=topics_of_type(event.type, lexicon),
            confidence=chance,
        )
        for (_, chance), event in zip(judged, events, strict=True)
    ]
    spoken = [_linked(s, people, lexicon) for s in statements]
    claims = _claims(ann, spoken, groups, events, lexicon)
    used = {(t.at, t.rule) for group in groups for t in group}
    whole = {(t.at, t.rule) for t in complete}
    issues = tuple(
        Issue(
            kind="doubtful-event" if (t.at, t.rule) in whole else "missing-party",
            words=ann.article.text[t.trigger.start : t.trigger.end],
            span=t.trigger,
        )
        for t in tellings
        if (t.at, t.rule) not in used
    )
    return Reading(
        article=ann.article,
        people=people,
        tenures=tenures,
        events=tuple(events),
        claims=claims,
        issues=issues,
    )


def grouped(tellings: Sequence[Telling], lexicon: Lexicon) -> tuple[list[Telling], list[list[Telling]]]:
    """The tellings that name enough parties, and those of one event together, doubtful ones included."""
    complete = [t for t in map(_bared, tellings) if _complete(t, lexicon)]
    likely = [t for t in complete if _is_likely(t)]
    return complete, join(likely, lexicon, [t for t in complete if not _is_likely(t)])


def _complete(telling: Telling, lexicon: Lexicon) -> bool:
    """True when enough of the parties is told; violence without two of them must be told as done."""
    parties = len({*telling.actors, *telling.recipients})
    if telling.type in lexicon.symmetric:
        return parties >= 2
    if telling.type in VIOLENT and parties < 2:
        return telling.violence >= ASSERTED
    return parties >= 1


def _bared(telling: Telling) -> Telling:
    """Violence whose parties are doubtful, without them: that it was told may be sure all the same."""
    if telling.type in VIOLENT and telling.confidence < FLOOR:
        return _without_parties(telling)
    return telling


def _without_parties(telling: Telling) -> Telling:
    return replace(telling, actors=(), recipients=(), hosts=(), people=())


def _is_likely(telling: Telling) -> bool:
    """True when the telling may make an event; violence told as done needs no second party."""
    return telling.confidence >= FLOOR or _is_bare((telling,))


def _is_bare(group: Sequence[Telling]) -> bool:
    """True for violence of which no two parties are told: that it is told as done is enough."""
    first = group[0]
    return first.type in VIOLENT and len({*first.actors, *first.recipients}) < 2


def _asserted(group: Sequence[Telling]) -> float:
    return round(max(t.violence for t in group), 2)


def _bare_instead(judged: Sequence[Judged], threshold: float) -> list[Judged]:
    """The events that are likely enough; violence told as done stays without its unlikely parties."""
    kept = [pair for pair in judged if pair[1] >= threshold and _is_news(*pair)]
    known = {(t.type, t.sentence) for group, _ in kept for t in group}
    lost = [t for pair in judged if pair not in kept for t in pair[0] if t.violence >= ASSERTED]
    for telling in map(_without_parties, lost):
        if (telling.type, telling.sentence) in known:
            continue
        home = next((n for n, (g, _) in enumerate(kept) if _is_bare(g) and g[0].type == telling.type), None)
        if home is None:
            kept.append(([telling], _asserted([telling])))
        else:
            group = sorted([*kept[home][0], telling], key=lambda t: t.at)
            kept[home] = (group, _asserted(group))
    return sorted(kept, key=lambda pair: pair[0][0].at)


def _is_news(group: Sequence[Telling], chance: float) -> bool:
    """True unless the group is violence that is only referred to, and not surely between its parties."""
    if group[0].type not in VIOLENT or chance >= KNOWN or _is_bare(group):
        return True
    return any(told(t.drawn, named=True) for t in group)


def _linked(statement: Statement, people: Sequence[Person], lexicon: Lexicon) -> Statement:
    """The statement with its speaker known as a person of the article; a carrier without a name is none."""
    via = tuple(v for v in statement.via if fold(v.name) not in lexicon.speech.heads)
    speaker = statement.speaker
    if speaker is not None and speaker.kind == "person":
        name = fold(speaker.name)
        key = next((p.key for p in people if name in {fold(p.name), *map(fold, p.spellings)}), None)
        speaker = replace(speaker, person=key)
    return replace(statement, speaker=speaker, via=via)


def _claims(
    ann: Annotations,
    statements: Sequence[Statement],
    groups: Sequence[Sequence[Telling]],
    events: Sequence[Event],
    lexicon: Lexicon,
) -> tuple[Claim, ...]:
    drafts: list[tuple[Span, Claim]] = []
    for statement in statements:
        evidence = ann.span(*statement.evidence)
        drafts.append((evidence, _attributed(ann, statement, evidence, lexicon)))
    for group, event in zip(groups, events, strict=True):
        for telling in group:
            around = _around(statements, telling.at)
            sentence = ann.sentences[telling.sentence]
            evidence = Span(sentence.start, sentence.end)
            base = _attributed(ann, around, evidence, lexicon) if around else Claim(key="", evidence=evidence)
            drafts.append(
                (
                    evidence,
                    replace(
                        base,
                        about=event.key,
                        status=telling.status or event.status,
                        when=telling.when,
                        topics=event.topics if around is None else base.topics,
                        confidence=event.confidence,
                        rule=telling.rule,
                    ),
                )
            )
    drafts.sort(key=lambda draft: (draft[0], draft[1].about or "", draft[1].rule))
    unique = dict.fromkeys(claim for _, claim in drafts)
    return tuple(replace(claim, key=f"c{n}") for n, claim in enumerate(unique, 1))


def _attributed(ann: Annotations, statement: Statement, evidence: Span, lexicon: Lexicon) -> Claim:
    published = ann.article.published
    day = datetime.date.fromisoformat(published) if published else None
    said = resolve(statement.said_on, day, future=False) if statement.said_on else None
    return Claim(
        key="",
        evidence=evidence,
        speaker=statement.speaker,
        via=statement.via,
        topics=topics_of(ann.tokens, *statement.evidence, lexicon),
        act=statement.act,
        said_on=said,
        quoted=statement.quoted,
        confidence=statement.confidence,
        rule=f"speech/{statement.rule}:{statement.act}",
    )


def _around(statements: Sequence[Statement], at: int) -> Statement | None:
    """The innermost statement whose content holds the token ``at``."""
    around = [s for s in statements if any(a <= at < b for a, b in s.content)]
    return min(around, key=lambda s: sum(b - a for a, b in s.content), default=None)
