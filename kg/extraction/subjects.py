"""Who does what a verb says: the list of persons before it, or the subject of the clause before its own."""

from __future__ import annotations

import re

from spacy.tokens import Span

from kg.extraction.sketch import Sketch, pattern

_ADVERBS = pattern(
    "(?:<date>|上午|下午|晚上?|并|还|也|随后|会后|会前|期间|当天|当日|应邀|先后|分别|一同|共同|同时|在<place>|于<place>|在京|[\\s])*"
)
# 某某今日在某地(出席)
_ADVERB_TAIL = pattern(
    "(?:，?(?:分别|结束|先后|共同|一同|一起|还|也|应邀|受邀|专程|并|均|都|亲自|<date>|[上下]午|晚上?|当[天日晚]|明[天日]|[今昨](?:早|晚|午)?|早上|一连[^，。；]{1,3}[日天]|在京|"
    "亦有?|率(?:领)?(?:代表)?[团队]|[赴来访][港澳台华京沪](?=[出参列并])|到[场会]|亲临|[在于赴来]<place>(?:(?!会|接|同|与|和|向|看|慰|陪|邀|欢迎|来华)[^，。；<person><event>]){0,8}))*$"
)
_TITLES = "<post>?(?:（[^）]{1,12}）)?(?:等(?:领导|人|同志|[^，。；、<person>]{0,10})?)?(?:一行|一起|共同|一同)?"
_DOES = "在|出席|参加|说|表示|指出|强调|认为|签署|会见|举行|召开|举办|考察|听取|提出|了|要求|率|赴"
_ITEM = pattern(
    f"(?:(?!{_DOES})[^<person><agreement>]){{0,40}}<person>{_TITLES}"
    r"(?:分别|应邀|受邀|也|先后|还|代表[^，。；<person>]{1,12})*"
    # 市委常委, 10月29日上午
    r"|(?:[<body><place><post><date>原兼时任前的\d]|上午|下午|今天|昨天|日前|近日)+"
    r"|(?:(?!" + _DOES + r")[^<person>]){0,20}<post>"
    # 相关企业代表等20余人
    # a name that is not known for one
    r"|(?:(?!" + _DOES + r")[^<person><event><agreement>]){1,12}"
    r"|[^<person>]{0,24}(?:成员|负责同志|负责人|代表|领导|嘉宾|干部|人员|人士|专家|师生)(?:等|共?\d+[余多]?人)*"
)
_MET = re.compile("会见|会晤|拜会|拜访|接见|看望|慰问|欢迎|邀请|授予|颁发|任命|祝贺|感谢")
_SUBJECT = pattern(
    f"(?!应<body>?<post>?<person><post>?[^，。；<person>]{{0,8}}邀|[受据])(?:(?!{_DOES})[^<person>，]){{0,24}}(?P<who><person>(?:[、和与及](?:(?!{_DOES})[^<person>，]){{0,16}}<person>)*)(?!的)"
)


def people_before(sketch: Sketch, end: int, floor: int = 0) -> list[Span]:
    """The persons in the list that ends at `end`: 市委书记某某，副市长某某、某某(出席)."""
    text, start = sketch.text, _ADVERB_TAIL.search(sketch.text, floor, end).start()  # type: ignore[union-attr]
    clause = max(text.rfind(mark, floor, start) for mark in "，。；：") + 1
    if text.startswith(("同", "与"), clause):
        floor = max(floor, clause)  # 会见甲、乙，同丙共同主持
    while start > floor:
        item = max(floor, max(text.rfind(mark, floor, start - 1) for mark in "、，和及与。：；“”") + 1)
        words = text[item:start].strip("、，；和及与以 ")
        if words and not _ITEM.fullmatch(words):
            if text[start - 1] == "、" and _MET.search(text, item, start):
                return []  # 分别会见甲、乙，共同主持: who is met does not preside
            break
        start = item
        if start and text[start - 1] in "。：“”":
            break
    return [span for i in range(start, end) if (span := sketch.at(i)) is not None and span.label_ == "Person"]


def subject_before(sketch: Sketch, end: int) -> list[Span]:
    """The persons that the clauses before are about, if nothing but adverbs stands before `end`: …考察，并出席."""
    text = sketch.text
    clause = max(text.rfind(mark, 0, end) for mark in "，。；：") + 1
    if not clause or not _ADVERBS.fullmatch(text[clause:end]):
        return []
    listed = people_before(sketch, clause - 1)
    if listed:
        return listed
    start = max(text.rfind(mark, 0, clause - 1) for mark in "。；：") + 1
    while start < clause:
        subject = _SUBJECT.match(text, start, clause)
        if subject:
            return [*people_before(sketch, subject.start("who")), *sketch.spans(subject, "who", "person")]
        start = text.find("，", start, clause) + 1 or clause
    return []
