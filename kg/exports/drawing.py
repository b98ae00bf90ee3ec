"""The drawn graph as a pyvis network: which nodes are drawn, and how each looks and where it stands.

What there is to draw is decided in `kg.exports.network`. Of that, nodes with a relation are drawn, and no articles,
whose bylines are nobody's cooperation; and only the `LIMIT` best connected ones: beyond some hundreds of nodes every
drawing is a hairball.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import networkx
from pyvis.network import Network
from wcwidth import wcswidth

from kg.exports import layout, network
from kg.exports.families import family
from kg.model import KnowledgeBase

LIMIT = 300
LANDSCAPE, PORTRAIT = 1.4, 0.6  # width to height of a canvas beside its panel, and of a telephone's above it

_LINE = 18  # columns of a label's line: nine Chinese characters
_COLUMN, _LINE_HEIGHT = 6.6, 16  # pixels of one column and of one line of a label

EDGE_COLOUR, REFERENCE_COLOUR = "#7d8797", "#b4bac6"
DASHES: Mapping[str, list[int] | bool] = {"stated": False, "derived": [2, 4], "reference": [9, 6], "planned": [6, 3]}


def ranked(graph: networkx.MultiDiGraph[str]) -> list[str]:
    """All nodes, those with most relations first that an article tells."""
    weights = _weights(graph)
    return sorted(graph, key=lambda iri: (-weights[iri], -graph.degree[iri], iri))


def sizes(graph: networkx.MultiDiGraph[str]) -> dict[str, int]:
    """Half the width of each node in pixels, by the number of its relations that an article tells."""
    return {iri: round(9 + 3.4 * math.sqrt(min(weight, 40))) for iri, weight in _weights(graph).items()}


def positions(graph: networkx.MultiDiGraph[str], *ratios: float) -> list[dict[str, layout.Pixel]]:
    """Where the drawn nodes stand on canvases that are so many times as wide as high, the best connected first."""
    simple = skeleton(graph)
    size = sizes(graph)
    return layout.place(simple, {iri: _box(graph.nodes[iri]["name"], size[iri]) for iri in simple}, ratios)


def skeleton(graph: networkx.MultiDiGraph[str]) -> networkx.Graph[str]:
    """The drawn nodes, the best connected first, and which of them are linked."""
    things = [iri for iri in ranked(graph) if graph.nodes[iri]["kind"] != "Article"]
    pairs = {edge for edge in graph.subgraph(things).edges() if edge[0] != edge[1]}
    others: dict[str, set[str]] = {iri: set() for iri in things}
    for source, target in pairs:
        others[source].add(target)
        others[target].add(source)
    first = set(things[:LIMIT])
    nodes = [iri for iri in things[:LIMIT] if others[iri] & first]
    kept = set(nodes)
    for iri in things[LIMIT:]:
        if len(nodes) < LIMIT and others[iri] & kept:
            nodes.append(iri)
            kept.add(iri)
    simple = networkx.Graph()
    simple.add_nodes_from(nodes)
    simple.add_edges_from(pair for pair in sorted(pairs) if pair[0] in simple and pair[1] in simple)
    return simple


def communities(simple: networkx.Graph[str]) -> list[list[str]]:
    """The groups of more than two nodes that have most links among themselves (greedy modularity), largest first."""
    order = list(simple)
    numbered = networkx.convert_node_labels_to_integers(simple)  # sets of numbers do not depend on the hash seed
    if not numbered.number_of_edges():
        return []
    found = networkx.community.greedy_modularity_communities(numbered)
    return [[order[number] for number in sorted(group)] for group in found if len(group) > 2]


def _weights(graph: networkx.MultiDiGraph[str]) -> dict[str, int]:
    weights = dict.fromkeys(graph, 0)
    for source, target, status in graph.edges(data="status"):
        if status != "reference" and graph.nodes[target]["kind"] != "Article":
            weights[source] += 1
            weights[target] += 1
    return weights


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
    size = sizes(graph)
    for iri, (x, y) in points.items():
        node = graph.nodes[iri]
        drawing.add_node(ids[iri], label=short_label(node["name"]), x=x, y=y, size=size[iri], **_look(node))
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


def _box(name: str, size: int) -> layout.Box:
    """The room of a node with its label below."""
    lines = short_label(name).split("\n")
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
