"""Where things lie: a place inside a place, an institution in a place, a place as part of a region."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span

from kg import gazetteer
from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern

# 甲、乙等丙9个市
_LISTED = pattern(r"(?P<inside><place>(?:、?<place>)*)等(?P<whole><place>)\d*[个多]")
_SITUATED = pattern(
    "(?P<inside>[<body><place>])(?:，)?(?P<trigger>位于|坐落于|坐落在|地处|设在|落户于|落户在?)(?P<whole><place>)"
)
# 甲地处成渝地区双城经济圈腹地
_PART = pattern(
    "(?P<inside><place>)(?:[^。；，<place>]{0,6}<place>[^。；，<place>]{0,3}，)?"  # 甲位于乙南部，是…
    "(?:作为|是|属于|地处|位于|处于)(?P<whole><place>)的?"
    "(?P<role>腹地|组成部分|重要组成部分|成员|核心区|重要节点|核心城市)"
)


def find_locations(sketch: Sketch) -> Iterator[Draft]:
    """kg:locatedIn as the sentence says it.

    四川广安 and 广安等四川9个市 count only where the gazetteer knows the one as the direct parent of the other.
    """
    yield from _adjacent(sketch)
    for match in _LISTED.finditer(sketch.text):
        whole = sketch.span(match, "whole")
        for inside in sketch.spans(match, "inside", "place"):
            if _is_parent(whole, inside):
                yield Draft(inside, "kg:locatedIn", whole, sketch, "listed-places", sketch.bounds(match))
    for match in _SITUATED.finditer(sketch.text):
        mode, trigger = modality(sketch, match.start("trigger")), sketch.bounds(match, "trigger")
        if mode:
            inside, whole = sketch.span(match, "inside"), sketch.span(match, "whole")
            yield Draft(inside, "kg:locatedIn", whole, sketch, "situated-in", trigger, modality=mode)


def find_regions(sketch: Sketch) -> Iterator[Draft]:
    """kg:partOf for a place that the sentence says belongs to a region."""
    for match in _PART.finditer(sketch.text):
        inside, whole = sketch.span(match, "inside"), sketch.span(match, "whole")
        if whole.label_ == "Region":
            yield Draft(inside, "kg:partOf", whole, sketch, "part-of-region", sketch.bounds(match, "role"))


def _adjacent(sketch: Sketch) -> Iterator[Draft]:
    """四川绵阳, and the rest of the list that 绵阳 begins."""
    places = [span for span in sketch.mentions if span.kb_id_]
    for outer, inner in pairwise(places):
        if outer.end != inner.start or not _is_parent(outer, inner):
            continue
        yield Draft(inner, "kg:locatedIn", outer, sketch, "adjacent-places", (outer.start, inner.end))
        for other in _listed_after(sketch, places, inner):
            if _is_parent(outer, other):
                yield Draft(other, "kg:locatedIn", outer, sketch, "listed-places", (outer.start, other.end))


def _is_parent(outer: Span, inner: Span) -> bool:
    return bool(inner.kb_id_) and gazetteer.parents(inner.kb_id_)[:1] == (outer.kb_id_,)


def _listed_after(sketch: Sketch, places: list[Span], first: Span) -> Iterator[Span]:
    """The places of the list that `first` begins: 四川绵阳、南充、广元."""
    end = first.end
    for place in places:
        if place.start == end + 1 and sketch.document.text[end] in "、和":
            yield place
            end = place.end
