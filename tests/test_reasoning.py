"""The ontology and the graph made under it contradict neither themselves nor each other, says a reasoner."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

import conftest as example
from built import cases, examples
from kg import rdf, vocabulary
from kg.model import KnowledgeBase
from reasoner import NEEDS_JAVA, unsatisfiable

pytestmark = NEEDS_JAVA


def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(vocabulary.FOLDER / "kg.ttl")


def dataset(kb: KnowledgeBase) -> rdflib.Graph:
    """The ontology, the facts and the claims as one graph."""
    lines = b"".join(f"{quad.triple} .\n".encode() for quad in rdf.quads(kb))
    graph = ontology().parse(data=lines, format="nt")
    graph.remove((None, rdflib.OWL.imports, None))
    return graph


def test_ontology_and_data_are_consistent(kb: KnowledgeBase, tmp_path: Path) -> None:
    assert unsatisfiable(dataset(kb) + dataset(examples()) + dataset(cases()), tmp_path) == []


@pytest.mark.parametrize(
    ("subject", "predicate", "target"),
    [
        (example.CHONGQING_EDUCATION, "kg:locatedIn", example.SICHUAN_EDUCATION),
        (example.PERSON, "kg:partyTo", example.FRAMEWORK),
        (example.DIRECTOR, "rdf:type", "kg:Person"),
    ],
)
def test_a_contradiction_is_found(kb: KnowledgeBase, tmp_path: Path, subject: str, predicate: str, target: str) -> None:
    graph = dataset(kb)
    other = target if target.startswith("http") else vocabulary.expand(target)
    graph.add((rdflib.URIRef(subject), rdflib.URIRef(vocabulary.expand(predicate)), rdflib.URIRef(other)))
    assert unsatisfiable(graph, tmp_path) is None


def test_a_class_that_nothing_can_belong_to_is_found(tmp_path: Path) -> None:
    graph = ontology()
    school, place = (rdflib.URIRef(vocabulary.expand(name)) for name in ("kg:School", "kg:Place"))
    graph.add((school, rdflib.RDFS.subClassOf, place))
    assert str(school) in (unsatisfiable(graph, tmp_path) or [])
