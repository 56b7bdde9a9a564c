"""Places: names of the gazetteer and of states, and whether the words say that something is there."""

from __future__ import annotations

from collections.abc import Sequence

from kg.annotate.words import best
from kg.lexicon import Lexicon
from kg.model import PersonMention, PlaceMention, Token
from kg.text.letters import fold

_HERE = frozenset(("ب", "في"))


def find_places(
    tokens: Sequence[Token], people: Sequence[PersonMention], lexicon: Lexicon
) -> tuple[PlaceMention, ...]:
    """Place mentions in reading order; weak names only after a place noun or «in»."""
    named = {i for p in people if p.name_span for i in range(p.first, p.last) if _in(tokens[i], p)}
    found: list[PlaceMention] = []
    i = 0
    while i < len(tokens):
        mention = None if i in named else _at(tokens, i, lexicon)
        if mention is not None or (i not in named and (mention := _unlisted(tokens, i, lexicon)) is not None):
            found.append(mention)
        i = mention.last if mention is not None else i + 1
    return tuple(found)


def _in(token: Token, person: PersonMention) -> bool:
    return person.name_span is not None and person.name_span.start <= token.start < person.name_span.end


def _at(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> PlaceMention | None:
    place = lexicon.places.longest(tokens, i)
    party = lexicon.parties.longest(tokens, i)
    if (
        party is not None
        and party.value.kind in ("name", "capital")
        and (place is None or party.length >= place.length)
    ):
        if lexicon.classes.get(party.value.code) != "State":
            return None
        last = i + party.length
        clitics = len(party.conj + party.prep)
        return PlaceMention(
            i,
            last,
            _name(tokens, i, last, clitics),
            party.value.code,
            None,
            _located(tokens, i, party.prep, lexicon),
        )
    if place is None:
        return None
    located = _located(tokens, i, place.prep, lexicon)
    if place.value.weak and not located:
        return None
    last = i + place.length
    return PlaceMention(
        i,
        last,
        _name(tokens, i, last, len(place.conj + place.prep)),
        place.value.code,
        place.value.geonames,
        located,
    )


def _unlisted(tokens: Sequence[Token], i: int, lexicon: Lexicon) -> PlaceMention | None:
    """A name that no list has, after a place noun: the words themselves say that it is a place."""
    token = tokens[i]
    first = best(token)
    if (
        i == 0
        or first is None
        or first.gloss
        or first.prep
        or first.pos != "noun_prop"
        or token.kind != "word"
    ):
        return None
    before = best(tokens[i - 1])
    if before is None or lexicon.heads.get(before.lemma) != "territory" or before.pos != "noun":
        return None
    return PlaceMention(i, i + 1, token.text, None, None, True)


def _name(tokens: Sequence[Token], first: int, last: int, clitics: int) -> str:
    words = [t.text for t in tokens[first:last]]
    if clitics and fold(words[0]).startswith("لل"):
        words[0] = "ال" + words[0][2:]
    elif clitics:
        words[0] = words[0][clitics:]
    return " ".join(words)


def _located(tokens: Sequence[Token], i: int, prep: str, lexicon: Lexicon) -> bool:
    """True after «in», «at», or a place noun that itself follows one of them or needs none."""
    if prep == "ب":
        return True
    if i == 0:
        return False
    before = tokens[i - 1]
    if before.form.lstrip("و") in _HERE:
        return True
    word = best(before)
    return word is not None and word.pos in ("noun", "adj") and lexicon.heads.get(word.lemma) == "territory"
