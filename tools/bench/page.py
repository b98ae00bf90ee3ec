"""The page: how soon it can be used, how fast it answers a search, and how smoothly it pans, in headless Chromium.

The graphs are invented, of four sizes; times are of the clock, as a reader waits for them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.exports import page

TESTS = Path(__file__).parents[2] / "tests"
OPENING = {100: 1.5, 1_000: 4.0, 10_000: 4.0, 20_000: 4.0}  # seconds until the page can be used, by entities
SIZE = 12_000_000  # bytes of the largest page
SEARCH = 100.0  # milliseconds for an answer among the most entities
FRAMES = 30.0  # a second while the drawing of 300 entities is dragged
QUERIES = ("d", "zh", "dongfang", "dfjl", "东方", "東方", "不存在的名称", "大学")

_PAN = """() => new Promise((done) => {
    const started = performance.now();
    let frames = 0;
    const step = (now) => {
        frames += 1;
        const angle = (now - started) / 200;
        networkView.network.moveTo({ offset: { x: 12 * Math.cos(angle), y: 12 * Math.sin(angle) } });
        if (now - started < 2000) requestAnimationFrame(step);
        else done(frames / ((now - started) / 1000));
    };
    requestAnimationFrame(step);
})"""
_SEARCH = "(words) => { const start = performance.now(); search(words); return performance.now() - start; }"


def measure() -> bool:
    """True if the page keeps its limits; prints the figures."""
    sys.path.insert(0, str(TESTS))  # the invented graphs and the browser are those of the tests
    from browser import chromium
    from crowd import crowd

    met = True
    print(f"The page in Chromium\n\n{'entities':>10}{'drawn':>8}{'bytes':>12}{'written s':>11}{'opens s':>9}", end="")
    print(f"{'search ms':>11}{'frames/s':>10}")
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        for count, limit in OPENING.items():
            row = _measure_one(browser, Path(folder, f"{count}.html"), crowd(count))
            written, size, opened, drawn, slowest, frames = row
            print(f"{count:>10,}{drawn:>8}{size:>12,}{written:>11.2f}{opened:>9.2f}{slowest:>11.1f}{frames:>10.0f}")
            met = met and opened <= limit and slowest <= SEARCH and frames >= FRAMES and size <= SIZE
    limits = (
        f"{OPENING[100]:g} s with 100 entities and {OPENING[10_000]:g} s with more, {SEARCH:g} ms, {FRAMES:g} frames/s"
    )
    print(f"\n{'within' if met else 'OVER'} the limits: {limits}, {SIZE:,} bytes")
    return met


def _measure_one(browser: Any, path: Path, kb: Any) -> tuple[float, int, float, int, float, float]:
    written = _seconds(lambda: path.write_bytes(page.write(kb)))
    tab = browser.new_page(viewport={"width": 1440, "height": 900})

    def open_page() -> None:
        tab.goto(path.as_uri())
        tab.wait_for_selector("body[data-ready]")

    opened = min(_seconds(open_page) for _ in range(3))
    drawn = tab.evaluate("scene.members.size")
    slowest = max(tab.evaluate(_SEARCH, words) for words in QUERIES)
    frames = tab.evaluate(_PAN)
    tab.close()
    return written, path.stat().st_size, opened, drawn, slowest, frames


def _seconds(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start
