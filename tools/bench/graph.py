"""The graph: building RDF, each format written and read, store and validation, beside rdflib on the same triples.

The facts are invented; ``KG_FACTS`` says how many (``KG_FACTS="10000 100000 1000000"``). Each task runs in a process
of its own, which begins with the same graph: its memory is what it takes beside that.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import networkx
import pandas
import pyoxigraph
import rdflib
from invented import invent
from pyoxigraph import RdfFormat

from kg import rdf, recovery, store, validation
from kg.exports import graphml, jsonld, nquads, spreadsheets, trig, turtle
from kg.model import KnowledgeBase

SIZES = "10000 100000"
GROWTH = 2.0  # how much longer a fact may take among ten times as many, and how much more memory
LEAST = 0.2  # seconds below which a clock says nothing about growth

Task = Callable[[], object]


def measure() -> bool:
    """True if time and memory grow with the number of facts and no faster; prints the figures."""
    before: dict[str, tuple[int, float, float]] = {}
    met = True
    for size in map(int, os.environ.get("KG_FACTS", SIZES).split()):
        kb = invent(size)
        count = len(rdf.provenance(kb))  # found here, every task knows it
        print(f"The graph with {count:,} facts and {len(list(rdf.claimed(kb))):,} claims, one core\n")
        print(f"{'':36}{'seconds':>10}{'facts/s':>12}{'MB':>8}{'s per fact':>12}")
        with tempfile.TemporaryDirectory() as folder:
            for name, prepare in _tasks(kb, Path(folder)):
                seconds, memory = _apart(prepare)
                facts, former, room = before.get(name, (count, seconds, memory))
                growth = seconds / former * facts / count
                fast = former >= LEAST and max(growth, memory / max(room, 50) * facts / count) > GROWTH
                met = met and not fast
                print(
                    f"{name:36}{seconds:>10.2f}{count / seconds:>12,.0f}{memory:>8,.0f}{growth:>11.2f}x{' OVER' * fast}"
                )
                before[name] = count, seconds, memory
        print()
    print(f"{'within' if met else 'OVER'} the limit: {GROWTH:g} times the time and memory per fact of the size before")
    return met


def _tasks(kb: KnowledgeBase, folder: Path) -> Iterable[tuple[str, Callable[[], Task]]]:
    """Each task by its name: a function that prepares it, without being timed, and gives what is to be timed."""
    write = {"turtle": turtle.write, "trig": trig.write, "nquads": nquads.write, "jsonld": jsonld.write}
    forms = {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "jsonld": RdfFormat.JSON_LD,
    }
    yield "build RDF", lambda: lambda: list(rdf.quads(replace(kb)))  # a copy, of which nothing is known yet
    for name in write:
        yield f"write {name}", lambda name=name: partial(_save, folder / name, partial(write[name], kb))
        yield (
            f"read {name}",
            lambda name=name: partial(_count, partial(pyoxigraph.parse, path=folder / name, format=forms[name])),
        )
    yield "write graphml", lambda: partial(_save, folder / "graphml", partial(graphml.write, kb))
    yield "read graphml (networkx)", lambda: partial(networkx.read_graphml, folder / "graphml", force_multigraph=True)
    tables = {
        "nodes": spreadsheets.write_nodes,
        "edges": spreadsheets.write_edges,
        "evidence": spreadsheets.write_evidence,
    }
    yield "write csv", lambda: lambda: [_save(folder / name, partial(table, kb)) for name, table in tables.items()]
    yield "read csv (pandas)", lambda: lambda: [pandas.read_csv(folder / name, dtype=str) for name in tables]
    yield "read turtle as records", lambda: lambda: recovery.recover(rdf.facts(kb))
    yield "store in a folder", lambda: lambda: store.create(rdf.quads(kb), folder / "store")
    yield "validate", lambda: lambda: validation.validate(rdf.facts(kb))
    yield (
        "load turtle (Oxigraph)",
        lambda: partial(pyoxigraph.Store().bulk_load, path=folder / "turtle", format=RdfFormat.TURTLE),
    )
    yield "load turtle (rdflib)", lambda: partial(rdflib.Graph().parse, folder / "turtle", format="turtle")
    yield "write turtle (rdflib)", lambda: partial(rdflib.Graph().parse(folder / "turtle").serialize, format="turtle")


def _save(path: Path, write: Callable[[], bytes]) -> None:
    path.write_bytes(write())


def _count(parse: Callable[[], Iterable[object]]) -> int:
    return sum(1 for _ in parse())


def _apart(prepare: Callable[[], Task]) -> tuple[float, float]:
    """The CPU seconds and the megabytes that a task takes in a process of its own."""
    here, there = Pipe(duplex=False)
    process = get_context("fork").Process(target=_run, args=(prepare, there))
    process.start()
    there.close()
    seconds, memory = here.recv()
    process.join()
    return seconds, memory


def _run(prepare: Callable[[], Task], answer: Connection) -> None:
    task = prepare()
    before, start = _memory(), time.process_time()
    task()
    answer.send(
        (time.process_time() - start, max(0.0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before))
    )


def _memory() -> float:
    """The megabytes that the process has now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 2**20
