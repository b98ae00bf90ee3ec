"""Patterns that are tried only where they can begin.

A search tries an alternation of words at each character of a text, word by word. What a pattern can begin with is known
beforehand: a look at one character spares most of the text the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

# How `re` reads a pattern: its items are pairs of an operation and what that takes.
_PARSER: Any = import_module("re._parser")

# Where a match can begin: parts of the class of its first character or of the one before; None where it can anywhere.
_Beginnings = frozenset[tuple[str, str]] | None
_AHEAD, _BEHIND = "?=", "?<="
_CHARACTER = ("LITERAL", "IN")
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_CATEGORIES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s", "CATEGORY_WORD": r"\w"}


def anchored(source: str) -> re.Pattern[str]:
    """`source` compiled behind a look for the characters that it can begin with or behind, if these are not any.

    It finds what `source` finds.

    >>> anchored("(?:副)?(?:市|县)长").pattern
    '(?:(?=[副县市]))(?:(?:副)?(?:市|县)长)'
    >>> anchored("(?<=”).*会|大会").pattern, anchored(".*会|大会").pattern
    ('(?:(?<=[”])|(?=[大]))(?:(?<=”).*会|大会)', '.*会|大会')
    """
    items = _PARSER.parse(source)
    begins, may_be_empty = _beginnings(items)
    if begins is None or may_be_empty or str(items[0][0]) in _CHARACTER:  # there `re` looks ahead itself
        return re.compile(source)
    parts = {look: "".join(sorted(part for one, part in begins if one == look)) for look in (_BEHIND, _AHEAD)}
    looks = "|".join(f"({look}[{part}])" for look, part in parts.items() if part)
    return re.compile(f"(?:{looks})(?:{source})")


def _beginnings(items: Sequence[tuple[Any, Any]]) -> tuple[_Beginnings, bool]:
    """Where a sequence can begin, and whether it can be empty."""
    begins: frozenset[tuple[str, str]] = frozenset()
    for operation, value in items:
        first, may_be_empty = _of_item(str(operation), value)
        if first is None:
            return _behind(*items[0]), False
        begins |= first
        if not may_be_empty:
            return begins, False
    return begins, True


def _behind(operation: Any, value: Any) -> _Beginnings:
    """Behind what a sequence stands whose first item looks back at one character."""
    if str(operation) != "ASSERT" or value[0] > 0 or len(value[1]) != 1:
        return None
    ((kind, character),) = value[1]
    parts, _ = _of_item(str(kind), character) if str(kind) in _CHARACTER else (None, False)
    return None if parts is None else frozenset((_BEHIND, part) for _, part in parts)


def _of_item(operation: str, value: Any) -> tuple[_Beginnings, bool]:
    """Where one item can begin, and whether it can be empty."""
    if operation == "LITERAL":
        return frozenset({(_AHEAD, re.escape(chr(value)))}), False
    if operation == "IN":
        return _of_class(value), False
    if operation in ("AT", "ASSERT", "ASSERT_NOT"):  # these take no character
        return frozenset(), True
    if operation == "SUBPATTERN":
        return _beginnings(value[-1])
    if operation == "BRANCH":
        branches = [_beginnings(branch) for branch in value[1]]
        may_be_empty = any(empty for _, empty in branches)
        if any(begins is None for begins, _ in branches):
            return None, may_be_empty
        return frozenset().union(*(begins or () for begins, _ in branches)), may_be_empty
    if operation in _REPEATS:
        begins, may_be_empty = _beginnings(value[2])
        return begins, may_be_empty or value[0] == 0
    return None, False


def _of_class(members: Iterable[tuple[Any, Any]]) -> _Beginnings:
    """The parts of a character class; None for what it excludes, or a category unknown here."""
    parts = set()
    for operation, value in members:
        if str(operation) == "LITERAL":
            parts.add(re.escape(chr(value)))
        elif str(operation) == "RANGE":
            parts.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif str(operation) == "CATEGORY" and str(value) in _CATEGORIES:
            parts.add(_CATEGORIES[str(value)])
        else:
            return None
    return frozenset((_AHEAD, part) for part in parts)
