"""Which words of an article stand for a party: names, organs, people, adjectives, anaphors.

A name or a relational adjective is an anchor; the nouns before it decide what the phrase is. With an
organ, an office or people as head the phrase stands for the party («القوات الروسية»); with a territory
or a thing it does not («الحدود الروسية»), but it may still tell a noun of action who acts
(kind ``demonym`` with ``prep`` "adj", or ``prep`` "gen" for a name in the genitive).
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.words import best, is_nominal, reading
from kg.lexicon import Lexicon
from kg.lexicon.names import NameHit
from kg.lexicon.parties import PartyName
from kg.model import PartyMention, PersonMention, Sentence, Token

ADJECTIVE, GENITIVE = "adj", "gen"
"""Values of ``PartyMention.prep`` for phrases that only a noun before them governs."""

_STANDING = frozenset(("organ", "office", "people", "group"))
_MAX_HEADS = 6


def find_parties(
    tokens: Sequence[Token],
    sentences: Sequence[Sentence],
    people: Sequence[PersonMention],
    lexicon: Lexicon,
    home: str | None = None,
) -> tuple[PartyMention, ...]:
    """All party mentions in reading order; ``home`` is the state whose paper tells the story."""
    found: list[PartyMention] = []
    by_first = {person.first: (n, person) for n, person in enumerate(people)}
    for sentence in sentences:
        _Finder(tokens, sentence, by_first, lexicon, home, found).run()
    return tuple(found)


class _Finder:
    """One sentence's walk; ``found`` is shared, so that anaphors see what came before."""

    def __init__(
        self,
        tokens: Sequence[Token],
        sentence: Sentence,
        people: dict[int, tuple[int, PersonMention]],
        lexicon: Lexicon,
        home: str | None,
        found: list[PartyMention],
    ) -> None:
        self.tokens, self.sentence, self.people = tokens, sentence, people
        self.lexicon, self.home, self.found = lexicon, home, found
        self.start = len(found)

    def run(self) -> None:
        i = self.sentence.first
        while i < self.sentence.last:
            i = self._at(i)

    def _at(self, i: int) -> int:
        if i in self.people:
            number, person = self.people[i]
            if person.code is not None:
                self._add(PartyMention(i, person.last, person.code, "person", i, self._governor(i), number))
                return max(person.last, i + 1)
        if self.lexicon.agencies.longest(self.tokens, i) and self._is_agency(i):
            hit = self.lexicon.agencies.longest(self.tokens, i)
            return i + (hit.length if hit else 1)
        name = self.lexicon.parties.longest(self.tokens, i)
        if name is None or name.value.kind == "weak":
            return self._anaphor(i)
        return self._anchor(i, name)

    def _is_agency(self, i: int) -> bool:
        hit = self.lexicon.parties.longest(self.tokens, i)
        agency = self.lexicon.agencies.longest(self.tokens, i)
        return agency is not None and (hit is None or hit.length < agency.length)

    # --- anchors ---

    def _anchor(self, i: int, hit: NameHit[PartyName]) -> int:
        end = i + hit.length
        last = end
        code, kind = hit.value
        if kind == "demonym":
            self._demonym(i, end, code, bare=not hit.prep)
            return last
        if hit.prep or hit.conj:
            head, standing = i, None
        else:
            head, standing = self._heads(i)
        if standing in _STANDING:
            kind = (
                "organ" if standing in ("organ", "group") else "person" if standing == "office" else "people"
            )
            self._add(PartyMention(head, last, code, kind, head, self._governor(head)))
        elif (
            standing == "territory"
            or (standing == "attribute" and head < i)
            or (kind == "capital" and self._after_its_state(i, code))
        ):
            pass
        else:
            prep = hit.prep or (GENITIVE if head < i else self._governor(i, conj=hit.conj))
            self._add(PartyMention(i, last, code, kind, i, prep))
        return last

    def _after_its_state(self, i: int, code: str) -> bool:
        """True for a capital in apposition to «the Sudanese capital»: a city, not a government."""
        hit = self.lexicon.parties.longest(self.tokens, i - 1) if i > self.sentence.first else None
        return hit is not None and hit.value.kind == "demonym" and hit.value.code == code

    def _heads(self, i: int) -> tuple[int, str | None]:
        """The first noun of the genitive chain that ends before ``i``, and what it makes of the phrase."""
        head, standing = i, None
        j = i - 1
        while j >= self.sentence.first and i - j <= _MAX_HEADS and self._is_construct(j):
            head = j
            standing = self._class(j) or standing
            first = best(self.tokens[j])
            if first is not None and (first.prep or first.conj):
                break
            j -= 1
        return head, standing

    def _is_construct(self, j: int) -> bool:
        token = self.tokens[j]
        noun = reading(token, "noun", "adj")
        first = best(token)
        if noun is None or first is None or noun.article or noun.pronoun or token.kind != "word":
            return False
        if first.pos in ("prep", "conj", "part", "pron", "adv", "noun_prop"):
            return False
        if token.form in self.lexicon.prepositions or token.form.lstrip("و") in self.lexicon.prepositions:
            return False
        if first.pos == "verb" and self._class(j) is None:
            return False
        return not token.form.endswith("ا") or self._class(j) is not None

    def _class(self, j: int) -> str | None:
        heads = self.lexicon.heads
        for analysis in self.tokens[j].analyses:
            if analysis.pos in ("noun", "adj", "noun_prop"):
                found = heads.get(analysis.lemma) or heads.get(analysis.stem)
                if found:
                    return found
        return None

    def _demonym(self, i: int, last: int, code: str, *, bare: bool) -> None:
        """A relational adjective: look back over its fellow adjectives for the noun it describes."""
        token = self.tokens[i]
        j = i - 1
        while j >= self.sentence.first and i - j <= 4 and self._is_adjective(j):
            j -= 1
        own = best(token)
        prefixed = own is not None and own.prep
        if j >= self.sentence.first and bare and not prefixed and self._is_noun(j):
            head, standing = self._heads(j) if not self._has_proclitic(j) else (j, None)
            standing = (
                self._class(j) or standing
                if head == j
                else (standing if standing in _STANDING else self._class(j) or standing)
            )
            if standing in _STANDING:
                kind = "person" if standing == "office" else "people" if standing == "people" else "organ"
                self._add(PartyMention(head, last, code, kind, head, self._governor(head)))
            elif standing != "territory":
                self._add(PartyMention(i, last, code, "demonym", i, ADJECTIVE))
            return
        if token.form.endswith(("ون", "ين", "ان")) or not token.form.endswith(("ي", "يه")):
            hit = self.lexicon.parties.longest(self.tokens, i)
            prep = hit.prep if hit and hit.prep else self._governor(i, conj=hit.conj if hit else "")
            self._add(PartyMention(i, last, code, "people", i, prep))
        elif token.form.lstrip("وف").startswith("ال"):
            self._add(PartyMention(i, last, code, "demonym", i, ADJECTIVE))

    def _has_proclitic(self, j: int) -> bool:
        first = best(self.tokens[j])
        return first is not None and bool(first.prep)

    def _is_adjective(self, j: int) -> bool:
        token = self.tokens[j]
        first = best(token)
        if first is None:
            return False
        hit = self.lexicon.parties.longest(self.tokens, j)
        if hit is not None and hit.value.kind == "demonym":
            return True
        return first.pos == "adj" and first.article and self._class(j) is None

    def _is_noun(self, j: int) -> bool:
        first = best(self.tokens[j])
        return is_nominal(self.tokens[j]) or (
            first is not None and reading(self.tokens[j], "noun") is not None
        )

    # --- what governs a phrase ---

    def _governor(self, i: int, *, conj: str = "") -> str:
        """The folded preposition before the phrase that starts at ``i``, following coordination back."""
        first = self.tokens[i]
        own = best(first)
        clitic = own.prep if own is not None and own.pos != "verb" else ""
        if clitic:
            return clitic
        joined = bool(conj) or (own is not None and own.conj == "و")
        if joined and len(self.found) > self.start:
            before = self.found[-1]
            if before.last >= i - 1 and before.prep != ADJECTIVE:
                return before.prep
        if i == self.sentence.first:
            return ""
        previous = self.tokens[i - 1]
        word = best(previous)
        if word is None:
            return ""
        if (
            previous.form.lstrip("و") in self.lexicon.prepositions
            or previous.form in self.lexicon.prepositions
        ):
            pair = f"{self.tokens[i - 2].form} {previous.form}" if i - 2 >= self.sentence.first else ""
            if pair in self.lexicon.prepositions:
                return self.lexicon.prepositions[pair]
            key = previous.form if previous.form in self.lexicon.prepositions else previous.form.lstrip("و")
            return self.lexicon.prepositions[key]
        return ""

    # --- anaphors ---

    def _anaphor(self, i: int) -> int:
        token = self.tokens[i]
        first = best(token)
        if first is None:
            return i + 1
        kind = self.lexicon.anaphors.get(token.form) or self.lexicon.anaphors.get(_stripped(token.form))
        if kind is None:
            return i + 1
        prep = first.prep or self._governor(i)
        for code in self._referents(kind):
            self._add(PartyMention(i, i + 1, code, "anaphor", i, prep))
        return i + 1

    def _referents(self, kind: str) -> tuple[str, ...]:
        """Codes that an anaphor of ``kind`` (both, own, kingdom) stands for, () if nobody is near."""
        if kind == "kingdom":
            return (self.home or "SA",) if self.home in (None, "SA", "JO", "MA", "BH") else ("SA",)
        if kind == "own":
            return (self.found[-1].code,) if self.found else ()
        recent: list[str] = []
        for mention in reversed(self.found):
            if mention.code not in recent and self.lexicon.classes.get(mention.code) == "State":
                recent.append(mention.code)
            if len(recent) == 2:
                return tuple(reversed(recent))
        return ()

    def _add(self, mention: PartyMention) -> None:
        while (
            len(self.found) > self.start
            and self.found[-1].first >= mention.first
            and (
                self.found[-1].kind in ("name", "capital", "demonym")
                and mention.kind not in ("demonym", "name")
            )
        ):
            self.found.pop()
        self.found.append(mention)


def _stripped(form: str) -> str:
    for clitic in ("وال", "بال", "فال"):
        if form.startswith(clitic):
            return "ال" + form[3:]
    if form.startswith("لل"):
        return "ال" + form[2:]
    return form[1:] if form[:1] in "وبلف" else form
