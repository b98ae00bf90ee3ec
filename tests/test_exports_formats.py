"""Each format holds the same content when a library that did not write it reads it again."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx
import pytest
from pyoxigraph import RdfFormat, Triple, parse

import conftest as example
import reread
from built import examples
from kg import rdf
from kg.errors import OutputError, QueryError
from kg.exports import graphml, jsonld, network, nquads, render, render_triples, rows, spreadsheets, trig
from kg.model import KnowledgeBase, Statement

DATASETS = {"trig": trig.write, "nquads": nquads.write, "json-ld": jsonld.write}


@pytest.fixture(params=["small", "examples"])
def any_kb(request: pytest.FixtureRequest, kb: KnowledgeBase) -> KnowledgeBase:
    return kb if request.param == "small" else examples()


@pytest.mark.parametrize("form", DATASETS)
def test_rdflib_reads_the_whole_dataset(any_kb: KnowledgeBase, form: str) -> None:
    assert reread.quads(DATASETS[form](any_kb), form) == set(rdf.quads(any_kb))


def test_pyoxigraph_reads_the_same_json_ld(any_kb: KnowledgeBase) -> None:
    assert set(parse(jsonld.write(any_kb), RdfFormat.JSON_LD)) == set(rdf.quads(any_kb))


def test_n_quads_are_lines(kb: KnowledgeBase) -> None:
    lines = nquads.write(kb).decode().splitlines()
    assert len(lines) == len(set(rdf.quads(kb)))


@pytest.fixture
def nodes(kb: KnowledgeBase) -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in json.loads(jsonld.write(kb))["@graph"]}


def test_json_ld_is_pleasant_json(nodes: dict[str, dict[str, Any]]) -> None:
    assert nodes["body:四川省教育厅"] == {
        "id": "body:四川省教育厅",
        "type": ["GovernmentBody", "Institution"],
        "name": "四川省教育厅",
        "cooperatesWith": [{"id": "body:重庆市教育委员会", "name": "重庆市教育委员会"}],
        "partyTo": [{"id": "agr:川渝教育合作框架协议", "name": "川渝教育合作框架协议"}],
    }
    assert nodes["agr:川渝教育合作框架协议"]["signedOn"] == "2024-05-20"
    assert nodes["event:第七次联席会议-f69d0b"]["sessionNumber"] == 7
    assert nodes["body:示范学院"]["planned"] is True


def test_json_ld_has_posts_in_their_person_and_claims_in_their_article(nodes: dict[str, dict[str, Any]]) -> None:
    person = next(node for node in nodes.values() if node.get("name") == "张三")
    assert [(one["organization"][0]["name"], one["post"], one["tenure"]) for one in person["memberships"]] == [
        ("四川省教育厅", "厅长", "current"),
        ("重庆市教育委员会", "副主任", "former"),
    ]
    assert not [name for name in nodes if name.startswith("membership:")]
    claims = {one["id"]: one for one in nodes[f"art:{example.REPEATED.id}"]["claims"]}
    assert {(one.get("predicate"), one.get("exact")) for one in claims.values()} >= {("locatedIn", "市教委位于重庆市")}


def test_json_ld_has_no_iri_in_full_outside_its_context(kb: KnowledgeBase) -> None:
    lines = jsonld.write(kb).decode().partition('\n"@graph"')[2].splitlines()
    assert not [line for line in lines if "cooperation-kg/id/person" in line or "ontology#" in line]


def test_json_ld_takes_any_triples(kb: KnowledgeBase) -> None:
    text = """@prefix x: <http://example.org/a#> .
        x:1 x:2 "1.5"^^<http://www.w3.org/2001/XMLSchema#decimal> , "α"@el , 7 , x:1 .
        <https://w3id.org/cooperation-kg/ontology#post> a x:2 ; <https://w3id.org/cooperation-kg/ontology#post> 7 ."""
    triples = {quad.triple for quad in parse(text, RdfFormat.TURTLE)}
    data = jsonld.serialize(triples)
    assert {quad.triple for quad in reread.quads(data, "json-ld")} == triples
    assert jsonld.serialize(sorted(triples, key=str, reverse=True)) == data


def test_json_ld_refuses_what_it_would_misread() -> None:
    triples = [quad.triple for quad in parse("<org:x> <http://example.org/p> 1 .", RdfFormat.TURTLE)]
    with pytest.raises(OutputError, match="takes <org:x> for a name under the prefix org:"):
        jsonld.serialize(triples)


def test_graphml_holds_all_rows(any_kb: KnowledgeBase) -> None:
    data = graphml.write(any_kb)
    edges = [row | {"weight": row["weight"] or 1} for row in rows.edges(any_kb)]
    for element, table in (("node", rows.nodes(any_kb)), ("edge", edges)):
        kept = [{name: _text(value) for name, value in row.items() if value != ""} for row in table]
        assert reread.graphml(data, element) == kept


def test_gephi_drops_no_edge(any_kb: KnowledgeBase) -> None:
    weights = [int(edge["weight"]) for edge in reread.graphml(graphml.write(any_kb), "edge")]
    assert min(weights) == 1
    assert 0 in {row["weight"] for row in rows.edges(any_kb)}


