from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import browser
from browser import PHONE, Reader, reading
from drawn import Draft
from kg import vocabulary
from kg.exports import drawing, page
from kg.model import KnowledgeBase

NASTY = "<img src=x onerror=\"document.title='run'\">'\"&lt;</script><script>document.title='run'</script>{{7*7}}"


def university() -> KnowledgeBase:
    """Words that stand twice in a sentence, inside each other, and after a character of two UTF-16 units."""
    draft = Draft(
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
    draft.aliases["广安理工学院"] = ("广理工",)
    draft.say("𠮷林大学", "kg:supports", "广安理工学院", "支持")
    draft.say("𠮷林大学", "kg:locatedIn", "示例省", "位于", derivation="derived")
    draft.say("广安理工学院", "kg:memberOf", "示例联盟", "加入", modality="planned")
    draft.say("广安理工学院", "kg:planned", "true", "拟")
    draft.refer("广安理工学院", "kg:locatedIn", "广安")
    return draft.knowledge()


@pytest.fixture(scope="module")
def university_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "graph.html"
    path.write_bytes(page.write(university()))
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser.chromium() as running:
        yield running


@pytest.fixture
def reader(chromium: Any, university_page: Path) -> Iterator[Reader]:
    with reading(chromium, university_page) as reader:
        yield reader
        assert reader.requests == [university_page.as_uri()]
        assert reader.complaints == []


# The file


def test_the_page_keeps_the_licence_and_points_nowhere(university_page: Path) -> None:
    text = university_page.read_text(encoding="utf-8")
    assert "@license" in text
    assert "sourceMappingURL" not in text
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b|\bsrc=|@import|url\(", text.partition("<script")[0])
    assert "default-src &#39;none&#39;" in text


def test_the_same_bytes_for_any_hash_seed() -> None:
    program = (
        "import sys, conftest\nfrom kg.exports import page\n"
        "sys.stdout.buffer.write(page.write(conftest.small_knowledge()))"
    )
    folder = Path(__file__).parent
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=folder,
            env={
                **os.environ,
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join([str(folder), str(folder.parent)]),
            },
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_marks_count_utf16_units() -> None:
    content = page.content(university())
    sentence = next(one for one in content["sentences"] if "支持" in one["text"])
    relation = next(one for one in content["relations"] if one["term"] == "kg:supports")
    units = sentence["text"].encode("utf-16-le")
    marked = {
        role: units[2 * start : 2 * end].decode("utf-16-le") for start, end, role in relation["proofs"][0]["marks"]
    }
    assert marked == {"subject": "𠮷林大学", "trigger": "支持", "object": "广安理工学院"}


def test_every_fact_of_the_knowledge_base_is_on_the_page(kb: KnowledgeBase) -> None:
    content = page.content(kb)
    names = {entity["name"] for entity in content["entities"]}
    assert {entity.name for entity in kb.entities if entity.kind not in ("Membership", "Article")} - {
        "合作备忘录"
    } <= names
    told = {(value["term"], value["value"]) for entity in content["entities"] for value in entity["values"]}
    assert {("kg:signedOn", "2024-05-20"), ("kg:theme", "同学𠮷林"), ("kg:code", "510100")} <= told
    posts = {tuple(relation["posts"]) for relation in content["relations"]} - {()}
    assert posts == {("厅长",), ("原副主任",)}
    assert [one["term"] for one in content["relations"] if one["status"] == "planned"] == ["kg:supports"]


# In the browser


def test_the_drawing_is_there_and_follows_the_mouse(reader: Reader) -> None:
    assert reader.colours() > 50
    before = reader.pixels()
    x, y = reader.where("𠮷林大学")
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 90, y + 60, steps=3)
    reader.page.mouse.up()
    assert reader.pixels() != before


def test_a_click_on_a_node_tells_all_about_it(reader: Reader) -> None:
    reader.click("广安理工学院")
    assert reader.texts("#panel h2") == ["广安理工学院"]
    (kind,) = reader.texts("#panel .kind")
    assert kind.split("\n") == [vocabulary.label("University", "zh-hans"), vocabulary.label("University")]
    assert reader.texts("#panel .aliases") == ["又名 广理工"]
    groups = dict(zip(reader.texts("#panel h4"), reader.texts("#panel .group .link"), strict=True))
    assert {key[0]: name for key, name in groups.items() if "支" in key} == {"←": "𠮷林大学"}
    assert "计划中" in reader.texts("#panel .chip.planned")
    assert set(reader.texts("#panel > figure mark")) == {"广安理工学院"}
    assert reader.texts("#panel > figure blockquote")[0].startswith("广安的广安理工学院")
    assert reader.texts("#panel dt") == [vocabulary.label("kg:planned", "zh-hans")]
    assert reader.texts("#panel summary") == ["是\n依据 1"]
    assert not reader.page.is_visible("#panel details figure")
    reader.page.click("#panel summary")
    assert reader.texts("#panel details mark") == ["广安理工学院", "拟"]


def test_a_click_on_an_edge_shows_the_proof_by_offsets(reader: Reader) -> None:
    reader.click("𠮷林大学", "广安理工学院")
    assert reader.texts("#panel .triple .link") == ["𠮷林大学", "广安理工学院"]
    assert reader.texts("#panel .kind .chip") == ["原文所述"]
    assert reader.texts("#panel blockquote") == ["𠮷林大学昨日表示，𠮷林大学支持广安理工学院。"]
    marks = {role: reader.texts(f"#panel blockquote mark.{role}") for role in ("subject", "trigger", "object")}
    assert marks == {"subject": ["𠮷林大学"], "trigger": ["支持"], "object": ["广安理工学院"]}
    assert reader.texts("#panel figcaption") == ["《示例新闻》 · 2024-05-21 · 示例日报"]


def test_what_is_not_stated_says_so(reader: Reader) -> None:
    reader.click("𠮷林大学", "示例省")
    assert reader.texts("#panel .kind .chip") == ["推导"]
    assert reader.texts("#panel figcaption .chip") == ["推导"]
    reader.page.keyboard.press("Escape")
    reader.click("广安理工学院", "广安")
    assert reader.texts("#panel .kind .chip") == ["参考表"]
    assert reader.texts("#panel blockquote") == []


def test_the_search_finds_names_and_aliases(reader: Reader) -> None:
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("广理")
    assert [text.split()[0] for text in reader.texts("#hits li")] == ["广安理工学院"]
    reader.page.keyboard.press("Enter")
    assert reader.texts("#panel h2") == ["广安理工学院"]
    reader.page.keyboard.press("Escape")
    assert reader.page.evaluate("state.focus") is None
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("广安")
    assert len(reader.texts("#hits li")) == 2
    reader.page.keyboard.press("ArrowDown")
    chosen = reader.texts("#hits li[aria-selected=true]")
    reader.page.keyboard.press("Enter")
    assert chosen[0].split()[0] == reader.texts("#panel h2")[0]
    reader.page.keyboard.press("/")
    reader.page.keyboard.type("没有的")
    assert reader.texts("#hits li") == ["没有这个名称"]


def test_focus_fades_the_rest(reader: Reader) -> None:
    faded = "Object.fromEntries(content.entities.map(({id, name}) => [name, canvas.nodes.get(id).opacity < 1]))"
    reader.page.evaluate("focusOn(content.entities.find(({ name }) => name === '𠮷林大学').id)")
    assert reader.page.evaluate(faded) == {
        "𠮷林大学": False,
        "广安理工学院": False,
        "示例省": False,
        "示例联盟": True,
        "张三": True,
        "广安": True,
    }
    reader.page.click("#panel .back")
    assert not any(reader.page.evaluate(faded).values())


def test_the_legend_counts_and_filters(reader: Reader) -> None:
    counts = dict(text.split() for text in reader.texts("#legend button"))
    assert counts == {
        "人物": "1",
        "教育科研": "2",
        "联盟": "1",
        "地区": "2",
        "原文所述": "1",
        "推导": "1",
        "参考表": "1",
    }
    hidden = "content.nodes.filter(({ id }) => canvas.nodes.get(id).hidden).length"
    lines = "content.edges.filter(({ id }) => canvas.edges.get(id).hidden).length"
    before = reader.pixels()
    reader.page.click("#legend button:has-text('地区')")
    assert (reader.page.evaluate(hidden), reader.page.evaluate(lines)) == (2, 2)
    assert reader.pixels() != before
    reader.page.click("#legend button:has-text('地区')")
    reader.page.click("#legend button:has-text('参考表')")
    assert (reader.page.evaluate(hidden), reader.page.evaluate(lines)) == (0, 1)


GROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_reader_switches_language_and_light(reader: Reader) -> None:
    light, drawing_by_day = reader.page.evaluate(GROUND), reader.pixels()
    assert reader.texts("h1") == ["知识图谱"]
    reader.page.click("#language")
    assert reader.texts("h1") == ["Knowledge graph"]
    reader.page.click("#theme")
    assert reader.page.evaluate(GROUND) != light
    assert reader.pixels() != drawing_by_day


def test_language_and_light_are_those_of_the_browser(chromium: Any, university_page: Path) -> None:
    with reading(chromium, university_page, locale="en-US", color_scheme="dark") as reader:
        assert reader.texts("h1") == ["Knowledge graph"]
        dark = reader.page.evaluate(GROUND)
        reader.page.emulate_media(color_scheme="light")
        reader.settle()
        assert reader.page.evaluate(GROUND) != dark


def test_a_telephone_shows_drawing_and_panel(chromium: Any, university_page: Path) -> None:
    with reading(chromium, university_page, PHONE, has_touch=True, is_mobile=True) as reader:
        assert reader.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert reader.page.evaluate("canvas.container.clientHeight") > PHONE[1] * 0.4
        assert reader.colours() > 50
        x, y = reader.where("𠮷林大学")
        reader.page.touchscreen.tap(x, y)
        reader.page.wait_for_selector("#panel .back")
        assert reader.texts("#panel h2") == ["𠮷林大学"]
        assert reader.complaints == []


def test_nasty_names_and_sentences_do_nothing(chromium: Any, tmp_path: Path) -> None:
    draft = Draft(
        f"{NASTY}支持示例大学。",
        {NASTY: "University", "示例大学": "University"},
        title=NASTY,
    )
    draft.aliases[NASTY] = ("javascript:alert(1)",)
    draft.say(NASTY, "kg:supports", "示例大学", "支持")
    draft.say("示例大学", "kg:theme", NASTY)
    path = tmp_path / "nasty.html"
    path.write_bytes(page.write(draft.knowledge()))
    with reading(chromium, path) as reader:
        assert reader.colours() > 50
        reader.page.evaluate("content.relations.forEach(({ id }) => focusOn(id))")
        assert NASTY in reader.texts("#panel .triple .link")
        reader.page.evaluate("content.entities.forEach(({ id }) => focusOn(id))")
        reader.page.fill("#search", "<img")
        assert reader.texts("#hits li")[0].startswith(NASTY)
        assert reader.page.title() == "知识图谱"
        assert reader.page.locator("img").count() == 0
        assert (reader.requests, reader.complaints) == ([path.as_uri()], [])


def test_a_script_that_is_not_ours_does_not_run(chromium: Any, university_page: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.html"
    text = university_page.read_text(encoding="utf-8")
    path.write_text(text.replace("</body>", "<script>document.title = 'run'</script></body>"), encoding="utf-8")
    with reading(chromium, path) as reader:
        assert reader.page.title() == "知识图谱"
        assert any("Content Security Policy" in complaint for complaint in reader.complaints)


def test_what_is_not_drawn_is_counted_and_found(chromium: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 2)
    path = tmp_path / "graph.html"
    path.write_bytes(page.write(university()))
    with reading(chromium, path) as reader:
        assert reader.texts("#undrawn") == ["图中绘出联系最多的 2 个，另有 4 个可以搜索到"]
        reader.page.keyboard.press("/")
        reader.page.keyboard.type("张三")
        reader.page.keyboard.press("Enter")
        assert reader.texts("#panel h2") == ["张三"]
        assert "图中未绘出" in reader.texts("#panel .kind .chip")
        assert reader.complaints == []


def test_an_empty_graph_says_that_it_is_empty(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "graph.html"
    path.write_bytes(page.write(KnowledgeBase((), (), (), (), ())))
    with reading(chromium, path) as reader:
        assert reader.page.locator("#empty").is_visible()
        assert reader.texts("#panel p") == ["图谱里还没有实体。"]
        assert reader.complaints == []


def test_the_content_is_json_without_markup(university_page: Path) -> None:
    text = university_page.read_text(encoding="utf-8")
    (content,) = re.findall(r'<script type="application/json" id="content">(.*?)</script>', text, re.DOTALL)
    assert "<" not in content
    assert {"nodes", "edges", "entities", "relations", "sentences"} <= json.loads(content).keys()
