"""First and last day of the EDTF values that the reader gives (Library of Congress, EDTF level 0/1)."""

from __future__ import annotations

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?")


def _ends(value: str) -> tuple[date, date] | None:
    match = _DATE.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        first = date(year, month or 1, day or 1)
        last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first, last


def days(value: str) -> tuple[date, date] | None:
    """First and last day of a day, month, year or closed interval; None when the year is unknown.

    >>> days("2021-08") == (date(2021, 8, 1), date(2021, 8, 31)), days("XXXX-08")
    (True, None)
    """
    begin, slash, end = value.partition("/")
    first, last = _ends(begin), _ends(end if slash else begin)
    if first is None or last is None or last[1] < first[0]:
        return None
    return first[0], last[1]
