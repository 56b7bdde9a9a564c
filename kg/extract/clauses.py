"""Clauses without a parser: finite verbs, what separates them, and who is whose subject."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.annotate.annotations import Annotations
from kg.annotate.words import best, finite_verb
from kg.lexicon import Lexicon
from kg.lexicon.status import StatusCue
from kg.model import Analysis, PartyMention, Sentence
from kg.text.forms import AND

REACH = 14
"""Words a verb may stand from its subject; beyond that the nearest mention is rarely its own."""


@dataclass(frozen=True, slots=True)
class Clauses:
    """One sentence's verbs, separators and mentions, as the linker asks for them."""

    ann: Annotations
    sentence: Sentence
    lexicon: Lexicon
    verbs: dict[int, Analysis]
    breaks: frozenset[int]
    """Tokens that open a subordinate clause (an, inna, haythu …) or end one (semicolon, quote colon)."""
    mentions: tuple[PartyMention, ...]
    voices: tuple[tuple[int, int, str], ...] = ()
    """Token ranges that somebody speaks, with the party of the speaker."""
    told: frozenset[int] = frozenset()
    """Tokens of the article that are words of a time or of a person's name."""
    inside: frozenset[int] = frozenset()
    """Tokens inside mentions of parties."""
    status: dict[int, list[StatusCue]] = field(default_factory=dict)
    """Status words by token, as far as they were asked for: every cue of a sentence asks for the same."""

    def blocked(self, first: int, last: int, *, verbs: bool = True) -> bool:
        """True when a clause boundary (or with ``verbs`` a full verb) lies in ``[first, last)``."""
        for i in range(first, last):
            if i in self.breaks:
                return True
            if verbs and i in self.verbs and self.verbs[i].lemma not in self.lexicon.auxiliaries:
                return True
        return False

    def subject(self, verb: int) -> tuple[PartyMention, ...]:
        """The parties that are subject of the verb at ``verb``: after it (VSO), else before it (SVO)."""
        analysis = self.verbs.get(verb)
        if analysis is not None and analysis.person == "1":
            return self._speaker(verb)
        relative = verb > self.sentence.first and self.ann.tokens[verb - 1].form in self.lexicon.relatives
        if relative and analysis is not None and not analysis.pronoun:
            antecedent = self._before(verb - 1, antecedent=True)
            if antecedent:
                return antecedent
        after = self._after(verb)
        if after:
            return after
        before = self._before(verb - 1 if relative else verb, antecedent=relative)
        return before or self._carried(verb)

    def _speaker(self, verb: int) -> tuple[PartyMention, ...]:
        """Who says «we» at ``verb``: the party of the innermost voice around it."""
        around = [(b - a, code) for a, b, code in self.voices if a <= verb < b]
        if not around:
            return ()
        return (PartyMention(verb, verb + 1, min(around)[1], "anaphor", verb),)

    def _carried(self, verb: int) -> tuple[PartyMention, ...]:
        """The subject of the verb before, when this one is joined to it by a conjunction and has none."""
        if not self.verbs.get(verb) or not self.verbs[verb].conj:
            return ()
        before = [i for i in self.verbs if i < verb and self.verbs[i].lemma not in self.lexicon.auxiliaries]
        return self.subject(max(before)) if before else ()

    def _after(self, verb: int) -> tuple[PartyMention, ...]:
        for n, mention in enumerate(self.mentions):
            if mention.first <= verb:
                continue
            if mention.first - verb > REACH or self.blocked(verb + 1, mention.first):
                return ()
            if mention.prep == "":
                return self.together(n)
            if self.ann.tokens[verb].analyses[0].person in ("1", "2"):
                return ()
        return ()

    def _before(self, verb: int, *, antecedent: bool) -> tuple[PartyMention, ...]:
        for n in range(len(self.mentions) - 1, -1, -1):
            mention = self.mentions[n]
            if mention.last > verb:
                continue
            if verb - mention.last > REACH or self.blocked(mention.last, verb):
                return ()
            if mention.prep == "" or (antecedent and verb - mention.last <= 1):
                return self.together(n)
        return ()

    def together(self, n: int) -> tuple[PartyMention, ...]:
        """The mention at ``n`` with those coordinated to it (and … and …) on either side."""
        first = last = n
        while first > 0 and self._joined(first - 1, first):
            first -= 1
        while last + 1 < len(self.mentions) and self._joined(last, last + 1):
            last += 1
        return self.mentions[first : last + 1]

    def _joined(self, a: int, b: int) -> bool:
        left, right = self.mentions[a], self.mentions[b]
        if left.first == right.first:
            return True
        word = best(self.ann.tokens[right.first])
        if word is None:
            return False
        gap = right.first - left.last
        conj = word.conj == AND or self.ann.tokens[right.first].form.startswith(AND)
        if gap == 1:
            between = self.ann.tokens[left.last].form
            return between == AND or (between == "،" and (conj or left.kind == right.kind == "name"))
        return gap == 0 and conj and word.pos != "verb"


class Marked(NamedTuple):
    """Tokens of an article that mentions take."""

    people: frozenset[int]
    told: frozenset[int]
    """Those of times and of persons' names."""


def mark(ann: Annotations) -> Marked:
    """What the clauses of all sentences ask of the mentions, found once for the article."""
    starts = [token.start for token in ann.tokens]
    told = {i for time in ann.times for i in range(time.first, time.last)}
    for span in (p.name_span for p in ann.people if p.name_span):
        told.update(range(bisect_left(starts, span.start), bisect_left(starts, span.end)))
    return Marked(frozenset(i for p in ann.people for i in range(p.first, p.last)), frozenset(told))


def clauses(
    ann: Annotations,
    sentence: Sentence,
    lexicon: Lexicon,
    mentions: Sequence[PartyMention],
    voices: tuple[tuple[int, int, str], ...] = (),
    marked: Marked | None = None,
) -> Clauses:
    """Find verbs and separators of ``sentence``; ``mentions`` are its party mentions in order."""
    marked = marked or mark(ann)
    inside = {i for m in mentions for i in range(m.first, m.last)}
    verbs: dict[int, Analysis] = {}
    breaks: set[int] = set()
    for i in range(sentence.first, sentence.last):
        token = ann.tokens[i]
        if token.form in lexicon.breaks or token.form.lstrip(AND) in lexicon.breaks or token.text in ":;؛":
            breaks.add(i)
        if i not in inside and i not in marked.people and token.kind == "word":
            verb = finite_verb(ann.tokens, i)
            if verb is not None:
                verbs[i] = verb
    return Clauses(
        ann,
        sentence,
        lexicon,
        verbs,
        frozenset(breaks),
        tuple(mentions),
        voices,
        marked.told,
        frozenset(inside),
    )
