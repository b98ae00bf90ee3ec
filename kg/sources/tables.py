"""JSON lines, JSON and CSV -> `Article`: one article a record, its text below what its other fields say about it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from kg.model import Article, Skip
from kg.sources.articles import make_article, with_header
from kg.sources.decoding import decode
from kg.sources.received import FIELDS, Options, Received, RefusedError

_DELIMITERS = ",;\t"
_NO_TEXT = "name the field that holds the text: --text-field NAME"


def read_json_lines(received: Received, options: Options) -> Iterator[Article | Skip]:
    """The articles of a file with one JSON object a line; a line that is none is skipped, with its number."""
    text, encoding = _decode(received, options)
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read(f"{received.origin} line {number}", line, encoding, received.digest, options)


def read_json(received: Received, options: Options) -> Iterator[Article | Skip]:
    """The articles of a JSON array of objects, or of one object; several objects in a row are read as JSON lines."""
    text, encoding = _decode(received, options)
    try:
        value = _parse(text)
    except RefusedError:
        if not _is_object(text.lstrip().split("\n", 1)[0]):
            raise
        yield from read_json_lines(received, options)
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], start=1):
        yield _read(f"{received.origin} record {number}", record, encoding, received.digest, options)


def read_csv(received: Received, options: Options) -> Iterator[Article | Skip]:
    """The articles of a CSV file whose first line names the columns; comma, semicolon or tab part them."""
    text, encoding = _decode(received, options)
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # at first shorter than some articles: 131,072
    delimiter = _find_delimiter(text, options)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    columns = _columns(rows, options)
    while True:
        origin = f"{received.origin} line {rows.line_num + 1}"
        try:
            row = next(rows)
            if row:
                yield _read(origin, _record(columns, row), encoding, received.digest, options)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skip(origin, f"is broken CSV: {error}", "look at its quotation marks")
        except RefusedError as refused:
            yield Skip(origin, refused.what, refused.hint)


def _decode(received: Received, options: Options) -> tuple[str, str]:
    text, encoding = decode(received.data, options.encoding)
    if not text.strip("\ufeff \t\r\n"):
        raise RefusedError("is empty", "give one record for each article")
    return text.removeprefix("\ufeff"), encoding


def _read(origin: str, record: Any, encoding: str, digest: str, options: Options) -> Article | Skip:
    """The article of one record (of JSON lines: the line that holds it), or why it is none."""
    try:
        given = _values(_parse(record) if isinstance(record, str) else record, options)
        text = given.pop("text")
        return make_article(with_header(text, given, "来源"), origin, encoding, digest, given)
    except RefusedError as refused:
        return Skip(origin, refused.what, refused.hint)


def _parse(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise RefusedError("is broken JSON", "write the file anew; a record holds no line break of its own") from None


def _is_object(text: str) -> bool:
    try:
        return isinstance(_parse(text), dict)
    except RefusedError:
        return False


def _values(record: Any, options: Options) -> dict[str, str]:
    """The fields of `record` by the roles of `FIELDS`, blank ones left out; RefusedError if it has no text."""
    if not isinstance(record, Mapping):
        raise RefusedError("is no record with named fields", "give each article as a JSON object")
    named = {str(name).strip().lower(): value for name, value in record.items()}
    values = {}
    for role in FIELDS:
        candidates = (named[name] for name in options.names(role) if name in named)
        value = next((str(one) for one in candidates if isinstance(one, (str, int)) and str(one).strip()), None)
        if value is not None:
            values[role] = value
    if "text" not in values:
        raise RefusedError("has no text", _NO_TEXT)
    for role, value in values.items():
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise RefusedError(f"has a lone surrogate in its {role}", "half of a character was cut off: write it anew")
    return values


def _record(columns: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(columns):
        raise RefusedError("has more fields than there are columns", "put the text in quotation marks")
    return dict(zip(columns, row, strict=False))


def _find_delimiter(text: str, options: Options) -> str:
    """The delimiter that parts the first line into columns of which one holds the text; else the comma."""
    first = text.split("\n", 1)[0]
    columns = {delimiter: [name.strip('"\r') for name in first.split(delimiter)] for delimiter in _DELIMITERS}
    return next((delimiter for delimiter in _DELIMITERS if _has_text(columns[delimiter], options)), ",")


def _has_text(columns: list[str], options: Options) -> bool:
    return not {name.strip().lower() for name in columns}.isdisjoint(options.names("text"))


def _columns(rows: Iterator[list[str]], options: Options) -> list[str]:
    try:
        columns = next(rows, [])
    except csv.Error as error:
        raise RefusedError(f"is broken CSV: {error}", "look at its quotation marks") from None
    if not _has_text(columns, options):
        raise RefusedError("has no column for the text", _NO_TEXT)
    return columns
