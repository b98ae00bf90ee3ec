"""Words that stand for things named before: 两地, 双方, 三省, 该校. What they mean is settled after the reading."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions import add, covered, mention, text_of
from kg.patterns import anchored

_NUMBERS = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_GROUP = anchored(
    # 两地教育部门
    r"(?P<places>[两三四五])(?:地|省市|省|市|省区)"
    r"(?P<theme>教育|卫生健康|卫生|商务|文化和旅游|文化旅游|旅游|科技|体育|交通|人社|民政|财政|公安|司法)(?:行政|主管)*部门"
    # 双方, 三省, 两校, but not 两级, 三方面
    r"|(?P<count>[两双二三四五])"
    r"(?P<what>省市|省区|省份|省|市|地|国|县|区|校|院|家医院|家公司|家企业|所高校|所大学|所学校|所院校|地(?:人民)?法院|地(?:人民)?检察院|地医院|地高校|个?平台|家单位|家机构|家媒体|方|单位|部门)"
    r"(?![^，。、]{0,1}[级长位面法])"
    # 该校, and 协会 where it begins a clause
    r"|(?P<one>该(?:大学|学院|学校|医院|公司|集团|企业|协会|联盟|院校|校|院|市|省|县|区))"
    r"|(?:(?<=[，。；\n])|^)(?P<bare>学校|医院|学院|公司|集团|协会|联盟)(?=[与和同将已还也先由]|近日|日前)"
)
_BEFORE_GROUP = frozenset("由据经让使为在与和对向从是会后前表，")


_COUNTRY_PAIR = re.compile(
    "中(?:美|俄|欧|日|韩|英|法|德|朝|印|巴|非|泰|缅|越|澳|加|意|墨|阿)(?![一-鿿]{0,1}[市省县区])|[美俄欧日韩]中"
)


@Language.component("kg_groups", assigns=["doc.spans"], requires=["doc.spans"])
def find_groups(doc: Doc) -> Doc:
    """`doc` with Group mentions.

    The canonical name is "2 地" for a counted group, "2 地 教育" for its offices of a kind, "1 校" for one thing.
    """
    text = text_of(doc)
    busy = covered(doc)
    found = []
    for match in _GROUP.finditer(text):
        start, end = match.span()
        if not any(busy[start:end]) and not _is_named_otherwise(text, start, busy):
            found.append(mention(doc, start, end, "Group", _meaning(match)))
    add(doc, found)
    return doc


def _meaning(match: re.Match[str]) -> str:
    if match["places"]:
        return f"{_NUMBERS[match['places']]} 地 {match['theme']}"
    if match["count"]:
        return f"{_NUMBERS[match['count']]} {match['what']}"
    return f"1 {match['one'][1:] if match['one'] else match['bare']}"


def _is_named_otherwise(text: str, start: int, busy: bytearray) -> bool:
    """中美欧三方 says itself who they are, in characters that are no mentions: another antecedent would be wrong."""
    if text[start] not in "两双三四五":
        return False
    if _COUNTRY_PAIR.search(text, max(text.rfind(mark, 0, start) for mark in "。；\n") + 1, start):
        return True  # 中欧是伙伴，双方…
    before = text[start - 1 : start]
    return "一" <= before <= "鿿" and not busy[start - 1] and before not in _BEFORE_GROUP
