"""Facts against the shapes (SHACL), and against what no shape can see."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache

import pyoxigraph
import pyshacl
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node as Term

from kg import vocabulary
from kg.validation import tables
from kg.validation.report import Report, Violation

FACTS, CLAIMS = "shapes.ttl", "claims.ttl"

_STRING = vocabulary.expand("xsd:string")


def validate(facts: Iterable[pyoxigraph.Triple]) -> Report:
    """Where `facts` break a shape or a table; it makes no difference whether superclasses are written out.

    Method: W3C SHACL (2017) by pySHACL, always with the ontology: without it, broken things of a subclass pass.
    """
    triples = list(facts)
    return Report(tuple(sorted({*conform(triples, FACTS), *tables.check(triples)})))


def conform(triples: Iterable[pyoxigraph.Triple], shapes: str) -> Iterator[Violation]:
    """Where `triples` break the shapes in a file of the ontology."""
    with _quiet():
        graph = Graph()
        for fact in triples:
            graph.add((_rdflib(fact.subject), _rdflib(fact.predicate), _rdflib(fact.object)))
        _, results, _ = pyshacl.validate(
            graph, shacl_graph=_ontology(shapes), ont_graph=_ontology("kg.ttl"), inference="none", inplace=True
        )
    for result in results.objects(predicate=SH.result):
        yield _violation(results, result, _ontology(shapes))


@cache
def _ontology(name: str) -> Graph:
    return Graph().parse(vocabulary.FOLDER / name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps rdflib from logging a traceback for each value such as 2024-02-31: the shapes report it."""
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _rdflib(term: object) -> Term:
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal() if term.language:
            return Literal(term.value, lang=term.language)
        case pyoxigraph.Literal():
            # To rdflib a string with its datatype written out is another value than one without.
            datatype = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
            return Literal(term.value, datatype=datatype, normalize=False)
    raise TypeError(f"facts hold no {type(term).__name__}")


def _violation(results: Graph, result: Term, shapes: Graph) -> Violation:
    component = str(results.value(result, SH.sourceConstraintComponent))
    focus, value = _name(results.value(result, SH.focusNode)), _name(results.value(result, SH.value))
    path = vocabulary.compact(_path(results, result, shapes))
    texts = (text for text in results.objects(result, SH.resultMessage) if isinstance(text, Literal))
    messages = {text.language: str(text) for text in texts}
    return Violation(
        focus=focus,
        path=path,
        code=component.rpartition("#")[2].removesuffix("ConstraintComponent"),
        value=""
        if path == "rdf:type" and value == focus
        else value,  # a shape without a path asks for the thing itself
        message=messages["en"],
        message_zh=messages["zh-hans"],
    )


def _name(term: Term | None) -> str:
    if isinstance(term, BNode):
        return term.n3()
    return "" if term is None else str(term)


def _path(results: Graph, result: Term, shapes: Graph) -> str:
    """The property that a result is on. A shape without a plain path compares one, or else asks for a class."""
    path = results.value(result, SH.resultPath)
    if isinstance(path, URIRef):
        return path
    shape = results.value(result, SH.sourceShape)
    compared = shapes.value(shape, SH.disjoint) or shapes.value(shape, SH.equals)
    return str(compared or vocabulary.expand("rdf:type"))
