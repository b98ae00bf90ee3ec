"""The exports: the same bytes for the same knowledge, the same graph for every reader, and what is drawn."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx
import pytest
import rdflib
from pyoxigraph import DefaultGraph, RdfFormat, parse
from rdflib.compare import isomorphic

import conftest as example
from kg import exports, folder, rdf
from kg.exports import FORMATS, Format, network, trig, turtle
from kg.model import KnowledgeBase, Statement

FILES = [form for files in FORMATS.values() for form in files]


@pytest.mark.parametrize("form", FILES, ids=lambda form: form.file)
def test_the_order_of_the_input_changes_no_byte(kb: KnowledgeBase, form: Format) -> None:
    assert form.write(example.reversed_order(kb)) == form.write(kb)


@pytest.mark.parametrize("number", range(len(FILES)), ids=[form.file for form in FILES])
def test_the_hash_seed_changes_no_byte(kb: KnowledgeBase, number: int) -> None:
    code = (
        "import sys; from conftest import small_knowledge; from test_exports import FILES;"
        "sys.stdout.buffer.write(FILES[int(sys.argv[1])].write(small_knowledge()))"
    )
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        run = subprocess.run(
            [sys.executable, "-c", code, str(number)], env=environment, capture_output=True, check=True
        )
        assert run.stdout == FILES[number].write(kb)


def test_a_format_is_one_row(kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes = Format("sizes.txt", "how much there is", lambda kb: str(len(kb.entities)).encode())
    monkeypatch.setitem(FORMATS, "sizes", (sizes,))
    folder.put(exports.render(kb, "sizes"), tmp_path / "mine.txt")
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == str(len(kb.entities))


def test_turtle_is_the_same_graph_in_pyoxigraph_and_rdflib(kb: KnowledgeBase) -> None:
    data = turtle.write(kb)
    theirs = rdflib.Graph().parse(data=data, format="turtle")
    ours = rdflib.Graph().parse(data=b"".join(f"{fact} .\n".encode() for fact in rdf.facts(kb)), format="nt")
    assert {quad.triple for quad in parse(data, RdfFormat.TURTLE)} == set(rdf.facts(kb))
    assert isomorphic(theirs, ours)
    assert len(theirs) == len(rdf.provenance(kb))


def test_turtle_reads_well(kb: KnowledgeBase) -> None:
    lines = turtle.write(kb).decode().splitlines()
    assert "\tkg:cooperatesWith body:重庆市教育委员会 ;" in lines
    assert "body:示范学院 a kg:Institution , kg:University ;" in lines
    assert not [line for line in lines if "_:" in line]
    foreign = [line for line in lines if "<" in line and not line.startswith("@prefix")]
    ours = ("dcterms:", "owl:", "<https://www.npmjs.com", "<https://w3id.org/cooperation-kg/")
    assert all(line.strip().startswith(ours) for line in foreign)


def test_claims_read_well(kb: KnowledgeBase) -> None:
    lines = trig.write(kb).decode().splitlines()
    opening = [line for line in lines if "claim:" in line and not line.startswith("@prefix")]
    assert opening
    assert all(line.endswith(" a kg:Claim ;") for line in opening)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its TriG parser uses what rdflib itself deprecates
def test_trig_is_the_dataset_in_pyoxigraph_and_rdflib(kb: KnowledgeBase) -> None:
    data = trig.write(kb)
    assert set(parse(data, RdfFormat.TRIG)) == set(rdf.quads(kb))
    theirs = rdflib.Dataset().parse(data=data, format="trig")
    sizes: dict[str, int] = {}
    for quad in set(rdf.quads(kb)):
        graph = rdflib.graph.DATASET_DEFAULT_GRAPH_ID if quad.graph_name == DefaultGraph() else quad.graph_name.value
        sizes[str(graph)] = sizes.get(str(graph), 0) + 1
    assert {str(graph.identifier): len(graph) for graph in theirs.graphs()} == sizes


@pytest.fixture(scope="module")
def drawn() -> networkx.MultiDiGraph:
    return network.build(example.small_knowledge())


def test_what_is_drawn(drawn: networkx.MultiDiGraph) -> None:
    assert {data["name"] for _, data in drawn.nodes(data=True)} == {
        *("张三", "李四", "四川省教育厅", "重庆市教育委员会", "示范学院"),
        *("四川省", "成都市", "重庆市", "川渝教育合作框架协议", "第七次联席会议", "川渝教育部门签约"),
    }
    assert {(drawn.nodes[a]["name"], key, drawn.nodes[b]["name"]) for a, b, key in drawn.edges(keys=True)} == {
        ("张三", "kg:affiliatedWith", "四川省教育厅"),
        ("张三", "kg:affiliatedWith", "重庆市教育委员会"),
        ("张三", "kg:attended", "第七次联席会议"),
        ("李四", "kg:authorOf", "川渝教育部门签约"),
        ("四川省教育厅", "kg:partyTo", "川渝教育合作框架协议"),
        ("重庆市教育委员会", "kg:partyTo", "川渝教育合作框架协议"),
        ("重庆市教育委员会", "kg:cooperatesWith", "四川省教育厅"),
        ("重庆市教育委员会", "kg:locatedIn", "重庆市"),
        ("川渝教育合作框架协议", "kg:signedIn", "成都市"),
        ("成都市", "kg:locatedIn", "四川省"),
    }


def test_nodes_tell_what_they_are(kb: KnowledgeBase, drawn: networkx.MultiDiGraph) -> None:
    college, commission = drawn.nodes[example.COLLEGE], drawn.nodes[example.CHONGQING_EDUCATION]
    assert (college["kind"], college["planned"], college["status"]) == ("University", True, "stated")
    assert (commission["aliases"], commission["planned"]) == (("市教委",), False)
    assert {one.quote.article for one in commission["evidence"]} == {article.id for article in kb.articles}


@pytest.mark.parametrize(
    ("source", "target", "predicate", "status", "weight"),
    [
        (example.CHONGQING_EDUCATION, example.SICHUAN_EDUCATION, "kg:cooperatesWith", "stated", 2),
        (example.CHONGQING_EDUCATION, example.CHONGQING, "kg:locatedIn", "derived", 1),
        (example.CHENGDU, example.SICHUAN, "kg:locatedIn", "reference", 0),
    ],
)
def test_edges_tell_what_proves_them(
    drawn: networkx.MultiDiGraph, source: str, target: str, predicate: str, status: str, weight: int
) -> None:
    edge = drawn.edges[source, target, predicate]
    assert (edge["status"], edge["weight"], len(edge["evidence"])) == (status, weight, weight)
    assert edge["symmetric"] == (predicate == "kg:cooperatesWith")
    assert edge["predicate"] == predicate


def test_what_an_article_says_goes_before_the_reference_table(kb: KnowledgeBase) -> None:
    statement = Statement(example.CHENGDU, "kg:locatedIn", example.SICHUAN, (example.said("成都市"),))
    graph = network.build(replace(kb, statements=(*kb.statements, statement)))
    assert graph.edges[example.CHENGDU, example.SICHUAN, "kg:locatedIn"]["status"] == "stated"


def test_all_posts_in_a_body_are_one_edge_the_present_ones_first(kb: KnowledgeBase) -> None:
    changes = {
        (example.DIRECTOR, "kg:tenure"): "former",
        (example.DEPUTY, "kg:tenure"): "current",
        (example.DEPUTY, "org:organization"): example.SICHUAN_EDUCATION,
    }
    moved = (replace(one, object=changes.get((one.subject, one.predicate), one.object)) for one in kb.statements)
    graph = network.build(replace(kb, statements=tuple(moved)))
    edge = graph.edges[example.PERSON, example.SICHUAN_EDUCATION, "kg:affiliatedWith"]
    assert (edge["posts"], edge["label"], edge["weight"]) == (("副主任", "原厅长"), "副主任、原厅长", 1)


def test_a_plan_in_these_words_does_not_make_a_derived_fact_stated(kb: KnowledgeBase) -> None:
    proofs = (example.said("成都市", derivation="derived"), example.said("成都市", modality="planned"))
    statement = Statement(example.CHENGDU, "kg:locatedIn", example.SICHUAN, proofs)
    graph = network.build(replace(kb, statements=(*kb.statements, statement)))
    assert graph.edges[example.CHENGDU, example.SICHUAN, "kg:locatedIn"]["status"] == "derived"


def test_edges_have_a_chinese_label(drawn: networkx.MultiDiGraph) -> None:
    assert drawn.edges[example.PERSON, example.CHONGQING_EDUCATION, "kg:affiliatedWith"]["label"] == "原副主任"
    assert drawn.edges[example.PERSON, example.MEETING, "kg:attended"]["label"] == "参加"


def test_the_order_of_the_input_changes_no_drawing(kb: KnowledgeBase, drawn: networkx.MultiDiGraph) -> None:
    again = network.build(example.reversed_order(kb))
    assert list(again.nodes(data=True)) == list(drawn.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(drawn.edges(keys=True, data=True))


def test_every_drawn_iri_is_a_subject_of_the_facts(kb: KnowledgeBase, drawn: networkx.MultiDiGraph) -> None:
    assert set(drawn) <= {fact.subject.value for fact in rdf.facts(kb)}
