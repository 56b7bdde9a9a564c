"""Which parties may take part in a telling, and what the words around each say about its role.

The linker (``kg.extract.linker``) weighs these features; here they are only read off the clause. A
feature is a short string: closed-class values (prepositions, kinds, distances, slots), or the lemma of a
word next to the cue or the mention. Names of parties are never features, so that what is learned from one
set of articles is how Arabic tells things and not who did them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.extract.agreement import Agreement
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.roles import Slots
from kg.extract.standing import link, near, path
from kg.extract.syntax import Syntax
from kg.lexicon.features import Crossed
from kg.model import PartyMention

_SLOTS = ("subj", "obj", "gen", "gen2", "adj", "light", "pron", "carrier")
_PREVIOUS = 3
"""Parties of the sentence before that are still in mind."""
_TELLING = ("agre", "own ", "befo")
"""Beginnings of the features of agreement that another mention of a party adds."""
_OTHERS = 6
"""Further mentions of a party looked at on either side of the one that stands for it."""
_FEW = 3
"""Parties of a sentence below which one of the sentence before may be meant too."""
_NO_WAY = 9
"""Steps that a mention counts as away which the parse does not join to the cue."""


class Candidate(NamedTuple):
    """A party that may take part, and the features of its place relative to the cue."""

    mention: PartyMention
    """The mention that stands best for the party; of the sentence before or the speaker's, if unsaid."""
    code: str
    features: Crossed
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
    grammar: Agreement,
) -> list[Candidate]:
    """Every party that may take part in what the cue of ``slots`` tells, with its features.

    ``before`` are the mentions of the sentence before, which stand in for what this one leaves unsaid;
    ``fame`` ranks the article's parties by how often it names them, from 0.
    """
    around = _Around(slots, syntax, fame, grammar)
    return [*around.named(), *around.unsaid(before)]


