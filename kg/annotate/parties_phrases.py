"""Noun phrases around a party's name or adjective: their head, the noun described, what governs them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.words import best, finite_verb, is_nominal, reading
from kg.lexicon import Lexicon
from kg.model import Analysis, Token
from kg.text.forms import ALIF, AND, ARTICLE, FEMININE_NISBA, HA, SOUND_PLURALS

ADJECTIVE, GENITIVE = "adj", "gen"
"""Values of ``PartyMention.prep``: governed by a noun alone (adjective, genitive)."""

STANDING = frozenset(("organ", "office", "people", "group"))
"""Classes of nouns that make a phrase stand for the party."""

_PART, _TERRITORY, _APART = "part", "territory", "apart"
_MAX_HEADS = 6
_MAX_ADJECTIVES = 5
_MAX_LIST = 8
_LINKS = frozenset("-–—/")


class Chain(NamedTuple):
    """The genitive chain before a name, or the one that ends in the noun an adjective describes."""

    first: int
    """First token of the phrase that stands for the party; the anchor itself if no noun does."""
    head: int
    """The noun of that phrase which agrees with verbs."""
    standing: str | None
    """Class of the head, None if no noun stands for the party."""
    nearest: str | None
    """Class of the noun next to the anchor."""
    outer: int
    """First noun of the whole chain, whether or not it stands for the party."""


class Phrases:
    """Questions about the phrases of one sentence, which begins at token ``start``.

    ``taken`` are tokens of persons: their names govern nothing.
    """

    def __init__(
        self, tokens: Sequence[Token], start: int, lexicon: Lexicon, taken: frozenset[int] = frozenset()
    ) -> None:
        self.tokens, self.start, self.lexicon, self.taken = tokens, start, lexicon, taken
        self.place = lexicon.closed["here"][0]
        """What governs a phrase that is only the place."""

    def class_of(self, j: int) -> str | None:
        """Class of the noun at ``j`` in ``heads.tsv`` (organ, territory …), None for any other."""
        heads = self.lexicon.heads
        if self._describes(j):
            return None
        for analysis in self.tokens[j].analyses:
            if analysis.pos in ("noun", "adj", "noun_prop"):
                found = heads.get(analysis.stem) or heads.get(analysis.lemma)
                if found:
                    return found
        return None

    def _describes(self, j: int) -> bool:
        """True for a feminine adjective behind a noun («military aid»): no noun, though written as one."""
        own, before = best(self.tokens[j]), best(self.tokens[j - 1]) if j else None
        feminine = own is not None and own.pos == "adj" and self.tokens[j].form.endswith(HA)
        return feminine and before is not None and before.pos == "noun" and not (own and own.conj)

    def is_action(self, j: int) -> bool:
        """True for a noun that may tell an event: its adjective says who acts, not whose thing it is."""
        return any(
            cue.pos != "verb"
            for analysis in self.tokens[j].analyses
            if analysis.pos in ("noun", "adj")
            for cue in self.lexicon.cues.get(analysis.lemma, ())
        )

    def before_name(self, i: int) -> Chain:
        """The chain of construct nouns that a name at ``i`` ends."""
        return self._chain(i, i - 1, _TERRITORY)

    def around(self, j: int) -> Chain:
        """The chain that ends with the noun at ``j``, described by an adjective after it."""
        word = best(self.tokens[j])
        return self._chain(j, j, None, closed=word is not None and bool(word.prep))

    def _chain(self, anchor: int, j: int, passing: str | None, *, closed: bool = False) -> Chain:
        """Walk left from ``j``; nouns that stand for nobody are passed while no noun has stood yet.

        ``passing`` limits those to one class (a city between a name and its mayor); None is any.
        """
        first = head = anchor
        standing: str | None = None
        nearest = self.class_of(j) if j >= self.start and (j == anchor or self.is_construct(j)) else None
        if nearest == _APART:
            return Chain(anchor, anchor, None, nearest, anchor)
        outer = anchor
        at = j
        while at >= self.start and j - at < _MAX_HEADS and (at == anchor or self.is_construct(at)):
            kind = self.class_of(at)
            if kind in STANDING:
                first, head, standing = at, at, kind
            elif kind == _PART and (standing is not None or at < anchor):
                first = at if standing is not None or first == at + 1 else first
            elif standing is not None or (passing is not None and kind != passing):
                break
            outer = at
            word = best(self.tokens[at])
            if closed or (word is not None and (word.prep or word.conj)):
                closed = True
                break
            at -= 1
        if standing is not None and not closed:
            while first > self.start and self._is_number(first - 1):
                first -= 1
        return Chain(first, head, standing, nearest, min(outer, first))

    def is_construct(self, j: int) -> bool:
        """True if the noun at ``j`` may govern a genitive: no article, no pronoun, no other sort of word."""
        token = self.tokens[j]
        noun = reading(token, "noun", "adj", "noun_prop")
        first = best(token)
        if noun is None or first is None or noun.article or noun.pronoun or j in self.taken:
            return False
        if self.class_of(j) == _PART:
            return not first.article and not first.pronoun
        if first.pos in ("prep", "conj", "part", "pron", "adv", "noun_prop"):
            return False
        if self._preposition(j) is not None:
            return False
        known = self.class_of(j) is not None
        if first.pos == "adj" and (not known or self._is_demonym(j)):
            return False
        if (first.pos == "verb" or not known) and finite_verb(self.tokens, j) is not None:
            return False
        if not known and first.pos == "verb":
            return False
        return not token.form.endswith(ALIF) or known

    def _is_number(self, j: int) -> bool:
        first = best(self.tokens[j])
        return self.tokens[j].kind == "number" or (first is not None and first.pos == "num")

    # --- adjectives ---

    def described(self, i: int) -> int | None:
        """The noun that the relational adjective at ``i`` describes, None if it stands alone.

        It is the nearest one before it over fellow adjectives (also «Russian-Turkish»), alike in
        definiteness: a definite adjective behind a noun without article is its genitive.
        """
        definite = self.definite(i)
        j = i - 1
        while j >= self.start and i - j <= _MAX_ADJECTIVES:
            if self.tokens[j].text in _LINKS and j > self.start and self._is_demonym(j - 1):
                j -= 1
            elif not self._is_fellow(j, definite):
                break
            else:
                j -= 1
        if j < self.start or not self._is_noun(j) or self._is_name(j):
            return None
        first, word = best(self.tokens[j]), noun_of(self.tokens[j])
        if self._preposition(j) is not None and not (first is not None and first.prep):
            return None
        bare = word is None or not (word.article or word.pronoun or word.pos == "noun_prop")
        return j if bare != definite and self._agree(j, i) else None

    def _agree(self, noun: int, i: int) -> bool:
        """False for people («Belgians») right behind a thing («the ministry»): no adjective of it."""
        if not self.tokens[i].form.endswith(SOUND_PLURALS):
            return True
        at = noun
        while at >= self.start and noun - at < _MAX_HEADS and (at == noun or self.is_construct(at)):
            word = noun_of(self.tokens[at])
            if word is None or word.number != "s" or word.conj:
                return True
            at -= 1
        return False

    def agreeing(self, noun: int, i: int) -> int:
        """The noun of the chain ending at ``noun`` that the adjective at ``i`` agrees with in gender.

        «Acts (f) of killing (m), Israeli (f)»: the acts. ``noun`` itself when none agrees better.
        """
        feminine = self.tokens[i].form.endswith(FEMININE_NISBA)
        at = noun
        while at >= self.start and noun - at < _MAX_HEADS and (at == noun or self.is_construct(at)):
            word = noun_of(self.tokens[at])
            if word is None or not word.gender or (word.number == "p" or word.gender == "f") == feminine:
                return at
            at -= 1
        return noun

    def listed(self, noun: int, i: int) -> Chain | None:
        """«Ministry of Trade, Industry and Energy», whose adjective at ``i`` comes after the list.

        ``noun`` is the last of the list. None if the words before are no such list or do not agree.
        """
        feminine = self.tokens[i].form.endswith(FEMININE_NISBA)
        at = noun
        while at > self.start and noun - at < _MAX_LIST and self._in_list(at):
            at -= 1
            head = noun_of(self.tokens[at])
            if head is None or head.article or not self.is_construct(at):
                continue
            chain = self._chain(at, at, None)
            return chain if chain.standing == "organ" and (head.gender == "f") == feminine else None
        return None

    def _in_list(self, at: int) -> bool:
        word = best(self.tokens[at])
        return word is not None and word.article and word.pos in ("noun", "adj")

    def _is_name(self, j: int) -> bool:
        hit = self.lexicon.parties.longest(self.tokens, j)
        return hit is not None and hit.value.kind in ("name", "capital") and hit.length == 1

    def definite(self, i: int) -> bool:
        """True when the name at ``i`` is written with the article (it may be part of the name)."""
        hit = self.lexicon.parties.longest(self.tokens, i)
        if hit is None:
            return False
        return hit.article or self.tokens[i].form[len(hit.conj + hit.prep) :].startswith(ARTICLE)

    def _is_demonym(self, j: int) -> bool:
        hit = self.lexicon.parties.longest(self.tokens, j)
        return hit is not None and hit.value.kind == "demonym"

    def _is_fellow(self, j: int, definite: bool) -> bool:
        first = best(self.tokens[j])
        if first is None:
            return False
        if self._is_demonym(j):
            return True
        if first.pos != "adj" or first.article != definite:
            return False
        return self.class_of(j) is None or (definite and j > self.start and self._is_thing(j - 1))

    def _is_thing(self, j: int) -> bool:
        """True for a definite noun: an adjective right behind it is no noun («the armed forces»)."""
        first = best(self.tokens[j])
        return first is not None and first.pos == "noun" and first.article

    def _is_noun(self, j: int) -> bool:
        return self.tokens[j].kind == "word" and (
            is_nominal(self.tokens[j]) or reading(self.tokens[j], "noun") is not None
        )

    # --- what governs a phrase ---

    def clitic(self, i: int) -> str:
        """The preposition written onto the word at ``i``, else ""."""
        own = best(self.tokens[i])
        return own.prep if own is not None and own.pos != "verb" else ""

    def governor(self, i: int) -> str:
        """The folded preposition before the phrase that starts at ``i``; "gen" behind a construct noun."""
        if clitic := self.clitic(i):
            return clitic
        own = best(self.tokens[i])
        return "" if own is not None and own.conj else self._word_before(i)

    def _word_before(self, i: int) -> str:
        j = i - 1
        while j >= self.start and (self._is_number(j) or (self.class_of(j) == _PART and not self.clitic(j))):
            j -= 1
        if j < self.start:
            return ""
        if j < i - 1 and (clitic := self.clitic(j + 1)):
            return clitic
        found = self._preposition(j)
        if found is None:
            if self.class_of(j) == _PART:
                return self.clitic(j)
            return GENITIVE if self.is_construct(j) else ""
        if found in self.lexicon.closed["of"] and j > self.start and self._is_part(j - 1):
            return self.clitic(j - 1) or self._word_before(j - 1)
        if found in self.lexicon.closed["mutual"] and self._ends_place(j):
            return self.place
        return found

    def is_place(self, j: int) -> bool:
        """True for an indefinite place noun: what li- adds to it owns it («positions of the militia»)."""
        return j >= self.start and self.class_of(j) == _TERRITORY and self.is_construct(j)

    def sender(self, i: int) -> int | None:
        """The noun before «min» at ``i - 1`` that acts for what follows: a delegation of the ministry."""
        if (
            i - 2 < self.start
            or self._preposition(i - 1) not in self.lexicon.closed["of"]
            or self._is_number(i - 2)
        ):
            return None
        word = best(self.tokens[i - 2])
        fits = word is not None and word.pos == "noun" and not (word.article or word.pronoun)
        return i - 2 if fits and self.class_of(i - 2) in STANDING else None

    def _is_part(self, j: int) -> bool:
        word = best(self.tokens[j])
        return self.class_of(j) == _PART and word is not None and not word.pronoun

    def _ends_place(self, j: int) -> bool:
        """True when a border, with or without adjectives, ends before ``j``: «the (common) border with»."""
        at = j - 1
        while at > self.start and j - at <= 2 and self.class_of(at) is None:
            word = best(self.tokens[at])
            if word is None or word.pos != "adj":
                return False
            at -= 1
        word = best(self.tokens[at]) if at >= self.start else None
        # «South Korea with»: the adjective of a name is no place, though its stem is a point of the compass.
        return word is not None and word.pos != "adj" and self.class_of(at) == _TERRITORY

    def _preposition(self, j: int) -> str | None:
        """The slot of the preposition that ends at ``j``, of two words if there is such a one."""
        known = self.lexicon.prepositions
        form = self.tokens[j].form
        bare = form.lstrip(AND)
        if j > self.start and (pair := f"{self.tokens[j - 1].form} {form}") in known:
            return known[pair]
        return known.get(form, known.get(bare))


def noun_of(token: Token) -> Analysis | None:
    """The most likely reading of ``token`` as a noun."""
    return reading(token, "noun", "noun_prop", "adj")
