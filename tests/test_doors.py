"""Every door gives the same article, alone and packed; what is hostile costs one line and a bounded time."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet
import pytest

from kg.model import Article, KgError
from kg.sources import KINDS, BadArticle, Limits, Options, read_inputs

TEXT = "استقبل ملك الأردن أمين عام الجامعة العربية في عمان.\nوبحثا الأوضاع في المنطقة وسبل دعم العمل المشترك."
ROW = {
    "id": "n-1",
    "date": "2030-05-02",
    "source": "صحيفة الميناء",
    "url": "https://a.example/1",
    "title": "لقاء في عمان",
    "text": TEXT,
}
PAGE = (
    "<html><head><meta property='article:published_time' content='2030-05-02'></head><body>"
    f"<h1>{ROW['title']}</h1>" + "".join(f"<p>{line}</p>" for line in TEXT.split("\n")) + "</body></html>"
)
SMALL = Limits(article=200_000, file=1_000_000, slack=300_000, members=50, depth=3, seconds=3)


def read(
    *paths: Path | str, stdin: bytes = b"", **options: object
) -> tuple[list[Article | BadArticle], list[str]]:
    told: list[str] = []
    inputs = [str(path) for path in paths] or ["-"]
    return list(read_inputs(inputs, io.BytesIO(stdin), Options(**options), told.append)), told  # type: ignore[arg-type]


def articles(*paths: Path | str, **more: object) -> list[Article]:
    found, _ = read(*paths, **more)  # type: ignore[arg-type]
    assert not [str(item) for item in found if isinstance(item, BadArticle)]
    return [item for item in found if isinstance(item, Article)]


def faults(*paths: Path | str, **more: object) -> list[str]:
    """What was wrong, each in one line."""
    found, _ = read(*paths, **more)  # type: ignore[arg-type]
    lines = [str(item) for item in found if isinstance(item, BadArticle)]
    assert all("\n" not in line and len(line) < 500 for line in lines)
    return lines


# --- one article through every door ------------------------------------------------------------


def as_jsonl(rows: list[dict[str, str]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_csv(rows: list[dict[str, str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue().encode(encoding)


def as_parquet(rows: list[dict[str, str]]) -> bytes:
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), sink)
    return sink.getvalue()


def gz(name: str, raw: bytes) -> tuple[str, bytes]:
    return f"{name}.gz", gzip.compress(raw)


def in_zip(name: str, raw: bytes) -> tuple[str, bytes]:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, raw)
    return "pack.zip", sink.getvalue()


def in_tar(name: str, raw: bytes) -> tuple[str, bytes]:
    sink = io.BytesIO()
    with tarfile.open(fileobj=sink, mode="w") as archive:
        info = tarfile.TarInfo(name)
        info.size = len(raw)
        archive.addfile(info, io.BytesIO(raw))
    return "pack.tar", sink.getvalue()


def in_tgz(name: str, raw: bytes) -> tuple[str, bytes]:
    return "pack.tgz", gzip.compress(in_tar(name, raw)[1])


Packing = Callable[[str, bytes], tuple[str, bytes]]
PACKINGS: list[Packing] = [lambda name, raw: (name, raw), gz, in_zip, in_tar, in_tgz]
TABLES = {
    "n.jsonl": as_jsonl,
    "n.csv": as_csv,
    "n.tsv": lambda rows: as_csv(rows, "\t"),
    "semicolons.csv": lambda rows: as_csv(rows, ";"),
    "excel.csv": lambda rows: as_csv(rows, encoding="utf-8-sig"),
    "utf16.csv": lambda rows: as_csv(rows, encoding="utf-16"),
    "old.csv": lambda rows: as_csv(rows, encoding="cp1256"),
    "n.parquet": as_parquet,
}


@pytest.mark.parametrize("pack", PACKINGS, ids=["plain", "gz", "zip", "tar", "tgz"])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_the_same_article_in_every_table(tmp_path: Path, name: str, pack: Packing) -> None:
    packed, raw = pack(name, TABLES[name]([ROW]))
    (tmp_path / packed).write_bytes(raw)
    (found,) = articles(tmp_path / packed)
    assert (found.id, found.published, found.dated_by) == ("n-1", "2030-05-02", "given")
    assert (found.source, found.url, found.title) == (ROW["source"], ROW["url"], ROW["title"])
    assert found.text == TEXT


@pytest.mark.parametrize("name", ["n.csv", "n.parquet", "n.jsonl"])
def test_columns_are_mapped(tmp_path: Path, name: str) -> None:
    row = {"key": "k", "body": TEXT, "day": "٢ مايو ٢٠٣٠", "other": "x"}
    (tmp_path / name).write_bytes(TABLES[name]([row]))
    names = {"id": "key", "text": "body", "date": "day"}
    (found,) = articles(tmp_path / name, names=names)
    assert (found.id, found.text, found.published) == ("k", TEXT, "2030-05-02")


def test_dates_of_parquet_are_dates(tmp_path: Path) -> None:
    moment = datetime.datetime(2030, 5, 2, 23, 30)
    rows = [{"id": "1", "date": moment, "text": TEXT}, {"id": "2", "date": None, "text": TEXT + " "}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "n.parquet")
    assert [found.published for found in articles(tmp_path / "n.parquet")] == ["2030-05-02", None]


def test_a_table_without_the_column_tells_its_columns(tmp_path: Path) -> None:
    for name in ("n.csv", "n.parquet"):
        (tmp_path / name).write_bytes(TABLES[name]([{"key": "k", "body": TEXT}]))
        (line,) = faults(tmp_path / name)
        assert "--map text=COLUMN (there are: key, body)" in line


def test_rows_that_are_bad_spoil_themselves_only(tmp_path: Path) -> None:
    raw = (
        as_csv([ROW])
        + b"n-2,,,,,"
        + b"\xff\xfe\xfa"
        + "نص".encode()
        + b"\r\n"
        + as_csv([ROW | {"id": "n-3"}])[42:]
    )
    (tmp_path / "n.csv").write_bytes(raw)
    found, _ = read(tmp_path / "n.csv")
    assert [type(item) for item in found].count(BadArticle) == 1
    assert isinstance(found[0], Article)


@pytest.mark.parametrize("pack", PACKINGS, ids=["plain", "gz", "zip", "tar", "tgz"])
def test_texts_and_pages_in_archives(tmp_path: Path, pack: Packing) -> None:
    for name, raw in (("a/visit.txt", TEXT), ("b/visit.html", PAGE)):
        packed, data = pack(name, raw.encode())
        path = tmp_path / name.split("/")[0] / packed
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    found = articles(tmp_path)
    assert [item.text for item in found] == [TEXT, TEXT]
    assert len({item.id for item in found}) == 2
    assert found[0].id.endswith("visit")
    assert found[1].published == "2030-05-02"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (TEXT.encode(), None),
        (as_jsonl([ROW]), None),
        (PAGE.encode(), None),
        (gzip.compress(as_jsonl([ROW])), None),
        (in_zip("a.txt", TEXT.encode())[1], None),
        (in_tar("a.txt", TEXT.encode())[1], None),
        (in_tgz("a.html", PAGE.encode())[1], None),
        (as_parquet([ROW]), None),
        (as_csv([ROW]), "csv"),
        (as_csv([ROW], "\t"), "csv"),
    ],
    ids=["text", "jsonl", "html", "jsonl.gz", "zip", "tar", "tgz", "parquet", "csv", "tsv"],
)
def test_standard_input_is_known_by_its_first_bytes(raw: bytes, kind: str | None) -> None:
    (found,) = articles(stdin=raw, kind=kind)
    assert found.text == TEXT


def test_kinds_of_the_command_line_are_those_of_the_doors() -> None:
    from kg.cli import reading

    assert reading._KINDS == KINDS


def test_millions_of_articles_are_never_held(tmp_path: Path) -> None:
    """The first article comes before the second line is read."""

    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
            line = as_jsonl([ROW | {"id": f"n-{self.given}"}])
            self.given += 1
            buffer[: len(line)] = line
            return len(line)

    stream = Endless()
    found = read_inputs(["-"], io.BufferedReader(stream, 1024), Options(), lambda _: None)  # type: ignore[arg-type]
    assert [next(found).id for _ in range(3)] == ["n-0", "n-1", "n-2"]  # type: ignore[union-attr]
    assert stream.given < 20


# --- language ------------------------------------------------------------------------------------

FOREIGN = {
    "fa": "وزیر امور خارجه ایران روز سه شنبه در تهران با همتای روسی خود دیدار کرد و درباره روابط گفتگو کرد.",
    "fa typed on an Arabic keyboard": "وزير امور خارجه روز سه شنبه در تهران با همتاي خود ديدار كرد و درباره "
    "روابط دو كشور گفتگو كرد و گفت كه اين ديدار پيش از سفر رييس جمهور انجام شده است.",
    "ur": "پاکستان کے وزیر خارجہ نے منگل کو اسلام آباد میں اپنے چینی ہم منصب سے ملاقات کی۔",
    "ckb": "وەزیری دەرەوەی عێراق ڕۆژی سێشەممە لە بەغدا لەگەڵ هاوتا ڕووسییەکەی کۆبووەوە.",
    "ps": "د افغانستان د بهرنیو چارو وزیر د سه شنبې په ورځ په کابل کې له خپل روسي سیال سره ولیدل.",
    "ug": "خىتاي تاشقى ئىشلار مىنىستىرى سەيشەنبە كۈنى بېيجىڭدا رۇسىيەلىك كەسپدىشى بىلەن كۆرۈشتى.",
    "en": "The foreign minister of Egypt met his French counterpart in Cairo on Tuesday to discuss energy.",
    "fr": "Le ministre des Affaires étrangères a rencontré mardi son homologue égyptien au Caire.",
    "ru": "Министр иностранных дел Египта встретился во вторник со своим французским коллегой.",
}
ARABIC = {
    "news": TEXT,
    "a headline": "عاجل: مقتل جندي على الحدود",
    "a few letters": "بغداد",
    "a vernacular": "انا مش عارف ليه الناس دي عايزة تروح هناك دلوقتي والدنيا زحمة أوي في البلد",
    "typed on a Persian keyboard": "التقی وزیر الخارجیة المصری نظیره الفرنسی فی القاهرة و بحثا العلاقات",
    "with foreign names": "أعلنت شركة Airbus Defence أن طائرات A400M ستسلم إلى القوات الجوية العام المقبل",
    "with vowel signs": "اِسْتَقْبَلَ مَلِكُ الأُرْدُنِّ أَمِينَ عَامِّ الجَامِعَةِ العَرَبِيَّةِ فِي عَمَّانَ",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_what_is_not_arabic_is_passed_over_with_a_count(text: str) -> None:
    rows = [{"id": "x", "text": text}, {"id": "y", "text": text + " "}, {"id": "z", "text": TEXT}]
    found, told = read(stdin=as_jsonl(rows))
    assert [item.id for item in found if isinstance(item, Article)] == ["z"]
    assert len(told) == 1
    assert told[0].startswith("passed over: 2 not Arabic but ")
    assert len(articles(stdin=as_jsonl(rows), any_language=True)) == 3


@pytest.mark.parametrize("text", ARABIC.values(), ids=ARABIC)
def test_what_is_arabic_stays_as_it_is(text: str) -> None:
    assert [item.text for item in articles(stdin=as_jsonl([{"text": text}]))] == [text]


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_page_keeps_its_arabic_part(text: str) -> None:
    page = PAGE.replace("</h1>", f"</h1><p>{text}</p>")
    (found,) = articles(stdin=page.encode())
    assert found.text == TEXT


def test_a_mixed_text_that_was_given_stays_whole() -> None:
    mixed = f"{FOREIGN['en']}\n{TEXT}"
    assert [item.text for item in articles(stdin=as_jsonl([{"text": mixed}]))] == [mixed]


# --- hostile input ---------------------------------------------------------------------------------


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    bomb = b"\x00" * 3_000_000
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(bomb))
    (tmp_path / "b.zip").write_bytes(in_zip("b.txt", bomb)[1])
    (tmp_path / "c.tgz").write_bytes(in_tgz("c.jsonl", bomb)[1])
    (tmp_path / "d.txt").write_text(TEXT, encoding="utf-8")
    found, _ = read(tmp_path, limits=SMALL)
    assert [item.text for item in found if isinstance(item, Article)] == [TEXT]
    lines = [str(item) for item in found if isinstance(item, BadArticle)]
    assert any("a.jsonl.gz: grows more than 200 times" in line for line in lines)
    assert any("b.zip!b.txt: longer than" in line for line in lines)
    assert any("c.tgz" in line for line in lines)


def test_a_parquet_bomb_is_not_unpacked(tmp_path: Path) -> None:
    table = pyarrow.Table.from_pylist([{"id": str(n), "text": "ن" * 100_000 + str(n)} for n in range(30)])
    pyarrow.parquet.write_table(table, tmp_path / "n.parquet", compression="zstd", use_dictionary=False)
    (line,) = faults(tmp_path / "n.parquet", limits=SMALL)
    assert line.endswith("n.parquet: grows more than 200 times decompressed: not read")


def test_archives_in_archives_have_a_bottom(tmp_path: Path) -> None:
    name, raw = "a.txt", TEXT.encode()
    for _ in range(5):
        name, raw = "pack.zip", in_zip(name, raw)[1]
    (tmp_path / "deep.zip").write_bytes(raw)
    (line,) = faults(tmp_path / "deep.zip")
    assert "an archive in 3 others: not read" in line
    name, raw = gz(*gz("a.txt", TEXT.encode()))
    (tmp_path / name).write_bytes(raw)
    assert articles(tmp_path / name)[0].text == TEXT


@pytest.mark.parametrize("name", ["../../out.txt", "/etc/out.txt", "..\\out.txt", "C:/out.txt"])
@pytest.mark.parametrize("pack", [in_zip, in_tar, in_tgz])
def test_paths_that_leave_an_archive_are_not_read(tmp_path: Path, name: str, pack: Packing) -> None:
    packed, raw = pack(name, TEXT.encode())
    (tmp_path / packed).write_bytes(raw)
    (line,) = faults(tmp_path / packed)
    assert line.endswith("a path that leaves the archive: not read")
    assert [path.name for path in tmp_path.iterdir()] == [packed]


@pytest.mark.parametrize("pack", [in_zip, in_tar, in_tgz])
def test_an_archive_with_nothing_to_read_says_so(tmp_path: Path, pack: Packing) -> None:
    packed, raw = pack("logo.png", b"\x89PNG")
    (tmp_path / packed).write_bytes(raw)
    (line,) = faults(tmp_path / packed)
    assert line.endswith("nothing in it that is read")


def test_an_error_is_one_line_whatever_the_names(tmp_path: Path) -> None:
    packed, raw = in_zip("a\n\x1b[31m\u2028b.txt", b"")
    (tmp_path / packed).write_bytes(raw)
    (line,) = faults(tmp_path / packed)
    assert line.endswith("a [31m b.txt: empty")


def test_links_in_a_tar_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    with tarfile.open(tmp_path / "l.tar", "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo("a.txt")
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
    lines = faults(tmp_path / "l.tar")
    assert len(lines) == 3
    assert all("a link, a device or a file with holes: not read" in line for line in lines)


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_circle_of_links_is_no_endless_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in/again").symlink_to(tmp_path / "in")
    (tmp_path / "in/nowhere.txt").symlink_to(tmp_path / "in/nowhere.txt")
    found, told = read(tmp_path / "in")
    assert [item.id for item in found if isinstance(item, Article)] == ["a"]
    assert [line.rsplit("/", 1)[1] for line in told] == ["again: a link to a folder: not followed"]
    assert [
        str(item).count("nowhere.txt: cannot be read") for item in found if isinstance(item, BadArticle)
    ] == [1]


def test_an_archive_of_too_many_members_is_not_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "m.zip", "w") as archive:
        for number in range(60):
            archive.writestr(f"{number}.txt", TEXT + str(number))
    assert "more than 50 members" in faults(tmp_path / "m.zip", limits=SMALL)[0]


def test_a_gigantic_line_costs_itself_only(tmp_path: Path) -> None:
    raw = as_jsonl([ROW]) + b'{"text": "' + b"a" * 500_000 + b'"}\n' + as_jsonl([ROW | {"id": "n-3"}])
    (tmp_path / "n.jsonl").write_bytes(raw)
    found, _ = read(tmp_path / "n.jsonl", limits=SMALL)
    assert [type(item) for item in found] == [Article, BadArticle, Article]
    assert str(found[1]).endswith("n.jsonl:2: longer than 0 MB: not read")


def test_a_gigantic_row_costs_itself_only(tmp_path: Path) -> None:
    raw = as_csv([ROW, ROW | {"id": "n-2", "text": "ن" * 500_000}, ROW | {"id": "n-3"}])
    (tmp_path / "n.csv").write_bytes(raw)
    found, _ = read(tmp_path / "n.csv", limits=SMALL)
    assert [item.id for item in found if isinstance(item, Article)] == ["n-1", "n-3"]
    assert [str(item) for item in found if isinstance(item, BadArticle)] == [
        f"{tmp_path / 'n.csv'}:row 3: not a row of a table: longer than 0 MB"
    ]


def test_nested_json_and_endless_numbers_are_bad_lines() -> None:
    raw = b"[" * 200_000 + b"\n" + b'{"id": ' + b"9" * 10_000 + b"}\n" + as_jsonl([ROW])
    found, _ = read(stdin=raw, kind="jsonl")
    assert [type(item) for item in found] == [BadArticle, BadArticle, Article]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.gz", "a.warc", "a.warc.gz", "a.parquet",
                                  "a.pdf", "a.rss", "a.csv.gz"])  # fmt: skip
@pytest.mark.parametrize(
    "raw", [b"", b"\x00" * 600, b"not what it says", b"PK\x03\x04rest", b"\x1f\x8b\x08rest"]
)
def test_what_is_not_what_it_says_is_told_in_one_line(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    assert len(faults(tmp_path / name)) <= 1
    assert not [item for item in read(tmp_path / name)[0] if isinstance(item, Article)] or b"not" in raw


def test_a_cut_archive_gives_what_it_has(tmp_path: Path) -> None:
    rows = [ROW | {"id": f"n-{number}", "text": f"{TEXT} {number * 7919}"} for number in range(2000)]
    whole = gzip.compress(as_jsonl(rows))
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    found, _ = read(tmp_path / "cut.jsonl.gz")
    assert sum(isinstance(item, Article) for item in found) > 100
    assert str(found[-1]).endswith(
        "broken compression: Compressed file ended before the end-of-stream marker was reached"
    )


def test_a_door_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (tmp_path / "n.parquet").write_bytes(b"PAR1")
    with pytest.raises(
        KgError, match=r"Parquet needs the library pyarrow.*pip install 'bilateral-kg\[doors\]'"
    ):
        read(tmp_path / "n.parquet")
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(KgError, match=r"HTML needs the library trafilatura"):
        read(stdin=PAGE.encode())
