"""WARC, feeds, PDF, and the watching of feeds against a server of our own on the loopback."""

from __future__ import annotations

import gzip
import http.server
import io
import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.model import Article, KgError
from kg.sources import BadArticle, Limits, Options, read_inputs
from kg.sources.fetch import Polite, Refused, Response, transport
from kg.sources.options import Job
from kg.sources.watch import Memory, Watcher, feeds_of

FIRST = "استقبل ملك الأردن أمين عام الجامعة العربية في عمان وبحثا دعم العمل المشترك."
SECOND = "وصل رئيس الأرجنتين إلى أوسلو في زيارة رسمية تستغرق يومين يلتقي خلالها رئيس الوزراء."


def page(text: str, head: str = "") -> str:
    return f"<html><head>{head}</head><body><article><h1>خبر اليوم</h1><p>{text}</p></article></body></html>"


def read(raw: bytes, **options: object) -> tuple[list[Article | BadArticle], list[str]]:
    told: list[str] = []
    return list(read_inputs(["-"], io.BytesIO(raw), Options(**options), told.append)), told  # type: ignore[arg-type]


# --- WARC ------------------------------------------------------------------------------------------


def warc(
    *records: tuple[str, str, str, bytes], compressed: bool = True, date: str = "2030-05-03T10:00:00Z"
) -> bytes:
    """Responses of (address, status, content type, body)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=compressed)
    writer.write_record(writer.create_warcinfo_record("x.warc", {"software": "test"}))
    for address, status, kind, body in records:
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(
            writer.create_warc_record(
                address,
                "response",
                io.BytesIO(body),
                http_headers=headers,
                warc_headers_dict={"WARC-Date": date},
            )
        )
    return sink.getvalue()


PAGES = (
    (
        "https://a.example/2030/05/02/talks",
        "200 OK",
        "text/html; charset=windows-1256",
        page(FIRST).encode("cp1256"),
    ),
    ("https://a.example/logo.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://a.example/gone", "404 Not Found", "text/html", page(FIRST).encode()),
    ("https://a.example/visit", "200 OK", "text/html", page(SECOND).encode()),
)


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_pages_of_a_warc(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(warc(*PAGES, compressed=name.endswith("gz")))
    told: list[str] = []
    found = list(read_inputs([str(tmp_path)], io.BytesIO(), Options(), told.append))
    assert [item.text for item in found if isinstance(item, Article)] == [FIRST, SECOND]
    first = found[0]
    assert isinstance(first, Article)
    assert (first.id, first.url) == ("https://a.example/2030/05/02/talks",) * 2
    assert (first.published, first.dated_by, first.source) == ("2030-05-02", "address", "a.example")
    assert told == ["passed over: 2 no page"]


def test_no_page_of_a_warc_is_younger_than_its_capture() -> None:
    late = page(FIRST, '<meta property="article:published_time" content="2031-01-01">')
    found, _ = read(warc(("https://a.example/1", "200 OK", "text/html", late.encode())))
    assert isinstance(found[0], Article)
    assert found[0].published is None


def test_a_page_captured_twice_is_taken_once(tmp_path: Path) -> None:
    twice = [
        ("https://a.example/1", "200 OK", "text/html", page(text).encode()) for text in (FIRST, FIRST, SECOND)
    ]
    (tmp_path / "c.warc.gz").write_bytes(warc(*twice))
    told: list[str] = []
    found = list(read_inputs([str(tmp_path / "c.warc.gz")], io.BytesIO(), Options(), told.append))
    assert [item.text for item in found if isinstance(item, Article)] == [FIRST, FIRST]
    assert told == ["passed over: 1 captured again"]


def test_a_warc_that_breaks_off_gives_what_it_has() -> None:
    whole = warc(*PAGES)
    found, _ = read(whole[:-40], kind="warc")
    assert isinstance(found[0], Article)
    assert all("\n" not in str(item) for item in found)


def test_a_record_that_is_a_bomb_costs_itself_only() -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    sink = io.BytesIO()
    writer = WARCWriter(sink, gzip=True)
    for name, body in (
        ("bomb", gzip.compress(b"<p>" + b" " * 5_000_000)),
        ("good", gzip.compress(page(FIRST).encode())),
    ):
        headers = [("Content-Type", "text/html"), ("Content-Encoding", "gzip")]
        http_headers = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
        record = writer.create_warc_record(
            f"https://a.example/{name}", "response", io.BytesIO(body), http_headers=http_headers
        )
        writer.write_record(record)
    found, _ = read(sink.getvalue(), limits=Limits(article=1_000_000))
    assert [type(item) for item in found] == [BadArticle, Article]


# --- feeds -----------------------------------------------------------------------------------------

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>صحيفة الميناء</title><item><title>لقاء في عمان</title><link>https://a.example/1</link>
<pubDate>Thu, 02 May 2030 23:30:00 +0300</pubDate>
<description>استقبل ملك الأردن</description>
<content:encoded><![CDATA[<p>{FIRST}</p>
<p>اقرأ أيضا: <a href="/2">مباراة القمة</a></p>]]></content:encoded></item>
<item><title>زيارة</title><link>https://a.example/2</link><pubDate>الخميس 2 أيار 2030</pubDate>
<description>{SECOND}</description></item>
<item><title>بلا نص</title><link>https://a.example/3</link></item>
</channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>الميناء</title>
<entry><title>لقاء</title><id>tag:a.example,2030:1</id><link href="https://a.example/1"/>
<updated>2030-05-09T00:00:00Z</updated><published>2030-05-02T08:00:00Z</published>
<content type="html">&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry>
<entry><title>محدث</title><id>tag:a.example,2030:2</id><updated>2030-05-09T00:00:00Z</updated>
<summary>{SECOND}</summary></entry></feed>"""


