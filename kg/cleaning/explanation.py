"""Why a clean text is as it is: what each step changed, where in the raw text, and why each line has its role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.cleaning.aligned import Aligned
from kg.cleaning.damage import find_damage
from kg.cleaning.steps import STEPS
from kg.cleaning.zones import label_zones
from kg.model import Article, CleanText, Quote, Zone


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters that a step replaced: their place in the text before it, what they became, and the raw ones."""

    start: int
    end: int
    new: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class StepReport:
    """What one step of the table did, in the order of the text."""

    name: str
    purpose: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class LabelledZone:
    """A zone of the clean text, the raw characters it stands for, and the reason for its role."""

    zone: Zone
    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class DamagedPlace:
    """Raw characters that were damaged before kg saw them."""

    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A clean text with all that led to it; `replay` makes the text anew from the edits alone."""

    clean: CleanText
    steps: tuple[StepReport, ...]
    zones: tuple[LabelledZone, ...]
    damage: tuple[DamagedPlace, ...]


def explain(article: Article) -> Explanation:
    """What cleaning does to `article`: its clean text, the edits of each step, its zones and its damaged places."""
    aligned = Aligned(article.text, range(len(article.text)))
    steps = []
    for name, step in STEPS.items():
        before, aligned = aligned, step(aligned)
        purpose = (step.__doc__ or "").partition("\n")[0]
        steps.append(StepReport(name, purpose, tuple(_compare(article, before, aligned))))
    labels = label_zones(aligned.text)
    clean = CleanText(article, aligned.text, tuple(aligned.offsets), tuple(zone for zone, _ in labels))
    return Explanation(
        clean,
        tuple(steps),
        tuple(LabelledZone(zone, clean.quote(zone.start, zone.end), reason) for zone, reason in labels),
        tuple(DamagedPlace(_quote(article, start, end), reason) for start, end, reason in find_damage(article.text)),
    )


def replay(text: str, steps: Iterable[StepReport]) -> str:
    """The text that `text` becomes when the edits of `steps` are done to it in their order."""
    for step in steps:
        pieces: list[str] = []
        position = 0
        for edit in step.edits:
            pieces += text[position : edit.start], edit.new
            position = edit.end
        text = "".join(pieces) + text[position:]
    return text


def _compare(article: Article, before: Aligned, after: Aligned) -> Iterator[Edit]:
    """The edits between two states of a text; neighbouring changes are one edit."""
    start = at = 0  # in the text before: where the open edit starts, and what is looked at
    new = ""
    for character, offset in zip(after.text, after.offsets, strict=True):
        while at < len(before.text) and before.offsets[at] < offset:
            at += 1
        here = at < len(before.text) and before.offsets[at] == offset
        if here and before.text[at] == character:
            if start < at or new:
                yield _edit(article, before, start, at, new)
            start, new = at + 1, ""
        else:
            new += character
        at += here
    if start < len(before.text):
        yield _edit(article, before, start, len(before.text), new)


def _edit(article: Article, before: Aligned, start: int, end: int, new: str) -> Edit:
    return Edit(start, end, new, _quote(article, before.offsets[start], before.offsets[end - 1] + 1))


def _quote(article: Article, start: int, end: int) -> Quote:
    return Quote(article.id, start, end, article.text[start:end])
