"""Who says what through whom: quotations, invented sentences in every construction, the word list itself."""

from __future__ import annotations

import os
from functools import cache

import pytest

from kg.annotate.quotes import find_quotes
from kg.extract.reader import Reader
from kg.extract.statement import Statement
from kg.extract.statements import find_statements
from kg.lexicon.files import ontology_path
from kg.lexicon.speech import load_speech
from kg.model import Article
from kg.text.data import data_dir, database_path, is_installed
from kg.text.letters import fold
from kg.text.tokens import tokenize

needs_morphology = pytest.mark.skipif(
    not is_installed(data_dir(os.environ)), reason="no morphology data: run `kg setup`"
)


class NoMorphology:
    """Knows no word."""

    def analyse(self, word: str) -> tuple[()]:
        """Nothing."""
        return ()


@cache
def reader() -> Reader:
    return Reader.load(database_path(data_dir(os.environ)))


def statements(text: str, *, source: str | None = None) -> tuple[Statement, ...]:
    article = Article(id="t", text=text, published="2024-03-05", source=source)
    return find_statements(reader().annotate(article), reader().lexicon)


def told(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """Speaker, party and carriers of each statement."""
    return [
        (s.speaker.name, s.speaker.code, tuple(v.name for v in s.via)) for s in statements(text) if s.speaker
    ]


# --- quotations ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("قال «لن نتراجع» ومضى", ["لن نتراجع"]),
        ('قال "لن نتراجع" ومضى', ["لن نتراجع"]),
        ("قال “لن نتراجع” ومضى", ["لن نتراجع"]),
        ("قال «لن نتراجع. سنبقى هنا” ومضى", ["لن نتراجع. سنبقى هنا"]),
        ("وكالة «تاس» وصحيفة «لوموند»", ["تاس", "لوموند"]),
        ("قال (لن نتراجع) ومضى", []),
        ("قال «لن نتراجع ومضى", []),
        ("«»", []),
    ],
)
def test_quotations(text: str, inside: list[str]) -> None:
    tokens = tokenize(text, NoMorphology())
    found = [text[tokens[a].start : tokens[b - 1].end] for a, b in find_quotes(tokens)]
    assert found == inside


# --- the word list -----------------------------------------------------------------------------------

SPEECH = load_speech(ontology_path("speech.tsv"))


def test_acts_of_verbs_are_single_words() -> None:
    assert all(w.act.isidentifier() for w in SPEECH.verbs.values())


def test_every_verb_has_a_pattern_and_an_example() -> None:
    assert all(w.after for w in SPEECH.verbs.values())
    assert len({example for _, _, example in SPEECH.examples}) == len(SPEECH.examples)


@needs_morphology
@pytest.mark.parametrize(("lemma", "act", "example"), SPEECH.examples)
def test_example_of_the_word_list(lemma: str, act: str, example: str) -> None:
    found = statements(example)
    assert found, f"{lemma}: nobody speaks in {example}"
    if lemma in {w.lemma for w in SPEECH.verbs.values()} | set(SPEECH.verbs):
        assert act in {s.act for s in found}


# --- constructions -----------------------------------------------------------------------------------


