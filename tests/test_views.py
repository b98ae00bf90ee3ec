"""One selection and one filter over table, articles and network; search, addresses and the keyboard; in a browser."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from browser import Reader, reading
from built import examples
from explored import reader, university_page, write
from kg.exports.facts import facts

__all__ = ["reader", "university_page"]  # fixtures


@pytest.fixture(scope="module")
def examples_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(examples(), tmp_path_factory.mktemp("examples"))


# The table


def test_the_table_has_every_fact_in_a_row(chromium: Any, examples_page: Path) -> None:
    with reading(chromium, examples_page, fragment="#v=table&off=") as reader:
        kb = examples()
        names = {entity.iri: entity.name for entity in kb.entities}
        assert len(reader.texts("tbody tr")) == 200
        reader.page.click(".sheet .more")
        cells = reader.page.evaluate(
            "[...document.querySelectorAll('tbody tr')].map(({ cells }) => [...cells].map((one) => one.innerText))"
        )
        wanted = facts(kb)
        assert len(cells) == len(wanted)
        subjects = sorted(row[0] for row in cells)
        assert subjects == sorted(names[fact.subject] for fact in wanted)
        assert all((row[6] == "—") == (row[3] == "参考表") for row in cells)


def test_the_table_sorts_by_each_column(reader: Reader) -> None:
    reader.page.click("#to-table")
    for column in ("subject", "relation", "object", "status", "date", "outlet", "count"):
        reader.page.click(f"th.{column} button")
        up = reader.texts(f"td.{column}")
        assert reader.page.get_attribute(f"th.{column}", "aria-sort") == "ascending"
        reader.page.click(f"th.{column} button")
        down = reader.texts(f"td.{column}")
        assert reader.page.get_attribute(f"th.{column}", "aria-sort") == "descending"
        assert sorted(up) == sorted(down)
        assert (up == down) == (len(set(up)) == 1)
    reader.page.click("th.date button")
    dates = reader.texts("td.date")
    assert dates == sorted(dates)


def test_the_table_is_searched_and_copied(reader: Reader) -> None:
    reader.page.click("#to-table")
    reader.page.fill("#query", "廣安")
    rows = reader.texts("tbody tr")
    assert rows
    assert all("广安" in row for row in rows)
    assert len(rows) == len(list(csv.reader(io.StringIO(reader.page.evaluate("tableView.csv()"))))) - 1
    reader.page.evaluate(
        "document.addEventListener('copy', () => (window.copied = document.activeElement.value), { once: true })"
    )
    reader.page.click("text=复制为 CSV")
    copied = list(csv.reader(io.StringIO(reader.page.evaluate("window.copied"))))
    assert copied[0] == ["主体", "关系", "客体或值", "来历", "报道日期", "媒体", "依据"]
    assert len(copied) == len(rows) + 1
    assert reader.page.is_visible("#notice")


def test_a_row_leads_to_its_evidence_and_keeps_to_the_focus(reader: Reader) -> None:
    reader.page.click("#to-table")
    every = len(reader.texts("tbody tr"))
    reader.page.click("tbody tr:has-text('支援') .proofs >> nth=0")
    assert reader.texts("#panel .triple .link") == ["𠮷林大学", "广安理工学院"]
    reader.page.click("#panel .triple .link >> nth=0")
    reader.page.click("text=只看“𠮷林大学”")
    rows = reader.texts("tbody tr")
    assert 0 < len(rows) < every
    assert all("𠮷林大学" in row for row in rows)
    reader.page.click("#to-network")
    assert reader.texts("#panel h2") == ["𠮷林大学"]


# The articles


def test_an_article_is_raw_with_marks_in_place(reader: Reader) -> None:
    reader.page.click("#to-article")
    assert [text.split("\n")[0] for text in reader.texts(".list button")] == ["示例续闻", "示例新闻"]
    reader.page.click(".list button >> nth=1")
    raw = reader.page.evaluate(
        """() => {
            const copy = document.querySelector('.raw').cloneNode(true);
            copy.querySelectorAll('.sign').forEach((sign) => sign.remove());
            return copy.textContent;
        }"""
    )
    assert raw == reader.page.evaluate("content.articles[articleView.article].text")
    inside = {"广安", "理工学院"}  # a name in a name: the inner one, and what is left of the outer one
    assert set(reader.texts(".mention")) == {"𠮷林大学", "广安理工学院", "示例省", "示例联盟", "张三"} | inside
    reader.page.click(".mention:has-text('张三')")
    assert reader.texts("#panel h2") == ["张三"]
    assert reader.texts(".mention.chosen") == ["张三"]


def test_a_sign_after_a_sentence_lists_what_it_says(reader: Reader) -> None:
    reader.page.click("#to-article")
    reader.page.click(".list button >> nth=1")
    signs = reader.texts(".sign")
    reader.page.click(".sign >> nth=0")
    assert len(reader.texts("#panel ul.rows li")) == int(signs[0])
    reader.page.click("#panel .proofs >> nth=0")
    assert reader.page.locator("#panel .triple").count() == 1
    assert reader.texts(".mark.trigger") != []


def test_evidence_leads_to_its_place_in_the_article(reader: Reader) -> None:
    reader.click("𠮷林大学", "广安理工学院")
    reader.page.click("#panel figure:nth-of-type(2) .context")
    assert reader.page.evaluate("state.view") == "article"
    assert reader.texts(".reading h2") == ["示例新闻"]
    found = "".join(reader.texts(".found"))
    assert found == "𠮷林大学昨日表示，𠮷林大学支持广安理工学院。"
    assert reader.page.locator(".found").first.is_visible()
    reader.page.click("#back")
    reader.page.wait_for_function("() => state.view === 'network'")
    assert reader.texts("#panel .triple .link") == ["𠮷林大学", "广安理工学院"]


# The filter


def test_filters_hold_in_every_view(reader: Reader) -> None:
    reader.press("f")
    reader.page.click("#filters .pill:has-text('示例晚报')")
    assert reader.drawn() == {"𠮷林大学", "广安理工学院", "示例备忘录"}
    assert reader.texts("#filter") == ["筛选 1"]
    reader.press("Escape")
    reader.page.click("#to-table")
    assert set(reader.texts("td.outlet")) == {"示例晚报"}
    reader.page.click("#to-article")
    assert len(reader.texts(".list button")) == 1
    reader.page.click("text=清除筛选")
    assert len(reader.texts(".list button")) == 2


def test_relations_and_dates_filter(reader: Reader) -> None:
    reader.page.click("#to-table")
    reader.press("f")
    reader.page.click("#filters .pill:has-text('签署方')")
    assert set(reader.texts("td.relation")) == {"签署方"}
    reader.page.fill("#date-to", "2024-12-31")
    assert reader.texts("#table-view .empty") == ["没有符合筛选条件的内容。"]
    reader.page.click("#filters .pill:has-text('签署方')")
    assert set(reader.texts("td.date")) == {"2024-05-21"}
    reader.page.fill("#date-to", "")
    reader.page.fill("#date-from", "2025-01-01")
    assert "2024-05-21" not in reader.texts("td.date")


# The search


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("广安理工学院", "广安理工学院"),
        ("广理工", "广安理工学院"),
        ("廣安理工", "广安理工学院"),
        ("guanganligong", "广安理工学院"),
        ("guangan li", "广安理工学院"),
        ("galgxy", "广安理工学院"),
        ("gaxy", "广安理工学院"),
        ("zs", "张三"),
        ("ZhangS", "张三"),
        ("吉大", "𠮷林大学"),
    ],
)
def test_the_search_finds(reader: Reader, words: str, name: str) -> None:
    if words == "吉大":
        assert name not in reader.find(words)  # 𠮷 is another character
        words = "𠮷大"
    assert reader.find(words)[0] == name


def test_what_matches_better_comes_first(reader: Reader) -> None:
    assert reader.find("广安")[:2] == ["广安", "广安理工学院"]
    assert reader.find("没有的") == []
    assert reader.texts("#hitnote") == ["没有这个名称"]


def test_the_search_is_worked_by_keys(reader: Reader) -> None:
    reader.press("/")
    reader.page.keyboard.type("广安")
    reader.press("ArrowDown")
    assert [text.split("\n")[0] for text in reader.texts("#hits li[aria-selected=true]")] == ["广安理工学院"]
    assert reader.page.get_attribute("#search", "aria-activedescendant") == "hit1"
    reader.press("Enter")
    assert reader.texts("#panel h2") == ["广安理工学院"]
    reader.press("Escape")
    assert reader.page.evaluate("state.focus") is None


# The address


def test_an_address_restores_the_view(chromium: Any, university_page: Path, reader: Reader) -> None:
    reader.focus("𠮷林大学")
    reader.page.click("text=只看邻域")
    reader.page.click("#legend button:has-text('推导')")
    reader.press("f")
    reader.page.click("#filters .pill:has-text('位于')")
    reader.press("Escape")
    state, drawn = reader.page.evaluate("hashOf(state)"), reader.drawn()
    for fragment in (
        state,
        "v=table&q=%E5%B9%BF&sort=-date&only=1&e=body%3A%E5%B9%BF%E5%AE%89%E7%90%86%E5%B7%A5%E5%AD%A6%E9%99%A2",
    ):
        with reading(chromium, university_page, fragment=f"#{fragment}") as other:
            assert sorted(other.page.evaluate("hashOf(state)").split("&")) == sorted(fragment.split("&"))
            if fragment == state:
                assert other.drawn() == drawn
            assert other.complaints == []


@pytest.mark.parametrize(
    "fragment", ["#v=nonsense&e=body%3Anobody&f=x&s=y&a=z&c=q&x=1", "#%", "#off=&off=<b>&from=9&sort=__proto__"]
)
def test_a_strange_address_does_no_harm(chromium: Any, university_page: Path, fragment: str) -> None:
    with reading(chromium, university_page, fragment=fragment) as reader:
        assert reader.colours() > 1
        assert reader.complaints == []


def test_back_and_forward_walk_the_steps(reader: Reader) -> None:
    reader.focus("张三")
    reader.page.click("#to-table")
    reader.page.fill("#query", "校")
    reader.page.fill("#query", "校长")  # typing is no step
    reader.page.go_back()
    reader.page.wait_for_function("() => state.view === 'network' && state.focus !== null")
    reader.page.go_back()
    reader.page.wait_for_function("() => state.focus === null")
    reader.page.go_forward()
    reader.page.wait_for_function("() => state.focus !== null")
    assert reader.texts("#panel h2") == ["张三"]


# The keyboard


def test_everything_is_reached_by_keys(reader: Reader) -> None:
    reader.press("2")
    assert reader.page.evaluate("state.view") == "table"
    reader.press("3")
    assert reader.page.evaluate("state.view") == "article"
    reader.press("1")
    reader.page.focus("#canvas")
    reader.press("ArrowRight")
    first = reader.texts("#panel h2")
    assert first
    walked = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowLeft"):
        reader.press(key)
        walked |= set(reader.texts("#panel h2"))
    assert len(walked) > 1
    reader.page.evaluate("networkView.network.moveTo({ position: { x: 9000, y: 9000 } })")
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        reader.press(key)
    x, y = reader.where(reader.texts("#panel h2")[0])
    assert 0 < x < 1056
    assert 0 < y < 900
    before = reader.pixels()
    reader.press("+")
    assert reader.pixels() != before
    reader.press("0", "Enter")
    assert reader.page.evaluate("document.activeElement.id") == "panel"
    reader.press("Tab")
    assert reader.page.evaluate("document.activeElement.className") == "back"
    reader.press("Enter")
    assert reader.page.evaluate("state.focus") is None


def test_the_focus_of_the_keyboard_is_seen(reader: Reader) -> None:
    seen = set()
    for _ in range(24):
        reader.press("Tab")
        seen.add(
            reader.page.evaluate(
                """() => {
                    const active = document.activeElement;
                    const { outlineStyle, outlineWidth } = getComputedStyle(active);
                    return active === document.body || (outlineStyle !== 'none' && outlineWidth !== '0px');
                }"""
            )
        )
    assert seen == {True}


def test_the_page_prints_what_it_shows(reader: Reader) -> None:
    reader.click("张三")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.page.emulate_media(media="print")
    assert not reader.page.is_visible("#finder")
    assert not reader.page.is_visible("#canvas")
    assert reader.page.is_visible("#printed svg")
    assert {"知识图谱", "张三", "教育科研 2"} <= set(reader.page.locator("#printed text").all_text_contents())
    assert reader.page.is_visible("#panel h2")
    reader.page.emulate_media(media="screen")
    reader.page.click("#to-table")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    reader.page.emulate_media(media="print")
    assert reader.page.locator("tbody tr").last.is_visible()
    assert not reader.page.is_visible("#printed svg")
