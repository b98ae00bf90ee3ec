"""The graph: building RDF, each format written and read, store and validation, beside rdflib on the same triples.

The facts are invented; ``KG_FACTS`` says how many, for a short run ``KG_FACTS="10000 100000"``. Each task runs in a
process of its own, which begins with the same graph: its memory is what it takes beside that.
"""

from __future__ import annotations

import ctypes
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

import networkx
import pandas
import pyoxigraph
import rdflib
from invented import invent
from pyoxigraph import RdfFormat

from kg import rdf, recovery, store, validation
from kg.exports import graphml, jsonld, nquads, spreadsheets, trig, turtle
from kg.model import KnowledgeBase

SIZES = "10000 100000 1000000"  # the last takes ten minutes and six gigabytes
GROWTH = 2.0  # times the seconds, and times the megabytes, that a fact may take of what it takes in the size before
LEAST = 0.05, 20.0  # seconds and megabytes below which a figure says nothing about growth

Task = Callable[[], object]


class Figure(NamedTuple):
    """What a task takes for so many facts."""

    facts: int
    seconds: float
    megabytes: float

    def growth(self, before: Figure) -> Iterator[float | None]:
        """How many times as long a fact takes as it did before, and the memory; None where that was too little."""
        for now, then, least in zip(self[1:], before[1:], LEAST, strict=True):
            growth = now / max(then, least) * before.facts / self.facts
            yield growth if then >= least or growth > GROWTH else None


def measure() -> bool:
    """True if time and memory grow with the number of facts and no faster; prints the figures."""
    before: dict[str, Figure] = {}
    met = True
    for size in map(int, os.environ.get("KG_FACTS", SIZES).split()):
        kb = invent(size)
        count = len(rdf.provenance(kb))  # found here, every task knows it
        print(f"The graph with {count:,} facts and {sum(1 for _ in rdf.claimed(kb)):,} claims, one core")
        print("against the size before: what a fact takes\n" if before else "")
        print(f"{'':36}{'seconds':>10}{'facts/s':>12}{'MB':>8}{'time':>9}{'memory':>9}")
        figures: dict[str, Figure] = {}
        with tempfile.TemporaryDirectory() as folder:
            for name, prepare in _tasks(kb, Path(folder)):
                figures[name] = Figure(count, *_apart(prepare))
                met = _show(name, figures[name], before.get(name)) and met
        for name in ("triples to turtle", "load turtle"):
            print(f"{name}: {figures[f'{name} (rdflib)'].seconds / figures[name].seconds:,.0f} times as fast as rdflib")
        print()
        before = figures
    print(
        f"{'within' if met else 'OVER'} the limit: a fact takes {GROWTH:g} times of the size before, in time and memory"
    )
    return met


def _show(name: str, figure: Figure, before: Figure | None) -> bool:
    """True if the task grows with the number of facts; prints its line."""
    line = f"{name:36}{figure.seconds:>10.2f}{figure.facts / figure.seconds:>12,.0f}{figure.megabytes:>8,.0f}"
    growth = list(figure.growth(before)) if before else []
    over = any(times is not None and times > GROWTH for times in growth)
    shown = "".join(f"{'-':>9}" if times is None else f"{times:>8.2f}x" for times in growth)
    print(line + shown + " OVER" * over, flush=True)
    return not over


def _tasks(kb: KnowledgeBase, folder: Path) -> Iterable[tuple[str, Callable[[], Task]]]:
    """Each task by its name: a function that prepares it, without being timed, and gives what is to be timed."""
    write = {"turtle": turtle.write, "trig": trig.write, "nquads": nquads.write, "jsonld": jsonld.write}
    forms = {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "nquads": RdfFormat.N_QUADS,
        "jsonld": RdfFormat.JSON_LD,
    }
    fresh = partial(replace, kb)  # a copy, of which nothing is known yet
    yield "build RDF", lambda: partial(_count, lambda: rdf.quads(fresh()))
    for name in write:
        yield f"write {name}", lambda name=name: partial(_save, folder / name, lambda: write[name](fresh()))
        yield (
            f"read {name}",
            lambda name=name: partial(_count, partial(pyoxigraph.parse, path=folder / name, format=forms[name])),
        )
    yield "write graphml", lambda: partial(_save, folder / "graphml", lambda: graphml.write(fresh()))
    yield "read graphml (networkx)", lambda: partial(networkx.read_graphml, folder / "graphml", force_multigraph=True)
    tables = {
        "nodes": spreadsheets.write_nodes,
        "edges": spreadsheets.write_edges,
        "evidence": spreadsheets.write_evidence,
    }
    yield "write csv", lambda: lambda: [_save(folder / name, partial(table, kb)) for name, table in tables.items()]
    yield "read csv (pandas)", lambda: lambda: [pandas.read_csv(folder / name, dtype=str) for name in tables]
    yield "read turtle as records", lambda: lambda: recovery.recover(rdf.facts(kb))
    yield "store in a folder", lambda: lambda: store.create(rdf.quads(fresh()), folder / "store")
    yield "validate", lambda: lambda: validation.validate(rdf.facts(kb))
    triples = list(set(rdf.facts(kb)))
    yield "triples to turtle", lambda: lambda: turtle.serialize(triples)
    yield (
        "triples to turtle (rdflib)",
        lambda: partial(rdflib.Graph().parse(folder / "turtle").serialize, format="turtle"),
    )
    yield (
        "load turtle",
        lambda: partial(pyoxigraph.Store().bulk_load, path=folder / "turtle", format=RdfFormat.TURTLE),
    )
    yield "load turtle (rdflib)", lambda: partial(rdflib.Graph().parse, folder / "turtle", format="turtle")


def _save(path: Path, write: Callable[[], bytes]) -> None:
    path.write_bytes(write())


def _count(parse: Callable[[], Iterable[object]]) -> int:
    return sum(1 for _ in parse())


def _apart(prepare: Callable[[], Task]) -> tuple[float, float]:
    """The CPU seconds and the megabytes that a task takes in a process of its own."""
    ctypes.CDLL(None).malloc_trim(0)  # what is free here, the task would take unseen
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
