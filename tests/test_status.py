"""Status: every row of ``status.tsv`` against its own example, and the constructions of Arabic news."""

from __future__ import annotations

import pytest

from kg.extract.clauses import clauses
from kg.extract.cues import CueHit
from kg.extract.reader import Reader
from kg.extract.status import status_of
from kg.lexicon.cues import Cue
from kg.lexicon.files import ontology_path
from kg.lexicon.status import SCOPES, load_status
from kg.lexicon.tables import rows
from kg.model import Article, KgError

TYPES = {
    "محادثات": "talks", "المحادثات": "talks", "اجتماع": "talks", "الاجتماع": "talks", "اجتماعا": "talks",
    "قمة": "talks", "القمة": "talks", "لقاء": "talks", "الجولة": "talks", "المفاوضات": "talks",
    "زيارة": "visit", "بزيارة": "visit", "اتفاق": "agreement", "اتفاقا": "agreement", "الاتفاق": "agreement",
    "العقوبات": "sanction", "عقوبات": "sanction", "هجوم": "attack", "الهجوم": "attack", "الهجمات": "attack",
    "القصف": "attack", "الحرب": "attack", "دعم": "aid", "تطبيع": "diplomatic-ties", "الهدنة": "ceasefire",
    "التعاون": "cooperation", "تعاون": "cooperation",
}  # fmt: skip
"""The event words of the examples, with the type that the reader gives them."""

FLOOR = 0.97
"""Share of the rows whose example must give the row's status."""


def status(reader: Reader, marked: str, published: str | None = "2030-05-02") -> str:
    """The status of the event word in brackets, as the reader tells it."""
    before, _, rest = marked.partition("[")
    word, _, after = rest.partition("]")
    ann = reader.annotate(Article(id="x", text=before + word + after, published=published))
    (sentence,) = ann.sentences
    view = clauses(ann, sentence, reader.lexicon, ann.parties)
    at = next(t.number for t in ann.tokens if t.start >= len(before))
    token = ann.tokens[at]
    verb = view.verbs.get(at)
    kind = TYPES.get(word, "visit")
    cue = Cue("test", kind, "verb" if word not in TYPES and verb else "noun", (), (), "", "", "")
    return status_of(view, CueHit(cue, (at,), verb if word not in TYPES else token.analyses[0]))


def test_every_row_has_an_example_with_its_event_in_brackets() -> None:
    for row in rows(ontology_path("status.tsv")):
        word = row["example"].partition("[")[2].partition("]")[0]
        assert word in TYPES, row
        assert row["scope"] in SCOPES, row


def test_rows_give_their_status(reader: Reader) -> None:
    wrong, total = [], 0
    for row in rows(ontology_path("status.tsv")):
        if row["scope"] == "adverb" or row["example"]:
            total += 1
            got = status(reader, row["example"]) or "happened"
            if got != row["status"]:
                wrong.append(f"{row['status']} {row['lemma']}: {row['example']} gave {got}")
    assert len(wrong) <= (1 - FLOOR) * total, "\n".join(wrong)


CONSTRUCTIONS = [
    ("past verb", "[زار] وزير خارجية البرازيل مدريد", "happened"),
    ("future prefix", "[سيزور] وزير خارجية البرازيل مدريد", "planned"),
    ("future particle", "سوف [يزور] وزير خارجية البرازيل مدريد", "planned"),
    ("future of the lending verb", "ستعقد الهند واليابان [محادثات] في طوكيو", "planned"),
    ("future passive", "سيتم عقد [اجتماع] بين الهند واليابان", "planned"),
    ("subject before its future verb", "أعلنت الهند أن [المحادثات] ستعقد في طوكيو", "planned"),
    ("relative clause in the future", "وصف [المحادثات] التي ستعقد في طوكيو بالمهمة", "planned"),
    ("relative clause in the past", "وصف [المحادثات] التي عقدت في طوكيو بالمهمة", "happened"),
    ("it is planned that", "من المقرر أن تجري الهند واليابان [محادثات] في طوكيو", "planned"),
    ("it was planned that", "كان من المقرر أن تعقد [محادثات] في طوكيو", "planned"),
    ("present with a time ahead", "[يزور] وزير خارجية البرازيل مدريد غدا", "planned"),
    ("present of a deed", "الرئيس الذي [يزور] البلاد مع وفد كبير", "ongoing"),
    ("carries out a visit", "يقوم الرئيس الأوروغوياني [بزيارة] إلى باراغواي", "ongoing"),
    ("still", "لا تزال [المفاوضات] مستمرة بين الطرفين", "ongoing"),
    ("what is to be stopped", "طالبت النرويج بوقف [الهجمات] على المدنيين", "ongoing"),
    ("did not", "لم [يزر] وزير خارجية البرازيل مدريد", "denied"),
    ("will not", "لن تعقد الهند واليابان [محادثات] في طوكيو", "denied"),
    ("denies that", "نفت كينيا أن تكون أجرت [محادثات] مع الحركة", "denied"),
    ("denial does not reach another verb", "لن يؤثر القرار على [المحادثات] بين البلدين", ""),
    ("calls for", "دعت النرويج إلى إجراء [محادثات] بين الطرفين", "proposed"),
    ("hopes for", "يأمل الوزير في عقد [اتفاق] مع الفلبين", "proposed"),
    ("if", "إذا وقع البلدان [اتفاقا] جديدا", "proposed"),
    ("may", "قد تعقد الهند واليابان [محادثات] في طوكيو", "proposed"),
    ("postponed", "أرجأت كندا [زيارة] وزيرها إلى بكين", "cancelled"),
    ("discussed cooperation", "بحث الوزيران سبل تعزيز [التعاون] بين البلدين", "proposed"),
    ("standing cooperation", "أشاد الوزير بعلاقات [التعاون] بين البلدين", "ongoing"),
    ("after", "جاء القرار بعد [محادثات] بين البلدين", "happened"),
    ("a name is no particle", "قال وزير الدفاع جان إيف لو دريان إنه أجرى [محادثات] مع نظيره", "happened"),
]


@pytest.mark.parametrize(("marked", "expected"), [pytest.param(m, e, id=i) for i, m, e in CONSTRUCTIONS])
def test_construction(reader: Reader, marked: str, expected: str) -> None:
    assert status(reader, marked) == expected


def test_unknown_scopes_are_refused(tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "status.tsv"
    path.write_text(
        "status\tpos\tlemma\tscope\texample\tnote\nplanned\tverb\tx\tnowhere\t\t\n", encoding="utf-8"
    )
    with pytest.raises(KgError, match=r"status\.tsv"):
        load_status(path)
