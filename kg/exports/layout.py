"""Where each node of a drawing stands: a layout by stress, labels side by side rather than on top of each other.

Distances in the drawing follow distances in the graph (stochastic gradient descent on stress: Zheng, Pawar and
Goodman, "Graph Drawing by Stochastic Gradient Descent", 2019). Only +, -, *, / and square roots of plain floats
are used, which IEEE 754 rounds alike everywhere: the same graph gets the same coordinates on every machine.
"""

from __future__ import annotations

import bisect
import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import networkx

Point = tuple[float, float]
Pixel = tuple[int, int]
Box = tuple[int, int]  # width and height, the label included

_EDGE = 75.0  # pixels of a distance of 1; less draws clusters into one, more shrinks everything
_STEPS, _DECAY = 30, 0.75
_ROUNDS = 300  # at most, of pushing apart; a few dozen are usual
_ROOM = 1.5  # times the area of all boxes, before they are pushed apart
_GAP = 30.0  # between connected components


@dataclass(frozen=True, slots=True)
class _Block:
    """A connected component, or all nodes without an edge: points from (0, 0) to (width, height)."""

    points: dict[str, Point]
    width: float
    height: float


def place(graph: networkx.Graph, boxes: Mapping[str, Box], ratios: Sequence[float]) -> list[dict[str, Pixel]]:
    """For each of `ratios`, the centres of the nodes on a canvas that is so many times as wide as it is high.

    `graph` is undirected; the order of its nodes decides ties. `boxes` says how much room each node needs. Everything
    is in pixels around (0, 0), nodes without an edge stand in a grid.

    >>> place(networkx.path_graph(["a", "b"]), {"a": (80, 40), "b": (80, 40)}, [1.5])
    [{'a': (-44, 0), 'b': (44, 0)}]
    """
    order = {node: index for index, node in enumerate(graph)}
    components = sorted(
        (sorted(component, key=order.__getitem__) for component in networkx.connected_components(graph)),
        key=lambda component: (-len(component), order[component[0]]),
    )
    linked = [nodes for nodes in components if len(nodes) > 1]
    lonely = [nodes[0] for nodes in components if len(nodes) == 1]
    shapes = [_principal_axes(_minimise_stress(_distances(graph, nodes), len(nodes))) for nodes in linked]
    result = []
    for ratio in ratios:
        blocks = [_fill(nodes, shape, boxes, ratio) for nodes, shape in zip(linked, shapes, strict=True)]
        if lonely:
            blocks.append(_grid(lonely, boxes, 3 * ratio))  # a low one: it lies below the others
        placed = _pack([_block(points, boxes) for points in blocks], ratio)
        result.append({node: (round(placed[node][0]), round(placed[node][1])) for node in graph})
    return result


def _fill(nodes: Sequence[str], shape: Sequence[Point], boxes: Mapping[str, Box], ratio: float) -> dict[str, Point]:
    """The nodes of a component of this shape, on a canvas of this ratio, with room for all their boxes."""
    if ratio < 1:
        shape = [(y, x) for x, y in shape]
    stretch = math.sqrt(max(ratio, 1.0))  # labels are wide: room in x is worth more than room in y
    points = [(x * _EDGE * stretch, y * _EDGE / stretch) for x, y in shape]
    width, height = (max(values) - min(values) + _EDGE for values in zip(*points, strict=True))
    needed = _ROOM * sum(boxes[node][0] * boxes[node][1] for node in nodes)
    growth = max(1.0, math.sqrt(needed / (width * height)))
    points = [(x * growth, y * growth) for x, y in points]
    return dict(zip(nodes, _push_apart(points, [boxes[node] for node in nodes]), strict=True))


def _distances(graph: networkx.Graph, nodes: Sequence[str]) -> tuple[tuple[int, int, float], ...]:
    """The wanted distance of each pair of nodes: the shortest path, its edges longer around hubs."""
    index = {node: number for number, node in enumerate(nodes)}

    def length(source: str, target: str, _: object) -> float:
        return 0.7 + math.sqrt(max(graph.degree[source], graph.degree[target])) / 4

    pairs = []
    for node in nodes:
        reached = networkx.single_source_dijkstra_path_length(graph, node, weight=length)
        pairs += [(index[node], index[other], reached[other]) for other in nodes[: index[node]]]
    return tuple(pairs)


@lru_cache(maxsize=64)  # the page, its parts and to_pyvis draw the same components
def _minimise_stress(pairs: tuple[tuple[int, int, float], ...], count: int) -> tuple[Point, ...]:
    chance = random.Random(count)
    xs = [chance.random() for _ in range(count)]
    ys = [chance.random() for _ in range(count)]
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    step = max(distance for _, _, distance in pairs) ** 2
    for _ in range(_STEPS):
        for i, j, distance in shuffled:
            dx, dy = xs[i] - xs[j], ys[i] - ys[j]
            apart = math.sqrt(dx * dx + dy * dy) or 1e-9
            share = min(1.0, step / (distance * distance)) * (apart - distance) / (2 * apart)
            xs[i] -= share * dx
            ys[i] -= share * dy
            xs[j] += share * dx
            ys[j] += share * dy
        step *= _DECAY
    return tuple(zip(xs, ys, strict=True))


