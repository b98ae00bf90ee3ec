"""The network and its cards, in a browser: what a reader sees and does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser import PHONE, Reader, reading
from built import examples
from drawn import Draft
from explored import reader, university, university_page, write
from kg import vocabulary
from kg.exports import drawing
from kg.model import KnowledgeBase

__all__ = ["reader", "university_page"]  # fixtures

GROUND = "getComputedStyle(document.body).backgroundColor"


def test_the_drawing_is_there_and_follows_the_mouse(reader: Reader) -> None:
    assert reader.colours() > 50
    before = reader.pixels()
    x, y = reader.where("𠮷林大学")
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 90, y + 60, steps=3)
    reader.page.mouse.up()
    assert reader.pixels() != before
    place = "(() => { const { x, y } = networkView.place(0); return [Math.round(x), Math.round(y)]; })()"
    moved = reader.page.evaluate(place)
    reader.focus("张三")
    assert reader.page.evaluate(place) == moved
    reader.page.evaluate("go(AROUND(0)); go({ center: null })")
    assert reader.page.evaluate(place) == reader.page.evaluate("content.places.find(([one]) => one === 0).slice(1, 3)")


def test_a_click_on_a_node_tells_all_about_it(reader: Reader) -> None:
    reader.click("广安理工学院")
    assert reader.texts("#panel h2") == ["广安理工学院"]
    (kind,) = reader.texts("#panel .kind")
    assert kind.split("\n") == [vocabulary.label("University", "zh-hans"), "拟建或暂定名", "2 篇文章提到"]
    assert [text.split() for text in reader.texts("#panel .names")] == [["繁体", "廣安理工學院"], ["又名", "广理工"]]
    assert reader.texts("#panel h3") == ["协议", "← 对口支援", "→ 位于", "→ 成员属于", "属性", "提到它的原句"]
    assert reader.texts("#panel ul:nth-of-type(1) .link") == ["示例备忘录\n签署方 · 2025-02-01 · 与𠮷林大学"]
    assert set(reader.texts("#panel figure mark")) == {"广安理工学院"}
    dates = [caption.split(" · ")[1] for caption in reader.texts("#panel figcaption")]
    assert dates == sorted(dates, reverse=True)


def test_posts_have_their_dates(reader: Reader) -> None:
    reader.click("张三")
    assert reader.texts("#panel h3")[0] == "任职"
    assert reader.texts("#panel .rows .link") == ["𠮷林大学\n校长 · 2024-05-21"]
    reader.page.click("#panel .rows .link")
    assert "人员" in reader.texts("#panel h3")


def test_a_click_on_an_edge_shows_the_proofs_by_offsets_newest_first(reader: Reader) -> None:
    reader.click("𠮷林大学", "广安理工学院")
    assert reader.texts("#panel .triple .link") == ["𠮷林大学", "广安理工学院"]
    assert reader.texts("#panel .kind") == ["原文所述\n2 处依据"]
    assert reader.texts("#panel blockquote") == [
        "如今𠮷林大学继续支持广安理工学院。",
        "𠮷林大学昨日表示，𠮷林大学支持广安理工学院。",
    ]
    marks = {role: reader.texts(f"#panel blockquote mark.{role}") for role in ("subject", "trigger", "object")}
    assert marks == {"subject": ["𠮷林大学"] * 2, "trigger": ["支持"] * 2, "object": ["广安理工学院"] * 2}
    assert reader.texts("#panel figcaption") == [
        "《示例续闻》 · 2025-02-03 · 示例晚报",
        "《示例新闻》 · 2024-05-21 · 示例日报",
    ]
    assert reader.texts("#panel .chips .quiet") == ["规则 example"] * 2


def test_what_is_not_stated_says_so(reader: Reader) -> None:
    statuses = {
        ("𠮷林大学", "示例省"): "推导",
        ("广安理工学院", "广安"): "参考表",
        ("广安理工学院", "示例联盟"): "计划中",
    }
    for (one, other), status in statuses.items():
        reader.click(one, other)
        assert reader.texts("#panel .kind .chip") == [status]
        assert (reader.texts("#panel blockquote") == []) == (status == "参考表")
        reader.press("Escape")


def test_ways_of_knowing_and_plans_look_different(reader: Reader) -> None:
    looks = reader.page.evaluate(
        """() => scene.edges.map((edge) => {
            const { dashes, color } = networkView.edges.get(edge.id);
            return [statusOf(edge), JSON.stringify([dashes, color.color])];
        })"""
    )
    assert {status for status, _ in looks} == {"stated", "derived", "planned", "reference"}
    assert len({look for _, look in looks}) == 4
    assert reader.page.evaluate("content.entities.filter(({ planned }) => planned).map(({ name }) => name)") == [
        "广安理工学院"
    ]


def test_focus_fades_the_rest(reader: Reader) -> None:
    reader.focus("𠮷林大学")
    lit = "[...networkView.lit.nodes].map(nameOf).sort()"
    assert set(reader.page.evaluate(lit)) == {"𠮷林大学", "广安理工学院", "示例省", "示例备忘录", "张三"}
    words = "networkView.layout.words.map(({ words }) => words)"
    reader.settle()
    assert set(reader.page.evaluate(words)) == {"对口支援", "位于", "签署方", "校长"}
    reader.page.click("#panel .back")
    assert reader.page.evaluate("networkView.lit") is None


def test_only_around_one_and_back(reader: Reader) -> None:
    everything = reader.drawn()
    reader.click("张三")
    reader.page.click("text=只看邻域")
    assert reader.drawn() == {"张三", "𠮷林大学"}
    assert "“张三”的邻域：2 个实体" in reader.texts("#line")[0]
    reader.focus("𠮷林大学")
    reader.page.click("#panel >> text=展开")
    assert reader.drawn() == {"张三", "𠮷林大学", "广安理工学院", "示例省", "示例备忘录"}
    reader.page.click("#panel .tools >> text=收起")
    assert reader.drawn() == {"张三", "𠮷林大学"}
    reader.page.click("#line >> text=全图")
    assert reader.drawn() == everything
    reader.page.click("#back")
    reader.page.wait_for_function("() => state.center !== null")
    assert reader.drawn() == {"张三", "𠮷林大学"}
    reader.page.click("#forward")
    reader.page.wait_for_function("() => state.center === null")


def test_a_double_click_expands(reader: Reader) -> None:
    reader.click("张三")
    reader.page.click("text=只看邻域")
    reader.settle()
    x, y = reader.where("𠮷林大学")
    reader.page.mouse.dblclick(x, y)
    reader.page.wait_for_function("() => scene.members.size === 5")


def test_the_legend_counts_and_filters(reader: Reader) -> None:
    counts = {text.split("\n")[0]: text.split("\n")[1] for text in reader.texts("#legend button")}
    kinds = {"人物": "1", "教育科研": "2", "联盟": "1", "地区": "2", "协议": "1"}
    assert counts == kinds | {"原文所述": "6", "推导": "1", "计划中": "1", "参考表": "1"}
    before, drawn = reader.pixels(), reader.drawn()
    reader.page.click("#legend button:has-text('地区')")
    assert drawn - reader.drawn() == {"示例省", "广安"}
    assert reader.pixels() != before
    reader.page.click("#legend button:has-text('地区')")
    reader.page.click("#legend button:has-text('参考表')")
    assert drawn - reader.drawn() == {"广安"}
    reader.page.click("#line >> text=清除筛选")
    assert reader.drawn() == drawn


def test_the_reader_switches_language_and_light(reader: Reader) -> None:
    light, drawing_by_day = reader.page.evaluate(GROUND), reader.pixels()
    assert reader.texts("h1") == ["知识图谱"]
    reader.page.click("#language")
    assert reader.texts("h1") == ["Knowledge graph"]
    assert reader.page.evaluate("document.documentElement.lang") == "en"
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


@pytest.mark.parametrize("locale", ["zh-CN", "en-US"])
def test_no_view_has_a_word_of_the_other_language(chromium: Any, tmp_path: Path, locale: str) -> None:
    draft = Draft("Ab wei Cd.", {"Ab": "University", "Cd": "Company"}, title="Ef", outlet="Gh")
    draft.say("Ab", "kg:supports", "Cd", "wei")
    with reading(chromium, write(draft.knowledge(), tmp_path), locale=locale) as reader:
        shown = []
        for view in ("network", "table", "article"):
            reader.page.click(f"#to-{view}")
            for focus in ("null", "{ entity: 0 }", "{ fact: 0 }", "{ sentence: 0 }"):
                reader.page.evaluate(f"go({{ focus: {focus} }})")
                shown += [reader.page.inner_text("main"), reader.page.inner_text("header")]
        reader.press("f")
        shown.append(reader.page.inner_text("#filters"))
        text = "".join(shown).replace("中文", "").replace("EN", "")
        if locale == "en-US":
            assert not [one for one in text if "一" <= one <= "龥"]
        else:
            known = {
                "Ab",
                "Cd",
                "Ef",
                "Gh",
                "CSV",
                "PNG",
                "SVG",
                "Esc",
                "F",
                "Ab wei Cd.",
                "example",
                "example.txt",
                "wei",
            }
            words = {word.strip(".") for word in "".join(one if one.isascii() else " " for one in text).split()}
            assert {word for word in words if word.isalpha()} <= known


def test_a_telephone_shows_drawing_and_card(chromium: Any, university_page: Path) -> None:
    with reading(chromium, university_page, PHONE, has_touch=True, is_mobile=True) as reader:
        assert reader.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert reader.page.evaluate("networkView.container.clientHeight") > PHONE[1] * 0.6
        assert reader.colours() > 50
        x, y = reader.where("𠮷林大学")
        reader.page.touchscreen.tap(x, y)
        reader.page.wait_for_selector("#panel .back")
        assert reader.texts("#panel h2") == ["𠮷林大学"]
        for view in ("table", "article"):
            reader.page.click(f"#to-{view}")
            assert reader.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        assert reader.complaints == []


def test_an_empty_graph_says_that_it_is_empty(chromium: Any, tmp_path: Path) -> None:
    path = write(KnowledgeBase((), (), (), (), ()), tmp_path)
    with reading(chromium, path) as reader:
        assert reader.texts("#empty") == ["文章里没有可绘出的关系。"]
        assert reader.texts("#panel p") == ["图谱里还没有实体。"]
        reader.page.click("#to-table")
        assert reader.texts("#table-view .empty") == ["文章里没有可绘出的关系。"]
        reader.page.click("#to-article")
        assert reader.texts("#article-view .empty") == ["没有文章。"]
        assert reader.complaints == []


CROWDED = """() => {
    const { names } = networkView.layout;
    const bodies = [...scene.members.keys()].map((entity) => {
        const { x, y } = networkView.place(entity);
        const size = 2 * networkView.radius(entity);
        return [entity, around(x, y, size, size)];
    });
    const lines = scene.edges.flatMap((edge) => networkView.segments(edge));
    return {
        over: names.flatMap((a, i) => names.slice(i + 1).filter((b) => overlap(a.box, b.box))).length,
        covered: names.filter((a) => bodies.some(([entity, box]) => entity !== a.entity && overlap(a.box, box))).length,
        crossed: names.filter((a) => lines.some((line) => crosses(line, a.box))).length,
        shown: names.length,
    };
}"""


@pytest.mark.parametrize("count", [20, 50, 80])
def test_names_stand_clear_of_each_other(chromium: Any, tmp_path: Path, count: int) -> None:
    with reading(chromium, write(town(count), tmp_path)) as reader:
        reader.settle()
        crowd = reader.page.evaluate(CROWDED)
        assert (crowd["over"], crowd["covered"]) == (0, 0)
        assert crowd["shown"] == len(reader.drawn()) == count
        assert crowd["crossed"] <= count * 0.2  # and those are painted over the edge


def test_names_of_the_examples_stand_clear_of_each_other(chromium: Any, tmp_path: Path) -> None:
    with reading(chromium, write(examples(), tmp_path)) as reader:
        reader.settle()
        crowd = reader.page.evaluate(CROWDED)
        assert (crowd["over"], crowd["covered"]) == (0, 0)


def town(count: int) -> KnowledgeBase:
    """So many entities with names of all lengths, each linked to an earlier one, some to two."""
    kinds = ["University", "Person", "GovernmentBody", "Company", "Memorandum", "Province"]
    things = {f"{'示例地名很长的单位'[: 2 + number % 8]}{number:03}": kinds[number % 6] for number in range(count)}
    order = list(things)
    pairs = [(order[number], order[(number * number // 7) % number]) for number in range(1, count)]
    pairs += [(order[number], order[number // 3]) for number in range(4, count, 5) if number // 3 != number]
    draft = Draft("".join(f"{one}支持{other}。" for one, other in pairs), things)
    for one, other in dict.fromkeys(pairs):
        draft.say(one, "kg:supports", other, "支持")
    return draft.knowledge()


def test_the_same_picture_each_time(chromium: Any, university_page: Path) -> None:
    pictures = set()
    for _ in range(2):
        with reading(chromium, university_page) as reader:
            pictures.add(reader.pixels())
    assert len(pictures) == 1


def test_what_is_not_drawn_is_counted_and_found(chromium: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 2)
    with reading(chromium, write(university(), tmp_path)) as reader:
        assert "未绘出，可搜索" in reader.texts("#line")[0]
        assert "张三" not in reader.drawn()
        reader.press("/")
        reader.page.keyboard.type("张三")
        reader.press("Enter")
        assert reader.texts("#panel h2") == ["张三"]
        assert reader.drawn() == {"张三", "𠮷林大学"}
        assert reader.complaints == []


def test_the_overview_says_what_all_was_read_from(chromium: Any, university_page: Path) -> None:
    with reading(chromium, university_page) as reader:
        assert reader.texts("#panel h2 + p") == ["2 篇文章（2024-05-21 至 2025-02-03），7 条事实都有原文依据。"]


def test_a_day_of_no_year_is_told_as_that_day(chromium: Any, tmp_path: Path) -> None:
    draft = Draft("甲大学签署示例备忘录。", {"甲大学": "University", "示例备忘录": "Memorandum"}, date="--03-05")
    draft.say("甲大学", "kg:partyTo", "示例备忘录", "签署")
    draft.say("示例备忘录", "kg:signedOn", "--05-01", "签署")
    with reading(chromium, write(draft.knowledge(), tmp_path)) as reader:
        reader.click("甲大学")
        assert reader.texts("#panel .rows .link") == ["示例备忘录\n签署方 · 5月1日"]
        assert "3月5日" in reader.texts("#panel figcaption")[0]
        reader.page.click("#language")
        assert reader.texts("#panel .rows .link") == ["示例备忘录\nparty to · May 1"]
        assert reader.complaints == []


def test_nothing_fades_for_what_is_not_drawn(chromium: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(drawing, "LIMIT", 2)
    with reading(chromium, write(university(), tmp_path)) as reader:
        reader.page.evaluate("go({ focus: { fact: content.facts.findIndex(({ post }) => post) } })")
        assert reader.texts("#panel .triple .link") == ["张三", "𠮷林大学"]
        assert reader.page.evaluate("networkView.lit") is None


def test_groups_are_an_option(chromium: Any, tmp_path: Path) -> None:
    with reading(chromium, write(examples(), tmp_path)) as reader:
        before = reader.pixels()
        reader.page.click("#grouped")
        assert reader.pixels() != before
        assert "g=1" in reader.page.url
        reader.page.click("#grouped")
        assert reader.pixels() == before


def test_pictures_have_ground_title_legend_and_arrows(chromium: Any, university_page: Path) -> None:
    with reading(chromium, university_page) as reader:
        files = {}
        for kind in ("svg", "png"):
            reader.page.click("#save summary")
            with reader.page.expect_download() as download:
                reader.page.click(f"#{kind}")
            files[kind] = Path(download.value.path()).read_bytes()
        svg = files["svg"].decode()
        assert "知识图谱" in svg
        assert "教育科研 2" in svg
        assert svg.count('z" fill="#7f8999"') >= 4  # heads of arrows
        assert 'fill="#fafaf7"' in svg.partition("<text")[0]
        assert reader.page.evaluate(
            "(svg) => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror') === null", svg
        )
        assert files["png"].startswith(b"\x89PNG")
        ground = reader.page.evaluate("[...toCanvas(paint()).getContext('2d').getImageData(0, 0, 1, 1).data]")
        assert ground == [250, 250, 247, 255]
        assert reader.complaints == []
