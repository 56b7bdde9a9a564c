"""Folding: one written form for the spellings that news mixes freely."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
"""Vowel signs, Koranic marks and tatweel: never distinctive in news."""

LETTERS = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc"

_MARKS = re.compile(f"[{MARKS}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_SAME = str.maketrans("أإآٱىةؤئیکگ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "اااايهوييكك01234567890123456789.,")
_SEATS = str.maketrans("یک", "يك")


def bare(text: str) -> str:
    """``text`` without vowel signs, tatweel and invisible marks, letters otherwise as written.

    >>> bare("الصِّينـــية")
    'الصينية'
    """
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return _MARKS.sub("", text).translate(_SEATS)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """The spelling that all variants of a word share: hamza seats, final ya and ta marbuta alike.

    Digits become ASCII and Latin letters lower case. Length may change: never use it for offsets.

    >>> fold("الإمارات"), fold("سوريّة"), fold("٢٠٢١")
    ('الامارات', 'سوريه', '2021')
    """
    if text.isascii():
        return text.lower()
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return _MARKS.sub("", text).translate(_SAME).lower()
