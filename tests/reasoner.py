"""The HermiT reasoner over RDF: what the ontology and its data say together must be possible."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import owlready2
import pytest
import rdflib

NEEDS_JAVA = pytest.mark.skipif(
    not shutil.which("java") and not os.environ.get("CI"), reason="the reasoner HermiT runs on Java, which is not here"
)


def unsatisfiable(graph: rdflib.Graph, folder: Path) -> list[str] | None:
    """The classes that nothing can belong to; None if the graph as a whole contradicts itself.

    HermiT knows the datatypes of OWL 2 only, which leaves out xsd:date: values are for the shapes.
    """
    path = folder / "graph.nt"
    path.write_bytes(graph.serialize(format="nt", encoding="utf-8"))
    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    try:
        owlready2.sync_reasoner_hermit(world, debug=0, ignore_unsupported_datatypes=True)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    return sorted(one.iri for one in world.inconsistent_classes())
