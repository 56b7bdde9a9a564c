"""Numbers as news writes them: digits, words, and both together (3.5 million, «ثلاثة آلاف»).

All functions read *folded* forms (``kg.text.letters.fold``), one per token, as ``Token.form`` gives them.
The number words are those of Modern Standard Arabic in all cases and genders, in the spellings of
the press (مائة and مئة, ثماني and ثمان); written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.text.clitics import dress
from kg.text.letters import fold


class Number(NamedTuple):
    """A number phrase: its value, how many tokens it takes, and the clitics of its first word."""

    value: int | float
    length: int
    conj: str = ""
    prep: str = ""
    article: bool = False


class _Word(NamedTuple):
    role: str
    """one (1-9), ten (the 10 that also makes teens), tens, hundred, hundreds, scale, dual, fraction."""
    value: int | float
    conj: str
    prep: str
    article: bool


_ONES = {
    1: "واحد واحدة", 2: "اثنان اثنين اثنتان اثنتين", 3: "ثلاثة ثلاث", 4: "أربعة أربع", 5: "خمسة خمس",
    6: "ستة ست", 7: "سبعة سبع", 8: "ثمانية ثماني ثمان", 9: "تسعة تسع",
}  # fmt: skip
_TEEN_ONES = {1: "أحد إحدى", 2: "اثنا اثني اثنتا اثنتي"}
_TENS = {
    20: "عشرون عشرين", 30: "ثلاثون ثلاثين", 40: "أربعون أربعين", 50: "خمسون خمسين", 60: "ستون ستين",
    70: "سبعون سبعين", 80: "ثمانون ثمانين", 90: "تسعون تسعين",
}  # fmt: skip
_HUNDRED = "مئة مائة"
_HUNDREDS = {
    200: "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي", 300: "ثلاثمئة ثلاثمائة", 400: "أربعمئة أربعمائة",
    500: "خمسمئة خمسمائة", 600: "ستمئة ستمائة", 700: "سبعمئة سبعمائة",
    800: "ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة", 900: "تسعمئة تسعمائة",
}  # fmt: skip
_SCALES = {
    1_000: "ألف آلاف ألفا", 1_000_000: "مليون ملايين مليونا",
    1_000_000_000: "مليار مليارات مليارا بليون بلايين",
    1_000_000_000_000: "تريليون تريليونات ترليون تريليونا",
}  # fmt: skip
_DUALS = {
    2_000: "ألفان ألفين ألفي", 2_000_000: "مليونان مليونين مليوني", 2_000_000_000: "ملياران مليارين ملياري",
    2_000_000_000_000: "تريليونان تريليونين تريليوني",
}  # fmt: skip
_FRACTIONS = {0.5: "نصف", 0.25: "ربع", 1 / 3: "ثلث"}
_ORDINALS = {
    1: "أول أولى حادي حادية", 2: "ثاني ثانية ثان", 3: "ثالث ثالثة", 4: "رابع رابعة", 5: "خامس خامسة",
    6: "سادس سادسة", 7: "سابع سابعة", 8: "ثامن ثامنة", 9: "تاسع تاسعة", 10: "عاشر عاشرة",
}  # fmt: skip
_NOT_NUMBERS = frozenset(map(fold, ("الاثنين", "والاثنين", "للاثنين", "بالاثنين", "لست", "فست", "كست")))
"""Clitic and numeral by letters, but in news another word (Monday, "I am not")."""

_AND = "و"
_JOINED = frozenset({"و", "ال", "وال", "ب", "ل", "بال", "ف"})
"""Clitics that the tokenizer leaves alone before digits."""


def _table(roles: list[tuple[str, dict[int, str] | dict[float, str]]]) -> dict[str, _Word]:
    """Written form → word; bare words win over words with clitics that happen to look alike."""
    table: dict[str, _Word] = {}
    for bare_only in (True, False):
        for role, values in roles:
            for value, words in values.items():
                for word in words.split():
                    for form, conj, prep, article in dress(fold(word)):
                        bare = not (conj or prep or article)
                        if bare == bare_only and form not in _NOT_NUMBERS:
                            table.setdefault(form, _Word(role, value, conj, prep, article))
    return table


_CARDINAL_WORDS = _table(
    [
        ("one", _ONES), ("teen", _TEEN_ONES), ("ten", {10: "عشرة عشر"}), ("tens", _TENS),
        ("hundred", {100: _HUNDRED}), ("hundreds", _HUNDREDS), ("scale", _SCALES), ("dual", _DUALS),
        ("fraction", _FRACTIONS),
    ]
)  # fmt: skip
_ORDINAL_WORDS = _table([("one", _ORDINALS), ("ten", {10: "عشر عشرة"}), ("tens", _TENS)])
_DUAL_ENDING = frozenset(fold(word) for word in ("ألفا", "مليونا", "مليارا", "تريليونا"))
"""Accusative of the scale after a number, nominative dual (two thousand) without one."""

NUMBER_FORMS: frozenset[str] = frozenset(_CARDINAL_WORDS)
"""Folded words that can start a cardinal."""
ORDINAL_FORMS: frozenset[str] = frozenset(_ORDINAL_WORDS)
"""Folded words that can start an ordinal."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_PLAIN = re.compile(r"\d+(?:[.,]\d+)?")


