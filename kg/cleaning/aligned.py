"""A text in the course of cleaning, with the way back from each character to the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Aligned:
    """A text, and for each of its characters the offset of the raw character that it stands for."""

    text: str
    offsets: Sequence[int]

    def edited(self, edits: Iterable[tuple[int, int, str]]) -> Aligned:
        """This text with each span (start, end) replaced; the new characters stand for the first of the span."""
        pieces: list[str] = []
        offsets: list[int] = []
        position = 0
        for start, end, new in edits:
            pieces += self.text[position:start], new
            offsets += self.offsets[position:start]
            offsets += [self.offsets[start]] * len(new)
            position = end
        if position == 0:
            return self
        return Aligned("".join(pieces) + self.text[position:], offsets + list(self.offsets[position:]))

    def replaced(self, pattern: re.Pattern[str], new: str) -> Aligned:
        """This text with each match of `pattern` replaced by `new`."""
        return self.edited((*match.span(), new) for match in pattern.finditer(self.text))

    def rewritten(self, text: str) -> Aligned:
        """`text`, which has as many characters as this text and stands for it one by one."""
        if len(text) != len(self.text):
            raise ValueError("the text has changed its length")
        return Aligned(text, self.offsets)
