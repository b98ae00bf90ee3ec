"""Where things lie: a place inside a place, an institution in a place, a place as part of a region."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from kg import gazetteer
from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern

_LISTED = pattern("(?P<inside><place>(?:、?<place>)*)等(?P<whole><place>)\\d*[个多]")
_SITUATED = pattern("(?P<inside>[<body><place>])(?:，)?(?P<trigger>位于|坐落于|坐落在|地处|设在|落户于|落户在?)(?P<whole><place>)")
_PART = pattern("(?P<inside><place>)(?P<trigger>作为|是|属于|地处|位于|处于)(?P<whole><place>)的?(?P<role>腹地|组成部分|重要组成部分|成员|核心区|重要节点|核心城市)")


def find_locations(sketch: Sketch) -> Iterator[Draft]:
    """kg:locatedIn and kg:partOf as the sentence says them.

    四川广安 and 广安等四川9个市 count only where the gazetteer knows the one as the direct parent of the other.
    """
    places = [span for span in sketch.doc.spans["kg"] if sketch.start <= span.start and span.end <= sketch.end and span.kb_id_]
    for outer, inner in zip(places, places[1:], strict=False):
        if outer.end == inner.start and gazetteer.parents(inner.kb_id_)[:1] == (outer.kb_id_,):
            yield Draft(inner, "kg:locatedIn", outer, sketch, "adjacent-places", (outer.start, inner.end))
            for other in _listed_after(sketch, places, inner):
                if gazetteer.parents(other.kb_id_)[:1] == (outer.kb_id_,):
                    yield Draft(other, "kg:locatedIn", outer, sketch, "listed-places", (outer.start, other.end))
    for match in _LISTED.finditer(sketch.text):
        whole = sketch.at(match.start("whole"))
        for inside in sketch.spans(match, "inside", "place"):
            if whole is not None and inside.kb_id_ and gazetteer.parents(inside.kb_id_)[:1] == (whole.kb_id_,):
                yield Draft(inside, "kg:locatedIn", whole, sketch, "listed-places", sketch.bounds(match))
    for match in _SITUATED.finditer(sketch.text):
        mode = modality(sketch, match.start("trigger"))
        if mode:
            yield Draft(sketch.span(match, "inside"), "kg:locatedIn", sketch.span(match, "whole"), sketch, "situated-in", sketch.bounds(match, "trigger"), modality=mode)
    for match in _PART.finditer(sketch.text):
        whole = sketch.span(match, "whole")
        if whole.label_ == "Region":
            yield Draft(sketch.span(match, "inside"), "kg:partOf", whole, sketch, "part-of-region", sketch.bounds(match, "role"))


def _listed_after(sketch: Sketch, places: list[Span], first: Span) -> Iterator[Span]:
    """The places of the list that `first` begins: 河北唐山、承德、保定."""
    end = first.end
    for place in places:
        if place.start == end + 1 and sketch.doc.text[end] in "、和":
            yield place
            end = place.end
