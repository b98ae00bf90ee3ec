"""Scores over many articles: counts added up, with a bootstrap interval over the articles."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, quantiles

from kg.evaluation.gold import PREDICATES, GoldArticle
from kg.evaluation.matching import TYPES, Count, Error, Outcome, compare
from kg.model import KnowledgeBase

RESAMPLES = 1_000
MACRO_FROM = 10  # a relation with fewer labels says too little to weigh as much as the others

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one type or relation. `interval` holds 95 % of the F1 of resampled sets of articles."""

    name: str
    tp: int
    fp: int
    fn: int
    interval: Interval | None

    @property
    def n(self) -> int:
        """How many the labels hold."""
        return self.tp + self.fn

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right, None if nothing was found."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def recall(self) -> float | None:
        """The share of the labels that was found, None if there are none."""
        return self.tp / self.n if self.n else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall, None if there is nothing on either side."""
        return _f1(Count(self.tp, self.fp, self.fn))


@dataclass(frozen=True, slots=True)
class Scores:
    """All that an evaluation tells. `macro` is the mean F1 of the relations with at least `MACRO_FROM` labels.

    `details` says of matched things how many have the right kind, date and place, of how many that are labelled.
    """

    articles: int
    types: tuple[Score, ...]
    relations: tuple[Score, ...]
    micro: Score  # all types together
    macro: float | None
    macro_interval: Interval | None
    details: dict[str, tuple[int, int]]
    errors: tuple[Error, ...]


def evaluate(gold: Sequence[GoldArticle], read: Callable[[Path], KnowledgeBase]) -> Scores:
    """Precision, recall and F1 of the graphs that `read` makes of each labelled article alone.

    The matching rules are those of tests/gold/README.md: names in simplified script or any labelled variant, one
    to one; optional things count neither way. The interval is a percentile bootstrap over articles
    (Efron 1979; 1,000 resamples, fixed seed), so equal graphs give equal scores.
    """
    outcomes = [compare(article, read(article.path)) for article in gold]
    samples = _samples(len(outcomes))
    counts = {name: [outcome.counts[name] for outcome in outcomes] for name in (*TYPES, *PREDICATES)}
    counts["all types"] = [_add(outcome.counts[name] for name in TYPES) for outcome in outcomes]
    resampled = {name: _resample(found, samples) for name, found in counts.items()}
    scores = {name: Score(name, *_add(found), _interval(resampled[name])) for name, found in counts.items()}
    heavy = [name for name in PREDICATES if scores[name].n >= MACRO_FROM]
    return Scores(
        articles=len(outcomes),
        types=tuple(scores[name] for name in TYPES),
        relations=tuple(scores[name] for name in PREDICATES),
        micro=scores["all types"],
        macro=_mean([scores[name].f1 for name in heavy]),
        macro_interval=_interval([_mean(values) for values in zip(*(resampled[name] for name in heavy), strict=True)]),
        details=_add_details(outcomes),
        errors=tuple(error for outcome in outcomes for error in outcome.errors),
    )


def _samples(size: int) -> list[Counter[int]]:
    # Each resample says how often it holds each article.
    draw = random.Random(0)
    return [Counter(draw.choices(range(size), k=size)) for _ in range(RESAMPLES)] if size else []


def _resample(counts: Sequence[Count], samples: Sequence[Counter[int]]) -> list[float | None]:
    held = [(index, count) for index, count in enumerate(counts) if any(count)]
    return [
        _f1(Count(*(sum(sample[index] * count[place] for index, count in held) for place in range(3))))
        for sample in samples
    ]


def _add(counts: Iterable[Count]) -> Count:
    return Count(*(sum(column) for column in zip(Count(), *counts, strict=True)))


def _f1(count: Count) -> float | None:
    total = 2 * count.tp + count.fp + count.fn
    return 2 * count.tp / total if total else None


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _interval(values: Sequence[float | None]) -> Interval | None:
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    cuts = quantiles(known, n=40, method="inclusive")  # 2.5 % to 97.5 %
    return cuts[0], cuts[-1]


def _add_details(outcomes: Sequence[Outcome]) -> dict[str, tuple[int, int]]:
    names = dict.fromkeys(name for outcome in outcomes for name in outcome.details)
    pairs = {name: [outcome.details[name] for outcome in outcomes] for name in names}
    return {name: (sum(right for right, _ in found), sum(of for _, of in found)) for name, found in pairs.items()}
