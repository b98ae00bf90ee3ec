"""The constraints of a file of shapes, as a report names them: each has to be broken once in some test."""

from collections.abc import Iterator

from rdflib import SH, Graph
from rdflib.term import Identifier

_NO_CONSTRAINT = {SH.path, SH.message, SH.property, SH.targetClass, SH.targetSubjectsOf, SH.qualifiedValueShape}


def message(shapes: Graph, shape: Identifier) -> str:
    """What a shape says in English."""
    return next(str(text) for text in shapes.objects(shape, SH.message) if text.language == "en")


def constraints(shapes: Graph) -> Iterator[tuple[str, str]]:
    """Every constraint of every shape that reports, by the shape's message and the constraint's code."""
    for shape in set(shapes.subjects(SH.message)):
        for predicate in set(shapes.predicates(shape)) - _NO_CONSTRAINT:
            if predicate in SH:
                name = predicate.removeprefix(str(SH))
                yield message(shapes, shape), name[0].upper() + name[1:]
