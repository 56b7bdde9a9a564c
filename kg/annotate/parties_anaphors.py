"""Words that name no party and yet mean one: both countries, his country, the organisation, the coalition.

What each word means is in ``grammar.tsv`` (class ``anaphor``); whom it means here, the story tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kg.annotate.words import best
from kg.lexicon import Lexicon
from kg.model import PartyMention, Token
from kg.text.forms import ARTICLE, BI_THE, CONJUNCTIONS, KA_THE, LI_THE
from kg.text.tokens import splits

_NUMBER = {"both": 2, "sides": 2, "three": 3, "four": 4}
"""How many parties a word stands for; ``sides`` may be any parties, the others are states."""

KINGDOMS = ("SA", "JO", "MA", "BH")
"""Whom «the kingdom» may mean, the likeliest first."""

_NEAR = 60
"""Words back to the state whose organs need no naming."""

_LEAST = 2
"""Times that a party must be named for a word of many meanings to mean it."""

_STRONG = frozenset(("name", "capital", "demonym", "seat", "leader"))


class Story:
    """What the whole article is about: how often each party is named, and whose paper tells it."""

    def __init__(self, tokens: Sequence[Token], lexicon: Lexicon, home: str | None) -> None:
        self.home = home
        self.counts: Counter[str] = Counter()
        for i in range(len(tokens)):
            hit = lexicon.parties.longest(tokens, i)
            if hit is not None and hit.value.kind in _STRONG and not means(lexicon, tokens, i):
                self.counts[hit.value.code] += 1

    def likeliest(self, value: str, *, least: int = 1) -> str | None:
        """The code that the evidence of ``value`` («AA>CODE;BB>CODE») speaks for most.

        Evidence other than the party itself must be named ``least`` times. None without evidence.
        """
        best_code, most = None, 0
        for rule in value.split(";"):
            evidence, _, code = rule.partition(">")
            enough = evidence == code or self.counts[evidence] >= least
            if code and enough and self.counts[evidence] > most:
                best_code, most = code, self.counts[evidence]
        return best_code


class Meaning(NamedTuple):
    """An anaphor found at a token: how many tokens it covers, and its values in ``grammar.tsv``."""

    length: int
    value: str


def means(lexicon: Lexicon, tokens: Sequence[Token], i: int) -> Meaning | None:
    """The anaphor that starts at ``i``, of two words if there is such a one; clitics are allowed."""
    for stem, alone in stems(lexicon, tokens[i].form):
        if i + 1 < len(tokens):
            value = lexicon.anaphors.get(f"{stem} {tokens[i + 1].form}")
            if value is not None:
                return Meaning(2, value)
        if alone is not None:
            return Meaning(1, alone)
    return None


def stems(lexicon: Lexicon, form: str) -> tuple[tuple[str, str | None], ...]:
    """The stems of ``form`` that are an anaphor or begin one, each with what it means alone."""
    known = lexicon.seen.anaphors.get(form)
    if known is None:
        every = [ARTICLE + split.stem if split.article else split.stem for split in splits(form)]
        firsts = lexicon.seen.firsts
        if not firsts:
            firsts.update(words.partition(" ")[0] for words in lexicon.anaphors)
        known = tuple((stem, lexicon.anaphors.get(stem)) for stem in every if stem in firsts)
        lexicon.seen.anaphors[form] = known
    return known


def stripped(form: str) -> str:
    """``form`` without conjunction and preposition, the article restored behind li-.

    >>> stripped("وللبلدين"), stripped("بالتنظيم")
    ('البلدين', 'التنظيم')
    """
    rest = form[1:] if form[:1] in CONJUNCTIONS and len(form) > 3 else form
    if rest.startswith(LI_THE):
        return ARTICLE + rest[2:]
    return rest[1:] if rest.startswith((BI_THE, KA_THE)) else rest


class Referents:
    """Whom the anaphors of one article mean; ``found`` grows while the article is read."""

    def __init__(
        self, tokens: Sequence[Token], lexicon: Lexicon, story: Story, found: list[PartyMention]
    ) -> None:
        self.tokens, self.lexicon, self.story, self.found = tokens, lexicon, story, found

    def of(self, i: int, meaning: Meaning, start: int) -> tuple[str, ...]:
        """Codes that the anaphor at ``i`` stands for in the sentence that starts at ``start``."""
        after = i + meaning.length
        if self._told(after):
            return ()
        for rule in meaning.value.split(";"):
            if ">" in rule:
                code = self.story.likeliest(meaning.value, least=_LEAST)
                return (code,) if code is not None else ()
            codes = self._by_rule(rule, i, after, start)
            if codes:
                return codes
        return ()

    def _told(self, after: int) -> bool:
        """True when an adjective or a name right behind says whose it is: no anaphor then."""
        if after >= len(self.tokens):
            return False
        hit = self.lexicon.parties.longest(self.tokens, after)
        if hit is None or hit.prep or hit.conj:
            return False
        return hit.value.kind in ("demonym", "name")

    def _by_rule(self, rule: str, i: int, after: int, start: int) -> tuple[str, ...]:
        if rule.startswith("="):
            return tuple(rule[1:].split(","))
        if rule in _NUMBER:
            return self._several(_NUMBER[rule], any_party=rule == "sides")
        if rule == "kingdom":
            return self._kingdom()
        if rule == "own":
            return self._own(start)
        if rule == "named":
            return self._named(i, after)
        return self._state(after) if rule == "state" else ()

    def _several(self, number: int, *, any_party: bool) -> tuple[str, ...]:
        recent: list[str] = []
        for mention in reversed(self.found):
            code = mention.code
            state = self.lexicon.classes.get(code) == "State"
            fits = state or (any_party and not code.startswith("O:"))
            if code in recent or not fits or mention.prep in self.lexicon.closed["circumstance"]:
                continue
            recent.append(code)
            if len(recent) == number:
                return tuple(reversed(recent))
        return ()

    def _kingdom(self) -> tuple[str, ...]:
        if self.story.home in KINGDOMS:
            return (self.story.home,)
        return (max(KINGDOMS, key=lambda code: self.story.counts[code]),)

    def _own(self, start: int) -> tuple[str, ...]:
        """The party of whoever speaks or acts last before it, a person of the sentence first."""
        here = [m for m in self.found if m.first >= start and m.prep == ""]
        people = [m for m in here if m.kind == "person"]
        free = [m for m in self.found if m.prep == ""]
        for group in (people, here, free, self.found):
            if group:
                return (group[-1].code,)
        return ()

    def _named(self, i: int, after: int) -> tuple[str, ...]:
        """«The movement», «the council»: the last body whose name begins with that noun."""
        noun = stripped(self.tokens[i].form)
        bodies = {value.code for value in self.lexicon.parties.starting(noun)}
        follower = best(self.tokens[after]) if after < len(self.tokens) else None
        qualified = follower is not None and follower.pos == "adj" and follower.article
        fits = [
            m
            for m in reversed(self.found)
            if m.code in bodies and self.lexicon.classes.get(m.code) != "State"
        ]
        for mention in [m for m in fits if self._says(m, noun)] or fits:
            group = mention.code.startswith("G:")
            return () if qualified and not group else (mention.code,)
        return ()

    def _says(self, mention: PartyMention, noun: str) -> bool:
        """True when the mention has the noun in its own words: «the organisation» is one called so."""
        bare = noun.removeprefix(ARTICLE)
        words = (stripped(self.tokens[i].form) for i in range(mention.first, mention.last))
        return any(word.removeprefix(ARTICLE) == bare for word in words)

    def _state(self, after: int) -> tuple[str, ...]:
        """«The government»: in the state named right behind, of the one spoken of last, or of the home."""
        if after + 1 < len(self.tokens) and self.tokens[after].form in self.lexicon.closed["circumstance"]:
            hit = self.lexicon.parties.longest(self.tokens, after + 1)
            if hit is not None and hit.value.kind in ("name", "capital"):
                return (hit.value.code,)
        near = [
            m
            for m in reversed(self.found)
            if m.first >= after - _NEAR
            and self.lexicon.classes.get(m.code) == "State"
            and m.kind != "demonym"
        ]
        for mention in [m for m in near if m.prep == ""] or near:
            return (mention.code,)
        return (self.story.home,) if self.story.home else ()
