"""Facts, reference and claims as RDF: each triple is accounted for, and survives every tool."""

from dataclasses import replace

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, RdfFormat, Triple, parse

import conftest as example
from built import cases, examples
from kg import ids, rdf, vocabulary
from kg.entailments import ENTAILED, entail
from kg.model import Entity, Evidence, KnowledgeBase, Statement


def term(curie: str) -> NamedNode:
    return NamedNode(vocabulary.expand(curie))


def fact(subject: str, predicate: str, target: str | Literal) -> Triple:
    if isinstance(target, str):
        target = NamedNode(target) if target.startswith("http") else term(target)
    return Triple(NamedNode(subject), term(predicate), target)


def test_each_fact_is_accounted_for(kb: KnowledgeBase) -> None:
    asserted = {rdf.triple(one) for one in kb.statements if one.asserted}
    reference = {rdf.triple(one) for one in kb.reference}
    sources = set(rdf.reference(kb))
    typed = {one.subject for one in asserted | reference if one.predicate == term("rdf:type")}
    names = {NamedNode(one.iri): {one.name, *one.aliases} for one in kb.entities}
    followed: dict[str, set[Triple]] = {name: set() for name in ENTAILED}
    for name, one in entail(kb):
        followed[name].add(rdf.triple(one))
    for triple, source in rdf.provenance(kb).items():
        match source:
            case rdf.STATEMENT:
                assert triple in asserted
            case rdf.REFERENCE:
                assert triple in (reference | sources) - asserted
            case rdf.HEADER:
                assert triple.subject == NamedNode(ids.FACTS)
            case rdf.LABEL:
                assert triple.subject in typed
                assert triple.object.value in names[triple.subject]
            case _:
                assert triple in followed[source] - asserted - reference
    assert set(rdf.provenance(kb).values()) | {"silence"} == {
        *(rdf.STATEMENT, rdf.REFERENCE, rdf.LABEL, rdf.HEADER),
        *ENTAILED,
    }


def test_facts_are_sorted_and_occur_once(kb: KnowledgeBase) -> None:
    facts = list(rdf.facts(kb))
    assert facts == rdf.in_order(facts)
    subjects = [str(fact.subject) for fact in facts]
    assert subjects == sorted(subjects)


@pytest.mark.parametrize(
    ("source", "triple"),
    [
        (rdf.STATEMENT, fact(example.FRAMEWORK, "kg:signedIn", example.CHENGDU)),
        (rdf.STATEMENT, fact(example.FRAMEWORK, "rdf:type", "kg:FrameworkAgreement")),
        (rdf.STATEMENT, fact(example.CHONGQING_EDUCATION, "skos:altLabel", Literal("市教委", language="zh-hans"))),
        (rdf.STATEMENT, fact(example.DIRECTOR, "org:member", example.PERSON)),
        (rdf.REFERENCE, fact(example.CHENGDU, "kg:locatedIn", example.SICHUAN)),
        (rdf.REFERENCE, fact(example.CHENGDU, "kg:code", Literal("510100"))),
        (rdf.LABEL, fact(example.PERSON, "skos:prefLabel", Literal("张三", language="zh-hans"))),
        (rdf.LABEL, fact(example.SICHUAN, "skos:prefLabel", Literal("四川省", language="zh-hans"))),
        ("superclass", fact(example.FRAMEWORK, "rdf:type", "kg:Agreement")),
        ("superclass", fact(example.SICHUAN, "rdf:type", "kg:Place")),
        ("city", fact(example.CHENGDU, "rdf:type", "kg:City")),
        ("city", fact(example.CHONGQING, "rdf:type", "kg:City")),
        ("symmetry", fact(example.SICHUAN_EDUCATION, "kg:cooperatesWith", example.CHONGQING_EDUCATION)),
        ("superproperty", fact(example.REPORTER, "kg:contributedTo", example.SIGNED_ARTICLE)),
        ("affiliation", fact(example.PERSON, "kg:affiliatedWith", example.SICHUAN_EDUCATION)),
    ],
)
def test_what_is_a_fact(kb: KnowledgeBase, source: str, triple: Triple) -> None:
    assert rdf.provenance(kb)[triple] == source


