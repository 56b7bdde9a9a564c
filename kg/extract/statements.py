"""Attributed speech: who says what, through whom, when.

Verbs of speech in verb-first and noun-first order, participles that go on with them, phrases that name
a source, and the media that carried the words. The words are data (``speech.tsv``); here is the order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.annotations import Annotations
from kg.annotate.country import Country
from kg.annotate.words import best, finite_verb
from kg.extract.statement import Statement
from kg.extract.statements_carriers import Carriers, carry, prefaced, relayed
from kg.extract.statements_content import content_of, evidence_of, said_on
from kg.extract.statements_formulas import Formulas, Found
from kg.extract.statements_people import Voice
from kg.extract.statements_phrases import Phrases
from kg.extract.statements_sources import Sources
from kg.extract.statements_speakers import Speakers, agrees
from kg.extract.statements_verbs import Verbs
from kg.lexicon.homes import home_of
from kg.lexicon.speech import ANYTHING, DOCUMENT, OBJECT, THAT, SourcePhrase, SpeechWord
from kg.model import Analysis, Sentence, Source
from kg.text.forms import ALIF, HA

if TYPE_CHECKING:
    from kg.lexicon import Lexicon


_TELLING = frozenset(("say", "announce", "report", "reveal", "explain", "deny", "claim"))
"""Acts that are nothing but words; the others are deeds when a state as a whole does them."""


def find_statements(ann: Annotations, lexicon: Lexicon) -> tuple[Statement, ...]:
    """All attributed statements of the article, in the order of their cues."""
    return _Finder(ann, lexicon).run()


def home(ann: Annotations, lexicon: Lexicon) -> str | None:
    """The home state of the article's medium, if known."""
    states = {code for code, kind in lexicon.classes.items() if kind == "State"}
    return home_of(ann.article.source, ann.article.url, lexicon.homes, states)


