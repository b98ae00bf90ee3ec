"""TriG: the facts, the reference knowledge, and the claims of each article in a graph of their own."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat

from kg import rdf
from kg.model import KnowledgeBase


def write(kb: KnowledgeBase) -> bytes:
    """The whole dataset as TriG in UTF-8, sorted by graph and subject, the same bytes for the same knowledge."""
    return rdf.write(rdf.quads(kb), RdfFormat.TRIG)


def serialize(statements: Iterable[rdf.Fact]) -> bytes:
    """Any quads or triples as TriG."""
    return rdf.write(rdf.in_order(statements), RdfFormat.TRIG)
