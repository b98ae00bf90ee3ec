"""The drawn graph as a pyvis network: which nodes are drawn, and how each looks and where it stands.

What there is to draw is decided in `kg.exports.network`. Only the `LIMIT` best connected nodes are drawn: beyond
some hundreds of nodes every drawing is a hairball.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx
from pyvis.network import Network
from wcwidth import wcswidth

from kg import vocabulary
from kg.exports import layout, network
from kg.model import KnowledgeBase

LIMIT = 300
LANDSCAPE, PORTRAIT = 1.4, 0.6  # width to height of a canvas beside its panel, and of a telephone's above it

_LINE = 18  # columns of a label's line: nine Chinese characters
_COLUMN, _LINE_HEIGHT = 6.6, 16  # pixels of one column and of one line of a label


@dataclass(frozen=True, slots=True)
class Family:
    """Classes that look alike: a shape for those who cannot tell the colours apart, a colour for the others."""

    name: str
    chinese: str
    english: str
    kinds: frozenset[str]
    shape: str
    colour: str


def _family(name: str, chinese: str, english: str, kinds: str, shape: str, colour: str) -> Family:
    return Family(name, chinese, english, frozenset(kinds.split()), shape, colour)


# A class belongs to the family that names it, else to that of its nearest superclass.
FAMILIES = (
    _family("person", "人物", "People", "Person", "dot", "#d9652b"),
    _family("government", "党政机关", "Government and Party", "GovernmentBody PartyBody Court", "square", "#3a73c2"),
    _family(
        "education", "教育科研", "Learning, research", "University School ResearchInstitute", "triangle", "#128c8c"
    ),
    _family("company", "企业", "Companies", "Company", "square", "#a87a1d"),
    _family("institution", "其他机构", "Other bodies", "Institution", "square", "#71798a"),
    _family("alliance", "联盟", "Alliances", "Alliance", "hexagon", "#8c5bb5"),
    _family("place", "地区", "Places", "Place", "triangleDown", "#5b9440"),
    _family("agreement", "协议", "Agreements", "Agreement", "diamond", "#c23b66"),
    _family("event", "会议活动", "Events", "Event", "star", "#5753c9"),
    _family("article", "文章", "Articles", "Article", "dot", "#8d8377"),
)

_STRETCH = {"star": 1.4, "diamond": 1.2, "triangle": 1.1, "triangleDown": 1.1, "square": 0.9}  # all look as big

EDGE_COLOUR, REFERENCE_COLOUR = "#97a0b0", "#c3c8d2"
DASHES: Mapping[str, list[int] | bool] = {"stated": False, "derived": [2, 4], "reference": [9, 6]}


def family(kind: str) -> Family:
    """The family that a class of the ontology is drawn as.

    >>> family("Meeting").name, family("University").shape
    ('event', 'triangle')
    """
    for candidate in (kind, *vocabulary.superclasses(kind)):
        for row in FAMILIES:
            if candidate in row.kinds:
                return row
    raise ValueError(f"kg:{kind} is never drawn")


def ranked(graph: networkx.MultiDiGraph[str]) -> list[str]:
    """All nodes, best connected first; the nth is the drawing's ``e<n>``."""
    return sorted(graph, key=lambda iri: (-graph.degree[iri], iri))


def positions(graph: networkx.MultiDiGraph[str], *ratios: float) -> list[dict[str, layout.Pixel]]:
    """Where the drawn nodes stand on canvases that are so many times as wide as high, the best connected first."""
    nodes = ranked(graph)[:LIMIT]
    simple = networkx.Graph()
    simple.add_nodes_from(nodes)
    simple.add_edges_from(edge for edge in sorted(graph.subgraph(nodes).edges()) if edge[0] != edge[1])
    return layout.place(simple, {iri: _box(graph, iri) for iri in nodes}, ratios)


def to_pyvis(kb: KnowledgeBase) -> Network:
    """The drawing of `kb` as a pyvis network of at most `LIMIT` nodes, e0 being the best connected one.

    Nodes carry integer coordinates and physics is off, so that it opens at once and looks the same each time.
    """
    graph = network.build(kb)
    return draw(graph, *positions(graph, LANDSCAPE))


