"""What gender, number and the words next to it say about a party's role beside a cue.

Arabic marks on the verb who acts and on the pronoun who is meant: «she condemned it» fits two parties of
a sentence or one. The features are closed-class values, or the lemma of a word that stands between.
"""

from __future__ import annotations

from bisect import bisect_left

from kg.annotate.words import best
from kg.extract.clauses import Clauses
from kg.extract.cues import CueHit
from kg.extract.syntax import gender_of
from kg.model import Analysis, PartyMention
from kg.text.forms import AND, BI, LI, TA

_PARTIES = 12
"""Parties before a cue among which a pronoun looks for its own."""
_NAMED = frozenset(("name", "capital", "demonym", "weak", "leader"))
"""Kinds of mention that hold nothing but a name."""
_BACK = 14
"""Words back to the verb that governs a noun."""


def gender_of_mention(view: Clauses, mention: PartyMention) -> str:
    """m, f or p (people in the plural) of what stands for a party; "" where it cannot be told.

    States and cities are feminine but for a few, which ``grammar.tsv`` lists.
    """
    if mention.kind in ("person", "people"):
        return "m" if mention.kind == "person" else "p"
    tokens = view.ann.tokens
    if mention.kind in ("name", "capital"):
        forms = (tokens[i].form for i in range(mention.first, mention.last))
        male = view.lexicon.closed["male"]
        return "m" if any(form in male or form.lstrip(AND + BI + LI) in male for form in forms) else "f"
    return gender_of(best(tokens[mention.head])) if mention.head < len(tokens) else ""


class Agreement:
    """The features of one cue; asked for each mention of its sentence."""

    def __init__(self, view: Clauses, hit: CueHit) -> None:
        self.view, self.hit, self.tokens = view, hit, view.ann.tokens
        last = view.sentence.last
        self.last = last - 1 if self.tokens[last - 1].kind == "punct" else last
        self.inside = view.inside
        self.first = hit.at[0]
        self.verb = view.verbs.get(self.first) if hit.cue.pos == "verb" else None
        until = bisect_left(view.mentions, self.first, key=lambda mention: mention.first)
        self.near = view.mentions[max(until - _PARTIES, 0) : until]
        self.genders: dict[tuple[int, str], str] = {}
        self.governor = self._governor()
        self.pronouns = self._pronouns()
        self.after = self._lemma(hit.at[-1] + 1)
        self.prepositions = frozenset(view.lexicon.prepositions)

    def features(self, mention: PartyMention) -> list[str]:
        """Agreement of the cue's verb and of the pronouns at it with ``mention``, and its neighbours."""
        gender = self._gender(mention)
        side = "before" if mention.last <= self.first else "after"
        found = [
            f"word before {self._lemma(mention.first - 1)} {side}",
            f"word after {self._lemma(mention.last)} {side}",
            f"head {self._head(mention)}",
            f"head {self._head(mention)} {side}",
        ]
        if mention.prep not in ("", "adj", "gen"):
            at = mention.first - (1 if self._lemma(mention.first - 1) in self.prepositions else 0)
            found.append(f"attached {mention.prep} {self._lemma(at - 1)} {side}")
        if self.verb is not None:
            found.append(f"agree {self._form(self.first, self.verb)} {gender} {side} {mention.prep or '-'}")
        if side == "before":
            rank = self._rank(mention, gender)
            found += [f"{what} {pronoun} {gender} {rank}" for what, pronoun in self.pronouns]
        if self.governor >= 0:
            lemma = self.view.verbs[self.governor].lemma
            where = "before" if mention.last <= self.governor else "between" if side == "before" else "after"
            found.append(f"governor {self._governs(lemma)} {where} {mention.prep or '-'}")
            found.append(f"governor {lemma} {where}")
        return found

    def _head(self, mention: PartyMention) -> str:
        """What the phrase calls the party (army, minister, team), or only what kind of name it is."""
        if mention.kind in _NAMED or mention.head >= len(self.tokens):
            return mention.kind
        word = best(self.tokens[mention.head])
        return f"{mention.kind} {word.lemma if word is not None and word.pos == 'noun' else '-'}"

    def _gender(self, mention: PartyMention) -> str:
        known = self.genders.get((mention.first, mention.code))
        if known is None:
            known = self.genders[mention.first, mention.code] = gender_of_mention(self.view, mention)
        return known

    def company(self) -> list[str]:
        """The words beside the cue: what it governs, what governs it."""
        own = self.hit.analysis
        found = [f"then {self.after}", f"before {self._lemma(self.first - 1)}"]
        if own is not None:
            found += [f"lemma {own.lemma}", f"lemma {own.lemma} then {self.after}"]
        if self.governor >= 0:
            found.append(f"under {self.view.verbs[self.governor].lemma}")
        return found

    def _form(self, i: int, verb: Analysis) -> str:
        """Person, gender and number of a finite verb, from its written form where the reading is open."""
        feminine = self.tokens[i].form.endswith(TA) if verb.aspect == "p" else verb.gender == "f"
        return f"{verb.person}{'f' if feminine else 'm'}{verb.number}{verb.voice}"

    def _rank(self, mention: PartyMention, gender: str) -> int:
        """How many parties of the same gender stand nearer before the cue."""
        nearer = {m.code for m in self.near if m.first >= mention.last and self._gender(m) == gender}
        nearer.discard(mention.code)
        return min(len(nearer), 3)

    def _pronouns(self) -> list[tuple[str, str]]:
        """Pronouns on the cue and on the particle before it: «that she», «he condemned her»."""
        found = []
        own = self.hit.analysis
        if own is not None and own.pronoun:
            found.append((f"own {self.hit.cue.pos}", own.pronoun))
        before = best(self.tokens[self.first - 1]) if self.first > self.view.sentence.first else None
        if before is not None and before.pronoun:
            found.append((f"before {before.pos}", before.pronoun))
        return found

    def _governor(self) -> int:
        """The nearest full verb before the cue in its clause, or -1."""
        for i in range(self.first - 1, max(self.view.sentence.first, self.first - _BACK) - 1, -1):
            verb = self.view.verbs.get(i)
            if verb is not None and verb.lemma not in self.view.lexicon.auxiliaries:
                return i
        return -1

    def _governs(self, lemma: str) -> str:
        """The sort of a governing verb: one that lends itself to a noun, one of speech, another."""
        lexicon = self.view.lexicon
        if lemma in lexicon.light:
            return "light"
        return "speech" if lemma in lexicon.speech.verbs else "other"

    def _lemma(self, i: int) -> str:
        """The lemma of a word of the sentence; "party" inside a mention, the kind for other tokens.

        A stop that ends the sentence is its edge, so that one left out changes nothing.
        """
        if not self.view.sentence.first <= i < self.last:
            return "edge"
        if i in self.inside:
            return "party"
        word = best(self.tokens[i])
        return word.lemma if word is not None else self.tokens[i].kind
