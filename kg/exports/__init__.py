"""The formats a knowledge base is written in: one module each, whose `write` gives the bytes of one file."""

from collections.abc import Callable
from dataclasses import dataclass

from kg.exports import page, trig, turtle
from kg.model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Format:
    """A file of the output folder: its name, what it is for, and the function that gives its bytes."""

    file: str
    purpose: str
    write: Callable[[KnowledgeBase], bytes]


PAGE = Format("graph.html", "the graph to explore in a browser", page.write)
TURTLE = Format("graph.ttl", "the facts as Turtle, for Protégé and other RDF tools", turtle.write)
TRIG = Format("graph.trig", "the facts, and each claim in the graph of its article", trig.write)

# In the order a reader meets them; a row here is all that a new format needs besides its module.
FORMATS: tuple[Format, ...] = (PAGE, TURTLE, TRIG)