def draw(graph: networkx.MultiDiGraph[str], points: Mapping[str, layout.Pixel]) -> Network:
    """The drawing of the nodes that stand at `points`, and of the edges between them."""
    drawing = Network(height="100vh", width="100%", directed=True, cdn_resources="in_line")
    ids = {iri: f"e{number}" for number, iri in enumerate(points)}
    for iri, (x, y) in points.items():
        node = graph.nodes[iri]
        drawing.add_node(ids[iri], label=short_label(node["name"]), x=x, y=y, size=_size(graph, iri), **_look(node))
    for number, (source, target, data, curve) in enumerate(edges(graph)):
        if source in ids and target in ids:
            drawing.add_edge(ids[source], ids[target], id=f"r{number}", **_line(data, curve))
    drawing.set_options('{"physics": {"enabled": false}, "interaction": {"hover": true}}')
    return drawing


def edges(graph: networkx.MultiDiGraph[str]) -> list[tuple[str, str, dict[str, Any], float]]:
    """All edges in a fixed order, the nth being ``r<n>``: source, target, attributes, and how far it is curved.

    The edges between two nodes, whatever their direction, all get a different curve; a single one is straight.
    """
    rank = {iri: number for number, iri in enumerate(ranked(graph))}
    rows = sorted(graph.edges(keys=True), key=lambda edge: (rank[edge[0]], rank[edge[1]], edge[2]))
    between: dict[frozenset[str], list[tuple[str, str, str]]] = {}
    for edge in rows:
        between.setdefault(frozenset(edge[:2]), []).append(edge)
    result = []
    for source, target, key in rows:
        siblings = between[frozenset((source, target))]
        curve = (siblings.index((source, target, key)) - (len(siblings) - 1) / 2) * 0.3
        result.append((source, target, graph.edges[source, target, key], curve if source < target else -curve))
    return result


def short_label(name: str) -> str:
    """`name` on one line or two of at most nine Chinese characters, cut with an ellipsis where it is longer.

    >>> short_label("成渝地区双城经济圈教育协同发展行动计划").split()
    ['成渝地区双城经济圈', '教育协同发展行动…']
    """
    if wcswidth(name) <= _LINE + 2:
        return name
    first = _columns(name, min(_LINE, math.ceil(max(wcswidth(name), 0) / 4) * 2))
    second = name[len(first) :]
    if wcswidth(second) > _LINE:
        second = _columns(second, _LINE - 1) + "…"
    return f"{first}\n{second}"


def _columns(text: str, width: int) -> str:
    """The longest beginning of `text` that takes at most `width` columns."""
    end = len(text)
    while wcswidth(text[:end]) > width:
        end -= 1
    return text[:end]


def _size(graph: networkx.MultiDiGraph[str], iri: str) -> int:
    stretch = _STRETCH.get(family(graph.nodes[iri]["kind"]).shape, 1.0)
    return round((9 + 3.4 * math.sqrt(graph.degree[iri])) * stretch)


def _box(graph: networkx.MultiDiGraph[str], iri: str) -> layout.Box:
    lines = short_label(graph.nodes[iri]["name"]).split("\n")
    size = _size(graph, iri)
    width = max(2.0 * size, max(wcswidth(line) for line in lines) * _COLUMN)
    return round(width) + 14, 2 * size + _LINE_HEIGHT * len(lines) + 14


def _look(node: Mapping[str, Any]) -> dict[str, Any]:
    """How a node looks: full, or for what is only planned, hollow with a dashed border."""
    look = family(node["kind"])
    if node["planned"]:
        colour = {"background": "#ffffff", "border": look.colour}
        return {"shape": look.shape, "color": colour, "shapeProperties": {"borderDashes": [4, 3]}}
    return {"shape": look.shape, "color": {"background": look.colour, "border": "#ffffff"}}


def _line(data: Mapping[str, Any], curve: float) -> dict[str, Any]:
    smooth: dict[str, Any] | bool = False
    if curve:
        smooth = {"enabled": True, "type": "curvedCW" if curve > 0 else "curvedCCW", "roundness": round(abs(curve), 2)}
    return {
        "arrows": "" if data["symmetric"] else "to",
        "color": REFERENCE_COLOUR if data["status"] == "reference" else EDGE_COLOUR,
        "dashes": DASHES[data["status"]],
        "smooth": smooth,
    }
