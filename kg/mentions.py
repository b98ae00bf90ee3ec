"""The mentions of a document: typed spans in ``doc.spans["kg"]``, written by `kg.recognition`, read by `kg.extraction`.

The label of a span is a class of the ontology, or one of `HELPERS` for words that are no things themselves.
``kb_id_`` holds the code of a division.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, SpanGroup

from kg import vocabulary
from kg.model import READ_ZONES

KEY = "kg"
TEXT = "kg_text"  # in doc.user_data: the text of the document
HELPERS = frozenset({"Post", "Date", "Group", "Title"})
# Labels of agreements of any kind.
AGREEMENTS = frozenset(kind for kind in vocabulary.kinds() if vocabulary.root(kind) == "Agreement")

Extent = tuple[int, int]

# The canonical name where it differs from the text, and what stands between the two ("" where nothing does).
Span.set_extension("canonical", default="", force=True)
Span.set_extension("how", default="", force=True)
# True for a name of the user's own; its link tells things of one name apart.
Span.set_extension("own", default=False, force=True)
Span.set_extension("link", default="", force=True)


def mention(doc: Doc, start: int, end: int, kind: str, name: str = "", code: str = "", how: str = "") -> Span:
    """A typed span of `doc` with its canonical name; `how` tells a mention that needs its context to be understood."""
    span = Span(doc, start, end, label=kind, kb_id=code)
    known: dict[Any, str] = doc.user_data
    for attribute, value in (("canonical", name), ("how", how)):
        if value:
            known["._.", attribute, span.start_char, span.end_char] = value
    return span


def text_of(part: Doc | Span) -> str:
    """The text of a document or a mention, put together once: spaCy does so from its tokens each time it is asked."""
    known = part.doc.user_data
    if TEXT not in known:
        known[TEXT] = part.doc.text
    text: str = known[TEXT]
    return text[part.start : part.end] if isinstance(part, Span) else text


def name_of(span: Span) -> str:
    """The canonical name of a mention: as its recognizer gave it, else its text."""
    return _kept(span, "canonical") or text_of(span)


def how_of(span: Span) -> str:
    """What stands between the text of a mention and what it means ("short", "generic"), "" where nothing does."""
    return _kept(span, "how")


def _kept(span: Span, attribute: str) -> str:
    """What ``span._`` has kept: asked where spaCy keeps it, it answers twenty times as fast."""
    known: dict[Any, str] = span.doc.user_data
    return known.get(("._.", attribute, span.start_char, span.end_char), "")


def mentions(doc: Doc) -> list[Span]:
    """The mentions found so far, in text order, the longer first where two start together.

    Who replaces mentions sets the group anew or changes how many it holds: one put in the place of another goes unseen.
    """
    if KEY not in doc.spans:
        return []
    group: SpanGroup = doc.spans[KEY]
    if _LAST.group is not group or len(_LAST.spans) != len(group):
        _LAST.group, _LAST.spans = group, tuple(group)
    return list(_LAST.spans)


@dataclass(slots=True)
class _Kept:
    """The spans of the group asked last, which makes them anew each time; only one, for a span keeps its document."""

    group: SpanGroup | None = None
    spans: tuple[Span, ...] = ()


_LAST = _Kept()


def add(doc: Doc, found: Iterable[Span], *, keep_leading: bool = False) -> None:
    """Add `found` to the mentions of `doc`, the longer first.

    A longer mention replaces those inside it; of crossing ones the first stays, of two over the same characters one
    of the user's. With `keep_leading` those
    that the new one begins with stay (成都 and 武侯区 in 成都武侯区商务委).
    """
    by_length = sorted(found, key=lambda s: (s.start - s.end, s.start))
    if not by_length and KEY in doc.spans:
        return
    settled = {(span.start, span.end): span for span in mentions(doc)}
    extents = sorted(settled)
    longest = max((end - start for start, end in (*extents, *((s.start, s.end) for s in by_length[:1]))), default=0)
    for span in by_length:
        touched = _touched(extents, span, longest)
        crosses = any(start < span.start or span.end < end for start, end in touched)
        same = settled.get((span.start, span.end))
        if crosses or (same is not None and (keep_leading or same._.own)):
            continue
        for extent in touched - (_leading(span, touched) if keep_leading else set()):
            del settled[extent]
            del extents[bisect_left(extents, extent)]
        if (span.start, span.end) not in settled:
            insort(extents, (span.start, span.end))
        settled[span.start, span.end] = span
    spans = sorted(settled.values(), key=lambda s: (s.start, -s.end))
    doc.spans[KEY] = spans
    _LAST.group, _LAST.spans = doc.spans[KEY], tuple(spans)


def _touched(extents: Sequence[Extent], span: Span, longest: int) -> set[Extent]:
    """Those of the sorted `extents`, none of them over `longest` characters, that share one with `span`."""
    first = bisect_left(extents, (span.start - longest, 0))
    last = bisect_left(extents, (span.end, 0))
    return {extent for extent in extents[first:last] if span.start < extent[1]}


def _leading(span: Span, touched: Collection[Extent]) -> set[Extent]:
    """Those of `touched` that follow one another from the start of `span`."""
    leading, at = set(), span.start
    for start, end in sorted(touched):
        if start == at:
            leading.add((start, end))
            at = end
    return leading


def covered(doc: Doc, labels: Collection[str] | None = None) -> bytearray:
    """One byte a character: 1 inside a mention (with one of `labels`, if given), else 0."""
    inside = bytearray(len(doc))
    for span in mentions(doc):
        if labels is None or span.label_ in labels:
            inside[span.start : span.end] = b"\1" * (span.end - span.start)
    return inside


def readable(doc: Doc) -> bytearray:
    """One byte a character: 1 in a zone that is read for facts, else 0; a text without zones is read as a whole."""
    zones = doc.spans.get("zones", ())
    read = bytearray(len(doc)) if zones else bytearray(b"\1" * len(doc))
    for zone in zones:
        if zone.label_ in READ_ZONES:
            read[zone.start : zone.end] = b"\1" * (zone.end - zone.start)
    return read


@cache
def root(label: str) -> str:
    """The top class of a mention's label; a helper is its own root."""
    return label if label in HELPERS else vocabulary.root(label)


def is_place(span: Span) -> bool:
    """True if `span` is a place: a division, a region, a zone or a country."""
    return root(span.label_) == "Place"


def is_institution(span: Span) -> bool:
    """True if `span` is an institution."""
    return root(span.label_) == "Institution"


def is_agreement(span: Span) -> bool:
    """True if `span` names an agreement."""
    return root(span.label_) == "Agreement"


def is_event(span: Span) -> bool:
    """True if `span` names an event."""
    return root(span.label_) == "Event"
