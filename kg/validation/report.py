"""The records of validation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getdoc


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One promise that a fact or a claim breaks."""

    focus: str  # the IRI of the thing; of a claim as a record, "<article>:<start>-<end>" of its quote
    path: str  # the property in question, a CURIE
    code: str  # the SHACL constraint ("MinCount") or the check ("quote")
    value: str  # what is wrong there; empty where something is missing
    message: str
    message_zh: str
    quote: str = ""  # the sentence that says so; empty where no claim does
    article: str = ""  # where the sentence stands: the origin of its article, or else its IRI


@dataclass(frozen=True, slots=True)
class Report:
    """All violations found, sorted."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """True if nothing is violated."""
        return not self.violations


def messages(failures: Callable[..., Iterator[object]]) -> tuple[str, str]:
    """What a check says where it fails, in English and in Chinese: its docstring."""
    english, _, chinese = (getdoc(failures) or "").partition("\n\n")
    return english, chinese
