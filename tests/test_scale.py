"""Large graphs: what is drawn, how large the page is, and that everything in it is still found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser import reading
from crowd import crowd
from explored import write
from kg.exports import page


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(crowd(20_000), tmp_path_factory.mktemp("large"))


def test_twenty_thousand_entities_fit_in_one_file(large: Path) -> None:
    assert large.stat().st_size < page.LIMIT == 12_000_000


def test_a_large_graph_opens_on_hubs_and_says_what_is_hidden(chromium: Any, large: Path) -> None:
    with reading(chromium, large) as reader:
        assert reader.colours() > 50
        counts = reader.page.evaluate("[scene.members.size, content.entities.length]")
        assert counts[0] <= 300
        assert counts[1] == 22_000  # articles are entities too
        assert f"{counts[1] - counts[0]} 个未绘出" in reader.texts("#line")[0]
        last = reader.page.evaluate("nameOf(19_999)")
        assert last in reader.find(last)
        reader.press("Enter")
        assert reader.texts("#panel h2") == [last]
        assert last in reader.drawn()
        assert reader.page.evaluate("scene.members.size") <= 300
        reader.page.click("#to-table")
        assert reader.page.locator("tbody tr").count() <= 200
        assert (reader.requests, reader.complaints) == ([large.as_uri()], [])


def test_expanding_hubs_never_draws_more_than_three_hundred(chromium: Any, large: Path) -> None:
    with reading(chromium, large) as reader:
        reader.page.evaluate("go(AROUND(0))")
        assert reader.page.evaluate("scene.members.size") == 201
        for hub in range(1, 5):
            reader.page.evaluate(f"toggleOpen({hub}, true)")
        assert reader.page.evaluate("scene.members.size") == 300
        reader.page.evaluate("go({ off: new Set(), center: null })")
        assert reader.page.evaluate("scene.members.size") <= 300


def test_a_page_without_texts_still_proves_everything(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "LIMIT", 0)
    with reading(chromium, write(crowd(40), tmp_path)) as reader:
        assert "没有附文章全文" in reader.page.inner_text("#panel .note").replace("这里", "")
        reader.page.evaluate("go({ focus: { fact: content.facts.findIndex(({ to }) => to !== undefined) } })")
        assert reader.texts("#panel mark.trigger")
        reader.page.click("#panel .context >> nth=0")
        assert reader.texts(".reading .note")
        assert reader.texts(".mention")
        assert reader.complaints == []
