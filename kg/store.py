"""The embedded SPARQL store (Oxigraph): made in one go, then only read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
_BARE_WORD = re.compile(r"(?<![\w?$:@.])[A-Za-z]+(?![\w:])")
_FAULT = "\n" * 100 + "("  # nothing ends so, and no fault before it is reported as far as here
_EXAMPLE = "this is how one looks: SELECT ?name { ?who a kg:Person ; skos:prefLabel ?name }"
_DECLARED = ", ".join(f"{prefix}:" for prefix in vocabulary.PREFIXES)


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query as a table; None where a variable is not bound.

    SELECT gives its solutions, ASK one cell ("answer"), CONSTRUCT and DESCRIBE a sorted row for each triple.
    """

    form: Form
    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]

    def triples(self) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE; a `QueryError` for any other answer."""
        if self.form != "triples":
            raise QueryError("only CONSTRUCT and DESCRIBE give a graph", "ask for a table, CSV or JSON")
        rows = cast("tuple[tuple[NamedNode, NamedNode, Term], ...]", self.rows)
        return (Triple(*row) for row in rows)

    def to_turtle(self) -> str:
        """The triples of a CONSTRUCT or DESCRIBE as Turtle; a `QueryError` for any other answer."""
        return rdf.write(rdf.in_order(self.triples()), RdfFormat.TURTLE).decode()


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the cookbook: the name of its file, what it answers in Chinese and in English, and its text."""

    name: str
    chinese: str
    english: str
    sparql: str


def create(quads: Iterable[Quad], path: str | PathLike[str]) -> None:
    """Write a store into the new folder `path`; an `OutputError` says why it cannot be written."""
    try:
        # A store is closed when nothing refers to it: on return from here, so that its folder can be renamed.
        store = Store(str(path))
        store.bulk_extend(quads)
        store.flush()
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
    `QueryError` says where the query is wrong, that it asks another server (SERVICE), or that there is no store.
    """
    opened = store if isinstance(store, Store) else _open(store)
    if _asks_elsewhere(sparql):
        raise QueryError("the query asks another server: SERVICE", "kg uses no network: ask for what the graph holds")
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


def _asks_elsewhere(sparql: str) -> bool:
    """True if the query holds SERVICE as a keyword: its parser finds a fault once each "service" is another word.

    In a text, a name or a comment the other word is as good. An empty store parses, and has nothing to evaluate.
    """
    spoiled = re.sub("service", "servixe", sparql, flags=re.IGNORECASE)
    return spoiled != sparql and bool(_fault(spoiled)) and _fault(spoiled + _FAULT) != _fault(sparql + _FAULT)


def _fault(sparql: str) -> str:
    """Where the query is no SPARQL and what was expected there; empty if it is."""
    try:
        Store().query(sparql, prefixes=vocabulary.PREFIXES)
    except SyntaxError as error:
        return str(error)
    except (OSError, RuntimeError, ValueError):
        return ""  # it was understood
    return ""


def _syntax_error(sparql: str, message: str) -> QueryError:
    """Where the query stops making sense. The parser's own list of what it expected there is of no help."""
    if _UPDATE.match(sparql):
        return QueryError("the query would change the store", "ask with SELECT, ASK, CONSTRUCT or DESCRIBE")
    reported = re.match(r"error at (\d+):(\d+)", message)
    if not reported:
        return QueryError(f"the query is not SPARQL: {message}", _EXAMPLE)
    row, column = (int(number) for number in reported.groups())
    before = "".join(line + "\n" for line in sparql.split("\n")[: row - 1])
    place, hint = len(before) + column - 1, _EXAMPLE
    unknown = re.search(r"([\w.-]*:)[\w.:%-]*$", sparql[:place])
    if "Prefix not found" in message and unknown:
        place, hint = unknown.start(), f"declare {unknown[1]} with PREFIX; declared already: {_DECLARED}"
    return QueryError(_pointed(sparql, _misspelt(sparql, place, message)), hint)


def _misspelt(sparql: str, place: int, message: str) -> int:
    """Where the word begins that stands instead of a keyword, else `place`.

    The parser looks for each keyword it expects, and reports where the longest of them would end.
    """
    expected = set(re.findall(r"\b[A-Z]{2,}\b", message))
    words = (_BARE_WORD.match(sparql, place - len(keyword)) for keyword in expected if len(keyword) <= place)
    return min((word.start() for word in words if word and word[0].upper() not in expected), default=place)


def _pointed(sparql: str, place: int) -> str:
    """The fault, its line, and a pointer below the character at `place`."""
    row = sparql.count("\n", 0, place)
    column = place - (sparql.rfind("\n", 0, place) + 1)
    line = sparql.split("\n")[row]
    pointer = " " * max(wcswidth(line[:column]), 0) + "^"
    return f"the query is not SPARQL at line {row + 1}, column {column + 1}:\n{line}\n{pointer}"
