"""Days told in words or digits: «29 يوليو 2021», «١٩ ذو الحجة ١٤٤٢», 29/07/2021, July 29, 2021.

A day counts only with its day, month and year all told, the year in four digits: nothing is guessed.
"""

from __future__ import annotations

import datetime
import email.utils
import re
from functools import cache
from typing import NamedTuple

from kg.annotate.times import find_times, resolve
from kg.lexicon.times import TimeWords, load_times
from kg.model import Analysis, Token
from kg.sources.options import BadArticle
from kg.text.letters import INVISIBLE
from kg.text.tokens import tokenize

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)
"""A date, or a time stamp of which the date is kept: the day on the clock of who wrote it."""
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.*)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_SPACED = re.compile(r"(?<!\d)(\d{1,4}) ?([/\-.]) ?(\d{1,2}) ?\2 ?(\d{1,4})(?![\d:])")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_DASHED = re.compile(r"(?<!\d)(\d{1,2}) ?([/\-.]) ?([^\W\d_]+(?: [^\W\d_]+)?) ?\2 ?(\d{4})(?!\d)")
_CLOSE = 2
"""Days by which sighting the moon moves a date of the Islamic calendar from the computed one."""
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LATIN = re.compile(
    r"\b(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?[ ,/-]+(?P<m>[A-Za-z]{3,9})"
    r"|(?P<m2>[A-Za-z]{3,9})\.?[ ]+(?P<d2>\d{1,2}))(?:st|nd|rd|th)?[ ,/-]+(?P<y>\d{4})\b"
)
_OLDEST = "1800"
_HIJRI_UNTIL = 1600
"""ISO-like dates with a year below it are of the Islamic calendar: no newspaper is that old."""


class Day(NamedTuple):
    """A day, with the place of its words in the text it was found in."""

    start: int
    end: int
    iso: str
    hijri: bool = False
    """Whether it was told in the Islamic calendar."""


class _Unanalysed:
    """Time expressions are read by their forms alone."""

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """No readings."""
        return ()


@cache
def _words() -> TimeWords:
    return load_times()


def iso_date(value: object, where: str) -> str | None:
    """The ISO date of a field: ISO, day/month/year, or words that tell one day; None for nothing.

    Dates of the Islamic calendar become Gregorian ones. Raises BadArticle for a date of another form.
    """
    if not value:
        return None
    text = str(value).strip().translate(_DIGITS)
    iso = _ISO.fullmatch(text)
    if iso and int(iso.group(1)[:4]) >= _HIJRI_UNTIL:
        try:
            return datetime.date.fromisoformat(iso.group(1)).isoformat()
        except ValueError as error:
            raise BadArticle(f"{where}: date {text[:60]!r}: {error}") from error
    found = days_told(text[:200])
    if len(found) == 1:
        return found.pop()
    raise BadArticle(
        f"{where}: date {text[:60]!r} is not understood: write it as 2021-07-29, or leave it out"
    )


def stamp(value: object) -> str | None:
    """The day of a machine-readable time stamp (ISO 8601, RFC 822, compact), or of words; None if none.

    A year or a month alone is no day.
    """
    text = " ".join(str(value or "").split()).translate(_DIGITS)[:120]
    compact = _COMPACT.fullmatch(text)
    if compact:
        text = "-".join(compact.groups())
    try:
        return iso_date(text, "")
    except BadArticle:
        pass
    try:
        return email.utils.parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def days_told(text: str) -> set[str]:
    """The ISO days that ``text`` tells; one told in both calendars is the Gregorian one.

    >>> days_told("29/07/2021")
    {'2021-07-29'}
    """
    found = days_in(text)
    return {day.iso for day in found if not told_better(day, found)}


def days_in(text: str) -> list[Day]:
    """Every telling of a whole day in ``text``, in order; offsets refer to ``plain(text)``."""
    text = plain(text)
    tokens = tokenize(text, _Unanalysed())
    found = [*_arabic(text, tokens), *_month_first(tokens), *_latin(text)]
    return sorted({day for day in found if day.iso >= _OLDEST})


def told_better(day: Day, found: list[Day]) -> bool:
    """Whether a day of the Islamic calendar stands beside its Gregorian one."""
    own = datetime.date.fromisoformat(day.iso)
    return day.hijri and any(
        not other.hijri and abs((datetime.date.fromisoformat(other.iso) - own).days) <= _CLOSE
        for other in found
    )


def plain(text: str) -> str:
    """``text`` as ``days_in`` reads it: ASCII digits, single spaces, no blanks within numeric dates."""
    text = " ".join(_UNSEEN.sub("", text.translate(_DIGITS)).split())
    return _DASHED.sub(r"\1 \3 \4", _SPACED.sub(r"\1\2\3\2\4", text))


def _arabic(text: str, tokens: tuple[Token, ...]) -> list[Day]:
    found = []
    for mention in find_times(tokens, _words()):
        start, end = tokens[mention.first].start, tokens[mention.last - 1].end
        value = resolve(mention, None, future=False)
        if value and _DAY.fullmatch(value) and _YEAR.search(text[start:end]):
            # Where both calendars stand, the Gregorian day is the value; it is never moved by a sighting.
            found.append(Day(start, end, value, mention.kind == "hijri"))
    return found


def _month_first(tokens: tuple[Token, ...]) -> list[Day]:
    """«يوليو 29, 2021», as some page makers write it."""
    words, forms, found = _words(), [token.form for token in tokens], []
    for at in range(len(forms)):
        month = words.find(forms, at, "month")
        if month is None:
            continue
        day = at + month.length
        year = day + 2 if forms[day + 1 : day + 2] in ([","], ["،"]) else day + 1
        if year < len(forms) and forms[day].isdecimal() and len(forms[day]) <= 2:
            iso = _checked(forms[year], int(month.value), forms[day])
            if iso:
                found.append(Day(tokens[at].start, tokens[year].end, iso))
    return found


def _latin(text: str) -> list[Day]:
    found = []
    for match in _LATIN.finditer(text):
        name = (match["m"] or match["m2"])[:3].lower()
        if name in _ENGLISH:
            iso = _checked(match["y"], _ENGLISH.index(name) + 1, match["d"] or match["d2"])
            if iso:
                found.append(Day(match.start(), match.end(), iso))
    return found


def _checked(year: str, month: int, day: str) -> str | None:
    if len(year) != 4 or not year.isdecimal():
        return None
    try:
        return datetime.date(int(year), month, int(day)).isoformat()
    except ValueError:
        return None
