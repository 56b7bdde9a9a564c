"""Who speaks: from the words of a subject to a source with its party, across the sentences of an article."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from kg.annotate.words import best
from kg.extract.statements_media import Medium
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_words import trimmed
from kg.model import PersonMention, Source
from kg.text.letters import fold

_ARTICLE = "\u0627\u0644"
_MEMORY = 6
"""Speakers back that a verb without a subject or a definite noun may point to."""
_ISSUER_REACH = 6
_APPOSITION_REACH = 7
_LONGEST = 16


class Voice(NamedTuple):
    """A speaker as found in the text: its words, the source they stand for, what agrees with verbs."""

    first: int
    last: int
    source: Source
    kind: str
    """person, organization, party or medium."""
    head: str
    """Folded lemma of the head noun, "" for a bare name."""
    gender: str
    """m, f, or "" when verbs may agree either way."""


class Speakers:
    """The speakers of one article so far, latest last."""

    def __init__(self, phrases: Phrases, home: str | None) -> None:
        self.phrases, self.tokens, self.speech = phrases, phrases.tokens, phrases.speech
        self.ann = phrases.ann
        self.voices: list[Voice] = []
        self.media: list[Source] = []
        self._longest = _longest_names(self.ann.people)
        self._codes = {self._longest[p.name]: p.code for p in reversed(self.ann.people) if p.name and p.code}
        counts = Counter(p.code for p in self.ann.parties if ":" not in p.code and p.kind != "anaphor")
        self._story = counts.most_common(1)[0][0] if counts else None
        self._home = home

    # --- from words to a voice ------------------------------------------------------------------

    def voice(self, first: int, last: int) -> Voice | None:
        """Who the phrase ``[first, last)`` stands for, None when it points to nobody known."""
        first, last = trimmed(self.tokens, first, last)
        if last <= first:
            return None
        person = self._person(first, last)
        if person is not None:
            return self._person_voice(person, first, last)
        medium = self.phrases.medium(first, last)
        if medium is not None:
            return self.medium_voice(medium)
        kind = self.phrases.head_kind(first)
        if kind == "document":
            return self._document(first, last)
        if kind == "person":
            holder = self._apposition(first, last) or self._holder(first, last)
            if holder is not None:
                return self._person_voice(holder, first, last)
        if self._vague(first, last):
            return self._back(first, last, kind or "")
        return self._nameless(first, last, kind)

    def _person(self, first: int, last: int) -> PersonMention | None:
        mention = self.phrases.person_at.get(first)
        if mention is None:
            inside = [
                p
                for p in (self.phrases.person_on.get(i) for i in range(first, last))
                if p is not None and p.name
            ]
            if not inside or (self.phrases.head_kind(first) is not None and inside[-1].last < last - 1):
                return None
            if self._nested(first, inside[-1]):
                return None
            return inside[-1]
        following = self.phrases.person_at.get(mention.last)
        if (
            following is not None
            and following.name
            and mention.name is not None
            and following.last <= last + 1
        ):
            return following
        return mention if mention.name is not None else None

    def _apposition(self, first: int, last: int) -> PersonMention | None:
        """The name that follows an office at some distance (the minister of housing, X)."""
        head = best(self.tokens[first])
        for i in range(last, min(last + _APPOSITION_REACH, len(self.tokens))):
            if self.phrases.opens_speech(i) or (
                head is not None and not head.article and self._indefinite(first, last)
            ):
                return None
            person = self.phrases.person_at.get(i)
            if person is not None and person.name is not None:
                return person if person.name_span and person.name_span.start == self.tokens[i].start else None
        return None

    def _indefinite(self, first: int, last: int) -> bool:
        """True for a noun without article, genitive or name after it: some official."""
        return not any(
            (r := best(self.tokens[i])) is not None and r.article for i in range(first, last)
        ) and not any(
            i in self.phrases.party_at and self.phrases.party_at[i].kind == "name" for i in range(first, last)
        )

    def _holder(self, first: int, last: int) -> PersonMention | None:
        """The named person of the article whose office these words repeat, with the same party if told."""
        if self._indefinite(first, last):
            return None
        code = self._party(first, last)
        lemmas = {self.phrases.head_lemma(i) for i in range(first, last) if not self._demonym(i)}
        best_so_far: PersonMention | None = None
        for mention in self.ann.people:
            if mention.name is None or mention.office_words is None:
                continue
            if code is not None and mention.code not in (None, code):
                continue
            words = {self.phrases.head_lemma(i) for i in range(mention.first, mention.last)}
            if lemmas <= words and (mention.first < first or best_so_far is None):
                best_so_far = mention
        if best_so_far is None and code is not None and self.tokens[first].form in self.speech.vague:
            earlier = [p for p in self.ann.people if p.name and p.code == code and p.first < first]
            return earlier[-1] if earlier else None
        return best_so_far

    def _demonym(self, i: int) -> bool:
        reading = best(self.tokens[i])
        return reading is not None and reading.pos == "adj" and reading.gloss[:1].isupper()

    def _nested(self, first: int, person: PersonMention) -> bool:
        """True when the person only belongs to the phrase (a source in the office of the president X)."""
        kind = self.phrases.head_kind(first)
        if kind in ("organization", "document", "medium"):
            return True
        head = best(self.tokens[first])
        return (
            kind == "person"
            and head is not None
            and not head.article
            and any(
                (b := best(self.tokens[i])) is not None and (b.pos == "prep" or b.prep)
                for i in range(first, person.first)
            )
        )

    def _person_voice(self, person: PersonMention, first: int, last: int) -> Voice:
        name = self._longest.get(person.name or "", person.name or "")
        code = person.code or self._codes.get(name) or self._party(first, last)
        head = self.phrases.head_lemma(first) if self.phrases.head_kind(first) else ""
        reading = best(self.tokens[first])
        feminine = head != "" and reading is not None and reading.gender == "f"
        source = Source(kind="person", name=name, code=code)
        return Voice(first, last, source, "person", head, "f" if feminine else "m" if head else "")

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
        code = medium.code or self._party(medium.first, medium.last)
        return known or Source(kind="organization", name=name, code=code)

    def _document(self, first: int, last: int) -> Voice | None:
        limit = min(last + _ISSUER_REACH, len(self.tokens))
        for i in range(first + 1, limit):
            if self.tokens[i].kind == "punct" or self.phrases.opens_speech(i):
                break
            issuer = self._issuer(i, limit)
            if issuer is not None:
                return issuer
        if self._definite(first):
            return self._last_issuer()
        press = any(
            a.lemma in self.speech.news for i in range(first + 1, last) for a in self.tokens[i].analyses
        )
        return self._nameless(first, last, "organization") if press else None

    def _issuer(self, i: int, limit: int) -> Voice | None:
        governed = self.tokens[i - 1].form in self.speech.issue
        prep = self.phrases.clitic(i) in self.speech.dative
        kind = self.phrases.head_kind(i)
        reading = best(self.tokens[i])
        if reading is not None and reading.pos == "adj" and i not in self.phrases.person_at:
            return None
        known = i in self.phrases.party_at or self.phrases.agency(i) is not None
        if not (governed or prep or known or kind in ("organization", "person")):
            return None
        if not self.phrases.names_somebody(i):
            return None
        return self.voice(i, self.phrases.end(i, min(i + 12, len(self.tokens))))

    def _last_issuer(self) -> Voice | None:
        recent = self.voices[-_MEMORY:]
        return next(
            (v for v in reversed(recent) if v.kind in ("organization", "party")),
            recent[-1] if recent else None,
        )

    def _definite(self, i: int) -> bool:
        reading = best(self.tokens[i])
        return reading is not None and reading.article

    def _vague(self, first: int, last: int) -> bool:
        """A definite noun with nothing that identifies it: the spokesman, the ministry, the source."""
        if not self._definite(first) or first in self.phrases.party_at:
            return False
        if self.phrases.head_kind(first) is None:
            return False
        rest = range(first + 1, last)
        return last - first == 1 or (
            last - first == 2 and all(r.pos == "adj" for i in rest if (r := best(self.tokens[i])) is not None)
        )

    def _back(self, first: int, last: int, kind: str) -> Voice | None:
        lemma = self.phrases.head_lemma(first)
        for voice in reversed(self.voices):
            if lemma == voice.head or lemma in self._lemmas(voice):
                return voice
        mention = self._office_holder(first, lemma)
        if mention is not None:
            return self._person_voice(mention, mention.first, mention.last)
        alike = [v for v in self.voices[-_MEMORY:] if v.kind == kind]
        if self.tokens[first].form in self.speech.vague and alike:
            return alike[-1]
        return self._nameless(first, last, kind)

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
        if kind in ("person", "organization") and party is None:
            last = self._extended(first, last)
        code = self._party(first, last) or self._beyond(last) or self._context()
        source = Source(kind=kind, name=self._words(first, last), code=code)
        return Voice(first, last, source, kind, self.phrases.head_lemma(first), gender)

    def _words(self, first: int, last: int) -> str:
        words = self.ann.words(first, last)
        reading = best(self.tokens[first])
        prep = self.phrases.clitic(first)
        if reading is None or not (prep or reading.conj):
            return words
        rest = words[len(reading.conj) + len(prep) :]
        return _ARTICLE + rest[1:] if reading.article and prep and not rest.startswith(_ARTICLE) else rest

    def _extended(self, first: int, last: int) -> int:
        """End of the phrase with the prepositional phrases that say whose official it is."""
        while last < len(self.tokens) and last - first < _LONGEST and self._attached(last):
            step = 1 if not self.phrases.clitic(last) else 0
            if step and not self._body(last + 1):
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

    def _beyond(self, last: int) -> str | None:
        """The party named between the phrase and what is said."""
        for i in range(last, min(last + 8, len(self.tokens))):
            if self.phrases.opens_speech(i) or self.tokens[i].text in "\u060c,.:":
                return None
            if i in self.phrases.party_at and not self.phrases.person_on.get(i):
                return self.phrases.party_at[i].code
        return None

    # --- parties -----------------------------------------------------------------------------------

    def _party(self, first: int, last: int) -> str | None:
        for i in range(first, last):
            person = self.phrases.person_at.get(i)
            if person is not None and person.code:
                return person.code
        found = [party for party in self.ann.parties if party.first < last and party.last > first]
        found.sort(key=lambda party: party.kind == "anaphor")
        return found[0].code if found else None

    def _context(self) -> str | None:
        """Whose ministry or source it is when no word tells: the paper's own state if the story is
        about it, else the state that the story names most."""
        if self._home is not None and any(p.code == self._home for p in self.ann.parties):
            return self._home
        return self._story or self._home

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


def _longest_names(people: tuple[PersonMention, ...]) -> dict[str, str]:
    """Each name to the longest name of the article that contains all its words."""
    names = sorted({p.name for p in people if p.name}, key=lambda name: (-len(name.split()), name))
    words = {name: {w.removeprefix(_ARTICLE) for w in fold(name).split()} for name in names}
    return {name: next(n for n in names if words[name] <= words[n]) for name in names}