def test_rss(tmp_path: Path) -> None:
    (tmp_path / "news.rss").write_text(RSS, encoding="utf-8")
    found = list(read_inputs([str(tmp_path)], io.BytesIO(), Options(), lambda _: None))
    first, second, third = found
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.id, first.url, first.title) == (
        "https://a.example/1",
        "https://a.example/1",
        "لقاء في عمان",
    )
    assert (first.published, first.dated_by, first.source) == ("2030-05-02", "feed", "صحيفة الميناء")
    assert first.text == FIRST
    assert (second.text, second.published) == (SECOND, "2030-05-02")
    assert "entry 3: empty" in str(third)


def test_atom_takes_publication_and_no_update() -> None:
    found, _ = read(ATOM.encode())
    assert [(item.id, item.published) for item in found if isinstance(item, Article)] == [
        ("https://a.example/1", "2030-05-02"),
        ("tag:a.example,2030:2", None),
    ]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>',
            "declares XML ent",
        ),
        (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss/>',
            "declares XML ent",
        ),
        (b"<?xml version='1.0'?><opml/>", "no RSS or Atom feed"),
        (b"<?xml version='1.0'?><rss version='2.0'><channel></channel></rss>", "empty feed"),
    ],
)
def test_a_feed_that_is_none_says_so(raw: bytes, why: str) -> None:
    (item,), _ = read(raw)
    assert isinstance(item, BadArticle)
    assert why in str(item)


# --- PDF -------------------------------------------------------------------------------------------


def pdf(*lines: str) -> bytes:
    """A small PDF of Arabic lines, drawn letter by letter from right to left with a mapping to Unicode."""
    letters = sorted(set("".join(lines)))
    codes = {sign: number + 1 for number, sign in enumerate(letters)}
    mapping = "\n".join(f"<{code:02X}> <{ord(sign):04X}>" for sign, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(codes)} beginbfchar\n{mapping}\nendbfchar\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    drawn = []
    for row, line in enumerate(lines):
        # Digits run from left to right, also here.
        line = re.sub("[0-9]+", lambda number: number[0][::-1], line)
        for place, sign in enumerate(line):
            drawn.append(f"BT /F1 10 Tf {560 - 5 * place} {780 - 16 * row} Td <{codes[sign]:02X}> Tj ET")
    widths = " ".join(["500"] * len(codes))
    names = " ".join(f"/g{code}" for code in codes.values())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(chr(10).join(drawn))} >>\nstream\n{chr(10).join(drawn)}\nendstream",
        f"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 1 "
        f"/LastChar {len(codes)} /Widths [{widths}] "
        f"/Encoding << /Type /Encoding /Differences [1 {names}] >> /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{out.index('xref')}\n%%EOF"
    ).encode()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs pdftotext (poppler-utils)")
