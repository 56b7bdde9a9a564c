"""Where the subject of a verb of speech is: after it, before it, behind a relative or an auxiliary."""

from __future__ import annotations

from kg.annotate.names import TANWIN
from kg.annotate.words import best, finite_verb
from kg.extract.statements_media import Media
from kg.extract.statements_words import CLOSE, COMMAS, NOMINAL, OPEN, SEMICOLONS, STRONG
from kg.text.forms import ALIF, FEMININE_PLURAL, HA, OBLIQUE, SOUND_PLURALS, YA

_OBLIQUE = (OBLIQUE, YA)
_FEMININE = (HA, FEMININE_PLURAL)
_SPEAKING = frozenset(("people", "office", "organ", "group"))
_PEOPLE = (SOUND_PLURALS[0], OBLIQUE)
_GENITIVE = 4
"""Words of a prepositional phrase between a subject and its verb."""
REACH = 14
"""Words between a verb and a subject that does not follow it at once."""


class Phrases(Media):
    """Finds the subjects of verbs of speech in one article."""

    def names_somebody(self, i: int) -> bool:
        """True when a phrase that starts at ``i`` can speak: a person, a party, a medium, a known head."""
        return (
            i in self.person_at
            or (i in self.party_at and self.party_at[i].kind != "anaphor")
            or self.head_kind(i) is not None
            or self.agency(i) is not None
            or self.name(i) is not None
        )

    def speaks(self, i: int) -> bool:
        """True for a noun in no list of speech that can speak: a party, a name, a kind of people."""
        token, first = self.tokens[i], best(self.tokens[i])
        if (
            (i in self.party_at and self.party_at[i].kind != "anaphor")
            or token.kind == "latin"
            or token.text in OPEN
        ):
            return True
        if token.form in self.lexicon.people.kinds["stop"] or TANWIN in token.text:
            return False
        if first is None or any(a.pos == "prep" and a.pronoun for a in token.analyses):
            return False
        if first.pos == "noun_prop" or self.lexicon.people.head_of(token.form) is not None:
            return not first.pronoun
        if first.pos == "adj" and not token.form.endswith(ALIF):
            manner = token.form.endswith(HA) and not (first.article or first.gloss[:1].isupper())
            return not manner  # she says jokingly
        if i + 2 < len(self.tokens) and self.tokens[i + 1].form in self.speech.within:
            return self.head_kind(i + 2) is not None or self.speaks(i + 2)  # a number of traders
        people = self.lexicon.heads.get(first.lemma) in _SPEAKING
        return first.pos == "noun" and (people or (first.number == "p" and token.form.endswith(_PEOPLE)))

    def subject_after(self, verb: int, limit: int, *, loose: bool) -> tuple[int, int] | None:
        """The subject that follows the verb at ``verb``; ``loose`` accepts any definite noun."""
        j = verb + 1
        while j < limit:
            token = self.tokens[j]
            if j in self.person_at and not self.clitic(j):
                return j, self.end(j, limit)
            if self.opens_speech(j) or token.text in STRONG:
                return None
            step = self._skipped(j, limit)
            if step:
                j += step
                continue
            if token.kind == "punct":
                if j in self.quote_end:
                    return j, self.end(j, limit)
                return None
            if self._governed(j) or token.form in self.speech.edge:
                return self._after_phrase(j, limit)
            if self._is_object(verb, j) or token.form in self.speech.participles:
                return None
            if self.names_somebody(j) or (loose and self._nominal(j)):
                return j, self.end(j, limit)
            return None
        return None

    def _is_object(self, verb: int, j: int) -> bool:
        """True when the noun at ``j`` cannot be the subject of the verb before it: an oblique ending, or
        a verb that shows another gender or a plural subject of its own."""
        forms = [a for a in self.tokens[verb].analyses if a.pos == "verb" and a.person == "3"]
        nouns = [a for a in self.tokens[j].analyses if a.pos in NOMINAL]
        if not forms or not nouns or j in self.person_at or nouns[0].pos == "noun_prop":
            return bool(forms) and all(a.number == "p" for a in forms)
        if all(a.number == "p" for a in forms):
            return True
        written = self.tokens[j].text
        if written.endswith(_OBLIQUE) and all(a.number in ("d", "p") for a in nouns):
            return True
        if nouns[0].article and nouns[0].number == "p" and self._oblique_adjective(j + 1):
            return True
        if j > verb + 1 or (j in self.party_at and self._is_state(j)):
            return False
        if all(a.gender == "m" for a in forms):
            return self.tokens[j].form.endswith(_FEMININE) and all(a.gender == "f" for a in nouns)
        return all(a.gender == "f" for a in forms) and all(a.gender == "m" and a.number == "s" for a in nouns)

    def _is_state(self, j: int) -> bool:
        """True for the name of a state, whose gender words do not show."""
        party = self.party_at[j]
        return party.kind == "capital" or (
            party.kind == "name" and self.lexicon.classes.get(party.code, "State") == "State"
        )

    def _oblique_adjective(self, j: int) -> bool:
        if j >= len(self.tokens) or not self.tokens[j].text.endswith(_OBLIQUE[0]):
            return False
        first = best(self.tokens[j])
        return first is not None and first.pos == "adj" and first.article and first.number in ("d", "p")

    def _skipped(self, j: int, limit: int) -> int:
        token = self.tokens[j]
        if (
            token.text in COMMAS
            or self.passes(j)
            or self.pointing(j)
            or (self.clitic(j) and token.form[1:] in self.speech.this)
        ):
            return 1
        if token.text == "(":
            return self._bracket(j, limit)
        medium = self.medium(j, limit)
        return medium.last - j if medium is not None and medium.prep[-1:] in self.speech.dative else 0

    def pointing(self, j: int) -> bool:
        """True for a preposition with a pronoun (in it, to them)."""
        first = best(self.tokens[j])
        if first is None or first.pos != "prep":
            return False
        return bool(first.pronoun) or len(self.tokens[j].form) > len(first.conj) + len(first.lemma)

    def _nominal(self, j: int) -> bool:
        first = best(self.tokens[j])
        usable = self.tokens[j].form not in self.speech.edge
        return usable and first is not None and first.pos in NOMINAL and not first.pronoun

    def _governed(self, j: int) -> bool:
        first = best(self.tokens[j])
        return first is not None and (first.pos == "prep" or bool(self.clitic(j)))

    def _after_phrase(self, j: int, limit: int) -> tuple[int, int] | None:
        """A subject behind a prepositional phrase: a person after a mark or a word of time."""
        for k in range(j + 1, min(j + REACH, limit)):
            if self.opens_speech(k) or self.tokens[k].text in STRONG:
                return None
            person = self.person_at.get(k)
            if person is None or self.clitic(k):
                continue
            before = self.tokens[k - 1]
            if before.text in COMMAS or before.text in CLOSE or self.passes(k - 1):
                return k, self.end(k, limit)
            return None
        return None

    def subject_before(self, verb: int, start: int) -> tuple[int, int] | None:
        """The subject that precedes the verb: antecedent of a relative, after kana, or clause-initial."""
        if verb - 1 >= start and self._relative(verb - 1):
            return self._antecedent(verb - 1, start)
        k = verb - 1
        while k >= max(start, verb - 2 * REACH):
            token = self.tokens[k]
            if self.opens_speech(k) or (token.text in STRONG and token.text not in SEMICOLONS):
                break
            if (self._without_and(token.form),) in self.speech.open and k < verb - 1:
                break
            if (
                any(a.lemma in self.speech.was and a.pos == "verb" for a in token.analyses[:2])
                and k + 1 < verb
            ):
                return self.subject_after(k, verb, loose=False)
            if k < verb - 1 and self._taken(k):
                return None
            k -= 1
        return self._initial(k + 1, verb)

    def _taken(self, k: int) -> bool:
        """True for a verb between kana and the verb of speech, no relative clause: it has the subject."""
        first = best(self.tokens[k])
        return (
            first is not None
            and first.pos == "verb"
            and k not in self.person_on
            and not self._relative(k - 1)
            and self.head_kind(k + 1) != "document"
            and finite_verb(self.tokens, k) is not None
        )

    def relates(self, i: int, gender: str) -> bool:
        """False for a relative pronoun at ``i`` of another gender than its verb: the antecedent is no
        subject (the countries of which he said)."""
        first = best(self.tokens[i])
        return not self._relative(i) or not gender or first is None or first.gender in ("", gender)

    def _relative(self, i: int) -> bool:
        return self.tokens[i].form in self.speech.relative

    def _antecedent(self, relative: int, start: int) -> tuple[int, int] | None:
        stop = relative
        while stop > start and self.tokens[stop - 1].text in COMMAS:
            stop -= 1
        if stop - 1 in self.person_on:
            person = self.person_on[stop - 1]
            return person.first, person.last
        for k in range(max(start, stop - REACH), stop):
            if self.names_somebody(k) and self.end(k, stop) == stop:
                return k, stop
        return None

    def _initial(self, k: int, verb: int) -> tuple[int, int] | None:
        k = self.skip_openers(k, verb)
        if k >= verb or self._governed(k) or not self.names_somebody(k):
            return None
        if finite_verb(self.tokens, k) is not None and k not in self.person_at and k not in self.party_at:
            return None
        stop = self.end(k, verb)
        gap = range(stop, verb)
        if all(self.passes(j) or self.tokens[j].kind == "punct" for j in gap):
            return k, stop
        if len(gap) <= _GENITIVE and self._governed(stop) and not any(self._verbal(j) for j in gap):
            return k, stop
        if len(gap) <= REACH and gap and (self.tokens[stop].text in COMMAS or self._relative(stop)):
            return k, stop
        return None

    def _verbal(self, j: int) -> bool:
        first = best(self.tokens[j])
        return self.tokens[j].kind == "punct" or (first is not None and first.pos == "verb")

    def skip_openers(self, k: int, limit: int) -> int:
        """Past commas, conjunctions and discourse openers (for his part, meanwhile)."""
        while k < limit:
            for size in (4, 3, 2, 1):
                words = tuple(t.form for t in self.tokens[k : k + size])
                bare = (self._without_and(words[0]), *words[1:])
                if (words in self.speech.open or bare in self.speech.open) and k + size <= limit:
                    k += size
                    break
            else:
                token = self.tokens[k]
                if (
                    token.text in COMMAS
                    or token.form in self.speech.conjunction
                    or (token.kind == "punct" and k not in self.quote_end)
                ):
                    k += 1
                    continue
                return k
        return k
