"""The example articles and the cases of extraction, built once for all tests that look at the result."""

import os
import tempfile
from functools import cache
from pathlib import Path

from kg import pipeline
from kg.knowledge import Knowledge
from test_cases import CASES, read_cases

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "examples" / "articles"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}  # of programs that tests start


@cache
def examples() -> Knowledge:
    """What the example articles say."""
    return pipeline.build([ARTICLES])


@cache
def cases() -> Knowledge:
    """What the cases of extraction say, each an article."""
    texts = (case.text for path in sorted(CASES.glob("*.txt")) for case in read_cases(path))
    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(texts):
            Path(folder, f"{number}.txt").write_text(text, encoding="utf-8")
        return pipeline.build([folder])
