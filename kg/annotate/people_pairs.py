"""Offices of two in one word («the presidents …»), and the words of an office as written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.annotate.name_words import leader
from kg.annotate.names import name_at, skip_titles
from kg.annotate.people_offices import Office, office_at
from kg.annotate.words import best
from kg.lexicon.people import PeopleWords
from kg.model import PersonMention, Span, Token
from kg.text.forms import without_clitics
from kg.text.letters import behind

if TYPE_CHECKING:
    from kg.lexicon import Lexicon

_MAX_PARTIES = 4
_CHIEFS = frozenset(("king", "emir", "sultan", "emperor", "president", "head-of-state", "prime-minister"))


def text_of(tokens: Sequence[Token], first: int, last: int, words: PeopleWords | None) -> str:
    """The words as written, single spaces; with ``words`` without the clitics of an office word."""
    parts = []
    for k in range(first, last):
        glued = k == first or tokens[k].start == tokens[k - 1].end
        parts.append(tokens[k].text if glued else " " + tokens[k].text)
    text = "".join(parts)
    form = tokens[first].form
    found = (words.head_of(form) or words.pair_of(form)) if words is not None else None
    if not found:
        return text
    _, conj, prep, _ = found
    return without_clitics(text, len(conj) + len(prep))


def named(tokens: Sequence[Token], first: int, last: int, clitics: int) -> tuple[str, Span]:
    """A name without its first letters that are clitics, and where it stands."""
    cut = behind(tokens[first].text, clitics)
    return text_of(tokens, first, last, None)[cut:], Span(tokens[first].start + cut, tokens[last - 1].end)


def pair_at(tokens: Sequence[Token], office: Office, end: int, lexicon: Lexicon) -> list[PersonMention]:
    """The holders of an office in the dual: two parties of one office, or two fields with a name each."""
    found = (_parties if office.code else _fields)(tokens, office, end, lexicon)
    return [m for m in found if m.name or office.id not in lexicon.people.private]


def _parties(tokens: Sequence[Token], office: Office, end: int, lexicon: Lexicon) -> list[PersonMention]:
    """«The presidents, the French … and the Russian …»."""
    found: list[PersonMention] = []
    at, code = office.last, office.code
    while True:
        first = office.first if not found else at - 1
        found.append(_holder(tokens, office, (first, at, end), code, lexicon))
        at = found[-1].last
        hit = lexicon.parties.longest(tokens, at) if at < end else None
        if hit is None or not hit.conj or hit.value.kind == "leader" or len(found) >= _MAX_PARTIES:
            return found
        at, code = at + hit.length, hit.value.code


def _fields(tokens: Sequence[Token], office: Office, end: int, lexicon: Lexicon) -> list[PersonMention]:
    """«The ministers of energy … and of finance …», only with a name behind each."""
    found: list[PersonMention] = []
    at = office.last
    while len(found) < _MAX_PARTIES:
        first = office.first if not found else at - 1
        holder = _holder(tokens, office, (first, at, end), None, lexicon)
        if holder.name is None:
            break
        found.append(holder)
        joined = best(tokens[holder.last]) if holder.last < end else None
        if joined is None or not joined.conj or not joined.article:
            break
        at = holder.last + 1
    return found


def _holder(
    tokens: Sequence[Token],
    office: Office,
    place: tuple[int, int, int],
    code: str | None,
    lexicon: Lexicon,
) -> PersonMention:
    """The holder whose words start at ``place[0]`` and whose name, if any, starts at ``place[1]``."""
    first, at, end = place
    begin = skip_titles(tokens, at, end, lexicon)
    after = name_at(tokens, begin, end, lexicon, expected=True)
    words = text_of(tokens, office.first, office.last, lexicon.people)
    if after == begin:
        return PersonMention(first, at, None, None, office.id, words, code)
    leader = lexicon.parties.longest(tokens, begin)
    if code is None and leader is not None and leader.value.kind == "leader":
        code = leader.value.code
    span = Span(tokens[begin].start, tokens[after - 1].end)
    return PersonMention(first, after, text_of(tokens, begin, after, None), span, office.id, words, code)


def chief_of(
    tokens: Sequence[Token], office: Office, begin: int, end: int, lexicon: Lexicon
) -> tuple[Office, str] | None:
    """The office and party of a well-known chief whose name ends the words of another's office (an
    assistant in the bureau of president X)."""
    code = leader(tokens, begin, lexicon)
    for k in range(office.last - 1, office.first, -1) if code is not None else ():
        head = lexicon.people.head_of(tokens[k].form)
        if head is None or not head[3] or head[2]:
            continue
        bureau = best(tokens[k - 1])
        inner = office_at(tokens, k, end, lexicon, None)
        if inner is None or inner.id not in _CHIEFS:
            return None
        if bureau is None or bureau.pos != "noun" or not bureau.prep:
            return None
        return (inner, code) if inner.last == office.last and code is not None else None
    return None
