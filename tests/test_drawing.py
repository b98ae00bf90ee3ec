from __future__ import annotations

import itertools
import json
import random
from dataclasses import replace

import networkx
import pytest

from drawn import Draft
from kg import vocabulary
from kg.exports import drawing, layout, network
from kg.exports.families import FAMILIES, family
from kg.model import KnowledgeBase

# What the drawing never holds: these are edges, or RDF alone.
UNDRAWN = {"Membership", "Claim"}


def overlapping(points: dict[str, tuple[int, int]], boxes: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    """Pairs of nodes whose boxes share more than the pixel that rounding may cost."""
    return [
        (a, b)
        for a, b in itertools.combinations(points, 2)
        if abs(points[a][0] - points[b][0]) < (boxes[a][0] + boxes[b][0]) / 2 - 1
        and abs(points[a][1] - points[b][1]) < (boxes[a][1] + boxes[b][1]) / 2 - 1
    ]


def town(count: int) -> networkx.Graph:
    """A connected graph with hubs, and as many nodes without an edge as a tenth of it."""
    chance = random.Random(7)
    graph = networkx.Graph()
    graph.add_nodes_from(f"n{number}" for number in range(count))
    graph.add_edges_from((f"n{number}", f"n{int(number * chance.random() ** 2)}") for number in range(1, count))
    graph.add_nodes_from(f"lonely{number}" for number in range(count // 10))
    return graph


@pytest.fixture(scope="module")
def parallel() -> KnowledgeBase:
    draft = Draft(
        "甲大学支持乙学院，甲大学加入乙学院，乙学院与甲大学合作。位于甲大学的丙中学筹建。甲大学在丁省。",
        {"甲大学": "University", "乙学院": "University", "丙中学": "School", "丁省": "Province"},
    )
    draft.say("甲大学", "kg:supports", "乙学院", "支持")
    draft.say("甲大学", "kg:partOf", "乙学院", "加入", derivation="derived")
    draft.say("乙学院", "kg:cooperatesWith", "甲大学", "合作")
    draft.say("丙中学", "kg:planned", "true", "筹建")
    draft.refer("甲大学", "kg:locatedIn", "丁省")
    return draft.knowledge()


def test_every_class_that_can_be_drawn_has_a_family() -> None:
    for kind in set(vocabulary.kinds()) - UNDRAWN:
        assert family(kind) in FAMILIES, kind


def test_families_differ_in_colour_and_in_outline() -> None:
    assert len({row.colour for row in FAMILIES}) == len(FAMILIES)
    assert len({row.outline for row in FAMILIES}) == len(FAMILIES)


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return sum(share * one for share, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("ground", ["#fafaf7", "#ffffff", "#14181e", "#1b2027"])
def test_shapes_stand_out_from_every_ground(ground: str) -> None:
    for row in FAMILIES:
        dark, light = sorted((luminance(row.colour), luminance(ground)))
        assert (light + 0.05) / (dark + 0.05) >= 3, row.name


def test_no_two_boxes_overlap() -> None:
    graph = town(60)
    boxes = dict.fromkeys(graph, (110, 60))
    for points in layout.place(graph, boxes, [1.4, 0.6]):
        assert not overlapping(points, boxes)


@pytest.mark.parametrize("ratio", [1.4, 0.6])
def test_the_drawing_takes_the_shape_of_its_canvas(ratio: float) -> None:
    graph = town(60)
    (points,) = layout.place(graph, dict.fromkeys(graph, (110, 60)), [ratio])
    width, height = (max(values) - min(values) for values in zip(*points.values(), strict=True))
    assert ratio / 2 < width / height < ratio * 2


def test_neighbours_stand_nearer_than_strangers() -> None:
    path = networkx.path_graph([f"n{number}" for number in range(8)])
    (points,) = layout.place(path, dict.fromkeys(path, (20, 20)), [1.4])
    far = abs(points["n0"][0] - points["n7"][0])
    assert all(abs(points[a][0] - points[b][0]) < far / 4 for a, b in path.edges)


def test_nodes_without_an_edge_stand_in_rows() -> None:
    graph = town(60)
    (points,) = layout.place(graph, dict.fromkeys(graph, (110, 60)), [1.4])
    lonely = [points[node] for node in graph if node.startswith("lonely")]
    assert (len({x for x, _ in lonely}), len({y for _, y in lonely})) == (4, 2)


def test_a_component_is_laid_out_once() -> None:
    graph = networkx.path_graph([f"laid out once {number}" for number in range(7)])
    boxes = dict.fromkeys(graph, (90, 40))
    first = layout.place(graph, boxes, [1.5])
    computed = layout._minimise_stress.cache_info().misses
    assert layout.place(graph, boxes, [1.5]) == first
    assert layout._minimise_stress.cache_info().misses == computed


def test_an_empty_graph_is_an_empty_drawing() -> None:
    assert layout.place(networkx.Graph(), {}, [1.4, 0.6]) == [{}, {}]
    assert drawing.to_pyvis(KnowledgeBase((), (), (), (), ())).nodes == []


def test_pyvis_gets_all_things_that_are_linked(kb: KnowledgeBase) -> None:
    picture = drawing.to_pyvis(kb)
    assert [node["id"] for node in picture.nodes] == [f"e{number}" for number in range(len(picture.nodes))]
    assert {node["label"].replace("\n", "") for node in picture.nodes} == {
        *("四川省教育厅", "重庆市教育委员会", "川渝教育合作框架协议", "第七次联席会议", "张三"),
        *("重庆市", "成都市", "四川省"),
    }
    assert all(isinstance(node[axis], int) for node in picture.nodes for axis in "xy")
    assert len(picture.edges) == network.build(kb).number_of_edges() - 1  # a byline
    assert json.loads(json.dumps(picture.options))["physics"] == {"enabled": False}


def test_what_articles_tell_counts_more_than_tables(parallel: KnowledgeBase) -> None:
    graph = network.build(parallel)
    order = [graph.nodes[iri]["name"] for iri in drawing.ranked(graph)]
    assert order[:2] in (["甲大学", "乙学院"], ["乙学院", "甲大学"])
    assert drawing.sizes(graph)[order_iri(parallel, "甲大学")] > drawing.sizes(graph)[order_iri(parallel, "丁省")]


def order_iri(kb: KnowledgeBase, name: str) -> str:
    return next(entity.iri for entity in kb.entities if entity.name == name)


def test_groups_hold_together() -> None:
    two = networkx.disjoint_union(networkx.complete_graph(5), networkx.complete_graph(4))
    two.add_edge(0, 5)
    groups = drawing.communities(networkx.relabel_nodes(two, {number: f"n{number}" for number in two}))
    assert groups == [["n0", "n1", "n2", "n3", "n4"], ["n5", "n6", "n7", "n8"]]
    assert drawing.communities(networkx.Graph()) == []


def test_edges_between_two_nodes_lie_apart(parallel: KnowledgeBase) -> None:
    edges = {edge["id"]: edge for edge in drawing.to_pyvis(parallel).edges}
    bends = [
        (edge["smooth"] and edge["smooth"]["roundness"] * (1 if edge["smooth"]["type"] == "curvedCW" else -1))
        * (1 if edge["from"] < edge["to"] else -1)
        for edge in edges.values()
        if {edge["from"], edge["to"]} == {"e0", "e1"}
    ]
    assert len(bends) == 3
    assert len(set(bends)) == 3


def test_a_look_for_each_way_of_knowing(parallel: KnowledgeBase) -> None:
    graph = network.build(parallel)
    looks = {
        data["status"]: drawn["dashes"]
        for (*_, data, _), drawn in zip(drawing.edges(graph), drawing.to_pyvis(parallel).edges, strict=True)
    }
    assert looks.keys() == {"stated", "derived", "reference"}
    assert len({json.dumps(dashes) for dashes in looks.values()}) == 3


def test_what_is_planned_is_hollow_and_what_is_mutual_has_no_arrow() -> None:
    draft = Draft(
        "甲大学支持筹建的丙中学，与乙学院合作。", {"甲大学": "University", "乙学院": "University", "丙中学": "School"}
    )
    draft.say("甲大学", "kg:supports", "丙中学", "支持")
    draft.say("乙学院", "kg:cooperatesWith", "甲大学", "合作")
    draft.say("丙中学", "kg:planned", "true", "筹建")
    picture = drawing.to_pyvis(draft.knowledge())
    hollow = [node["label"] for node in picture.nodes if node["color"]["background"] == "#ffffff"]
    assert hollow == ["丙中学"]
    assert sorted(edge["arrows"] for edge in picture.edges) == ["", "to"]


def test_only_the_best_connected_are_drawn(monkeypatch: pytest.MonkeyPatch, kb: KnowledgeBase) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 3)
    picture = drawing.to_pyvis(kb)
    graph = network.build(kb)
    assert len(picture.nodes) == 3
    shown = drawing.ranked(graph)[:3]
    assert min(graph.degree[iri] for iri in shown) >= max(graph.degree[iri] for iri in set(graph) - set(shown))
    assert {edge["from"] for edge in picture.edges} | {edge["to"] for edge in picture.edges} <= {"e0", "e1", "e2"}


def test_the_drawing_does_not_depend_on_the_order_of_the_input(kb: KnowledgeBase) -> None:
    turned = replace(kb, entities=kb.entities[::-1], statements=kb.statements[::-1], reference=kb.reference[::-1])
    assert drawing.to_pyvis(kb).nodes == drawing.to_pyvis(turned).nodes
    assert drawing.to_pyvis(kb).edges == drawing.to_pyvis(turned).edges


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("四川大学", "四川大学"),
        ("中共重庆市委教育工作委员会", "中共重庆市委教\n育工作委员会"),
        ("示例地区基础教育与职业教育一体化协同发展框架协议", "示例地区基础教育与\n职业教育一体化协…"),
        ("𠮷" * 12, "𠮷" * 6 + "\n" + "𠮷" * 6),
        ("", ""),
    ],
)
def test_long_names_are_broken_and_cut(name: str, label: str) -> None:
    assert drawing.short_label(name) == label
