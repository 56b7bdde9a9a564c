"""The ontologies agree with the code, with each other, and with the rules for Arabic data."""

from __future__ import annotations

import re
import unicodedata

import pyoxigraph as ox
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from readings import ROOT, seed_reading, visit_reading

from kg.graph import quads, vocabulary
from kg.graph.concepts import CORE_TYPES
from kg.graph.vocabulary import BASE, PREFIXES, TYPE, kg, term
from kg.store import Store, ontology

KG = PREFIXES["kg"]
SKOS = PREFIXES["skos"]
FILES = [*ontology.ontology_files(), ontology.ontology_folder() / "shapes.ttl"]
OURS = ("vocabulary.ttl", "types.ttl", "topics.ttl", "statuses.ttl")


@pytest.fixture(scope="module")
def said() -> list[Quad]:
    return ontology.ontology_quads()


def defined(said: list[Quad]) -> set[str]:
    return {q.subject.value for q in said if q.predicate == TYPE and isinstance(q.subject, NamedNode)}


def objects(said: list[Quad], subject: NamedNode, predicate: str) -> set[str]:
    return {q.object.value for q in said if q.subject == subject and q.predicate == term(predicate)}


def test_types_are_those_of_the_code(said: list[Quad]) -> None:
    assert ontology.types(said).items() >= CORE_TYPES.items()


def test_a_type_added_by_hand_inherits_its_category() -> None:
    new, above = term("type:summit"), term("type:talks")
    made = [
        Quad(new, term("skos:broader"), above),
        Quad(above, kg("ploverCategory"), term("plover:CONSULT")),
        Quad(above, term("skos:broader"), term("plover:CONSULT")),
    ]
    assert ontology.types(made) == {"summit": "CONSULT", "talks": "CONSULT"}


def test_every_core_type_is_complete(said: list[Quad]) -> None:
    for name, category in CORE_TYPES.items():
        node = term(f"type:{name}")
        for predicate in ("skos:prefLabel", "skos:definition"):
            languages = {
                q.object.language for q in said if q.subject == node and q.predicate == term(predicate)
            }
            assert languages == {"ar", "en"}, (name, predicate)
        above = term(f"plover:{category}")
        for predicate in ("kg:quadClass", "kg:ploverScore", "kg:cameoRoot"):
            assert len(objects(said, node, predicate)) == 1
            assert objects(said, node, predicate) == objects(said, above, predicate), (name, predicate)
        assert objects(said, node, "kg:symmetric") <= {"true", "false"}
        assert objects(said, node, "kg:edge") == {PREFIXES["rel"] + name}


def test_scores_have_the_sign_of_their_quad_class(said: list[Quad]) -> None:
    for name in CORE_TYPES:
        (score,) = objects(said, term(f"type:{name}"), "kg:ploverScore")
        (quad,) = objects(said, term(f"type:{name}"), "kg:quadClass")
        assert (float(score) > 0) == quad.endswith("cooperation"), name


def test_every_kg_term_in_use_is_defined(said: list[Quad]) -> None:
    known = defined(said)
    store = Store.memory()
    for reading in (seed_reading(), visit_reading()):
        made = quads(reading, parties=store.parties(), types=store.types())
        used = {t.value for q in (*made, *said) for t in (q.predicate, q.object) if isinstance(t, NamedNode)}
        assert {iri for iri in used if iri.startswith(KG)} <= known


def test_every_kg_term_in_shapes_and_questions_is_defined(said: list[Quad]) -> None:
    known = {iri.removeprefix(KG) for iri in defined(said) if iri.startswith(KG)}
    for path in (
        FILES[-1],
        *sorted((ROOT / "kg" / "query").rglob("*.rq")),
        *sorted((ROOT / "kg").rglob("*.py")),
    ):
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r"(?<![\w/])kg:(\w+)", text)) - {"name"}
        assert used <= known | {"x"}, path


def test_constants_of_the_code_are_defined(said: list[Quad]) -> None:
    known = defined(said)
    terms = [value for value in vars(vocabulary).values() if isinstance(value, NamedNode)]
    assert {t.value for t in terms if t.value.startswith(KG)} <= known


def test_terms_have_labels_and_comments_in_both_languages(said: list[Quad]) -> None:
    for iri in sorted(defined(said)):
        if iri.startswith(KG):
            for predicate in ("rdfs:label", "rdfs:comment"):
                node, wanted = NamedNode(iri), term(predicate)
                languages = {q.object.language for q in said if q.subject == node and q.predicate == wanted}
                assert languages == {"ar", "en"}, (iri, predicate)


def test_concepts_named_exist(said: list[Quad]) -> None:
    known = defined(said)
    links = {term("skos:broader"), kg("ploverCategory"), kg("edge"), term("skos:inScheme")}
    named = {q.object.value for q in said if q.predicate in links and isinstance(q.object, NamedNode)}
    assert {iri for iri in named if iri.startswith(BASE)} <= known


def test_one_preferred_label_a_language(said: list[Quad]) -> None:
    seen = [
        (q.subject, q.object.language)
        for q in said
        if q.predicate == term("skos:prefLabel") and isinstance(q.object, Literal)
    ]
    assert len(seen) == len(set(seen))


def test_party_codes_are_single(said: list[Quad]) -> None:
    codes = [q.object.value for q in said if q.predicate == kg("code")]
    assert len(codes) == len(set(codes)) and {"CN", "RU", "UN", "G:حماس"} <= set(codes)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_parse_without_blank_nodes(path: object) -> None:
    triples = list(ox.parse(path.read_bytes(), ox.RdfFormat.TURTLE))  # type: ignore[attr-defined]
    assert triples
    assert not any(isinstance(term, BlankNode) for t in triples for term in (t.subject, t.object))


@pytest.mark.parametrize("name", OURS)
def test_arabic_is_clean(name: str) -> None:
    text = (ontology.ontology_folder() / name).read_text(encoding="utf-8")
    assert unicodedata.normalize("NFC", text) == text
    assert not re.search("[\u0640\u064b-\u065f\u0670\u06cc\u06a9\ufb50-\ufdff\ufe70-\ufefc]", text)
