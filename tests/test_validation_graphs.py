"""Graphs of any origin: what cannot be read, claims against their shapes, and the sentence behind each violation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple
from rdflib import FOAF, OWL, RDF, SKOS, Graph

import conftest as example
from built import examples
from constraints import constraints
from kg import pipeline, rdf, validation, vocabulary
from kg.errors import InputError
from kg.exports import trig, turtle
from kg.model import KnowledgeBase
from kg.validation import Report, Violation

SHAPES = Graph().parse(vocabulary.FOLDER / "claims.ttl")
ARTICLE = NamedNode(example.REPEATED_ARTICLE)
INTEGER = NamedNode(vocabulary.expand("xsd:integer"))

Change = Callable[[list[Quad]], list[Quad]]


def term(curie: str) -> NamedNode:
    return NamedNode(vocabulary.expand(curie))


def claim(kb: KnowledgeBase) -> NamedNode:
    """The claim that 市教委位于重庆市."""
    one = next(
        one for one in kb.statements if (one.subject, one.object) == (example.CHONGQING_EDUCATION, example.CHONGQING)
    )
    return NamedNode(rdf.claim_iri(one, one.evidence[0]))


def without(path: str) -> Change:
    return lambda own: [quad for quad in own if quad.predicate != term(path)]


def with_value(path: str, *values: NamedNode | BlankNode | Literal) -> Change:
    """The claim with these values of a property instead of its own."""
    return lambda own: without(path)(own) + [Quad(own[0].subject, term(path), value, ARTICLE) for value in values]


def integer(value: str) -> Literal:
    return Literal(value, datatype=INTEGER)


REQUIRED = (
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "kg:start",
    "kg:exact",
    "kg:rule",
    "kg:modality",
    "kg:derivation",
)
CHANGES: list[tuple[str, str, Change]] = [
    *(("MinCount", path, without(path)) for path in REQUIRED),
    *(("MaxCount", path, with_value(path, term("kg:Person"), term("kg:Place"))) for path in REQUIRED[:3]),
    *(("MaxCount", path, with_value(path, Literal("a"), Literal("b"))) for path in REQUIRED[4:]),
    ("MaxCount", "kg:start", with_value("kg:start", integer("1"), integer("2"))),
    ("NodeKind", "rdf:subject", with_value("rdf:subject", BlankNode("b"))),
    ("NodeKind", "rdf:predicate", with_value("rdf:predicate", Literal("位于"))),
    ("NodeKind", "rdf:object", with_value("rdf:object", BlankNode("b"))),
    ("Datatype", "kg:start", with_value("kg:start", Literal("5"))),
    ("MinInclusive", "kg:start", with_value("kg:start", integer("-1"))),
    ("Datatype", "kg:exact", with_value("kg:exact", Literal("甲", language="zh-hans"))),
    ("MinLength", "kg:exact", with_value("kg:exact", Literal(""))),
    ("Datatype", "kg:rule", with_value("kg:rule", integer("5"))),
    ("Pattern", "kg:rule", with_value("kg:rule", Literal(" "))),
    ("In", "kg:modality", with_value("kg:modality", Literal("denied"))),
    ("In", "kg:derivation", with_value("kg:derivation", Literal("guessed"))),
    ("Class", "rdf:type", without("rdf:type")),
    ("quote", "kg:exact", with_value("kg:exact", Literal("市教委位于成都市"))),
    ("quote", "kg:exact", with_value("kg:start", integer("0"))),
    ("predicate", "rdf:predicate", with_value("rdf:predicate", term("kg:partyOf"))),
    ("fact", "rdf:object", with_value("rdf:object", NamedNode(example.CHENGDU))),
]
ARTICLES: list[tuple[str, str, list[tuple[str, Literal]]]] = [
    ("MinCount", "kg:digest", [("kg:text", Literal("甲"))]),
    ("MaxCount", "kg:digest", [("kg:digest", Literal("0" * 64)), ("kg:digest", Literal("1" * 64))]),
    ("Datatype", "kg:digest", [("kg:digest", Literal("0" * 64, language="en"))]),
    ("Pattern", "kg:digest", [("kg:digest", Literal("0123"))]),
    ("MaxCount", "kg:text", [("kg:digest", Literal("0" * 64)), ("kg:text", Literal("甲")), ("kg:text", Literal("乙"))]),
    ("Datatype", "kg:text", [("kg:digest", Literal("0" * 64)), ("kg:text", Literal("甲", language="zh-hans"))]),
    ("MinLength", "kg:text", [("kg:digest", Literal("0" * 64)), ("kg:text", Literal(""))]),
]


@cache
def changed(change: Change) -> set[Violation]:
    """What is wrong with the claims of a small graph after one has changed."""
    kb = example.small_knowledge()
    quads = list(rdf.quads(kb))
    own = [quad for quad in quads if quad.subject == claim(kb)]
    return validation.validate_claims([quad for quad in quads if quad not in own] + change(own))


def article(values: list[tuple[str, Literal]]) -> set[Violation]:
    other = term("art:other")
    return validation.validate_claims([Quad(other, term(path), value, other) for path, value in values])


def test_claims_of_kg_break_nothing(kb: KnowledgeBase) -> None:
    assert validation.validate_claims(list(rdf.quads(kb))) == set()


@pytest.mark.parametrize(("code", "path", "change"), CHANGES)
def test_each_change_of_a_claim_is_found(kb: KnowledgeBase, code: str, path: str, change: Change) -> None:
    found = changed(change)
    assert (code, path) in {(one.code, one.path) for one in found}
    assert {one.focus for one in found} == {claim(kb).value}


@pytest.mark.parametrize(("code", "path", "values"), ARTICLES)
def test_each_fault_of_an_article_is_found(code: str, path: str, values: list[tuple[str, Literal]]) -> None:
    assert {(one.code, one.path) for one in article(values)} == {(code, path)}


def test_every_constraint_on_claims_is_broken_by_some_change() -> None:
    found = set().union(*(changed(change) for _, _, change in CHANGES), *(article(each[2]) for each in ARTICLES))
    assert set(constraints(SHAPES)) <= {(one.message, one.code) for one in found}
    for one in found:
        assert re.match(r"[A-Z][ -~]+$", one.message)
        assert re.match(r"[\u4e00-\u9fff]", one.message_zh)


def wrong(kb: KnowledgeBase, *facts: tuple[str, str, str]) -> Iterator[Violation]:
    """What is wrong with the dataset of `kb` once these facts have joined it."""
    added = [Quad(NamedNode(one), term(path), NamedNode(other), DefaultGraph()) for one, path, other in facts]
    yield from new(kb, validation.validate_graph([*rdf.quads(kb), *added]))


def new(kb: KnowledgeBase, report: Report) -> list[Violation]:
    """What the report finds beyond the few codes and levels that `kb` leaves out on purpose."""
    before = validation.validate(rdf.facts(kb)).violations
    return [one for one in report.violations if replace(one, quote="", article="") not in before]


def test_a_violation_has_the_sentence_that_says_the_fact(kb: KnowledgeBase) -> None:
    quads = [
        Quad(quad.subject, quad.predicate, NamedNode(example.COLLEGE), quad.graph_name)
        if quad.object == NamedNode(example.CHONGQING) and quad.graph_name != ARTICLE
        else quad
        for quad in rdf.quads(kb)
    ]
    (found,) = new(kb, validation.validate_graph(quads))
    assert (found.focus, found.path, found.value) == (example.CHONGQING_EDUCATION, "kg:locatedIn", example.COLLEGE)
    assert found.quote == "市教委位于重庆市"


def test_a_violation_of_a_post_has_the_sentence_of_its_one_claim(kb: KnowledgeBase) -> None:
    found = next(
        one for one in wrong(kb, (example.DIRECTOR, "org:organization", example.CHENGDU)) if one.code == "Class"
    )
    assert found.quote.startswith("四川省教育厅厅长张三")
    assert found.article == f"art:{example.SIGNED.id} 川渝教育部门签约"


def test_what_no_claim_says_has_no_sentence(kb: KnowledgeBase) -> None:
    (found,) = wrong(kb, (example.SICHUAN, "kg:partOf", example.COLLEGE))
    assert (found.quote, found.article) == ("", "")


def test_a_build_names_the_file_of_the_article() -> None:
    knowledge = examples()
    broken = tuple(
        replace(one, object=one.subject) if one.predicate == "kg:signedIn" else one for one in knowledge.statements
    )
    report = replace(knowledge, statements=broken).validate()
    assert report.violations
    for one in report.violations:
        assert one.article.endswith(".txt")
        assert one.quote in Path(one.article).read_text(encoding="utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("claims", [False, True])
def test_an_output_folder_and_its_files_are_valid(tmp_path: Path, claims: bool) -> None:
    examples().save(tmp_path / "out")
    for name in ("", "graph.ttl", "graph.trig"):
        assert pipeline.validate(tmp_path / "out" / name, claims=claims).conforms


def test_facts_and_claims_may_stand_in_one_turtle_file(kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "all.ttl"
    triples = {quad.triple for quad in rdf.quads(kb)}
    path.write_bytes(rdf.write(triples | {Triple(claim(kb), term("kg:rule"), Literal("b"))}, rdf.RdfFormat.TURTLE))
    assert new(kb, pipeline.validate(path)) == []
    (found,) = new(kb, pipeline.validate(path, claims=True))
    assert (found.code, found.path, found.quote) == ("MaxCount", "kg:rule", "市教委位于重庆市")


PREFIX = f"@prefix kg: <{vocabulary.PREFIXES['kg']}> . "


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.ttl", b"<http://a> <http://b> <http://c> .", "holds no thing of a class of the ontology"),
        ("a.ttl", f"{PREFIX}<http://a> a kg:Nonsense .".encode(), "holds no thing of a class of the ontology"),
        ("a.trig", f"{PREFIX}<http://g> {{ <http://a> a kg:Person }}".encode(), "holds no thing of a class"),
        ("a.ttl", b"<http://a> <http://b> .", "is not Turtle: "),
        ("a.ttl", b"\xff\xfe\x00", "is not Turtle: "),
        ("a.jsonld", b"{", "is not JSON-LD: "),
        ("a.ttl", f"{PREFIX}<http://a> a kg:Person ; kg:x <<( <http://a> <http://b> 1 )>> .".encode(), "about triples"),
        ("a.xlsx", b"", "is neither a folder nor an RDF file"),
        ("a", b"", "is neither a folder nor an RDF file"),
    ],
)
def test_what_cannot_be_validated(tmp_path: Path, name: str, data: bytes, what: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=what) as caught:
        pipeline.validate(path)
    assert caught.value.what.startswith(str(path))
    assert caught.value.hint


@pytest.mark.parametrize("name", ["none.ttl", "none"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError):
        pipeline.validate(tmp_path / name)


def test_a_graph_that_kg_did_not_make(tmp_path: Path) -> None:
    path = tmp_path / "theirs.ttl"
    path.write_text(
        PREFIX
        + """@prefix ex: <https://example.org/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        ex:uni a kg:University ; skos:prefLabel "甲大学"@zh-Hans ; kg:partyTo ex:deal .
        ex:deal a kg:Memorandum ; skos:prefLabel "甲备忘录"@zh-Hans ; kg:signedIn ex:uni .""",
        encoding="utf-8",
    )
    (found,) = pipeline.validate(path).violations
    assert (found.focus, found.path) == ("https://example.org/deal", "kg:signedIn")


def test_things_without_a_name_are_called_alike_in_each_run(tmp_path: Path) -> None:
    path = tmp_path / "theirs.ttl"
    path.write_text(f"{PREFIX}[] a kg:Person . [] a kg:Memorandum .", encoding="utf-8")
    found = pipeline.validate(path).violations
    assert {one.focus for one in found} == {"_:b1", "_:b2"}
    assert {one.value for one in found if one.path == "rdf:type"} == {""}
    assert pipeline.validate(path).violations == found


def test_what_an_editor_adds_is_no_violation(kb: KnowledgeBase, tmp_path: Path) -> None:
    graph = Graph().parse(data=turtle.write(kb), format="turtle")
    for thing in set(graph.subjects(SKOS.prefLabel)):
        graph.add((thing, RDF.type, OWL.NamedIndividual))
        graph.add((thing, RDF.type, FOAF.Agent))
    path = tmp_path / "saved.owl"
    graph.serialize(path, format="pretty-xml")
    assert new(kb, pipeline.validate(path)) == []


def test_exports_are_what_is_validated(kb: KnowledgeBase, tmp_path: Path) -> None:
    for name, data in (("a.ttl", turtle.write(kb)), ("a.trig", trig.write(kb))):
        (tmp_path / name).write_bytes(data)
        assert validation.read(tmp_path / name)
