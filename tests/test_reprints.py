"""The same story in several papers is found, whatever its editors did; formulas that look alike are not."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys

import pytest

from kg.graph.reprints import reprint_quads
from kg.model import Article
from kg.resolve.reprints import reprints, sketch

_NOUNS, _VERBS, _ENDS = (
    words.split()
    for words in (
        "الوزير الوفد السفير الاجتماع الاتفاق المشروع الميناء الخط الطريق المجلس الشركة البنك المدينة "
        "المنطقة اللجنة التقرير البرنامج المؤتمر الجامعة المستشفى القطار المصنع السد الحقل المطار الجسر "
        "المركز الصندوق",
        "بحث ناقش افتتح وقع أعلن أكد استقبل زار دعا راجع أطلق اعتمد مول نظم سلم عرض تابع رفض درس",
        "أمس اليوم غدا مساء صباحا قريبا رسميا مجددا أخيرا سريعا علنا معا هناك هنا",
    )
)


def story(seed: int, sentences: int = 25) -> list[str]:
    """Sentences that no other seed gives."""
    draw = random.Random(seed)
    return [
        f"{draw.choice(_VERBS)} {draw.choice(_NOUNS)} {draw.choice(_NOUNS)} {draw.choice(_ENDS)} مع "
        f"{draw.choice(_NOUNS)} في {draw.choice(_NOUNS)} رقم {draw.randrange(1000)}."
        for _ in range(sentences)
    ]


def article(name: str, text: list[str] | str, published: str | None = "2030-05-02") -> Article:
    return Article(id=name, text=text if isinstance(text, str) else " ".join(text), published=published)


def found(*articles: Article) -> dict[str, str]:
    return reprints(map(sketch, articles))


def edited(sentences: list[str], seed: int) -> list[str]:
    """What an editor does: other spellings, a dateline, a sentence less, a word more."""
    draw = random.Random(seed)
    kept = [line.replace("أ", "ا").replace("ة ", "ه ") for line in sentences if draw.random() > 0.08]
    kept[3] = f"{kept[3]} كما قيل"
    return ["عمان - وكالات:", *kept]


def test_an_edited_reprint_is_found() -> None:
    first = article("a", story(1), "2030-05-02")
    assert found(first, article("b", edited(story(1), 7), "2030-05-03")) == {"b": "a"}
    assert found(article("b", edited(story(1), 7), "2030-05-01"), first) == {"a": "b"}


def test_other_stories_are_none() -> None:
    assert found(*(article(str(seed), story(seed)) for seed in range(50))) == {}


def test_a_story_that_takes_up_half_of_another_is_one_of_its_own() -> None:
    assert found(article("a", story(1)), article("b", story(1)[:12] + story(2)[:14])) == {}


@pytest.mark.parametrize(
    ("published", "expected"), [("2030-05-09", {"b": "a"}), ("2030-05-10", {}), (None, {"b": "a"})]
)
def test_the_same_words_much_later_are_no_reprint(published: str | None, expected: dict[str, str]) -> None:
    assert found(article("a", story(1)), article("b", story(1), published)) == expected


def telegram(state: str, president: str) -> str:
    return (
        f"كتب الأمير إلى {president} حاكم {state} مهنئا بعيد الاتحاد في أرضه، راجيا له دوام العافية "
        f"وراحة البال ولأهل {state} عاما كله خير وسلام. ثم كتب نائب الأمير إلى {president} كتابا آخر "
        "بالمعنى ذاته، قال فيه إن ما يجمع القصرين منذ أيام الأجداد باق لا يغيره بعد المسافة، وإنه يرجو "
        f"أن يرى {president} ضيفا عزيزا في الخريف، وأن تفتح {state} بيتا لطلابها قرب النهر."
    )


def test_one_formula_with_other_names_is_no_reprint() -> None:
    first = article("a", telegram("النيجر", "محمدو الطاهر"))
    other = article("b", telegram("بوليفيا", "خوليو كاردوزا"))
    again = article("c", "عمان: " + telegram("النيجر", "محمدو الطاهر"), "2030-05-03")
    assert found(first, other, again) == {"c": "a"}


def test_a_few_words_say_nothing() -> None:
    words = "افتتح الوزير المعرض الدولي للكتاب"
    assert found(article("a", words), article("b", words)) == {}


def test_no_chain_of_ever_less_similar_texts() -> None:
    """Each of six versions has three new sentences for old ones; the last shares ten with the first."""
    versions = [story(1)[3 * step :] + story(2)[: 3 * step] for step in range(6)]
    result = found(*(article(f"v{at}", text, f"2030-05-0{at + 1}") for at, text in enumerate(versions)))
    assert result["v1"] == "v0"
    assert result.get("v5") != "v0"
    assert not set(result.values()) & set(result)


def test_the_order_does_not_matter() -> None:
    articles = [
        article(f"{seed}-{copy}", edited(story(seed), copy), f"2030-05-0{copy + 1}")
        for seed in range(30)
        for copy in range(4)
    ]
    sketches = [sketch(item) for item in articles]
    expected = reprints(sketches)
    assert expected == {f"{seed}-{copy}": f"{seed}-0" for seed in range(30) for copy in range(1, 4)}
    for seed in range(3):
        random.Random(seed).shuffle(sketches)
        assert reprints(sketches) == expected


def test_sketches_travel_between_processes_and_hash_seeds() -> None:
    made = sketch(article("a", story(1)))
    again = pickle.loads(pickle.dumps(made))
    assert again.hashes.digest() == made.hashes.digest()
    assert reprints([again, sketch(article("b", edited(story(1), 7), "2030-05-03"))]) == {"b": "a"}
    assert len(pickle.dumps(made)) < 2500
    code = (
        "import sys; sys.path.insert(0, 'tests'); from test_reprints import *;"
        "m = sketch(article('a', story(1))); print(m.hashes.digest(), m.once, m.repeated)"
    )
    printed = set()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        )
        printed.add(done.stdout)
    assert len(printed) == 1


def test_six_papers_with_one_story_are_one_telling() -> None:
    papers = [article(f"p{day}", edited(story(1), day), f"2030-05-0{day + 1}") for day in range(6)]
    result = found(*papers, article("own", story(2)))
    assert {result.get(item.id, item.id) for item in papers} == {"p0"}
    assert result.get("own", "own") == "own"


def test_reprints_are_quads_of_their_own_graph() -> None:
    (quad,) = reprint_quads({"b": "a"})
    assert [part.value for part in (quad.subject, quad.predicate, quad.object, quad.graph_name)] == [  # type: ignore[union-attr]
        "https://w3id.org/bilateral-kg/article/b",
        "https://w3id.org/bilateral-kg/ns#reprintOf",
        "https://w3id.org/bilateral-kg/article/a",
        "https://w3id.org/bilateral-kg/graph/reprints",
    ]
