"""Scores as a table for people and as plain data for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kg.evaluation.floors import Floor
from kg.evaluation.scores import MACRO_FROM, Interval, Score, Scores

_ROW = "{:<26}{:>7}{:>7}{:>7}{:>14}{:>7}{:>7}{:>8}"


def format_scores(scores: Scores) -> str:
    """A table with a line for each type and relation: precision, recall, F1 with its interval, n and the errors."""
    head = _ROW.format("", "P", "R", "F1", "95% of F1", "n", "false", "missed")
    types = [_line(score) for score in (*scores.types, scores.micro)]
    relations = [_line(score) for score in scores.relations if score.n or score.fp]
    macro = _ROW.format(
        f"mean of relations, n >= {MACRO_FROM}", "", "", _share(scores.macro), _range(scores.macro_interval), "", "", ""
    )
    details = ", ".join(f"{name} {right} of {of}" for name, (right, of) in scores.details.items())
    blocks = [[head, *types], [*relations, macro], [f"{scores.articles} articles; right where matched: {details}"]]
    return "\n\n".join("\n".join(line.rstrip() for line in block) for block in blocks) + "\n"


def format_errors(scores: Scores) -> str:
    """Each miss and false positive with its article, its type and its sentence, in the order of the articles."""
    lines = []
    for error in scores.errors:
        lines.append(f"{error.article}  {error.outcome} {error.type}: {error.what}")
        if error.sentence:
            lines.append(f"    {' '.join(error.sentence.split())}")
    return "\n".join(lines) + "\n" if lines else ""


def format_falls(falls: Sequence[tuple[Floor, float | None]]) -> str:
    """Each score that is below its floor, in one phrase: what it is, and what it may not be below."""
    return "; ".join(f"{floor.measure} of {floor.row} {_share(value)} < {floor.value:g}" for floor, value in falls)


def as_dict(scores: Scores, errors: bool = False) -> dict[str, Any]:
    """The scores as plain data that json can write; `errors` adds the list of misses and false positives."""
    data: dict[str, Any] = {
        "articles": scores.articles,
        "types": {score.name: _score(score) for score in scores.types},
        "relations": {score.name: _score(score) for score in scores.relations},
        "micro": _score(scores.micro),
        "macro": {"f1": scores.macro, "interval": scores.macro_interval, "relations_from_n": MACRO_FROM},
        "details": {name: {"right": right, "of": of} for name, (right, of) in scores.details.items()},
    }
    if errors:
        data["errors"] = [asdict(error) for error in scores.errors]
    return data


def _score(score: Score) -> dict[str, Any]:
    names = ("precision", "recall", "f1", "interval", "n", "tp", "fp", "fn")
    return {name: getattr(score, name) for name in names}


def _line(score: Score) -> str:
    shares = (_share(score.precision), _share(score.recall), _share(score.f1), _range(score.interval))
    return _ROW.format(score.name, *shares, score.n, score.fp, score.fn)


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _range(interval: Interval | None) -> str:
    return "-" if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"