@pytest.mark.parametrize(
    "triple",
    [
        pytest.param(fact(example.SICHUAN, "rdf:type", "kg:City"), id="a province is no city"),
        pytest.param(
            fact(example.PERSON, "kg:affiliatedWith", example.CHONGQING_EDUCATION), id="a former post is no affiliation"
        ),
        pytest.param(fact(example.CHONGQING_EDUCATION, "kg:supports", example.COLLEGE), id="planned relation"),
        pytest.param(fact(example.MEMORANDUM, "rdf:type", "kg:Memorandum"), id="planned agreement"),
        pytest.param(
            fact(example.MEMORANDUM, "skos:prefLabel", Literal("合作备忘录", language="zh-hans")), id="its name"
        ),
    ],
)
def test_what_is_no_fact(kb: KnowledgeBase, triple: Triple) -> None:
    assert triple not in set(rdf.facts(kb))


def test_only_a_division_is_a_city_by_its_name(kb: KnowledgeBase) -> None:
    renamed = tuple(replace(one, name="示范城市") if one.iri == example.COLLEGE else one for one in kb.entities)
    assert fact(example.COLLEGE, "rdf:type", "kg:City") not in set(rdf.facts(replace(kb, entities=renamed)))


@pytest.mark.parametrize(
    ("predicate", "value", "datatype"),
    [
        ("kg:signedOn", "2024", "xsd:gYear"),
        ("kg:signedOn", "2024-10", "xsd:gYearMonth"),
        ("kg:signedOn", "2024-10-29", "xsd:date"),
        ("schema:datePublished", "2024-10-29T09:54:00", "xsd:dateTime"),
        ("kg:signedOn", "--10-29", "xsd:gMonthDay"),
        ("kg:signedOn", "10-29", "xsd:string"),
        ("kg:sessionNumber", "7", "xsd:integer"),
        ("kg:planned", "true", "xsd:boolean"),
        ("kg:code", "110000", "xsd:string"),
        ("kg:post", "2024", "xsd:string"),
    ],
)
def test_literals_are_typed_by_property_and_shape(predicate: str, value: str, datatype: str) -> None:
    assert rdf.literal(predicate, value) == Literal(value, datatype=term(datatype))


def claim_properties(kb: KnowledgeBase, statement: Statement, number: int = 0) -> dict[str, set[str]]:
    node = NamedNode(rdf.claim_iri(statement, statement.evidence[number]))
    found: dict[str, set[str]] = {}
    for quad in rdf.claims(kb):
        if quad.subject == node:
            found.setdefault(vocabulary.compact(quad.predicate.value), set()).add(quad.object.value)
            found.setdefault("graph", set()).add(quad.graph_name.value)
    return found


def statement(kb: KnowledgeBase, subject: str, predicate: str) -> Statement:
    (found,) = (one for one in kb.statements if (one.subject, one.predicate) == (subject, predicate))
    return found


def test_a_claim_says_what_and_where(kb: KnowledgeBase) -> None:
    one = statement(kb, example.CHONGQING_EDUCATION, "kg:locatedIn")
    evidence = one.evidence[0]
    assert claim_properties(kb, one) == {
        "rdf:type": {vocabulary.expand("kg:Claim")},
        "rdf:subject": {example.CHONGQING_EDUCATION},
        "rdf:predicate": {vocabulary.expand("kg:locatedIn")},
        "rdf:object": {example.CHONGQING},
        "kg:start": {str(evidence.quote.start)},
        "kg:exact": {"市教委位于重庆市"},
        "kg:rule": {"example"},
        "kg:modality": {"asserted"},
        "kg:derivation": {"derived"},
        "graph": {example.REPEATED_ARTICLE},
    }


