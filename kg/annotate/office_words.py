"""Small questions about the words that make an office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.names import TANWIN
from kg.annotate.words import best
from kg.lexicon.people import plain
from kg.model import Token

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_ADJECTIVES = frozenset(("diplomat", "journalist"))
"""Offices whose word is an adjective too."""


def is_dual(token: Token) -> bool:
    return any(a.number == "d" for a in token.analyses) and not any(a.number == "p" for a in token.analyses)


def owned(token: Token, lexicon: Lexicon) -> tuple[str, str, str, bool] | None:
    """An office word with a possessive pronoun (its secretary-general)."""
    for a in token.analyses[:2]:
        if token.text.endswith("ة"):
            break
        if (
            a.pos == "noun"
            and a.pronoun.startswith("3")
            and a.lemma in lexicon.people.heads
            and a.number != "p"
        ):
            return a.lemma, a.conj, a.prep, True
    return None


def is_quality(tokens: Sequence[Token], i: int, office: str) -> bool:
    """True when the word is an adjective of the noun before it (diplomatic), or written as an adverb."""
    if TANWIN in tokens[i].text:
        return True
    if office not in _ADJECTIVES or not i:
        return False
    return tokens[i].form.startswith("ال") and tokens[i - 1].form.startswith("ال")


def is_verb(token: Token) -> bool:
    first = best(token)
    if first is not None and first.pos in ("prep", "conj", "part"):
        return True
    return (
        first is not None
        and first.pos == "verb"
        and not any(a.pos in ("noun", "adj") for a in token.analyses[:3])
    )


def is_other(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True when the word begins the name of a party or is a feminine thing, not a holder."""
    hit = lexicon.parties.longest(tokens, i)
    return (
        hit is not None
        and (hit.length > 1 or hit.value.kind in ("name", "capital"))
        and hit.value.kind != "leader"
    )


def concept(tokens: Sequence[Token], i: int, end: int, head: str, lexicon: Lexicon) -> str | None:
    """The office whose label has most of its words at the beginning of the phrase."""
    words = {head}
    for token in tokens[i + 1 : end]:
        words.add(plain(token.form))
        words.update(plain(a.stem) for a in token.analyses[:1])
    return next((office for label, office in lexicon.people.by_head[head] if label <= words), None)
