"""Where the name before a head word begins: behind others of a list, before the body or the place it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Span

from kg import gazetteer
from kg.recognition.distinction import NAME_TAGS
from kg.recognition.names import EDGES, FRAGMENT_TAGS
from kg.recognition.words import Words

# The kinds whose names hold a word that is a verb elsewhere, and verbs that are none of a name.
_BRANDED = frozenset({"University", "School", "Company", "Hospital"})
_FOUNDED_BY = frozenset({"市立", "省立", "县立", "区立"})
_GOVERNING = gazetteer.words("determiner") | gazetteer.words("name-barrier") | gazetteer.words("purpose")
_CONJOINED = re.compile(
    "(?:大学|学院|中学|小学|高中|国小|国中|学校|医院|公司|集团|银行|委员会|协会|学会|商会|研究院|研究所|政府|[^一总分]局|[^大客]厅)"
    "(?:以?及|与|和|对口帮扶|对口支援|结对帮扶|携手|牵手|联手|联同|会同"
    "|联合(?!实验|研究|会|国|学院|大学|培养|中心|总会|党|办|体|公司|集团|创新|工作|攻关|高|党))"
)
_AND = re.compile("[与和及]")
# What a company is, before its name: 芯片制造商宏图公司.
_TRADE = re.compile(
    "[运供制开生零服承分经代批][营应造发产售务包销理]商|巨头|合作方|子公司|平台企业|企业(?!家|管理|服务)"
)
# A name in quotation marks holds none of these, and is no longer than this.
_MARK = re.compile("[，。；：！？“”、]|[的为了将在由]")
_LONGEST_QUOTED = 32
# The classes whose names keep the place that they begin with, whatever body is named before it.
KEEPS_PLACE = frozenset({"GovernmentBody", "PartyBody", "Court", "Media"})


def settle_begin(
    words: Words,
    begin: int,
    head: int,
    end: int,
    kind: str,
    places: Mapping[int, Span],
    bodies: Mapping[int, Span],
    ends: Mapping[int, int],
) -> int:
    """The start behind other institutions and places of a list, and before the body that a branch belongs to.

    北方高中及南方小学 are two; 示例区成都电厂 begins with the city, which does not lie in the district;
    中国科学院宁波研究所 begins with the academy. A verb behind a place may be a name: 西安培华学院. `places` and the
    known `bodies` are given by their starts, `ends` holds the start of each body by its end.
    """
    quoted = _quoted(words, begin, end)
    if quoted is not None:
        return quoted
    others = [match.end() for match in _CONJOINED.finditer(words.text, begin, head)]
    others += [match.end() for match in _AND.finditer(words.text, begin, head) if match.start() in ends]
    begin = max(others, default=begin)
    begin = _from_place(words, begin, places)
    while begin in places and begin not in bodies and (inner := places.get(places[begin].end)) is not None:
        outer = places[begin].kb_id_
        if inner.start >= head or outer not in gazetteer.divisions() or inner.kb_id_ not in gazetteer.parents(outer):
            break
        begin = inner.start
    if words.text[begin - 2 : begin] in _FOUNDED_BY and any(span.end == begin - 1 for span in places.values()):
        return next(span.start for span in places.values() if span.end == begin - 1)  # 安庆市立医院
    if kind == "Company":
        begin = max([begin, *(match.end() for match in _TRADE.finditer(words.text, begin, head) if match.end() < head)])
    branded = _from_brand(words, begin, head, end, places, kind)
    if branded is not None:
        return branded
    return ends.get(begin, begin) if begin in places and kind not in KEEPS_PLACE else begin


def _from_brand(words: Words, begin: int, head: int, end: int, places: Mapping[int, Span], kind: str) -> int | None:
    """The start of a name that a verb stands in: 西安培华学院 behind its place, 起风股份有限公司 behind an edge."""
    inside = words.inside(begin, head)
    common = begin == head or (inside and not any(word.tag in NAME_TAGS for word in inside))
    brand = words.ends.get(begin) if begin not in places and common else None
    if words.text[begin:end] in gazetteer.bodies():
        return None
    if brand is None or brand.tag not in ("v", "d", "ad") or brand.end - brand.start != 2 or kind not in _BRANDED:
        return None
    if words.text_of(brand) in _GOVERNING:
        return None
    place = next((span for span in places.values() if span.end == brand.start), None)
    if place is not None and (brand.tag == "v" or kind == "Company"):
        return place.start
    edge = brand.start == 0 or words.text[brand.start - 1] in EDGES
    return brand.start if edge and words.text.startswith("股份有限公司", head) else None


def _from_place(words: Words, begin: int, places: Mapping[int, Span]) -> int:
    """The start with the place before it and the one character between: 示例区锜明公司, where 锜 is left over."""
    left = words.ends.get(begin)
    if begin in places or left is None or left.end - left.start != 1 or left.tag not in FRAGMENT_TAGS:
        return begin
    ends = {span.end: at for at, span in places.items()}
    if left.start not in ends:
        return begin
    begin = left.start
    while begin in ends:
        begin = ends[begin]
    return begin


def _quoted(words: Words, begin: int, end: int) -> int | None:
    """The start of the quotation that a name ends: “中国与葡语国家某某联盟”; None if not all of it is the name."""
    text = words.text
    opening = text.rfind("“", max(0, end - _LONGEST_QUOTED), begin) if text[end : end + 1] == "”" else -1
    if opening < 0 or _MARK.search(text, opening + 1, end):
        return None
    first = words.starts.get(opening + 1)
    return opening + 1 if first is not None and first.tag[0] in "njlsm" else None
