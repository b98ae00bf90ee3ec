"""axe-core looks at every view of the page, light, dark and on a telephone, for what bars people with disabilities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from browser import DESK, PHONE, reading
from explored import university_page

__all__ = ["university_page"]  # a fixture

STEPS = {
    "network": "go({ view: 'network' })",
    "card": "go({ view: 'network', focus: { entity: 0 } })",
    "evidence": "go({ focus: { fact: content.facts.findIndex(({ to, proofs }) => to && proofs) } })",
    "table": "go({ view: 'table', focus: { entity: 0 } })",
    "article": "go({ view: 'article', focus: { sentence: 0 } })",
    "filters": "openFilters()",
    "search": "byId('search').value = 'a'; byId('search').focus(); showHits()",
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_no_serious_violation(chromium: Any, university_page: Path, size: tuple[int, int], scheme: str) -> None:
    with reading(chromium, university_page, size, color_scheme=scheme) as reader:
        found = {}
        for name, step in STEPS.items():
            reader.page.evaluate(step)
            answer = Axe().run(reader.page).response
            assert answer["passes"]
            for one in answer["violations"]:
                if one["impact"] in ("serious", "critical", "moderate"):
                    found[name, one["id"]] = [node["html"] for node in one["nodes"]][:3]
        assert found == {}
