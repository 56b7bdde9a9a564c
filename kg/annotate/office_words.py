"""Small questions about the words that make an office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.names import TANWIN
from kg.annotate.words import NOMINAL, best
from kg.model import Token
from kg.text.forms import ARTICLE, BI, FEMININE_NISBA, TA_MARBUTA, YA, without_article, without_clitics
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_STATES = frozenset(("name", "capital"))
_SPOKESPERSON = "spokesperson"
NEVER, SUBJECT, ALWAYS = range(3)
_ADJECTIVES = frozenset(("diplomat", "journalist", "politician"))
"""Offices whose word is an adjective too."""


def may_start(token: Token, lexicon: Lexicon) -> int:
    """``NEVER`` when no office, title or name can start at the word, whatever follows (but «son of»).

    Nearly all words of a text are such; the answer depends on the word alone and is kept. A common
    word that is a name too may start one behind a verb only (``SUBJECT``).
    """
    known = lexicon.people.starts.get(token.text)
    if known is None or known[0] is not token.analyses:
        known = (token.analyses, _may_start(token, lexicon))
        lexicon.people.starts[token.text] = known
    return known[1]


def _may_start(token: Token, lexicon: Lexicon) -> int:
    if _always(token, lexicon):
        return ALWAYS
    return SUBJECT if token.form in lexicon.people.kinds["common"] else NEVER


def _always(token: Token, lexicon: Lexicon) -> bool:
    words, form, first = lexicon.people, token.form, best(token)
    if words.head_of(form) or owned(token, lexicon) or (is_dual(token) and words.pair_of(form)):
        return True
    hit = lexicon.parties.longest((token,), 0)
    if first is not None and first.pos == "noun_prop" and not (hit and hit.value.kind in _STATES):
        return True
    if hit is not None and hit.value.kind == "demonym" and is_nisba(form):
        return True
    if words.may_lead(form):
        return True
    for split in splits(form):
        stem = split.stem
        if (ARTICLE + stem if split.article else stem) in words.titles:
            return True
        if stem in words.given or stem in words.particles or stem in words.kinds["faithful"]:
            return True
    return False


def is_nisba(form: str) -> bool:
    """True for a definite relational adjective in the singular, clitics allowed."""
    return form.endswith((YA, FEMININE_NISBA)) and any(split.article for split in splits(form))


def bare_nisba(text: str, form: str) -> str:
    """The written adjective with its article and without the clitics before it."""
    split = next(split for split in splits(form) if split.article)
    return without_clitics(text, len(split.conj) + len(split.prep))


def qualifies(tokens: Sequence[Token], i: int) -> bool:
    """True when the adjective at ``i`` belongs to the noun before it."""
    before = tokens[i - 1] if i else None
    first = best(before) if before is not None else None
    if before is None or first is None or first.pos not in NOMINAL:
        return False
    return first.article or first.pos == "noun_prop" or before.form.startswith(ARTICLE)


def in_the_name(office: str, token: Token, bridges: frozenset[str]) -> bool:
    """True for «in the name of» behind a spokesman, which is a given name too (Basim)."""
    return office.endswith(_SPOKESPERSON) and token.form.startswith(BI) and token.form in bridges


def is_dual(token: Token) -> bool:
    return any(a.number == "d" for a in token.analyses) and not any(a.number == "p" for a in token.analyses)


def owned(token: Token, lexicon: Lexicon) -> tuple[str, str, str, bool] | None:
    """An office word with a possessive pronoun (its secretary-general)."""
    for a in token.analyses[:2]:
        if token.text.endswith(TA_MARBUTA):
            break
        if (
            a.pos == "noun"
            and a.pronoun.startswith("3")
            and a.lemma in lexicon.people.heads
            and a.number != "p"
        ):
            return a.lemma, a.conj, a.prep, True
    return None


def is_quality(tokens: Sequence[Token], i: int, office: str, lexicon: Lexicon) -> bool:
    """True when the word is an adjective of the noun before it (diplomatic), or written as an adverb."""
    if TANWIN in tokens[i].text:
        return True
    if not i or (office not in _ADJECTIVES and office not in lexicon.people.private):
        return False
    before = best(tokens[i - 1])
    definite = tokens[i - 1].form.startswith(ARTICLE) or (before is not None and bool(before.pronoun))
    return tokens[i].form.startswith(ARTICLE) and definite


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
        words.add(without_article(token.form))
        words.update(without_article(a.stem) for a in token.analyses[:1])
    return next((office for label, office in lexicon.people.by_head[head] if label <= words), None)


def national(tokens: Sequence[Token], j: int, end: int, code: str, lexicon: Lexicon) -> bool:
    """True for a body of a state that is named like one of no state (the Russian security council)."""
    if lexicon.classes.get(code) == "State" or j + 1 >= end:
        return False
    first, nation = best(tokens[j]), lexicon.parties.longest(tokens, j + 1)
    told = nation is not None and nation.value.kind == "demonym"
    return told and first is not None and first.pos == "adj" and first.article
