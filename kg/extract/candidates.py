"""Which parties may take part in a telling, and what the words around each say about its role.

The linker (``kg.extract.linker``) weighs these features; here they are only read off the clause. A
feature is a short string of closed-class values (prepositions, kinds, distances, slots), never a word
of the article, so that what is learned from one set of articles is grammar and not their subject.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.words import best
from kg.extract.agreement import Agreement
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.roles import Slots
from kg.extract.syntax import Syntax
from kg.model import PartyMention
from kg.text.forms import AND

_SLOTS = ("subj", "obj", "gen", "gen2", "adj", "light", "pron", "carrier")
_STEPS = (0, 1, 2, 3, 5, 8, 12, 18, 26)
_PREVIOUS = 3
"""Parties of the sentence before that are still in mind."""
_TELLING = ("agre", "own ", "befo")
"""Beginnings of the features of agreement that another mention of a party adds."""
_OTHERS = 6
"""Further mentions of a party looked at on either side of the one that stands for it."""
_FEW = 3
"""Parties of a sentence below which one of the sentence before may be meant too."""


class Candidate(NamedTuple):
    """A party that may take part, and the features of its place relative to the cue."""

    mention: PartyMention
    """The mention that stands best for the party; of the sentence before or the speaker's, if unsaid."""
    code: str
    features: tuple[str, ...]
    unsaid: bool = False
    slot: str = "none"
    """The slot of the cue's frame that it fills, with the role that the frame gives it."""
    path: str = "none"
    """How the parse leads from the cue to it."""


def candidates(
    slots: Slots,
    before: Sequence[PartyMention],
    syntax: Syntax,
    fame: dict[str, int],
) -> list[Candidate]:
    """Every party that may take part in what the cue of ``slots`` tells, with its features.

    ``before`` are the mentions of the sentence before, which stand in for what this one leaves unsaid;
    ``fame`` ranks the article's parties by how often it names them, from 0.
    """
    view, hit = slots.clauses, slots.hit
    filled: dict[int, list[str]] = {}
    for name in _SLOTS:
        for mention in slots.get(name):
            filled.setdefault(id(mention), []).append(name)
    frame: dict[int, str] = {}
    for slot, role in hit.cue.frame:
        for mention in slots.get(slot):
            frame.setdefault(id(mention), f"{slot}>{role}")
    framed: dict[str, str] = {}
    for mention in view.mentions:
        if id(mention) in frame:
            framed.setdefault(mention.code, _role(frame[id(mention)]))
    roles = {_role(how) for how in frame.values()}
    codes = list(dict.fromkeys(m.code for m in view.mentions))
    base = _base(view, hit)
    paths = syntax.paths(hit.at)
    voice = _voice(view, hit)
    grammar = Agreement(view, hit)
    best: dict[str, tuple[int, int, int]] = {}
    for n, mention in enumerate(view.mentions):
        if mention.first <= hit.at[0] < mention.last and mention.kind != "person":
            continue
        steps = paths.get(syntax.home.get(mention.first, -1))
        gap = hit.at[0] - mention.last if mention.last <= hit.at[0] else mention.first - hit.at[-1]
        claim = (len(steps) if steps is not None else 9, abs(gap), n)
        best[mention.code] = min(best.get(mention.code, claim), claim)
    every: dict[str, list[int]] = {}
    for n, mention in enumerate(view.mentions):
        every.setdefault(mention.code, []).append(n)
    rank = {code: n for n, (_, code) in enumerate(sorted((claim, code) for code, claim in best.items()))}
    found = []
    for code, (_, _, n) in best.items():
        own_mention = view.mentions[n]
        # What is joined by «and» shares one role: all are judged by the one nearest the cue.
        n = min((best[m.code] for m in view.together(n) if m.code in best), default=(0, 0, n))[2]
        mention = view.mentions[n]
        near, way = _near(view, hit, n), _path(syntax, paths, mention)
        own = [
            *near,
            *(f"slot {name}" for name in filled.get(id(mention), ("none",))),
            f"frame {frame.get(id(mention), 'none')}",
            f"framed {framed.get(code, 'none')}",
            *way,
            f"codes {min(len(codes), 5)}",
            f"rank {min(rank[code], 3)} of {min(len(best), 4)}",
            f"order {min(codes.index(code), 3)}",
            f"fame {min(fame.get(code, 9), 4)}",
            f"fame {min(fame.get(code, 9), 2)} codes {min(len(codes), 3)} {near[1].split()[0]}",
            f"said {sum(m.code == code for m in view.mentions) > 1}",
            f"voice {code == voice}" if voice else "voice none",
        ]
        rest = sorted(roles - {framed.get(code, "")})
        own.append(f"others {'+'.join(rest) or 'none'} {framed.get(code, 'none')} {min(len(codes), 3)}")
        if hit.analysis is not None and hit.analysis.pronoun:
            own.append(f"pronoun {hit.analysis.pronoun} {near[1]} {min(codes.index(code), 2)}")
        own += grammar.features(mention)
        at = bisect_left(every[code], n)
        for other in every[code][max(at - _OTHERS, 0) : at + _OTHERS + 1]:
            if other != n:
                own += _also(view, hit, other, frame, filled, _path(syntax, paths, view.mentions[other]))
                own += (f"also {f}" for f in grammar.features(view.mentions[other]) if f[:4] in _TELLING)
        if n:
            own.append(f"behind {frame.get(id(view.mentions[n - 1]), 'none')} {_link(view, n)}")
        features = _crossed(base, hit.cue.type, own)
        slot = frame.get(id(mention), "none")
        found.append(Candidate(own_mention, code, features, slot=slot, path=way[0]))
    for how, mention in _unsaid(view, voice, before, codes):
        own = [
            f"unsaid fame {min(fame.get(mention.code, 9), 4)} {min(len(codes), 2)}",
            f"kind {how}",
            f"unsaid {how} {mention.prep or '-'} {min(len(codes), 3)}",
        ]
        own.append(f"others {'+'.join(sorted(roles)) or 'none'} {min(len(codes), 3)}")
        found.append(Candidate(mention, mention.code, _crossed(base, hit.cue.type, own), unsaid=True))
    return found


