"""The reference page of the ontology: every term in both languages, and room for it on every screen."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, parse

from browser import DESK, PHONE, reading
from built import ENVIRONMENT, ROOT
from kg import vocabulary

SIZES = pytest.mark.parametrize("size", [PHONE, (820, 1180), DESK, (2560, 1300)], ids=lambda size: str(size[0]))


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("docs") / "ontology.html"
    for seed in ("1", "2"):  # the second writes over the first, which the bytes must not show
        before = path.read_bytes() if path.exists() else None
        command = [sys.executable, "tools/document_ontology.py", str(path)]
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=ENVIRONMENT | {"PYTHONHASHSEED": seed})
        assert before in (None, path.read_bytes())
    return path


def test_every_text_of_every_term_is_on_the_page(page: Path) -> None:
    shown = html.unescape(page.read_text(encoding="utf-8"))
    texts = [quad.object for quad in parse(path=vocabulary.FOLDER / "kg.ttl") if isinstance(quad.object, Literal)]
    assert len(texts) > 300
    assert [text.value for text in texts if text.value not in shown] == []


def test_every_term_has_an_anchor_and_every_link_leads_to_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    assert {*vocabulary.kinds(), "partyTo", "Date", "org-member"} <= set(anchors)
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(anchors)


@SIZES
def test_nothing_is_wider_than_the_screen(page: Path, chromium: Any, size: tuple[int, int]) -> None:
    with reading(chromium, page, size, ready="main") as reader:
        wide = """() => [...document.querySelectorAll('body *')].filter((each) => {
            const { left, right } = each.getBoundingClientRect();
            return left < 0 || right > innerWidth + 0.5;
        }).length"""
        assert reader.page.evaluate(wide) == 0
        assert reader.page.evaluate("document.documentElement.scrollWidth") == size[0]
        assert reader.requests == [page.as_uri()]
        assert reader.complaints == []


def test_the_page_follows_the_colours_of_the_reader(page: Path, chromium: Any) -> None:
    grounds = []
    for scheme in ("light", "dark"):
        with reading(chromium, page, ready="main", color_scheme=scheme) as reader:
            grounds.append(reader.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(set(grounds)) == 2


def test_a_link_goes_to_its_term(page: Path, chromium: Any) -> None:
    with reading(chromium, page, ready="main") as reader:
        reader.page.click("nav a[href='#part-Agreement']")
        top = reader.page.evaluate("document.getElementById('part-Agreement').getBoundingClientRect().top")
        assert 0 <= top < 100
