"""Mentions of parties, by class of words: each row is a sentence and what must be found in it.

A mention is written ``CODE`` or ``CODE/prep``; a sentence may hold other mentions. ``not`` rows name
codes that must not be found.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.annotate.parties_phrases import STANDING
from kg.extract.reader import Reader
from kg.lexicon.tables import rows
from kg.model import Article, PartyMention

ONTOLOGIES = Path(__file__).parent.parent / "ontologies"
HEADS_FLOOR = 0.92
"""Share of the examples of standing nouns that must be read as a party."""


def mentions(reader: Reader, text: str, source: str | None = None) -> list[tuple[str, PartyMention]]:
    ann = reader.annotate(Article(id="x", text=text, source=source))
    return [(ann.words(m.first, m.last), m) for m in ann.parties]


def told(reader: Reader, text: str, source: str | None = None) -> set[str]:
    found = mentions(reader, text, source)
    return {m.code for _, m in found} | {f"{m.code}/{m.prep}" for _, m in found}


GROUPS = [
    ("هاجم مسلحو حركة الشباب الصومالية قاعدة كينية.", "G:حركة الشباب/"),
    ("أعلن تنظيم الدولة مسؤوليته عن تفجير في كابل.", "G:داعش/"),
    ("استهدف الجيش مواقع الحوثيين في حجة.", "G:الحوثيون/gen"),
    ("رحبت المفوضية الأوروبية بقرار كندا.", "EU/"),
    ("طلبت الأونروا تمويلا من اليابان.", "UN/"),
    ("وقعت كولومبيا هدنة مع القوات المسلحة الثورية الكولومبية.", "G:فارك/مع"),
    ("دعا الائتلاف السوري المعارض النرويج إلى دعمه.", "G:الائتلاف الوطني السوري/"),
    ("أيدت مجموعة دول الست الخطوة.", "O:مجموعة 5+1/"),
    ("شن مقاتلون من الحوثيين هجوما، وقصفت الميليشيات الانقلابية بلدة في اليمن.", "G:الحوثيون/"),
    ("هاجم داعش بلدة في العراق. وتبنى التنظيم المتطرف الهجوم.", "G:داعش/"),
    ("انتقدت دول الجوار القرار.", "O:دول الجوار/"),
    ("زار وفد من اللجنة الدولية للصليب الأحمر أنغولا.", "O:اللجنة الدولية للصليب الأحمر/من"),
    ("شن متمردو حزب العمال الكردستاني هجوما على أنقرة.", "G:حزب العمال الكردستاني/"),
]

STATES = [
    ("قتل ثلاثة جنود هنديين قرب الحدود مع باكستان.", "IN/"),
    ("اعتقلت السلطات في مانيلا سائحة سويدية.", "SE/"),
    ("وصلت طائرات عسكرية يابانية إلى جيبوتي.", "JP/"),
    ("أعلنت وزارة الدفاع الكندية انسحابها.", "CA/"),
    ("شنت القوات المسلحة الهندية غارات.", "IN/"),
    ("احتجت السلطات الأمنية الكينية على القرار.", "KE/"),
    ("وقعت شركة نفط نرويجية عقدا مع وزارة الزراعة والثروة السمكية التنزانية.", "TZ/مع"),
    ("وصل وفد من وزارة الشؤون الخارجية الفرنسية إلى الرباط.", "FR/"),
    ("أعرب كل من المغرب وإسبانيا عن القلق.", "MA/"),
    ("اعتقل تونسي في ميلانو.", "TN/"),
    ("أفرجت نيجيريا عن عدد من الغانيين.", "GH/عن"),
    ("سافر الوزير البرازيلي إلى مدينة مرسيليا.", "FR/الي"),
]

LISTS = [
    ("وصلت القوات البرازيلية والأرجنتينية.", {"BR/", "AR/"}),
    ("بحثت أوغندا الأمر مع كينيا وتنزانيا.", {"KE/مع", "TZ/مع"}),
    ("تتقدم العلاقات الروسية - الهندية.", {"RU/adj", "IN/adj"}),
    ("نفذت غارات جوية فرنسية وبريطانية.", {"FR/adj", "GB/adj"}),
    ("أعرب الجانبان المكسيكي والكوبي عن ارتياحهما.", {"MX/", "CU/"}),
]

GOVERNED = [
    ("لقي التنديد الكولومبي بالقرار الفنزويلي ترحيبا.", {"CO/adj", "VE/ب"}),
    ("أعلنت ترحيبها بالقرار الكوري الجنوبي.", {"KR/ب"}),
    ("أدانت بيرو الغارات الجوية الهندية على الأراضي الباكستانية.", {"PE/", "IN/adj", "PK/علي"}),
    ("انتهت زيارة القوات الكندية.", {"CA/gen"}),
    ("بدأ قصف البرازيل للجزيرة.", {"BR/gen"}),
    ("وصل إلى العراق عبر الحدود مع تركيا.", {"TR/في"}),
    ("تتواصل عمليات القتل الصربية.", {"RS/adj"}),
    ("بحث الأمر في مكتب المفاوضات بدعم إيراني.", {"IR/بدعم"}),
]

ANAPHORS = [
    ("التقى الرئيس الكيني نظيره الغاني. وبحثا التعاون بين البلدين.", {"KE/بين", "GH/بين"}),
    ("زار وفد من كوبا المكسيك، وأكد الطرفان الاتفاق.", {"CU", "MX"}),
    ("اجتمعت كينيا وأوغندا ورواندا. ووقعت الدول الثلاث اتفاقا.", {"KE/", "UG/", "RW/"}),
    ("تتقدم المحادثات بين الكوريتين.", {"KP/بين", "KR/بين"}),
    ("قصفت تركيا مواقع حزب العمال الكردستاني. ورد المسلحون الأكراد.", {"G:حزب العمال الكردستاني/"}),
    ("أدانت فلسطين اعتداءات المستوطنين.", {"IL/gen"}),
    ("زار الوفد إيران، وقالت الجمهورية الإسلامية إنها ترحب بكل زائر من إيران.", {"IR/"}),
]


@pytest.mark.parametrize(("text", "wanted"), GROUPS + STATES)
def test_a_party_is_found(reader: Reader, text: str, wanted: str) -> None:
    assert wanted in told(reader, text), mentions(reader, text)


@pytest.mark.parametrize(("text", "wanted"), LISTS + GOVERNED + ANAPHORS)
def test_parties_are_found_with_what_governs_them(reader: Reader, text: str, wanted: set[str]) -> None:
    assert wanted <= told(reader, text), mentions(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        "ارتفع الدولار الكندي أمام الروبل الروسي.",
        "يدرس اللغة الفرنسية ويشرب القهوة البرازيلية.",
        "يلتقي المنتخب السنغالي المنتخب الغاني في كأس العالم.",
        "نقلت وكالة رويترز البريطانية الخبر.",
        "أبحرت السفن في الخليج العربي.",
        "عمل في وكالة الأنباء البرازيلية.",
        "كان من أصل مجري.",
    ],
)
def test_what_is_no_party(reader: Reader, text: str) -> None:
    assert not mentions(reader, text)


def test_an_action_is_no_part_of_the_phrase_that_does_it(reader: Reader) -> None:
    found = dict(mentions(reader, "انتهت زيارة القوات الكندية، وأعلن مقتل ثلاثة جنود هنديين."))
    assert {"القوات الكندية", "ثلاثة جنود هنديين"} <= found.keys()
    assert found["ثلاثة جنود هنديين"].prep == "gen"


def test_people_behind_a_thing_are_no_adjective_of_it(reader: Reader) -> None:
    found = dict(mentions(reader, "نصحت الوزارة البلجيكيين بالبقاء."))
    assert found["البلجيكيين"].kind == "people"


def test_the_organ_of_a_bare_ministry_is_the_home_of_the_paper(reader: Reader) -> None:
    assert "TN/" in told(reader, "قررت الحكومة غلق المعبر.", "JawharaFM")


def test_the_organisation_is_the_one_called_so(reader: Reader) -> None:
    text = "أدانت منظمة التعاون الإسلامي القرار أمام مجلس الأمن. ودعت المنظمة إلى سحبه."
    assert [m.code for _, m in mentions(reader, text)][-1] == "OIC"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("شن التحالف غارة في اليمن، وسقط قتلى في اليمن.", "O:التحالف العربي"),
        ("شن التحالف غارة على داعش في العراق قرب حدود العراق.", "O:التحالف الدولي"),
    ],
)
def test_the_coalition_is_that_of_the_war(reader: Reader, text: str, code: str) -> None:
    assert code in told(reader, text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("جرت المفاوضات في فيينا.", "AT"),
        ("خسر مانشستر سيتي أمام ريال مدريد.", "ES"),
        ("تقام كوبا أمريكا هذا الصيف.", "CU"),
        ("أصيب بقطع في الرباط الصليبي.", "MA"),
        ("نظرا للظروف القاهرة ألغي الحفل.", "EG"),
        ("كرم الضيف عبدالله بن محمد السويد.", "SE"),
        ("استعدت المدينة للحج مبكرا.", "YE"),
        ("بلغت الكلفة ستة بليون دولار.", "FR"),
    ],
)
def test_a_name_that_means_something_else(reader: Reader, text: str, code: str) -> None:
    assert code not in told(reader, text), mentions(reader, text)


def test_a_town_stands_for_a_state_that_something_goes_to_or_that_is_named(reader: Reader) -> None:
    assert "AT" in told(reader, "سافر الوزير إلى سالزبورغ.")
    assert "AT" in told(reader, "اجتمع الوزراء في سالزبورغ. وشكر الوفد النمسا.")


def test_a_student_at_the_head_of_a_sentence_is_a_verb(reader: Reader) -> None:
    found = dict(mentions(reader, "طالب الرئيس الكيني بإلغاء القرار."))
    assert "الرئيس الكيني" in found


def test_amman_and_oman(reader: Reader) -> None:
    assert "JO" in told(reader, "وصل الوفد إلى عمان والتقى مسؤولين من الأردن.")
    assert "OM" in told(reader, "وصل الوفد إلى عمان والتقى مسؤولين من سلطنة عمان في مسقط.")


def test_heads_make_their_examples_a_party(reader: Reader) -> None:
    standing = [r for r in rows(ONTOLOGIES / "heads.tsv") if r["class"] in STANDING]
    lost = [
        row["example"]
        for row in standing
        if not any(m.first == 0 for m in reader.annotate(Article(id="x", text=row["example"])).parties)
    ]
    assert 1 - len(lost) / len(standing) >= HEADS_FLOOR, lost
