"""PDF: by poppler's ``pdftotext``, which keeps the order of Arabic; by pypdf, with a warning, without it."""

from __future__ import annotations

import io
import re
import shutil
import unicodedata

from kg.sources import article
from kg.sources.bylines import head_line
from kg.sources.language import arabic_part
from kg.sources.options import BadArticle, Items, Job, fenced
from kg.sources.pages import page_words
from kg.sources.streams import Blob, read_whole
from kg.sources.texts import beside

_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks of direction, with which pdftotext wraps every line."""
_PAGE_BREAK = "\f"
_ENDS = (".", "!", "?", "\u061f", ":", ".\u00bb")
_PAGES = 500
"""Pages of one PDF that are read: more is a book."""


def pdf(blob: Blob, job: Job) -> Items:
    """One article: the text of all pages, dated by its opening lines if one of them is a date."""
    limits = job.options.limits
    raw = read_whole(blob.stream, blob.name, limits.file)
    if not raw.startswith(b"%PDF-"):
        raise BadArticle(f"{blob.name}: not a PDF")
    if shutil.which("pdftotext"):
        text = _by_poppler(raw, blob.name, limits.seconds, limits.article)
    else:
        job.warn(
            f"{blob.name}: read by pypdf, which may misplace Arabic words: install pdftotext (poppler-utils)"
        )
        text = _by_pypdf(raw, blob.name)
    lines = clean(text)
    if not lines:
        raise BadArticle(f"{blob.name}: no text in it (a scan?): run a character recognition first")
    text = paragraphs(lines)
    if len(text) > limits.article:
        raise BadArticle(f"{blob.name}: longer than {limits.article >> 20} MB: not read")
    day = head_line(lines, page_words())
    values: dict[str, object] = {
        "id": blob.key if blob.key != "-" else None,
        "text": text if job.options.any_language else arabic_part(text) or text,
        "date": day,
        "dated_by": "byline" if day else None,
    }
    told = beside(blob, job)
    if told.get("date"):
        values.pop("dated_by")
    yield article.make(values | told, blob.name, job.options)


def _by_poppler(raw: bytes, name: str, seconds: float, limit: int) -> str:
    import subprocess

    command = ["pdftotext", "-l", str(_PAGES), "-enc", "UTF-8", "-eol", "unix", "-", "-"]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise BadArticle(f"{name}: pdftotext took more than {seconds:.0f} seconds: not read") from error
    except OSError as error:
        raise BadArticle(f"{name}: pdftotext does not run: {error.strerror or error}") from error
    if done.returncode:
        why = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"])[-1]
        raise BadArticle(f"{name}: pdftotext cannot read it: {why[:200]}")
    if len(done.stdout) > 4 * limit:
        raise BadArticle(f"{name}: longer than {limit >> 20} MB: not read")
    return done.stdout.decode("utf-8", "replace")


def _by_pypdf(raw: bytes, name: str) -> str:
    with fenced(name, "PDF"):
        import pypdf

        pages = pypdf.PdfReader(io.BytesIO(raw)).pages[:_PAGES]
        return _PAGE_BREAK.join(page.extract_text() for page in pages)


def clean(text: str) -> str:
    """Text of a PDF with letters for presentation forms and without marks of direction, line by line."""
    text = unicodedata.normalize("NFKC", _DIRECTION.sub("", text).replace(_PAGE_BREAK, "\n"))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")


def paragraphs(text: str) -> str:
    """One line a paragraph: lines are joined but at the end of a sentence and at an empty line."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line:
            found[-1].append(line)
        if not line or line.endswith(_ENDS):
            found.append([])
    return "\n".join(" ".join(lines) for lines in found if lines)
