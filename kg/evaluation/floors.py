"""Floors: the scores that may not be missed, kept in a file beside the labels or the code."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.evaluation.gold import PREDICATES
from kg.evaluation.matching import TYPES
from kg.evaluation.scores import Score, Scores

MEASURES: dict[str, Callable[[Score], float | None]] = {
    "precision": lambda score: score.precision,
    "recall": lambda score: score.recall,
    "f1": lambda score: score.f1,
}
ALL, MACRO = "all types", "mean of relations"
_HINT = '[f1], [precision] and [recall] hold lines as persons = 0.93, by the rows of the table; "all types" in quotes'


@dataclass(frozen=True, slots=True)
class Floor:
    """The least `value`, 0 to 1, that a measure of a row of the scores may have."""

    measure: str
    row: str
    value: float


def load_floors(file: Path) -> tuple[Floor, ...]:
    """The floors in a TOML file: a table for each measure, a line for each row of the scores.

    Raises InputError if the file cannot be read, a measure or row is unknown, or a floor is no number from 0 to 1.
    """
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}", "name a TOML file of floors") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{file} is not TOML: {error}", _HINT) from error
    floors = []
    for measure, rows in tables.items():
        if measure not in MEASURES or not isinstance(rows, dict):
            raise InputError(f"{file}: {measure} is no measure", _HINT)
        for row, value in rows.items():
            if row not in (*TYPES, *PREDICATES, ALL) and (measure, row) != ("f1", MACRO):
                raise InputError(f"{file}: [{measure}] {row} is no row of the scores", _HINT)
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
                raise InputError(f"{file}: [{measure}] {row} = {value} is no number from 0 to 1", _HINT)
            floors.append(Floor(measure, row, value))
    if not floors:
        raise InputError(f"{file} holds no floor", _HINT)
    return tuple(floors)


def find_falls(scores: Scores, floors: tuple[Floor, ...]) -> tuple[tuple[Floor, float | None], ...]:
    """Each floor that the scores are below, with what they are; nothing found or labelled (None) is below, too."""
    reached = [(floor, _value(scores, floor)) for floor in floors]
    return tuple((floor, value) for floor, value in reached if value is None or value < floor.value)


def _value(scores: Scores, floor: Floor) -> float | None:
    if floor.row == MACRO:
        return scores.macro
    rows = {score.name: score for score in (*scores.types, *scores.relations, scores.micro)}
    return MEASURES[floor.measure](rows[floor.row])
