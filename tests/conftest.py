"""What several tests need: invented articles, a reader that reads them without data, the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.extract.reader import Reader
from kg.model import Article, Claim, Event, Issue, Person, Reading, Source, Span, Tenure
from kg.text.data import data_dir, require

TALKS = "أجرى وزير الخارجية المصري كريم شاهين محادثات مع وزيرة خارجية فرنسا في القاهرة."
VISIT = "وصل رئيس الأرجنتين إلى أوسلو في زيارة رسمية تستغرق يومين."


class OneEventReader:
    """Reads into every article the same talks between Egypt and France; for tests of what comes after."""

    def read(self, article: Article) -> Reading:
        """One person, tenure, event, claim and issue, each with the article's own first words."""
        begin = len(article.text) - len(article.text.lstrip())
        words = Span(begin, begin + len(article.text.split()[0]))
        person = Person(key="p1", name="كريم شاهين", spellings=("كريم شاهين",), code="EG")
        speaker = Source(kind="person", name=person.name, code="EG", person="p1")
        return Reading(
            article=article,
            people=(person,),
            tenures=(
                Tenure(
                    person="p1",
                    office="foreign-minister",
                    office_words="وزير الخارجية",
                    code="EG",
                    evidence=words,
                ),
            ),
            events=(
                Event(
                    key="e1",
                    type="talks",
                    actors=("EG", "FR"),
                    agents=("p1",),
                    evidence=(words,),
                    rule="test",
                ),
            ),
            claims=(
                Claim(
                    key="c1",
                    evidence=words,
                    speaker=speaker,
                    about="e1",
                    status="happened",
                    act="say",
                    rule="test",
                ),
            ),
            issues=(Issue(kind="unresolved-time", words=article.text[slice(*words)], span=words),),
        )


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """The command line in an empty folder, with the reader above in the place of the real one."""
    from kg.cli import commands, reading

    monkeypatch.setattr(reading, "reader", lambda threshold=None: OneEventReader())
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, given: str | bytes | None = None) -> Result:
        return CliRunner().invoke(commands.cli, arguments, input=given, prog_name="kg")

    return call


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A JSON Lines file of two articles."""
    path = tmp_path / "news.jsonl"
    rows = [
        {"id": "a1", "date": "2030-05-02", "source": "A", "text": TALKS},
        {"id": "a2", "date": None, "source": None, "text": VISIT},
    ]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader for all tests; the morphology data comes from ``kg setup``."""
    return Reader.load(require(data_dir(os.environ)))
