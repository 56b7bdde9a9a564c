"""Named questions: their answers on a graph made by hand, their parameters, and questions of one's own."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from asked import store as made
from click.testing import Result

from kg.model import KgError
from kg.query import ask, list_questions, run
from kg.query.answers import shown, to_jsonl, to_markdown
from kg.query.named import conditioned, filled
from kg.query.suggest import folded, nearest
from kg.query.values import value
from kg.store import Store

DAYS = "2030-03-01/2030-03-10"
EXERCISE = f"{DAYS} | joint exercise |"
TOLD = "الإسكندرية | نجم البحر | planned | كريم شاهين | رويترز | e3"
ANSWERS: list[tuple[str, str, list[str]]] = [
    ("overview", "", ["Article | 3", "Claim | 14", "Event | 10", "Person | 3", "Place | 2", "Tenure | 4"]),
    ("issues", "", ["unknown-party | عقد الوزيران محادثات | a1 | 0 | 9"]),
    ("issues", "kind=other", []),
    ("relations", "--party TN", ["Tunisia | Libya | visit | 2", "Libya | Tunisia | talks | 1"]),
    ("relations", "--party arab-world --type plover:CONSULT", KgError),
    ("relations", "--party EG --type visit", ["Egypt | France | visit | 1"]),
    ("region", "--party Maghreb --type talks", ["Libya | Tunisia | talks | 1"]),
    ("region", "--party Gulf", []),
    (
        "events-of-pair",
        "--pair EG FR",
        [
            "2030-01-04 | talks | | happened | | 2 | 0.8 | e1",
            "2030-02 | visit | Egypt | planned | | 1 | 0.8 | e2",
            f"{EXERCISE} | planned | نجم البحر | 1 | 0.8 | e3",
            "2030-03-02 | visit | Egypt | happened | | 1 | 0.8 | e8",
            "2030-03-18 | visit | France | happened | | 1 | 0.8 | e7",
        ],
    ),
    (
        "events-of-pair",
        "--pair مصر فرنسا --type visit --status happened --since 2030-03-03",
        ["2030-03-18 | visit | France | happened | | 1 | 0.8 | e7"],
    ),
    (
        "events-of-pair",
        "--pair eu-members Gulf",
        [
            "2030-02-09 | agreement | | happened | | 1 | 0.8 | e4",
            f"{EXERCISE} | planned | نجم البحر | 1 | 0.8 | e3",
        ],
    ),
    (
        "events-of-pair",
        "--pair EG FR --until 2030-01 --topic diplomacy",
        ["2030-01-04 | talks | | happened | | 2 | 0.8 | e1"],
    ),
    ("events-of-pair", "--pair CN RU", []),
    (
        "joint-exercise",
        "--pair EG FR",
        [f"e3 | نجم البحر | الإسكندرية | {DAYS} | planned | كريم شاهين | رويترز | ستجري التدريبات"],
    ),
    ("joint-exercise", "--pair EG QA", []),
    (
        "exercises",
        "--party UAE",
        [
            f"{DAYS} | United Arab Emirates | Egypt | {TOLD}",
            f"{DAYS} | United Arab Emirates | France | {TOLD}",
            f"{DAYS} | Egypt | France | {TOLD}",
        ],
    ),
    ("exercises", "--status happened", []),
    (
        "who-said-what",
        "--party QA --topic energy",
        ["2030-02-10 | سالم الكواري | رويترز | say | الطاقة أولوية | c13"],
    ),
    ("who-said-what", "--party YE", ["2030-02-10 | Yemen | رويترز | deny | لم نهاجم أحدا | c7"]),
    (
        "on-topic",
        "--topic energy --party Gulf",
        ["2030-02-10 | سالم الكواري | Qatar | رويترز | say | الطاقة أولوية | c13"],
    ),
    ("on-topic", "--topic nuclear --until 2029", []),
    ("ambassador-said", "--party Qatar", ["سالم الكواري | رويترز | say | الطاقة أولوية"]),
    ("ambassador-said", "--party EG office=minister", ["كريم شاهين | | say | نرحب بالتعاون"]),
    ("people-and-offices", "--party QA", ["سالم الكواري | Qatar | ambassador | منصب | a2"]),
    (
        "people-and-offices",
        "office=foreign-minister --party FR",
        ["ليلى مارتان | France | foreign minister | منصب | a2"],
    ),
    (
        "offices-over-time",
        "--party EG",
        ["Egypt | foreign minister | كريم شاهين | 2030-01-05 | 2030-03-20 | 2"],
    ),
    (
        "offices-over-time",
        "--party EG --since 2030-02",
        ["Egypt | foreign minister | كريم شاهين | 2030-03-20 | 2030-03-20 | 1"],
    ),
    (
        "visits",
        "--status happened",
        [
            "2030-03-02 | Egypt | France | كريم شاهين | | | happened | e8",
            "2030-03-18 | France | Egypt | ليلى مارتان | كريم شاهين | القاهرة | happened | e7",
        ],
    ),
    ("agreements", "", ["2030-02-09 | France | Qatar | energy | | happened | وقعنا الاتفاق | e4"]),
    ("agreements", "--topic health", []),
    (
        "planned",
        "--party EG",
        [
            f"{EXERCISE} United Arab Emirates | Egypt | planned | الإسكندرية | نجم البحر | e3",
            f"{EXERCISE} United Arab Emirates | France | planned | الإسكندرية | نجم البحر | e3",
            f"{EXERCISE} Egypt | France | planned | الإسكندرية | نجم البحر | e3",
        ],
    ),
    ("planned", "--type talks", [" | talks | Iran | Saudi Arabia | proposed | | | e9"]),
    (
        "contradictions",
        "",
        ["e5 | attack | denied | Yemen | لم نهاجم أحدا | happened | Saudi Arabia | هاجمونا"],
    ),
    ("contradictions", "--party FR", []),
    (
        "denials",
        "",
        ["2030-01-20 | attack | Yemen | Saudi Arabia | denied | Yemen | رويترز | لم نهاجم أحدا | e5"],
    ),
    ("speaks-about", "--party EG", ["Egypt | France | 3 | 1", "Egypt | United Arab Emirates | 1 | 1"]),
    (
        "partners",
        "--party FR --since 2030-03",
        [
            "2030-03 | joint exercise | United Arab Emirates | 1 | 1",
            "2030-03 | joint exercise | Egypt | 1 | 1",
            "2030-03 | visit | Egypt | 2 | 2",
        ],
    ),
    # talks 2.1; a planned visit reads as AGREE 4.2; visits 2.1 twice and a planned exercise 4.2
    (
        "score",
        "--pair EG FR",
        ["2030-01 | 2.1 | 2.1 | 2.1 | 1", "2030-02 | 4.2 | 4.2 | 4.2 | 1", "2030-03 | 2.8 | 2.1 | 4.2 | 3"],
    ),
    ("score", "--pair FR IR", ["2030-01 | -2 | -2 | -2 | 1"]),
    ("score", "--pair SA YE", []),
    ("score", "--pair SA YE --status denied", ["2030-01 | -9.3 | -9.3 | -9.3 | 1"]),
    (
        "events",
        "--pair Gulf eu-members --until 2030-02",
        ["e4 | 2030-02-09 | agreement | happened | | 1 | 0.8"],
    ),
    ("events", "--pair Gulf Gulf", ["e6 | 2030-03-15 | mediation | happened | | 1 | 0.8"]),
    ("events", "--type talks --status proposed", ["e9 | | talks | proposed | | 1 | 0.8"]),
    ("mediation", "", ["Qatar | Iran | Saudi Arabia | 1 | 2030-03-15 | 2030-03-15"]),
    ("mediation", "--since 2031", []),
    ("central", "--topic energy", ["France | 1 | 1", "Qatar | 1 | 1"]),
    (
        "central",
        "--type visit",
        ["Egypt | 1 | 3", "France | 1 | 3"],
    ),
    (
        "sources",
        "event=event:e4",
        ["e4 | ليلى مارتان | | كريم شاهين | | جريدة ثانية | a2 | وقعنا الاتفاق | c5"],
    ),
    (
        "sources",
        "claim=claim:c7",
        ["e5 | Yemen | رويترز | | | جريدة ثانية | a2 | لم نهاجم أحدا | c7"],
    ),
    (
        "sources",
        "event=event:e1",
        [
            "e1 | كريم شاهين | رويترز | | | جريدة أولى | a1 | عقد الوزيران محادثات | c1",
            "e1 | | | | | جريدة ثانية | a2 | بعد محادثات القاهرة | c2",
        ],
    ),
    (
        "changes",
        "--since 2030-02-01 --party EG",
        [
            "2030-02-10 | talks | Egypt | France | happened | told again | e1",
            "2030-03-20 | visit | France | Egypt | happened | new | e7",
            "2030-03-20 | visit | Egypt | France | happened | new | e8",
        ],
    ),
    ("agencies", "--party EG", ["رويترز | Egypt | 2"]),
    ("timeline", "--party EG --type visit", ["2030-02 | visit | 1 | 1", "2030-03 | visit | 2 | 2"]),
    ("timeline", "--topic diplomacy --until 2030-01", ["2030-01 | talks | 1 | 2"]),
    ("places", "--party AE", ["الإسكندرية | Egypt | joint exercise | 1"]),
    (
        "quantities",
        "--party QA",
        [
            "2030-02-09 | agreement | France | | > | 6000000000 | US dollars | ستة مليارات دولار | e4",
            "2030-02-09 | agreement | Qatar | | > | 6000000000 | US dollars | ستة مليارات دولار | e4",
        ],
    ),
    (
        "most-told",
        "--type talks",
        [
            "2 | 2 | 2030-01-04 | talks | Egypt | France | happened | e1",
            "1 | 1 | | talks | Iran | Saudi Arabia | proposed | e9",
        ],
    ),
    (
        "person",
        "name=سالم",
        [
            "2030-02-10 | سالم الكواري | Qatar | says | say | الطاقة أولوية | c13",
            "2030-03-20 | سالم الكواري | Qatar | does | mediation | تتوسط الدوحة | e6",
            "2030-03-20 | سالم الكواري | Qatar | says | call for | ندعو إلى حوار | c11",
        ],
    ),
]


@pytest.fixture(scope="module")
def store() -> Store:
    return made()


def options(words: str) -> dict[str, str]:
    """The parameters of a command line."""
    params: dict[str, str] = {}
    rest = shlex.split(words)
    while rest:
        word = rest.pop(0)
        if word == "--pair":
            params |= {"a": rest.pop(0), "b": rest.pop(0)}
        elif word.startswith("--"):
            params[word[2:]] = rest.pop(0)
        else:
            params |= [word.split("=", 1)]
    return params


def lines(store: Store, name: str, words: str) -> list[str]:
    """The rows, a line each; nodes without a name by the end of their IRI."""
    cells = [[shown(cell, short=True) for cell in row] for row in ask(store, name, options(words)).rows]
    return [
        re.sub(r" +", " ", " | ".join(re.sub(r"^(event|claim|kg):", "", c) for c in row)) for row in cells
    ]


@pytest.mark.parametrize(
    ("name", "words", "expected"), ANSWERS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_answers(store: Store, name: str, words: str, expected: object) -> None:
    if expected is KgError:
        with pytest.raises(KgError):
            ask(store, name, options(words))
        return
    assert isinstance(expected, list)
    got = lines(store, name, words)
    assert [line for line in got if name != "overview" or line in expected] == [
        re.sub(r" +", " ", line) for line in expected
    ]


def test_every_question_has_a_known_answer_and_says_what_it_takes() -> None:
    questions = list_questions()
    assert len(questions) >= 20
    answered = {name for name, _, expected in ANSWERS if expected}
    for question in questions:
        assert question.name in answered
        assert re.search("[\u0621-\u064a]", question.title_ar) and question.title.isascii()
        assert question.example.startswith(f"kg ask {question.name}")
        names = {p.name for p in question.parameters}
        assert set(options(question.example.removeprefix(f"kg ask {question.name}"))) <= names
        body = question.sparql.partition("WHERE {")[2]
        assert all(re.search(rf"\?{name}\b", body) for name in names), question.name
        conditions = set(re.findall(r"# (?:if|unless) (\w+)", body))
        assert conditions <= names, question.name


@pytest.mark.parametrize("question", list_questions(), ids=lambda q: q.name)
def test_every_example_runs(store: Store, question: object) -> None:
    from kg.query import Question

    assert isinstance(question, Question)
    words = question.example.removeprefix(f"kg ask {question.name}")
    assert ask(store, question.name, options(words)).columns


def test_names_come_in_the_language_that_is_wanted(store: Store) -> None:
    arabic = ask(store, "mediation", lang="ar").rows[0]
    assert [shown(cell) for cell in arabic[:3]] == ["قطر", "إيران", "السعودية"]
    nodes = ask(store, "mediation", named=False).rows[0]
    assert shown(nodes[0]) == "https://w3id.org/bilateral-kg/party/QA"


@pytest.mark.parametrize(
    ("kind", "written", "end"),
    [
        ("party", "CN", "party/CN"),
        ("party", "cn", "party/CN"),
        ("party", "party:CN", "party/CN"),
        ("party", "https://w3id.org/bilateral-kg/party/CN", "party/CN"),
        ("party", "china", "party/CN"),
        ("party", "الصين", "party/CN"),
        ("party", "Q148", "party/CN"),
        ("party", "http://www.wikidata.org/entity/Q148", "party/CN"),
        ("party", "Cote d’Ivoire", "party/CI"),
        ("party", "EU", "party/EU"),
        ("party", "European Union members", "region/eu-members"),
        ("code", "Hamas", "G:حماس"),
        ("type", "joint exercise", "type/joint-exercise"),
        ("type", "زيارة", "type/visit"),
        ("topic", "طاقة", "topic/energy"),
        ("office", "office:ambassador", "office/ambassador"),
        ("since", "2030-02", "2030-02-01"),
        ("until", "2030-02", "2030-02-28"),
        ("until", "2030", "2030-12-31"),
        ("iri", "event:e1", "event/e1"),
        ("code", "Egypt", "EG"),
        ("number", "-2.5", "-2.5"),
    ],
)
def test_values(store: Store, kind: str, written: str, end: str) -> None:
    assert value(store, "x", kind, written).value.removeprefix("https://w3id.org/bilateral-kg/") == end


@pytest.mark.parametrize(
    ("name", "params", "says"),
    [
        ("vists", {}, "no question 'vists', did you mean visits?"),
        ("zzzz", {}, "kg ask --list shows all"),
        ("visits", {"topic": "energy"}, "no parameter 'topic': it takes party, status, since, until"),
        ("visits", {"partty": "EG"}, "no parameter 'partty', did you mean party?"),
        ("visits", {"party": "Egipt"}, "party=Egipt: no party or region .*did you mean Egypt?"),
        ("visits", {"party": "السعوديه"}, "did you mean السعودية"),
        ("agreements", {"topic": "enrgy"}, "no such topic, did you mean energy?"),
        ("timeline", {"type": "visits"}, "no such type, did you mean visit?"),
        ("visits", {"since": "yesterday"}, "a date looks like 2021-08-31"),
        ("sources", {"event": "not an iri"}, "an IRI is wanted"),
        ("person", {}, "question person needs name: kg ask person"),
    ],
)
def test_what_is_not_understood_is_said(store: Store, name: str, params: dict[str, str], says: str) -> None:
    with pytest.raises(KgError, match=says):
        ask(store, name, params)


@pytest.mark.parametrize(
    "hostile",
    [
        '" } DROP ALL #',
        "?name",
        '") || true || CONTAINS(?label, "',
        "\\",
        "'''",
        "a\nb",
        "} SERVICE <http://x/> {",
        "?words ?node",
    ],
)
def test_values_cannot_leave_their_place(store: Store, hostile: str) -> None:
    assert ask(store, "person", {"name": hostile}).rows == ()


def test_a_value_is_never_read_as_another_parameter() -> None:
    from pyoxigraph import Literal

    made = filled(
        "SELECT ?a WHERE { BIND(?a AS ?x) FILTER(BOUND(?b)) }", {"a": Literal("?b"), "b": Literal('"')}
    )
    assert made == 'SELECT ?a WHERE {\n  BIND("?b" AS ?a) BIND("?b" AS ?x) FILTER(true) }'


def test_conditions() -> None:
    text = "a # if x\nb # unless x\n# c # if x\nd"
    assert conditioned(text, {"x"}) == "a\n# c # if x\nd"
    assert conditioned(text, set()) == "b\n# c # if x\nd"


def test_suggestions() -> None:
    assert nearest("vist", {"visit", "talks"}) == ", did you mean visit?"
    assert nearest("qqq", {"visit"}) == ""
    assert folded("Côte-d’Ivoire ") == folded("cote d’ivoire")


MINE = """# title: Mine
# title@ar: سؤالي
# param: party party FR the party
# example: kg ask mine
SELECT (COUNT(?e) AS ?n) WHERE { ?e sem:hasActor ?party ; a kg:Event }
"""


def test_questions_of_ones_own(store: Store, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text(MINE, encoding="utf-8")
    assert shown(ask(store, "mine", folders=[tmp_path]).rows[0][0]) == "7"
    assert shown(ask(store, "mine", {"party": "EG"}, folders=[tmp_path]).rows[0][0]) == "5"
    (tmp_path / "visits.rq").write_text(MINE, encoding="utf-8")
    assert ask(store, "visits", folders=[tmp_path]).columns == ("n",)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (MINE.replace("# title: Mine\n", ""), r"mine\.rq: a question needs a comment line '# title:"),
        (MINE.replace("party party FR", "party"), r"mine\.rq:3: write '# param:"),
        (
            MINE.replace("party party FR", "party partty FR"),
            "no kind of parameter 'partty', did you mean party?",
        ),
    ],
)
def test_a_question_that_is_not_right(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "mine.rq").write_text(text, encoding="utf-8")
    with pytest.raises(KgError, match=says):
        list_questions([tmp_path])
    with pytest.raises(KgError, match="no such folder"):
        list_questions([tmp_path / "none"])


def test_spellings(store: Store) -> None:
    answer = ask(store, "score", {"a": "FR", "b": "IR"})
    assert json.loads(to_jsonl(answer)) == {
        "month": "2030-01",
        "score": -2.0,
        "worst": -2.0,
        "best": -2.0,
        "events": 1,
    }
    table = run(store, 'SELECT ?a ?b { VALUES (?a ?b) { ("x|y\\nz" true) (UNDEF "w") } }')
    assert to_markdown(table) == "| a | b |\n| --- | --- |\n| x\\|y z | true |\n|  | w |\n"
    assert to_jsonl(table) == '{"a": "x|y\\nz", "b": true}\n{"b": "w"}\n'


def test_reasoning_that_users_expect(store: Store) -> None:
    def count(pattern: str) -> int:
        return int(shown(run(store, f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}").rows[0][0]))

    assert count("VALUES ?x { party:CN party:EU } ?x a kg:Party") == 2
    assert count("VALUES ?x { party:CN } ?x a kg:Party, kg:Place") == 1
    assert count("?x kg:memberOf region:maghreb") == 5
    assert count("office:defence-minister skos:broaderTransitive ?x") >= 1
    assert count("?x a kg:Event ; kg:type/skos:broaderTransitive plover:CONSULT") == 6
    assert count("?x a kg:Event ; kg:actor/owl:sameAs <http://www.wikidata.org/entity/Q79>") == 4


def test_command(kg: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.cli import asking

    monkeypatch.setattr(asking, "open_view", lambda path: made())
    got = kg(
        "ask",
        "visits",
        "--party",
        "Egypt",
        "--status",
        "happened",
        "--lang",
        "ar",
        "--limit",
        "1",
        "-f",
        "md",
    )
    assert got.exit_code == 0 and "| مصر | فرنسا | كريم شاهين |" in got.stdout and got.stdout.count("\n") == 3
    assert "party/EG" in kg("ask", "visits", "--iris").stdout
    assert '"visitor": "Egypt"' in kg("ask", "visits", "-f", "jsonl").stdout
    assert kg("ask", "events-of-pair", "--pair", "EG", "FR", "--until", "2030-01").stdout.count("\n") == 2
    assert kg("ask", "events-of-pair", "a=EG", "b=FR").stdout.count("\n") == 6
    wrong = kg("ask", "vists")
    assert wrong.exit_code == 1 and "did you mean visits?" in wrong.stderr
    (tmp_path / "mine.rq").write_text(MINE, encoding="utf-8")
    assert kg("ask", "mine", "--questions", str(tmp_path)).stdout == "n\n7\n"
    monkeypatch.setenv("KG_QUESTIONS", str(tmp_path))
    assert "mine [party=FR]" in kg("ask", "--list").stdout
