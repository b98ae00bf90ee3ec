"""The embedded SPARQL store (Oxigraph): made in one go, then only read."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Literal as OneOf
from typing import cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
)
from wcwidth import wcswidth

from kg import rdf, vocabulary
from kg.errors import OutputError, QueryError
from kg.model import KnowledgeBase

Term = NamedNode | BlankNode | Literal | Triple
Form = OneOf["solutions", "boolean", "triples"]

_UPDATE = re.compile(
    r"(?:\s|#[^\n]*|PREFIX[^<]*<[^>]*>|BASE\s*<[^>]*>)*(?:INSERT|DELETE|WITH|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b",
    re.IGNORECASE,
)
_PREFIX_HINT = f"no PREFIX line is needed for {', '.join(f'{prefix}:' for prefix in vocabulary.PREFIXES)}"


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query as a table; None where a variable is not bound.

    SELECT gives its solutions, ASK one cell ("answer"), CONSTRUCT and DESCRIBE a sorted row for each triple.
    """

    form: Form
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as Turtle; a `QueryError` for any other answer."""
        if self.form != "triples":
            raise QueryError("only CONSTRUCT and DESCRIBE give a graph", "ask for a table, CSV or JSON")
        rows = cast("tuple[tuple[NamedNode, NamedNode, Term], ...]", self.rows)
        return rdf.write((Triple(*row) for row in rows), RdfFormat.TURTLE).decode()


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the cookbook: the name of its file, what it answers in Chinese and in English, and its text."""

    name: str
    chinese: str
    english: str
    sparql: str


def create(quads: Iterable[Quad], path: str | PathLike[str]) -> None:
    """Write a store into the folder `path`, in place of an older store there.

    It is loaded beside `path` and renamed at the end, so a failure while loading leaves what was there. An
    `OutputError` says why it cannot be written.
    """
    target = Path(path).absolute()
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as room:
            fresh, former = Path(room, "fresh"), Path(room, "former")
            _fill(fresh, quads)
            if target.exists():
                target.rename(former)
            fresh.rename(target)
    except OSError as error:
        raise OutputError(f"the store {path} cannot be written: {error}", "name another folder") from error


def load(kb: KnowledgeBase) -> Store:
    """A store in memory with all that `kb` knows."""
    store = Store()
    store.bulk_extend(rdf.quads(kb))
    return store


def query(store: Store | str | PathLike[str], sparql: str) -> Result:
    """The answer of a store, or of the store in a folder, to a SPARQL 1.1 query.

    The prefixes of `vocabulary.PREFIXES` need not be declared. Facts are in the default graph, the claims of an
    article in the graph named by its IRI. A folder is opened for reading only, so many can ask at once. A
    `QueryError` says where the query is wrong, or that there is no store.
    """
    opened = store if isinstance(store, Store) else _open(store)
    try:
        return _read(opened.query(sparql, prefixes=vocabulary.PREFIXES))
    except SyntaxError as error:
        raise _syntax_error(sparql, str(error)) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be answered: {error}", "use the functions of SPARQL 1.1") from error


def named_queries() -> dict[str, NamedQuery]:
    """The cookbook by name: each file opens with what it answers, a comment in Chinese and one in English."""
    return {path.stem: _named_query(path) for path in sorted((vocabulary.FOLDER / "queries").glob("*.rq"))}


def _named_query(path: Path) -> NamedQuery:
    sparql = path.read_text(encoding="utf-8")
    chinese, english = (line.removeprefix("# ") for line in sparql.splitlines()[:2])
    return NamedQuery(path.stem, chinese, english, sparql)


def _fill(folder: Path, quads: Iterable[Quad]) -> None:
    # A store is closed when nothing refers to it: on return from here, before its folder is renamed.
    store = Store(folder)
    store.bulk_extend(quads)
    store.flush()


def _open(path: str | PathLike[str]) -> Store:
    try:
        return Store.read_only(str(path))
    except OSError as error:
        raise QueryError(f"there is no store in {path}", "make one with kg build ARTICLES... -o DIR") from error


def _read(answer: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    if isinstance(answer, QueryBoolean):
        return Result("boolean", ("answer",), ((Literal(bool(answer)),),))
    if isinstance(answer, QueryTriples):
        triples = sorted(set(answer), key=str)
        return Result("triples", ("subject", "predicate", "object"), tuple(tuple(triple) for triple in triples))
    columns = tuple(variable.value for variable in answer.variables)
    return Result("solutions", columns, tuple(tuple(solution) for solution in answer))


def _syntax_error(sparql: str, message: str) -> QueryError:
    """Where the query stops making sense. The parser's own list of what it expected there is of no help."""
    if _UPDATE.match(sparql):
        return QueryError("the query would change the store", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    place = re.match(r"error at (\d+):(\d+)", message)
    if not place:
        return QueryError(f"the query is not SPARQL: {message}", _PREFIX_HINT)
    row, column = (int(number) for number in place.groups())
    line = [*sparql.split("\n"), ""][row - 1]
    pointer = " " * max(wcswidth(line[: column - 1]), 0) + "^"
    return QueryError(f"the query is not SPARQL at line {row}, column {column}:\n{line}\n{pointer}", _PREFIX_HINT)
