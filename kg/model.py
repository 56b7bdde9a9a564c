"""The nouns of the project: frozen values that the rooms hand on to each other.

An Article is read; Mentions are found in it; Events and Claims are drawn from them, each with its
evidence. Offsets are code points into ``Article.text``, half-open; token ranges are half-open too.
Values that are made by the thousand (tokens, mentions) are named tuples, because a frozen dataclass
costs three times as much to make.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class KgError(Exception):
    """Root of every error that a user is meant to read: one line, what, where, what to do."""


class Span(NamedTuple):
    """The half-open range of code points ``[start, end)`` of an article's text."""

    start: int
    end: int


DATED_BY = (
    "given", "option", "json-ld", "open-graph", "meta", "time", "byline", "address", "feed",
)  # fmt: skip
"""How a publication date was found: told beside the text or by the user; by a page's JSON-LD, OpenGraph,
other ``<meta>``, ``<time>``, byline or address; by a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news article as it was given; ``text`` is never changed, all offsets refer to it."""

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    """ISO date (``2021-07-29``), or None when it is not known: never guessed."""
    source: str | None = None
    url: str | None = None
    language: str = "ar"
    dated_by: str | None = None
    """How ``published`` was found, one of ``DATED_BY``; None with it or where nobody noted it."""


# --- words -----------------------------------------------------------------------------------


class Analysis(NamedTuple):
    """One reading of a word: its stem and clitics, as far as the morphology knows them.

    ``lemma`` and ``stem`` are folded (see ``kg.text.letters.fold``). ``stem`` is the written word
    without its conjunction, preposition, article and pronoun. Unknown features are "".
    """

    lemma: str
    pos: str
    """noun, noun_prop, adj, verb, prep, conj, part, pron, adv, num, foreign, other."""
    stem: str
    conj: str = ""
    """The letter of a leading conjunction (wa or fa), else ""."""
    prep: str = ""
    """The letter of a leading preposition (bi, li or ka), else ""."""
    article: bool = False
    future: bool = False
    """True for the future prefix (sa-) of a verb."""
    pronoun: str = ""
    """Attached pronoun as person-gender-number, such as 3ms, 3fs, 3mp, 3d, 1p; else ""."""
    aspect: str = ""
    """p (perfect), i (imperfect), c (command) of verbs."""
    voice: str = ""
    """a (active) or p (passive) of verbs."""
    person: str = ""
    """1, 2 or 3 of verbs."""
    gender: str = ""
    """m or f."""
    number: str = ""
    """s, d or p."""
    gloss: str = ""
    """First English gloss; capitalised for proper nouns."""


class Token(NamedTuple):
    """A word, number, Latin run or punctuation mark, with its place in the article."""

    number: int
    """Position among the article's tokens."""
    start: int
    end: int
    text: str
    """Exactly ``article.text[start:end]``."""
    form: str
    """``text`` folded: no vowel signs or tatweel, hamza seats, final ya and ta marbuta made alike,
    Arabic-Indic digits made ASCII; lower case for Latin."""
    kind: str
    """word, number, latin or punct."""
    analyses: tuple[Analysis, ...]
    """Readings of a word, best first; never empty for a word, empty for the other kinds."""


class Sentence(NamedTuple):
    """A sentence: tokens ``[first, last)`` of the article, characters ``[start, end)`` of its text."""

    first: int
    last: int
    start: int
    end: int


# --- mentions (annotate/): where something is said ----------------------------------------------


class PersonMention(NamedTuple):
    """A named person, or an office that stands for its holder, with what the text tells of it."""

    first: int
    last: int
    """Token range of the whole phrase: office, party and name."""
    name: str | None
    """The name as written, without titles; None for an office alone (the Chinese ambassador)."""
    name_span: Span | None
    office: str | None
    """Id of an office concept (``foreign-minister``), None if the text gives no known office."""
    office_words: str | None
    """The words of the office as written."""
    code: str | None
    """Code of the party that the person acts for, None if the text does not tell."""
    host: str | None = None
    """Code of the state an ambassador is sent to, if told."""
    resolved: bool = False
    """True when name, office or party came from an earlier mention, not from these words."""


