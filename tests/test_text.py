"""Letters, words and sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Analysis
from kg.text.letters import fold
from kg.text.sentences import sentences
from kg.text.tokens import splits, tokenize

SIGNS = "ابتكلمو سيىةءأإآؤئ ًَُِّْـ٠١٢٣ 0123 .,،؛؟!?«»\"'()-/\n\tabcXYZ"


class NoMorphology:
    """Knows no word."""

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """Nothing."""
        return ()


@given(st.one_of(st.text(), st.text(alphabet=SIGNS)))
def test_tokens_are_the_words_of_the_text(text: str) -> None:
    tokens = tokenize(text, NoMorphology())
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert [token.number for token in tokens] == list(range(len(tokens)))
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(st.text(alphabet=SIGNS))
def test_sentences_share_out_all_tokens(text: str) -> None:
    tokens = tokenize(text, NoMorphology())
    cut = sentences(tokens, text)
    assert [i for s in cut for i in range(s.first, s.last)] == list(range(len(tokens)))


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("أحمد", "احمد"),
        ("إلى", "الي"),
        ("آسيا", "اسيا"),
        ("دولة", "دوله"),
        ("مؤتمر", "موتمر"),
        ("رئيس", "رييس"),
        ("مُحَمَّد", "محمد"),
        ("الـعراق", "العراق"),
        ("٢٠٢١", "2021"),
    ],
)
def test_fold(written: str, folded: str) -> None:
    assert fold(written) == folded
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوزير. غادر السفير.", 2),
        ("هل وصل؟ نعم! غادر.", 3),
        ("وصل الوزير\nغادر السفير", 2),
        ("قال: «وصلنا.» ثم غادر.", 2),
        ("التقى د. سامي الوزير.", 1),
        ("قال لشبكة (بي. بي. سي) إنه باق. ثم غادر.", 2),
        ("ذكرت وكالة الأنباء (د. ب. أ) الخبر. ثم نفته.", 2),
        ("تحدث إلى إن. بي. سي. وغادر.", 2),
        ("", 0),
    ],
)
def test_sentences_are_cut_where_the_text_ends_them(text: str, count: int) -> None:
    assert len(sentences(tokenize(text, NoMorphology()), text)) == count


def test_a_word_may_be_split_into_prefixes_and_stem() -> None:
    found = splits(fold("وبالصين"))
    assert found
    assert any("صين" in str(split) for split in found)
