"""Which verbs are verbs of speech where they stand: the reading, what follows, what governs them."""

from __future__ import annotations

from kg.annotate.words import best, finite_verb
from kg.extract.statements_phrases import Phrases
from kg.lexicon.speech import ANYTHING, DOCUMENT, NEAR, OBJECT, QUOTE, STANCE, THAT, SpeechWord
from kg.model import Analysis, Token
from kg.text.forms import ALIF

_TANWIN = "\u064b"
_NEAR = 3
"""Words behind a subject in which the noun of what it says stands."""
_WINDOW = 30
"""Words after a verb of speech in which what is said must begin."""


class Verbs:
    """Judges the verbs of one article."""

    def __init__(self, phrases: Phrases) -> None:
        self.phrases, self.tokens, self.speech = phrases, phrases.tokens, phrases.speech

    def verb(self, i: int) -> tuple[SpeechWord, Analysis] | None:
        """The verb of speech at ``i`` in the third person, with its reading; not of what will be said."""
        token = self.tokens[i]
        before = self.tokens[i - 1] if i else None
        bare = token.form[1:] if token.form[:1] in self.speech.conjunction else token.form
        if token.form in self.speech.never or bare in self.speech.never:
            return None
        for reading in token.analyses:
            if reading.pos == "verb" and reading.person == "3" and reading.lemma in self.speech.verbs:
                doubtful = reading.number == "d" and token.analyses[0].pos != "verb"
                if reading.future or reading.prep or doubtful or token.text.endswith(_TANWIN):
                    return None
                if before is not None and self._unreal(before, reading):
                    return None
                return self.speech.verbs[reading.lemma], reading
        word = self.speech.forms.get(bare)
        if word is None:
            return None
        found = _unread(token, bare)
        return None if before is not None and self._unreal(before, found) else (word, found)

    def _unreal(self, before: Token, reading: Analysis) -> bool:
        first = best(before)
        if before.form in self.speech.edge or before.form in self.speech.construct:
            return True
        if first is not None and first.pos == "prep" and not first.pronoun:
            return True
        return reading.aspect == "i" and before.form in self.speech.negation

    def licensed(self, i: int, start: int, word: SpeechWord, limit: int) -> bool:
        """True when something follows that makes the verb a verb of speech."""
        if word.after & {ANYTHING, OBJECT, DOCUMENT}:
            return True
        if STANCE in word.after and any(self._stance(j) for j in range(start, min(start + _NEAR, limit))):
            return True
        if NEAR in word.after:
            if any(self.phrases.joined(j) for j in range(i + 2, start)):
                return False
            return any(self.tokens[j].form in self.speech.that for j in range(start, min(start + 2, limit)))
        for j in range(start, min(start + _WINDOW, limit)):
            token = self.tokens[j]
            if word.after & {THAT} and self.phrases.opens_speech(j):
                return True
            if word.after & {THAT, QUOTE} and (token.text == ":" or j in self.phrases.quote_end):
                return True
            if token.form in word.after or self.phrases.clitic(j) in word.after:
                return True
            if token.text in "\u061b;" or self._other_verb(j):
                break
        return False

    def _stance(self, i: int) -> bool:
        """True for a noun of what one says (call, refusal, thanks)."""
        return any(a.pos == "noun" and a.lemma in self.speech.stance for a in self.tokens[i].analyses[:2])

    def _listed(self, i: int) -> bool:
        form = self.tokens[i].form
        return form in self.speech.forms or (
            form[:1] in self.speech.conjunction and form[1:] in self.speech.forms
        )

    def opens_soon(self, start: int, limit: int) -> bool:
        """True when what is said opens within a few words, before any other verb."""
        for j in range(start, min(start + 12, limit)):
            if self.phrases.opens_speech(j):
                return self.tokens[j].form[:1] not in self.speech.conjunction
            if self._other_verb(j):
                return False
        return False

    def _other_verb(self, j: int) -> bool:
        """A finite verb that ends the search, unless it only tells who carried the words."""
        if self.tokens[j].form in self.speech.participles:
            return True
        reading = self.tokens[j].analyses[0] if self.tokens[j].analyses else None
        if reading is None or reading.pos != "verb" or reading.pronoun or j in self.phrases.person_on:
            return False
        return self.tokens[j - 1].form not in self.speech.relative and reading.lemma not in self.speech.carry

    def certain(self, i: int, start: int, limit: int) -> bool:
        """True for a likely verb; a word that is more often a noun or a preposition must be followed by
        its subject and anna."""
        if self._listed(i) or self.tokens[i].analyses[0].pos == "verb":
            return True
        found = self.verb(i)
        if found is not None and NEAR not in found[0].after and finite_verb(self.tokens, i) is not None:
            return True
        return start > i + 1 and any(
            self.tokens[j].form in self.speech.that for j in range(start, min(start + 2, limit))
        )

    def carried_by(self, word: SpeechWord, subject: int) -> bool:
        """True for the preposition (through) that looks like a verb of speech, before a medium."""
        return word.lemma in self.speech.channel and self.phrases.head_kind(subject) in ("medium", "document")

    def nested(self, i: int, first: int) -> bool:
        """True when the verb's clause is itself what somebody said (he added that X condemned)."""
        for j in range(i - 1, max(first, i - 9), -1):
            if self.tokens[j].form in self.speech.that:
                return True
            if self.tokens[j].kind == "punct":
                return False
        return False

    def describes(self, i: int) -> bool:
        """True for a participle that describes the accusative noun before it (tightened restrictions)."""
        before = best(self.tokens[i - 1]) if i else None
        if before is None or before.pos != "noun" or before.lemma.endswith(ALIF):
            return False
        return self.tokens[i - 1].form.endswith(ALIF) and not self.tokens[i].form.endswith(ALIF)

    def dull(self, token: Token) -> bool:
        """True for a word that can be no verb, participle or source phrase of speech anywhere."""
        found = self.speech.dull.get(token.text)
        if found is None:
            forms = {token.form, token.form[1:]}
            found = not (
                forms & self.speech.sources.keys()
                or forms & self.speech.participles.keys()
                or forms & self.speech.forms.keys()
                or any(
                    a.pos == "verb" and (a.lemma in self.speech.verbs or a.lemma in self.speech.learn)
                    for a in token.analyses
                )
            )
            self.speech.dull[token.text] = found
        return found

    def saying(self, first: int, limit: int) -> bool:
        """True when a masdar such as «his saying» follows: words are ascribed, not a deed."""
        return any(
            a.pronoun and a.lemma in self.speech.masdars
            for t in self.tokens[first : min(first + 8, limit)]
            for a in t.analyses
        )

    def opens(self, start: int, limit: int) -> bool:
        return any(self.phrases.opens_speech(j) for j in range(start, min(start + _WINDOW, limit)))


def _unread(token: Token, form: str) -> Analysis:
    """The reading of a listed form that the morphology does not know as this verb."""
    aspect = next((a.aspect for a in token.analyses if a.pos == "verb" and a.person == "3"), "p")
    return Analysis(lemma=form, pos="verb", stem=form, aspect=aspect, person="3")