class PartyMention(NamedTuple):
    """Words that stand for one party: a name, an organ with its adjective, a person, an anaphor."""

    first: int
    last: int
    """Token range of the phrase, determiners and office words included, preposition excluded."""
    code: str
    kind: str
    """name, capital, demonym, organ, person, people, organization, group, anaphor."""
    head: int
    """Index of the token that agrees with verbs (the first noun of the phrase)."""
    prep: str = ""
    """The folded preposition that governs the phrase (a word or a clitic letter), else ""."""
    person: int = -1
    """Index into the article's person mentions when ``kind`` is person, else -1."""


class PlaceMention(NamedTuple):
    """A place name with the state it lies in where that is certain."""

    first: int
    last: int
    name: str
    code: str | None
    """ISO code of the state that holds the place (the state's own for a state)."""
    geonames: str | None = None
    located: bool = False
    """True when the words say that something is there (fi, bi, a place noun before it)."""


class TimeMention(NamedTuple):
    """A time expression, not yet resolved against the publication date."""

    first: int
    last: int
    kind: str
    """What sort of expression it is; known to ``kg.annotate.times`` alone."""
    value: tuple[str | int | None, ...] = ()
    """The parts that ``kg.annotate.times.resolve`` needs."""


# --- what is drawn (extract/) ------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as this article tells of them. ``key`` is unique within the article."""

    key: str
    name: str
    """Longest spelling seen."""
    spellings: tuple[str, ...] = ()
    code: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person holding an office for a party, as told by ``evidence``."""

    person: str
    """``Person.key``."""
    office: str | None
    """Office concept id, None when the words fit no concept."""
    office_words: str
    code: str
    """Party the office is held for."""
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody or something that speaks or carries words: a person, an organisation or a party."""

    kind: str
    """person, organization or party."""
    name: str
    """As written: a person's name, an office (the Russian foreign ministry), an agency."""
    code: str | None = None
    """Party it speaks for."""
    person: str | None = None
    """``Person.key`` when a person of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of an event."""

    name: str
    code: str | None = None
    geonames: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit and comparator (``>``, ``<``, ``~`` or ``=``)."""

    value: float
    unit: str
    """A concept id such as soldier, usd, barrel, percent."""
    comparator: str = "="
    evidence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, is planned or denied between parties: one per real-world event of the article."""

    key: str
    """Unique within the article, stable: ``e1``, ``e2`` … in reading order."""
    type: str
    """Event type id (``joint-exercise``)."""
    actors: tuple[str, ...]
    """Party codes; for symmetric types all parties."""
    recipients: tuple[str, ...] = ()
    agents: tuple[str, ...] = ()
    """``Person.key`` of persons that acted for a party."""
    places: tuple[Place, ...] = ()
    when: str | None = None
    """EDTF."""
    status: str = "happened"
    """happened, ongoing, planned, proposed, denied or cancelled."""
    topics: tuple[str, ...] = ()
    name: str | None = None
    quantities: tuple[Quantity, ...] = ()
    international: bool = True
    evidence: tuple[Span, ...] = ()
    """Trigger words of every telling, in reading order."""
    confidence: float = 0.5
    rule: str = ""
    """Why: the id of the rule or cue that fired for the best telling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A telling: who says what where. One per telling of an event and per attributed statement."""

    key: str
    """Unique within the article, stable: ``c1``, ``c2`` … in reading order."""
    evidence: Span
    """The words that tell it (for attributed speech, the statement with its speech cue)."""
    speaker: Source | None = None
    """None when the article itself tells."""
    via: tuple[Source, ...] = ()
    """The agencies or media that carried the words."""
    about: str | None = None
    """``Event.key``."""
    topics: tuple[str, ...] = ()
    status: str | None = None
    when: str | None = None
    act: str | None = None
    """Speech act: say, announce, confirm, deny, accuse, warn, call, praise …; None without speaker."""
    said_on: str | None = None
    """EDTF of the day of speaking."""
    quoted: bool = False
    confidence: float = 0.5
    rule: str = ""
    cites: str | None = None
    """``Claim.key`` of the claim that this one rests on, in a chain of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something in scope that was not understood: counted, listed, never guessed away."""

    kind: str
    """unknown-party, unresolved-time, missing-party, unknown-person …"""
    words: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was drawn from one article."""

    article: Article
    people: tuple[Person, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
