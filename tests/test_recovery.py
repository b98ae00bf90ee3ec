"""Facts of an RDF file as records again, and output folders."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import kg
from built import examples
from kg import rdf, recovery
from kg.entailments import SYMMETRIC
from kg.exports import FORMATS, trig, turtle
from kg.model import KnowledgeBase, Statement


def test_an_output_folder_is_equal_knowledge(tmp_path: Path) -> None:
    built = kg.build(["examples/articles"])
    built.save(tmp_path / "out")
    assert kg.load(tmp_path / "out") == built
    assert kg.load(str(tmp_path / "out")) == built


@pytest.mark.parametrize("to", ["turtle", "trig", "nquads", "jsonld"])
def test_a_file_is_its_facts(tmp_path: Path, to: str) -> None:
    built, path = examples(), tmp_path / FORMATS[to][0].file
    built.export(to, path)
    loaded = kg.load(path)
    assert set(rdf.facts(loaded)) == set(rdf.facts(built))
    assert loaded.to_turtle() == built.to_turtle()
    assert (loaded.articles, loaded.claims, loaded.readings) == ((), (), ())


def test_what_follows_is_no_statement(kb: KnowledgeBase) -> None:
    loaded = recovery.recover(rdf.facts(kb))
    given = (*(one for one in kb.statements if one.asserted), *kb.reference)
    assert {(one.predicate, *ends(one)) for one in loaded.statements} == {(one.predicate, *ends(one)) for one in given}
    assert len(loaded.statements) == len(given)
    assert {(one.iri, one.kind, one.name, one.aliases) for one in loaded.entities} == {
        (one.iri, one.kind, one.name, one.aliases)
        for one in kb.entities
        if any(rdf.triple(fact).subject.value == one.iri for fact in given)
    }


def test_loaded_facts_can_be_asked_drawn_and_written(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    examples().export("turtle", path)
    loaded = kg.load(path)
    assert loaded.statements(predicate="kg:supports") != ()
    assert loaded.query("ASK { ?a kg:supports ?b }").rows[0][0].value == "true"
    assert set(loaded.to_networkx()) == set(examples().to_networkx())
    assert loaded.validate().conforms
    assert b"supports" in loaded.render("graphml")["graph.graphml"]


def ends(statement: Statement) -> list[str]:
    """The subject and the object, of a symmetric relation in one order."""
    both = [statement.subject, statement.object]
    return sorted(both) if statement.predicate in SYMMETRIC else both


FOREIGN = """
@prefix kg: <https://w3id.org/cooperation-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix x: <http://example.org/> .
x:a a kg:Prefecture , kg:City , foaf:Thing ; skos:prefLabel "示例市" ; foaf:nick "sl" .
x:b a kg:City ; skos:prefLabel "虚构市" , "虚市" .
x:z kg:cooperatesWith x:a .
x:c a kg:Institution .
"""


def test_facts_of_others() -> None:
    loaded = recovery.recover(quad.triple for quad in parse(FOREIGN, RdfFormat.TURTLE))
    facts = {str(fact) for fact in rdf.facts(loaded)}
    base = "<http://example.org/"
    assert {(one.iri[-1], one.kind, one.name) for one in loaded.entities} == {
        ("a", "Prefecture", "示例市"),
        ("b", "City", "虚市"),
        ("c", "Institution", "http://example.org/c"),
    }
    assert [fact for fact in facts if fact.startswith(f"{base}b>") and "ontology#City" in fact]
    assert [fact for fact in facts if fact.startswith(f"{base}b>") and "虚构市" in fact]
    assert [fact for fact in facts if fact.startswith(f"{base}a>") and f"cooperatesWith> {base}z>" in fact]
    assert not [fact for fact in facts if "foaf" in fact]


def test_a_thing_without_iri(tmp_path: Path) -> None:
    path = tmp_path / "facts.ttl"
    path.write_text("@prefix kg: <https://w3id.org/cooperation-kg/ontology#> . [] a kg:Person .", encoding="utf-8")
    with pytest.raises(kg.InputError, match="a thing has no IRI"):
        kg.load(path)


@pytest.mark.parametrize(("name", "text"), [("x.ttl", "kg: nonsense"), ("x.txt", "text"), ("x.ttl", "")])
def test_what_is_no_graph(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(kg.InputError):
        kg.load(tmp_path / name)


def test_claims_are_no_facts(tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    path.write_bytes(trig.write(examples()))
    assert turtle.write(kg.load(path)) == turtle.write(examples())
    assert not kg.load(path).statements(predicate="kg:rule")
