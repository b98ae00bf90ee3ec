"""The knowledge that the tests of the page read: two articles, and all that a reader must be able to tell apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser import Reader, reading
from drawn import Draft
from kg.exports import page
from kg.model import KnowledgeBase


def university() -> KnowledgeBase:
    """Words that stand twice in a sentence, inside each other, and after a character of two UTF-16 units."""
    first = Draft(
        "广安的广安理工学院传出消息。\n𠮷林大学昨日表示，𠮷林大学支持广安理工学院。\n𠮷林大学位于示例省，广安理工学院拟加入示例联盟。"
        "张三任𠮷林大学校长。",
        {
            "𠮷林大学": "University",
            "广安理工学院": "University",
            "示例省": "Province",
            "示例联盟": "Alliance",
            "张三": "Person",
            "广安": "Province",
        },
    )
    first.aliases["广安理工学院"] = ("广理工",)
    first.say("𠮷林大学", "kg:supports", "广安理工学院", "支持")
    first.say("𠮷林大学", "kg:locatedIn", "示例省", "位于", derivation="derived")
    first.say("广安理工学院", "kg:memberOf", "示例联盟", "加入", modality="planned")
    first.say("广安理工学院", "kg:planned", "true", "拟")
    first.hold("张三", "校长", "𠮷林大学", "current", "2024-05-21")
    first.refer("广安理工学院", "kg:locatedIn", "广安")
    second = Draft(
        "如今𠮷林大学继续支持广安理工学院。\n𠮷林大学与广安理工学院签署示例备忘录。",
        {"𠮷林大学": "University", "广安理工学院": "University", "示例备忘录": "Memorandum"},
        title="示例续闻",
        date="2025-02-03",
        outlet="示例晚报",
    )
    second.say("𠮷林大学", "kg:supports", "广安理工学院", "支持")
    second.say("𠮷林大学", "kg:partyTo", "示例备忘录", "签署")
    second.say("广安理工学院", "kg:partyTo", "示例备忘录", "签署")
    second.say("示例备忘录", "kg:signedOn", "2025-02-01", "签署")
    return first.knowledge(second)


@pytest.fixture(scope="module")
def university_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(university(), tmp_path_factory.mktemp("page"))


@pytest.fixture
def reader(chromium: Any, university_page: Path) -> Iterator[Reader]:
    """The page of `university`, which asks for nothing but itself and complains of nothing."""
    with reading(chromium, university_page) as reader:
        yield reader
        assert reader.requests == [university_page.as_uri()]
        assert reader.complaints == []


def write(kb: KnowledgeBase, folder: Path) -> Path:
    path = folder / "graph.html"
    path.write_bytes(page.write(kb))
    return path
