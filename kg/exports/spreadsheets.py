"""CSV: the drawn graph as tables of nodes and edges, and the evidence, for spreadsheets, Neo4j and data frames.

UTF-8 with a byte order mark, by which Excel knows Chinese, and otherwise RFC 4180. A spreadsheet takes a text that
begins with = or its like for a formula and runs it, also behind what it does not show, such as a null character: such
a cell gets an apostrophe in front, and so does one that begins with an apostrophe, so that taking one away gives the
text back (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from kg.exports import rows
from kg.exports.rows import Row
from kg.model import KnowledgeBase

_FORMULA = re.compile(r"['\t\r\n]|[\s\0-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]")


def write_nodes(kb: KnowledgeBase) -> bytes:
    """A row for each thing, with its name, class and values."""
    return _table(rows.nodes(kb), "id")


def write_edges(kb: KnowledgeBase) -> bytes:
    """A row for each relation and each post, between two ids of the nodes."""
    return _table(rows.edges(kb), "id")


def write_evidence(kb: KnowledgeBase) -> bytes:
    """A row for each claim, with the sentence that says it and its article."""
    return _table(rows.evidence(kb), "claim")


def _table(table: Sequence[Row], key: str) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table[0] if table else (key,))
    writer.writerows([_cell(value) for value in row.values()] for row in table)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: str | int | bool) -> str:
    """The value as text that no spreadsheet runs.

    >>> _cell("=1+1"), _cell(" -1"), _cell(-1), _cell(True), _cell("四川大学")
    ("'=1+1", "' -1", '-1', 'true', '四川大学')
    """
    if isinstance(value, str):
        return f"'{value}" if _FORMULA.match(value) else value
    return str(value).lower()
