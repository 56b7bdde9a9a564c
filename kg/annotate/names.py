"""Personal names of any origin: where one begins, and up to which word it goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.words import best
from kg.model import Token

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_MAX_WORDS = 6


def name_at(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon, *, office: bool = False) -> int:
    """The end of the name that starts at ``i`` (``i`` itself when there is none), at most ``end``.

    With ``office`` an office or title stands before it, and a common word may be a first name.
    """
    leader = lexicon.parties.longest(tokens, i) if i < end else None
    if leader is not None and leader.value.kind == "leader":
        j = i + leader.length
    elif i >= end or not (begins(tokens, i, lexicon) or (office and _after_office(tokens, i, end, lexicon))):
        return i
    else:
        j = i + 1
    definite = 0
    while j < end and j - i < _MAX_WORDS:
        token = tokens[j]
        if token.form in lexicon.people.particles:
            j += 1
        elif token.text == "-" and j + 1 < end and begins(tokens, j + 1, lexicon):
            j += 2
        elif _is_definite_part(tokens, j, lexicon, alone=j - i == 1) and definite < 2:
            definite += tokens[j - 1].form not in lexicon.people.particles
            j += 1
        elif definite == 0 and begins(tokens, j, lexicon):
            j += 1
        else:
            break
    while j > i + 1 and tokens[j - 1].form in lexicon.people.particles and not tokens[j - 1].form.startswith("ال"):
        j -= 1
    return j


def begins(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True when the word can be a first name: no article, a name in some reading, not a country or office."""
    token = tokens[i]
    if token.kind == "latin":
        return token.text[:1].isupper()
    if token.kind != "word" or len(token.form) < 2:
        return False
    first = best(token)
    if first is not None and first.pos == "prep" and not first.prep:
        return False
    if token.form in lexicon.people.given:
        return True
    if first is not None and not first.article and _child_of(tokens, i):
        return True
    if first is None or first.article or token.form.startswith("ال") or first.prep or first.conj:
        return False
    if token.form in lexicon.prepositions or token.form in lexicon.breaks or first.pos in ("prep", "conj", "part", "pron", "num"):
        return False
    hit = lexicon.parties.longest(tokens, i)
    if hit is not None and hit.value.kind in ("name", "capital", "demonym", "seat"):
        return False
    if lexicon.heads.get(first.lemma) or first.lemma in lexicon.people.heads:
        return False
    if token.form in lexicon.people.particles:
        return token.form not in ("الله", "الدين")
    named = [a for a in token.analyses if a.pos == "noun_prop"]
    return bool(named) and (first.pos == "noun_prop" or first.pos in ("adj", "noun") and first.pronoun == "")


def _child_of(tokens: Sequence[Token], i: int) -> bool:
    """True when «son of» follows: nothing but a name stands before it."""
    return i + 1 < len(tokens) and tokens[i + 1].form in ("بن", "ابن", "بنت") and not tokens[i].form.startswith("ال")


def _after_office(tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon) -> bool:
    """A common word that is a first name here: indefinite after an office, a family name behind it."""
    first = best(tokens[i])
    if first is None or i + 1 >= end or first.article or first.prep or first.conj or first.pronoun:
        return False
    if first.pos not in ("noun", "adj", "noun_prop") or _institution(first.lemma, lexicon):
        return False
    return _is_definite_part(tokens, i + 1, lexicon, alone=True) or begins(tokens, i + 1, lexicon)


def _is_definite_part(tokens: Sequence[Token], j: int, lexicon: Lexicon, *, alone: bool) -> bool:
    """A family name with the article: no verb of a clause, no weekday, no country's adjective after a full name."""
    token = tokens[j]
    if token.kind != "word" or not token.form.startswith("ال") or token.form in lexicon.relatives:
        return False
    if _weekday(token):
        return False
    first = best(token)
    hit = lexicon.parties.longest(tokens, j)
    if hit is not None and hit.value.kind != "leader":
        return alone and hit.value.kind == "demonym"
    if first is None or first.pos == "verb":
        return False
    if any(a.pos == "noun_prop" for a in token.analyses):
        return True
    return first.pos == "adj" and token.form.endswith("ي") or (alone and first.pos in ("adj", "noun") and not _institution(first.lemma, lexicon))


def _institution(lemma: str, lexicon: Lexicon) -> bool:
    return lexicon.heads.get(lemma) is not None or lemma in lexicon.people.heads


def _weekday(token: Token) -> bool:
    first = best(token)
    return first is not None and first.gloss.endswith("day") and first.gloss[:1].isupper()
