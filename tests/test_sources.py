"""Articles are read as they are given; what cannot be read says why, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, KgError
from kg.sources import BadArticle, Options, read_inputs

TEXT = "استقبل ملك الأردن أمين عام الجامعة العربية.\nوبحثا الأوضاع في المنطقة."


def read(
    *paths: Path | str, stdin: bytes = b"", **options: object
) -> tuple[list[Article | BadArticle], list[str]]:
    warnings: list[str] = []
    found = read_inputs([str(p) for p in paths], io.BytesIO(stdin), Options(**options), warnings.append)
    return list(found), warnings


def article(*paths: Path | str, **more: object) -> Article:
    found, _ = read(*paths, **more)
    assert len(found) == 1
    assert isinstance(found[0], Article), found[0]
    return found[0]


def fault(path: Path | str, **more: object) -> str:
    found, _ = read(path, **more)
    assert len(found) == 1
    assert isinstance(found[0], BadArticle)
    return str(found[0])


@pytest.mark.parametrize("ending", [".txt", ".md"])
def test_a_text_file_keeps_its_text(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"visit{ending}"
    path.write_bytes(("\r\n " + TEXT + "\r\n").encode())
    found = article(path)
    assert found.text == "\r\n " + TEXT + "\r\n"
    assert found.id == "visit"
    assert found.published is None
    assert found.source is None


def test_a_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert article(path).text == TEXT


def test_windows_1256_is_read_with_a_warning(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(TEXT.encode("cp1256"))
    found, warnings = read(path)
    assert [a.text for a in found if isinstance(a, Article)] == [TEXT]
    assert warnings == [f"{path}: not UTF-8, read as Windows-1256"]


def test_the_sidecar_tells_what_the_text_does_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    told = {"id": "x-1", "date": "2030-01-31", "source": "S", "url": "https://example.org/1", "title": "T"}
    (tmp_path / "a.json").write_text(json.dumps(told), encoding="utf-8")
    found = article(tmp_path / "a.txt", date="1999-01-01", source="other")
    assert (found.id, found.published, found.source) == ("x-1", "2030-01-31", "S")
    assert (found.url, found.title, found.text) == ("https://example.org/1", "T", TEXT)


def test_options_fill_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    found = article(tmp_path / "a.txt", date="2030-02-01", source="S")
    assert (found.published, found.source) == ("2030-02-01", "S")


@pytest.mark.parametrize("name", ["n.jsonl", "n.ndjson", "n.jsonl.gz"])
def test_json_lines(tmp_path: Path, name: str) -> None:
    raw = "".join(json.dumps({"id": i, "text": TEXT}) + "\n\n" for i in (1, 2)).encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    found, _ = read(tmp_path / name)
    assert [a.id for a in found if isinstance(a, Article)] == ["1", "2"]


def test_other_field_names(tmp_path: Path) -> None:
    (tmp_path / "n.jsonl").write_text(
        json.dumps({"key": "k", "body": TEXT, "day": "2030-03-04"}), encoding="utf-8"
    )
    found = article(tmp_path / "n.jsonl", names={"id": "key", "text": "body", "date": "day"})
    assert (found.id, found.text, found.published) == ("k", TEXT, "2030-03-04")


def test_without_an_id_the_text_names_the_article(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT}).encode()
    assert article("-", stdin=line).id == article("-", stdin=line + b"\n").id


def test_standard_input_may_be_text_or_json_lines() -> None:
    assert article("-", stdin=TEXT.encode()).text == TEXT
    assert article("-", stdin=json.dumps({"id": "j", "text": TEXT}).encode()).id == "j"


def test_a_folder_is_read_in_order_and_depth(tmp_path: Path) -> None:
    for name in ("b/visit.txt", "a/visit.txt", "c.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{name} {TEXT}", encoding="utf-8")
    (tmp_path / "a/visit.json").write_text('{"date": "2030-01-01"}', encoding="utf-8")
    found, _ = read(tmp_path)
    assert [a.id for a in found if isinstance(a, Article)] == ["a/visit", "b/visit", "c"]


def test_two_articles_cannot_have_one_id(tmp_path: Path) -> None:
    rows = [{"id": "n", "text": TEXT}, {"id": "n", "text": TEXT}, {"id": "n", "text": "نص آخر"}]
    (tmp_path / "n.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found, _ = read(tmp_path / "n.jsonl")
    assert [type(item) for item in found] == [Article, Article, BadArticle]
    assert "'n' is that of another article" in str(found[2])


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "a.txt: empty"),
        (b" \n\t ", "a.txt: empty"),
        (b"\x89PNG\r\n\x00\x00", "a.txt: binary, not text"),
    ],
)
def test_bad_text_says_why(tmp_path: Path, raw: bytes, why: str) -> None:
    (tmp_path / "a.txt").write_bytes(raw)
    assert fault(tmp_path / "a.txt").endswith(why)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"id": "x", "text": ', "n.jsonl:1: not JSON"),
        ("[1, 2]", "n.jsonl:1: not a JSON object"),
        ('{"id": "x"}', "n.jsonl:1: no text: name the field with --map text=FIELD"),
        ('{"id": "x", "text": 5}', "n.jsonl:1: no text"),
        ('{"id": "x", "text": " "}', "n.jsonl:1: empty"),
        ('{"id": "x", "text": "\\ud800"}', "n.jsonl:1: half a surrogate pair"),
        ('{"text": "t", "date": "last week"}', "'last week' is not understood: write it as 2021-07-29"),
        ('{"text": "t", "date": "2030-02-30"}', "n.jsonl:1: date '2030-02-30'"),
        ("", "n.jsonl: empty"),
    ],
)
def test_a_bad_line_says_where_and_why(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / "n.jsonl").write_text(line, encoding="utf-8")
    assert why in fault(tmp_path / "n.jsonl")


def test_one_bad_line_does_not_spoil_the_others(tmp_path: Path) -> None:
    good = json.dumps({"id": "g", "text": TEXT})
    (tmp_path / "n.jsonl").write_text(f"{good}\n{{broken\n", encoding="utf-8")
    found, _ = read(tmp_path / "n.jsonl")
    assert [type(item) for item in found] == [Article, BadArticle]


def test_a_broken_archive_says_so(tmp_path: Path) -> None:
    whole = gzip.compress(b'{"id": "a"}\n' * 50)
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[:-12])
    (tmp_path / "fake.jsonl.gz").write_bytes(b"not gzip")
    found, _ = read(tmp_path / "cut.jsonl.gz")
    assert "cut.jsonl.gz: broken compression" in str(found[-1])
    assert "fake.jsonl.gz: broken compression" in fault(tmp_path / "fake.jsonl.gz")


def test_a_broken_sidecar_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    assert "a.json: not JSON" in fault(tmp_path / "a.txt")
    (tmp_path / "a.json").write_text("[]", encoding="utf-8")
    assert "a.json: must be one JSON object" in fault(tmp_path / "a.txt")


@pytest.mark.parametrize(
    ("name", "why"), [("gone.txt", "no such file"), ("a.png", "not a kind of file"), (".", "no articles")]
)
def test_an_input_that_cannot_be_one_stops_the_work(tmp_path: Path, name: str, why: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "a.png").write_bytes(b"PNG")
    with pytest.raises(KgError, match=why):
        read(folder if name == "." else tmp_path / name)


@pytest.mark.parametrize(
    ("told", "date"),
    [
        (None, None),
        ("", None),
        ("2030-05-06", "2030-05-06"),
        ("2030-05-06T23:59:00Z", "2030-05-06"),
        ("6/5/2030", "2030-05-06"),
        ("٦ أيار/مايو ٢٠٣٠", "2030-05-06"),
        ("4 محرم 1452 هـ", "2030-05-06"),
    ],
)
def test_dates(told: str | None, date: str | None) -> None:
    line = json.dumps({"id": "d", "text": TEXT, "date": told}).encode()
    assert article("-", stdin=line).published == date


@given(st.text(st.characters(exclude_categories=["Cs"])).filter(str.strip))
def test_any_text_comes_through_json_unchanged(text: str) -> None:
    line = json.dumps({"text": text}).encode()
    assert article("-", stdin=line, any_language=True).text == text


def test_the_seed_is_the_article_with_its_inferred_date() -> None:
    found = article(Path(__file__).parent.parent / "seeds")
    assert (found.id, found.published, found.source) == ("seed-000", "2021-07-29", None)
    assert len(found.text) == 2307
