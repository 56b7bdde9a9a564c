"""Who carried the words: media named beside the statements of a sentence become their carriers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.words import best
from kg.extract.statements_media import Medium
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_speakers import Speakers
from kg.model import Sentence, Source

if TYPE_CHECKING:
    from kg.extract.statement import Statement

_ON = 6
"""Words between an interview or a tweet and the medium that it is on."""
_OBJECT = 3
"""Words behind a medium in which the remarks that it published are named."""
_NEAR = 3
"""Words after the that of a medium's report in which the speaker whom it reports is named."""


def carry(found: list[Statement], source: Source, at: int, start: int = 0) -> None:
    """Name ``source`` as carrier of the statement nearest before ``at``, else of the next one."""
    earlier = [n for n in range(start, len(found)) if found[n].cue[0] <= at]
    n = earlier[-1] if earlier else start
    statement = found[n]
    if source.name not in {s.name for s in statement.via} and source != statement.speaker:
        found[n] = replace(statement, via=(*statement.via, source))


def prefaced(found: list[Statement], start: int, source: Source | None) -> None:
    """According to Reuters, the minister said: the agency carries what follows in the sentence."""
    told = [n for n in range(start, len(found)) if found[n].speaker == source]
    if source is None or len(found) - start < 2 or not told or told[0] != start:
        return
    del found[start]
    for n in range(start, len(found)):
        if source != found[n].speaker:
            found[n] = replace(found[n], via=(*found[n].via, source))


def relayed(found: list[Statement], start: int, media: list[Source]) -> None:
    """Reuters said that the minister announced: he speaks, it carries."""
    n = start
    while n + 1 < len(found):
        outer, inner = found[n], found[n + 1]
        if outer.speaker is not None and outer.speaker in media and _reports(outer, inner):
            found[n + 1] = replace(inner, via=(*inner.via, outer.speaker))
            del found[n]
        n += 1


def _reports(outer: Statement, inner: Statement) -> bool:
    """True when what ``outer`` says begins with another speaker and what he says."""
    if outer.rule != "verb" or inner.rule != "verb" or not outer.content or inner.speaker_words is None:
        return False
    begin = outer.content[0][0]
    named = min(inner.speaker_words[0], inner.cue[0])
    return inner.speaker not in (None, outer.speaker) and begin <= named <= begin + _NEAR


class Carriers:
    """Finds the media of one article that carried what others said."""

    def __init__(self, phrases: Phrases, speakers: Speakers) -> None:
        self.phrases, self.tokens, self.speech = phrases, phrases.tokens, phrases.speech
        self.speakers = speakers
        self._lone: list[tuple[Sentence, Source]] = []
        """Media that carry, in sentences where nobody speaks."""

    def of(self, found: list[Statement], start: int, sentence: Sentence, used: set[int]) -> None:
        """Name the media of ``sentence`` as carriers of its statements ``found[start:]``."""
        for medium in self.phrases.media(sentence.first, sentence.last):
            if medium.first in used or not self._carries(medium, sentence):
                continue
            voice = self.speakers.medium_voice(medium)
            if voice is None:
                continue
            if start < len(found):
                carry(found, voice.source, medium.first, start)
            elif self._on(medium.first - 1, sentence.first):
                self._lone.append((sentence, voice.source))

    def orphans(self, found: list[Statement]) -> None:
        """An interview told in a sentence of its own carries the nearest words of the one person there."""
        for sentence, source in self._lone:
            people = {
                self.speakers.full(p.name)
                for p in self.phrases.ann.people
                if p.name and sentence.first <= p.first < sentence.last
            }
            own = [n for n, s in enumerate(found) if s.speaker is not None and s.speaker.name in people]
            if len({found[n].speaker for n in own}) == 1:
                n = min(own, key=lambda n: abs(found[n].cue[0] - sentence.first))
                found[n] = replace(found[n], via=(*found[n].via, source))

    def _carries(self, medium: Medium, sentence: Sentence) -> bool:
        if medium.prep[-1:] in self.speech.dative and medium.prep:
            return True
        i = medium.first - 1
        while i > sentence.first and (
            self.tokens[i].kind == "punct" or self.phrases.passes(i) or self._by(i)
        ):
            i -= 1
        before = self.tokens[i]
        if before.form in self.speech.channel:
            return True
        if before.form in self.speech.on or medium.prep[-1:] in self.speech.on:
            return self._on(i, sentence.first)
        if self.phrases.head_kind(i) is not None and self.phrases.clitic(i) in self.speech.dative:
            return True
        return self.phrases.carried_by(before.number) or self._publishes(medium, i)

    def _publishes(self, medium: Medium, verb: int) -> bool:
        """True for «X published remarks»: the medium carries what is said in them."""
        if not any(a.pos == "verb" and a.lemma in self.speech.carry for a in self.tokens[verb].analyses):
            return False
        told = self.tokens[medium.last : medium.last + _OBJECT]
        return any(a.lemma in self.speech.occasions for t in told for a in t.analyses[:1] if not a.prep)

    def _by(self, i: int) -> bool:
        """True for a preposition with a pronoun (a statement that he favoured X with)."""
        first = best(self.tokens[i])
        return first is not None and first.pos == "prep" and bool(first.pronoun)

    def _on(self, i: int, first: int) -> bool:
        """True when an interview, a call, a tweet is what the preposition before a medium belongs to."""
        for j in range(i, max(first, i - _ON) - 1, -1):
            if self.phrases.opens_speech(j) or self.tokens[j].kind == "punct":
                return False
            lemmas = {a.lemma for a in self.tokens[j].analyses[:2]} | {self.tokens[j].form}
            if lemmas & (self.speech.occasions | self.speech.account):
                return True
        return False
