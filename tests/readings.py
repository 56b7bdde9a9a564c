"""Readings made by hand: what a perfect reader would draw, to test the graph without one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from kg.model import Article, Claim, Event, Issue, Person, Place, Quantity, Reading, Source, Span, Tenure

ROOT = Path(__file__).parent.parent


def found(text: str, words: str, nth: int = 1) -> Span:
    """The range of the nth occurrence of ``words``."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def seed_article() -> Article:
    """The article of ``seeds/``."""
    text = (ROOT / "seeds" / "ningxia-exercise.txt").read_text(encoding="utf-8")
    return Article(id="seed-000", text=text, published="2021-07-29")


def seed_reading() -> Reading:
    """The seed article as the gold annotation reads it."""
    article = seed_article()
    text = article.text
    wu, wei = (
        Source(kind="person", name="وو تشيان", code="CN", person="p1"),
        Source(kind="person", name="وي فنج خه", code="CN", person="p2"),
    )
    shoigu = Source(kind="person", name="سيرجي شويجو", code="RU", person="p3")
    zhang = Source(kind="person", name="تشانج هانهوي", code="CN", person="p4")
    tass = Source(kind="organization", name="تاس", code="RU")
    interfax = Source(kind="organization", name="إنترفاكس", code="RU")
    people = (
        Person(key="p1", name="وو تشيان", spellings=("وو تشيان",), code="CN"),
        Person(key="p2", name="وي فنج خه", code="CN"),
        Person(key="p3", name="سيرجي شويجو", code="RU"),
        Person(key="p4", name="تشانج هانهوي", code="CN"),
    )
    tenures = (
        _tenure(text, "p1", "spokesperson", "المتحدث باسم وزارة الدفاع", "CN", "وو تشيان"),
        _tenure(text, "p2", "defence-minister", "وزير الدفاع", "CN", "وي فنج خه"),
        _tenure(text, "p3", "defence-minister", "وزير الدفاع", "RU", "سيرجي شويجو"),
        _tenure(text, "p4", "ambassador", "سفير الصين في موسكو", "CN", "تشانج هانهوي"),
    )
    events = (
        Event(
            key="e1",
            type="joint-exercise",
            actors=("CN", "RU"),
            places=(Place(name="نينجشيا", code="CN"), Place(name="الصين", code="CN")),
            when="2021-08-01/2021-08-15",
            status="planned",
            topics=("military",),
            name="West / Interaction-2021",
            quantities=(
                Quantity(value=10000, unit="soldier", comparator=">", evidence=found(text, "عشرة آلاف جندي")),
            ),
            evidence=(found(text, "تدريبات مشتركة"),),
            confidence=0.9,
            rule="cue:joint-exercise",
        ),
        Event(
            key="e2",
            type="military-cooperation",
            actors=("CN", "RU"),
            status="planned",
            evidence=(found(text, "مركزاً مشتركاً للقيادة"),),
            confidence=0.7,
        ),
        Event(
            key="e3",
            type="talks",
            actors=("CN", "RU"),
            agents=("p2", "p3"),
            places=(Place(name="دوشنبه", code="TJ", geonames="1221874"),),
            when="2021-07-28",
            evidence=(found(text, "محادثات"),),
            confidence=0.9,
        ),
        Event(
            key="e4",
            type="invitation",
            actors=("CN",),
            recipients=("RU",),
            when="2021-07-28",
            evidence=(found(text, "الدعوة"),),
        ),
        Event(
            key="e5",
            type="energy-cooperation",
            actors=("CN", "RU"),
            status="planned",
            topics=("energy",),
            evidence=(found(text, "تعتزمان التعاون"),),
        ),
    )
    claims = (
        _claim("c1", found(text, "ستجري تدريبات مشتركة"), wu, (), "e1", ("military",), act="announce"),
        _claim("c2", found(text, "ستشارك القوات"), wu, (tass,), "e1", ("military",), quoted=True),
        _claim("c3", found(text, "تقيم روسيا والصين"), None, (), "e2", ("military",)),
        _claim("c4", found(text, "عقد، الأربعاء"), None, (), "e3", ("military",)),
        _claim("c5", found(text, "أوجّه الدعوة"), wei, (tass,), "e4", ("military", "diplomacy")),
        _claim("c6", found(text, "يعودان تدريجياً"), shoigu, (), None, ("military",)),
        _claim("c7", found(text, "تعتزمان التعاون"), interfax, (), "e5", ("energy",), act="report"),
        _claim("c8", found(text, "العديد من الفرص"), zhang, (interfax,), None, ("energy",), act="say"),
    )
    issues = (Issue(kind="unknown-party", words="بعض الدول", span=found(text, "بعض الدول")),)
    return Reading(
        article=article, people=people, tenures=tenures, events=events, claims=claims, issues=issues
    )


def _tenure(text: str, person: str, office: str, words: str, code: str, name: str) -> Tenure:
    return Tenure(person=person, office=office, office_words=words, code=code, evidence=found(text, name))


def _claim(
    key: str,
    evidence: Span,
    speaker: Source | None,
    via: tuple[Source, ...],
    about: str | None,
    topics: tuple[str, ...],
    *,
    act: str | None = None,
    quoted: bool = False,
) -> Claim:
    return Claim(
        key=key,
        evidence=evidence,
        speaker=speaker,
        via=via,
        about=about,
        topics=topics,
        act=act,
        quoted=quoted,
        status="planned" if about in ("e1", "e2", "e5") else None,
        confidence=0.8,
        rule="hand",
    )


VISIT = "زار الوزير أحمد المنصوري القاهرة الاثنين، وقالت موسكو إنها ترحب. وأعلنت سرايا الفجر رفضها."


def visit_reading(article_id: str = "visit", text: str = VISIT, name: str = "أحمد المنصوري") -> Reading:
    """A visit from the Emirates to Egypt, greeted by a capital, rejected by a group nobody lists."""
    article = Article(id=article_id, text=text, published="2022-03-01", source="جريدة الساحل")
    moscow = Source(kind="party", name="موسكو", code="RU")
    official = Source(kind="person", name="مسؤول مصري", code="EG")
    return Reading(
        article=article,
        people=(Person(key="p1", name=name, code="AE"),),
        tenures=(
            Tenure(
                person="p1", office=None, office_words="الوزير", code="AE", evidence=found(text, "الوزير")
            ),
        ),
        events=(
            Event(
                key="e1",
                type="visit",
                actors=("AE",),
                recipients=("EG",),
                agents=("p1",),
                places=(Place(name="القاهرة", code="EG"),),
                when="2022-02-28",
                evidence=(found(text, "زار"),),
            ),
            Event(
                key="e2",
                type="reject",
                actors=("G:سرايا الفجر",),
                recipients=("EG",),
                when="XXXX-03",
                evidence=(found(text, "رفضها"),),
            ),
        ),
        claims=(
            Claim(key="c1", evidence=found(text, "زار الوزير"), about="e1"),
            Claim(key="c2", evidence=found(text, "ترحب"), speaker=moscow, act="welcome"),
            Claim(key="c3", evidence=found(text, "رفضها"), about="e2", speaker=official, cites="c2"),
        ),
    )


def renamed(reading: Reading, article_id: str) -> Reading:
    """The same reading told by another article."""
    return replace(reading, article=replace(reading.article, id=article_id))
