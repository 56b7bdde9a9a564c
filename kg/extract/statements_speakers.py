"""Who speaks: from the words of a subject to a source with its party, across the sentences of an article."""

from __future__ import annotations

from dataclasses import replace

from kg.annotate.country import Country
from kg.annotate.words import best
from kg.extract.statements_media import Medium
from kg.extract.statements_people import Named, Voice
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_words import trimmed
from kg.model import PersonMention, Source
from kg.text.forms import ARTICLE
from kg.text.letters import fold

_ARTICLE = ARTICLE
_MEMORY = 6
"""Speakers back that a verb without a subject or a definite noun may point to."""
_ISSUER_REACH = 6
_APPOSITION_REACH = 7
_LONGEST = 16
_ADJECTIVES = 3
"""Words of a noun with adjectives that may point back to somebody (the North Korean official)."""


class Speakers(Named):
    """The speakers of one article so far, latest last."""

    def __init__(self, phrases: Phrases, country: Country) -> None:
        super().__init__(phrases, country)
        self.voices: list[Voice] = []
        self.media: list[Source] = []

    # --- from words to a voice ------------------------------------------------------------------

    def voice(self, first: int, last: int) -> Voice | None:
        """Who the phrase ``[first, last)`` stands for, None when it points to nobody known."""
        first, last = trimmed(self.tokens, first, last)
        if last <= first:
            return None
        person = self._person(first, last)
        if person is not None:
            return self._person_voice(person, first, last)
        if self._honour(first):
            return self._honoured(first)
        medium = self.phrases.medium(first, last)
        if medium is not None:
            return self._same_body(first, last) or self.medium_voice(medium)
        name = self.phrases.name(first)
        if name is not None and name[1] <= last:
            return self._name_voice(first, *name)
        kind = self.phrases.head_kind(first)
        if kind == "document":
            return self._document(first, last)
        if kind == "person":
            surnamed = self._surnamed(first, last)
            if surnamed is not None:
                return self._person_voice(surnamed, first, last)
            told_before = self._unnamed_before(first, last)
            if told_before is not None:
                return told_before
            holder = (
                self._apposition(first, last) or self._holder(first, last) or self._announced(first, last)
            )
            if holder is not None:
                return self._person_voice(holder, first, last)
            told = self._told_name(first, last)
            if told is not None:
                return self._name_voice(first, *told)
        if kind == "organization" and self._owned(first):
            return None
        if self._both(first) and self._of.party(first, last) is None:
            return None
        if self._vague(first, last):
            return self._back(first, last, kind or "")
        repeated = self._repeated(first, last)
        if repeated is not None or (kind is None and not self.phrases.speaks(first)):
            return repeated
        return self._nameless(first, last, kind)

    def _owned(self, i: int) -> bool:
        """True for a body told by a pronoun (his office): it has no name of its own."""
        reading = best(self.tokens[i])
        return reading is not None and reading.pronoun.startswith("3")

    def _surnamed(self, first: int, last: int) -> PersonMention | None:
        """A title with the family name of somebody told before, which may be a state's adjective."""
        form = self.tokens[last - 1].form
        if last - first != 2 or not form.startswith(ARTICLE) or self.phrases.head_kind(first) != "person":
            return None
        earlier = [p for p in self.ann.people if p.name and p.first < first]
        return next((p for p in earlier if fold(p.name or "").split()[-1] == form), None)

    def _both(self, i: int) -> bool:
        """True for two that the article joins (the two sides): neither is told."""
        reading = best(self.tokens[i])
        return reading is not None and reading.number == "d" and reading.article

    def _unnamed_before(self, first: int, last: int) -> Voice | None:
        """The official: the last speaker, when that is one without a name whom the same word told."""
        if not self._vague(first, last) or self._apposition(first, last) is not None:
            return None
        lemma, party = self.phrases.head_lemma(first), self._of.party(first, last)
        voice = self.voices[-1] if self.voices else None
        if voice is None or voice.head != lemma or party not in (None, voice.source.code):
            return None
        named = voice.source.name in self._codes or voice.source.name in self._names
        return None if named else voice

    def _honour(self, i: int) -> bool:
        return any(
            a.pronoun.startswith("3") and a.stem in self.speech.honour for a in self.tokens[i].analyses
        )

    def _honoured(self, at: int) -> Voice | None:
        """His Highness: the person last told."""
        told = next((p for p in reversed(self.ann.people) if p.first < at and p.name), None)
        return self._person_voice(told, at, at + 1) if told is not None else None

    def _same_body(self, first: int, last: int) -> Voice | None:
        """The American agency: one of another sort than news that spoke before."""
        if not self._vague(first, last):
            return None
        lemma = self.phrases.head_lemma(first)
        return next((v for v in reversed(self.voices) if v.head == lemma and v.kind == "organization"), None)

    def medium_voice(self, medium: Medium) -> Voice | None:
        """The voice of a named medium; a definite noun alone (the agency) is the last medium named."""
        if medium.last - medium.first == 1 and not medium.name and self._definite(medium.first):
            if not self.media:
                return None
            source = self.media[-1]
        else:
            source = self.medium_source(medium)
        self.media.append(source)
        return Voice(medium.first, medium.last, source, "medium", self.phrases.head_lemma(medium.first), "")

    def medium_source(self, medium: Medium) -> Source:
        """The medium as a source: its canonical name if known, else its words, with its party."""
        name = self._words(medium.name_first, medium.name_last)
        words = set(fold(name).split())
        named = not words <= self.speech.heads.keys()  # «an agency» is none of those named before
        known = next((s for s in reversed(self.media) if named and words <= set(fold(s.name).split())), None)
        code = medium.code or self._of.party(medium.first, medium.last)
        if code is None and self._local(medium):
            code = self._of.code(medium.first, medium.last)
        return known or Source(kind="organization", name=name, code=code)

    def _local(self, medium: Medium) -> bool:
        """True for a medium told by its kind alone (the official agency, state television)."""
        words = self.tokens[medium.first : medium.last]
        if medium.name or any(a.lemma in self.speech.world for t in words for a in t.analyses[:1]):
            return False
        return all(
            (r := best(self.tokens[i])) is not None and r.pos in ("noun", "adj") and bool(r.gloss)
            for i in range(medium.first, medium.last)
        )

    def _document(self, first: int, last: int) -> Voice | None:
        limit = min(last + _ISSUER_REACH, len(self.tokens))
        for i in range(first + 1, limit):
            if self.tokens[i].kind == "punct" or self.phrases.opens_speech(i):
                break
            issuer = self._issuer(first, i, limit)
            if issuer is not None:
                return issuer
        if self._definite(first):
            return self._last_issuer()
        press = any(
            a.lemma in self.speech.news for i in range(first + 1, last) for a in self.tokens[i].analyses
        )
        return self._nameless(first, last, "organization") if press else None

    def _issuer(self, document: int, i: int, limit: int) -> Voice | None:
        if self.phrases.issues(i):
            subject = self.phrases.subject_after(i, limit, loose=False)
            issuer = self.voice(*subject) if subject is not None else None
            return issuer if issuer is not None and issuer.kind != "medium" else None
        clitic = self.phrases.clitic(i)
        if clitic and clitic not in self.speech.dative:
            return None
        governed = self.tokens[i - 1].form in self.speech.issue and (
            i - 2 == document or self.phrases.head_lemma(i - 2) in self.speech.issued
        )
        if self.tokens[i - 1].form in self.speech.about and i - 2 == document:
            return None
        prep = bool(clitic)
        kind = self.phrases.head_kind(i)
        reading, before = best(self.tokens[i]), best(self.tokens[i - 1])
        if (
            not prep
            and i - 1 > document
            and before is not None
            and before.pos == "noun"
            and not before.article
        ):
            return None  # the genitive of another noun (a report on the arming of Washington's allies)
        if reading is not None and reading.pos == "adj" and i not in self.phrases.person_at:
            return None
        if any(a.lemma in self.speech.news for a in self.tokens[i].analyses):
            return None
        known = i in self.phrases.party_at or self.phrases.agency(i) is not None
        owner = kind in ("organization", "person") and i == document + 1
        if not (governed or prep or known or owner):
            return None
        if not self.phrases.names_somebody(i):
            return None
        return self.voice(i, self.phrases.end(i, min(i + 12, len(self.tokens))))

    def is_state(self, voice: Voice) -> bool:
        """True for a state named as a whole: by its name, its capital, or as the kingdom, the countries."""
        if voice.kind == "party":
            return voice.source.code is not None and ":" not in voice.source.code
        return voice.kind == "organization" and voice.head in self.speech.state

    def through(self, voice: Voice, cue: int, limit: int) -> Voice:
        """The ministry whose statement speaks for a state (France said in a statement of its ministry)."""
        if voice.kind != "party":
            return voice
        for i in range(cue + 1, min(cue + _LONGEST, limit)):
            if self.phrases.opens_speech(i):
                break
            if self.phrases.head_kind(i) == "document" and not self._definite(i):
                issuer = self._document(i, self.phrases.end(i, limit))
                if issuer is None or issuer.kind != "organization":
                    return voice
                return issuer._replace(source=replace(issuer.source, code=voice.source.code))
        return voice

    def _last_issuer(self) -> Voice | None:
        recent = self.voices[-_MEMORY:]
        return next(
            (v for v in reversed(recent) if v.kind in ("organization", "party")),
            recent[-1] if recent else None,
        )

    def _vague(self, first: int, last: int) -> bool:
        """A definite noun with nothing that identifies it: the spokesman, the ministry, the source."""
        party = self.phrases.party_at.get(first)
        if not self._definite(first) or (
            party is not None and self.tokens[first].form not in self.speech.vague
        ):
            return False
        if self.phrases.head_kind(first) is None:
            return False
        rest = range(first + 1, last)
        return last - first <= _ADJECTIVES and all(
            r.pos == "adj" for i in rest if (r := best(self.tokens[i])) is not None
        )

    def _back(self, first: int, last: int, kind: str) -> Voice | None:
        lemma = self.phrases.head_lemma(first)
        code = self._of.party(first, last)
        for voice in reversed(self.voices):
            if code is not None and voice.source.code != code:
                continue
            if lemma == voice.head or lemma in self._lemmas(voice):
                return voice
        full = self._full(first, lemma) if kind == "organization" else None
        if full is not None:
            return full
        mention = self._office_holder(first, lemma)
        if mention is not None:
            return self._person_voice(mention, mention.first, mention.last)
        alike = [
            v for v in self.voices[-_MEMORY:] if v.kind == kind and (code is None or v.source.code == code)
        ]
        if self.tokens[first].form in self.speech.vague and alike:
            return alike[-1]
        if lemma in self.speech.again and code is None and self.voices:
            return self.voices[-1]
        return self._nameless(first, last, kind)

    def _full(self, before: int, lemma: str) -> Voice | None:
        """The body that was named in full before (the committee: the committee of health)."""
        for i in range(before - 1, -1, -1):
            if self.phrases.head_kind(i) != "organization" or self.phrases.head_lemma(i) != lemma:
                continue
            last = self.phrases.end(i, min(i + _LONGEST, before))
            if not self._definite(i) and last > i + 1:
                return self.voice(i, last)
        return None

    def _office_holder(self, before: int, lemma: str) -> PersonMention | None:
        for mention in reversed(self.ann.people):
            if mention.first >= before or not mention.name:
                continue
            if mention.office_words and lemma in {
                self.phrases.head_lemma(i) for i in range(mention.first, mention.last)
            }:
                return mention
        return None

    def _lemmas(self, voice: Voice) -> set[str]:
        return {self.phrases.head_lemma(i) for i in range(voice.first, voice.last)}

    def _nameless(self, first: int, last: int, kind: str | None) -> Voice:
        party = self.phrases.party_at.get(first)
        if kind == "medium":
            kind = "organization"  # an agency of another sort, such as one for energy
        elif kind is None:
            kind = "party" if party is not None and party.kind in ("name", "capital") else "organization"
        reading = best(self.tokens[first])
        gender = (
            ""
            if (party is not None and kind == "party") or reading is None or reading.number == "p"
            else reading.gender
        )
        if kind in ("person", "organization") and (party is None or party.kind not in ("name", "capital")):
            last = self._extended(first, last)
        code = self._of.code(first, last)
        source = Source(kind=kind, name=self._words(first, last), code=code)
        return Voice(first, last, source, kind, self.phrases.head_lemma(first), gender)

    def _extended(self, first: int, last: int) -> int:
        """End of the phrase with the prepositional phrases that say whose official it is."""
        plain = self.phrases.head_lemma(first) in self.speech.plain
        while last < len(self.tokens) and last - first < _LONGEST and self._attached(last):
            step = 1 if not self.phrases.clitic(last) else 0
            if step and not self._body(last + 1):
                break
            if not step and plain and self.phrases.clitic(last) in self.speech.dative:
                break
            last = self.phrases.end(last + step, min(last + _LONGEST, len(self.tokens)))
        return last

    def _body(self, i: int) -> bool:
        kind = self.phrases.head_kind(i)
        lemma = self.phrases.head_lemma(i)
        return (
            kind not in ("document", "medium")
            and lemma not in self.speech.occasions
            and self.phrases.names_somebody(i)
        )

    def _attached(self, i: int) -> bool:
        if i + 1 >= len(self.tokens) or self.phrases.passes(i) or self.phrases.opens_speech(i):
            return False
        if self.tokens[i].form in self.speech.within:
            return True
        return (
            bool(self.phrases.clitic(i))
            and self.phrases.medium(i, i + 4) is None
            and (self.phrases.head_kind(i) in ("organization", "person") or i in self.phrases.party_at)
        )

    # --- memory --------------------------------------------------------------------------------------

    def remember(self, voice: Voice) -> None:
        """Make ``voice`` the last speaker."""
        self.voices.append(voice)

    def last(self, gender: str = "") -> Voice | None:
        """The last speaker, or the last one that agrees with a verb of ``gender`` if one is near."""
        recent = self.voices[-_MEMORY:]
        if not recent:
            return None
        return next((v for v in reversed(recent) if agrees(v, gender)), recent[-1])


def agrees(voice: Voice, gender: str) -> bool:
    """True when a verb of ``gender`` can have this speaker as its subject."""
    return not gender or not voice.gender or voice.gender == gender