def test_a_claim_is_at_most_nine_triples_and_the_same_ones(kb: KnowledgeBase) -> None:
    by_claim: dict[str, list[str]] = {}
    for quad in rdf.claims(kb):
        if quad.subject != quad.graph_name:
            by_claim.setdefault(quad.subject.value, []).append(quad.predicate.value)
    assert {tuple(sorted(predicates)) for predicates in by_claim.values()} == {
        tuple(sorted(next(iter(by_claim.values()))))
    }
    assert all(len(predicates) <= 9 for predicates in by_claim.values())


def test_an_agreement_without_a_party_says_so(kb: KnowledgeBase) -> None:
    unknown = fact(example.FRAMEWORK, "kg:partyUnknown", Literal("true", datatype=term("xsd:boolean")))
    assert unknown not in rdf.provenance(kb)
    silent = replace(kb, statements=tuple(one for one in kb.statements if one.predicate != "kg:partyTo"))
    assert rdf.provenance(silent)[unknown] == "silence"


def test_the_tables_name_their_source_date_and_licence(kb: KnowledgeBase) -> None:
    said = {(one.subject, one.predicate) for one in rdf.reference(kb)}
    tables = [one.object for one in rdf.reference(kb) if one.predicate == term("dcterms:source")]
    assert len(tables) == 2
    for table in tables:
        assert {(table, term(name)) for name in ("dcterms:title", "dcterms:date", "dcterms:license")} <= said


def test_the_facts_are_a_document_that_imports_the_ontology(kb: KnowledgeBase) -> None:
    header = [triple for triple, source in rdf.provenance(kb).items() if source == rdf.HEADER]
    assert fact(ids.FACTS, "rdf:type", "owl:Ontology") in header
    assert fact(ids.FACTS, "owl:imports", vocabulary.ONTOLOGY) in header


def test_the_facts_are_found_out_once(kb: KnowledgeBase) -> None:
    assert rdf.provenance(kb) is rdf.provenance(kb)
    other = replace(kb, statements=())
    assert rdf.provenance(other) is not rdf.provenance(kb)


def test_a_claim_lies_in_the_graph_of_its_article(kb: KnowledgeBase) -> None:
    one = statement(kb, example.CHONGQING_EDUCATION, "kg:cooperatesWith")
    assert [claim_properties(kb, one, number)["graph"] for number in (0, 1)] == [
        {example.SIGNED_ARTICLE},
        {example.REPEATED_ARTICLE},
    ]


def test_a_planned_relation_is_a_claim(kb: KnowledgeBase) -> None:
    one = statement(kb, example.CHONGQING_EDUCATION, "kg:supports")
    assert claim_properties(kb, one)["kg:modality"] == {"planned"}


def test_a_membership_is_one_claim(kb: KnowledgeBase) -> None:
    claimed = [quad for quad in rdf.claims(kb) if quad.object == NamedNode(example.DIRECTOR)]
    assert [quad.predicate for quad in claimed] == [term("rdf:subject")]


def test_every_evidence_of_every_other_statement_is_a_claim(kb: KnowledgeBase) -> None:
    memberships = {example.DIRECTOR, example.DEPUTY}
    expected = {
        rdf.claim_iri(one, evidence)
        for one in kb.statements
        for evidence in one.evidence
        if one.subject not in memberships or one.predicate == "rdf:type"
    }
    found = [quad.subject.value for quad in rdf.claims(kb) if quad.object == term("kg:Claim")]
    assert sorted(found) == sorted(expected)


def test_claims_that_differ_only_in_manner_are_apart(kb: KnowledgeBase) -> None:
    one = statement(kb, example.CHONGQING_EDUCATION, "kg:supports")
    evidence = one.evidence[0]
    variants = [
        evidence,
        replace(evidence, modality="asserted"),
        replace(evidence, derivation="derived"),
        replace(evidence, rule="other"),
        replace(evidence, quote=replace(evidence.quote, article="other")),
        replace(evidence, quote=replace(evidence.quote, start=0)),
    ]
    assert len({rdf.claim_iri(one, variant) for variant in variants}) == len(variants)


