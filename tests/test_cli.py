"""Every verb of ``kg``: what it writes, where, its exit code, and the one line of every error."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
from click.testing import CliRunner, Result

from kg.cli import commands
from kg.model import KgError

Kg = Callable[..., Result]


@pytest.fixture
def built(kg: Kg, articles: Path) -> Kg:
    """The command line beside a store of two articles."""
    result = kg("build", str(articles))
    assert result.exit_code == 0, result.stderr
    return kg


def failure(result: Result, *words: str, code: int = 1) -> None:
    """One line on standard error with ``words``, nothing on standard output, no traceback."""
    assert result.exit_code == code, result.stderr
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1, result.stderr
    assert "Traceback" not in result.stderr
    for word in words:
        assert word in result.stderr


def contents(folder: Path) -> dict[str, int]:
    return {str(p): p.stat().st_size for p in sorted(folder.rglob("*"))} if folder.exists() else {}


# --- build ---------------------------------------------------------------------------------------


def test_build_counts_in_words_on_standard_error(kg: Kg, articles: Path) -> None:
    result = kg("build", str(articles))
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "2 articles read into kg-store: 2 events, 2 claims, 2 people",
        "not understood: 2 unresolved-time",
    ]


def test_quiet_says_nothing(kg: Kg, articles: Path) -> None:
    assert kg("-q", "build", str(articles)).stderr == ""


def test_building_twice_is_building_once(built: Kg, articles: Path) -> None:
    before = built("export", "-o", "-", "-f", "nq").stdout_bytes
    assert built("build", str(articles)).exit_code == 0
    assert built("export", "-o", "-", "-f", "nq").stdout_bytes == before


def test_build_from_standard_input(kg: Kg) -> None:
    assert (
        kg("build", "-", "--store", "s", "--date", "2030-01-01", given="وقعت تونس وليبيا اتفاقا.").exit_code
        == 0
    )
    rows = kg("query", "SELECT ?d { ?a dcterms:identifier ?i ; dcterms:issued ?d }", "--store", "s").stdout
    assert "2030-01-01" in rows


def test_build_goes_on_when_some_articles_fail(kg: Kg, articles: Path) -> None:
    with articles.open("a", encoding="utf-8") as stream:
        stream.write("{broken\n")
    result = kg("build", str(articles))
    assert result.exit_code == 3
    assert f"failed: {articles}:3: not JSON" in result.stderr
    assert "2 articles read" in result.stderr


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [("e.txt", b"", "empty"), ("b.txt", b"\0\1\2", "binary"), ("j.jsonl", b"{", "not JSON")],
)
def test_build_of_nothing_good_makes_no_store(
    kg: Kg, tmp_path: Path, name: str, raw: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(raw)
    failure(kg("build", name), "failed: ", name, why)
    assert not (tmp_path / "kg-store").exists()


def test_bad_input_leaves_the_store_as_it_was(built: Kg, tmp_path: Path) -> None:
    before = built("export", "-o", "-", "-f", "nq").stdout_bytes
    (tmp_path / "empty").mkdir()
    failure(built("build", "empty"), "no articles there")
    failure(built("build", "missing.txt"), "no such file")
    failure(built("build", "news.pdf"), "no such file")
    assert built("export", "-o", "-", "-f", "nq").stdout_bytes == before


def test_usage_errors(kg: Kg, articles: Path) -> None:
    failure(kg("build"), "Missing argument", "kg build --help", code=2)
    failure(kg("build", str(articles), "--date", "yesterday"), "--date", "write it as 2021-07-29", code=2)
    failure(kg("build", str(articles), "--map", "text"), "write it as text=body", code=2)
    failure(kg("biuld"), "No such command", code=2)
    failure(kg("query", "ASK {}", "-f", "xls"), "xls", code=2)


def test_an_unknown_date_stays_unknown(built: Kg) -> None:
    answer = built("query", 'ASK { ?a dcterms:identifier "a2" ; dcterms:issued ?d }').stdout
    assert "false" in answer


def test_a_store_that_another_process_holds(built: Kg) -> None:
    from kg.store import Store

    with Store.open("kg-store"):
        failure(built("remove", "a1"), "kg-store is in use by another process that writes")
        assert '"boolean": true' in built("query", "ASK { ?a dcterms:identifier 'a1' }").stdout
    assert built("remove", "a1").exit_code == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(kg: Kg, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    failure(kg("build", str(articles), "--store", "locked/store"), "locked")


def test_a_store_below_a_file(kg: Kg, articles: Path) -> None:
    failure(kg("build", str(articles), "--store", f"{articles}/store"), "news.jsonl/store")


def test_a_file_in_the_place_of_the_store(kg: Kg, articles: Path, tmp_path: Path) -> None:
    (tmp_path / "kg-store").write_text("a letter", encoding="utf-8")
    failure(kg("build", str(articles)), "kg-store")
    assert (tmp_path / "kg-store").read_text(encoding="utf-8") == "a letter"


# --- query, ask, issues --------------------------------------------------------------------------

CODES = "SELECT DISTINCT ?code { ?e a kg:Event ; kg:actor/kg:code ?code } ORDER BY ?code"


def test_query_writes_csv_into_a_pipe(built: Kg) -> None:
    assert built("query", CODES).stdout.splitlines() == ["code", "EG", "FR"]


def test_query_formats(built: Kg) -> None:
    assert [
        row["code"]["value"]
        for row in json.loads(built("query", CODES, "-f", "json").stdout)["results"]["bindings"]
    ] == [
        "EG",
        "FR",
    ]
    assert "EG" in built("query", CODES, "-f", "table").stdout
    assert built("query", CODES, "-f", "tsv").stdout.splitlines()[0].endswith("code")


def test_graphs_come_as_turtle(built: Kg) -> None:
    made = built("query", "CONSTRUCT { ?p kg:code ?code } { ?e kg:actor ?p . ?p kg:code ?code }").stdout
    assert 'party:EG kg:code "EG" .' in made and made.startswith("@prefix kg: <https://")
    assert len(rdflib.Graph().parse(data=made, format="turtle")) == 2
    assert json.loads(built("query", "CONSTRUCT WHERE { ?e kg:actor ?p }", "-f", "json").stdout)["triples"]


def test_query_from_file_and_stream(built: Kg, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text(CODES, encoding="utf-8")
    assert (
        built("query", "@q.rq").stdout
        == built("query", "-", given=CODES).stdout
        == built("query", CODES).stdout
    )


def test_query_errors(built: Kg) -> None:
    failure(built("query", "SELECT ?x WHERE { ?x"), "line 1")
    failure(built("query", "@gone.rq"), "gone.rq: no such query file")
    failure(built("query", "ASK {}", "--store", "nowhere"), "no store at nowhere", "kg build")


def test_a_query_cannot_write(built: Kg) -> None:
    failure(built("query", "DELETE WHERE { ?s ?p ?o }"))
    assert built("query", CODES).stdout.splitlines() == ["code", "EG", "FR"]


def test_ask_lists_its_questions(kg: Kg) -> None:
    listed = kg("ask", "--list").stdout
    assert "joint-exercise [a=CN] [b=RU]" in listed
    assert kg("ask").stdout == listed


def test_ask_answers(built: Kg) -> None:
    rows = built("ask", "events-of-pair", "a=EG", "b=FR").stdout
    assert "talks" in rows


def test_ask_errors(built: Kg) -> None:
    failure(built("ask", "joint-exercize"), "joint-exercize", "joint-exercise")
    failure(built("ask", "joint-exercise", "a"), "write parameters as name=value", code=2)
    failure(built("ask", "joint-exercise", "colour=red"), "colour")


def test_issues_are_listed(built: Kg) -> None:
    assert len(built("issues").stdout.splitlines()) == 3
    assert len(built("issues", "--kind", "unresolved-time").stdout.splitlines()) == 3
    assert len(built("issues", "--kind", "unknown-party").stdout.splitlines()) == 1


# --- export, explain, check, extract, remove ------------------------------------------------------


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq", "nt", "jsonld", "rdf"])
def test_export_by_ending(built: Kg, tmp_path: Path, ending: str) -> None:
    result = built("export", "-o", f"graph.{ending}")
    assert result.exit_code == 0, result.stderr
    assert (tmp_path / f"graph.{ending}").stat().st_size > 1000
    assert (
        built("export", "-o", "-", "-f", ending).stdout_bytes == (tmp_path / f"graph.{ending}").read_bytes()
    )


def test_a_canonical_export_is_sorted(built: Kg) -> None:
    lines = built("export", "-o", "-", "-f", "nq").stdout_bytes.splitlines()
    for options in ((), ("-f", "nq")):
        result = built("export", "--canonical", "-o", "-", *options)
        assert result.exit_code == 0, result.stderr
        assert result.stdout_bytes.splitlines() == sorted(lines)
    failure(built("export", "--canonical", "-o", "-", "-f", "ttl"), "--canonical", "-f ttl", code=2)


def test_export_errors_leave_no_file(built: Kg, tmp_path: Path) -> None:
    failure(built("export", "-o", "graph.xlsx"), "graph.xlsx", ".ttl")
    failure(built("export", "-o", "no/such/folder.nq"), "folder.nq", "cannot be written")
    failure(built("export", "-o", "-", "-f", "xlsx"), "xlsx")
    assert not list(tmp_path.glob("*graph*"))


def test_explain_shows_the_words(built: Kg) -> None:
    asked = 'SELECT ?e { ?e a kg:Event ; kg:evidence/kg:inArticle/dcterms:identifier "a1" }'
    event = built("query", asked).stdout.splitlines()[1]
    told = built("explain", event).stdout
    assert "a1" in told
    assert "test" in told
    assert "أجرى" in told


def test_explain_of_the_unknown(built: Kg) -> None:
    failure(built("explain", "https://w3id.org/bilateral-kg/event/none"), "event/none")


def test_check_finds_no_fault(built: Kg) -> None:
    result = built("check")
    assert result.exit_code == 0, result.stdout
    assert result.stderr == "no faults\n"


def test_extract_writes_a_line_per_article(kg: Kg, articles: Path, tmp_path: Path) -> None:
    result = kg("extract", str(articles))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["article"]["id"] for row in rows] == ["a1", "a2"]
    assert rows[0]["events"][0]["actors"] == ["EG", "FR"]
    begin, end = rows[0]["claims"][0]["evidence"]
    assert json.loads(articles.read_text(encoding="utf-8").splitlines()[0])["text"][begin:end] == "أجرى"
    assert not (tmp_path / "kg-store").exists()


def test_extract_says_what_failed(kg: Kg, articles: Path) -> None:
    failure(kg("extract", "-", given="  "), "failed: -: empty")
    with articles.open("a", encoding="utf-8") as stream:
        stream.write("[]\n")
    result = kg("extract", str(articles))
    assert result.exit_code == 3
    assert len(result.stdout.splitlines()) == 2


def test_remove_takes_an_article_out(built: Kg) -> None:
    assert built("remove", "a1").exit_code == 0
    assert built("query", "SELECT ?i { ?a a kg:Article ; dcterms:identifier ?i }").stdout.splitlines() == [
        "i",
        "a2",
    ]
    failure(built("remove", "a1"), "a1: no such article in kg-store")


# --- the edge ------------------------------------------------------------------------------------


def test_debug_shows_the_traceback(kg: Kg) -> None:
    result = kg("--debug", "query", "ASK {}", "--store", "nowhere")
    assert isinstance(result.exception, KgError)


def verbs() -> list[str]:
    from kg.cli.commands import cli

    return sorted(cli.commands)


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_and_option_has_help(kg: Kg, verb: str) -> None:
    from kg.cli.commands import cli

    assert kg(verb, "--help").exit_code == 0
    command = cli.commands[verb]
    assert command.help
    for parameter in command.params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_version(kg: Kg) -> None:
    from kg import __version__

    assert __version__ in kg("--version").stdout


def test_every_verb_on_the_seed(tmp_path: Path) -> None:
    def real(*arguments: str) -> str:
        result = CliRunner().invoke(commands.cli, arguments, prog_name="kg")
        assert result.exit_code == 0, (arguments, result.output)
        return result.stdout

    seeds, store = str(Path(__file__).parent.parent / "seeds"), ("--store", str(tmp_path / "s"))
    real("setup")
    real("build", seeds, *store)
    found = real("ask", "joint-exercise", "a=CN", "b=RU", *store)
    assert "2021-08-01/2021-08-15" in found
    event = found.splitlines()[1].split(",")[0]
    assert event in real("query", "SELECT ?e { ?e a kg:Event }", *store)
    assert "rule" in real("explain", event, *store)
    real("check", *store)
    real("issues", *store)
    assert real("extract", seeds)
    for ending in ("ttl", "trig", "nq", "nt", "jsonld", "rdf"):
        real("export", "-o", str(tmp_path / f"g.{ending}"), *store)
        assert (tmp_path / f"g.{ending}").stat().st_size
    real("remove", "seed-000", *store)