class _Around:
    """The parties around one cue."""

    def __init__(self, slots: Slots, syntax: Syntax, fame: dict[str, int], grammar: Agreement) -> None:
        self.slots, self.syntax, self.fame = slots, syntax, fame
        self.view, self.hit = slots.clauses, slots.hit
        self.paths = syntax.paths(self.hit.at)
        self.voice, self.base = _voice(self.view, self.hit), _base(self.view, self.hit)
        self.grammar = grammar
        self.every: dict[str, list[int]] = {}
        for n, mention in enumerate(self.view.mentions):
            self.every.setdefault(mention.code, []).append(n)
        self.codes = list(self.every)
        self.order = {code: n for n, code in enumerate(self.codes)}
        self._fill()

    def _fill(self) -> None:
        """Which mentions fill slots of the cue, and which of its frame."""
        self.filled: dict[int, list[str]] = {}
        for name in _SLOTS:
            for mention in self.slots.get(name):
                self.filled.setdefault(id(mention), []).append(name)
        self.frame: dict[int, str] = {}
        for slot, role in self.hit.cue.frame:
            for mention in self.slots.get(slot):
                self.frame.setdefault(id(mention), f"{slot}>{role}")
        self.framed: dict[str, str] = {}
        for mention in self.view.mentions:
            if id(mention) in self.frame:
                self.framed.setdefault(mention.code, _role(self.frame[id(mention)]))
        self.roles = {_role(how) for how in self.frame.values()}

    def named(self) -> Iterator[Candidate]:
        """The parties that the sentence names, each by the mention nearest to the cue."""
        best = self._nearest()
        claims = sorted((claim, code) for code, claim in best.items())
        rank = {code: n for n, (_, code) in enumerate(claims)}
        for code, (_, _, n) in best.items():
            # What is joined by «and» shares one role: all are judged by the one nearest the cue.
            together = (best[m.code] for m in self.view.together(n) if m.code in best)
            judged = min(together, default=(0, 0, n))[2]
            own = self._features(code, judged)
            own.append(f"rank {min(rank[code], 3)} of {min(len(best), 4)}")
            mention = self.view.mentions[judged]
            yield Candidate(
                self.view.mentions[n],
                code,
                self._crossed(own),
                slot=self.frame.get(id(mention), "none"),
                path=path(self.syntax, self.paths, mention)[0],
            )

    def _nearest(self) -> dict[str, tuple[int, int, int]]:
        """Steps, words and number of the mention of each party that is nearest to the cue."""
        best: dict[str, tuple[int, int, int]] = {}
        first, last = self.hit.at[0], self.hit.at[-1]
        for n, mention in enumerate(self.view.mentions):
            if mention.first <= first < mention.last and mention.kind != "person":
                continue
            steps = self.paths.get(self.syntax.home.get(mention.first, -1))
            gap = first - mention.last if mention.last <= first else mention.first - last
            claim = (len(steps) if steps is not None else _NO_WAY, abs(gap), n)
            best[mention.code] = min(best.get(mention.code, claim), claim)
        return best

    def _features(self, code: str, n: int) -> list[str]:
        mention, few = self.view.mentions[n], min(len(self.codes), 3)
        place, fame, order = near(self.view, self.hit, n), self.fame.get(code, 9), self.order[code]
        framed = self.framed.get(code, "none")
        rest = "+".join(sorted(self.roles - {self.framed.get(code, "")})) or "none"
        own = [
            *place,
            *(f"slot {name}" for name in self.filled.get(id(mention), ("none",))),
            f"frame {self.frame.get(id(mention), 'none')}",
            f"framed {framed}",
            *path(self.syntax, self.paths, mention),
            f"codes {min(len(self.codes), 5)}",
            f"order {min(order, 3)}",
            f"fame {min(fame, 4)}",
            f"fame {min(fame, 2)} codes {few} {place[1].split()[0]}",
            f"said {len(self.every[code]) > 1}",
            f"voice {code == self.voice}" if self.voice else "voice none",
            f"others {rest} {framed} {few}",
        ]
        if self.hit.analysis is not None and self.hit.analysis.pronoun:
            own.append(f"pronoun {self.hit.analysis.pronoun} {place[1]} {min(order, 2)}")
        own += self.grammar.features(mention)
        at = bisect_left(self.every[code], n)
        for other in self.every[code][max(at - _OTHERS, 0) : at + _OTHERS + 1]:
            if other != n:
                own += self._also(other)
        if n:
            own.append(f"behind {self.frame.get(id(self.view.mentions[n - 1]), 'none')} {link(self.view, n)}")
        return own

    def _also(self, n: int) -> list[str]:
        """What another mention of the same party adds: its slot, its path, its side, what agrees with it."""
        mention = self.view.mentions[n]
        side = "before" if mention.last <= self.hit.at[0] else "after"
        return [
            f"also frame {self.frame.get(id(mention), 'none')}",
            *(f"also slot {name}" for name in self.filled.get(id(mention), ())),
            f"also {path(self.syntax, self.paths, mention)[0]}",
            f"also {side} prep {mention.prep or '-'} {mention.kind}",
            *(f"also {f}" for f in self.grammar.features(mention) if f[:4] in _TELLING),
        ]

    def unsaid(self, before: Sequence[PartyMention]) -> Iterator[Candidate]:
        """Parties that the sentence does not name, but its speaker or the sentence before."""
        for how, mention in _unsaid(self.view, self.voice, before, self.codes):
            own = [
                f"unsaid fame {min(self.fame.get(mention.code, 9), 4)} {min(len(self.codes), 2)}",
                f"kind {how}",
                f"unsaid {how} {mention.prep or '-'} {min(len(self.codes), 3)}",
                f"others {'+'.join(sorted(self.roles)) or 'none'} {min(len(self.codes), 3)}",
            ]
            yield Candidate(mention, mention.code, self._crossed(own), unsaid=True)

    def _crossed(self, own: Sequence[str]) -> Crossed:
        return Crossed(self.base, self.hit.cue.type, tuple(dict.fromkeys(own)))


def _role(slot: str) -> str:
    return slot.rpartition(">")[2]


def _base(view: Clauses, hit: CueHit) -> str:
    analysis = hit.analysis
    kind = hit.cue.pos
    if analysis is not None and analysis.pos == "verb" and kind == "verb":
        kind += analysis.voice + ("1" if analysis.person == "1" else "")
    return ("S" if hit.cue.type in view.lexicon.symmetric else "D") + " " + kind


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