@needs_morphology
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verb first
        ("أعلن الجيش التركي مقتل جنديين على الحدود.", ("الجيش التركي", "TR", ())),
        ("قالت وزارة الخارجية الروسية في بيان إن السفير غادر.", ("وزارة الخارجية الروسية", "RU", ())),
        ("أكدت موسكو أن القوات باقية.", ("موسكو", "RU", ())),
        ("قال مسؤول أمريكي إن الجولة تأجلت.", ("مسؤول أمريكي", "US", ())),
        # noun first
        ("وزارة الدفاع الهندية أكدت أن السفينة وصلت.", ("وزارة الدفاع الهندية", "IN", ())),
        ("وكانت وزارة الدفاع الهندية قد أعلنت أن السفينة وصلت.", ("وزارة الدفاع الهندية", "IN", ())),
        # an agency that reports facts speaks itself
        ("أفادت وكالة إنترفاكس بأن الطائرة هبطت.", ("وكالة إنترفاكس", "RU", ())),
        # carriers
        ("قال مسؤول أمريكي لوكالة رويترز إن الجولة تأجلت.", ("مسؤول أمريكي", "US", ("وكالة رويترز",))),
        (
            "نقلت وكالة رويترز عن مسؤول أمريكي قوله إن الجولة تأجلت.",
            ("مسؤول أمريكي", "US", ("وكالة رويترز",)),
        ),
        ("قال مسؤول أمريكي إن الجولة تأجلت، بحسب وكالة رويترز.", ("مسؤول أمريكي", "US", ("وكالة رويترز",))),
        (
            "قال مسؤول أمريكي إن الجولة تأجلت، وفق ما ذكرته وكالة رويترز.",
            ("مسؤول أمريكي", "US", ("وكالة رويترز",)),
        ),
        (
            "قال مسؤول عراقي في تصريح لصحيفة «الشرق الأوسط» إن المعبر مفتوح.",
            ("مسؤول عراقي", "IQ", ("الشرق الأوسط",)),
        ),
        # source phrases
        ("وصلت السفينة إلى الميناء، وفقا لوزارة الدفاع الهندية.", ("وزارة الدفاع الهندية", "IN", ())),
        ("وصلت السفينة، حسبما أعلنت وزارة الدفاع الهندية.", ("وزارة الدفاع الهندية", "IN", ())),
        # a name that no office makes known, beside its verb or behind its office
        ("وأكد ماتيو بالاتشي المشرف على المعرض أن التذاكر نفدت.", ("ماتيو بالاتشي", None, ())),
        (
            "قال رئيس الفرع المحلي للهلال الأحمر الكيني بنيروبي، جوزيف كاماو، إن الجسر انهار.",
            ("جوزيف كاماو", "KE", ()),
        ),
        (
            "قال المتحدث باسم المكتب الإعلامي لرئيس الوزراء حيدر العبادي ماجد الزاملي إن اللقاء تأجل.",
            ("ماجد الزاملي", "IQ", ()),
        ),
        # known and doubtful media, marks inside a name, the agency's man
        (
            "أكد وزير نرويجي لمراسل وكالة كيودو أن السفينة رست.",
            ("وزير نرويجي", "NO", ("وكالة كيودو",)),
        ),
        (
            "ذكرت صحيفة يوميوري أن الجيش الفلبيني أعلن إغلاق الميناء.",
            ("الجيش الفلبيني", "PH", ("يوميوري",)),
        ),
        # a state speaks through the statement of its ministry
        (
            "أعلنت تايلاند في بيان أصدرته وزارة الخارجية أن المعبر أغلق.",
            ("وزارة الخارجية", "TH", ()),
        ),
        (
            "أعلن في بانكوك أن المعبر أغلق، وفق بلاغ أصدرته الشرطة التايلاندية.",
            ("الشرطة التايلاندية", "TH", ()),
        ),
        # documents speak for those who issued them
        ("جاء في بيان لوزارة الخارجية الباكستانية أن المعبر أغلق.", ("وزارة الخارجية الباكستانية", "PK", ())),
    ],
)
def test_speaker_and_carrier(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert expected in told(text)


@needs_morphology
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قال الرئيس الأمريكي جيمي كارتر إن الحوار مفيد. وجاءت كلمات كارتر خلال مقابلة مع بي. بي. سي أمس.",
            ("جيمي كارتر", "US", ("بي. بي. سي",)),
        ),
        (
            "كتب وزير النقل الأردني نبيل غيشان عبر حسابه الرسمي في تويتر: «الطريق مفتوح أمام الشاحنات».",
            ("نبيل غيشان", "JO", ("تويتر",)),
        ),
        (
            "نشرت وكالة الأناضول تصريحات لوزير الدفاع التركي عصمت يلماز قال فيها إن القوات ستبقى.",
            ("عصمت يلماز", "TR", ("وكالة الأناضول",)),
        ),
        (
            "وصل عضو مجلس النواب البحريني محسن العصفور إلى مسقط. وقال إن الزيارة ناجحة.",
            ("محسن العصفور", "BH", ()),
        ),
        (
            "كشف وزير يمني أن الميناء سيفتح. وقال وزير النقل اليمني مراد الحالمي إن العمل بدأ.",
            ("مراد الحالمي", "YE", ()),
        ),
        (
            "استقبل ولي العهد السعودي الأمير نايف بن سعود الوفد. وأعرب سموه عن شكره للوفد.",
            ("نايف بن سعود", "SA", ()),
        ),
    ],
)
def test_who_is_meant_and_who_carried(text: str, expected: tuple[str, str, tuple[str, ...]]) -> None:
    assert told(text)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "فتحت المدينة أبوابها وفقا لأنظمة البلدية المعمول بها.",
        "فرضت السلطات قيودا مشددة على الدخول إلى المدينة.",
    ],
)
def test_rules_and_adjectives_say_nothing(text: str) -> None:
    assert told(text) == []


