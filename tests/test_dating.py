"""When pages were published: every form of date, where it stands, and what must not pass for one."""

from __future__ import annotations

import json

import pytest

from kg.sources.dating import published
from kg.sources.days import days_told, stamp
from kg.sources.pages import page_words
from kg.sources.trees import parse

DAY = "2021-07-29"

FORMS = [
    # Gregorian months of Egypt, the Levant, the Maghreb, and pairs of them
    ("الخميس 29 يوليو 2021", DAY),
    ("٢٩ تموز ٢٠٢١", DAY),
    ("29 جويلية 2021 - 10:35", DAY),
    ("29 يوليوز 2021", DAY),
    ("الخميس، 29 يوليو، 2021", DAY),
    ("29 تموز/يوليو 2021", DAY),
    ("29 يوليو (تموز) 2021", DAY),
    ("٢٩ يوليو ٢٠٢١ م", DAY),
    ("29-يوليو-2021", DAY),
    ("29/تموز/2021", DAY),
    ("يوليو 29, 2021", DAY),
    ("تموز 29، 2021", DAY),
    ("29 من يوليو 2021", DAY),
    ("3 كانون الثاني 2021", "2021-01-03"),
    ("3 جانفي 2021", "2021-01-03"),
    ("3 شباط 2021", "2021-02-03"),
    ("3 فيفري 2021", "2021-02-03"),
    ("3 آذار 2021", "2021-03-03"),
    ("3 نيسان 2021", "2021-04-03"),
    ("3 أفريل 2021", "2021-04-03"),
    ("3 أيار 2021", "2021-05-03"),
    ("3 ماي 2021", "2021-05-03"),
    ("3 حزيران 2021", "2021-06-03"),
    ("3 جوان 2021", "2021-06-03"),
    ("3 آب 2021", "2021-08-03"),
    ("3 أوت 2021", "2021-08-03"),
    ("3 غشت 2021", "2021-08-03"),
    ("3 أيلول 2021", "2021-09-03"),
    ("3 شتنبر 2021", "2021-09-03"),
    ("3 تشرين الأول 2021", "2021-10-03"),
    ("3 تشرين الثاني 2021", "2021-11-03"),
    ("3 نونبر 2021", "2021-11-03"),
    ("3 كانون الأول 2021", "2021-12-03"),
    ("3 دجنبر 2021", "2021-12-03"),
    # digits
    ("29/07/2021", DAY),
    ("٢٩/٧/٢٠٢١", DAY),
    ("٢٩\u200f/٧\u200f/٢٠٢١", DAY),
    ("29 / 7 / 2021", DAY),
    ("29-07-2021م", DAY),
    ("29.07.2021", DAY),
    ("2021/07/29", DAY),
    ("07/29/2021", DAY),
    # the Islamic calendar
    ("19 ذو الحجة 1442 هـ", DAY),
    ("١٩ ذي الحجة ١٤٤٢", DAY),
    ("19/12/1442 هـ", DAY),
    ("1442/12/19هـ", DAY),
    ("الخميس ١٩ ذو الحجة ١٤٤٢ هـ الموافق ٢٩ يوليو ٢٠٢١ م", DAY),
    ("1442-12-19", DAY),
    ("الخميس - 20 ذو الحجة 1442 هـ - 29 يوليو 2021 مـ", DAY),
    ("29 يوليو/ تموز 2021", DAY),
    ("29 - يوليو - 2021", DAY),
    ("02:15 م الخميس 29 يوليه 2021", DAY),
    ("29.07.2021 | 10:35 GMT", DAY),
    # machines and other languages
    ("Jul 29, 2021", DAY),
    ("Thursday, 29th July 2021", DAY),
    ("1 يناير 2021", "2021-01-01"),
    # no day
    ("2021", None),
    ("يوليو 2021", None),
    ("29 يوليو", None),
    ("© 2021", None),
    ("29/7/21", None),
    ("31 فبراير 2021", None),
    ("31/02/2021", None),
    ("10:35", None),
    ("أمس", None),
    ("منذ ساعتين", None),
]


