"""The same words in other spellings read alike, and no text, however odd, takes the reader long."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from types import FrameType

import pytest

from kg.extract.reader import Reader
from kg.model import Article, Reading
from kg.text.letters import behind, fold
from kg.text.sentences import LONGEST, sentences
from kg.text.tokens import tokenize

TEXTS = (
    "أعلن المتحدث باسم وزارة الخارجية الإيرانية كمال الناصري أن بلاده ترحب بزيارة وفد من قطر إلى طهران.",
    "زار وزير الدفاع المصري سامي البنا اليونان يوم 14 مارس 2031، وأجرى محادثات مع نظيره اليوناني في أثينا.",
    "أدانت الأردن الهجوم الإسرائيلي على سوريا. وقالت وزارة الخارجية الأردنية إن القصف انتهاك للقانون الدولي.",
    "وقعت روسيا والهند اتفاقية في موسكو لبناء مفاعل نووي، وفق ما ذكرته وكالة تاس.",
    "طردت فرنسا ثلاثة دبلوماسيين روس. ودعت ألمانيا إلى الحوار مع موسكو.",
)
"""Own sentences, each with events, people, speakers or times that a clean reading finds."""

LETTER = "\u0621-\u063a\u0641-\u064a"
_PLAIN_JOINS = "بتثجحخسشصضطظعغفقكلمنهي"


def _end(old: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(f"{old}(?![{LETTER}])", new, text)


def _letters(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.translate(str.maketrans(old, new))


def _vowelled(text: str) -> str:
    """A vowel sign behind every second letter, tanwin nowhere: which one is of no account."""
    return re.sub(
        f"([{_PLAIN_JOINS}])(?=[{LETTER}])",
        lambda m: m[1] + "\u064e\u064f\u0650\u0652\u0651"[m.start() % 5],
        text,
    )


def _presented(text: str) -> str:
    """Letters in the forms that old typesetting gave them (isolated, which shapes do not matter)."""
    shapes: dict[str, str] = {}
    for code in range(0xFE80, 0xFEF5):
        kind, _, letter = unicodedata.decomposition(chr(code)).partition(" ")
        if kind == "<isolated>":
            shapes[chr(int(letter, 16))] = chr(code)
    return "".join(shapes.get(letter, letter) for letter in text)


SPELLINGS: dict[str, Callable[[str], str]] = {
    "no hamza on or under alif": _letters("أإآ", "ااا"),
    "hamza on the wrong side": _letters("إ", "أ"),
    "alif maqsura for final ya": _end("ي", "ى"),
    "ya for final alif maqsura": _end("ى", "ي"),
    "ha for ta marbuta": _end("ة", "ه"),
    "vowel signs": _vowelled,
    "letters taken apart": lambda text: unicodedata.normalize("NFD", text),
    "Arabic-Indic digits": _letters("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "Persian letters and digits": _letters("0123456789يك", "۰۱۲۳۴۵۶۷۸۹یک"),
    "Urdu ha": _letters("ه", "ہ"),
    "tatweel": lambda text: re.sub(f"([{_PLAIN_JOINS}])(?=[{LETTER}])", r"\1ـ", text),
    "presentation forms": _presented,
    "a stop glued to the next word": lambda text: text.replace(". ", "."),
    "a comma glued to the next word": lambda text: text.replace("، ", "،"),
    "blanks before marks": lambda text: re.sub("([،.])", r" \1", text),
    "Latin commas": _letters("،", ","),
    "a conjunction apart from its word": lambda text: re.sub(" و(?=ال|أج|قال|دع|فق)", " و ", text),
    "marks of direction": lambda text: text.replace(" ", " \u200f").replace("،", "\u200e،"),
    "blanks of no width": lambda text: text.replace(" ", "\u200b "),
    "soft hyphens": lambda text: re.sub(f"([{_PLAIN_JOINS}])(?=[{LETTER}])", "\\1\u00ad", text),
    "hard blanks": lambda text: text.replace(" ", "\u00a0"),
    "two blanks": lambda text: text.replace(" ", "  "),
    "Windows line ends": lambda text: text + "\r\n",
    "no stop at the end": lambda text: text.rstrip("."),
}


def told(reading: Reading) -> tuple[list[tuple[object, ...]], ...]:
    """What a reading tells of events, people and speakers, in folded words and without places in the text."""
    names = {person.key: fold(person.name) for person in reading.people}
    events = [
        (e.type, e.actors, e.recipients, e.when, e.status, tuple(fold(p.name) for p in e.places))
        for e in reading.events
    ]
    people = [(names[t.person], t.office, t.code) for t in reading.tenures]
    speakers = [
        (fold(c.speaker.name), c.speaker.code, tuple(fold(v.name) for v in c.via))
        for c in reading.claims
        if c.speaker is not None
    ]
    return events, people, speakers


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_other_spellings_read_alike(reader: Reader, text: str, spelling: str) -> None:
    written = SPELLINGS[spelling](text)
    clean = told(reader.read(Article(id="clean", text=text, published="2031-03-20")))
    assert any(clean)
    assert told(reader.read(Article(id="other", text=written, published="2031-03-20"))) == clean


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_tokens_stay_the_words_of_the_text(reader: Reader, spelling: str) -> None:
    for text in map(SPELLINGS[spelling], TEXTS):
        tokens = tokenize(text, reader.morphology)
        assert all(text[t.start : t.end] == t.text for t in tokens)
        assert all(a.end <= b.start for a, b in pairwise(tokens))
        ann = reader.annotate(Article(id="x", text=text))
        spans = [p.name_span for p in ann.people if p.name_span]
        assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("و قال", ["وقال"]),
        ("مصر و ليبيا", ["مصر", "وليبيا"]),
        ("و 200", ["و", "200"]),
        ("أ. و. س", ["ا", ".", "و", ".", "س"]),
        ("الـ\u200fعراق", ["العراق"]),
        ("قال\u200f: نعم", ["قال", ":", "نعم"]),
        ("ڤيينا", ["فيينا"]),
        ("1" * 70, ["1" * 30, "1" * 30, "1" * 10]),
    ],
)
def test_words_as_pages_write_them(reader: Reader, text: str, forms: list[str]) -> None:
    assert [t.form for t in tokenize(text, reader.morphology)] == forms


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("غادر الوفد القاهرة.وقد وصل.", 2),
        ("عاد من مصر.في الغد يغادر.", 2),
        ("تحدث إلى إن.بي.سي نيوز.", 1),
        ("ذكر موقع العربية.نت الخبر.", 1),
        ("نقلت سي.إن.إن.نيوز الخبر.", 1),
        ("موقع www.example.com يذكر.", 1),
    ],
)
def test_glued_stops(reader: Reader, text: str, count: int) -> None:
    assert len(sentences(tokenize(text, reader.morphology), text)) == count


def test_what_never_ends_is_cut_at_a_mark(reader: Reader) -> None:
    text = "قال الوزير إن بلاده باقية، " * LONGEST
    tokens = tokenize(text, reader.morphology)
    cut = sentences(tokens, text)
    assert all(s.last - s.first <= LONGEST and tokens[s.last - 1].text == "،" for s in cut)
    assert [i for s in cut for i in range(s.first, s.last)] == list(range(len(tokens)))


def test_letters_behind_clitics() -> None:
    assert [behind(text, 1) for text in ("والصين", "وَالصين", "و الصين", "وـالصين", "و")] == [1, 2, 2, 2, 1]


PLAIN = "\n".join(TEXTS)
ODD = {
    "one article again and again": PLAIN + "\n",
    "one endless sentence": re.sub("[.\n]", " ", PLAIN),
    "quotations": 'قال "نعم" ',
    "quotations never closed": "قال «نعم ",
    "opening brackets": "(",
    "people": "وزير الخارجية المصري محمد علي ",
    "people, a sentence each": "قال وزير الخارجية المصري محمد علي. ",
    "names": "محمد علي و",
    "states": "روسيا والصين و",
    "acts": "قصفت روسيا مصر و",
    "cues": "محادثات روسيا ",
    "one verb": "هاجم ",
    "conjunctions": "و ",
    "numbers": "مليون و200 ألف ",
    "digits": "7",
    "dates": "15 مارس 2020 ",
    "initials": "د. ",
    "spelled letters": "بي.",
    "marks": "، ",
    "vowel signs": "مَ",
    "joiners": "م\u200c\u200c",
    "offices": "مدير مكتب ",
    "anaphors": "بلاده ",
    "media": "وكالة رويترز ",
}
SIZE = 6_000
"""Characters of an odd text: several times the longest sentence."""
LIMIT = 50
"""Times the steps per character that a plain text takes."""


def steps(reader: Reader, text: str) -> float:
    """Calls of Python functions per character that reading ``text`` takes, words known already."""
    article = Article(id="x", text=text, published="2031-03-20")
    reader.read(article)
    count = 0

    def tick(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(tick)
    try:
        reader.read(article)
    finally:
        sys.setprofile(None)
    return count / len(text)


@pytest.mark.parametrize("kind", ODD)
def test_no_text_takes_long(reader: Reader, kind: str) -> None:
    short = (ODD[kind] * SIZE)[:SIZE]
    plain = steps(reader, PLAIN)
    first = steps(reader, short)
    assert first < LIMIT * plain
    # Four times the text takes about four times the steps.
    assert steps(reader, (ODD[kind] * SIZE)[: 4 * SIZE]) < 2 * max(first, plain)
