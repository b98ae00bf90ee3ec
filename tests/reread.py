"""Exports as other programs read them: RDF by rdflib, GraphML by lxml, CSV by pandas."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator

import lxml.etree
import pandas
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

_GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def quads(data: bytes, form: str) -> set[Quad]:
    """What rdflib finds in RDF; `form` is a name of its own."""
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its parsers use what rdflib itself deprecates
        dataset.parse(data=data, format=form)
    return set(_quads(dataset))


def _quads(dataset: rdflib.Dataset) -> Iterator[Quad]:
    for subject, predicate, target, graph in dataset.quads():
        name = DefaultGraph() if graph in (None, DATASET_DEFAULT_GRAPH_ID) else NamedNode(str(graph))
        yield Quad(NamedNode(str(subject)), NamedNode(str(predicate)), _term(target), name)


def _term(term: rdflib.term.Node) -> NamedNode | Literal:
    if not isinstance(term, rdflib.Literal):
        return NamedNode(str(term))
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype or rdflib.XSD.string)))


def graphml(data: bytes, element: str) -> list[dict[str, str]]:
    """The nodes or edges of a GraphML file: the attributes of each element, and its data by the name of their key."""
    root = lxml.etree.fromstring(data)
    names = {key.get("id"): key.get("attr.name") for key in root.iter(f"{_GRAPHML}key")}
    return [
        dict(one.attrib) | {names[each.get("key")]: each.text for each in one.iter(f"{_GRAPHML}data")}
        for one in root.iter(f"{_GRAPHML}{element}")
    ]


def csv(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file, all as text."""
    table = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]
