"""The rows of an answer as text: a table for people, CSV and JSON for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple
from wcwidth import wcswidth, wcwidth

from kg import vocabulary
from kg.store import Term

Row = Sequence[Term | None]

_GAP = "  "
_NARROWEST = 4  # no column is cut below this

_JSON_TYPES: Mapping[str, Callable[[str], object]] = {
    vocabulary.expand("xsd:integer"): int,
    vocabulary.expand("xsd:decimal"): float,
    vocabulary.expand("xsd:boolean"): lambda value: value == "true",
}


def format_table(columns: Sequence[str], rows: Iterable[Row], width: int | None = None) -> str:
    """The rows under their headings, aligned in a terminal, where a Chinese character is two cells wide.

    IRIs are shown as CURIEs. `width` is how many cells a line may take: longer texts are cut and end in "…".

    >>> print(format_table(["name", "post"], [[Literal("张三"), Literal("校长")], [Literal("O'Neill"), None]]), end="")
    name     post
    ───────  ────
    张三     校长
    O'Neill
    """
    lines = [list(columns), *([_shown(term) for term in row] for row in rows)]
    widths = _fit([max(map(wcswidth, column)) for column in zip(*lines, strict=True)], width)
    lines.insert(1, ["─" * cells for cells in widths])
    return "".join(_line(cells, widths) for cells in lines)


def format_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    r"""The rows as CSV with a header: IRIs in full, literals without datatype and language, as SPARQL 1.1 has it.

    Only the ends of lines are plain newlines, as in every other file of kg.

    >>> format_csv(["name"], [[Literal("甲,乙")], [None]])
    'name\n"甲,乙"\n""\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_value(term) for term in row] for row in rows)
    return text.getvalue()


def format_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """The rows as a JSON list of objects: IRIs in full, numbers and booleans as such, null where nothing is bound.

    >>> print(format_json(["name", "n"], [[Literal("张三"), Literal(2)]]), end="")
    [
      {
        "name": "张三",
        "n": 2
      }
    ]
    """
    records = [{name: _json(term) for name, term in zip(columns, row, strict=True)} for row in rows]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def _shown(term: Term | None) -> str:
    """One line without control characters: a quotation must neither break the table nor reach the terminal."""
    text = vocabulary.compact(term.value) if isinstance(term, NamedNode) else _value(term)
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _value(term: Term | None) -> str:
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple) else term.value


def _json(term: Term | None) -> object:
    if isinstance(term, Literal):
        try:
            return _JSON_TYPES.get(term.datatype.value, str)(term.value)
        except ValueError:  # no such number: a query can give a literal any datatype
            return term.value
    return None if term is None else _value(term)


def _fit(widths: list[int], width: int | None) -> list[int]:
    """The widths, the widest columns narrowed to one size until a line fits."""
    room = sum(widths) if width is None else width - len(_GAP) * (len(widths) - 1)
    limit = max(widths, default=0)
    while limit > _NARROWEST and sum(min(cells, limit) for cells in widths) > room:
        limit -= 1
    return [min(cells, limit) for cells in widths]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    cut = (_cut(text, width) for text, width in zip(cells, widths, strict=True))
    padded = (text + " " * (width - wcswidth(text)) for text, width in zip(cut, widths, strict=True))
    return _GAP.join(padded).rstrip() + "\n"


def _cut(text: str, width: int) -> str:
    if wcswidth(text) <= width:
        return text
    kept, cells = "", 1  # one cell is for the ellipsis
    for character in text:
        cells += max(wcwidth(character), 0)
        if cells > width:
            break
        kept += character
    return kept + "…"
