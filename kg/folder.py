"""The output folder of a build: what lies in it, and how it is written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg import rdf, records, store
from kg.errors import InputError, OutputError
from kg.exports import page, trig, turtle
from kg.model import Claim, KnowledgeBase, Skip
from kg.records import Reading

ARTICLES, SKIPPED, CLAIMS, FACTS, GRAPHS, PAGE, STORE = (
    "articles.jsonl",
    "skipped.jsonl",
    "claims.jsonl",
    "graph.ttl",
    "graph.trig",
    "graph.html",
    "store",
)

# What each file is for, in the order a reader meets them.
FILES: dict[str, str] = {
    PAGE: "the graph to explore in a browser",
    FACTS: "the facts as Turtle, for Protégé and other RDF tools",
    GRAPHS: "the facts, and each claim in the graph of its article",
    CLAIMS: "what each sentence says, with its exact characters",
    ARTICLES: "the articles as they were read",
    SKIPPED: "what could not be read, and why",
    STORE: "the same for SPARQL: kg query",
}


def save(knowledge: KnowledgeBase, readings: Sequence[Reading], skipped: Sequence[Skip], directory: str | Path) -> None:
    """Write everything into `directory`, which may be new, empty, or a former output of kg.

    All is first written into a folder beside it, so that a failure leaves `directory` as it was. All but the store
    are the same bytes for the same input. An `OutputError` says what is in the way.
    """
    with _replacing(directory) as folder:
        (folder / ARTICLES).write_bytes(records.dump_readings(readings))
        (folder / SKIPPED).write_bytes(records.dump_skipped(skipped))
        (folder / CLAIMS).write_bytes(records.dump_claims(knowledge.claims))
        (folder / FACTS).write_bytes(turtle.write(knowledge))
        (folder / GRAPHS).write_bytes(trig.write(knowledge))
        (folder / PAGE).write_bytes(page.write(knowledge))
        store.create(rdf.quads(knowledge), folder / STORE)


def read(directory: str | Path) -> tuple[tuple[Reading, ...], tuple[Claim, ...], tuple[Skip, ...]]:
    """The readings, claims and skips of an output folder, from which everything else in it follows."""
    articles, claims, skipped = (Path(directory, name) for name in (ARTICLES, CLAIMS, SKIPPED))
    try:
        return (
            records.load_readings(articles.read_bytes(), str(articles)),
            records.load_claims(claims.read_bytes(), str(claims)),
            records.load_skipped(skipped.read_bytes(), str(skipped)),
        )
    except OSError as error:
        raise InputError(
            f"{directory} is no output folder of kg: {error.strerror}: {error.filename}",
            "name the folder that was given to kg build -o",
        ) from error


def check(directory: str | Path) -> None:
    """Nothing, or an `OutputError` if `save` would refuse to write there: ask before a long build."""
    path = Path(directory).absolute()
    if path.exists() and not path.is_dir():
        raise OutputError(f"{directory} is a file", "name a folder after -o")
    if path.is_dir() and (foreign := _foreign(path)):
        raise OutputError(
            f"{directory} holds something else: {', '.join(foreign[:3])}", "name a new or an empty folder after -o"
        )
    ancestor = next(parent for parent in path.parents if parent.exists())
    if not ancestor.is_dir() or not os.access(ancestor, os.W_OK | os.X_OK):
        raise OutputError(f"{directory} cannot be made: {ancestor} is not writable", "name another folder after -o")


def _foreign(directory: Path) -> list[str]:
    """What is in the way: nothing in an empty folder and in one that a build has written."""
    names = {entry.name for entry in directory.iterdir()}
    if {ARTICLES, CLAIMS} <= names:
        names -= FILES.keys()
    return sorted(names)


@contextmanager
def _replacing(directory: str | Path) -> Iterator[Path]:
    """A new folder beside `directory` that takes its place at the end, or vanishes if something fails."""
    check(directory)
    target = Path(directory).resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as room:
            fresh, former = Path(room, "fresh"), Path(room, "former")
            fresh.mkdir()
            yield fresh
            if target.exists():
                target.rename(former)
            fresh.rename(target)
    except OSError as error:
        raise OutputError(f"{directory} cannot be written: {error}", "name another folder after -o") from error
