"""The output folder of a build: what lies in it, and how it is written whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg import exports, rdf, records, store, vocabulary
from kg.errors import InputError, OutputError
from kg.model import Claim, KnowledgeBase, Skip
from kg.records import Reading

ARTICLES, SKIPPED, CLAIMS, STORE = "articles.jsonl", "skipped.jsonl", "claims.jsonl", "store"
ONTOLOGY, CATALOG = "kg.ttl", "catalog-v001.xml"  # Protégé would write a catalog of its own into any folder without
PAGE, FACTS, GRAPHS = exports.PAGE.file, exports.TURTLE.file, exports.TRIG.file

# What each file is for, in the order a reader meets them.
FILES: dict[str, str] = {
    **{form.file: form.purpose for form in exports.BUILT},
    CLAIMS: "what each sentence says, with its exact characters",
    ARTICLES: "the articles as they were read",
    SKIPPED: "what could not be read, and why",
    STORE: "the same for SPARQL: kg query",
    ONTOLOGY: "what the terms mean, imported by graph.ttl",
    CATALOG: "where Protégé finds kg.ttl",
}

_HINT = "name another folder after -o"


def save(knowledge: KnowledgeBase, readings: Sequence[Reading], skipped: Sequence[Skip], directory: str | Path) -> None:
    """Write everything into `directory`, which may be new, empty, or a former output of kg.

    All is written aside first and moved at the end, so that a failure leaves `directory` as it was. All but the store
    are the same bytes for the same input. An `OutputError` says what is in the way.
    """
    with _replacing(directory) as folder:
        (folder / ARTICLES).write_bytes(records.dump_readings(readings))
        (folder / SKIPPED).write_bytes(records.dump_skipped(skipped))
        (folder / CLAIMS).write_bytes(records.dump_claims(knowledge.claims))
        for name in (ONTOLOGY, CATALOG):
            (folder / name).write_bytes((vocabulary.FOLDER / name).read_bytes())
        for form in exports.BUILT:
            (folder / form.file).write_bytes(form.write(knowledge))
        store.create(rdf.quads(knowledge), folder / STORE)


def put(files: Mapping[str, bytes], path: str | Path) -> None:
    """Write one file to `path`, or under their names into a folder: one that is there, or for several files a new one.

    All are written aside first and then renamed, so that what was there stays whole until the new stands in its place.
    An `OutputError` says what is in the way.
    """
    target = Path(path)
    into = target if target.is_dir() or len(files) > 1 else target.parent
    try:
        into.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=into, prefix=".kg-") as aside:
            goals = {Path(aside, name): into / name if into is target else target for name in files}
            for fresh, data in zip(goals, files.values(), strict=True):
                fresh.write_bytes(data)
            for fresh, goal in goals.items():
                fresh.replace(goal)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}", "name another place") from error


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
    try:
        nearest = next(place for place in (path, *path.parents) if _exists(place))
        foreign = _foreign(path) if stat.S_ISDIR(nearest.stat().st_mode) and nearest == path else []
    except OSError as error:
        raise OutputError(f"{directory} cannot be written: {error.strerror}", _HINT) from error
    if not nearest.is_dir():
        raise OutputError(f"{directory} cannot be made: {nearest} is a file", "name a folder after -o")
    if foreign:
        raise OutputError(
            f"{directory} holds something else: {', '.join(foreign[:3])}", "name a new or an empty folder after -o"
        )
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise OutputError(f"{directory} cannot be written: {nearest} is not writable", _HINT)


def _exists(path: Path) -> bool:
    """True if there is something; an OSError where nobody can know. `Path.exists` swallows some of those."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _foreign(directory: Path) -> list[str]:
    """What is in the way: nothing in an empty folder and in one that a build has written."""
    names = {entry.name for entry in directory.iterdir()}
    if {ARTICLES, CLAIMS} <= names:
        names -= FILES.keys()
    return sorted(names)


@contextmanager
def _replacing(directory: str | Path) -> Iterator[Path]:
    """A new folder whose content is that of `directory` at the end, or vanishes if something fails.

    A new `directory` appears with all its content. One that exists stays itself, as it may be mounted there or be
    where a shell stands: its former content moves out, the new content in.
    """
    check(directory)
    target = Path(directory).resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        former = sorted(target.iterdir()) if target.exists() else None
        with tempfile.TemporaryDirectory(dir=target.parent if former is None else target, prefix=".kg-") as room:
            fresh, aside = Path(room, "fresh"), Path(room, "former")
            fresh.mkdir()
            aside.mkdir()
            yield fresh
            if former is None:
                fresh.rename(target)
            else:
                out = [(path, aside / path.name) for path in former]
                _move([*out, *((path, target / path.name) for path in sorted(fresh.iterdir()))])
    except OSError as error:
        raise OutputError(f"{directory} cannot be written: {error.strerror or error}", _HINT) from error


def _move(moves: Sequence[tuple[Path, Path]]) -> None:
    """Rename each first path to the second in turn, or in the end none if one fails."""
    try:
        for source, goal in moves:
            source.rename(goal)
    except BaseException:
        for source, goal in reversed(moves):
            # Asked of the disk: an interrupt may come between a renaming and any note of it.
            if not os.path.lexists(source) and os.path.lexists(goal):
                goal.rename(source)
        raise
