"""Single words and noun phrases around speech: heads, clitics, what opens speech, where a phrase ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.annotations import Annotations
from kg.annotate.names import name_at, skip_titles
from kg.annotate.words import best
from kg.model import Analysis, PersonMention, Token
from kg.text.forms import ALIF, ARTICLE
from kg.text.letters import fold

if TYPE_CHECKING:
    from kg.lexicon import Lexicon
    from kg.lexicon.grammar import Agency
    from kg.lexicon.names import NameHit

NAME_QUOTE = 5
"""Quotations of at most so many words are names or scare quotes, not speech."""
NOMINAL = frozenset(("noun", "adj", "noun_prop", "num"))
COMMAS = frozenset(",-\u060c\u2013\u2014")
STRONG = frozenset(":;.!?\u061b\u061f\u2026")
SEMICOLONS = frozenset(";\u061b")
OPEN, CLOSE = frozenset('«"“”([{‘'), frozenset('»"”“)]}’')

_STOP_POS = frozenset(("prep", "conj", "part", "pron"))
_OURS = ("1", "2")
"""Persons of pronouns that the nouns of news hardly ever carry."""
_BRACKET = 7
_SHORTEST_WORD = 4
_LONGEST_NAME, _MIDDLE_NAME, _SHORTEST_NAME = 9, 4, 2
_SHORTEST_SPEECH = 3


class Words:
    """Asks about the words of one article."""

    def __init__(self, ann: Annotations, lexicon: Lexicon) -> None:
        self.ann, self.tokens, self.lexicon = ann, ann.tokens, lexicon
        self.speech, self.agencies = lexicon.speech, lexicon.agencies
        self.name_words = {
            w.removeprefix(ARTICLE) for p in ann.people if p.name for w in fold(p.name).split() if len(w) > 3
        }
        """Words of the names told so far, without article."""
        self._name_at: dict[int, tuple[int, int] | None] = {}
        self._agency_at: dict[int, tuple[int, str, str | None, str] | None] = {}
        self.person_at: dict[int, PersonMention] = {}
        self.person_on: dict[int, PersonMention] = {}
        for person in ann.people:
            self.person_at.setdefault(person.first, person)
            for i in range(person.first, person.last):
                self.person_on[i] = person
        self.time_on = {i for time in ann.times for i in range(time.first, time.last)}
        self.party_at = {party.first: party for party in ann.parties}
        self.quote_end = {first - 1: last for first, last in ann.quotes}
        self.speech_quotes = tuple(q for q in ann.quotes if q[1] - q[0] > NAME_QUOTE or self._tells(*q))
        self.quoted_from = frozenset(first for first, _ in self.speech_quotes)
        self.quoted = frozenset(i for first, last in self.speech_quotes for i in range(first, last))

    def _tells(self, first: int, last: int) -> bool:
        """True for a short quotation with a verb: speech, not a name."""
        verbs = (i for i in range(first, last) if (r := best(self.tokens[i])) is not None and r.pos == "verb")
        return last - first >= _SHORTEST_SPEECH and any(self.tokens[i].analyses[0].person for i in verbs)

    def head_kind(self, i: int) -> str | None:
        """What kind of speaker the noun at ``i`` can be the head of, None for other words."""
        for reading in self.tokens[i].analyses:
            if (
                reading.pos in NOMINAL
                and reading.lemma in self.speech.heads
                and reading.pronoun[:1] not in _OURS
            ):
                return self.speech.heads[reading.lemma]
        return "person" if self._titled(i) else None

    def _titled(self, i: int) -> bool:
        """True for an office or a calling with the article, in no list of speech (the film director)."""
        token, first = self.tokens[i], best(self.tokens[i])
        if first is None or first.pos not in NOMINAL or not first.article:
            return False
        return self.lexicon.people.head_of(token.form) is not None and i not in self.party_at

    def head_lemma(self, i: int) -> str:
        """The lemma under which the noun at ``i`` is a head, else that of its best reading."""
        token = self.tokens[i]
        for reading in token.analyses:
            if reading.pos in NOMINAL and reading.lemma in self.speech.heads:
                return reading.lemma
        return token.analyses[0].lemma if token.analyses else token.form

    def clitic(self, i: int) -> str:
        """The preposition written onto the word at ``i``, else ""."""
        token = self.tokens[i]
        if not token.analyses:
            return ""
        known = self.agency(i)
        if known is not None:
            return known[3]
        person = self.person_at.get(i)
        named = person.name_span if person is not None else None
        if named is not None and named.start == token.start:
            return ""
        if named is not None and token.start < named.start < token.end:
            return fold(token.text[: named.start - token.start]).rstrip()[-1:]
        if person is not None and person.office is None and self._is_name(token):
            return ""
        first = token.analyses[0]
        if first.prep or len(first.conj) + len(first.stem) >= len(token.form):
            return first.prep
        # a reading that swallows the letter (emphatic la) hides the one with the preposition
        return next((a.prep for a in token.analyses if a.prep and a.lemma == first.lemma), "")

    def name(self, i: int) -> tuple[int, int] | None:
        """Tokens of a personal name of two words or more at ``i``, behind titles, that no office made
        known: only where a speaker is expected, for there an unknown word may be a name."""
        if i not in self._name_at:
            self._name_at[i] = self._bare_name(i)
        return self._name_at[i]

    def _bare_name(self, i: int) -> tuple[int, int] | None:
        named = i in self.party_at and self.party_at[i].kind != "demonym"
        if i >= len(self.tokens) or i in self.person_on or named or self.agency(i) is not None:
            return None
        end = min(i + _LONGEST_NAME, len(self.tokens))
        begin = skip_titles(self.tokens, i, end, self.lexicon)
        if begin == i and (nation := self.lexicon.parties.longest(self.tokens, i)) is not None:
            begin = i + nation.length if nation.value.kind == "demonym" and not nation.prep else i
        if begin >= end or begin in self.person_on or (begin == i and self.head_kind(i) is not None):
            return None
        last = name_at(self.tokens, begin, end, self.lexicon, expected=True)
        if last == begin and self._unknown(begin) and begin + 1 < end and self._unknown(begin + 1):
            last += 1
        if last - begin == 1 and self._family(begin):
            last += 1
        while begin < last < end and last - begin < _MIDDLE_NAME and self._unknown(last):
            last += 1
        while last > begin and (self.passes(last - 1) or self.opens_speech(last - 1)):
            last -= 1
        named = all(self._name_like(j) for j in range(begin, last))
        if not named or last == begin or (last - begin < _SHORTEST_NAME and not self._proper(begin)):
            return None
        self.name_words.update(t.form.removeprefix(ARTICLE) for t in self.tokens[begin:last])
        return begin, last

    def _family(self, i: int) -> bool:
        """True for a given name before one word with the article that ends its phrase (Ahmad the Old)."""
        if self.tokens[i].form not in self.lexicon.people.given or i + 2 >= len(self.tokens):
            return False
        family, after = best(self.tokens[i + 1]), best(self.tokens[i + 2])
        ends = after is None or bool(after.prep or after.conj) or after.pos not in NOMINAL
        return family is not None and family.article and i + 1 not in self.party_at and ends

    def _proper(self, i: int) -> bool:
        """True for a single word that can only be a proper name, and of no place, or that was told as
        part of a name."""
        token, first = self.tokens[i], best(self.tokens[i])
        if first is None or first.conj or first.prep or first.pronoun or len(token.form) < _SHORTEST_WORD:
            return False
        if token.form.removeprefix(ARTICLE) in self.name_words:
            return True
        sure = all((a.pos == "noun_prop" and not a.pronoun) or a.prep or a.conj for a in token.analyses)
        sure = sure and first.pos == "noun_prop"
        return sure and self.lexicon.places.longest(self.tokens, i) is None

    def _unknown(self, i: int) -> bool:
        """True for a word that the morphology does not know, or knows as part of a foreign name."""
        token, first = self.tokens[i], best(self.tokens[i])
        if token.kind != "word" or first is None or i in self.party_at or token.form in self.speech.skip:
            return False
        return not any(a.gloss for a in token.analyses) or (
            first.pos == "noun_prop"
            and first.prep != ""
            and first.stem not in self.lexicon.people.given
            and self.lexicon.places.longest(self.tokens, i) is None
        )

    def _name_like(self, i: int) -> bool:
        """True for a word that is no plain noun or adjective: a known name, a particle, an unknown word."""
        token, people = self.tokens[i], self.lexicon.people
        if token.form in people.given or token.form in people.particles:
            return True
        if i and self.tokens[i - 1].form in people.given and token.form.startswith(ARTICLE):
            return True
        return any(a.pos == "noun_prop" or not a.gloss for a in token.analyses)

    def _is_name(self, token: Token) -> bool:
        first = token.analyses[0]
        return first.pos == "noun_prop" and not first.prep

    def opens_speech(self, i: int) -> bool:
        """True for inna/anna, a colon, and the mark that opens a quotation of more than a name."""
        token = self.tokens[i]
        if token.form in self.speech.that:
            return not self._acronym(i) and not (i and self.tokens[i - 1].form in self.speech.unthat)
        if token.kind != "punct":
            return False
        return token.text == ":" or i + 1 in self.quoted_from

    def _acronym(self, i: int) -> bool:
        """True for a word that a stop without blanks joins to the next (N.B.C.)."""
        dot = self.tokens[i + 1] if i + 2 < len(self.tokens) else None
        return (
            dot is not None
            and dot.text == "."
            and self.tokens[i].end == dot.start
            and self.tokens[i + 2].start == dot.end
        )

    def passes(self, i: int) -> bool:
        """True for words of time and adverbs, which may stand between a verb and its subject."""
        token = self.tokens[i]
        return i in self.time_on or token.form in self.speech.skip or token.kind == "number"

    def agency(self, i: int) -> tuple[int, str, str | None, str] | None:
        """Length, name, code and clitic of a known medium that starts at ``i``."""
        if i not in self._agency_at:
            self._agency_at[i] = self._agency(i)
        return self._agency_at[i]

    def _agency(self, i: int) -> tuple[int, str, str | None, str] | None:
        doubtful = self.speech.media.longest(self.tokens, i)
        if doubtful is not None and self._told_medium(i, doubtful.length):
            return (doubtful.length, *doubtful.value, doubtful.prep)
        known = self.agencies.longest(self.tokens, i) or self._inner_quotes(i)
        if known is None or (doubtful is not None and doubtful.length >= known.length):
            return None
        return known.length, known.value.name, known.value.code or None, known.prep

    def _told_medium(self, i: int, length: int) -> bool:
        """True when a medium word stands before the name or begins it, or quotation marks enclose it."""
        if self.head_kind(i) == "medium" or (i and self.head_kind(i - 1) == "medium"):
            return True
        end = min(i + length, len(self.tokens) - 1)
        return i > 0 and self.tokens[i - 1].text in OPEN and self.tokens[end].text in CLOSE

    def _inner_quotes(self, i: int) -> NameHit[Agency] | None:
        """A known name with marks round its later words (Jawhara "FM")."""
        if i + 2 >= len(self.tokens) or self.tokens[i + 1].text not in OPEN or self.head_kind(i) == "medium":
            return None
        window = self.tokens[i : i + _LONGEST_NAME]
        bare = [token for token in window if token.kind != "punct"]
        hit = self.agencies.longest(bare, 0)
        if hit is None or hit.length < _SHORTEST_NAME:
            return None
        last = bare[hit.length - 1].number + 1
        if last < len(self.tokens) and self.tokens[last].text in CLOSE:
            last += 1
        return hit._replace(length=last - i)

    def _without_and(self, form: str) -> str:
        return form[1:] if form[:1] in self.speech.conjunction and len(form) > 3 else form

    # --- phrases -----------------------------------------------------------------------------------

    def end(self, i: int, limit: int) -> int:
        """End of the noun phrase that starts at ``i``: the first token that cannot belong to it."""
        j = i
        party = self.party_at.get(i)
        if (
            party is not None
            and party.kind in ("name", "capital", "seat")
            and party.last <= limit
            and i not in self.person_at
        ):
            return party.last + int(party.last < limit and self.tokens[party.last].form in self.speech.name)
        name = self.name(i)
        if name is not None:
            return min(name[1], limit)
        named = False
        while j < limit:
            person = self.person_at.get(j)
            if person is not None and person.name is not None and person.last <= limit:
                if named and self.joined(j):
                    break
                named = True
                j = max(self.named_until(person), j + 1)
                continue
            seat = self.party_at.get(j)
            if seat is not None and seat.kind == "seat" and j > i and seat.last <= limit:
                step = 0 if self._closed(i, j) else seat.last - j
            else:
                step = self._step(i, j, limit)
            if step == 0:
                break
            j += step
        while j > i + 1 and self.tokens[j - 1].text in COMMAS:
            j -= 1
        return max(j, min(i + 1, limit))

    def joined(self, i: int) -> bool:
        """True for a word with a conjunction before it: the next of a list."""
        first = best(self.tokens[i])
        return first is not None and bool(first.conj)

    def in_name(self, i: int) -> bool:
        """True for a token of a person's name."""
        person = self.person_on.get(i)
        token = self.tokens[i]
        return (
            person is not None
            and person.name_span is not None
            and (person.name_span.start <= token.start < person.name_span.end)
        )

    def named_until(self, person: PersonMention) -> int:
        """End of a named mention without words of time that may follow the name."""
        last = person.last
        while last > person.first + 1 and (self.passes(last - 1) or self.tokens[last - 1].kind == "punct"):
            last -= 1
        return last

    def _closed(self, i: int, j: int) -> bool:
        """True when the phrase is definite before ``j`` and ``j`` neither describes nor names it."""
        before = best(self.tokens[j - 1])
        if before is None or not before.article or self.head_kind(j) == "person":
            return False
        readings = self.tokens[j].analyses
        if readings and readings[0].pronoun:
            return True
        if (
            not readings
            or readings[0].pos == "noun_prop"
            or any(a.pos == "adj" and a.article for a in readings)
        ):
            return False
        return not readings[0].conj and readings[0].pos in NOMINAL

    def _step(self, i: int, j: int, limit: int) -> int:
        token = self.tokens[j]
        if token.kind == "punct":
            close = self.quote_end.get(j)
            if close is not None and j + 1 not in self.quoted_from and close < limit:
                return close + 1 - j
            return self._bracket(j, limit) if token.text == "(" and j > i else 0
        known = self.agency(j)
        if known is not None and not known[3]:
            return known[0]
        if j == i:
            return 1
        if token.form in self.speech.name:
            return 1
        if self.passes(j) or self.opens_speech(j) or token.kind == "number":
            return 0
        if token.form in self.speech.edge or token.form in self.speech.participles:
            return 0
        return int(self._continues(j) and not self._closed(i, j))

    def _continues(self, j: int) -> bool:
        first = best(self.tokens[j])
        if first is None:
            return self.tokens[j].kind == "latin"
        accusative = self.tokens[j].form.endswith(ALIF) and not first.lemma.endswith(ALIF)
        accusative = accusative and not any(a.pos == "noun_prop" for a in self.tokens[j].analyses)
        if accusative and first.pos in ("noun", "adj") and not first.article and first.lemma != first.stem:
            return False
        if first.pos in _STOP_POS or self.clitic(j) or (first.pronoun and first.lemma in self.speech.masdars):
            return False
        if first.pos in ("verb", "adv"):
            return any(
                a.pos in NOMINAL and not a.prep and not a.conj for a in self.tokens[j].analyses[:3]
            ) and (first.pos != "verb" or self._in_name(j))
        if first.conj:
            return first.article and j > 0 and _is_article(self.tokens[j - 1])
        return True

    def _in_name(self, j: int) -> bool:
        before = best(self.tokens[j - 1])
        return before is not None and (before.pos == "noun_prop" or not before.gloss)

    def _bracket(self, j: int, limit: int) -> int:
        for k in range(j + 1, min(j + _BRACKET, limit)):
            if self.tokens[k].text == ")":
                return k + 1 - j
        return 0


def _is_article(token: Token) -> bool:
    first: Analysis | None = best(token)
    return first is not None and first.article


def trimmed(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """``[first, last)`` without marks at its ends; a closing mark stays with its opening one."""
    while last - first > 1 and tokens[first].kind == "punct":
        first += 1
    while (
        last - first > 1
        and tokens[last - 1].kind == "punct"
        and not (
            tokens[last - 1].text in CLOSE and any(tokens[i].text in OPEN for i in range(first, last - 1))
        )
    ):
        last -= 1
    return first, last
