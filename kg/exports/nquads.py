"""N-Quads: the whole dataset, one quad a line, for triple stores and for line tools."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import RdfFormat

from kg import rdf
from kg.model import KnowledgeBase


def write(kb: KnowledgeBase) -> bytes:
    """The whole dataset as N-Quads in UTF-8, sorted by graph and subject, the same bytes for the same knowledge."""
    return rdf.write(rdf.quads(kb), RdfFormat.N_QUADS)


def serialize(statements: Iterable[rdf.Fact]) -> bytes:
    """Any quads or triples as N-Quads."""
    return rdf.write(rdf.in_order(statements), RdfFormat.N_QUADS)