def test_a_pdf_is_read_in_order_and_dated_by_its_head(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(pdf("الخميس 29 يوليو 2021", FIRST, SECOND))
    (found,) = read_inputs([str(tmp_path)], io.BytesIO(), Options(), lambda _: None)
    assert isinstance(found, Article), found
    assert found.id == "paper"
    assert FIRST in found.text
    assert (found.published, found.dated_by) == ("2021-07-29", "byline")


def test_without_pdftotext_pypdf_reads_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    found, told = read(pdf(FIRST))
    assert isinstance(found[0], Article), found
    assert "الأردن" in found[0].text or "ندرألا" in found[0].text
    assert len(told) == 1
    assert "install pdftotext" in told[0]


@pytest.mark.parametrize("raw", [b"%PDF-1.4\nrubbish", pdf(" "), b"%PDF-1.7\n" + b"1 0 obj\n" * 1000])
def test_a_pdf_without_text_says_so(raw: bytes) -> None:
    found, _ = read(raw)
    assert [type(item) for item in found] == [BadArticle]


# --- watching --------------------------------------------------------------------------------------


class Site(http.server.ThreadingHTTPServer):
    """A site whose pages are a dictionary; it notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.address = f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.pages[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, raw)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        site = self.server
        assert isinstance(site, Site)
        site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        status, headers, body = site.pages.get(self.path, (404, {}, b""))
        if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        server.put(
            "/feed",
            feed(server.address, "a", "b"),
            ETag='"v1"',
            Last_Modified="Thu, 02 May 2030 10:00:00 GMT",
        )
        server.put("/a", page(FIRST), Content_Type="text/html; charset=utf-8")
        server.put("/b", page(SECOND).encode("cp1256"), Content_Type="text/html; charset=windows-1256")
        yield server
        server.shutdown()


def feed(address: str, *names: str) -> str:
    items = "".join(
        f"<item><title>خبر {name}</title><link>{address}/{name}</link>"
        f"<description>ملخص الخبر {name} من الصحيفة</description>"
        f"<pubDate>Thu, 02 May 2030 08:00:00 GMT</pubDate></item>"
        for name in names
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>الميناء</title>{items}</channel></rss>"


class Clock:
    """Time that passes only while one sleeps."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def watcher(
    site: Site, *, full: bool = True, memory: Memory | None = None, delay: float = 5.0
) -> tuple[Watcher, Clock]:
    clock = Clock()
    polite = Polite(send=transport(5.0), agent="kg-test/1", delay=delay, clock=clock, sleep=clock.sleep)
    job = Job(options=Options(), warn=lambda _: None)
    feeds = (f"{site.address}/feed",)
    return Watcher(feeds=feeds, polite=polite, memory=memory or Memory(":memory:"), job=job, full=full), clock


def asked(site: Site) -> list[str]:
    return [path for path, _ in site.asked]


def test_new_articles_come_once_and_whole(site: Site) -> None:
    watching, clock = watcher(site)
    found = list(watching.round())
    assert [item.text for item in found if isinstance(item, Article)] == [FIRST, SECOND]
    first = found[0]
    assert isinstance(first, Article)
    assert (first.id, first.title) == (f"{site.address}/a", "خبر a")
    assert (first.published, first.dated_by) == ("2030-05-02", "feed")
    assert asked(site) == ["/robots.txt", "/feed", "/a", "/b"]
    assert clock.slept == [5.0, 5.0, 5.0]
    assert list(watching.round()) == []
    site.put("/feed", feed(site.address, "a", "b", "c"), ETag='"v2"')
    site.put("/c", page(FIRST + " وغادر."), Content_Type="text/html")
    assert [item.id for item in watching.round() if isinstance(item, Article)] == [f"{site.address}/c"]


