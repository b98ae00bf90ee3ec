"""`Article` -> `CleanText`: the text that is analysed, with the way back to each raw character.

Cleaning is the ordered table `STEPS` of small named functions. A step gets and gives back an `Aligned` text and
may be replayed alone. After the steps, each line gets its role on the page: see `kg.cleaning.zones`. `explain` tells
what was done and why.
"""

from __future__ import annotations

from kg.cleaning.aligned import Aligned
from kg.cleaning.explanation import Explanation, explain, replay
from kg.cleaning.report import as_dict, format_explanation
from kg.cleaning.steps import STEPS
from kg.cleaning.zones import find_zones
from kg.model import Article, CleanText

__all__ = [
    "STEPS",
    "Aligned",
    "Explanation",
    "as_dict",
    "clean",
    "explain",
    "find_zones",
    "format_explanation",
    "replay",
]


def clean(article: Article) -> CleanText:
    """The clean text of `article`: simplified script, no annotations, lines labelled, offsets of the raw text."""
    aligned = Aligned(article.text, range(len(article.text)))
    for step in STEPS.values():
        aligned = step(aligned)
    return CleanText(article, aligned.text, tuple(aligned.offsets), find_zones(aligned.text))
