"""The words of an office: where they end, which party and host they name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.annotate.office_words import concept, is_dual, is_other, is_quality, is_verb, owned
from kg.annotate.people_walk import ENVOYS, Walk
from kg.annotate.words import best
from kg.model import Token

if TYPE_CHECKING:
    from kg.lexicon import Lexicon


class Office(NamedTuple):
    """An office as worded: tokens ``[first, last)``, its concept and what it tells of parties."""

    first: int
    last: int
    id: str
    code: str | None
    host: str | None
    conj: str
    prep: str
    definite: bool
    told: bool
    """True when the words say more than the bare head."""
    dual: bool
    own: bool
    """True for «his foreign minister», «its ambassador»: the party is that of the official told before."""


def office_at(
    tokens: Sequence[Token], i: int, end: int, lexicon: Lexicon, home: str | None, *, long: bool = False
) -> Office | None:
    """The office whose first word is ``tokens[i]``, None when that is no office word.

    ``home`` is the state that «the kingdom» means unless another is named. ``long`` takes in further
    words (of any field after li- and bi-), right only when a name turns out to follow them.
    """
    token = tokens[i]
    if token.kind != "word":
        return None
    head = lexicon.people.head_of(token.form)
    dual = None if head or not is_dual(token) else lexicon.people.pair_of(token.form)
    theirs = None if head or dual else owned(token, lexicon)
    found = head or dual or theirs
    if (
        found is None
        or is_quality(tokens, i, lexicon.people.by_head[found[0]][-1][1], lexicon)
        or is_verb(token)
        or _asks(tokens, i, end, found[0], lexicon)
        or is_other(tokens, i, lexicon)
    ):
        return None
    word, conj, prep, article = found
    walk = Walk(tokens, i, end, lexicon, home, article=article, dual=dual is not None, long=long)
    walk.run()
    office = concept(tokens, i, walk.last, word, lexicon)
    if office is None:
        return None
    code, host = walk.code, walk.host
    if office not in ENVOYS and host is not None:
        code, host = code or host, None
    code = lexicon.people.parties.get(office) or code or walk.place
    return Office(
        i,
        walk.last,
        office,
        code,
        host,
        conj,
        prep,
        article,
        walk.last - i > 1,
        dual is not None,
        walk.own or theirs is not None,
    )


def _asks(tokens: Sequence[Token], i: int, end: int, word: str, lexicon: Lexicon) -> bool:
    """True for a calling that is rather a verb right before an office, its subject (the president asked)."""
    first = best(tokens[i])
    if first is None or first.pos != "verb" or i + 1 >= end:
        return False
    private = lexicon.people.by_head[word][-1][1] in lexicon.people.private
    return private and lexicon.people.head_of(tokens[i + 1].form) is not None
