"""The pages of ``docs/`` say what is so: those made from data are current, links lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from types import ModuleType

import pytest
from readings import ROOT

from kg.export.tables import COLUMNS

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def make() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_docs", DOCS / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_made_pages_are_current(make: ModuleType) -> None:
    for name, content in make.pages().items():
        held = (DOCS / name).read_text(encoding="utf-8")
        assert held == content, f"docs/{name} is not current: run python docs/make.py"


def test_the_cookbook_has_twenty_answers() -> None:
    text = (DOCS / "cookbook.md").read_text(encoding="utf-8")
    parts = re.split(r"^## \d+\. ", text, flags=re.MULTILINE)[1:]
    assert len(parts) == 20
    for part in parts:
        # a head, a rule and at least one row: an empty answer teaches nothing
        assert len(re.findall(r"^\|", part, flags=re.MULTILINE)) >= 3, part.splitlines()[0]
        assert all(len(line) <= 120 for line in part.splitlines())


def test_the_picture_shows_the_two_ideas(make: ModuleType) -> None:
    text = (DOCS / "vocabulary.md").read_text(encoding="utf-8")
    for arrow in (
        "Claim -- about --> Event",
        "Event -- actor, recipient --> Party",
        "Span -- inArticle --> Article",
    ):
        assert arrow in text


def test_links_lead_somewhere() -> None:
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (DOCS / target).exists(), (page.name, target)


def test_columns_named_for_newcomers_exist() -> None:
    text = (DOCS / "coming-from.md").read_text(encoding="utf-8").partition("## Column by column")[2]
    rows = re.findall(r"^\|[^|]*\|[^|]*\|[^|]*\| (.*) \|$", text, flags=re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)} - {"articles"}
    assert len(named) > 12 and named <= {column.name for column in COLUMNS}