def test_an_unchanged_feed_is_asked_for_with_its_validators(site: Site) -> None:
    watching, _ = watcher(site)
    list(watching.round())
    list(watching.round())
    path, headers = site.asked[-1]
    assert path == "/feed"
    assert headers["if-none-match"] == '"v1"'
    assert headers["if-modified-since"] == "Thu, 02 May 2030 10:00:00 GMT"
    assert headers["user-agent"] == "kg-test/1"


def test_memory_outlives_the_watcher(site: Site, tmp_path: Path) -> None:
    for count in (2, 0):
        memory = Memory(tmp_path / "state")
        watching, _ = watcher(site, memory=memory)
        assert len(list(watching.round())) == count
        memory.close()
    with pytest.raises(KgError, match="not the memory of an earlier kg watch"):
        (tmp_path / "other").write_text("text " * 100, encoding="utf-8")
        Memory(tmp_path / "other")


def test_who_stops_in_the_middle_gets_the_article_again(site: Site) -> None:
    memory = Memory(":memory:")
    watching, _ = watcher(site, memory=memory)
    next(watching.round())
    watching, _ = watcher(site, memory=memory)
    assert len(list(watching.round())) == 2


def test_the_text_of_the_feed_by_option(site: Site) -> None:
    watching, _ = watcher(site, full=False)
    found = list(watching.round())
    assert [item.text for item in found if isinstance(item, Article)] == [
        "ملخص الخبر a من الصحيفة",
        "ملخص الخبر b من الصحيفة",
    ]
    assert asked(site) == ["/robots.txt", "/feed"]


def test_robots_are_obeyed(site: Site) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /a\nCrawl-delay: 7\n")
    watching, clock = watcher(site)
    found = list(watching.round())
    assert [item.text for item in found if isinstance(item, Article)] == ["ملخص الخبر a من الصحيفة", SECOND]
    assert "/a" not in asked(site)
    assert clock.slept == [5.0, 7.0]
    assert list(watching.job.skipped) == ["taken from the feed, robots.txt forbids the page"]


@pytest.mark.parametrize("status", [500, 503])
def test_where_robots_cannot_be_read_nothing_is_fetched(site: Site, status: int) -> None:
    site.put("/robots.txt", "", status)
    watching, _ = watcher(site)
    (item,) = watching.round()
    assert isinstance(item, Refused)
    assert asked(site) == ["/robots.txt"]


def test_a_busy_host_is_left_alone(site: Site) -> None:
    site.put("/a", "", 429, Retry_After="3600")
    watching, clock = watcher(site)
    found = list(watching.round())
    assert "/a: status 429" in str(found[0])
    assert isinstance(found[1], Article)  # its feed carries a summary
    assert "/b" not in asked(site)
    clock.now += 3601
    assert [item.text for item in watching.round() if isinstance(item, Article)] == []


def test_what_fails_is_tried_again_and_then_let_be(site: Site) -> None:
    site.put("/a", "", 500)
    watching, _ = watcher(site)
    assert [type(item) for item in watching.round()] == [BadArticle, Article]
    assert [type(item) for item in watching.round()] == [BadArticle]
    assert [type(item) for item in watching.round()] == [BadArticle]
    assert list(watching.round()) == []


def test_redirects_are_followed_to_an_end(site: Site) -> None:
    site.put("/a", "", 302, Location="/moved")
    site.put("/moved", page(FIRST), Content_Type="text/html")
    site.put("/b", "", 302, Location="/b")
    found = list(watcher(site)[0].round())
    assert isinstance(found[0], Article)
    assert found[0].id == f"{site.address}/a"
    assert "redirected more than 5 times" in str(found[1])


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://a.example/x", "http://", "http://[::1"])
def test_a_redirect_leads_nowhere_but_to_the_web(site: Site, place: str) -> None:
    site.put("/a", "", 302, Location=place)
    found = list(watcher(site)[0].round())
    assert isinstance(found[0], BadArticle)


