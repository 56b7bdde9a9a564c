"""Leading clitics put on a folded word: the opposite of ``kg.text.tokens.splits``, for look-up tables."""

from __future__ import annotations

from typing import NamedTuple

from kg.text.forms import ARTICLE


class Dressed(NamedTuple):
    """A written form of a word and the clitics it carries."""

    form: str
    conj: str
    prep: str
    article: bool


def dress(word: str, *, preps: bool = True, article: bool = True) -> tuple[Dressed, ...]:
    """Every written form of a folded ``word``: with conjunction, with preposition, with article.

    A word that begins with the article keeps it and loses its alif behind li-.

    >>> [d.form for d in dress("الاحد", article=False)][:5]
    ['الاحد', 'بالاحد', 'للاحد', 'كالاحد', 'والاحد']
    """
    bodies = [(word, False)] + ([(ARTICLE + word, True)] if article else [])
    found = []
    for conj in ("", "و", "ف"):
        for prep in ("", "ب", "ل", "ك") if preps else ("",):
            for body, defined in bodies:
                joined = "لل" + body[2:] if prep == "ل" and body.startswith(ARTICLE) else prep + body
                found.append(Dressed(conj + joined, conj, prep, defined))
    return tuple(found)