def test_each_graph_holds_what_it_should(kb: KnowledgeBase) -> None:
    graphs: dict[object, set[Triple]] = {}
    for quad in rdf.quads(kb):
        graphs.setdefault(quad.graph_name, set()).add(quad.triple)
    assert graphs.pop(DefaultGraph()) == set(rdf.facts(kb))
    table = graphs.pop(NamedNode(ids.REFERENCE_GRAPH))
    assert table == set(rdf.reference(kb)) > {rdf.triple(one) for one in kb.reference}
    assert graphs.keys() == {NamedNode(example.SIGNED_ARTICLE), NamedNode(example.REPEATED_ARTICLE)}
    for article in kb.articles:
        graph = NamedNode(rdf.article_iri(article.id))
        assert fact(graph.value, "kg:digest", Literal(article.digest)) in graphs[graph]
        assert fact(graph.value, "kg:text", Literal(article.text)) in graphs[graph]


@pytest.mark.parametrize("known", [example.small_knowledge(), examples(), cases()], ids=["small", "examples", "cases"])
def test_the_dataset_is_given_in_the_order_in_which_it_is_written(known: KnowledgeBase) -> None:
    quads = list(rdf.quads(known))
    assert quads == rdf.in_order(quads)
    assert list(rdf.quads(example.reversed_order(known))) == quads


def test_claims_are_found_one_article_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge, found, name = examples(), [], rdf.claim_iri

    def note(statement: Statement, evidence: Evidence) -> str:
        found.append(rdf.article_iri(evidence.quote.article))
        return name(statement, evidence)

    monkeypatch.setattr(rdf, "claim_iri", note)
    for quad in rdf.claims(knowledge):
        assert max(found, default="") <= quad.graph_name.value  # of no later article
    assert len(set(found)) == len(knowledge.articles)


def test_a_claim_of_which_only_the_words_differ_is_written_once(kb: KnowledgeBase) -> None:
    one = statement(kb, example.CHONGQING_EDUCATION, "kg:supports")
    words = replace(one.evidence[0], trigger=one.evidence[0].quote)
    again = replace(one, evidence=(*one.evidence, words))
    more = replace(kb, statements=tuple(again if other == one else other for other in kb.statements))
    assert list(rdf.quads(more)) == list(rdf.quads(kb))


def test_claims_of_an_article_that_is_not_here_lie_in_its_graph(kb: KnowledgeBase) -> None:
    graphs = {quad.graph_name for quad in rdf.claims(replace(kb, articles=()))}
    assert graphs == {NamedNode(example.SIGNED_ARTICLE), NamedNode(example.REPEATED_ARTICLE)}


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=120)
NASTY = ["甲.", ".", "..", "甲-", "-", "“双城”经济圈", '"<>{}|^`\\', "甲 (乙) [丙]", "\u202e甲\u200f", "名" * 300]
NASTY += ["%41", "甲%", "e\u0301", "\u0301甲", "𠮷野家", "\x00\x1b\n\r\t", "#", "?a=b&c", "甲/乙", "'", "·甲·", "a:b"]


def assert_survives(name: str) -> None:
    """From pyoxigraph to rdflib as Turtle, and back as N-Triples: rdflib's Turtle is wrong for names with µ, ª or º."""
    iri = ids.iri("body", name)
    kb = KnowledgeBase((), (), (Entity(iri, "Institution", name),), (), (Statement(iri, "rdf:type", "kg:Institution"),))
    turtle = rdf.write(rdf.facts(kb), RdfFormat.TURTLE)
    assert {quad.triple for quad in parse(turtle, RdfFormat.TURTLE)} == set(rdf.facts(kb))
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    again = parse(read.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in again} == set(rdf.facts(kb))


@pytest.mark.parametrize("name", NASTY)
def test_an_iri_survives_every_tool(name: str) -> None:
    assert_survives(name)


@given(NAMES)
def test_any_iri_survives_every_tool(name: str) -> None:
    assert_survives(name)
