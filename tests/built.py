"""The example articles, built once for all tests that look at the result."""

import os
from functools import cache
from pathlib import Path

from kg import pipeline
from kg.knowledge import Knowledge

ROOT = Path(__file__).parents[1]
ARTICLES = ROOT / "examples" / "articles"
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}  # of programs that tests start


@cache
def examples() -> Knowledge:
    """What the example articles say."""
    return pipeline.build([ARTICLES])
