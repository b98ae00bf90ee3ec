"""Reading: cleaning and extraction beside segmenters and taggers on the same texts.

The texts are those of ``KG_TEXTS`` (a file, folder or archive as kg reads them), else the example articles over and
over.
"""

from __future__ import annotations

import logging
import os
import resource
import time
from collections.abc import Callable, Sequence
from itertools import accumulate
from pathlib import Path

import jieba.posseg
import rjieba
import spacy

from kg import cleaning, pipeline, sources
from kg.model import Article

EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
CHARACTERS = 300_000  # what a run reads, so that a clock tick is nothing beside it
RUNS = 3
CLEANING = 1.0  # milliseconds that 2,000 characters may take
RATE = 150_000  # characters a second from an article to its claims
MEMORY = 400  # megabytes of the process, libraries and gazetteer included
GROWTH = 11.0  # how much longer one text of ten times the length may take

_KG = "kg: article to claims"


def measure() -> bool:
    """True if reading keeps its limits; prints the times, the memory and the growth."""
    articles = _articles()
    characters = sum(len(article.text) for article in articles)
    seconds = {_KG: best(_read, articles), "kg: cleaning alone": best(cleaning.clean, articles)}
    growth = best(_read, [_joined(articles, 50_000)]) / best(_read, [_joined(articles, 5_000)])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # before the peers load their dictionaries
    seconds |= {name: best(task, articles) for name, task in _peers().items()}

    print(f"Reading {len(articles):,} articles, {characters:,} characters, best of {RUNS} runs, one core\n")
    print(f"{'':36}{'characters/s':>14}{'ms per 2,000':>14}{'times as fast as kg':>21}")
    for name, taken in seconds.items():
        row = (characters / taken, 2e6 * taken / characters, seconds[_KG] / taken)
        print(f"{name:36}{row[0]:>14,.0f}{row[1]:>14.3f}{row[2]:>21.2f}")
    limits = (
        (2e6 * seconds["kg: cleaning alone"] / characters, CLEANING, "ms to clean 2,000 characters"),
        (RATE * seconds[_KG] / characters, 1.0, f"s from articles to claims for {RATE:,} characters"),
        (growth, GROWTH, "times as long for a text ten times as long"),
        (memory, MEMORY, "MB of memory"),
    )
    print()
    for value, limit, what in limits:
        print(f"{value:8.2f} {what}: {'within' if value <= limit else 'OVER'} the limit of {limit:g}")
    return all(value <= limit for value, limit, _ in limits)


def best(task: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """The CPU seconds of the fastest of several runs of `task` over `articles`."""
    return min(timed(task, articles) for _ in range(RUNS))


def timed(task: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """The CPU seconds of one run."""
    start = time.process_time()
    for article in articles:
        task(article)
    return time.process_time() - start


def _articles() -> list[Article]:
    """Articles of `CHARACTERS` characters in all, or a little more."""
    found = list(sources.read([os.environ.get("KG_TEXTS", str(EXAMPLES))]))
    found *= CHARACTERS // sum(len(article.text) for article in found) + 1
    lengths = accumulate(len(article.text) for article in found)
    return found[: next(number for number, length in enumerate(lengths, 1) if length >= CHARACTERS)]


def _joined(articles: Sequence[Article], characters: int) -> Article:
    """One article of so many characters."""
    return sources.from_text("\n".join(article.text for article in articles)[:characters])


def _read(article: Article) -> object:
    return pipeline.extract(article.text)


def _peers() -> dict[str, Callable[[Article], object]]:
    characters = spacy.blank("zh")
    jieba.setLogLevel(logging.WARNING)
    words = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    return {
        "rjieba: words and tags": lambda article: rjieba.tag(article.text),
        "jieba.posseg: words and tags": lambda article: list(jieba.posseg.cut(article.text)),
        "spaCy blank zh with jieba: words": lambda article: words.make_doc(article.text),
        "spaCy blank zh: characters": lambda article: characters.make_doc(article.text),
    }