@pytest.mark.parametrize(("words", "day"), FORMS, ids=[words for words, _ in FORMS])
def test_forms(words: str, day: str | None) -> None:
    assert days_told(words) == ({day} if day else set())
    assert days_told(f"نشر في: {words} | بقلم سامي") == ({day} if day else set())


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2021-07-29T23:59:00Z", DAY),
        ("2021-07-29T02:00:00+03:00", DAY),
        ("2021-07-29 10:00", DAY),
        ("20210729", DAY),
        ("20210729T101500Z", DAY),
        ("Thu, 29 Jul 2021 23:30:00 +0300", DAY),
        ("الخميس، 29 يوليو 2021 23:30", DAY),
        ("2021", None),
        ("2021-07", None),
        ("2021-02-30", None),
        ("0001-01-01T00:00:00", None),
        ("", None),
        (None, None),
        (1627516800, None),
        ("29/07/2021 و30/07/2021", None),
    ],
)
def test_stamps(value: object, day: str | None) -> None:
    assert stamp(value) == day


HEAD = "<h1>الوزيران يبحثان التعاون في الطاقة</h1>"
TEXT = "<p>بحث الوزيران في القاهرة سبل التعاون بين البلدين في الطاقة والنقل.</p>"


def ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values, ensure_ascii=False)}</script>'


def dated(
    head: str = "", body: str = HEAD + TEXT, address: str = "", captured: str | None = None
) -> tuple[str, str] | None:
    tree = parse(f"<html><head>{head}</head><body>{body}</body></html>")
    return published(tree, [address] if address else [], page_words(), captured)


ARTICLE = ld(**{"@type": "NewsArticle", "datePublished": "2021-07-29T10:00:00+03:00"})
GRAPH = '<meta property="article:published_time" content="2021-07-29T10:00:00Z">'

