"""The screenshots in the README, made anew from the example articles: ``python tools/screenshots.py``.

They need Chromium and a Chinese font (Debian: chromium, fonts-noto-cjk).
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import kg

ROOT = Path(__file__).parents[1]
WIDE, PHONE = {"width": 1360, "height": 820}, {"width": 390, "height": 780}

_FACT = "content.facts.findIndex(({ term, from }) => term === 'kg:supports' && nameOf(from) === '四川大学')"
_BODY = "content.entities.findIndex(({ name }) => name === '绵阳市教育和体育局')"
_READ = f"readAt(content.facts[{_FACT}].proofs[0].sentence); go({{ focus: {{ fact: {_FACT} }} }})"

# By file: the language, the light, the window, and what the reader has done.
SHOTS: dict[str, tuple[str, str, dict[str, int], str]] = {
    "page-network.en.jpg": ("en-US", "light", WIDE, "show()"),
    "page-network.zh.jpg": ("zh-CN", "light", WIDE, "show()"),
    "page-article.en.jpg": ("en-US", "dark", WIDE, _READ),
    "page-article.zh.jpg": ("zh-CN", "dark", WIDE, _READ),
    "page-phone.zh.jpg": ("zh-CN", "light", PHONE, f"go({{ focus: {{ entity: {_BODY} }} }})"),
}


def main() -> int:
    """The exit status: 1 without a browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        print("error: no chromium on this machine\nhint: install chromium and fonts-noto-cjk", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        page = Path(folder, "graph.html")
        page.write_text(kg.build([ROOT / "examples" / "articles"]).to_html(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for name, shot in SHOTS.items():
            take(browser, page, ROOT / "docs" / name, shot)
            print(f"docs/{name}")
        browser.close()
    return 0


def take(browser: Any, page: Path, picture: Path, shot: tuple[str, str, dict[str, int], str]) -> None:
    """Writes one screenshot."""
    language, light, window, done = shot
    options = {"locale": language, "color_scheme": light, "viewport": window, "reduced_motion": "reduce"}
    with browser.new_context(**options) as profile:
        tab = profile.new_page()
        tab.goto(page.as_uri())
        tab.wait_for_selector("body[data-ready]")
        tab.evaluate(done)
        tab.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        tab.screenshot(path=picture, type="jpeg", quality=82)


if __name__ == "__main__":
    sys.exit(main())
