"""Numbers in digits and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.letters import fold
from kg.text.numbers import read_digits, read_number, read_ordinal

CARDINALS = [
    ("عشرة آلاف جندي", 10_000, 2),
    ("مليون و 200 ألف", 1_200_000, 4),
    ("20 مليون دولار", 20_000_000, 2),
    ("ألفين", 2_000, 1),
    ("ألفي جندي", 2_000, 1),
    ("ألفا جندي", 2_000, 1),
    ("مليونا دولار", 2_000_000, 1),
    ("٢٠ ألفا", 20_000, 2),
    ("٥٠٠", 500, 1),
    ("ثلاثة", 3, 1),
    ("خمس عشرة", 15, 2),
    ("اثني عشر", 12, 2),
    ("إحدى عشرة", 11, 2),
    ("خمسة وعشرين", 25, 2),
    ("خمسون ألفاً", 50_000, 2),
    ("مائة", 100, 1),
    ("مئة وعشرة", 110, 2),
    ("مئتين وخمسين", 250, 2),
    ("ثلاثمئة وخمسة وعشرون", 325, 3),
    ("ثلاث مائة", 300, 2),
    ("ثمانمائة ألف", 800_000, 2),
    ("خمسة عشر ألف", 15_000, 3),
    ("ألف وتسعمئة وسبعة وستين", 1_967, 4),
    ("ألفين وخمسة عشر", 2_015, 3),
    ("أربعة ملايين وثلاثمئة ألف", 4_300_000, 4),
    ("نصف مليون", 500_000, 2),
    ("مليون ونصف المليون", 1_500_000, 3),
    ("مليار ونصف", 1_500_000_000, 2),
    ("3.5 مليار", 3_500_000_000, 2),
    ("1.250 مليار", 1_250_000_000, 2),
    ("10,000", 10_000, 1),
    ("36.500 سيارة", 36_500, 1),
    ("7.5 درجة", 7.5, 1),
    ("15%", 15, 1),
    ("تريليوني دولار", 2_000_000_000_000, 1),
    ("مليارات", 1_000_000_000, 1),
    ("20 مليون و 5 طائرات", 20_000_000, 2),
    ("5 و 10", 5, 1),
    ("والعشرون", 20, 1),
]


@pytest.mark.parametrize(("phrase", "value", "length"), CARDINALS)
def test_cardinal(phrase: str, value: float, length: int) -> None:
    number = read_number(fold(phrase).split(), 0)
    assert number is not None
    assert (number.value, number.length) == (value, length)


@pytest.mark.parametrize("phrase", ["الاثنين", "لست", "أحد", "نصف", "جندي", "29/7/2021", "ربع ساعة"])
def test_no_number(phrase: str) -> None:
    assert read_number(fold(phrase).split(), 0) is None


def test_clitics_of_the_first_word_are_told() -> None:
    number = read_number(["وبثلاثه", "الاف"], 0)
    assert number is not None
    assert (number.value, number.conj, number.prep, number.article) == (3000, "و", "ب", False)


@pytest.mark.parametrize(
    ("phrase", "value", "length"),
    [
        ("الأول", 1, 1),
        ("الثانية", 2, 1),
        ("العاشر", 10, 1),
        ("الثالث عشر", 13, 2),
        ("الحادية عشرة", 11, 2),
        ("السابع والعشرين", 27, 2),
        ("العشرين", 20, 1),
        ("الحادي والثلاثون", 31, 2),
        ("والثامن", 8, 1),
    ],
)
def test_ordinal(phrase: str, value: int, length: int) -> None:
    ordinal = read_ordinal(fold(phrase).split(), 0)
    assert ordinal is not None
    assert (ordinal.value, ordinal.length) == (value, length)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_and_without_thousands(value: int) -> None:
    assert read_digits(str(value)) == value
    assert read_digits(f"{value:,}") == value
    assert read_digits(fold(f"{value:,}".translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")))) == value


_FORMS = st.sampled_from(["ثلاثه", "و", "مليون", "ونصف", "الف", "5", "10,000", "والف", "مايه"])


@given(st.lists(_FORMS, min_size=1))
def test_reading_never_leaves_the_phrase(forms: list[str]) -> None:
    number = read_number(forms, 0)
    assert number is None or 1 <= number.length <= len(forms)
