"""The name behind an office that goes on longer than its known words: «the head of … in …, X»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.name_words import is_country, is_place, namesake
from kg.annotate.names import name_at, skip_titles
from kg.annotate.people_offices import Office
from kg.annotate.words import NOMINAL, best
from kg.model import Token
from kg.text.forms import ALIF, ARTICLE, BI, BI_THE, FEMININE_PLURAL, SOUND_PLURALS
from kg.text.tokens import splits

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_REACH = 11
"""Words between the known words of an office and the name of its holder."""
_PLURAL = (FEMININE_PLURAL, *SOUND_PLURALS[:2])
_ENCLOSED = 4
"""Words of a name between two commas at most."""
_SURE = 2
"""Words of a name that may stand so far from its office."""
_LOOSE = frozenset(("journalist", "diplomat", "politician"))
"""Offices whose word is an adjective too: what follows may be the rest of the sentence."""
_COMMAS, _OPEN = frozenset("،,"), frozenset("(")


def far_name(tokens: Sequence[Token], office: Office, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Token range of the name of ``office``'s holder behind further words of the office, else None.

    The words between are nouns, adjectives and the prepositions that join them; a verb, a second office, a
    list or another mark than one comma right before the name ends the search. An office whose words end with
    its party goes on only up to a comma: without one, what follows belongs to the sentence.
    """
    if office.own or office.id in _LOOSE:
        return None
    marked = office.code is not None and office.told
    if marked and tokens[office.last - 1].form.startswith(ARTICLE):
        bare = enclosed(tokens, office.last, end, lexicon, bare=True)
        if bare is not None:
            return bare
    for j in range(office.last, min(office.last + _REACH, end)):
        token = tokens[j]
        comma = token.text in _COMMAS or token.text in _OPEN
        if token.kind == "punct" and not comma:
            return None
        if comma and j + 1 < end and (first := best(tokens[j + 1])) is not None and first.conj:
            return None  # «…, and Dr. X» is the next of a list
        begin = skip_titles(tokens, j + 1 if comma else j, end, lexicon)
        after = name_at(tokens, begin, end, lexicon)
        named = (
            after - begin >= _SURE and _given(tokens, begin, lexicon) and not namesake(tokens, begin, lexicon)
        )
        if named and (comma or not (marked or j == office.last or _awaits(tokens, j - 1, lexicon))):
            return begin, after
        if comma and office.definite:
            return enclosed(tokens, begin, end, lexicon)
        if comma or not _goes_on(tokens, j, lexicon):
            return None
    return None


def enclosed(
    tokens: Sequence[Token], begin: int, end: int, lexicon: Lexicon, *, bare: bool = False
) -> tuple[int, int] | None:
    """Two to four words between a comma and the next, or «that», that can only be a name, one unknown.

    ``bare``: right behind a definite office and before «that», where nothing else can stand, the words may
    all look like words of the language (as those of Chinese and Vietnamese names do).
    """
    after = begin
    while after < end and after - begin <= _ENCLOSED and tokens[after].kind == "word":
        if tokens[after].form in lexicon.speech.that:
            break
        after += 1
    closed = after < end and (tokens[after].text in _COMMAS or tokens[after].form in lexicon.speech.that)
    if not closed or not _SURE <= after - begin <= _ENCLOSED:
        return None
    foreign = 0
    for i in range(begin, after):
        first = best(tokens[i])
        stop = tokens[i].form in lexicon.people.kinds["stop"] or tokens[i].form in lexicon.speech.participles
        stop = stop or tokens[i].form in lexicon.speech.edge or tokens[i].form in lexicon.speech.skip
        if first is None or stop or any(a.article for a in tokens[i].analyses):
            return None
        if first.pos in ("prep", "part", "pron", "adv") or tokens[i].form.endswith((ALIF, *_PLURAL)):
            return None
        if is_country(tokens, i, lexicon) or is_place(tokens, i, lexicon):
            return None
        if lexicon.people.head_of(tokens[i].form) or _governed(tokens[i], bare=bare):
            return None
        foreign += first.pos == "noun_prop" or not first.gloss
    that = after < end and tokens[after].form in lexicon.speech.that
    return (begin, after) if foreign or (bare and that) else None


def _governed(token: Token, *, bare: bool) -> bool:
    """True for a word of the language behind a preposition or a conjunction written onto it; ``bare``: behind
    a preposition only."""
    return any(a.gloss and a.pos != "noun_prop" and (a.prep or (a.conj and not bare)) for a in token.analyses)


def code_between(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> str | None:
    """The state in which the further words ``[first, last)`` of an office say that it is held, unless the
    body is sent there (the cultural mission in …)."""
    kinds = lexicon.people.kinds
    if any(split.stem in kinds["mission"] for t in tokens[first:last] for split in splits(t.form)):
        return None
    for i in range(first, last):
        inside = tokens[i - 1].form in kinds["bridge"] or tokens[i].form.startswith(BI)
        hit = lexicon.parties.longest(tokens, i)
        if inside and hit is not None and hit.value.kind in ("name", "capital") and i + hit.length <= last:
            return hit.value.code
        place = lexicon.places.longest(tokens, i)
        if inside and place is not None and place.value.code and not place.value.weak:
            return place.value.code
    return None


def _given(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True for a word that is no place and no word of the language: a name, known or unknown."""
    first = best(tokens[i])
    if tokens[i].form in lexicon.people.given:
        return True
    place = lexicon.places.longest(tokens, i)
    return first is not None and first.pos == "noun_prop" and place is None


def _awaits(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> bool:
    """True for an indefinite noun that is no place: a name behind it is its genitive (the days of X)."""
    first = best(tokens[i])
    if first is None or first.pos != "noun" or first.article or tokens[i].form.startswith(BI_THE):
        return False
    return lexicon.places.longest(tokens, i) is None and lexicon.parties.longest(tokens, i) is None


def _goes_on(tokens: Sequence[Token], j: int, lexicon: Lexicon) -> bool:
    """True for a word that an office may go on with."""
    token, first = tokens[j], best(tokens[j])
    people = lexicon.people
    if first is None or token.kind != "word" or token.form in lexicon.relatives:
        return False
    if token.form in people.kinds["bridge"] or token.form in people.kinds["host"]:
        return True
    head = people.head_of(token.form)
    if head is not None and (head[1] or head[3]):
        return False  # «and the minister», «the minister»: somebody else
    before = best(tokens[j - 1])
    if first.pos == "noun" and not (first.article or first.prep) and before is not None and before.article:
        return False  # behind a definite noun an indefinite one begins another phrase
    if first.pos in NOMINAL:
        return not first.pronoun and (not first.conj or first.article or first.pos == "noun_prop")
    return False
