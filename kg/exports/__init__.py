"""The formats a knowledge base is written in: one module each, whose `write` gives the bytes of one file."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pyoxigraph import Triple

from kg.errors import OutputError, QueryError
from kg.exports import graphml, jsonld, nquads, page, spreadsheets, trig, turtle
from kg.model import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Format:
    """A file: its name, what it is for, the function that gives its bytes, and the one for any triples if it can."""

    file: str
    purpose: str
    write: Callable[[KnowledgeBase], bytes]
    serialize: Callable[[Iterable[Triple]], bytes] | None = None


PAGE = Format("graph.html", "the graph to explore in a browser", page.write)
TURTLE = Format("graph.ttl", "the facts as Turtle, for Protégé and other RDF tools", turtle.write, turtle.serialize)
TRIG = Format("graph.trig", "the facts, and each claim in the graph of its article", trig.write, trig.serialize)
NQUADS = Format("graph.nq", "the same as TriG, one quad a line", nquads.write, nquads.serialize)
JSONLD = Format("graph.jsonld", "the same as TriG, as JSON that reads well", jsonld.write, jsonld.serialize)
GRAPHML = Format("graph.graphml", "things and relations, for Gephi and other graph tools", graphml.write)
NODES = Format("nodes.csv", "the things", spreadsheets.write_nodes)
EDGES = Format("edges.csv", "the relations between them", spreadsheets.write_edges)
EVIDENCE = Format("evidence.csv", "each claim with its sentence and its article", spreadsheets.write_evidence)

# In the order a reader meets them; a row here is all that a new format needs besides its module.
FORMATS: dict[str, tuple[Format, ...]] = {
    "html": (PAGE,),
    "turtle": (TURTLE,),
    "trig": (TRIG,),
    "nquads": (NQUADS,),
    "jsonld": (JSONLD,),
    "graphml": (GRAPHML,),
    "csv": (NODES, EDGES, EVIDENCE),
}
BUILT = (PAGE, TURTLE, TRIG)  # in every output folder; the others are asked for


def render(kb: KnowledgeBase, to: str) -> dict[str, bytes]:
    """The files of a format by their names; an `OutputError` if there is no such format."""
    return {form.file: form.write(kb) for form in _files(to)}


def render_triples(triples: Iterable[Triple], to: str) -> dict[str, bytes]:
    """The file of a format that can hold any triples, by its name; else a `QueryError`."""
    (form, *_) = _files(to)
    if form.serialize is None:
        able = [name for name, (first, *_) in FORMATS.items() if first.serialize]
        raise QueryError(f"{to} cannot hold any triples", f"export the answer to {', '.join(able)}")
    return {form.file: form.serialize(triples)}


def _files(to: str) -> tuple[Format, ...]:
    if to not in FORMATS:
        raise OutputError(f"{to} is no format", f"take one of {', '.join(FORMATS)}")
    return FORMATS[to]
