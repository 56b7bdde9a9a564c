"""Which texts are Arabic: by script, then by the article, and in doubt by a trained identifier.

Persian, Urdu, Kurdish and others share the script. Nearly every Arabic text of some length is known by how
many of its words bear the article (at least 12 in 100; Persian and Urdu news stay below 6); py3langid, a
naive Bayes identifier over byte n-grams of 140 languages, decides the rest.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.text.letters import LETTERS, MARKS, fold, retyped
from kg.text.tokens import splits

_ENOUGH = 20
"""Letters below which nothing is said about a text's language."""
_SAMPLE = 2000
"""Code points of a text that are looked at."""
_WITH_ARTICLE = 0.12
_WORD = re.compile(f"[{LETTERS}{MARKS}]+")
_ELSEWHERE = re.compile("[\u0671-\u06a8\u06aa-\u06cb\u06cd-\u06d3\u06d5]")
"""Letters that Arabic lacks; news writes them in foreign names only, of which one in 200 letters is many."""
_FOREIGN = 200
_ARABIC = ("ar", "arz", "ary")
"""Standard Arabic and its vernaculars, as ISO 639-3 names them."""
_SCRIPT = (*_ARABIC, "fa", "ur", "ps", "ug", "ku", "sdh", "uzs")
"""Languages written in Arabic letters that the identifier knows."""


def language(text: str) -> str | None:
    """ISO 639 code of the language of ``text``; "ar" for all Arabic; None when there are too few letters."""
    sample = text[:_SAMPLE]
    words = _WORD.findall(sample)
    arabic = sum(map(len, words))
    letters = sum(map(str.isalpha, sample))
    if letters < _ENOUGH:
        return None
    if 2 * arabic < letters:
        return _identified(sample, None)
    if sum(map(_definite, words)) >= _WITH_ARTICLE * len(words):
        return "ar"
    found = _identified(sample, _SCRIPT)
    if found == "ar" or _FOREIGN * len(_ELSEWHERE.findall(sample)) > arabic:
        return found
    return "ar" if _identified(retyped(sample), _SCRIPT) == "ar" else found


@lru_cache(maxsize=100_000)
def _definite(word: str) -> bool:
    """Whether a word bears the article, behind whatever clitics."""
    return any(split.article for split in splits(fold(word)))


def arabic_part(text: str) -> str:
    """The lines of ``text`` that are Arabic; lines too short to say go with the line before them."""
    if "\n" not in text:
        return text if language(text) in ("ar", None) else ""
    kept, before = [], True
    for line in text.split("\n"):
        told = language(line)
        if told is None:
            arabic = sum(map(len, _WORD.findall(line)))
            fits = before and 2 * arabic >= sum(map(str.isalpha, line))
        else:
            fits = before = told == "ar"
        if fits:
            kept.append(line)
    return "\n".join(kept).strip()


def foreign(text: str) -> str | None:
    """The language of a text that is not even partly Arabic; None for one that is or cannot be judged."""
    told = language(text)
    if told in ("ar", None):
        return None
    part = arabic_part(text)
    return None if language(part) == "ar" else told


def _identified(text: str, labels: tuple[str, ...] | None) -> str:
    best = str(_identifier(labels).classify(text)[0])
    return "ar" if best in _ARABIC else best


@cache
def _identifier(labels: tuple[str, ...] | None) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE)
    if labels:
        found.set_languages(labels)
    return found
