"""Where things lie: a place inside a place, an institution in a place, a place as part of a region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Span

from kg import gazetteer
from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import how_of, is_institution, mention, name_of, text_of

# 甲、乙等丙9个市
_LISTED = pattern(r"(?P<inside><place>(?:、?<place>)*)等(?P<whole><place>)\d*[个多]")
_LIES = (
    "(?:总部|本部|校区|主校区|校址)?(?:就|也)?"
    "(?:位于|坐落于|坐落在|坐落|地处|设在|设于|落户于|落户在|落户|扎根于|扎根|选址于?|建在|落地于?)"
)
# What every such phrase has: asked first, for most sentences have none.
_LIE = re.compile("位于|坐落|地处|设[在于]|落户|扎根|选址|建在|落地")
# Not 位于甲与乙之间, 位于甲以北十公里, 位于甲大学内.
_ONLY_NEAR = r"(?![与和、<place><body>]|以[东西南北内外]|[东西南北]{1,2}(?:侧|方向|约|\d)|附近|周边|周围|交界|对面|旁)"
# 甲位于丙, 甲目前落户丙
_SITUATED = pattern(
    "(?<![于在到处赴])(?P<inside>[<body><place>])(?:[，（](?:目前|现)?|将|拟|已|现|目前|正式|成功|计划|即将|有望|未来|没有|未|不){0,3}"
    rf"(?P<trigger>{_LIES})<place>{{0,3}}?(?P<whole><place>)(?!<place>){_ONLY_NEAR}"
)
# 甲隶属丙, 甲是丙下辖的县
_BELONGS = pattern(
    "(?P<inside><place>)(?:现|，)?(?:(?P<trigger>隶属于?|辖属于?)<place>{0,2}?(?P<whole><place>)(?!<place>)"
    "|(?:是|为)<place>{0,2}?(?P<around><place>)(?P<kin>(?:下辖|管辖|所辖|辖下)的))"
)
# 甲创办于某年，…，位于丙
_FAR = pattern(
    rf"^(?P<inside><body>)(?:创办|成立|创立|创建|始建|建校)[^。；<body><place>]{{0,20}}，[^。；，<body>]{{0,20}}，?"
    rf"(?P<trigger>{_LIES})<place>{{0,3}}?(?P<whole><place>)(?!<place>){_ONLY_NEAR}"
)
# 落户丙的甲
_SITUATED_BEFORE = pattern(
    rf"(?P<trigger>{_LIES})(?P<whole><place>){_ONLY_NEAR}(?:[^。；，、的<party>]{{0,6}})的(?P<inside><body>)(?=[，。；、（是与和将宣表称近日今昨开已也放有拥]|$)"
)
# 省城甲
_CAPITAL = pattern("(?P<trigger>省城|省会(?:城市)?|首府)(?P<inside><place>)")
# 巴基斯坦首都甲
_OF_COUNTRY = pattern("(?P<whole><place>)(?:的)?(?P<trigger>首都|首府)?(?P<inside><place>)")
# 甲地处成渝地区双城经济圈腹地
_PART = pattern(
    "(?P<inside><place>)(?:[^。；，<place>]{0,6}<place>[^。；，<place>]{0,3}，)?"  # 甲位于乙南部，是…
    "(?:作为|是|属于|地处|位于|处于)(?P<whole><place>)的?"
    "(?P<role>腹地|组成部分|重要组成部分|成员|核心区|重要节点|核心城市)"
)
_ROLE = re.compile("腹地|组成部分|成员|核心|重要节点")


# 北京某某大学深圳医院 is not in 北京.
_MORE_PLACES = re.compile("大学|学院|中国|国际|分院|分校|院区|校区")
# Classes of places that may lie in a country that the gazetteer names.
_FOREIGN = frozenset({"Place", "Division", "City", "Zone"})
_LONGEST_PLACE = 8
_BRANCH = re.compile(
    ".{2,}?(?:大学|学院|科学院|研究院|公司|集团|银行|医院)(?=[^的]{4,}(?:院|所|校区|分校|公司|分行|中心)$)"
)


def find_locations(sketch: Sketch) -> Iterator[Draft]:
    """kg:locatedIn as the sentence says it.

    四川广安 and 广安等四川9个市 count only where the gazetteer knows that the one lies in the other; of a
    chain each lies in the one before it.
    """
    yield from _adjacent(sketch)
    yield from _towns(sketch)
    yield from _seats(sketch)
    for match in _LISTED.finditer(sketch.text):
        whole = sketch.span(match, "whole")
        for inside in sketch.spans(match, "inside", "place"):
            if _is_parent(whole, inside):
                yield Draft(inside, "kg:locatedIn", whole, sketch, "listed-places", sketch.bounds(match))
    lies = _LIE.search(sketch.text)
    forms = (_SITUATED, _SITUATED_BEFORE, _FAR) if lies else ()
    for match in (match for form in forms for match in form.finditer(sketch.text)):
        mode, trigger = modality(sketch, match.start("trigger")), sketch.bounds(match, "trigger")
        if mode:
            inside, whole = sketch.span(match, "inside"), sketch.span(match, "whole")
            yield Draft(inside, "kg:locatedIn", whole, sketch, "situated-in", trigger, modality=mode)
    for match in _BELONGS.finditer(sketch.text):
        around, verb = ("whole", "trigger") if match["whole"] else ("around", "kin")
        inside, outer = sketch.span(match, "inside"), sketch.span(match, around)
        yield Draft(inside, "kg:locatedIn", outer, sketch, "belongs-to-place", sketch.bounds(match, verb))
    yield from _capitals(sketch)
    yield from _abroad(sketch)
    yield from _named_after(sketch)
    yield from _regions_of(sketch)


def find_regions(sketch: Sketch) -> Iterator[Draft]:
    """kg:partOf for a place that the sentence says belongs to a region."""
    for match in _PART.finditer(sketch.text) if _ROLE.search(sketch.text) else ():
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


def _towns(sketch: Sketch) -> Iterator[Draft]:
    """万源市柳坝镇寨岭村、旗岭镇营岭村: each town in the division before it, each village in its town."""
    around: list[Span] = []  # the division, the town and the village that were named last, from large to small
    for span in sketch.mentions:
        if span.label_ in ("County", "Prefecture") and not how_of(span):
            around = [span]
        elif span.label_ == "Place" and (level := _town_level(span)) and around:
            linked = sketch.document.text[around[-1].end : span.start]
            if linked in ("", "、", "和") and (linked or len(around) <= level):
                around = around[:level]
                yield Draft(span, "kg:locatedIn", around[-1], sketch, "adjacent-places", (around[-1].start, span.end))
                around.append(span)
            else:
                around = []


def _town_level(span: Span) -> int:
    """1 for a town, 2 for a village, 0 for any other place."""
    levels = ((2, ("村", "社区", "嘎查")), (1, ("镇", "乡", "街道", "苏木", "岛")))
    return next((level for level, endings in levels if text_of(span).endswith(endings)), 0)


def _capitals(sketch: Sketch) -> Iterator[Draft]:
    """省城济南: in the province that the gazetteer knows, if the article names it."""
    for match in _CAPITAL.finditer(sketch.text):
        inside = sketch.span(match, "inside")
        for span in sketch.document.divisions.values():
            if _is_parent(span, inside):
                trigger = sketch.bounds(match, "trigger")
                yield Draft(inside, "kg:locatedIn", span, sketch, "capital", trigger, derivation="derived")


def _abroad(sketch: Sketch) -> Iterator[Draft]:
    """A place that the gazetteer does not know behind the country it lies in: 印度新德里."""
    for match in _OF_COUNTRY.finditer(sketch.text):
        whole, inside = sketch.span(match, "whole"), sketch.span(match, "inside")
        if whole.label_ == "Country" and inside.label_ in _FOREIGN and not inside.kb_id_:
            bounds = sketch.bounds(match, "trigger" if match["trigger"] else 0)
            yield Draft(inside, "kg:locatedIn", whole, sketch, "of-country", bounds)
    for outer, inner in pairwise(sketch.mentions):
        abroad = outer.label_ == inner.label_ == "Place" and not outer.kb_id_ and not inner.kb_id_
        if abroad and outer.end == inner.start and not _town_level(inner):
            yield Draft(inner, "kg:locatedIn", outer, sketch, "adjacent-places", (outer.start, inner.end))


def _named_after(sketch: Sketch) -> Iterator[Draft]:
    """A body whose name goes on with the place of this branch, if the article names it: 示例大学广元研究院."""
    for span in sketch.mentions:
        branch = _BRANCH.match(text_of(span)) if is_institution(span) and not how_of(span) else None
        place = _place_at(text_of(span), branch.end()) if branch else None
        named = sketch.document.divisions.get(place) if place else None
        if named is not None:
            trigger = span.start, span.end
            yield Draft(span, "kg:locatedIn", named, sketch, "branch-named-after-place", trigger, derivation="derived")


def _seats(sketch: Sketch) -> Iterator[Draft]:
    """A school or hospital in the county or city that its name begins with, if the article names it: 理县人民医院."""
    for span in sketch.mentions:
        if span.label_ in ("School", "Hospital") and not how_of(span):
            place = _place_at(name_of(span), 0)
            named = sketch.document.divisions.get(place) if place else None
            full = place and place[-1] in "市县区旗" and name_of(span).startswith(place)
            city = named is not None and named.label_ in ("Prefecture", "Province") and place and place[-1] == "市"
            if named is not None and (full or (city and not _MORE_PLACES.search(name_of(span)))):
                trigger = span.start, span.end
                yield Draft(span, "kg:locatedIn", named, sketch, "named-after-place", trigger, derivation="derived")


def _regions_of(sketch: Sketch) -> Iterator[Draft]:
    """A named area right behind the place around it, where both are read as one: 香港西九龙."""
    for span in sketch.mentions:
        name, text = name_of(span), text_of(span)
        before = text.removesuffix(name) if span.label_ == "Region" and text != name else ""
        candidates = gazetteer.names().get(before, ())
        if len(candidates) == 1 and candidates[0].kind in ("Province", "Prefecture", "Country"):
            place = candidates[0]
            code = "" if place.kind == "Country" else place.code
            around = mention(span.doc, span.start, span.start + len(before), place.kind, place.name, code)
            yield Draft(span, "kg:locatedIn", around, sketch, "adjacent-places", (span.start, span.end))


def _place_at(name: str, start: int) -> str | None:
    """The division whose longest form stands at `start` of a name, None if that may be several."""
    for end in range(min(len(name), start + _LONGEST_PLACE), start + 1, -1):
        candidates = gazetteer.names().get(name[start:end], ())
        if candidates:
            return candidates[0].name if len(candidates) == 1 else None
    return None


def _is_parent(outer: Span, inner: Span) -> bool:
    return bool(inner.kb_id_) and outer.kb_id_ in gazetteer.parents(inner.kb_id_)


def _listed_after(sketch: Sketch, places: list[Span], first: Span) -> Iterator[Span]:
    """The places of the list that `first` begins: 四川绵阳、南充、广元."""
    end = first.end
    for place in places:
        if place.start == end + 1 and sketch.document.text[end] in "、和":
            yield place
            end = place.end
