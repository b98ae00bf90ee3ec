"""What the text counts: 两地签署30份协议, 联盟有成员单位120余家. No money, no percentages, no ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, modality
from kg.extraction.sketch import SYMBOLS, Sketch, pattern
from kg.mentions import how_of, is_event
from kg.patterns import anchored

# What articles of cooperation count; words for thoughts (方面, 阶段, 领域) are none of it.
_THINGS = (
    "协议|协定|备忘录|合同|意向书|项目|课题|成果|高校|大学|学院|学校|院校|中学|小学|幼儿园|医院|企业|公司|单位|机构|部门|院所|联盟|集团|医联体|"
    "共同体|联合体|基地|平台|园区|实验室|工作室|中心|站点|分会场|学生|教职工|教师|师生|教研员|医生|医师|专家|学者|人才|干部|员工|选手|志愿者|会员|"
    "成员|代表|嘉宾|客商|国家(?:和地区|和国际组织)?|地区|省份|省区市|省市|城市|市州|区县|县区|市县|乡镇|专业|学科|课程|班级|岗位|职位|院士|会议|论坛|"
    "活动|展位|展商|企业家|负责人"
)
# 八项规定: a name, no count.
_RULES = re.compile("规定|精神")
_UNITS = "个|项|份|所|家|名|人|位|次|场|对|支|座|处|种|门|批次|人次|户|件"
_BEFORE = {
    "超过": "more than", "逾": "more than", "超": "more than", "多于": "more than",
    "至少": "at least", "不少于": "at least", "不低于": "at least",
    "近": "about", "约": "about", "大约": "about", "将近": "about", "大概": "about",
    "不足": "less than", "不到": "less than", "至多": "at most", "最多": "at most", "不超过": "at most",
}  # fmt: skip
_WORDS = "|".join(sorted(_BEFORE, key=lambda word: (-len(word), word)))
_COUNT = anchored(
    rf"(?P<how>{_WORDS})?(?<![\d.第年月%％数几上成])(?P<number>\d{{1,9}}(?:,\d{{3}})*(?:\.\d+)?|[二两三四五六七八九十百千]{{1,7}})"
    rf"(?P<scale>[万亿])?(?P<more>余|多)?(?P<unit>{_UNITS})(?P<counted>[一-鿿]{{0,10}}?(?:{_THINGS}))"
    rf"(?=[，。；、！？）\s与和及等]|{'|'.join(SYMBOLS.values())}|$|签|达|参|完|落|开|建|成|联|共|在|加|结|缔|组)"
)
# 共有成员单位120家: the thing stands before its number.
_BEHIND = re.compile(
    rf"(?P<counted>[一-鿿]{{0,6}}?(?:{_THINGS}))(?:共计|总计|达到?|共|已达|有)?(?P<how>{_WORDS})?"
    rf"(?P<number>\d{{1,9}}(?:,\d{{3}})*(?:\.\d+)?)(?P<scale>[万亿])?(?P<more>余|多)?(?P<unit>{_UNITS})(?=[，。；、！？）]|$)"
)
# What every count has, and what one has that stands behind its things: asked first, for most sentences count nothing.
_NUMBER = re.compile(rf"[\d二两三四五六七八九十百千][万亿]?[余多]?(?:{_UNITS})")
_LAST = re.compile(rf"\d[万亿]?[余多]?(?:{_UNITS})(?=[，。；、！？）]|$)")
# Words before the thing that are none of it: 签署合作协议30份.
_VERBS = re.compile(
    ".*(?:共有|现有|拥有|签署|签订|达成|建立|建成|组建|培训|培养|开展|实施|覆盖|吸引|包括|推出|举办|引进|落地|新增|完成|提供|有|了|共|等|的)"
)
_PARTIES = pattern("(?P<who><parties>)")
# The clause says what somebody says, lists some of the things, or counts where it happens.
_OTHERS = pattern("介绍|显示|[称说]|表示|透露|统计|认为|<post>|<person>|(?:等|[对从在于向自])$")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"": 1, "万": 10_000, "亿": 100_000_000}


def find_counts(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Count, with all that is said of it, for each number of things of which the sentence says whose they are."""
    if not _NUMBER.search(sketch.text):
        return
    taken = 0
    behind = _BEHIND.finditer(sketch.text) if _LAST.search(sketch.text) else ()
    for match in sorted((*_COUNT.finditer(sketch.text), *behind), key=lambda one: one.start()):
        value = read_number(match["number"], match["scale"] or "")
        counted = _VERBS.sub("", match["counted"])
        who = _whose(sketch, match.start())
        mode = modality(sketch, match.start())
        if match.start() < taken or not value or not counted or _RULES.search(counted) or not who or mode is None:
            continue
        taken = match.end()
        start, end = sketch.bounds(match)
        made = Made("Count", f"{value}{match['unit']}{counted}", start, end)
        number = sketch.bounds(match, "number")
        said = (
            ("kg:value", str(value), number),
            ("kg:unit", match["unit"], sketch.bounds(match, "unit")),
            ("kg:counted", counted, sketch.bounds(match, "counted")),
            ("kg:exactness", _exactness(match), number),
        )
        for predicate, said_value, at in said:
            yield Draft(made, predicate, said_value, sketch, "counted", number, at, mode)
        for one in who:
            yield Draft(made, "kg:about", one, sketch, "counted", number, None, mode)


def read_number(digits: str, scale: str = "") -> int | None:
    """The whole number that digits mean, None if they mean none: 1,200, 1.4 with 万, 三十二, 一百.

    >>> read_number("1,200"), read_number("1.4", "万"), read_number("三十二"), read_number("十"), read_number("1.5")
    (1200, 14000, 32, 10, None)
    """
    if digits[0].isdigit():
        whole, _, part = digits.replace(",", "").partition(".")
        scaled = int(whole + part) * _SCALES[scale]
        return scaled // 10 ** len(part) if scaled % 10 ** len(part) == 0 else None
    total, last = 0, None
    for digit in digits:
        if digit in _TENS:
            total, last = total + (1 if last is None else last) * _TENS[digit], None
        elif last is not None:
            return None
        else:
            last = _DIGITS[digit]
    return (total + (last or 0)) * _SCALES[scale]


def _exactness(match: re.Match[str]) -> str:
    return _BEFORE.get(match["how"] or "", "more than" if match["more"] else "exact")


def _whose(sketch: Sketch, position: int) -> list[Span]:
    """The parties of the clause before `position` if it has one list of them, else its event; empty if neither is.

    Where something is held is no party, nor who says it.
    """
    clause = max(sketch.text.rfind(mark, 0, position) for mark in "。；") + 1
    if _OTHERS.search(sketch.text, clause, position):
        return []
    lists = [one for one in _PARTIES.finditer(sketch.text, clause, position) if not _is_adjunct(sketch, one)]
    if len(lists) == 1:
        return sketch.spans(lists[0], "who")
    spans = (span for at in range(clause, position) if (span := sketch.at(at)))
    events = [span for span in spans if is_event(span) and how_of(span) != "generic"]
    return events[-1:] if not lists else []


def _is_adjunct(sketch: Sketch, parties: re.Match[str]) -> bool:
    before = sketch.text[max(0, parties.start() - 1) : parties.start()]
    return before in ("在", "于", "从", "到", "自", "对") or sketch.text[parties.end() : parties.end() + 1] == "的"
