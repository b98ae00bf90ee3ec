"""Events that a noun names: when and where they are held, under which theme, and who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import name_of

_SESSION = re.compile(r"第(?P<number>[〇一二三四五六七八九十百\d]{1,4})[次届轮]")
_DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100}
_HOLD = "召开|举行|举办|开幕|拉开帷幕|落幕|闭幕|揭幕|开赛|启幕|落下帷幕"
# 某某会议在甲召开
_HELD = pattern(
    "(?P<event><event>)(?:[^，。；<event><place>]{0,12})(?:在(?P<where>(?:<place>)+)(?:[^，。；<event>]{0,12}?))?"
    rf"(?P<verb>{_HOLD})"
)
# 在甲举行某某会议
_HOLDS = pattern(
    rf"(?:在(?P<where><place>)(?:[^，。；<event><place>]{{0,10}}?))?(?P<verb>{_HOLD})(?:了|的)?"
    "(?:[^，。；<event>]{0,8}?)(?P<event><event>)"
)
# 以“合作”为主题, 围绕“合作”
_THEME = pattern("(?:以|主题[为是：]|围绕)“(?P<theme>[^”]{2,40})”(?P<after>为主题)?")
# 主题为合作
_TITLED_THEME = pattern("主题(?:为|是|：)“?(?P<theme>[^”，。；]{2,40})")
# 在签约仪式上致辞, 在启动仪式合影
_SPEAKS = pattern(
    "(?P<verb>在(?:本次|此次)?(?P<event><event>)(?:上|现场|中)?)(?:分别)?(?:合照|合影|致辞|致词|讲话|发言|作报告)"
)
_ATTENDS = pattern(
    "(?P<verb>出席|参加|主持召开|主持|共同见证|见证)(?:了|并[^，。；]{0,4})?"
    "(?:[^。；<event><agreement>]{0,16}?)(?P<event><event>)"
)
# One item of a list of people.
_ITEM = pattern(
    # 副市长某某（左）一行
    "[^<person>]{0,14}<person>(?:（[^）]{1,8}）)?(?:等[^，。；]{0,10})?(?:一行|分别|共同|一同|应邀|受邀|也|先后)?"
    # 市委常委, 10月29日上午
    r"|(?:[<body><place><post><date>原兼时任前的\d]|上午|下午)+"
    # 相关企业代表等20余人
    r"|[^<person>]{0,24}(?:成员|负责同志|负责人|代表|领导|嘉宾|干部|人员|人士|专家|师生)(?:等|共?\d+[余多]?人)*"
)


def find_events(sketch: Sketch) -> Iterator[Draft]:
    """kg:heldOn, kg:heldIn, kg:theme of what the sentence says was held, kg:attended for who it says was there.

    Only stated attendance counts (出席, 参加, 主持, 见证); who is merely quoted is not said to be there.
    """
    for rule, form in (("event-held", _HELD), ("holds-event", _HOLDS)):
        for match in form.finditer(sketch.text):
            yield from _date_place_theme(sketch, rule, match)
    for match in (*_ATTENDS.finditer(sketch.text), *_SPEAKS.finditer(sketch.text)):
        mode, trigger = modality(sketch, match.start("verb")), sketch.bounds(match, "verb")
        if mode is None:
            continue
        event = sketch.span(match, "event")
        for person in _people_before(sketch, match.start("verb")):
            yield Draft(person, "kg:attended", event, sketch, "attends", trigger, modality=mode)


def find_sessions(sketch: Sketch) -> Iterator[Draft]:
    """kg:sessionNumber and kg:series of the events that the sentence names: 第七次 of the 联席会议."""
    for span in sketch.mentions:
        found = list(_SESSION.finditer(name_of(span))) if span.label_ in ("Meeting", "Contest", "Event") else []
        session = found[-1] if found else None  # 第十四届全国人民代表大会第三次会议 is the third
        if session is None:
            continue
        name, trigger = name_of(span), (span.start, span.end)
        number = session_number(session["number"])
        yield Draft(span, "kg:sessionNumber", str(number), sketch, "session-number", trigger)
        series = name[: session.start()] or name[session.end() :]
        start = sketch.document.text.find(series, span.start, span.end)
        if start >= 0 and not _SESSION.search(series):
            yield Draft(span, "kg:series", series, sketch, "session-number", trigger, (start, start + len(series)))


def session_number(digits: str) -> int:
    """The number that Chinese or Arabic digits below a thousand stand for.

    >>> session_number("七"), session_number("十四"), session_number("12"), session_number("一百二十")
    (7, 14, 12, 120)
    """
    if digits.isdigit():
        return int(digits)
    total, current = 0, 0
    for digit in digits:
        if digit in _UNITS:
            total, current = total + max(current, 1) * _UNITS[digit], 0
        else:
            current = int(digit) if digit.isdigit() else _DIGITS.index(digit)
    return total + current


def _date_place_theme(sketch: Sketch, rule: str, match: re.Match[str]) -> Iterator[Draft]:
    event, trigger = sketch.span(match, "event"), sketch.bounds(match, "verb")
    mode = modality(sketch, match.start("verb"))
    if mode is None:
        return
    for place in sketch.spans(match, "where", "place")[-1:]:
        yield Draft(event, "kg:heldIn", place, sketch, rule, trigger, modality=mode)
    date = sketch.date_before(trigger[1])
    if date is not None:
        yield Draft(event, "kg:heldOn", date, sketch, rule, trigger, modality=mode)
    theme = _THEME.search(sketch.text) or _TITLED_THEME.search(sketch.text)
    if theme and (theme.re is not _THEME or theme["after"] or "主题" in theme.group()):
        at = sketch.bounds(theme, "theme")
        text = sketch.document.text[slice(*at)]
        yield Draft(event, "kg:theme", text, sketch, "theme", trigger, at, modality=mode)


def _people_before(sketch: Sketch, end: int) -> list[Span]:
    """The persons in the list that ends at `end`: 市委书记某某，副市长某某、某某(出席)."""
    start = end
    while start > 0:
        item = max(sketch.text.rfind(mark, 0, start - 1) for mark in "、，和及与。：；“”") + 1
        if not _ITEM.fullmatch(sketch.text[item:start].strip("、，和及与以 ")):
            break
        start = item
        if start and sketch.text[start - 1] in "。：；“”":
            break
    return [span for i in range(start, end) if (span := sketch.at(i)) is not None and span.label_ == "Person"]
