"""No bytes, however odd, stop a batch: every door gives articles and one-line errors, nothing else."""

from __future__ import annotations

import io
import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_doors import PAGE, ROW, SMALL, as_csv, as_jsonl, as_parquet, gz, in_tar, in_tgz, in_zip
from test_web import ATOM, PAGES, RSS, pdf, warc

from kg.model import Article
from kg.sources import KINDS, BadArticle, Options, read_inputs

WHOLE = {
    "text": ROW["text"].encode(),
    "jsonl": as_jsonl([ROW, ROW | {"id": "n-2"}]),
    "html": PAGE.encode(),
    "feed": RSS.encode(),
    "atom": ATOM.encode(),
    "warc": warc(*PAGES, compressed=False),
    "warc.gz": warc(*PAGES),
    "csv": as_csv([ROW, ROW | {"id": "n-2"}]),
    "parquet": as_parquet([ROW]),
    "pdf": pdf("الخميس 29 يوليو 2021"),
    "zip": in_zip("a/b.html", PAGE.encode())[1],
    "zip in zip": in_zip(*in_zip("n.jsonl", as_jsonl([ROW])))[1],
    "tar": in_tar("n.csv", as_csv([ROW]))[1],
    "tgz": in_tgz("a.txt", ROW["text"].encode())[1],
    "gz": gz("a.html", PAGE.encode())[1],
}
KIND_OF = {"atom": "feed", "warc.gz": "gz", "zip in zip": "zip", "tgz": "gz"}
MANY = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def check(raw: bytes, kind: str) -> list[Article | BadArticle]:
    """What comes of ``raw``: values of two sorts, errors in one line, in reasonable time."""
    told: list[str] = []
    start = time.perf_counter()
    found = list(read_inputs(["-"], io.BytesIO(raw), Options(kind=kind, limits=SMALL), told.append))
    assert time.perf_counter() - start < 5
    for item in found:
        if isinstance(item, Article):
            assert item.text.strip()
            item.text.encode("utf-8")
        else:
            assert isinstance(item, BadArticle)
            assert "\n" not in str(item)
            assert len(str(item)) < 1000
    assert all("\n" not in line for line in told)
    return found


@pytest.mark.parametrize("name", WHOLE)
def test_the_seeds_are_read(name: str) -> None:
    assert (
        any(isinstance(item, Article) for item in check(WHOLE[name], KIND_OF.get(name, name)))
        or name == "pdf"
    )


@pytest.mark.parametrize("kind", KINDS)
@MANY
@given(raw=st.binary(max_size=600))
def test_any_bytes(kind: str, raw: bytes) -> None:
    check(raw, kind)


@pytest.mark.parametrize("name", WHOLE)
@MANY
@given(seed=st.integers(0, 2**32), cuts=st.integers(0, 6))
def test_good_files_with_faults(name: str, seed: int, cuts: int) -> None:
    """Bytes changed, cut out, doubled, and put in from other files."""
    draw = random.Random(seed)
    raw = bytearray(WHOLE[name])
    for _ in range(cuts + 1):
        at = draw.randrange(max(1, len(raw)))
        length = draw.choice([1, 1, 1, 4, 40, 400])
        other = WHOLE[draw.choice(sorted(WHOLE))]
        start = draw.randrange(len(other))
        piece = draw.choice([b"", bytes([draw.randrange(256)]) * length, raw[at : at + length] * 2,
                             other[start : start + length]])  # fmt: skip
        raw[at : at + length] = piece
    check(bytes(raw), KIND_OF.get(name, name))


MARKUP = st.lists(
    st.sampled_from(
        [
            *(
                "<p>",
                "</p>",
                "<div>",
                "<h1>",
                "</h1>",
                "<table><tr><td>",
                "<svg>",
                "<noscript>",
                "<!--",
                "-->",
            ),
            *("<script type='application/ld+json'>", '{"@graph": [', "]}", '"}', "</script>", "<![CDATA["),
            *('{"@type": "NewsArticle", "datePublished": "', "<meta property='", "'>", "<time datetime='"),
            *("article:published_time' content='", "<link rel='canonical' href='", "<a href='", "http://["),
            *(
                "2021-07-29",
                "٢٩ تموز ٢٠٢١",
                "1442",
                "اقرأ أيضا:",
                "نشر في",
                "&#0;",
                "&#xd800;",
                "\x00",
                "\ufffe",
            ),
            "وصل الوزير إلى بغداد في زيارة رسمية تستغرق يومين. ",
        ]
    ),
    max_size=60,
)


@settings(MANY, max_examples=200)
@given(parts=MARKUP)
def test_pages_of_odd_parts(parts: list[str]) -> None:
    check(("<html>" + "".join(parts)).encode("utf-8", "replace"), "html")


@settings(MANY, max_examples=100)
@given(parts=MARKUP)
def test_feeds_of_odd_parts(parts: list[str]) -> None:
    body = "".join(parts)
    check(f"<?xml version='1.0'?><rss version='2.0'><channel><item><title>x</title><description>{body}"
          f"</description></item></channel></rss>".encode("utf-8", "replace"), "feed")  # fmt: skip
