"""Small questions about tokens that every reader of mentions asks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.model import Analysis, Token

NOMINAL = frozenset(("noun", "adj", "noun_prop", "num"))


def best(token: Token) -> Analysis | None:
    """The most likely reading of a word, None for numbers and marks."""
    return token.analyses[0] if token.analyses else None


def reading(token: Token, *pos: str) -> Analysis | None:
    """The most likely reading of ``token`` with one of the parts of speech ``pos``."""
    return next((a for a in token.analyses if a.pos in pos), None)


def is_nominal(token: Token) -> bool:
    """True when the word is most likely a noun, a name or an adjective."""
    first = best(token)
    return first is not None and first.pos in NOMINAL


def is_definite(token: Token) -> bool:
    """True when the word carries the article in its most likely reading."""
    first = best(token)
    return first is not None and first.article


def finite_verb(tokens: Sequence[Token], i: int) -> Analysis | None:
    """The verb reading of ``tokens[i]`` if it can be a finite verb there, else None.

    A word with the article or after a preposition is no verb; a word that is more often a noun is a
    verb only at the head of a clause: after a conjunction, a particle, a mark, or at the start.
    """
    token = tokens[i]
    first = best(token)
    if first is None or first.article:
        return None
    verb = reading(token, "verb")
    if verb is None:
        return None
    before = best(tokens[i - 1]) if i else None
    if first.pos == "verb":
        return None if before is not None and before.pos == "prep" and not before.pronoun else verb
    if first.pos not in ("noun", "adj", "noun_prop", "adv") or first.prep:
        return None
    opens = i == 0 or tokens[i - 1].kind == "punct"
    at_head = before is None or before.pos in ("part", "conj") or (bool(verb.conj) and opens)
    return verb if at_head else None
