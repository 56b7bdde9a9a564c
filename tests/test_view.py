"""The pages and pictures without a browser: what they say, what they refuse, what they never let through."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from click.testing import Result
from paged import HOSTILE, OVERRIDE, SCRIPT, hostile_reading, stored, wide_readings
from readings import seed_reading, visit_reading
from starlette.testclient import TestClient

from kg.graph.vocabulary import BASE
from kg.model import KgError
from kg.query.events import events
from kg.query.search import search
from kg.serve import Limits, application
from kg.serve.pages import HEADERS, ROUTES, sparql_page
from kg.store import Store
from kg.text.letters import loose
from kg.text.names import occurrences
from kg.view import charts
from kg.view.dossier import dossier
from kg.view.drawings import drawing
from kg.view.html import FOLDER
from kg.view.isolate import defused, isolate
from kg.view.labels import href
from kg.view.networks import MOST_NODES
from kg.view.texts import LANGUAGES, texts

PNG = b"\x89PNG\r\n\x1a\n"
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
EXERCISE = "SELECT ?e { ?e a kg:Event ; kg:type type:joint-exercise ; kg:actor party:CN }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    readings = (seed_reading(), visit_reading(), hostile_reading())
    return stored(tmp_path_factory.mktemp("viewed") / "store", readings)


@pytest.fixture(scope="module")
def view(path: str) -> Iterator[Store]:
    with Store.view(path) as opened:
        yield opened


@pytest.fixture(scope="module")
def client(path: str) -> Iterator[TestClient]:
    app = application(path, limits=Limits(workers=1), pages=ROUTES, sparql_page=sparql_page)
    with TestClient(app, headers=HTML) as made:
        yield made


class Parsed(HTMLParser):
    """Tags with their attributes, and the scripts' data, as a browser's parser would find them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.data: dict[str, str] = {}
        self._script = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._script = (dict(attrs).get("id") or "?") if tag == "script" else ""

    def handle_data(self, data: str) -> None:
        if self._script:
            self.data[self._script] = self.data.get(self._script, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._script = ""


def event_of(view: Store) -> str:
    return next(iter(view.query(EXERCISE)))["e"].value.removeprefix(BASE)


def addresses(view: Store) -> list[str]:
    """One page of each kind, the hostile ones among them."""
    shared = ["", "overview", "pair/CN/RU", "party/CN", "sparql", "?q=%D8%B1%D9%88%D8%B3%D9%8A%D8%A7", "ns"]
    hostile = hostile_reading().article.id
    nodes = view.query(
        "SELECT DISTINCT ?n { { ?n a kg:Event } UNION { ?n a kg:Person } UNION { ?n a kg:Claim } "
        "UNION { ?n a kg:NonStateGroup } UNION { ?n a kg:Article } } ORDER BY ?n LIMIT 40"
    )
    found = [href(row["n"].value).removeprefix("/") for row in nodes]
    return [*shared, f"article/{quote(hostile, safe='')}", event_of(view), *found]


class TestLabels:
    def test_a_mixed_label_is_an_isolate_of_its_own_direction(self) -> None:
        assert isolate("تدريبات West / 2021") == "\u2067تدريبات West / 2021\u2069"
        assert isolate("West / 2021") == "\u2066West / 2021\u2069"
        assert isolate("") == ""

    def test_a_label_cannot_turn_what_stands_around_it(self) -> None:
        shown = isolate(f"a{OVERRIDE}b\u2069\u200fc\nd")
        assert shown == "\u2066abc d\u2069"
        assert len(isolate("ط" * 5000, most=40)) == 42

    def test_defused_text_keeps_every_offset(self) -> None:
        safe = defused(HOSTILE)
        assert len(safe) == len(HOSTILE) and not set(safe) & set("\u202a\u202b\u202c\u202d\u202e\u2067\u2069")
        assert all(a == b for a, b in zip(safe, HOSTILE, strict=True) if b not in OVERRIDE)

    def test_every_text_is_there_in_both_languages(self) -> None:
        tables = [texts(lang) for lang in LANGUAGES]
        assert all(value.strip() for table in tables for value in table.values())
        used = set()
        for template in (FOLDER / "templates").glob("*.html"):
            used |= set(re.findall(r"""\bt\[["']([\w-]+)["']\]""", template.read_text(encoding="utf-8")))
        for source in FOLDER.glob("*.py"):
            used |= set(
                re.findall(r"""\b(?:t|texts|texts\(lang\))\["([\w-]+)"\]""", source.read_text("utf-8"))
            )
        for script in ("reader.js", "sparql.js"):
            used |= set(re.findall(r'\bt\["(js-[\w-]+)"\]', (FOLDER / "static" / script).read_text("utf-8")))
        assert len(used) > 80 and used <= tables[0].keys()
        with pytest.raises(KgError, match="speak ar and en"):
            texts("fr")

    def test_the_reader_names_what_the_pages_call_by_name(self) -> None:
        text = "قالت موسكو إن الصين والقوات الصينية للصين؛ فيروس"
        found = occurrences(text, ["الصين", "صيني", "موسكو", "روسي"])
        assert [text[b:e] for b, e, _ in found] == ["موسكو", "الصين", "الصيني", "للصين"]

    def test_search_finds_any_spelling(self, view: Store) -> None:
        assert re.search(loose("الامارات"), "دولة الإمارات") and not re.search(loose("a.c"), "abc")
        found = search(view, "احمد المنصورى")
        assert [iri.rpartition("/")[2] for iri in found.people] == ["احمد-المنصوري-AE"]
        [hit] = search(view, "سرايا الفجر").articles.rows
        assert hit.words == "سرايا الفجر" and hit.end - hit.begin == len(hit.words)
        assert search(view, "لا يوجد هذا").articles.all == 0
        assert search(view, '" } ; DROP ALL').parties == []


class TestPages:
    def test_every_page_opens_in_both_languages(self, client: TestClient, view: Store) -> None:
        for address in addresses(view):
            for lang in LANGUAGES:
                got = client.get(f"/{address}", headers={"Accept-Language": lang})
                assert got.status_code == 200, address
                assert f'<html lang="{lang}" dir="{"rtl" if lang == "ar" else "ltr"}">' in got.text

    def test_the_language_is_kept_once_chosen(self, client: TestClient) -> None:
        client.cookies.clear()
        assert 'lang="ar"' in client.get("/").text
        assert 'lang="en"' in client.get("/", headers={"Accept-Language": "en-GB,en;q=0.8,ar;q=0.5"}).text
        chosen = client.get("/?lang=en")
        assert (
            "HttpOnly" in chosen.headers["set-cookie"]
            and "samesite=lax" in chosen.headers["set-cookie"].lower()
        )
        assert '<html lang="en"' in client.get("/overview").text
        assert "set-cookie" not in client.get("/?lang=%22%3E").headers
        client.cookies.clear()

    def test_the_same_address_gives_rdf_to_who_asks(self, client: TestClient, view: Store) -> None:
        address = f"/{event_of(view)}"
        turtle = client.get(address, headers={"Accept": "text/turtle"})
        assert turtle.headers["content-type"].startswith("text/turtle") and "Accept" in turtle.headers["vary"]
        triples = list(ox.parse(turtle.content, ox.RdfFormat.TURTLE))
        assert {t.subject.value for t in triples} == {BASE + event_of(view)} and len(triples) > 10
        assert client.get(f"{address}?format=nt").headers["content-type"].startswith("application/n-triples")
        assert client.get("/event/nothing", headers={"Accept": "text/turtle"}).status_code == 404
        pair = list(ox.parse(client.get("/pair/CN/RU?format=nt").content, ox.RdfFormat.N_TRIPLES))
        assert len({t.subject for t in pair}) == 5 and client.get("/pair/CN/XX?format=nt").status_code == 404
        assert "kg:Relation" in client.get("/overview?format=ttl").text

    def test_every_node_of_the_store_opens(self, client: TestClient, view: Store) -> None:
        own = {q.subject.value for q in view.quads() if isinstance(q.subject, ox.NamedNode)}
        own = {iri for iri in own if iri.startswith(BASE)}
        kinds: dict[str, list[str]] = {}
        for iri in sorted(own):
            kinds.setdefault(iri.removeprefix(BASE).partition("/")[0].partition("#")[0], []).append(iri)
        assert {"event", "claim", "tenure", "issue", "relation", "type", "office", "ns"} <= kinds.keys()
        for iris in kinds.values():
            for iri in iris[:3] + iris[-3:]:
                assert client.get(href(iri).partition("#")[0]).status_code == 200, iri

    def test_what_is_not_there_is_said(self, client: TestClient) -> None:
        for address in (
            "/article/none",
            "/pair/CN/XX",
            "/pair/CN/CN",
            "/nothing/at/all",
            "/event/%00",
            "/a b",
        ):
            assert client.get(address).status_code == 404, address

    def test_the_event_page_marks_a_contradiction(self, client: TestClient, view: Store) -> None:
        [row] = view.query("SELECT ?e { ?e a kg:Event ; kg:type type:joint-exercise ; kg:actor party:EG }")
        page = client.get(href(row["e"].value), headers={"Accept-Language": "en"}).text
        assert 'class="clash"' in page and page.count('<article class="card claim') == 2
        assert 'class="clash"' not in client.get(f"/{event_of(view)}").text

    def test_limits_are_said(self, tmp_path: Path) -> None:
        path = stored(tmp_path / "wide", wide_readings(60))
        app = application(path, limits=Limits(workers=1), pages=ROUTES)
        with TestClient(app, headers=HTML | {"Accept-Language": "en"}) as client:
            page = client.get("/overview").text
        nodes = json.loads(Parsed(page).data["network"])
        assert len(nodes["nodes"]) == MOST_NODES < nodes["all"]
        assert f"showing {MOST_NODES} of {nodes['all']}" in page


class TestReader:
    def test_the_data_hold_the_claims_offsets(self, client: TestClient) -> None:
        read = seed_reading()
        data = json.loads(Parsed(client.get("/article/seed-000").text).data["data"])
        assert data["text"] == read.article.text
        items = data["items"].values()
        claims = sorted(item["spans"][0] for item in items if item["kind"] == "claim")
        assert claims == sorted([list(claim.evidence) for claim in read.claims])
        [exercise] = [
            item
            for item in items
            if item["kind"] == "event" and item["url"].startswith("/event/joint-exercise")
        ]
        assert exercise["spans"] == sorted(list(c.evidence) for c in read.claims if c.about == "e1")
        assert exercise["triggers"] == [list(read.events[0].evidence[0])]
        assert exercise["confidence"] == 0.9 and exercise["rule"] == "cue:joint-exercise"
        assert {item["kind"] for item in items} == {"event", "claim", "tenure", "issue"}

    def test_every_edge_has_something_to_show(self, client: TestClient) -> None:
        data = json.loads(Parsed(client.get("/article/seed-000").text).data["data"])
        nodes = {node["id"] for node in data["nodes"]}
        assert data["edges"] and all({e["source"], e["target"]} <= nodes for e in data["edges"])
        assert all(edge["items"] and set(edge["items"]) <= data["items"].keys() for edge in data["edges"])

    def test_names_are_marked_where_they_stand(self, client: TestClient) -> None:
        data = json.loads(Parsed(client.get("/article/seed-000").text).data["data"])
        marked = {(data["text"][b:e], kind) for b, e, kind, _ in data["mentions"]}
        assert {("الصين", "party"), ("موسكو", "party"), ("وو تشيان", "person")} <= marked


class TestHarm:
    def test_nothing_of_an_article_becomes_a_tag(self, client: TestClient, view: Store) -> None:
        for address in addresses(view):
            page = client.get(f"/{address}").text
            found = Parsed(page)
            scripts = [attrs for tag, attrs in found.tags if tag == "script"]
            assert all(
                (a.get("src") or "").startswith("/static/") or a.get("type") == "application/json"
                for a in scripts
            )
            assert not [a for _, attrs in found.tags for a in attrs if a.startswith("on") or a == "style"], (
                address
            )
            assert not [tag for tag, attrs in found.tags if tag == "img" or tag == "b"], address
            for _, attrs in found.tags:
                for name in ("href", "src", "action"):
                    assert not (attrs.get(name) or "").strip().lower().startswith(("javascript", "data:")), (
                        address
                    )
            assert not set(page) & set("\u202a\u202b\u202d\u202e"), address

    def test_the_hostile_text_arrives_whole(self, client: TestClient) -> None:
        page = client.get(f"/article/{quote(hostile_reading().article.id, safe='')}").text
        data = json.loads(Parsed(page).data["data"])
        assert data["text"] == defused(HOSTILE) and SCRIPT in data["text"]
        assert "<script>window" not in page

    def test_headers(self, client: TestClient) -> None:
        got = client.get("/article/seed-000")
        assert all(got.headers[name] == value for name, value in HEADERS.items())
        policy = got.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert got.headers["x-content-type-options"] == "nosniff"
        assert client.get("/static/reader.js").headers["x-content-type-options"] == "nosniff"
        editor = client.get("/sparql").headers["content-security-policy"]
        assert "script-src 'self';" in editor and "unsafe-inline" not in editor.partition("style-src")[0]

    @pytest.mark.parametrize(
        "address",
        [
            "/static/../html.py",
            "/static/%2e%2e/html.py",
            "/static/..%2f..%2fmodel.py",
            "/static/vendor/../../pages.py",
            "/static//etc/passwd",
        ],
    )
    def test_no_path_leads_out(self, client: TestClient, address: str) -> None:
        got = client.get(address)
        assert got.status_code == 404 and "import" not in got.text and "root:" not in got.text

    def test_a_query_in_a_name_stays_a_name(self, client: TestClient) -> None:
        for name in ('X" } INSERT', "X> ; ?p ?o", "<script>"):
            code = quote(name, safe="")
            assert client.get(f"/pair/{code}/CN").status_code == 404
            assert client.get(f"/party/{code}").status_code == 404
            assert client.get(f"/?q={code}").status_code == 200


class TestCharts:
    def test_time_and_score_give_the_place(self, view: Store) -> None:
        rows = events(view, [row["e"].value for row in view.query("SELECT ?e { ?e a kg:Event }")])
        drawn = charts.timeline([row for row in rows if "CN" in "".join(row.parties)])
        assert drawn is not None and (drawn.undated, drawn.placed) == (0, 2)
        by_day = {dot.event.first: dot for dot in drawn.dots}
        assert by_day["2021-07-28"].x < by_day["2021-08-01"].x
        assert all(charts.LEFT <= dot.x <= charts.WIDTH - charts.RIGHT for dot in drawn.dots)
        scores = {charts._y(score): score for score in (-10, 0, 10)}
        assert sorted(scores, reverse=True) == [charts._y(-10), charts._y(0), charts._y(10)]
        assert charts.timeline([]) is None and charts.heat([]) is None

    def test_the_heat_map_counts_what_there_is(self, view: Store) -> None:
        rows = events(view, [row["e"].value for row in view.query("SELECT ?e { ?e a kg:Event }")])
        table = charts.heat(rows)
        assert table is not None
        dated = [row for row in rows if row.day]
        assert sum(count for _, cells in table.rows for count, _ in cells) == len(dated)
        assert {kind for kind, _ in table.rows} == {row.type for row in dated}

    def test_the_world_is_whole(self) -> None:
        world = charts.world()
        assert {"CN", "RU", "EG", "XK", "TW", "PS"} <= world["paths"].keys()
        assert {"BH", "SG", "MT"} <= world["middles"].keys()
        assert all(
            0 <= x <= world["width"] and 0 <= y <= world["height"] for x, y in world["middles"].values()
        )


class TestFiles:
    def test_the_dossier_needs_nothing_else(self, view: Store) -> None:
        for lang in LANGUAGES:
            page = dossier(view, "CN", "روسيا", lang)
            found = Parsed(page)
            assert not [a for t, a in found.tags if t in ("script", "link", "iframe")]
            sources = [a["src"] or "" for _, a in found.tags if "src" in a]
            assert sources and all(source.startswith("data:") for source in sources)
            assert "url(" in page and 'url("/' not in page and "http://" not in page
            assert seed_reading().article.text[slice(*seed_reading().claims[0].evidence)] in page
            assert "West / Interaction-2021" in page
        assert page == dossier(view, "CN", "RU", "en")

    def test_a_hostile_dossier_is_harmless(self, view: Store) -> None:
        page = dossier(view, "EG", "G:<svg onload=window.harmed=1>جماعة", "ar")
        assert "<script" not in page and "<svg onload" not in page and "javascript:" not in page

    def test_pictures(self, view: Store) -> None:
        png = drawing(view, "pair", ["CN", "RU"])
        assert png.startswith(PNG) and png == drawing(view, "pair", ["RU", "CN"][::-1])
        svg = drawing(view, "article", ["seed-000"], lang="en", format="svg")
        assert b"<svg" in svg and svg == drawing(view, "article", ["seed-000"], lang="en", format="svg")
        assert drawing(view, "ego", ["CN"]).startswith(PNG) and drawing(view, "parties", []).startswith(PNG)
        with pytest.raises(KgError, match="no such article"):
            drawing(view, "article", ["nobody"])
        with pytest.raises(KgError, match="png or svg"):
            drawing(view, "pair", ["CN", "RU"], format="gif")
        with pytest.raises(KgError, match="nothing to draw"):
            drawing(view, "pair", ["JP", "BR"])

    def test_the_commands(self, kg: Callable[..., Result], path: str, tmp_path: Path) -> None:
        assert kg("pair", "CN", "RU", "-o", "d.html", "--store", path).exit_code == 0
        assert "<!doctype html>" in (tmp_path / "d.html").read_text(encoding="utf-8")
        assert kg("pair", "CN", "China", "-o", "d.html", "--store", path).stderr.count("one party") == 1
        assert kg("draw", "ego", "CN", "-o", "p.svg", "--store", path).exit_code == 0
        assert b"<svg" in (tmp_path / "p.svg").read_bytes()
        assert kg("draw", "ego", "-o", "p.svg", "--store", path).exit_code == 2
        assert kg("draw", "ego", "CN", "-o", "p.gif", "--store", path).exit_code == 1
        assert kg("draw", "ego", "CN", "-o", "-", "--store", path).exit_code == 2
