"""A page opened in Chromium, for the tests of what a reader sees and does."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

# No sandbox, because tests also run as root in containers; no traffic of the browser's own.
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-pings"]
DESK, PHONE = (1440, 900), (390, 844)


@dataclass
class Reader:
    """An open page, and everything it asked for or complained about."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def pixels(self) -> str:
        """The drawing as a data URL, which changes when the drawing does."""
        self.settle()
        return str(self.page.evaluate("document.querySelector('#canvas canvas').toDataURL()"))

    def colours(self) -> int:
        """How many different colours the drawing has: 1 if it is blank."""
        self.settle()
        return int(
            self.page.evaluate(
                """() => {
                    const drawing = document.querySelector('#canvas canvas');
                    const { data } = drawing.getContext('2d').getImageData(0, 0, drawing.width, drawing.height);
                    return new Set(new Uint32Array(data.buffer)).size;
                }"""
            )
        )

    def settle(self) -> None:
        """Let the browser draw what it has to draw."""
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def where(self, name: str) -> tuple[float, float]:
        """The place of an entity on the screen."""
        x, y = self.page.evaluate(
            """(name) => {
                const entity = content.entities.findIndex((one) => one.name === name);
                const { x, y } = networkView.network.canvasToDOM(networkView.place(entity));
                const { left, top } = networkView.container.getBoundingClientRect();
                return [left + x, top + y];
            }""",
            name,
        )
        return x, y

    def click(self, name: str, other: str | None = None) -> None:
        """Click on an entity, or on the middle of the straight edge between two."""
        x, y = self.where(name)
        if other is not None:
            x2, y2 = self.where(other)
            x, y = (x + x2) / 2, (y + y2) / 2
        self.page.mouse.click(x, y)
        self.page.wait_for_selector("#panel .back")

    def focus(self, name: str) -> None:
        """Put an entity into focus as a click on it does, wherever it is."""
        self.page.evaluate(
            "(name) => go({ focus: { entity: content.entities.findIndex((one) => one.name === name) } })", name
        )

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def find(self, words: str) -> list[str]:
        """What the search offers for these words: the names."""
        self.page.fill("#search", words)
        self.page.focus("#search")
        return self.texts("#hits li > span:nth-of-type(1)")

    def texts(self, selector: str) -> list[str]:
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]

    def drawn(self) -> set[str]:
        """The names of the entities that are drawn."""
        return set(self.page.evaluate("[...scene.members.keys()].map(nameOf)"))


@contextmanager
def reading(
    browser: Any,
    path: Path,
    size: tuple[int, int] = DESK,
    fragment: str = "",
    ready: str = "body[data-ready]",
    **context: Any,
) -> Iterator[Reader]:
    """The page at `path`, opened in a window of `size` with a fresh profile, once something matches `ready`."""
    options = {"locale": "zh-CN", "reduced_motion": "reduce"} | context
    with browser.new_context(viewport=dict(zip(("width", "height"), size, strict=True)), **options) as profile:
        page = profile.new_page()
        reader = Reader(page)
        page.on("request", lambda request: reader.requests.append(request.url))
        page.on("console", lambda message: reader.complaints.append(message.text))
        page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (reader.complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector(ready)
        yield reader


@contextmanager
def chromium() -> Iterator[Any]:
    """A running Chromium; where there is none the test is skipped, but fails if the environment says CI."""
    lack = pytest.fail if os.environ.get("CI") else pytest.skip
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        lack("playwright is not installed")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        lack("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