class _Finder:
    def __init__(self, ann: Annotations, lexicon: Lexicon) -> None:
        self.ann, self.tokens, self.speech = ann, ann.tokens, lexicon.speech
        self.phrases = Phrases(ann, lexicon)
        self.verbs = Verbs(self.phrases)
        self.sources = Sources(self.phrases, self.verbs)
        self.formulas = Formulas(self.phrases, self.verbs)
        self.speakers = Speakers(
            self.phrases, Country(ann.tokens, ann.sentences, lexicon, home(ann, lexicon), ann.places)
        )
        self.carriers = Carriers(self.phrases, self.speakers)
        self.found: list[Statement] = []
        self.pending: Source | None = None
        self.before, self.spoke = Sentence(0, 0, 0, 0), False
        """The sentence before, and whether somebody spoke in it."""
        self.local: list[tuple[int, Voice]] = []
        """Cue and speaker of the current sentence's statements."""

    def run(self) -> tuple[Statement, ...]:
        for sentence in self.ann.sentences:
            self.local, start = [], len(self.found)
            used: set[int] = set()
            i = sentence.first
            while i < sentence.last:
                i = max(self._at(i, sentence, used), i + 1)
            prefaced(self.found, start, self.pending)
            self.pending = None
            relayed(self.found, start, self.speakers.media)
            self.carriers.of(self.found, start, sentence, used)
            self.before, self.spoke = sentence, len(self.found) > start
        self.carriers.orphans(self.found)
        return tuple(self.found)

    def _at(self, i: int, sentence: Sentence, used: set[int]) -> int:
        """Read what token ``i`` cues, if anything; returns where to go on."""
        token = self.tokens[i]
        if i in self.phrases.quoted or (
            i > sentence.first and (token.kind != "word" or self.verbs.dull(token))
        ):
            return i + 1
        formula = self.formulas.at(i, sentence)
        if formula is not None:
            return self._formula(formula, sentence, used)
        if token.kind != "word" or self.verbs.dull(token):
            return i + 1
        source = self.sources.phrase(i)
        if source is not None:
            return self._source(i, source, sentence, used)
        if self.phrases.in_name(i):
            return i + 1
        participle = self.speech.participles.get(token.form) or self.speech.participles.get(token.form[1:])
        if participle is not None and self._is_participle(i, participle, sentence):
            self._inherited(i, participle, sentence)
            return i + 1
        verb = None if i in self.phrases.person_on else self.verbs.verb(i)
        if verb is not None:
            self._spoken(i, *verb, sentence, used)
        return i + 1

    def _formula(self, found: Found, sentence: Sentence, used: set[int]) -> int:
        """A headline, a paper that learned something, a sentence that tells whose the words were."""
        voice = self.speakers.voice(*found.speaker)
        if voice is not None:
            carrier = self.speakers.voice(*found.carrier) if found.carrier else None
            via = (carrier.source,) if carrier is not None else ()
            word = SpeechWord("", "report" if voice.kind == "medium" else "say", frozenset(), False)
            self._add(*found.cue, word, voice, sentence, "formula", via=via)
            for first, last in (found.speaker, found.carrier or found.speaker):
                used.update(range(first, last))
        return found.cue[1]

    # --- verbs ------------------------------------------------------------------------------------

    def _spoken(
        self, i: int, word: SpeechWord, reading: Analysis, sentence: Sentence, used: set[int]
    ) -> None:
        limit = sentence.last
        carried = word.lemma in self.speech.carry
        if carried and reading.pronoun:
            return
        after = self.phrases.subject_after(i, limit, loose=ANYTHING in word.after)
        start = self.speakers.told_until(*after) if after else i + 1
        weak = (
            reading.pronoun
            or self.tokens[i - 1].form in self.speech.relative
            or (ANYTHING not in word.after and (reading.aspect == "i" or self._nested(i, sentence.first)))
        )
        if not self.verbs.certain(i, start, limit) or (after and self.verbs.carried_by(word, after[0])):
            return
        written = after is not None and self.phrases.head_kind(after[0]) == "document"
        written = written and not weak and word.act == "report"
        opens = self.verbs.opens_soon(start, limit) if weak else self.verbs.licensed(i, start, word, limit)
        if not (opens or written):
            return
        if carried and self._quoting(i, word, after, start, limit, used):
            return
        if DOCUMENT in word.after:
            self._document(i, word, start, limit, sentence, used)
            return
        voice = self._subject(i, word, reading, after, sentence)
        voice = self.speakers.through(voice, i, limit) if voice is not None else None
        if voice is not None and voice.kind == "medium" and self.local and self.phrases.pointing(i + 1):
            carry(self.found, voice.source, i)  # sources to whom the paper spoke
            used.update(range(voice.first, voice.last))
            return
        if voice is not None and not self._deed(voice, word, start, limit):
            self._add(i, i + 1, word, voice, sentence, "verb")
            used.update(range(voice.first, voice.last))

    def _nested(self, i: int, first: int) -> bool:
        """True for a verb inside what somebody said, unless a medium reports what its speaker said."""
        relayed = bool(self.local) and self.local[-1][1].kind == "medium"
        return not relayed and self.verbs.nested(i, first)

    def _deed(self, voice: Voice, word: SpeechWord, start: int, limit: int) -> bool:
        """True for a state that condemns, asks or promises: it acts; its words would follow a that."""
        if word.act in _TELLING or not self.speakers.is_state(voice):
            return False
        return not self.verbs.opens_soon(start, limit)

    def _quoting(
        self, i: int, word: SpeechWord, after: tuple[int, int] | None, start: int, limit: int, used: set[int]
    ) -> bool:
        """Naqalat X an Y: Y speaks, X carries."""
        back = next(
            (j for j in range(i + 1, min(start + 3, limit)) if self.tokens[j].form in self.speech.back), None
        )
        if back is not None and after is not None and (quoted := self.speakers.last()) is not None:
            carrier = self.speakers.voice(*after)
            if carrier is not None and carrier.kind == "medium":
                self._add(
                    i, i + 1, word, quoted, Sentence(i, limit, 0, 0), "quoted-by", via=(carrier.source,)
                )
                used.update(range(i, after[1]))
                return True
        source = next(
            (j for j in range(i + 1, min(start + 8, limit)) if self.tokens[j].form in word.after), None
        )
        if source is None or source + 1 >= limit or word.after & {ANYTHING, OBJECT, THAT}:
            return False
        end = self.phrases.end(source + 1, limit)
        if self.tokens[source].form not in self.speech.issue and not self.verbs.saying(end, limit):
            return False
        speaker = self.speakers.voice(source + 1, end)
        if speaker is None:
            return False
        carrier = self.speakers.voice(*after) if after and after[0] < source else None
        sentence = Sentence(i, limit, 0, 0)
        self._add(i, i + 1, word, speaker, sentence, "quoted-by", via=(carrier.source,) if carrier else ())
        used.update(range(i, speaker.last))
        return True

    def _document(
        self, i: int, word: SpeechWord, start: int, limit: int, sentence: Sentence, used: set[int]
    ) -> None:
        for j in range(i + 1, min(i + 5, limit - 1)):
            if self.phrases.head_kind(j) in ("document", "medium") or self.phrases.agency(j):
                voice = self.speakers.voice(j, self.phrases.end(j, limit))
                if voice is not None and self.verbs.opens(j, limit):
                    self._add(i, i + 1, word, voice, sentence, "verb")
                    used.update(range(j, max(voice.last, j + 1)))
                return
            if self.phrases.opens_speech(j):
                return

    def _subject(
        self, i: int, word: SpeechWord, reading: Analysis, after: tuple[int, int] | None, sentence: Sentence
    ) -> Voice | None:
        if after is not None:
            return self.speakers.voice(*after)
        gender = reading.gender if reading.number != "d" else ""
        if word.more and self.local:
            return self.local[-1][1]
        before = self.phrases.subject_before(i, sentence.first)
        if before is not None and self.phrases.relates(i - 1, gender):
            return self.speakers.voice(*before)
        if word.after == {OBJECT} and not self.local:
            return None  # she upheld the judgements: a deed of somebody told further up
        return self._dropped(i, gender, sentence, more=word.more)

    def _dropped(self, i: int, gender: str, sentence: Sentence, *, more: bool) -> Voice | None:
        """The speaker of a verb without a subject: of this sentence, its main subject, or the last one."""
        if self.local and agrees(self.local[-1][1], gender):
            return self.local[-1][1]
        told = self._told_in(i)
        if told is not None:
            return told
        main = None if more else self._main(sentence, i)
        if main is not None and agrees(main, gender):
            return main
        before = None if more or self.spoke else self._main(self.before, self.before.last)
        if before is not None and before.kind == "person" and agrees(before, gender):
            return before
        return self.speakers.last(gender)

    def _told_in(self, i: int) -> Voice | None:
        """The person right before a verb whose pronoun means his words (remarks of X in which he said)."""
        person = self.phrases.person_on.get(i - 1)
        after = best(self.tokens[i + 1]) if i + 1 < len(self.tokens) else None
        inside = after is not None and after.pos == "prep" and bool(after.pronoun)
        named = person is not None and person.name is not None and person.last == i
        return (
            self.speakers.voice(person.first, person.last)
            if inside and named and person is not None
            else None
        )

    def _main(self, sentence: Sentence, limit: int) -> Voice | None:
        """The subject of the sentence's first verb, if it can speak."""
        for i in range(sentence.first, min(limit, sentence.first + 12)):
            if i in self.phrases.person_on or self.tokens[i].form in self.speech.participles:
                return None
            if self.tokens[i].form not in self.speech.edge and finite_verb(self.tokens, i) is not None:
                found = self.phrases.subject_after(i, limit, loose=False)
                return self.speakers.voice(*found) if found else None
        return None

    # --- participles ------------------------------------------------------------------------------

    def _is_participle(self, i: int, word: SpeechWord, sentence: Sentence) -> bool:
        if self.tokens[i].text.endswith(HA) or (i == sentence.first and not self.speakers.voices):
            return False
        if self.verbs.describes(i):
            return False
        following = range(i + 1, min(i + 4, sentence.last))
        if any(self.phrases.opens_speech(j) for j in following):
            return True
        if ANYTHING in word.after:
            main = self._main(sentence, i)
            return self.tokens[i - 1].kind == "punct" or (main is not None and main.last == i)
        return any(
            self.tokens[j].form in word.after or self.phrases.clitic(j) in word.after for j in following
        )

    def _inherited(self, i: int, word: SpeechWord, sentence: Sentence) -> None:
        form = self.tokens[i].form
        gender = "m" if form.endswith(ALIF) else "f" if form.endswith(HA) else ""
        voice = self._dropped(i, gender, sentence, more=False)
        if voice is not None:
            self._add(i, i + 1, word, voice, sentence, "participle")

    # --- phrases that name a source -----------------------------------------------------------------

    def _pointed_back(self, first: int, last: int) -> Voice | None:
        """The last speaker, if «about him» before the medium says that it carried that speaker's words."""
        back = any(self.tokens[k].form in self.speech.back for k in range(first, last))
        return self.speakers.last() if back else None

    def _source(self, i: int, source: tuple[SourcePhrase, int], sentence: Sentence, used: set[int]) -> int:
        phrase, j = source
        found = self.sources.in_clause(j, sentence) if phrase.clause else self.sources.named(j, sentence)
        if found is None:
            return i + 1
        voice = self.speakers.voice(*found)
        if voice is None:
            return found[1]
        if found[0] in self.phrases.quote_end and voice.kind != "person":
            voice = voice._replace(kind="medium")
        used.update(range(i, found[1]))
        word = SpeechWord("", "report" if voice.kind == "medium" else "say", frozenset(), False)
        if (
            voice.kind == "person"
            and phrase.words[-1] in self.speech.mouth
            and self._replaced(i, voice, found)
        ):
            return found[1]
        if voice.kind == "medium" and self.local:
            carry(self.found, voice.source, i)
        elif voice.kind == "medium" and (quoted := self._pointed_back(j, found[0])) is not None:
            self._add(i, j, word, quoted, sentence, "source", via=(voice.source,))
        elif voice.kind == "medium":
            self.pending = voice.source
            self._add(i, j, word, voice, sentence, "source")
        elif (
            phrase.words[0] in self.sources.quoting()
            and self.found
            and self.local
            and self.local[-1][1].kind == "medium"
        ):
            carrier = self.local[-1][1].source
            self.found[-1] = replace(
                self.found[-1], speaker=voice.source, speaker_words=found, via=(carrier,)
            )
            self.local[-1] = (i, voice)
        else:
            self._add(i, j, word, voice, sentence, "source")
        return found[1]

    def _replaced(self, i: int, voice: Voice, words: tuple[int, int]) -> bool:
        """A body said by the mouth of its spokesman: he speaks."""
        if not self.local or self.local[-1][1].kind not in ("organization", "party"):
            return False
        self.found[-1] = replace(self.found[-1], speaker=voice.source, speaker_words=words)
        self.local[-1] = (i, voice)
        self.speakers.remember(voice)
        return True

    # --- statements -----------------------------------------------------------------------------------

    def _add(
        self,
        first: int,
        last: int,
        word: SpeechWord,
        voice: Voice,
        sentence: Sentence,
        rule: str,
        via: tuple[Source, ...] = (),
    ) -> None:
        content, quoted = content_of(self.ann, self.phrases, first, last, voice, sentence, rule)
        self.found.append(
            Statement(
                speaker=voice.source,
                speaker_words=(voice.first, voice.last),
                act=word.act,
                cue=(first, last),
                content=content,
                via=via,
                said_on=said_on(self.ann, last, content, sentence),
                quoted=quoted,
                evidence=evidence_of(first, last, voice, content, sentence),
                rule=rule,
            )
        )
        self.local.append((first, voice))
        self.speakers.remember(voice)
