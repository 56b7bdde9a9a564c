"""Pages in, articles out: golden pairs made by hand, and what single habits of pages come to."""

from __future__ import annotations

import dataclasses
import io
import json
import time
from pathlib import Path

import pytest

from kg.lexicon.pages import load_pages
from kg.model import Article, KgError
from kg.sources import BadArticle, Options, read_inputs

PAGES = Path(__file__).parent / "pages"
GOLDEN = sorted(PAGES.glob("*.html"))

TEXT = (
    "<p>بحث وزير الخارجية المصري مع نظيره الفرنسي في القاهرة سبل تعزيز التعاون بين البلدين في الطاقة.</p>"
    "<p>وقال الوزير إن اللجنة المشتركة ستجتمع في باريس مطلع العام المقبل لمتابعة ما اتفق عليه.</p>"
)


def read(raw: bytes | str, **options: object) -> tuple[Article | BadArticle, list[str]]:
    """The only item of a page given on standard input."""
    data = raw.encode() if isinstance(raw, str) else raw
    told: list[str] = []
    (item,) = read_inputs(["-"], io.BytesIO(data), Options(**options), told.append)  # type: ignore[arg-type]
    return item, told


def article(body: str, head: str = "", **options: object) -> Article:
    item, _ = read(f"<html><head>{head}</head><body>{body}</body></html>", **options)
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_golden_pairs(path: Path) -> None:
    (item,) = read_inputs([str(path)], io.BytesIO(), Options(), lambda _: None)
    assert isinstance(item, Article), item
    told = dataclasses.asdict(item)
    told["date"] = told.pop("published")
    told.pop("language")
    expected = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert {name: value for name, value in told.items() if value is not None} == expected


def test_there_are_golden_pairs() -> None:
    assert len(GOLDEN) >= 4


def test_a_page_of_one_line_is_an_article() -> None:
    line = "وصل وزير الخارجية المصري إلى الرياض في زيارة تستغرق يومين."
    assert article(f"<h1>وصول الوزير</h1><p>{line}</p>").text == line


def test_text_between_breaks_is_read() -> None:
    found = article(
        f"<h1>مباحثات</h1><div id='content'>{TEXT.replace('<p>', '').replace('</p>', '<br>')}</div>"
    )
    assert found.text.startswith("بحث وزير الخارجية")
    assert found.text.endswith("لمتابعة ما اتفق عليه.")


@pytest.mark.parametrize("cue", ["اقرأ أيضا", "اقرأ أيضاً:", "إقرأ أيضًا :", "شاهد أيضا", "مواضيع ذات صلة"])
@pytest.mark.parametrize(
    "box",
    [
        "<p><strong>{cue}</strong> <a href='/1'>مباراة القمة تنتهي بالتعادل</a></p>",
        "<div><h3>{cue}</h3><ul><li><a href='/1'>مباراة القمة تنتهي بالتعادل</a></li></ul></div>",
        "<h4>{cue}</h4><p><a href='/1'>مباراة القمة تنتهي</a></p><p><a href='/2'>أسعار الذهب</a></p>",
        "<blockquote>{cue} <a href='/1'>مباراة القمة تنتهي بالتعادل</a></blockquote>",
    ],
)
def test_boxes_of_other_articles_are_no_text(cue: str, box: str) -> None:
    first, second = TEXT.split("</p><p>")
    found = article(f"<article><h1>مباحثات</h1>{first}</p>{box.format(cue=cue)}<p>{second}</article>")
    assert "مباراة" not in found.text
    assert "الذهب" not in found.text
    assert found.text.count("\n") == 1
    assert "باريس" in found.text


def test_words_that_only_look_like_a_box_stay() -> None:
    line = "<p>اقرأ أيضا ما كتبه الوزير في مذكراته، يقول السفير، لتعرف كيف بدأت علاقات البلدين قبل قرن.</p>"
    assert "مذكراته" in article(f"<article><h1>حوار</h1>{TEXT}{line}</article>").text


def test_the_canonical_address_is_kept_unless_it_is_the_front_page() -> None:
    link = '<link rel="canonical" href="{}">'
    assert article(TEXT, link.format("https://a.example/1")).url == "https://a.example/1"
    assert article(TEXT, link.format("https://a.example/")).url is None
    assert article(TEXT, link.format("javascript:alert(1)")).url is None


