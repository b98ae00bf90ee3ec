"""Events: when and where they are held, under which theme, and who was there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import name_of

_SESSION = re.compile(r"第[〇一二三四五六七八九十百\d]{1,4}[次届轮]")
_HOLD = "召开|举行|举办|开幕|拉开帷幕|落幕|闭幕|揭幕|开赛|启幕|落下帷幕"
_HELD = pattern(rf"(?P<event><event>)(?:[^，。；<event><place>]{{0,12}})(?:在(?P<where>(?:<place>)+)(?:[^，。；<event>]{{0,12}}?))?(?P<verb>{_HOLD})")
_HOLDS = pattern(rf"(?:在(?P<where><place>)(?:[^，。；<event><place>]{{0,10}}?))?(?P<verb>{_HOLD})(?:了|的)?(?P<gap>[^，。；<event>]{{0,8}}?)(?P<event><event>)")
_THEME = pattern("(?:以|主题[为是：]|围绕)(?P<open>“)(?P<theme>[^”]{2,40})”(?P<after>为主题)?")
_TITLED_THEME = pattern("主题(?:为|是|：)“?(?P<theme>[^”，。；]{2,40})")
_ATTENDS = pattern(r"(?P<verb>出席|参加|主持召开|主持|共同见证|见证)(?:了|并[^，。；]{0,4})?(?P<gap>[^。；<event><agreement>]{0,16}?)(?P<event><event>)")
# One item of a list of people: posts and bodies with or without the name, or a bare name.
_ITEM = pattern(
    r"[^<person>]{0,14}<person>(?:（[^）]{1,8}）)?(?:等[^，。；]{0,10})?(?:一行|分别|共同|一同|应邀|受邀|也|先后)?|(?:[<body><place><post><date>原兼时任前的\d]|上午|下午)+"
    r"|[^<person>]{0,24}(?:成员|负责同志|负责人|代表|领导|嘉宾|干部|人员|人士|专家|师生)(?:等|共?\d+[余多]?人)*"
)
_MEETS = pattern(r"(?P<who><person>)[^，。；<person>]{0,10}?(?P<verb>会见|会晤|拜会)了?(?P<gap>[^。；<person>]{0,24}?)(?P<whom><persons>)")
_MEETS_WITH = pattern(r"(?P<who><person>)[^，。；<person>]{0,10}?(?:与|和|同)(?P<gap>[^，。；<person>]{0,16}?)(?P<whom><persons>)[^，。；<person>]{0,6}?(?P<verb>会面|会晤|会谈|举行会谈)")
_VISITS = pattern(
    r"(?P<who><person>|<body>)(?:一行|等)?(?:[^，。；<person><place><body>]{0,14}?)(?:赴|到|来到|前往|来|在)(?P<where><place>|<body>)(?:[^，。；<person><place><body>]{0,8}?)(?P<verb>考察|调研|访问|参访|走访)"
)


def find_events(sketch: Sketch) -> Iterator[Draft]:
    """kg:heldOn, kg:heldIn, kg:theme, kg:series, kg:sessionNumber, kg:attended, and the meetings and visits
    that no noun names.

    Only stated attendance counts (出席, 参加, 主持, 见证, 会见); who is merely quoted is not said to be there.
    """
    yield from _sessions(sketch)
    for rule, form in (("event-held", _HELD), ("holds-event", _HOLDS)):
        for match in form.finditer(sketch.text):
            mode = modality(sketch, match.start("verb"))
            if mode:
                event = sketch.span(match, "event")
                yield from _date_place_theme(sketch, event, match.start(), sketch.spans(match, "where", "place") if match["where"] else [], sketch.bounds(match, "verb"), rule, mode == "planned")
    for match in _ATTENDS.finditer(sketch.text):
        mode = modality(sketch, match.start("verb"))
        for person in _people_before(sketch, match.start("verb")) if mode else ():
            yield Draft(person, "kg:attended", sketch.span(match, "event"), sketch, "attends", sketch.bounds(match, "verb"), modality=mode or "asserted")
    yield from _encounters(sketch)


def _sessions(sketch: Sketch) -> Iterator[Draft]:
    for span in sketch.doc.spans["kg"]:
        number = session_number(name_of(span)) if sketch.start <= span.start < sketch.end and span.label_ in ("Meeting", "Contest", "Event") else None
        if number:
            name = name_of(span)
            series = name[: _SESSION.search(name).start()] or _SESSION.sub("", name)
            start = span.start + name.index(series)
            at = (start, start + len(series))
            yield Draft(span, "kg:sessionNumber", str(number), sketch, "session-number", (span.start, span.end))
            yield Draft(span, "kg:series", series, sketch, "session-number", (span.start, span.end), at)


def _date_place_theme(sketch: Sketch, event: Span, position: int, where: list[Span], trigger: tuple[int, int], rule: str, planned: bool) -> Iterator[Draft]:
    mode = "planned" if planned else "asserted"
    for place in where[-1:]:
        yield Draft(event, "kg:heldIn", place, sketch, rule, trigger, modality=mode)
    date = _date_before(sketch, trigger[1])
    if date is not None:
        yield Draft(event, "kg:heldOn", date.text, sketch, rule, trigger, (date.start, date.end), modality=mode)
    theme = _THEME.search(sketch.text) or _TITLED_THEME.search(sketch.text)
    if theme and (theme.re is not _THEME or theme["after"] or "主题" in theme.group()):
        start, end = sketch.bounds(theme, "theme")
        yield Draft(event, "kg:theme", sketch.doc.text[start:end], sketch, "theme", trigger, (start, end), modality=mode)


def _date_before(sketch: Sketch, end: int) -> Span | None:
    dates = [span for span in sketch.doc.spans["kg"] if span.label_ == "Date" and sketch.start <= span.start < end]
    return dates[-1] if dates else None


def _people_before(sketch: Sketch, end: int) -> list[Span]:
    """The persons in the list that ends at `end`: 市委书记某某，副市长某某、某某(出席)."""
    start = end
    while start > 0:
        item = max(sketch.text.rfind(mark, 0, start - 1) for mark in "、，和及与。：；“”") + 1
        text = sketch.text[item:start].strip("、，和及与 ")
        if not _ITEM.fullmatch(text):
            break
        start = item
        if start and sketch.text[start - 1] in "。：；“”":
            break
    return [span for i in range(start, end) if (span := sketch.at(i)) is not None and span.label_ == "Person"]


def _encounters(sketch: Sketch) -> Iterator[Draft]:
    for match in (*_MEETS.finditer(sketch.text), *_MEETS_WITH.finditer(sketch.text)):
        if modality(sketch, match.start("verb")) != "asserted":
            continue
        persons = [*sketch.spans(match, "who", "person"), *sketch.spans(match, "whom", "person")]
        start, end = sketch.bounds(match)
        made = Made("Meeting", f"{name_of(persons[0])}{match['verb']}{'、'.join(map(name_of, persons[1:]))}", start, end)
        yield from _attend(sketch, made, persons, sketch.bounds(match, "verb"), "meets")
    for match in _VISITS.finditer(sketch.text):
        visitor, where = sketch.span(match, "who"), sketch.span(match, "where")
        if modality(sketch, match.start("verb")) != "asserted":
            continue
        start, end = sketch.bounds(match)
        made = Made("Visit", f"{name_of(visitor)}{match['verb']}{name_of(where)}", start, end)
        trigger = sketch.bounds(match, "verb")
        yield from _attend(sketch, made, [visitor], trigger, "visits")
        if where.label_ in ("Province", "Prefecture", "County", "Region", "Zone", "Country"):
            yield Draft(made, "kg:heldIn", where, sketch, "visits", trigger)


def _attend(sketch: Sketch, made: Made, who: list[Span], trigger: tuple[int, int], rule: str) -> Iterator[Draft]:
    yield Draft(made, "rdf:type", f"kg:{made.kind}", sketch, rule, trigger)
    for person in who:
        yield Draft(person, "kg:attended", made, sketch, rule, trigger)
    date = _date_before(sketch, trigger[0])
    if date is not None:
        yield Draft(made, "kg:heldOn", date.text, sketch, rule, trigger, (date.start, date.end))


def session_number(name: str) -> int | None:
    """The number of the session in an event's name, None if it names none.

    >>> session_number("教育协同发展联席会议第七次会议"), session_number("第12届论坛"), session_number("签约仪式")
    (7, 12, None)
    """
    match = _SESSION.search(name)
    if not match:
        return None
    digits = match.group()[1:-1]
    if digits.isdigit():
        return int(digits)
    return _chinese_number(digits)


def _chinese_number(text: str) -> int:
    value = {c: i for i, c in enumerate("〇一二三四五六七八九")}
    total, current = 0, 0
    for c in text:
        if c == "百":
            total, current = total + max(current, 1) * 100, 0
        elif c == "十":
            total, current = total + max(current, 1) * 10, 0
        else:
            current = value[c]
    return total + current

