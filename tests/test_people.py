"""People and offices: one invented sentence for every order of words that news uses."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from kg.annotate.country import Country
from kg.annotate.people import find_people
from kg.lexicon import Lexicon
from kg.model import PersonMention
from kg.text.data import data_dir, database_path
from kg.text.letters import fold
from kg.text.morphology import Morphology
from kg.text.sentences import sentences
from kg.text.tokens import tokenize

Find = Callable[..., tuple[PersonMention, ...]]

NAMED = [
    (
        "قال كاتب الدولة للصيد والموانئ بالجنوب نادر الهمامي إن العمل بدأ",
        "نادر الهمامي",
        "deputy-minister",
        None,
    ),
    ("أكد رئيس مجلس محافظة نينوى شمال العراق، فارس الجبوري، أن الطريق فتح", "فارس الجبوري", "chairman", "IQ"),
    (
        "وأوضح الناطق الرسمي باسم تعليم جازان سعد بن محمد القحطاني الخبر",
        "سعد بن محمد القحطاني",
        "spokesperson",
        "SA",
    ),
    ("زعم رأس النظام حافظ الأسد ذلك", "حافظ الأسد", "head-of-state", "SY"),
    ("واستقبل الوفد أمين عمان عقل البلتاجي", "عقل البلتاجي", "mayor-of-amman", "JO"),
    ("وصل وزير الحج السعودي بندر حجار أمس", "بندر حجار", "minister", "SA"),
    ("وقال هارون لطفي أمين عام الأمم المتحدة ذلك", "هارون لطفي", "secretary-general", "UN"),
    ("زار وزير الخارجية الصيني ليو جيان تشاو القاهرة", "ليو جيان تشاو", "foreign-minister", "CN"),
    (
        "قال المتحدث باسم وزارة الدفاع الصينية وو هاي تاو إن",
        "وو هاي تاو",
        "defence-ministry-spokesperson",
        "CN",
    ),
    ("وصل الرئيس الأمريكي بيل كلينتون إلى لندن", "بيل كلينتون", "president", "US"),
    ("التقى الوفد سفير الصين في موسكو لي هوي أمس", "لي هوي", "ambassador", "CN"),
    ("استقبل سفير خادم الحرمين الشريفين لدى الأردن نايف السديري الطلاب", "نايف السديري", "ambassador", "SA"),
    ("وأكد طارق الهاشمي نائب الرئيس العراقي الأسبق ذلك", "طارق الهاشمي", "vice-president", "IQ"),
    ("وقال كريم حطاب المتحدث باسم وزارة النفط العراقية إن الإنتاج ارتفع", "كريم حطاب", "spokesperson", "IQ"),
    ("صرح كمال خرازي، وزير الخارجية الإيراني، بأن المحادثات ستبدأ", "كمال خرازي", "foreign-minister", "IR"),
    (
        "بحث وزير الدفاع التركي خلوصي أكار مع نظيره الروسي سيرغي إيفانوف أمس",
        "سيرغي إيفانوف",
        "defence-minister",
        "RU",
    ),
    ("دعا الأمين العام للأمم المتحدة كوفي عنان إلى الهدوء", "كوفي عنان", "secretary-general", "UN"),
    ("رحب الأمين العام لجامعة الدول العربية عمرو موسى بالقرار", "عمرو موسى", "secretary-general", "LAS"),
    ("أعلن محافظ البصرة ماجد النصراوي افتتاح الجسر", "ماجد النصراوي", "governor", "IQ"),
    ("هاتف رئيس الوزراء الإيطالي ماريو دراغي نظيره الإسباني", "ماريو دراغي", "prime-minister", "IT"),
    ("شكر الملك حسين بن طلال ملك الأردن ضيوفه", "حسين بن طلال", "king", "JO"),
    (
        "حضر وزير الثقافة والإعلام السعودي عبدالعزيز خوجة الحفل",
        "عبدالعزيز خوجة",
        "information-minister",
        "SA",
    ),
    ("نفى نائب وزير الخارجية السوري عماد مصطفى الخبر", "عماد مصطفى", "deputy-minister", "SY"),
    ("استقبل العاهل الإسباني رئيس الوزراء الدنماركي لارس راسموسن", "لارس راسموسن", "prime-minister", "DK"),
    ("وقالت الكاتبة البرازيلية كلارا مونتيرو إن روايتها ترجمت", "كلارا مونتيرو", "writer", "BR"),
    ("أشاد النرويجي إريك هانسن بالنتيجة", "إريك هانسن", None, "NO"),
    (
        "وقع رئيس فرع الهلال الأحمر الجزائري بوهران، سليم قاسمي، الاتفاق",
        "سليم قاسمي",
        "president",
        "DZ",
    ),
    ("وصل الأمير كريم شقيق جلالة ملك الأردن", "كريم", "relative", "JO"),
    (
        "قال القائم بأعمال سفارة الهند لدى عمان راجيف ميهتا",
        "راجيف ميهتا",
        "charge-daffaires",
        "IN",
    ),
    ("وأكد المبعوث الدولي مارتن غريفيث ذلك", "مارتن غريفيث", "envoy", "UN"),
    (
        "انسحبت الوكالة الدولية للطاقة الذرية. وقال مدير عام الوكالة هانس بليكس إن القرار نهائي",
        "هانس بليكس",
        "director",
        "IAEA",
    ),
    (
        "حضر عن الجانب الياباني وزير المالية تارو كونو ووزير الزراعة كينجي ساتو",
        "كينجي ساتو",
        "agriculture-minister",
        "JP",
    ),
    ("اجتمع وزيرا الخارجية سيرغي لافروف والدفاع أناتولي بوغدانوف", "سيرغي لافروف", "foreign-minister", "RU"),
    (
        "أكد المتحدث باسم رئيس الوزراء حيدر العبادي نبيل قاسم ذلك",
        "نبيل قاسم",
        "spokesperson",
        "IQ",
    ),
    ("وقعت ناميبيا العقد وحضر مندوبها الدائم لدى الأمم المتحدة نيفيل غيرتزي", "نيفيل غيرتزي", None, "NA"),
]
"""Sentence, name, office (None: any) and party of one person in it."""

ALONE = [
    ("استدعت الخارجية السفير الصيني اليوم", "ambassador", "CN"),
    ("غادر وزير الخارجية الروسي المدينة", "foreign-minister", "RU"),
    ("وقال رئيس الوزراء البريطاني إن حكومته ستدرس الأمر", "prime-minister", "GB"),
]
"""Sentence, office and party of an office that stands for its holder."""

NOBODY = [
    "افتتحت جامعة الملك سعود كلية جديدة",
    "تراجعت أسعار النفط في الأسواق العالمية",
    "تأثر التمثيل الدبلوماسي بين البلدين",
]


PHRASES = [
    ("استقبل الرئيس الغاني بالمغرب وفدا", ["الرئيس الغاني"]),
    ("التقى الملك الأردني وزير الخارجية البولندي أمس", ["الملك الأردني", "وزير الخارجية البولندي"]),
    ("هاتف وزير الخارجية اليوناني نظيره القبرصي", ["وزير الخارجية اليوناني", "نظيره القبرصي"]),
    ("هاتف وزير خارجية غانا وزير خارجية النيجر", ["وزير خارجية غانا", "وزير خارجية النيجر"]),
    ("بحث رئيس الوزراء الكندي للصحفيين الملف", ["رئيس الوزراء الكندي"]),
    ("التقى الوزير في فيينا رئيس الوزراء النمساوي", ["رئيس الوزراء النمساوي"]),
    ("قال الناشط الكوبي إنه سيعود", []),
]
"""Sentence and the phrases of its officials: each ends where the next words begin."""


@pytest.fixture(scope="module")
def find() -> Find:
    database = database_path(data_dir(os.environ))
    if not database.exists():
        pytest.skip("morphology data absent: run kg setup")
    lexicon, morphology = Lexicon.load(), Morphology.load(database)

    def run(text: str, home: str | None = None) -> tuple[PersonMention, ...]:
        tokens = tokenize(text, morphology)
        parts = sentences(tokens, text)
        return find_people(tokens, parts, lexicon, Country(tokens, parts, lexicon, home))

    return run


@pytest.mark.parametrize(("text", "name", "office", "code"), NAMED)
def test_named(find: Find, text: str, name: str, office: str, code: str) -> None:
    found = {(fold(m.name or ""), m.office if office else None, m.code) for m in find(text)}
    assert (fold(name), office, code) in found


@pytest.mark.parametrize(("text", "office", "code"), ALONE)
def test_office_alone(find: Find, text: str, office: str, code: str) -> None:
    assert (None, office, code) in {(m.name, m.office, m.code) for m in find(text)}


@pytest.mark.parametrize(("text", "phrases"), PHRASES)
def test_where_an_office_ends(find: Find, text: str, phrases: list[str]) -> None:
    words = text.split()
    assert [" ".join(words[m.first : m.last]) for m in find(text)] == phrases


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(find: Find, text: str) -> None:
    assert [m for m in find(text, "SA") if m.name] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قال مسؤول سوداني رفيع المستوى إن الوفد غادر", "رفيع المستوى"),
        ("وقال الناطق باسم الحراك إن الطريق مغلق", "باسم الحراك"),
        ("نقل وزير الخارجية تحيات الملك سعود بن فهد إلى الرئيس", "تحيات"),
    ],
)
def test_no_name(find: Find, text: str, name: str) -> None:
    assert name not in [m.name for m in find(text)]


def test_host_of_an_ambassador(find: Find) -> None:
    (mention,) = find("التقى سفير الهند لدى مصر أجيت غوبتيه الوزراء")
    assert (mention.code, mention.host) == ("IN", "EG")


def test_two_presidents(find: Find) -> None:
    found = find("لقاء الرئيسين الفرنسي جاك شيراك والروسي بوريس يلتسين")
    assert [(m.name, m.code) for m in found] == [("جاك شيراك", "FR"), ("بوريس يلتسين", "RU")]


def test_second_mention_by_last_name_and_by_office(find: Find) -> None:
    text = "قال وزير المالية المصري هاني قدري إن النمو تحسن. وأضاف قدري أن العجز تراجع. ووقع الوزير اتفاقا."
    found = find(text)
    assert [(m.name, m.code, m.resolved) for m in found] == [
        ("هاني قدري", "EG", False),
        ("قدري", "EG", True),
        ("هاني قدري", "EG", True),
    ]


def test_office_of_a_republic_is_not_the_kingdoms(find: Find) -> None:
    found = find("أكد رئيس مجلس النواب سليم الحمداني ذلك. وقالت بغداد إن العراق بخير", "SA")
    assert [(m.name, m.code) for m in found] == [("سليم الحمداني", "IQ")]


def test_the_state_left_unsaid_is_the_one_spoken_of_near_by(find: Find) -> None:
    text = (
        "وصل الوفد السعودي إلى الرياض. واستقبل الوزير السعودي الوفود. وشهدت العاصمة السعودية لقاءات."
        " وفي الجزائر قالت الحكومة الجزائرية إن الجزائر توافق."
        " وفي العاصمة الجزائرية أعلن وزير الطاقة مراد بلقاسم النتائج"
    )
    assert [m.code for m in find(text) if m.name == "مراد بلقاسم"] == ["DZ"]
    assert [m.code for m in find("أعلن وزير الطاقة مراد بلقاسم النتائج", "SA") if m.name] == ["SA"]


def test_a_body_with_the_article_is_the_one_told_before(find: Find) -> None:
    text = "نفت وزارة الصحة الكويتية الخبر عن السعودية. وقال مدير العلاقات في الوزارة عادل الرشيد إنه كاذب"
    assert [m.code for m in find(text, "SA") if m.name] == ["KW"]


def test_private_people_stand_for_no_party_unless_it_is_told(find: Find) -> None:
    assert [m.code for m in find("وقال الكاتب نبيل قاسم إن النص جميل", "EG") if m.name] in ([], [None])


def test_party_of_the_story_when_none_is_told(find: Find) -> None:
    (mention,) = find("أعلن وزير الداخلية عبدالله النعيمي النتائج", "BH")
    assert mention.code == "BH"


@pytest.mark.parametrize("text", [row[0] for row in NAMED])
def test_name_is_what_the_text_says(find: Find, text: str) -> None:
    for mention in find(text):
        if mention.name_span is not None:
            assert text[slice(*mention.name_span)] == mention.name
