"""Time expressions: where they are, and what they mean on the day of publication.

``find_times`` reads the words alone; ``resolve`` needs the publication date and whether the event
lies ahead. The conventions are told in ``kg.annotate.times_resolve``.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from kg.annotate.times_atoms import DASHES, SKIP, Found
from kg.annotate.times_dates import join
from kg.annotate.times_grammar import Grammar
from kg.annotate.times_resolve import Context, resolve_value
from kg.lexicon.times import TimeWords
from kg.model import TimeMention, Token
from kg.text.numbers import ORDINAL_FORMS, is_joined

_Rule = Callable[[Grammar, int], Found | None]
_RULES: tuple[tuple[str, _Rule], ...] = (
    ("daypart", Grammar.day_part),
    ("date-word", Grammar.day_part),
    ("day", Grammar.relative_day),
    ("weekday", Grammar.weekday),
    ("part", Grammar.part),
    ("fraction", Grammar.fraction),
    ("season", Grammar.season),
    ("month-word", Grammar.month_alone),
    ("month", Grammar.month_alone),
    ("hijri", Grammar.month_alone),
    ("unit", Grammar.day_part),
    ("unit", Grammar.week_of_month),
    ("unit", Grammar.unit),
    ("this", Grammar.unit),
    ("ago", Grammar.ago),
    ("decade", Grammar.decade),
    ("first-since", Grammar.first_since),
)
_NO_KINDS: frozenset[str] = frozenset()


def find_times(tokens: Sequence[Token], words: TimeWords) -> tuple[TimeMention, ...]:
    """The time expressions of an article in reading order; they never overlap.

    Kind ``vague`` marks expressions that have no date («خلال الأيام المقبلة»).
    """
    grammar = Grammar(tokens, words)
    mentions = []
    at = 0
    while at < len(tokens):
        form = grammar.forms[at]
        if form not in words.starts and form not in ORDINAL_FORMS and tokens[at].kind != "number":
            at += 1  # nearly all words
            continue
        found = _expression(grammar, at)
        if found is None:
            at += 1
            continue
        if found.kind != SKIP:
            mentions.append(TimeMention(at, found.end, found.kind, tuple(found.value)))
        at = found.end
    return tuple(mentions)


def resolve(mention: TimeMention, published: datetime.date | None, *, future: bool) -> str | None:
    """The EDTF value of ``mention``, None when it cannot be told.

    ``future`` is True when the event is planned. Without ``published`` a month or day without year
    gives ``XXXX-08`` or ``XXXX-08-14``.
    """
    return resolve_value(mention.kind, mention.value, Context(published, future))


def _expression(grammar: Grammar, at: int) -> Found | None:
    """The time expression that starts at ``at``, with the end of its range if it has one."""
    if "pair" in grammar.words.starts.get(grammar.forms[at], _NO_KINDS):
        found = _pair(grammar, at)
        if found is not None:
            return found
    first = _single(grammar, at)
    if first is None or first.kind in (SKIP, "range", "vague", "ago"):
        return first
    return _ranged(grammar, at, first) or first


def _single(grammar: Grammar, at: int) -> Found | None:
    if grammar.tokens[at].kind == "number":
        return grammar.date(at) or grammar.bare_year(at) or None
    form = grammar.forms[at]
    if form in ORDINAL_FORMS and (found := grammar.date(at)) is not None:
        return found
    kinds = grammar.words.starts.get(form)
    if kinds is None:
        return None
    for kind, rule in _RULES:
        if kind in kinds and (found := rule(grammar, at)) is not None:
            return found
    return None


def _ranged(grammar: Grammar, at: int, first: Found) -> Found | None:
    """``first`` joined to what follows «إلى», «حتى», a dash, or «و» after «بين»."""
    opener = grammar.words.find(grammar.forms, _opening(grammar, at), "from")
    start = grammar.after(first.end, "to")
    if start == first.end and start < len(grammar.forms) and grammar.forms[start] in DASHES:
        start += 1
        opener = opener or grammar.words.find(grammar.forms, at - 1, "year-before")
    if opener is None and not (start > first.end and first.kind == "date"):
        return None
    if start == first.end and (opener is None or opener.value != "between"):
        return None
    last = _second(grammar, start, joined=start > first.end)
    if last is None or last.kind == SKIP or not _comparable(first, last):
        return None
    return join(first, last)


def _opening(grammar: Grammar, at: int) -> int:
    """Where «من» or «بين» would stand: right before ``at`` or before a word for a pair of days."""
    return at - 2 if grammar.words.ends(grammar.forms, at, "pair") else at - 1


def _second(grammar: Grammar, at: int, *, joined: bool) -> Found | None:
    """The expression that ends a range: behind a connector, or carrying a conjunction itself."""
    if at >= len(grammar.forms):
        return None
    if not joined:
        alone = _conjunction(grammar, at)
        if alone == at and not _conjoined(grammar, at):
            return None
        at = alone
    if grammar.tokens[at].kind == "number" and grammar.tokens[at].form.isdecimal():
        year = grammar.year_number(at)
        if year is not None:
            return Found("hijri" if year[1] else "date", (year[0], *(None,) * 6), year[2])
    return _single(grammar, at)


def _conjunction(grammar: Grammar, at: int) -> int:
    """``at`` behind a conjunction that stands alone before digits."""
    before_digits = at + 1 < len(grammar.forms) and grammar.tokens[at + 1].kind == "number"
    return at + 1 if before_digits and is_joined(grammar.forms[at]) else at


def _conjoined(grammar: Grammar, at: int) -> bool:
    kinds = grammar.words.starts.get(grammar.forms[at], _NO_KINDS)
    found = (grammar.words.find(grammar.forms, at, kind) for kind in sorted(kinds))
    return any(word is not None and word.conj for word in found)


def _comparable(first: Found, last: Found) -> bool:
    """A range needs two ends of one sort: two days, two months or two years."""
    exact = ("weekday", "day")
    if first.kind in exact or last.kind in exact:
        days = {"date": 2, "hijri": 2}
        return all(f.kind in exact or (f.kind in days and f.value[2] is not None) for f in (first, last))
    if first.kind != last.kind or first.kind not in ("date", "hijri"):
        return {first.kind, last.kind} == {"date", "unit"}
    return (first.value[2] is None) == (last.value[2] is None)


def _pair(grammar: Grammar, at: int) -> Found | None:
    """«يومي …», «عامي …»: two or more that are joined, as one interval."""
    found = first = _second(grammar, at + 1, joined=True)
    while found is not None and first is not None and found.kind in ("date", "hijri", "weekday", "range"):
        last = _second(grammar, found.end, joined=False)
        if last is None or last.kind == "range" or not _comparable(first, last):
            break
        found = join(first, last)
    return found
