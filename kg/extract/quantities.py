"""Numbers with a unit in a sentence, and the name that an exercise or a deal bears."""

from __future__ import annotations

from kg.extract.clauses import Clauses
from kg.lexicon.units import Units
from kg.model import Quantity
from kg.text.numbers import read_number

_MAX_COMPARATOR = 3


def find_quantities(view: Clauses, units: Units) -> tuple[Quantity, ...]:
    """Every number of the sentence that a known unit follows, with its comparator."""
    tokens = view.ann.tokens
    forms = [t.form for t in tokens[view.sentence.first : view.sentence.last]]
    found: list[Quantity] = []
    at = 0
    while at < len(forms):
        number = read_number(forms, at)
        if number is None:
            at += 1
            continue
        end = at + number.length
        unit = None
        if end < len(forms):
            lemmas = (a.lemma for a in tokens[view.sentence.first + end].analyses)
            unit = next((units.units[lemma] for lemma in lemmas if lemma in units.units), None)
        if unit is not None:
            begin, sign = _comparator(forms, at, units)
            span = view.ann.span(view.sentence.first + begin, view.sentence.first + end + 1)
            found.append(Quantity(value=float(number.value), unit=unit, comparator=sign, evidence=span))
        at = max(end, at + 1)
    return tuple(found)


def _comparator(forms: list[str], at: int, units: Units) -> tuple[int, str]:
    for size in range(_MAX_COMPARATOR, 0, -1):
        sign = units.comparators.get(tuple(forms[max(0, at - size) : at]))
        if sign is not None and at >= size:
            return at - size, sign
    return at, "="


def proper_name(view: Clauses, last: int) -> str | None:
    """The foreign name right after the trigger that ends at ``last`` (West / Interaction-2021)."""
    tokens = view.ann.tokens
    end = last + 1
    while end < view.sentence.last and (
        tokens[end].kind in ("latin", "number") or (tokens[end].text in "/-–&" and end > last + 1)
    ):
        end += 1
    if end == last + 1 or tokens[last + 1].kind != "latin":
        return None
    return view.ann.words(last + 1, end).rstrip(" /-–&")