def test_the_site_is_the_source_and_the_option_stands_in() -> None:
    site = '<meta property="og:site_name" content="صحيفة الميناء">'
    assert article(TEXT, site, source="S").source == "صحيفة الميناء"
    assert (
        article(TEXT, '<link rel="canonical" href="https://a.example/1">', source="S").source == "a.example"
    )
    assert article(TEXT, source="S").source == "S"


def test_the_option_dates_what_bears_no_date_and_says_so() -> None:
    found = article(TEXT, date="2030-02-01")
    assert (found.published, found.dated_by) == ("2030-02-01", "option")
    assert article(TEXT).dated_by is None


def test_a_file_beside_the_page_wins(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<h1>مباحثات</h1><p>29 يوليو 2021</p>{TEXT}", encoding="utf-8")
    (tmp_path / "a.json").write_text('{"date": "2030-01-31", "source": "S", "id": "x"}', encoding="utf-8")
    (found,) = read_inputs([str(tmp_path)], io.BytesIO(), Options(), lambda _: None)
    assert isinstance(found, Article)
    assert (found.id, found.published, found.dated_by, found.source) == ("x", "2030-01-31", "given", "S")


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "no-such-code", "iso-8859-1"])
def test_an_encoding_that_is_not_declared_rightly_is_found(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body><h1>مباحثات</h1>{TEXT}</body></html>'
    item, _ = read(page.encode())
    assert isinstance(item, Article)
    assert "وزير الخارجية" in item.text
    if declared != "iso-8859-1":
        item, told = read(page.encode("cp1256"))
        assert isinstance(item, Article)
        assert "وزير الخارجية" in item.text
        assert len(told) == (0 if declared == "windows-1256" else 2)


def test_utf_16_with_its_mark_is_read() -> None:
    item, _ = read(f"<html><body><h1>مباحثات</h1>{TEXT}</body></html>".encode("utf-16"), kind="html")
    assert isinstance(item, Article)
    assert "وزير الخارجية" in item.text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "<html><body><nav><a href='/'>الرئيسية</a></nav></body></html>",
        "<html><script>" + "x" * 1000,
        "<!-- -->",
    ],
)
def test_a_page_without_an_article_says_so(page: str) -> None:
    item, _ = read(page)
    assert isinstance(item, BadArticle)
    assert "-: no article found in the page" in str(item) or "-: HTML cannot be read" in str(item)


def test_a_page_of_endless_depth_costs_itself_only() -> None:
    item, _ = read("<html><body>" + "<div>" * 100_000 + TEXT)
    assert isinstance(item, Article | BadArticle)


@pytest.mark.parametrize(
    "page",
    [
        "<html><body " + " ".join(f"a{number}='x'" for number in range(100_000)) + ">" + TEXT,
        "<html><body a='>' " + " ".join(f"a{number}" for number in range(100_000)) + ">" + TEXT,
        "<html><body a<b " + "/".join(f"a{number}=x" for number in range(100_000)) + ">" + TEXT,
        "<html><body>" + "<p></p>" * 60_000 + TEXT,
    ],
    ids=["attributes", "attributes behind a bracket", "attributes without quotes", "elements"],
)
def test_a_page_that_would_take_hours_is_not_read(page: str) -> None:
    start = time.perf_counter()
    item, _ = read(page)
    assert isinstance(item, BadArticle)
    assert "HTML cannot be read: " in str(item)
    assert time.perf_counter() - start < 3


def test_a_tag_may_carry_much_data() -> None:
    data = "x &quot;y&quot; " * 3000
    assert "باريس" in article(f"<div data-page='{data}'><h1>مباحثات</h1>{TEXT}</div>").text


@pytest.mark.parametrize("row", ["kind\twords\nodd\tكلمة", "kind\twords\nrelated\t"])
def test_a_bad_table_of_page_words_says_so(tmp_path: Path, row: str) -> None:
    (tmp_path / "p.tsv").write_text(row, encoding="utf-8")
    with pytest.raises(KgError, match=r"pages\.tsv"):
        load_pages(tmp_path / "p.tsv")
