"""One person under many spellings, namesakes apart: each row of spellings.tsv by its own example."""

from __future__ import annotations

import pytest

from kg.lexicon.tables import rows
from kg.resolve.judgements import Judgements, decision
from kg.resolve.names import agree, consistent, shortens
from kg.resolve.people import PersonName, people
from kg.store import ontology
from kg.text.letters import fold

SPELLINGS = ontology.spellings()
ROWS = [row for row in rows(ontology.ontology_folder() / "spellings.tsv") if row["example"]]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['kind']} {row['from']}")
def test_a_row_makes_its_example_one(row: dict[str, str]) -> None:
    code = "SA" if row["kind"] in ("join", "drop", "house") else "RU"
    one, other = (SPELLINGS.alike(tuple(fold(row[k]).split()), code) for k in ("example", "other"))
    assert one == other


def name(text: str, code: str = "RU", *offices: str) -> PersonName:
    return PersonName(
        node=f"name:{text}-{code}", words=tuple(fold(text).split()), code=code, offices=frozenset(offices)
    )


def parts(*names: PersonName, judged: Judgements | None = None) -> list[list[str]]:
    found = people(names, SPELLINGS, judged or Judgements())
    return sorted(sorted(n.node.removeprefix("name:").rpartition("-")[0] for n in part) for part in found)


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (("سيرجي شويجو", "سيرغي شويغو", "سيرغي شويجو", "Sergei Shoigu"), "RU"),
        (("بنيامين نتنياهو", "بنيامين نتانياهو"), "IL"),
        (("فيديريكا موغيريني", "فدريكا موغريني", "فيدريكا موجيريني"), "EU"),
        (("عبد الفتاح السيسي", "عبدالفتاح السيسى"), "EG"),
        (("سلمان بن عبد العزيز آل سعود", "سلمان بن عبدالعزيز"), "SA"),
        (("فلاديمير بوتين", "ڤلاديمير بوتين", "Vladimir Putin"), "RU"),
    ],
)
def test_spellings_of_one_person(names: tuple[str, ...], code: str) -> None:
    assert parts(*(name(text, code) for text in names)) == [sorted(names)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("محمد قاسم", "IQ"), ("محمد جاسم", "IQ")),
        (("حسن روحاني", "IR"), ("حسين روحاني", "IR")),
        (("علي صالح", "YE"), ("علي صالح", "SA")),
        (("محمد بن سلمان بن عبدالعزيز", "SA"), ("محمد بن نايف بن عبدالعزيز", "SA")),
        (("جورج بوش", "US"), ("جيب بوش", "US")),
    ],
)
def test_two_people(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert len(people([name(*one), name(*other)], SPELLINGS, Judgements())) == 2


def test_a_shorter_form_needs_an_office_in_common() -> None:
    full, short = "عادل بن أحمد الجبير", "عادل الجبير"
    assert len(parts(name(full, "SA", "minister"), name(short, "SA", "minister"))) == 1
    assert len(parts(name(full, "SA", "minister"), name(short, "SA"))) == 2
    assert len(parts(name(full, "SA", "minister"), name(short, "SA", "coach"))) == 2
    assert len(parts(name("باراك أوباما", "US", "president"), name("أوباما", "US", "president"))) == 1


def test_a_form_that_two_people_claim_stays_alone() -> None:
    found = parts(
        name("محمد بن علي الغامدي", "SA", "director"),
        name("محمد بن سعد الغامدي", "SA", "director"),
        name("محمد الغامدي", "SA", "director"),
    )
    assert len(found) == 3


def test_people_judge() -> None:
    one, other = name("عادل الجبير", "SA"), name("عادل بن أحمد الجبير", "SA")
    joined = Judgements([decision("POSITIVE", one.node, other.node)])
    assert len(parts(one, other, judged=joined)) == 1
    alike = name("سيرجي شويجو"), name("سيرغي شويغو")
    assert len(parts(*alike, judged=Judgements([decision("NEGATIVE", *(n.node for n in alike))]))) == 2


def test_the_fullest_name_comes_first_whatever_the_order() -> None:
    given = [name("أوباما", "US", "p"), name("باراك حسين أوباما", "US", "p"), name("باراك أوباما", "US", "p")]
    for order in (given, given[::-1]):
        assert [part[0].words for part in people(order, SPELLINGS, Judgements())] == [
            ("باراك", "حسين", "اوباما")
        ]


def test_words_of_names() -> None:
    assert shortens(("اوباما",), ("باراك", "اوباما")) and not shortens(("باراك",), ("باراك", "اوباما"))
    assert agree(("a", "c"), ("a", "b", "c")) and not agree(("c", "a"), ("a", "b", "c"))
    assert consistent([("a", "c"), ("a", "b", "c")]) and not consistent([("a", "b", "c"), ("a", "d", "c")])