def _also(
    view: Clauses,
    hit: CueHit,
    n: int,
    frame: dict[int, str],
    filled: dict[int, list[str]],
    way: Sequence[str],
) -> list[str]:
    """What another mention of the same party adds: its slot, its path, its side and preposition."""
    mention = view.mentions[n]
    side = "before" if mention.last <= hit.at[0] else "after"
    return [
        f"also frame {frame.get(id(mention), 'none')}",
        *(f"also slot {name}" for name in filled.get(id(mention), ())),
        f"also {way[0]}",
        f"also {side} prep {mention.prep or '-'} {mention.kind}",
    ]


def _link(view: Clauses, n: int) -> str:
    """How a mention follows the one before it: directly, behind «and», behind a comma, or farther off."""
    left, right = view.mentions[n - 1], view.mentions[n]
    word = best(view.ann.tokens[right.first])
    joined = view.ann.tokens[right.first - 1].form == AND or (word is not None and word.conj == AND)
    gap = right.first - left.last
    return ("and" if joined else "plain") + f" {min(gap, 4)}"


def _role(slot: str) -> str:
    return slot.rpartition(">")[2]


def _path(syntax: Syntax, paths: dict[int, tuple[str, ...]], mention: PartyMention) -> list[str]:
    """How the cue reaches the mention in the parse, whole and by its ends."""
    steps = paths.get(syntax.home.get(mention.first, -1))
    if steps is None:
        return ["path none"]
    return [
        f"path {' '.join(steps)}",
        f"path {' '.join(steps[:2])} ..",
        f"path .. {' '.join(steps[-1:])}",
        f"steps {len(steps)}",
    ]


def _base(view: Clauses, hit: CueHit) -> str:
    analysis = hit.analysis
    kind = hit.cue.pos
    if analysis is not None and analysis.pos == "verb" and kind == "verb":
        kind += analysis.voice + ("1" if analysis.person == "1" else "")
    return ("S" if hit.cue.type in view.lexicon.symmetric else "D") + " " + kind


def _near(view: Clauses, hit: CueHit, n: int) -> list[str]:
    """Where the mention stands: side, distance, preposition, kind and what lies between."""
    mention, tokens = view.mentions[n], view.ann.tokens
    if mention.last <= hit.at[0]:
        side, first, last = "before", mention.last, hit.at[0]
    elif mention.first > hit.at[-1]:
        side, first, last = "after", hit.at[-1] + 1, mention.first
    else:
        side, first, last = "inside", mention.first, mention.first
    gap = sum(step < last - first for step in _STEPS)
    verbs = sum(
        1
        for i in range(first, last)
        if i in view.verbs and view.verbs[i].lemma not in view.lexicon.auxiliaries
    )
    breaks = [tokens[i].form for i in range(first, last) if i in view.breaks]
    commas = any(tokens[i].kind == "punct" for i in range(first, last))
    relative = any(form in view.lexicon.relatives for form in breaks)
    between = sum(1 for m in view.mentions if first <= m.first and m.last <= last and m is not mention)
    wall = "rel" if relative else "that" if breaks else "comma" if commas else "open"
    prep = mention.prep or "-"
    return [
        f"kind {mention.kind}",
        f"{side} {mention.kind}",
        f"{side} prep {prep}",
        f"{side} gap {gap}",
        f"{side} wall {wall} verbs {min(verbs, 2)}",
        f"{side} between {min(between, 4)}",
        f"{side} prep {prep} wall {wall} between {min(between, 2)}",
        f"{side} prep {prep} verbs {min(verbs, 2)} gap {gap // 3}",
    ]


def _voice(view: Clauses, hit: CueHit) -> str | None:
    around = [(b - a, code) for a, b, code in view.voices if a <= hit.at[0] < b]
    return min(around)[1] if around else None


def _unsaid(
    view: Clauses, voice: str | None, before: Sequence[PartyMention], codes: Sequence[str]
) -> list[tuple[str, PartyMention]]:
    """Parties that this sentence does not name, and why they may be meant: as its speaker's ("voice"),
    or as the last, the last but one … of the sentence before ("previous0" …)."""
    found: list[tuple[str, PartyMention]] = []
    if voice and voice not in codes:
        at = view.sentence.first
        found.append(("voice", PartyMention(at, at + 1, voice, "anaphor", at)))
    if len(codes) < _FEW:
        for n, mention in enumerate({m.code: m for m in reversed(before)}.values()):
            if mention.code not in codes and mention.code != voice and n < _PREVIOUS:
                found.append((f"previous{n} of {len(codes)}", mention))
    return found


def _crossed(base: str, type_: str, own: Sequence[str]) -> tuple[str, ...]:
    own = list(dict.fromkeys(own))
    plain = [o for o in own if o.startswith(("frame", "path", "slot", "fame", "others", "unsaid", "also"))]
    return (*plain, *(f"{base}|{o}" for o in own), *(f"{type_}|{o}" for o in own))
