"""Words of an article, each with its exact place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple, Protocol

from kg.model import Analysis, Token
from kg.text.forms import AND, ARTICLE
from kg.text.letters import INVISIBLE, LETTERS, MARKS, fold

_TATWEEL = "\u0640"
_SIGNS = MARKS.replace(_TATWEEL, "")
"""Vowel signs: part of a word, nothing by themselves; a lone tatweel is a dash."""

_BLANK = re.compile(r"\s+")

_TOKEN = re.compile(
    r"(?P<number>[0-9٠-٩۰-۹]{1,30}(?:[.,/\-:٫٬][0-9٠-٩۰-۹]{1,30}){0,9}[%٪]?)"
    rf"|(?P<word>(?:{AND}[{_TATWEEL}]*[ \u00a0]{{1,2}}(?=[{LETTERS}][{MARKS}]*[{LETTERS}]))?"
    rf"[{LETTERS}](?:[{LETTERS}{MARKS}]|[{INVISIBLE}]+(?=[{LETTERS}]))*)"
    r"|(?P<latin>[A-Za-z\u00c0-\u024f][\w'’&]*(?:-[\w]+)*)"
    rf"|(?P<punct>[^\s{INVISIBLE}{_SIGNS}])"
)

_MIN_STEM = 2


class Split(NamedTuple):
    """One way to take the leading clitics off a folded word."""

    conj: str
    prep: str
    article: bool
    stem: str


class Analyser(Protocol):
    """What tokenizing needs of a morphology."""

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Readings of ``word`` as written, best first."""


@lru_cache(maxsize=200_000)
def splits(form: str) -> tuple[Split, ...]:
    """Every way to take conjunction, preposition and article off ``form``, the whole word first.

    >>> [(s.conj, s.prep, s.article, s.stem) for s in splits("وللصين")][-1]
    ('و', 'ل', True, 'صين')
    """
    found = [Split("", "", False, form)]
    tails = [("", form)]
    if form[:1] in ("و", "ف") and len(form) > _MIN_STEM:
        tails.append((form[0], form[1:]))
        found.append(Split(form[0], "", False, form[1:]))
    for conj, tail in tails:
        if tail.startswith(ARTICLE) and len(tail) > 3:
            found.append(Split(conj, "", True, tail[2:]))
        if tail[:1] in ("ب", "ل", "ك") and len(tail) > _MIN_STEM:
            rest = tail[1:]
            found.append(Split(conj, tail[0], False, rest))
            if rest.startswith(ARTICLE) and len(rest) > 3:
                found.append(Split(conj, tail[0], True, rest[2:]))
            elif tail.startswith("لل") and len(tail) > 3:
                found.append(Split(conj, "ل", True, tail[2:]))
    return tuple(found)


def tokenize(text: str, morphology: Analyser) -> tuple[Token, ...]:
    """Cut ``text`` into words, numbers, Latin runs and punctuation; ``token.text`` is exact.

    A conjunction that stands apart from its word («و قال») is one token with it, as everywhere else.
    """
    tokens = []
    analyse = morphology.analyse
    for index, match in enumerate(_TOKEN.finditer(text)):
        kind = match.lastgroup or "punct"
        words = written = match.group()
        if kind == "word" and len(words) > 2 and words[1:3].strip() != words[1:3]:
            words = _BLANK.sub("", words)
        tokens.append(
            Token(
                index,
                match.start(),
                match.end(),
                written,
                fold(words),
                kind,
                analyse(words) if kind == "word" else (),
            )
        )
    return tuple(tokens)
