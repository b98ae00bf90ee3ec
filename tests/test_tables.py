"""Answers as text: aligned for people, exact for programs."""

import csv
import io
import json

import pytest
from pyoxigraph import Literal, NamedNode
from wcwidth import wcswidth

from kg import tables

XSD = "http://www.w3.org/2001/XMLSchema#"
UNIVERSITY = NamedNode("https://w3id.org/cooperation-kg/id/body/四川大学")
ROWS = [
    [UNIVERSITY, Literal("校长"), Literal(3)],
    [NamedNode("http://example.org/x"), Literal("vice 副"), None],
    [Literal("四川大学", language="zh-hans"), Literal("𠮷、e\u0301"), Literal(True)],
]
COLUMNS = ("what", "职务", "n")


def starts(line: str, texts: list[str]) -> list[int]:
    """The terminal column in which each text begins."""
    return [wcswidth(line[: line.index(text)]) for text in texts]


def test_columns_line_up() -> None:
    lines = tables.format_table(COLUMNS, ROWS).splitlines()
    expected = starts(lines[0], ["what", "职务", "n"])
    assert starts(lines[2], ["body:四川大学", "校长", "3"]) == expected
    assert starts(lines[4], ["四川大学", "𠮷", "true"]) == expected
    assert lines[1].split() == ["─" * 20, "─" * 7, "─" * 4]


def test_no_blanks_at_the_ends_of_lines() -> None:
    assert all(line == line.rstrip() for line in tables.format_table(COLUMNS, ROWS).splitlines())


@pytest.mark.parametrize("width", [20, 21, 22, 23, 30, 79])
def test_a_table_is_cut_to_the_width_of_the_terminal(width: int) -> None:
    rows = [[Literal("四川省教育厅与重庆市教育委员会长期合作" * 3), Literal("a" * 50), Literal("短")]]
    lines = tables.format_table(COLUMNS, rows, width=width).splitlines()
    assert max(map(wcswidth, lines)) <= width
    assert lines[2].count("…") == 2
    assert lines[2].endswith("短")


def test_nothing_is_cut_that_fits() -> None:
    whole = tables.format_table(COLUMNS, ROWS)
    assert tables.format_table(COLUMNS, ROWS, width=max(map(wcswidth, whole.splitlines()))) == whole
    assert "…" not in whole


def test_a_table_cannot_be_broken_by_what_it_shows() -> None:
    text = tables.format_table(["quote"], [[Literal("甲\r\n乙\x1b[31m\u2028丙\u202e")]])
    assert text.splitlines()[2:] == ["甲 乙 [31m 丙"]


def test_a_table_without_rows() -> None:
    assert tables.format_table(["名称"], []) == "名称\n────\n"


def test_csv_holds_the_values_as_they_are() -> None:
    rows = [*ROWS, [Literal('甲,"乙"\n丙'), Literal("0010"), Literal(" ")]]
    assert list(csv.reader(io.StringIO(tables.format_csv(COLUMNS, rows), newline=""))) == [
        ["what", "职务", "n"],
        ["https://w3id.org/cooperation-kg/id/body/四川大学", "校长", "3"],
        ["http://example.org/x", "vice 副", ""],
        ["四川大学", "𠮷、e\u0301", "true"],
        ['甲,"乙"\n丙', "0010", " "],
    ]


def test_json_holds_typed_values() -> None:
    assert json.loads(tables.format_json(COLUMNS, ROWS)) == [
        {"what": UNIVERSITY.value, "职务": "校长", "n": 3},
        {"what": "http://example.org/x", "职务": "vice 副", "n": None},
        {"what": "四川大学", "职务": "𠮷、e\u0301", "n": True},
    ]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (Literal("1.5", datatype=NamedNode(XSD + "decimal")), 1.5),
        (Literal("INF", datatype=NamedNode(XSD + "double")), "INF"),
        (Literal("2024-10", datatype=NamedNode(XSD + "gYearMonth")), "2024-10"),
        (Literal("510100"), "510100"),
        (Literal("x", datatype=NamedNode(XSD + "integer")), "x"),
    ],
)
def test_json_numbers_are_finite(literal: Literal, value: object) -> None:
    assert json.loads(tables.format_json(["v"], [[literal]])) == [{"v": value}]
