"""Keys that say when two mentions are one thing: equal keys, one node, in whichever article.

A key is readable text without IRIs. People are one when their folded names and their parties agree;
places when their GeoNames ids or, without one, folded names and states agree; events stay within
their article.
"""

from __future__ import annotations

import hashlib
import re

from kg.model import Claim, Event, Place, Source, Span, Tenure
from kg.text.letters import fold

_WORDS = re.compile(r"\w+")
_SEPARATOR = "\x1f"


def digest(*parts: str) -> str:
    """20 hex digits (80 bits) of SHA-256 over the parts: the same wherever and whenever it runs."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:20]


def slug(name: str) -> str:
    """The folded words of a name joined by hyphens; spellings that fold alike share it."""
    return "-".join(_WORDS.findall(fold(name)))


def _joined(name: str, code: str | None) -> str:
    return f"{slug(name)}-{code}" if code else slug(name)


def person_key(name: str, code: str | None) -> str:
    """A named person: folded name and party (namesakes of two countries stay two)."""
    return _joined(name, code)


def unnamed_key(article: str, name: str, code: str | None) -> str:
    """A speaker known by an office only (a US official): never the same person in two articles."""
    return f"{_joined(name, code)}-{digest(article)}"


def organization_key(source: Source) -> str:
    """An organisation: folded name and the party it speaks for."""
    return _joined(source.name, source.code)


def place_key(place: Place) -> str:
    """A place: its GeoNames id, else folded name and state."""
    return f"geonames-{place.geonames}" if place.geonames else _joined(place.name, place.code)


def event_keys(article: str, events: tuple[Event, ...]) -> dict[str, str]:
    """``Event.key`` to key: type, and a hash of article, parties, time and rank among equals."""
    seen: dict[tuple[str, ...], int] = {}
    keys = {}
    for event in events:
        actors, recipients = sorted(event.actors), sorted(event.recipients)
        what = (event.type, "|".join(actors), "|".join(recipients), event.when or "")
        rank = seen[what] = seen.get(what, 0) + 1
        keys[event.key] = f"{event.type}-{digest(article, *what, str(rank))}"
    return keys


def _place_in_text(span: Span) -> str:
    return f"{span.start},{span.end}"


def claim_keys(article: str, claims: tuple[Claim, ...], events: dict[str, str]) -> dict[str, str]:
    """``Claim.key`` to key: a hash of article, words, speaker, event and rank among equals."""
    seen: dict[tuple[str, ...], int] = {}
    keys = {}
    for claim in claims:
        speaker = claim.speaker
        who = f"{speaker.kind}|{speaker.person or speaker.name}|{speaker.code or ''}" if speaker else ""
        what = (_place_in_text(claim.evidence), who, events.get(claim.about or "", ""))
        rank = seen[what] = seen.get(what, 0) + 1
        keys[claim.key] = digest(article, *what, str(rank))
    return keys


def tenure_key(article: str, person: str, tenure: Tenure) -> str:
    """A telling of who holds an office: article, person, office, party and words."""
    office = tenure.office or slug(tenure.office_words)
    return digest(article, person, office, tenure.code, _place_in_text(tenure.evidence))
