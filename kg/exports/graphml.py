"""GraphML: the drawn graph for Gephi, yEd, igraph and networkx, with parallel edges and all values as attributes.

Gephi takes `label` as the label of nodes and edges, `weight` (how many sentences say it) as their weight. It drops an
edge of weight zero: what reference tables alone say has the weight of one sentence, and `status` tells them apart.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from kg.errors import LossWarning
from kg.exports import rows
from kg.exports.rows import Row
from kg.model import KnowledgeBase

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_TYPES = {str: "string", int: "int", bool: "boolean"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_PLACES = {"id", "source", "target"}  # attributes of the element rather than data in it


def write(kb: KnowledgeBase) -> bytes:
    """The graph as GraphML in UTF-8, the same bytes for the same knowledge.

    A character that XML 1.0 cannot hold becomes U+FFFD; one `LossWarning` says how many.
    """
    nodes, edges = rows.nodes(kb), [row | {"weight": row["weight"] or 1} for row in rows.edges(kb)]
    text = "".join(
        [
            _HEAD,
            *_keys("node", nodes),
            *_keys("edge", edges),
            '<graph edgedefault="directed">\n',
            *_elements("node", nodes),
            *_elements("edge", edges),
            "</graph>\n</graphml>\n",
        ]
    )
    text, lost = _NO_XML.subn("\ufffd", text)
    if lost:
        warnings.warn(f"{lost} characters that XML cannot hold are written as U+FFFD", LossWarning, stacklevel=2)
    return text.encode()


def _keys(scope: str, table: Sequence[Row]) -> Iterator[str]:
    """The declarations of the columns."""
    for name, value in table[0].items() if table else ():
        if name not in _PLACES:
            kind = _TYPES[type(value)]
            yield f'<key id="{scope}-{name}" for="{scope}" attr.name="{name}" attr.type="{kind}"/>\n'


def _elements(scope: str, table: Sequence[Row]) -> Iterator[str]:
    """An element a line, what is empty left out."""
    for row in table:
        places = "".join(f" {name}={quoteattr(str(row[name]))}" for name in row if name in _PLACES)
        data = "".join(
            f'<data key="{scope}-{name}">{_text(value)}</data>'
            for name, value in row.items()
            if name not in _PLACES and value != ""
        )
        yield f"<{scope}{places}>{data}</{scope}>\n"


def _text(value: str | int | bool) -> str:
    # A carriage return as it stands is read as a newline.
    return str(value).lower() if isinstance(value, bool) else escape(str(value), {"\r": "&#13;"})