def test_verbs_without_a_subject_continue_the_last_speaker() -> None:
    found = told("قالت وزارة الخارجية الروسية إن السفير غادر. وأضافت أن القنصلية أغلقت.")
    assert [name for name, _, _ in found] == ["وزارة الخارجية الروسية"] * 2


@needs_morphology
def test_participles_inherit_the_speaker() -> None:
    found = statements("قال مسؤول أمريكي إن الجولة تأجلت، مشيرا إلى أن الموعد لم يحدد.")
    assert [(s.rule, s.speaker.name if s.speaker else None) for s in found] == [
        ("verb", "مسؤول أمريكي"),
        ("participle", "مسؤول أمريكي"),
    ]


@needs_morphology
def test_a_body_named_in_full_stands_behind_its_head_alone() -> None:
    text = "اجتمعت لجنة الصيد البحري، ثم انصرفت. وأوضحت اللجنة أن الحصص لم تتغير."
    assert [name for name, _, _ in told(text)] == ["لجنة الصيد البحري"]


@needs_morphology
def test_the_family_name_alone_is_the_same_speaker() -> None:
    found = told("قال ماتيو بالاتشي إن المعرض مفتوح. وأكد بالاتشي أن التذاكر نفدت.")
    assert [name for name, _, _ in found] == ["ماتيو بالاتشي"] * 2


@needs_morphology
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("قالت صحيفة الاقتصادية إن السوق هدأت.", True),
        ("قالت «الاقتصادية» إن السوق هدأت.", True),
        ("تناقش اللجنة الخطة الاقتصادية لمدينة ناميبية.", False),
    ],
)
def test_doubtful_names_of_media_need_a_medium_word_or_marks(text: str, named: bool) -> None:
    assert bool(told(text)) is named


def test_the_list_of_media_says_no_name_twice() -> None:
    rows = [
        line.split("\t")
        for line in ontology_path("agencies.tsv").read_text(encoding="utf-8").splitlines()[1:]
        if not line.startswith("#")
    ]
    names = [fold(name) for row in rows for name in (row[0], *filter(None, row[3].split("|")))]
    assert len(rows) > 400
    assert len(names) == len(set(names))


@needs_morphology
def test_the_statement_is_the_speaker_of_its_ministry() -> None:
    found = told("قالت وزارة الخارجية الباكستانية إن المعبر أغلق. وأضاف البيان أن القرار مؤقت.")
    assert found[-1][0] == "وزارة الخارجية الباكستانية"


@needs_morphology
def test_direct_speech_is_quoted_and_its_words_are_the_content() -> None:
    text = "قال مسؤول أمريكي «لن نرسل أي جندي إلى تلك المنطقة هذا العام»."
    (found,) = statements(text)
    ann = reader().annotate(Article(id="t", text=text))
    assert found.quoted
    assert [ann.words(*c) for c in found.content] == ["لن نرسل أي جندي إلى تلك المنطقة هذا العام"]


@needs_morphology
def test_verbs_inside_a_quotation_belong_to_it() -> None:
    found = told("قال مسؤول أمريكي «قالت روسيا إنها ستنسحب من تلك المنطقة هذا العام».")
    assert [name for name, _, _ in found] == ["مسؤول أمريكي"]


@needs_morphology
@pytest.mark.parametrize(
    "text",
    [
        "يذكر أن السفينة وصلت إلى الميناء قبل عام.",
        "تمتد الحدود بين مصر وليبيا مسافة طويلة.",
        "لم تعلن الحكومة الهندية موعد الزيارة.",
        "شارك في الحفل رجل يدعى كريم.",
        # objects are no subjects: oblique, of another gender, after a plural verb
        "وطالب المواطنين بالهدوء.",
        "ودعا السلطات الهندية إلى فتح المعبر.",
        "كما اتهموا القوات الهندية بإغلاق المعبر.",
        # deeds of a state, nouns of action
        "أدانت تايلاند بشدة الهجوم على القافلة.",
        "وصل الأمر إلى حد وصف الاتحاد الأوروبي بالضعف.",
        "أراد أن يرى كينيا بنفسه.",
    ],
)
def test_nobody_speaks(text: str) -> None:
    assert told(text) == []


@needs_morphology
def test_ranges_lie_within_the_text_and_repeat_exactly() -> None:
    text = "أعلن الجيش التركي، وفق وكالة رويترز، أن جنديين قتلا. وأوضح أن التحقيق بدأ."
    first, second = statements(text), statements(text)
    size = len(reader().annotate(Article(id="t", text=text)).tokens)
    assert first == second
    assert all(0 <= a < b <= size for s in first for a, b in (*s.content, s.evidence, s.cue))