def read_digits(form: str, *, scaled: bool = False) -> int | float | None:
    """The value of a folded run of digits, a per-cent sign ignored; None for dates and times.

    ``36.500`` is thirty-six thousand five hundred, unless a scale word follows (``scaled``): news
    writes thousands with comma and dot alike.

    >>> read_digits("10,000"), read_digits("7.5"), read_digits("36.500"), read_digits("29/7/2021")
    (10000, 7.5, 36500, None)
    """
    form = form.rstrip("%٪")
    if form.isdecimal():
        return int(form)
    if _GROUPED.fullmatch(form):
        form = form.replace(",", "")
    elif not scaled and _DOTTED.fullmatch(form):
        form = form.replace(".", "")
    elif not _PLAIN.fullmatch(form):
        return None
    value = float(form.replace(",", "."))
    return int(value) if value.is_integer() else value


def _word(forms: Sequence[str], at: int) -> _Word | None:
    return _CARDINAL_WORDS.get(forms[at]) if at < len(forms) else None


def _small(forms: Sequence[str], at: int) -> tuple[int | float, int] | None:
    """A number below one thousand in words, starting at ``at``: its value and length."""
    word = _word(forms, at)
    if word is None or word.role in ("scale", "dual", "fraction"):
        return None
    value, length = word.value, 1
    after = _word(forms, at + 1)
    if after is not None and not after.conj:
        if word.role in ("one", "teen") and after.role == "ten":
            return value + 10, 2
        if word.role == "one" and value > 2 and after.role == "hundred":
            value, length = value * 100, 2
    if word.role == "teen":
        return None
    if value >= 100:
        rest = _and_small(forms, at + length)
        return (value + rest[0], length + rest[1]) if rest else (value, length)
    after = _word(forms, at + 1)
    if word.role == "one" and after is not None and after.conj == _AND and after.role == "tens":
        return value + after.value, 2
    return value, length


def _and_small(forms: Sequence[str], at: int) -> tuple[int | float, int] | None:
    """Words below one hundred behind a hundred, joined by the conjunction."""
    word = _word(forms, at)
    if word is None or word.conj != _AND or word.prep:
        return None
    small = _small(forms, at)
    return small if small and small[0] < 100 else None


def _amount(forms: Sequence[str], at: int) -> tuple[int | float, int, bool] | None:
    """Digits or words below a scale: value, length, whether digits."""
    if at < len(forms) and forms[at][:1].isdigit():
        following = _word(forms, at + 1)
        value = read_digits(forms[at], scaled=following is not None and following.role == "scale")
        return None if value is None else (value, 1, True)
    small = _small(forms, at)
    return None if small is None else (*small, False)


