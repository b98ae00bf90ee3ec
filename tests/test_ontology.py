"""The ontology is complete: every term is labelled, defined, used as it is defined, and has a shape."""

from __future__ import annotations

import re
from itertools import chain, combinations
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic

import kg
from kg import vocabulary

FILES = ("kg.ttl", "shapes.ttl")
KG = vocabulary.PREFIXES["kg"]
ONTOLOGY = Graph().parse(vocabulary.FOLDER / "kg.ttl")
SHAPES = Graph().parse(vocabulary.FOLDER / "shapes.ttl")
CODE = sorted(Path(kg.__file__).parent.rglob("*.py"))

# These stand in the graphs of articles only, which the checks of claims guard rather than shapes.
CLAIMS_ONLY = {
    *("kg:Claim", "kg:digest", "kg:text", "kg:start", "kg:exact", "kg:rule", "kg:modality", "kg:derivation"),
    *("rdf:subject", "rdf:predicate", "rdf:object"),
}


def terms() -> list[URIRef]:
    """The terms of the ontology, and those of other vocabularies that it describes."""
    return sorted(subject for subject in set(ONTOLOGY.subjects(RDFS.label)) if isinstance(subject, URIRef))


def shaped() -> set[str]:
    """The classes that a shape targets and the properties that one speaks of, as CURIEs."""
    targets = set(SHAPES.objects(predicate=SH.targetClass))
    classes = {kind for kind in ONTOLOGY.subjects(RDF.type, OWL.Class) if targets & set(above(kind, RDFS.subClassOf))}
    return {vocabulary.compact(str(term)) for term in classes | set(SHAPES.objects(predicate=SH.path))}


def above(term: URIRef, relation: URIRef) -> list[URIRef]:
    return list(ONTOLOGY.transitive_objects(term, relation))


@pytest.mark.parametrize("name", FILES)
def test_rdflib_and_pyoxigraph_read_the_same(name: str) -> None:
    path = vocabulary.FOLDER / name
    triples = (quad.triple for quad in pyoxigraph.parse(path=path))
    again = Graph().parse(data=pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES), format="nt")
    assert isomorphic(Graph().parse(path), again)


@pytest.mark.parametrize("term", terms(), ids=vocabulary.compact)
@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition], ids=["label", "definition"])
def test_every_term_has_one_label_and_definition_in_each_language(term: URIRef, predicate: URIRef) -> None:
    texts = {text.language: str(text) for text in ONTOLOGY.objects(term, predicate)}
    assert sorted(text.language for text in ONTOLOGY.objects(term, predicate)) == ["en", "zh-hans"]
    assert re.search(r"[a-z]", texts["en"])
    assert re.search(r"[\u4e00-\u9fff]", texts["zh-hans"])


def test_every_term_of_the_namespace_is_described() -> None:
    used = {term for term in chain.from_iterable(ONTOLOGY + SHAPES) if isinstance(term, URIRef) and term.startswith(KG)}
    assert used <= set(terms())
    assert {term for term in set(ONTOLOGY.subjects()) if str(term).startswith(KG)} <= set(terms())


def test_labels_tell_terms_apart() -> None:
    for language in ("en", "zh-hans"):
        labels = [text for text in ONTOLOGY.objects(predicate=RDFS.label) if text.language == language]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize("path", [*CODE, *sorted(vocabulary.FOLDER.rglob("*.rq"))], ids=lambda path: path.name)
def test_code_and_queries_use_only_terms_that_are_described(path: Path) -> None:
    known = {vocabulary.compact(str(term)) for term in set(ONTOLOGY.subjects())}
    text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    used = set(re.findall(r"""(?<![\w:])kg:\w+|(?<=["'])(?:org|skos|schema):\w+(?=["'])""", text))
    assert used <= known


def test_every_class_and_property_has_a_shape_or_stands_only_in_claims() -> None:
    described = {vocabulary.compact(term) for term in terms()} - {"kg:Date"}
    assert described - CLAIMS_ONLY == shaped() & described
    assert shaped() & CLAIMS_ONLY == set()


@pytest.mark.parametrize("relation", [RDFS.subClassOf, RDFS.subPropertyOf], ids=["class", "property"])
def test_nothing_is_below_itself(relation: URIRef) -> None:
    for term in set(ONTOLOGY.subjects(relation)):
        assert all(term not in above(parent, relation) for parent in ONTOLOGY.objects(term, relation))


def test_the_top_classes_are_disjoint_and_every_class_is_below_one() -> None:
    (group,) = ONTOLOGY.subjects(RDF.type, OWL.AllDisjointClasses)
    disjoint = {vocabulary.compact(str(kind)) for kind in Collection(ONTOLOGY, ONTOLOGY.value(group, OWL.members))}
    assert disjoint == {f"kg:{vocabulary.root(kind)}" for kind in vocabulary.kinds()}
    for one, other in combinations(sorted(disjoint), 2):
        both = [
            kind for kind in vocabulary.kinds() if {one, other} <= {f"kg:{up}" for up in vocabulary.superclasses(kind)}
        ]
        assert both == []


def test_every_property_of_the_namespace_says_what_it_leads_from_and_to() -> None:
    for term in terms():
        if term.startswith(KG) and (term, RDF.type, OWL.Class) not in ONTOLOGY and term != URIRef(f"{KG}Date"):
            assert len(list(ONTOLOGY.objects(term, RDFS.domain))) == 1
            assert len(list(ONTOLOGY.objects(term, RDFS.range))) == 1


def test_the_range_of_a_property_is_of_its_sort() -> None:
    for predicate in vocabulary.properties():
        types = set(ONTOLOGY.objects(URIRef(vocabulary.expand(predicate)), RDF.type))
        assert vocabulary.links(predicate) == bool(types & {OWL.ObjectProperty, RDF.Property})


def test_the_files_name_version_licence_and_import() -> None:
    ontology = URIRef(KG.rstrip("#"))
    assert list(ONTOLOGY.subjects(RDF.type, OWL.Ontology)) == [ontology]
    assert ONTOLOGY.value(ontology, OWL.versionIRI) == ontology + "/" + str(ONTOLOGY.value(ontology, OWL.versionInfo))
    assert ONTOLOGY.value(ontology, DCTERMS.license)
    assert list(SHAPES.objects(predicate=OWL.imports)) == [ontology]


def test_the_file_uses_the_prefixes_of_the_code() -> None:
    parser = pyoxigraph.parse(path=vocabulary.FOLDER / "kg.ttl")
    assert list(parser)
    assert parser.prefixes.items() <= vocabulary.PREFIXES.items()