def _principal_axes(points: Sequence[Point]) -> list[Point]:
    """`points` around their centre, turned so that they spread most from left to right.

    >>> _principal_axes([(0.0, 0.0), (0.0, 2.0)])
    [(-1.0, -0.0), (1.0, 0.0)]
    """
    mean_x, mean_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    centred = [(x - mean_x, y - mean_y) for x, y in points]
    xx = sum(x * x for x, _ in centred)
    yy = sum(y * y for _, y in centred)
    xy = sum(x * y for x, y in centred)
    half = (xx - yy) / 2
    radius = math.sqrt(half * half + xy * xy)
    # the longer of the two forms of the first eigenvector of [[xx, xy], [xy, yy]]
    along, across = (half + radius, xy) if half >= 0 else (xy, radius - half)
    norm = math.sqrt(along * along + across * across) or 1.0
    cos, sin = (along / norm, across / norm) if along or across else (1.0, 0.0)
    return [(x * cos + y * sin, y * cos - x * sin) for x, y in centred]


def _push_apart(points: Sequence[Point], boxes: Sequence[Box]) -> list[Point]:
    """`points` moved until no two boxes around them overlap, each pair along the axis where less is to do.

    >>> _push_apart([(0.0, 0.0), (10.0, 2.0)], [(40, 20), (40, 20)])
    [(0.0, -9.5), (10.0, 11.5)]
    """
    xs, ys = [x for x, _ in points], [y for _, y in points]
    for _ in range(_ROUNDS):
        clear = True
        for i, j in _close_pairs(xs, max(width for width, _ in boxes)):
            over_x = (boxes[i][0] + boxes[j][0]) / 2 - abs(xs[j] - xs[i])
            over_y = (boxes[i][1] + boxes[j][1]) / 2 - abs(ys[j] - ys[i])
            if over_x > 0 and over_y > 0:
                clear = False
                values, over = (xs, over_x) if over_x < over_y else (ys, over_y)
                shift = (over + 1) / 2 if values[j] >= values[i] else -(over + 1) / 2
                values[i] -= shift
                values[j] += shift
        if clear:
            break
    return list(zip(xs, ys, strict=True))


def _close_pairs(xs: Sequence[float], reach: float) -> Iterator[tuple[int, int]]:
    """The pairs of positions in `xs` that are at most `reach` apart as the search begins, from left to right."""
    order = sorted(range(len(xs)), key=lambda i: (xs[i], i))
    sorted_xs = [xs[i] for i in order]
    for first, i in enumerate(order):
        for j in order[first + 1 : bisect.bisect_right(sorted_xs, sorted_xs[first] + reach)]:
            yield i, j


def _grid(nodes: Sequence[str], boxes: Mapping[str, Box], ratio: float) -> dict[str, Point]:
    width = max(boxes[node][0] for node in nodes)
    height = max(boxes[node][1] for node in nodes)
    columns = max(1, round(math.sqrt(len(nodes) * ratio * height / width)))
    return {node: (i % columns * float(width), i // columns * float(height)) for i, node in enumerate(nodes)}


def _block(points: dict[str, Point], boxes: Mapping[str, Box]) -> _Block:
    left = min(x - boxes[node][0] / 2 for node, (x, _) in points.items())
    right = max(x + boxes[node][0] / 2 for node, (x, _) in points.items())
    top = min(y - boxes[node][1] / 2 for node, (_, y) in points.items())
    bottom = max(y + boxes[node][1] / 2 for node, (_, y) in points.items())
    return _Block({node: (x - left, y - top) for node, (x, y) in points.items()}, right - left, bottom - top)


def _pack(blocks: Sequence[_Block], ratio: float) -> dict[str, Point]:
    """The points of all blocks, none upon another, the centre of everything at (0, 0).

    The largest first, each goes to the corner of others where the canvas has to grow least for it.
    """
    placed: list[tuple[float, float, _Block]] = []
    width = height = 0.0
    for block in sorted(blocks, key=lambda block: -block.width * block.height):
        corners = {(0.0, 0.0)}
        for x, y, other in placed:
            right, below = x + other.width + _GAP, y + other.height + _GAP
            corners |= {(right, y), (x, below), (right, 0.0), (0.0, below)}

        def growth(corner: Point, block: _Block = block, width: float = width, height: float = height) -> Point:
            right, bottom = max(width, corner[0] + block.width), max(height, corner[1] + block.height)
            return max(right / ratio, bottom), corner[0] / ratio + corner[1]

        x, y = next(
            corner for corner in sorted(corners, key=lambda one: (growth(one), one)) if _is_free(corner, block, placed)
        )
        placed.append((x, y, block))
        width, height = max(width, x + block.width), max(height, y + block.height)
    return {
        node: (x + px - width / 2, y + py - height / 2)
        for x, y, block in placed
        for node, (px, py) in block.points.items()
    }


def _is_free(corner: Point, block: _Block, placed: Sequence[tuple[float, float, _Block]]) -> bool:
    left, top = corner
    return not any(
        left < x + other.width + _GAP
        and x < left + block.width + _GAP
        and top < y + other.height + _GAP
        and y < top + block.height + _GAP
        for x, y, other in placed
    )