def _group(forms: Sequence[str], at: int) -> tuple[int | float, int, int | float] | None:
    """An amount with its scale (20 million, two thousand, half a million): value, length, scale."""
    first = _word(forms, at)
    if first is not None and first.role == "fraction":
        scale = _word(forms, at + 1)
        if scale is None or scale.role != "scale" or scale.conj:
            return None
        return _whole(first.value * scale.value), 2, scale.value
    if first is not None and first.role == "dual":
        return first.value, 1, first.value / 2
    if first is not None and first.role == "scale":
        dual = 2 if forms[at].removeprefix("و") in _DUAL_ENDING else 1
        return first.value * dual, 1, first.value
    amount = _amount(forms, at)
    if amount is None:
        return None
    value, length, _ = amount
    scale = _word(forms, at + length)
    if scale is not None and scale.role == "scale" and not (scale.conj or scale.prep):
        return _whole(value * scale.value), length + 1, scale.value
    return value, length, 1


def _whole(value: int | float) -> int | float:
    value = round(value, 6)
    return int(value) if float(value).is_integer() else value


def _more(forms: Sequence[str], at: int, scale: int | float) -> tuple[int | float, int, int | float] | None:
    """What is added to a scaled number behind a conjunction: a smaller group, or a part of the scale."""
    skip = 1 if at < len(forms) and forms[at] == _AND else 0
    word = _word(forms, at)
    if not skip and (word is None or word.conj != _AND or word.prep):
        return None
    if word is not None and word.role == "fraction":
        again = _word(forms, at + 1)
        repeated = again is not None and again.role == "scale" and again.value == scale and not again.conj
        return word.value * scale, 2 if repeated else 1, 1
    group = _group(forms, at + skip)
    if group is None or group[0] >= scale or (skip and group[2] == 1 and group[0] < 100):
        return None  # "20 million and 5 planes": few counted things are another number
    return group[0], group[1] + skip, group[2]


def read_number(forms: Sequence[str], at: int) -> Number | None:
    """The longest cardinal that starts at token ``at``, in digits, words or both; None if there is none.

    A clitic that stands alone before digits («و» before 200) is not part of the number; words
    carry theirs, which the result tells.

    >>> read_number(["مليون", "و", "200", "الف"], 0)
    Number(value=1200000, length=4, conj='', prep='', article=False)
    >>> read_number(["خمسه", "وعشرين"], 0).value, read_number(["عشره", "الاف"], 0).value
    (25, 10000)
    """
    group = _group(forms, at)
    if group is None:
        return None
    value, length, scale = group
    while scale > 1:
        more = _more(forms, at + length, scale)
        if more is None:
            break
        value, length, scale = value + more[0], length + more[1], more[2]
    first = _word(forms, at)
    clitics = (first.conj, first.prep, first.article) if first is not None else ("", "", False)
    return Number(_whole(value), length, *clitics)


def read_ordinal(forms: Sequence[str], at: int) -> Number | None:
    """An ordinal from 1 to 99 in words at token ``at``.

    >>> read_ordinal(["السابع", "والعشرين"], 0).value, read_ordinal(["الثالث", "عشر"], 0).value
    (27, 13)
    """
    word = _ORDINAL_WORDS.get(forms[at])
    if word is None or word.role == "ten":
        return None
    clitics = (word.conj, word.prep, word.article)
    after = _ORDINAL_WORDS.get(forms[at + 1]) if at + 1 < len(forms) else None
    if word.role == "one" and word.value < 10 and after is not None:
        if after.role == "ten" and not after.conj and not after.article:
            return Number(word.value + 10, 2, *clitics)
        if after.role == "tens" and after.conj == _AND:
            return Number(word.value + after.value, 2, *clitics)
    return Number(word.value, 1, *clitics)


def is_joined(form: str) -> bool:
    """True for a clitic that the tokenizer leaves as a token of its own before digits («و», «ال»)."""
    return form in _JOINED


def is_lone_article(form: str) -> bool:
    """True for an article that stands alone before digits («الـ28»)."""
    return form == "ال"
