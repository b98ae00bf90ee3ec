"""An explanation of cleaning for a person at a terminal, and as values for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wcwidth import wcswidth, wcwidth

from kg.cleaning.explanation import Edit, Explanation, StepReport
from kg.model import READ_ZONES

_EXAMPLES = 5  # edits of a step that are shown
_GAP = "  "
_MARKS = {"\n": "⏎", "\t": "⇥", " ": "␣", "\u3000": "□"}  # blanks that would not be seen


def format_explanation(explanation: Explanation, width: int | None = None) -> str:
    """The explanation as aligned lines: each step with examples, then each line of the text with its role and why.

    Places are those of the raw text. `width` is how many cells a line may take: longer ones are cut and end in "…".
    """
    article, clean = explanation.clean.article, explanation.clean
    lines = [
        f"{article.origin}: {len(article.text):,} characters of {article.encoding}, {len(clean.text):,} clean",
        "",
        "Steps",
        *_table(row for step in explanation.steps for row in _step_rows(step)),
        "",
        f"Lines (read for facts: {', '.join(sorted(READ_ZONES))}; the others are left out)",
        *_table(_zone_rows(explanation)),
        "",
        f"Damage ({len(explanation.damage)}, left as it is)" if explanation.damage else "Damage: none found",
        *_table(
            (_place(place.quote.start, place.quote.end), _shown(place.quote.text), place.reason)
            for place in explanation.damage
        ),
    ]
    return "".join(f"{_cut(line, width)}\n" for line in lines)


def as_dict(explanation: Explanation) -> dict[str, Any]:
    """The whole explanation as values that JSON knows: every edit, zone and damaged place with its raw offsets."""
    return {
        "article": explanation.clean.article.id,
        "text": explanation.clean.text,
        "steps": [
            {"name": step.name, "purpose": step.purpose, "edits": [_edit_as_dict(edit) for edit in step.edits]}
            for step in explanation.steps
        ],
        "zones": [
            {
                "kind": each.zone.kind,
                "reason": each.reason,
                "read": each.zone.kind in READ_ZONES,
                "start": each.quote.start,
                "end": each.quote.end,
                "text": each.quote.text,
            }
            for each in explanation.zones
        ],
        "damage": [
            {"start": each.quote.start, "end": each.quote.end, "text": each.quote.text, "reason": each.reason}
            for each in explanation.damage
        ],
    }


def _edit_as_dict(edit: Edit) -> dict[str, Any]:
    place = {"start": edit.quote.start, "end": edit.quote.end, "text": edit.quote.text}
    return {"raw": place, "start": edit.start, "end": edit.end, "new": edit.new}


def _step_rows(step: StepReport) -> Iterator[tuple[str, ...]]:
    """A row with the step and how much it changed, and below it some of its edits, no two alike."""
    yield step.name, f"{len(step.edits)} {'change' if len(step.edits) == 1 else 'changes'}", step.purpose
    different = {(edit.quote.text, edit.new): edit for edit in reversed(step.edits)}
    shown = sorted(different.values(), key=lambda edit: edit.start)[:_EXAMPLES]
    for edit in shown:
        new = _shown(edit.new) if edit.new else "nothing"
        yield "", _place(edit.quote.start, edit.quote.end), f"{_shown(edit.quote.text)} → {new}"
    if len(shown) < len(step.edits):
        yield "", "", f"and {len(step.edits) - len(shown)} more"


def _zone_rows(explanation: Explanation) -> Iterator[tuple[str, ...]]:
    for each in explanation.zones:
        mark = " " if each.zone.kind in READ_ZONES else "✗"
        text = explanation.clean.text[each.zone.start : each.zone.end]
        yield mark, _place(each.quote.start, each.quote.end), each.zone.kind, each.reason, text


def _place(start: int, end: int) -> str:
    return f"{start}-{end}"


def _shown(text: str) -> str:
    """`text` on one line: marks for blanks, code points for what nobody sees, and the middle of a long one left out."""
    if len(text) > 40:
        text = f"{text[:25]} … {text[-10:]}"
    return "".join(
        _MARKS.get(character) or (character if wcwidth(character) > 0 else f"U+{ord(character):04X}")
        for character in text
    )


def _table(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows with their columns aligned, where a Chinese character is two cells wide."""
    rows = [tuple(row) for row in rows]
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = (cell + " " * (cells - _cells(cell)) for cell, cells in zip(row, widths, strict=True))
        yield _GAP + _GAP.join(padded).rstrip()


def _cells(text: str) -> int:
    return max(wcswidth(text), 0)


def _cut(line: str, width: int | None) -> str:
    if width is None or _cells(line) <= width:
        return line
    used = 0
    for index, character in enumerate(line):
        used += max(wcwidth(character), 0)
        if used > width - 1:
            return f"{line[:index]}…"
    return line
