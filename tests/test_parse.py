"""The shallow parse: which word group depends on which, and how a cue reaches a party."""

from __future__ import annotations

import pytest

from kg.extract.clauses import clauses
from kg.extract.cues import find_cues
from kg.extract.parse import parse
from kg.extract.reader import Reader
from kg.model import Article

SUBJECT, OBJECT = ">subj", ">obj"


def paths(reader: Reader, text: str, word: str) -> dict[str, tuple[str, ...]]:
    """Party code to the path from ``word`` to its group, in a text of one sentence."""
    ann = reader.annotate(Article(id="x", text=text))
    view = clauses(ann, ann.sentences[0], reader.lexicon, ann.parties)
    triggers = frozenset(i for hit in find_cues(view) for i in hit.at)
    start = next(token.number for token in ann.tokens if token.text == word)
    syntax = parse(view, triggers | {start})
    reached = syntax.paths([start])
    return {m.code: reached[syntax.home[m.first]] for m in ann.parties if syntax.home[m.first] in reached}


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        pytest.param("أدانت النرويج كندا", "أدانت", {"NO": (SUBJECT,), "CA": (OBJECT,)}, id="verb first"),
        pytest.param("النرويج أدانت كندا", "أدانت", {"NO": (SUBJECT,), "CA": (OBJECT,)}, id="subject first"),
        pytest.param(
            "أدانت النرويج وكينيا كندا",
            "أدانت",
            {"NO": (SUBJECT,), "KE": (SUBJECT,), "CA": (OBJECT,)},
            id="joined subjects",
        ),
        pytest.param(
            "أظهر تقرير أعده خبراء النرويج أن كندا زارت كينيا",
            "زارت",
            {"CA": (SUBJECT,), "KE": (OBJECT,)},
            id="the clause behind that has its own subject",
        ),
        pytest.param(
            "الوفد الكيني الذي زار النرويج التقى الوفد الكندي", "زار", {"KE": (SUBJECT,)}, id="relative"
        ),
        pytest.param(
            "الوفد الكيني الذي زار النرويج التقى الوفد الكندي",
            "التقى",
            {"KE": (SUBJECT,), "CA": (OBJECT,)},
            id="the main verb goes on behind a relative clause",
        ),
        pytest.param("أكد اعتقال كينيا مواطنا كنديا", "اعتقال", {"KE": (">gen",)}, id="masdar and doer"),
        pytest.param(
            "عقدت كندا محادثات مع كينيا",
            "محادثات",
            {"CA": ("<obj", SUBJECT), "KE": (">مع",)},
            id="noun with its lending verb and its preposition",
        ),
        pytest.param(
            "أدان وزير الخارجية الكندي النرويج، مطالبا كينيا بالرد",
            "مطالبا",
            {"CA": (SUBJECT,)},
            id="participle behind a comma",
        ),
        pytest.param("انتهت الغارات الكندية", "الغارات", {"CA": (">adj",)}, id="adjective"),
    ],
)
def test_paths(reader: Reader, text: str, word: str, wanted: dict[str, tuple[str, ...]]) -> None:
    found = paths(reader, text, word)
    assert {code: found.get(code) for code in wanted} == wanted


def test_a_party_in_another_clause_is_no_subject(reader: Reader) -> None:
    found = paths(reader, "قالت كينيا إن كندا أدانت النرويج", "أدانت")
    assert found["CA"] == (SUBJECT,)
    assert found["KE"] != (SUBJECT,)
