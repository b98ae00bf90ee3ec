"""Events that a noun names: when and where they are held, which session of what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import SYMBOLS, Sketch, pattern
from kg.mentions import name_of

_SESSION = re.compile(r"第(?P<number>[〇一二三四五六七八九十百\d]{1,4})[次届轮]")
_DIGITS = "〇一二三四五六七八九"
_UNITS = {"十": 10, "百": 100}
_HOLD = "召开|举行|举办|合办|开幕(?![式后前以会日])|拉开帷幕|落幕|闭幕(?![式后前会])|揭幕|开赛|启幕|落下帷幕|登场"
# 决定今年10月召开
_DECIDED = pattern("(?:决定|定于|拟于|确定)[^，。；]{0,24}$|(?:会议|<event>)(?:研究)?决定，[^。；]{0,60}$")
# A contest that ends today was held on more days than this one.
_ENDS = re.compile("落幕|落下帷幕|闭幕|收官")
# 某某会议在甲召开
_HELD = pattern(
    "(?P<event><event>)(?:[^，。；<event><place>]{0,12})(?:[在于](?P<where>(?:<place>)+)(?:[^，。；<event>]{0,12}?))?"
    rf"(?P<verb>{_HOLD})(?![^，。；<event>]{{0,8}}<event>)"  # 某某晚会今天举行新闻发布会
)
# 在甲举行某某会议
_HOLDS = pattern(
    rf"(?:[在于](?P<where>(?:<place>)+)(?![以之]外)(?:[^，。；<event><place>]{{0,10}}?))?(?P<verb>{_HOLD})(?:了|的)?"
    "(?:[^，。；<event>]{0,8}?)(?P<event><event>)"
)
# 5月4日，在某某论坛上
_AT_IT = pattern("(?:^|[，。；<date>])在[^，。；<event><place>]{0,6}(?P<event><event>)(?P<verb>[上中]，|现场)")


def find_events(sketch: Sketch) -> Iterator[Draft]:
    """kg:heldOn and kg:heldIn of what the sentence says was held."""
    forms = (("event-held", _HELD), ("holds-event", _HOLDS), ("at-event", _AT_IT))
    for rule, form in forms if SYMBOLS["event"] in sketch.text else ():
        for match in form.finditer(sketch.text):
            yield from _date_and_place(sketch, rule, match)


def find_sessions(sketch: Sketch) -> Iterator[Draft]:
    """kg:sessionNumber and kg:series of the events that the sentence names: 第七次 of the 联席会议."""
    for span in sketch.mentions:
        found = list(_SESSION.finditer(name_of(span))) if span.label_ in ("Meeting", "Contest", "Event") else []
        session = found[-1] if found else None  # 第十四届全国人民代表大会第三次会议 is the third
        if session is None or name_of(span).endswith("暨", 0, session.start()):  # 某大会暨第一届某会 is two
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


def _date_and_place(sketch: Sketch, rule: str, match: re.Match[str]) -> Iterator[Draft]:
    event, trigger = sketch.span(match, "event"), sketch.bounds(match, "verb")
    mode = modality(sketch, match.start("verb"))
    if mode is None:
        return
    if _DECIDED.search(sketch.text, 0, match.start("verb")):
        mode = "planned"
    for place in _places(sketch, match):
        yield Draft(event, "kg:heldIn", place, sketch, rule, trigger, modality=mode)
    date = sketch.date_before(trigger[1])
    if date is not None and not _ENDS.match(sketch.document.text, trigger[0]):
        yield Draft(event, "kg:heldOn", date, sketch, rule, trigger, modality=mode)


def _places(sketch: Sketch, match: re.Match[str]) -> list[Span]:
    return sketch.spans(match, "where", "place")[-1:] if "where" in match.re.groupindex else []
