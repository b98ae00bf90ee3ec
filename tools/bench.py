"""How fast kg reads, beside peers on the same texts in the same run: run by ``make bench``.

Times are CPU time of one core, the best of three runs; a machine is known by its peers' figures, so compare ratios.
The texts are the example articles over and over.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import rjieba
import spacy

from kg import cleaning, pipeline, sources
from kg.model import Article

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
CHARACTERS = 200_000  # what a run reads at least, so that a clock tick is nothing beside it
RUNS = 3
LIMIT = 1.0  # milliseconds that cleaning may take for 2,000 characters


def main() -> int:
    """The exit status: 1 if cleaning is slower than its limit."""
    articles = list(sources.read([EXAMPLES]))
    articles *= CHARACTERS // sum(len(article.text) for article in articles) + 1
    blank = spacy.blank("zh")
    tasks: dict[str, Callable[[Article], object]] = {
        "kg: cleaning": cleaning.clean,
        "kg: article to claims": lambda article: pipeline.extract(article.text),
        "rjieba: words and tags": lambda article: rjieba.tag(article.text),
        "spaCy: characters to a Doc": lambda article: blank.make_doc(article.text),
    }
    characters = sum(len(article.text) for article in articles)
    seconds = {name: best(task, articles) for name, task in tasks.items()}
    unit = seconds["rjieba: words and tags"]
    print(f"{len(articles):,} articles, {characters:,} characters, best of {RUNS} runs, one core\n")
    print(f"{'':28}{'characters/s':>14}{'ms per 2,000':>14}{'times rjieba':>14}")
    for name, taken in seconds.items():
        print(f"{name:28}{characters / taken:>14,.0f}{2e6 * taken / characters:>14.3f}{taken / unit:>14.2f}")
    slow = 2e6 * seconds["kg: cleaning"] / characters > LIMIT
    print(f"\nCleaning is {'over' if slow else 'within'} its limit of {LIMIT:g} ms per 2,000 characters.")
    return int(slow)


def best(task: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """The CPU seconds of the fastest of several runs of `task` over `articles`."""
    return min(timed(task, articles) for _ in range(RUNS))


def timed(task: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """The CPU seconds of one run."""
    start = time.process_time()
    for article in articles:
        task(article)
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
