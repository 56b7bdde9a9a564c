"""What a text is about: the word list and its use."""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache

import pytest

from kg.extract.topics import topics_of, topics_of_type
from kg.lexicon.files import ontology_path
from kg.lexicon.topics import TopicWords, load_topics
from kg.model import Analysis, KgError, Token
from kg.text.data import data_dir, database_path, is_installed
from kg.text.forms import without_article
from kg.text.letters import bare, fold
from kg.text.morphology import Morphology
from kg.text.tokens import splits, tokenize

PATH = ontology_path("topic_words.tsv")


class Words:
    """A lexicon of topics alone."""

    topics: TopicWords = load_topics(PATH)


class Plain:
    """A morphology that only takes clitics off, the shortest stem first."""

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """One noun per split."""
        stems = sorted((s.stem for s in splits(fold(word))), key=len)
        return tuple(Analysis(lemma=stem, pos="noun", stem=stem) for stem in stems)


def topics(text: str) -> tuple[str, ...]:
    tokens = tokenize(text, Plain())
    return topics_of(tokens, 0, len(tokens), Words())


@cache
def vocabulary() -> frozenset[str]:
    found = re.findall(
        r"^topic:([\w-]+) a skos:Concept", ontology_path("topics.ttl").read_text("utf-8"), re.M
    )
    return frozenset(found)


def rows() -> list[list[str]]:
    lines = PATH.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_every_topic_of_the_vocabulary_has_words_and_no_other() -> None:
    counts = Counter(row[0] for row in rows())
    assert set(counts) == vocabulary()
    assert min(counts.values()) >= 30
    assert len(rows()) >= 800


def test_the_list_is_clean_and_says_nothing_twice() -> None:
    assert [row for row in rows() if bare(row[1]) != row[1]] == []
    twice = Counter((row[0], fold(row[1])) for row in rows())
    assert [key for key, n in twice.items() if n > 1] == []


def test_every_event_type_has_a_topic() -> None:
    types = re.findall(r"^type:([\w-]+) a ", ontology_path("types.ttl").read_text(encoding="utf-8"), re.M)
    core = [t for t in types if t in Words.topics.types]
    assert len(core) == len(Words.topics.types) == 36
    assert topics_of_type("joint-exercise", Words()) == ("military",)
    assert topics_of_type("no-such-type", Words()) == ()


def test_every_office_is_a_concept() -> None:
    known = re.findall(r"^office:([\w-]+)", ontology_path("offices.ttl").read_text(encoding="utf-8"), re.M)
    assert set(Words.topics.offices) <= set(known)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("أعلن وزير النفط زيادة إنتاج حقل الغاز وخط أنابيب جديد", "energy"),
        ("بحث الجانبان تخصيب اليورانيوم والبرنامج النووي", "nuclear"),
        ("أجرى الجيشان مناورات مشتركة قرب قاعدة عسكرية", "military"),
        ("ارتفعت الصادرات وتراجع الميزان التجاري بعد الرسوم الجمركية", "trade"),
        ("سجلت وزارة الصحة حالات إصابة بفيروس كورونا في المستشفى", "health"),
        ("وصلت قافلة مساعدات إنسانية إلى مخيم النازحين", "humanitarian"),
        ("قضت المحكمة بسجن المتهم وطلب المحامي الاستئناف", "legal"),
        ("اتفق البلدان على سد النهضة وحصص المياه ومواجهة الجفاف", "environment-water"),
        ("فاز المرشح في الانتخابات وشكل الحزب ائتلافا في البرلمان", "domestic-politics"),
    ],
)
def test_best_topic(text: str, best: str) -> None:
    assert topics(text)[0] == best


def test_nothing_said_nothing_told() -> None:
    assert topics("جلسوا قليلا ثم انصرفوا") == ()
    assert topics_of((), 0, 0, Words()) == ()


def test_at_most_three_topics() -> None:
    text = "نفط غاز طاقة نووي يورانيوم مفاعل جيش عسكري قاعدة محكمة قضاء قاضي صحة مستشفى مرض"
    assert 1 <= len(topics(text)) <= 3


def test_the_rest_of_the_article_counts_less_than_the_stretch() -> None:
    tokens = tokenize("نفط غاز برميل. محكمة قاضي محامي قضاء.", Plain())
    stop = next(token.number for token in tokens if token.text == ".")
    assert topics_of(tokens, 0, stop, Words())[0] == "energy"


def test_articles_are_stripped_from_sequences() -> None:
    assert without_article(fold("النفط")) == "نفط"


def test_a_weight_that_is_no_number_is_an_error(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("topics") / "topic_words.tsv"
    path.write_text("topic\tlemma\tweight\tnote\nenergy\tنفط\tكثير\t\n", encoding="utf-8")
    with pytest.raises(KgError, match="no number"):
        load_topics(path)


@pytest.mark.skipif(not is_installed(data_dir(os.environ)), reason="no morphology data: run `kg setup`")
def test_inflected_words_are_found() -> None:
    morphology = Morphology.load(database_path(data_dir(os.environ)))
    tokens: tuple[Token, ...] = tokenize("وتبادل الجيشان أسلحة وصواريخ في مناوراتهما", morphology)
    assert topics_of(tokens, 0, len(tokens), Words())[0] == "military"