def test_the_web_does_not_lead_into_a_private_network() -> None:
    def send(url: str, headers: object, limit: int) -> Response:
        place = {"location": "http://192.168.0.1/admin"} if url.endswith("/a") else {}
        return Response(url=url, status=302 if place else 404, headers=place, body=b"")

    clock = Clock()
    polite = Polite(send=send, agent="x", delay=0, clock=clock, sleep=clock.sleep)
    with pytest.raises(Refused, match="private network"):
        polite.get("https://a.example/a", 1000)


def test_answers_are_bounded(site: Site) -> None:
    site.put("/a", gzip.compress(b" " * 3_000_000), Content_Encoding="gzip", Content_Type="text/html")
    get = transport(5.0)
    with pytest.raises(BadArticle, match="longer than 0 MB"):
        get(f"{site.address}/a", {}, 1_000_000)
    with pytest.raises(BadArticle, match="no answer"):
        get("http://127.0.0.1:9/", {}, 1000)


def test_feeds_from_opml(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="x"><outline xmlUrl="https://a.example/1"/></outline>'
        '<outline xmlUrl="https://a.example/2"/><outline xmlUrl="https://a.example/1"/></body></opml>'
    )
    found = feeds_of((str(path), "https://a.example/2", "https://a.example/3"), 10_000)
    assert found == ("https://a.example/1", "https://a.example/2", "https://a.example/3")
    for raw, why in (
        ("<opml/>", "no feeds in it"),
        ("<opml>", "not OPML"),
        ("<!ENTITY a 'b'>", "XML entities"),
    ):
        path.write_text(raw)
        with pytest.raises(KgError, match=why):
            feeds_of((str(path),), 10_000)
    with pytest.raises(KgError, match="neither an http address nor an OPML file"):
        feeds_of(("gone.opml",), 10_000)


# --- the commands ----------------------------------------------------------------------------------


@pytest.fixture
def call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    from kg.cli.commands import cli

    monkeypatch.chdir(tmp_path)
    return lambda *words, given=None: CliRunner().invoke(cli, words, input=given, prog_name="kg")


def test_kg_watch_writes_what_kg_build_reads(site: Site, call: Callable[..., Result]) -> None:
    result = call("watch", f"{site.address}/feed", "--once", "--delay", "0", "-o", "news.jsonl")
    assert result.exit_code == 0, result.stderr
    assert result.stderr.splitlines() == ["2 new articles"]
    assert call("watch", f"{site.address}/feed", "--once", "--delay", "0", "-o", "news.jsonl").exit_code == 0
    rows = [json.loads(line) for line in Path("news.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows] == [FIRST, SECOND]
    again = call("articles", "news.jsonl").stdout
    assert [json.loads(line) for line in again.splitlines()] == rows


def test_kg_articles_round_trip(call: Callable[..., Result]) -> None:
    Path("in").mkdir()
    Path("in/a.html").write_text(page(FIRST, '<meta property="article:published_time" content="2030-05-02">'))
    Path("in/b.txt").write_text(SECOND, encoding="utf-8")
    Path("in/c.pdf").write_bytes(b"%PDF-rubbish")
    first = call("articles", "in", "-o", "news.jsonl")
    assert first.exit_code == 3
    assert first.stderr.count("failed: in/c.pdf") == 1
    rows = [json.loads(line) for line in Path("news.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row.get("date"), row.get("dated_by")) for row in rows] == [
        ("a", "2030-05-02", "open-graph"),
        ("b", None, None),
    ]
    assert call("articles", "news.jsonl").stdout == Path("news.jsonl").read_text(encoding="utf-8")
    assert call("articles", "in/c.pdf").exit_code == 1
    assert call("articles", "-", given=page(FIRST)).exit_code == 0


def test_kg_watch_says_what_is_wrong(site: Site, call: Callable[..., Result]) -> None:
    assert "neither an http address nor an OPML file" in call("watch", "gone.opml", "--once").stderr
    site.put("/feed", "no feed")
    result = call("watch", f"{site.address}/feed", "--once", "--delay", "0")
    assert result.exit_code == 1
    assert "no RSS or Atom feed" in result.stderr
