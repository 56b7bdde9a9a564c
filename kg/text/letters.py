"""Folding: one written form for the spellings that news mixes freely."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
"""Vowel signs, Koranic marks and tatweel: never distinctive in news."""

INVISIBLE = "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Marks of direction, joiners, breaks: what pages leave between and inside words."""

LETTERS = "\u0621-\u063a\u0641-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc"

_MARKS = re.compile(f"[{MARKS}{INVISIBLE}]")
_NO_LETTER = re.compile(rf"[{MARKS}{INVISIBLE}\s]*")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
_SAME = str.maketrans(
    "أإآٱىةؤئیېےکگہھەۀۃڤپچژ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬",
    "ااااي" + "هو" + "يييي" + "كك" + "ههههه" + "فبجز" + "01234567890123456789.,",
)
_SEATS = str.maketrans("یېےکگہھەۀۃڤپچژ", "يييككههههةفبجز")
"""Letters of other languages that keyboards and foreign names bring in, as Arabic writes them."""
_KEYBOARD = str.maketrans("یک", "يك")


def retyped(text: str) -> str:
    """``text`` with the ya and kaf of Persian keyboards, on which Arabic is typed too, as Arabic writes
    them."""
    return text.translate(_KEYBOARD)


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
    return folded(text)


def folded(text: str) -> str:
    """What ``fold`` makes of a word, for whole texts: they are not remembered."""
    if text.isascii():
        return text.lower()
    if _PRESENTATION.search(text):
        text = unicodedata.normalize("NFKC", text)
    return _MARKS.sub("", text).translate(_SAME).lower()


def behind(text: str, count: int) -> int:
    """Where ``text`` goes on behind its first ``count`` letters, the marks and blanks on them counted in.

    >>> behind("وَالصين", 1), behind("و الصين", 1), behind("الصين", 0)
    (2, 2, 0)
    """
    at = 0
    for _ in range(count):
        found = _NO_LETTER.match(text, min(at + 1, len(text)))
        at = found.end() if found else len(text)
    return at


_ALIKE = ("اأإآٱ", "هةۀ", "يىئی", "كک", "وؤ")


def loose(words: str) -> str:
    """A regular expression that finds ``words`` in any spelling that ``fold`` makes alike.

    Vowel signs may stand in between; blanks are any blanks. Good for Python, XPath and Rust alike.

    >>> import re
    >>> bool(re.search(loose("الامارات"), "في الإمارات")), loose("a.b")
    (True, 'a\\\\.b')
    """
    parts = []
    for letter in " ".join(bare(words).split()):
        alike = next((group for group in _ALIKE if letter in group), "")
        if letter == " ":
            parts.append(r"\s+")
        elif alike:
            parts.append(f"[{alike}][{MARKS}]*")
        elif letter in r"\.^$*+?{}[]|()-":
            parts.append("\\" + letter)
        else:
            parts.append(letter + (f"[{MARKS}]*" if "\u0621" <= letter <= "\u064a" else ""))
    return "".join(parts)
