"""People and tenures of an article from its person mentions."""

from __future__ import annotations

from kg.annotate.annotations import Annotations
from kg.model import Person, PersonMention, Tenure
from kg.text.letters import fold


def gather(ann: Annotations) -> tuple[tuple[Person, ...], tuple[Tenure, ...], list[str | None]]:
    """Persons by name, their tenures, and for each person mention the key of its person (or None).

    Mentions are one person when the words of the shorter name are the end, or all, of the longer.
    """
    names: list[list[PersonMention]] = []
    keys: list[str | None] = []
    for mention in ann.people:
        if mention.name is None:
            keys.append(None)
            continue
        home = next((k for k, group in enumerate(names) if _same(group[0], mention)), None)
        if home is None:
            names.append([])
            home = len(names) - 1
        names[home].append(mention)
        keys.append(f"p{home + 1}")
    people = tuple(_person(f"p{k}", group) for k, group in enumerate(names, 1))
    tenures = {
        (key, m.office, m.code): Tenure(
            person=key,
            office=m.office,
            office_words=m.office_words or "",
            code=m.code,
            evidence=ann.span(m.first, m.last),
        )
        for key, m in zip(keys, ann.people, strict=True)
        if key is not None and m.code is not None and m.office_words
    }
    return people, tuple(tenures.values()), keys


def _same(a: PersonMention, b: PersonMention) -> bool:
    if a.code and b.code and a.code != b.code:
        return False
    long, short = sorted((fold(a.name or "").split(), fold(b.name or "").split()), key=len, reverse=True)
    return long == short or long[-len(short) :] == short or set(short) <= set(long)


def _person(key: str, group: list[PersonMention]) -> Person:
    spellings = sorted({m.name for m in group if m.name}, key=lambda n: (-len(n), n))
    code = next((m.code for m in group if m.code), None)
    return Person(key=key, name=spellings[0], spellings=tuple(spellings), code=code)
