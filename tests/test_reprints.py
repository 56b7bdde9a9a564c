"""The same story in several papers is found, whatever its editors did; formulas that look alike are not."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from kg.graph.reprints import reprint, sketch_literal, slots_of
from kg.model import Article
from kg.resolve.reprints import SLOTS, Shelf, Sketched, exchange, sketch

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


class Library:
    """Articles with what they repeat, as a store keeps them."""

    def __init__(self) -> None:
        self._shelf = Shelf()
        self._texts: dict[str, str] = {}
        self.first: dict[str, str | None] = {}

    def change(self, *articles: Article, without: tuple[str, ...] = ()) -> None:
        going = [name for name in (*without, *(item.id for item in articles)) if name in self._shelf]
        coming = [
            Sketched(article=item.id, published=item.published, slots=slots)
            for item in articles
            if (slots := sketch(item.text))
        ]
        self._texts |= {item.id: item.text for item in articles}
        found = exchange(self._shelf, going, coming, self.first.get, self._texts.__getitem__)
        for name in without:
            self.first.pop(name, None)
        self.first |= found

    def reprints(self) -> dict[str, str]:
        return {name: first for name, first in self.first.items() if first is not None}


def found(*articles: Article) -> dict[str, str]:
    library = Library()
    library.change(*articles)
    return library.reprints()


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
    expected = {f"{seed}-{copy}": f"{seed}-0" for seed in range(30) for copy in range(1, 4)}
    assert found(*articles) == expected
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        library = Library()
        for item in articles:
            library.change(item)
        assert library.reprints() == expected


def chained(seed: int) -> list[Article]:
    """Versions that drift away from the first, over more days than a reprint may lie apart, some undated."""
    draw = random.Random(seed)
    made = []
    for number in range(14):
        step = draw.randrange(6)
        text = story(seed)[2 * step :] + story(seed + 1000)[: 2 * step]
        day = None if draw.random() < 0.2 else f"2030-05-{1 + draw.randrange(20):02d}"
        made.append(article(f"v{number}", text, day))
    return made


def by_all_pairs(articles: list[Article]) -> dict[str, str]:
    """The definition: each article, oldest first, with the first original that it nearly repeats."""
    result: dict[str, str] = {}
    ordered = sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))
    for at, item in enumerate(ordered):
        for other in ordered[:at]:
            if other.id not in result and found(other, item):
                result[item.id] = other.id
                break
    return result


@pytest.mark.parametrize("seed", range(6))
def test_changes_end_where_comparing_all_pairs_does(seed: int) -> None:
    """Articles come, go and change their text or day, one or some at a time."""
    draw, library = random.Random(seed), Library()
    held: dict[str, Article] = {}
    pool = chained(seed)
    for _ in range(40):
        some = {item.id: item for item in draw.sample(pool, draw.randint(1, 3))}
        gone = tuple(name for name in some if name in held and draw.random() < 0.5)
        others = draw.sample(pool, len(some))
        come = [
            article(
                name, draw.choice((some[name].text, other.text)), draw.choice((some[name], other)).published
            )
            for name, other in zip(some, others, strict=True)
            if name not in gone
        ]
        library.change(*come, without=gone)
        for name in gone:
            del held[name]
        held |= {item.id: item for item in come}
    expected = by_all_pairs(list(held.values()))
    assert library.reprints() == expected
    assert expected


def test_a_sketch_is_the_same_in_every_process() -> None:
    made = sketch(" ".join(story(1)))
    assert len(made) == SLOTS
    assert slots_of(sketch_literal(made)) == made
    assert len(sketch_literal(made).value) < 180
    code = (
        "import sys; sys.path.insert(0, 'tests'); from test_reprints import *;"
        "print(sketch(' '.join(story(1))).hex())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
        )
        assert done.stdout.decode().strip() == made.hex()


def test_six_papers_with_one_story_are_one_telling() -> None:
    papers = [article(f"p{day}", edited(story(1), day), f"2030-05-0{day + 1}") for day in range(6)]
    result = found(*papers, article("own", story(2)))
    assert {result.get(item.id, item.id) for item in papers} == {"p0"}
    assert result.get("own", "own") == "own"


def test_reprints_are_quads_of_their_own_graph() -> None:
    base = "https://w3id.org/bilateral-kg"
    quad = reprint(f"{base}/article/b", f"{base}/article/a")
    assert [part.value for part in (quad.subject, quad.predicate, quad.object, quad.graph_name)] == [  # type: ignore[union-attr]
        f"{base}/article/b",
        f"{base}/ns#reprintOf",
        f"{base}/article/a",
        f"{base}/graph/reprints",
    ]
