"""Turtle: the facts, for Protégé and every other RDF tool."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat, Triple

from kg import rdf
from kg.model import KnowledgeBase


def write(kb: KnowledgeBase) -> bytes:
    """The facts as Turtle in UTF-8: one predicate of one subject a line, sorted, the same bytes for the same facts."""
    return rdf.write(rdf.facts(kb), RdfFormat.TURTLE)


def serialize(triples: Iterable[Triple]) -> bytes:
    """Any triples as Turtle."""
    return rdf.write(rdf.in_order(triples), RdfFormat.TURTLE)
