"""What single words are where a name may stand: a name, a country, a word with a particle before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.words import best
from kg.model import Token
from kg.text.forms import AND, AND_THE, ARTICLE, BI, CONJUNCTIONS, LI, YA
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_SHORT = 5
"""Longest word in wal- that is rather a foreign name (Walsh) than «and the …»."""


def rather_verb(token: Token) -> bool:
    """True for an unlisted word that is an imperfect or a preposition with a pronoun: no name."""
    if token.analyses[0].gloss:
        return False
    if token.form.startswith(YA) and any(a.pos == "verb" and a.aspect == "i" for a in token.analyses):
        return True
    return any(a.pos == "prep" and a.pronoun for a in token.analyses)


def opens_office(tokens: Sequence[Token], j: int, end: int, lexicon: Lexicon) -> bool:
    """True for a name that is an office word too, before an adjective of offices (secretary general)."""
    return (
        lexicon.people.head_of(tokens[j].form) is not None
        and j + 1 < end
        and tokens[j + 1].form in lexicon.people.kinds["quality"]
    )


def arabic_name(token: Token, lexicon: Lexicon) -> bool:
    """True for a word that Arabic names begin with: listed, or a proper name of the language's dictionary."""
    kinds = lexicon.people.kinds
    listed = token.form in kinds["given"] or token.form in kinds["common"] or token.form in kinds["particle"]
    known = any(a.pos == "noun_prop" and a.gloss and not a.pronoun for a in token.analyses[:1])
    return listed or (known and not token.form.startswith(ARTICLE))


def is_name_word(token: Token, lexicon: Lexicon) -> bool:
    """A word that is a name by itself: known as one, or unknown."""
    kinds = lexicon.people.kinds
    if token.kind != "word" or token.form in kinds["stop"]:
        return False
    if token.form in kinds["given"] or token.form in kinds["particle"] or token.form in kinds["part"]:
        return True
    first = best(token)
    return first is not None and first.pos == "noun_prop" and not first.conj and not first.prep


def joined(token: Token, lexicon: Lexicon) -> bool:
    """True when the word is a known word with a conjunction before it, and no name as a whole."""
    first = best(token)
    if first is None:
        return False
    if first.conj or first.prep:
        return True
    if (
        token.form[:1] not in CONJUNCTIONS + BI + LI
        or token.form in lexicon.people.given
        or (first.gloss and first.pos == "noun_prop")
    ):
        return False
    if token.form.startswith(AND_THE) and len(token.form) > _SHORT:
        return True
    for split in splits(token.form)[1:]:
        if not (split.conj or split.prep):
            continue
        if split.stem in lexicon.people.given or lexicon.people.head_of(split.stem):
            return True
        if split.conj == AND and split.stem in lexicon.people.leaders:
            return True
    return False


def is_preposition(token: Token) -> bool:
    first = best(token)
    if first is None:
        return False
    return first.pos == "prep" and not token.text.endswith(YA)


def is_country(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    hit = lexicon.parties.longest(tokens, i)
    return hit is not None and hit.value.kind in ("name", "capital", "demonym", "seat")


def is_place(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    hit = lexicon.places.longest(tokens, i)
    return (
        hit is not None and not hit.value.weak and tokens[i].form not in lexicon.people.given and not hit.conj
    )


def namesake(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True behind a thing that bears a person's name (King … University)."""
    things = lexicon.people.kinds["namesake"]
    return any(split.stem in things for split in splits(tokens[i - 1].form) if not split.article)


def leader(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> str | None:
    """The party of the well-known person whose name begins at ``i``."""
    if not lexicon.people.may_lead(tokens[i].form):
        return None
    hit = lexicon.parties.longest(tokens, i)
    return hit.value.code if hit is not None and hit.value.kind == "leader" else None