def test_graphml_is_the_drawn_graph_to_networkx(any_kb: KnowledgeBase, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(graphml.write(any_kb))
    theirs, drawn = networkx.read_graphml(path), network.build(any_kb)
    assert {iri: (one["label"], one["kind"]) for iri, one in theirs.nodes(data=True)} == {
        iri: (one["name"], one["kind"]) for iri, one in drawn.nodes(data=True)
    }
    relations = {(source, target, one["predicate"]) for source, target, one in theirs.edges(data=True)}
    assert relations == set(drawn.edges(keys=True))
    assert {type(one["weight"]) for *_, one in theirs.edges(data=True)} == {int}
    assert {type(one["symmetric"]) for *_, one in theirs.edges(data=True)} == {bool}


def test_each_edge_has_an_id_of_its_own_that_is_no_number(any_kb: KnowledgeBase) -> None:
    ids = [str(edge["id"]) for edge in rows.edges(any_kb)]
    assert len(set(ids)) == len(ids) > 0
    assert all(name.startswith(("edge-", "https://")) for name in ids)


def test_a_sentence_that_says_a_fact_twice_is_one(kb: KnowledgeBase) -> None:
    proof = example.said("成都市")
    twice = (proof, replace(proof, trigger=proof.quote), replace(proof, rule="another"))
    more = replace(kb, statements=(*kb.statements, Statement(example.CHENGDU, "kg:locatedIn", example.SICHUAN, twice)))
    (edge,) = (row for row in rows.edges(more) if row["source"] == example.CHENGDU)
    assert edge["weight"] == 1
    assert network.build(more).edges[example.CHENGDU, example.SICHUAN, "kg:locatedIn"]["weight"] == 1
    claims = [row["claim"] for row in rows.evidence(more) if row["object"] == example.SICHUAN]
    assert len(claims) == len(set(claims)) == 2


def test_every_post_is_an_edge_with_its_dates(kb: KnowledgeBase) -> None:
    posts = {row["id"]: row for row in rows.edges(kb) if row["post"]}
    assert posts.keys() == {example.DIRECTOR, example.DEPUTY}
    deputy = posts[example.DEPUTY]
    assert (deputy["label"], deputy["tenure"], deputy["formerOn"]) == ("原副主任", "former", "2024-05-21")
    assert (deputy["source"], deputy["target"]) == (example.PERSON, example.CHONGQING_EDUCATION)


def test_edges_tell_when_they_were_reported(kb: KnowledgeBase) -> None:
    reported = {(row["predicate"], row["firstReported"], row["lastReported"]) for row in rows.edges(kb)}
    assert ("kg:partyTo", "2024-05-21", "2024-05-21") in reported
    assert ("kg:locatedIn", "", "") in reported


@pytest.mark.parametrize(
    ("write", "table"),
    [
        (spreadsheets.write_nodes, rows.nodes),
        (spreadsheets.write_edges, rows.edges),
        (spreadsheets.write_evidence, rows.evidence),
    ],
)
def test_pandas_reads_the_same_tables(any_kb: KnowledgeBase, write: Any, table: Any) -> None:
    expected = [{name: _text(value) for name, value in row.items()} for row in table(any_kb)]
    assert reread.csv(write(any_kb)) == expected


def test_excel_knows_the_encoding(kb: KnowledgeBase) -> None:
    data = spreadsheets.write_nodes(kb)
    assert data.startswith(b"\xef\xbb\xbfid,label,")
    assert "四川省教育厅".encode() in data
    assert data.count(b"\r\n") == len(rows.nodes(kb)) + 1


def test_evidence_is_every_claim_at_its_place(any_kb: KnowledgeBase) -> None:
    texts = {rdf.article_iri(article.id): article.text for article in any_kb.articles}
    table = rows.evidence(any_kb)
    assert {row["claim"] for row in table} == {quad.subject.value for quad in rdf.claims(any_kb)} - texts.keys()
    for row in table:
        assert texts[str(row["article"])][int(row["start"]) : int(row["end"])] == row["quote"]


def test_edges_join_nodes_and_evidence(any_kb: KnowledgeBase) -> None:
    things = {row["id"] for row in rows.nodes(any_kb)}
    proved = {(row["subject"], row["predicate"], row["object"]) for row in rows.evidence(any_kb)}
    for row in rows.edges(any_kb):
        assert {row["source"], row["target"]} <= things
        fact = (row["id"], "rdf:type", "kg:Membership")
        if not row["post"]:
            fact = (row["source"], row["predicate"], row["target"])
        assert (fact in proved) == (row["weight"] != 0)


def test_a_construct_can_be_written_as_rdf_only(kb: KnowledgeBase) -> None:
    facts: list[Triple] = list(rdf.facts(kb))[:5]
    for to, form in (("turtle", "turtle"), ("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")):
        (data,) = render_triples(facts, to).values()
        assert {quad.triple for quad in reread.quads(data, form)} == set(facts)
    with pytest.raises(QueryError, match="graphml cannot hold any triples"):
        render_triples(facts, "graphml")


@pytest.mark.parametrize("to", ["xlsx", "", "TURTLE"])
def test_what_is_no_format(kb: KnowledgeBase, to: str) -> None:
    for write in (render, render_triples):
        with pytest.raises(OutputError, match=f"^{to} is no format") as caught:
            write(kb if write is render else [], to)  # type: ignore[operator]
        assert "turtle" in caught.value.hint


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