PLACES = [
    ("JSON-LD of the article", ARTICLE, "", "json-ld"),
    ("JSON-LD in a graph, behind the site", ld(**{"@graph": [
        {"@type": "WebSite", "datePublished": "2001-02-03"},
        {"@type": ["Thing", "NewsArticle"], "datePublished": "٢٩ يوليو ٢٠٢١"}]}), "", "json-ld"),
    ("the article before its page", ld(**{"@graph": [
        {"@type": "WebPage", "datePublished": "2020-02-03"},
        {"@type": "Article", "datePublished": DAY}]}), "", "json-ld"),
    ("JSON-LD that is not JSON", '<script type="application/ld+json">{"a": "x" "datePublished": "2021-07-29"'
     "</script>", "", "json-ld"),
    ("OpenGraph", GRAPH, "", "open-graph"),
    ("OpenGraph under name", '<meta name="article:published_time" content="29 تموز 2021">', "", "open-graph"),
    ("other meta", '<meta name="publish-date" content="2021-07-29">', "", "meta"),
    ("Dublin Core", '<meta name="DC.date.issued" content="2021-07-29">', "", "meta"),
    ("microdata", "", HEAD + '<span itemprop="datePublished" content="2021-07-29">أمس</span>' + TEXT, "meta"),
    ("time", "", HEAD + '<time datetime="2021-07-29T10:00">الخميس</time>' + TEXT, "time"),
    ("time in words", "", HEAD + "<time>الخميس 29 يوليو 2021</time>" + TEXT, "time"),
    ("time of publication, not of update", "", HEAD + "<p>آخر تحديث: <time>30 يوليو 2021</time></p>"
     "<p>نشر في: <time>29 يوليو 2021</time></p>" + TEXT, "time"),
    ("a marked time far away", "", HEAD + TEXT * 90 + '<time class="published" datetime="2021-07-29"></time>',
     "time"),
    ("byline with a cue", "", HEAD + "<div>كتب: سامي منصور | نُشر في: ٢٩ يوليو ٢٠٢١ - ٢:١٥ م | آخر تحديث: "
     "٣٠ يوليو ٢٠٢١</div>" + TEXT, "byline"),
    ("byline with the hour first", "", HEAD + "<div>تاريخ النشر: 14:15 - 29/07/2021</div>" + TEXT, "byline"),
    ("byline of a class", "", HEAD + '<span class="post-date">الخميس 29 تموز 2021</span>' + TEXT, "byline"),
    ("byline of nothing else", "", HEAD + "<p>القاهرة - الخميس 29 يوليو 2021</p>" + TEXT, "byline"),
    ("byline of two calendars", "", HEAD + "<p>20 ذو الحجة 1442 هـ - 29 يوليو 2021 م</p>" + TEXT, "byline"),
    ("byline of the Islamic calendar", "", HEAD + "<p>الخميس 19 ذو الحجة 1442 هـ</p>" + TEXT, "byline"),
    ("byline above the headline", "", f"<main><p>29 يوليو 2021</p>{HEAD}{TEXT}</main>", "byline"),
    ("byline at the end, with its cue", "", HEAD + TEXT * 90 + "<p>نشر بتاريخ 29 يوليو 2021</p>", "byline"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body", "how"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_places(head: str, body: str, how: str) -> None:
    assert dated(head, body or HEAD + TEXT) == (DAY, how)


def test_the_address_speaks_last() -> None:
    assert dated(address="https://a.example/2021/07/29/talks") == (DAY, "address")
    assert dated(address="https://a.example/news/2021-7-29-talks.html") == (DAY, "address")
    assert dated(GRAPH, address="https://a.example/2021/07/30/talks") == (DAY, "open-graph")
    assert dated(address="https://a.example/2021/07/talks") is None
    assert dated(address="https://a.example/2021/13/29/talks") is None


UNKNOWN = [
    ("nothing", "", HEAD + TEXT),
    ("a year of copyright", "", HEAD + TEXT + "<footer>جميع الحقوق محفوظة © 2021</footer>"),
    ("a full date in the footer", "", HEAD + TEXT + "<footer><p>نشر في 1 يناير 2021</p></footer>"),
    ("a year in JSON-LD", ld(**{"@type": "NewsArticle", "datePublished": "2021"}), HEAD + TEXT),
    ("a month in JSON-LD", ld(**{"@type": "NewsArticle", "datePublished": "2021-01"}), HEAD + TEXT),
    ("an update only", ld(**{"@type": "NewsArticle", "dateModified": DAY}), HEAD + TEXT),
    ("an update in the byline only", "", HEAD + "<div class='date'>آخر تحديث: 29 يوليو 2021</div>" + TEXT),
    ("a video's date", ld(**{"@type": "VideoObject", "datePublished": DAY}), HEAD + TEXT),
    ("the epoch", '<meta property="article:published_time" content="1970-01-01T00:00:00Z">', HEAD + TEXT),
    ("a date told in the text", "", HEAD + "<p>وكان الوزير قد زار باريس في 29 يوليو 2021 مع وفد.</p>"),
    ("a verb that is no cue", "", HEAD + "<p>نشر الجيش قواته على الحدود الشرقية في 29 يوليو 2021.</p>"),
    ("a short sentence", "", HEAD + "<p>وقع الهجوم في 29 يوليو 2021.</p>" + TEXT),
    ("a short heading", "", HEAD + "<h2>ماذا حدث في 29 يوليو 2021</h2>" + TEXT),
    ("today's date above the page", "", f"<p class='date today'>29 يوليو 2021</p><main>{HEAD}{TEXT}</main>"),
    ("a date above the frame", "", f"<div id='page'><p>29 يوليو 2021</p><div>{HEAD}{TEXT}</div></div>"),
    ("other articles' dates", "", HEAD + TEXT + "<aside><time datetime='2021-07-29'></time></aside>"),
    ("two days without a cue", "", HEAD + "<p>29 يوليو 2021 - 30 يوليو 2021</p>" + TEXT),
    ("comments' dates", "", HEAD + TEXT + "<div id='comments'><time class='published' datetime='2021-07-29'>"
     "</time></div>"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "body"), [row[1:] for row in UNKNOWN], ids=[row[0] for row in UNKNOWN])
def test_unknown_stays_unknown(head: str, body: str) -> None:
    assert dated(head, body) is None


def test_a_first_of_january_yields_to_any_other_day() -> None:
    false = ld(**{"@type": "NewsArticle", "datePublished": "2021-01-01T00:00:00"})
    byline = HEAD + "<p>29 يوليو 2021</p>" + TEXT
    assert dated(false, byline) == (DAY, "byline")
    assert dated(false, address="https://a.example/2021/07/29/talks") == (DAY, "address")


def test_a_first_of_january_that_is_told_is_one() -> None:
    assert dated("", HEAD + "<p>الجمعة 1 يناير 2021</p>" + TEXT) == ("2021-01-01", "byline")
    true = ld(**{"@type": "NewsArticle", "datePublished": "2021-01-01T09:30:00"})
    assert dated(true) == ("2021-01-01", "json-ld")


def test_no_page_is_published_after_its_capture() -> None:
    assert dated(GRAPH, captured="2021-07-28") == (DAY, "open-graph")
    assert dated(GRAPH, captured="2021-07-20") is None
    assert dated(GRAPH, HEAD + "<p>19 يوليو 2021</p>" + TEXT, captured="2021-07-20") == (
        "2021-07-19",
        "byline",
    )
