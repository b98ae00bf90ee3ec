"""The ontology is complete: checks/*.rq ask for what is wrong with it, its shapes and all that is written with it.

The second lines of a check name what breaks it: triples that join the graph `ontology` (the default graph), `shapes`
or `output`, or namespaces without whose terms it fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import DCTERMS, OWL, RDF, RDFS, Graph, URIRef
from rdflib.compare import isomorphic

import kg
from built import cases, examples
from kg import rdf, vocabulary

FILES = ("kg.ttl", "shapes.ttl", "claims.ttl", "reference.ttl")
KG = vocabulary.PREFIXES["kg"]
ONTOLOGY = Graph().parse(vocabulary.FOLDER / "kg.ttl")
CODE = sorted(Path(kg.__file__).parent.rglob("*.py"))

PREFIXES = vocabulary.PREFIXES | {
    "sh": "http://www.w3.org/ns/shacl#",
    "shape": "https://w3id.org/cooperation-kg/shapes#",
}
GRAPHS = {"ontology": DefaultGraph(), "shapes": NamedNode("graph:shapes"), "output": NamedNode("graph:output")}
CHECKS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "checks").glob("*.rq"))
}


@cache
def everything() -> tuple[Quad, ...]:
    """The ontology, the shapes, and what the examples and the cases of extraction say, claims included."""
    files = (("ontology", "kg.ttl"), ("shapes", "shapes.ttl"), ("shapes", "claims.ttl"))
    quads = [(GRAPHS[graph], quad.triple) for graph, name in files for quad in parse(path=vocabulary.FOLDER / name)]
    quads += [(GRAPHS["output"], quad.triple) for kb in (examples(), cases()) for quad in rdf.quads(kb)]
    return tuple(Quad(*triple, graph) for graph, triple in quads)


def offenders(check: str, quads: Iterator[Quad] | tuple[Quad, ...]) -> list[str]:
    store = Store()
    store.bulk_extend(quads)
    answer = store.query(CHECKS[check].replace("GRAPH <", "GRAPH <graph:"), prefixes=PREFIXES)
    assert isinstance(answer, pyoxigraph.QuerySolutions)
    return sorted({vocabulary.compact(getattr(row[0], "value", str(row[0]))) for row in answer if row[0] is not None})


def breaks() -> Iterator[tuple[str, str, str]]:
    for check, text in CHECKS.items():
        yield from ((check, *found) for found in re.findall(r"^# broken (by \w+|without): (.+)$", text, re.M))


def changed(how: str, what: str) -> Iterator[Quad]:
    yield from (quad for quad in everything() if how != "without" or PREFIXES[what] not in str(quad))
    if how != "without":
        prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in PREFIXES.items())
        for quad in parse(f"{prefixes}{what} .", format=RdfFormat.TURTLE):
            yield Quad(*quad.triple, GRAPHS[how.removeprefix("by ")])


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_finds_nothing(check: str) -> None:
    assert offenders(check, everything()) == []


@pytest.mark.parametrize(
    ("check", "how", "what"),
    [(check, how, one) for check, how, what in breaks() for one in (what.split() if how == "without" else [what])],
)
def test_each_check_can_be_broken(check: str, how: str, what: str) -> None:
    assert offenders(check, changed(how, what)) != []


def test_there_are_checks_and_each_says_what_breaks_it() -> None:
    assert len(CHECKS) >= 12
    assert {check for check, _, _ in breaks()} == CHECKS.keys()


@pytest.mark.parametrize("name", FILES)
def test_rdflib_and_pyoxigraph_read_the_same(name: str) -> None:
    path = vocabulary.FOLDER / name
    triples = (quad.triple for quad in parse(path=path))
    again = Graph().parse(data=pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")
    assert isomorphic(Graph().parse(path), again)


@pytest.mark.parametrize("path", [*CODE, *sorted(vocabulary.FOLDER.rglob("*.rq"))], ids=lambda path: path.name)
def test_code_and_queries_use_only_terms_that_are_described(path: Path) -> None:
    terms = {*ONTOLOGY.subjects(RDFS.label), *ONTOLOGY.predicates()}
    known = {vocabulary.compact(str(term)) for term in terms}
    text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
    used = set(re.findall(r"""(?<![\w:])kg:\w+|(?<=["'])(?:org|skos|schema):\w+(?=["'])""", text))
    assert used <= known


def test_the_files_name_version_licence_and_import() -> None:
    ontology = URIRef(vocabulary.ONTOLOGY)
    assert list(ONTOLOGY.subjects(RDF.type, OWL.Ontology)) == [ontology]
    assert ONTOLOGY.value(ontology, OWL.versionIRI) == ontology + "/" + str(ONTOLOGY.value(ontology, OWL.versionInfo))
    assert str(ONTOLOGY.value(ontology, OWL.versionInfo)) == kg.__version__
    for name in ("kg.ttl", "shapes.ttl", "claims.ttl"):
        graph = Graph().parse(vocabulary.FOLDER / name)
        assert len(set(graph.objects(predicate=DCTERMS.license))) == 1
        assert list(graph.objects(predicate=OWL.imports)) == [ontology] * (name != "kg.ttl")


def test_the_file_uses_the_prefixes_of_the_code() -> None:
    parser = parse(path=vocabulary.FOLDER / "kg.ttl")
    assert list(parser)
    assert parser.prefixes.items() <= vocabulary.PREFIXES.items()
