"""Events that the text names: meetings, signings, ceremonies, contests, with their session numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.mentions import AGREEMENTS, add, covered, is_institution, is_place, mention, mentions, name_of
from kg.patterns import anchored
from kg.recognition.event_words import HEADS
from kg.recognition.occasions import name_start
from kg.recognition.words import words_of

_SESSION = r"第[〇一二三四五六七八九十百\d]{1,4}[次届轮]"
_ANY_HEAD = "|".join(f"(?P<{kind}>{anchored(pattern).pattern})" for kind, pattern in HEADS)
_HEAD = anchored(  # “某某日”宣传活动 begins behind the mark
    f"(?:{_ANY_HEAD}|(?<=”)(?!分裂|犯罪|非法|经济)[^，。；、等将对“”\n]{{0,8}}?活动)(?:(?P<session>{_SESSION})(?:全体)?(?:会议|大会)?)?"
)
_LEADING_SESSION = re.compile(_SESSION)
_SESSION_BEFORE = re.compile(f"(?:{_SESSION}|(?:19|20)\\d\\d年?)$")
_COUNT_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十多几数余两]+|各)(?:余|多)?(?:次|场|个|项|类|系列|轮)$")
# 举办招聘会超700场, 展览活动500余项
_COUNT_BEHIND = re.compile(r"(?:活动)?(?:超过?|约|共|近|累计|达|多达)?[\d.]+[万亿]?(?:余|多)?[场次项]")
# 两次某流域保护和发展座谈会: the name was cut at 和.
_COUNTED_TWO = re.compile("(?:[两三四五六七八九十多几数]|\\d)[次场][^，。；、“”\n]{2,30}[和与及]$")
_QUOTED = (
    re.compile(
        "(?P<name>“[^”\n]{3,40}”)(?=(?:活动)?(?:，?(?:[将于在今昨\\d]|日前|近日|正式|如期|隆重|圆满)[^，。；“”\n]{0,24})?"
        "(?:举行|举办|开幕|启幕|开赛|上演|拉开帷幕|落幕|闭幕)(?!了?(?:[\\d第各多系]|专题|专业)))"
    ),
    re.compile("(?:举行|举办|参加|出席)(?:了)?(?:的)?(?P<name>“[^”\n]{3,24}”)(?=[，。；、]|活动)"),
)
_ATTENDED = re.compile("(?:出席|参加|主持|举[行办]|召开)[^，。；]{0,2}$")
_IS_HELD = re.compile("[^，。；\n]{0,20}?(?:举行|举办|召开|开幕|闭幕)")
# Behind a body, right before 会议: 3月5日上午召开
_HELD_BY = re.compile(
    r"(?:(?:今天|今日|昨天|昨日|当天|[\d月年]+日)(?:（[^）\n]{1,8}）)?|[上下]午|晚|近日|日前|还|也|再次|在[^，。；\n]{1,8}?)*"
    "(?:召开|举行|举办)(?:了)?(?:首次|专题|例行|紧急|特别)?$"
)
# “某某联盟成立大会暨某某讲座”: what is quoted as a whole is one name.
_OPEN_QUOTE = re.compile("“(?=[^，。；：！？的了将要“”\n]*$)")
# 举办3届某大赛: how often is no part of the name.
_TIMES = re.compile(r"\d{1,2}届")
# 委员长会议, 常务主席第二次会议
_RANKED = re.compile(f"级?会议|论坛|峰会|{_SESSION}(?:全体)?会议")
# Heads that are names: no other events are called so.
_PROPER = re.compile("全国.?两会.?|[一-鿿]博会|广交会|服贸会")
# Those of them before which only a year or a session stands.
_FIXED = re.compile("全国.?两会.?|广交会|服贸会|进博会|消博会")
# 会议 in 会议室 and in 会议精神 is no event.
_NOT_EVENT = re.compile(
    "员|(?:等)?(?:的)?形式|会?场外|会场|议?室|议?厅(?!举行)|组委会|执委会|筹委会|筹备|(?:（[^）\n]{1,6}）)?(?:(?:常设)?秘书处|成立)|堂|中心|场(?!举)|期间?的?议|纪要|精神|代表|常|主席团|大厦|会员|上述|制|址|旧址|会址|展|议案|组成|机制|有很|[更让使越]"
)
# 教育合作推进会议全体会议: the words of the form are no part of the name.
_FORM = re.compile("(?<=.{4})全体(?=会议$)")
# 学术讲座, 线下招聘会: what is said of such a one tells whether it is one event.
_KIND_ONLY = re.compile("(?:学术|专题|专场|文艺|线[上下]|大型|中小?型|小型|主|分|平行|专业|系列|高峰|主题|例行|相关)+")
# 某某签约仪式现场: what a picture shows is named in the text.
_IS_CAPTION = re.compile(r"现场(?:图|照片)?[。\s]")
# 某地隆重举行某某仪式, 以“某某”为主题的活动, 某部启动2025年某某活动: the name begins behind it.
_BEFORE_NAME = re.compile(
    "[^，。；]*(?:(?:举行|举办|召开)(?!地)了?|为主题的|服务保障|参观(?!团)|总结运用|(?:论坛|活动|会议)——|筹备(?=十?[一二三四五六七八九十]届|第)|(?:启动|推出|开展)(?=“|20\\d\\d|第[一二三四五六七八九十\\d]+届))"
)
# 召开做强某循环工作推进会: all that is held, whatever words it is made of.
_HELD_WHOLE = re.compile("(?:召开|举行|举办)[了好]?(?P<name>[^，。；：！？、的了\n]{4,30})$")
# 甲为乙减负专项工作机制会议8月20日在某地召开: so is all that a clause with its verb behind the name begins with.
_WHOLE_SUBJECT = re.compile(
    "(?:^|(?<=[，。；！\n）\\s]))(?P<name>(?:[^，。；：！？“”、的了在将由是从\\s]|“[^”\n]{1,16}”){4,30})$"
)
_THEN_HELD = re.compile(
    "(?:暨[^，。；]{2,20})?(?:(?:今天|昨天|当天|日前|近日|昨晚|今晚|[上下]午|隆重|正式|顺利|圆满|\\d{1,2}[月日])[^，。；：“”]{0,16}?)?(?:[在于][^，。；：“”]{2,16}?)?"
    "(?:举行|举办|召开|开幕|闭幕|落幕|启幕|开赛)(?!了?(?:新闻|第[一二三四五六七八九十]次|开幕|闭幕|启动))"
)
# What a clause begins with that is no part of the name of what it tells of.
_NO_NAME = re.compile(
    "(?:今|昨|明|当|同|近|日|自|我|该|本|此|这|上|下|其|记者|据|经|为|以|与|作为|随着|首场|每)|.*(?:获悉|了解|宣布|表示|期间|主持|出席|参加|决定|同意|审议|研究并|迎来|举行|举办|召开|赴|获得|开通|启动(?!仪式|会)|之后|时$)"
)
# 新春灯会, 民俗展演: what is only of a kind, and no occasion unless it is said to be held.
_COMMON = re.compile(
    "[^\\d“”A-Za-z]*(?:展演|汇演|巡演|灯会|庙会|游园会|音乐会|演唱会|展览|[^与和]展|比赛|竞赛|大赛|讲座|沙龙|嘉年华|马拉松|晚会|联欢会|[周季节]|锦标赛|联赛)"
)
_OWN = re.compile("中国|全国|国际|世界|全球|第.|首届|[省市县区州国杯]")
# 某座谈会暨合作协议签约仪式: the name of the agreement begins with that of the event.
_FIRST_OF_TWO = re.compile("暨[^，。；\n]{2,24}?签[约字署订]仪式")
# 第二届理事会 is a body, unless one was held.
_BODY_OR_MEETING = re.compile("[^，。；]*(?:理事会|董事会|常委会|代表会)")
_ONE_HELD_BEFORE = re.compile(
    "(?:举行|举办|召开|参加|出席|观看|观摩|主办|承办|在|本[届次]|此次|该)[^，。；、等]{0,10}$"
)
_ONE_HELD_BEHIND = re.compile(
    "(?!、|等|和|及|与)(?:以“|主题|[^，。；、]{0,16}?(?:举行|举办|开幕|闭幕|落幕|启幕|开赛|开展|收官|启动|上演))"
)
# 三届奥运会, 历次峰会, 往届大赛
_MANY = re.compile(
    "[历往每]届|(?:[两三四五六七八九几多数各]|\\d)[届次](?!全国|[一二三四五六七八九十]|代表|人大|中央|会议)"
)
_SEVERAL = re.compile(
    "^(?:各|多|数|系列|相关|有关|隆重|盛大|专门|紧急|定期|专题|例行|首场)|(?:会|会议|论坛|仪式|赛|展|典礼|活动)(?:[和与及暨]|以及)|(?:(?<!第)(?:[一两二三四五六七八九十百千万几]|\\d+)|[多数余])[场次个]"
)
# What the name of an event does not reach into.
_TITLED = AGREEMENTS | {"Title"}
_NEVER_INSIDE = _TITLED | {"Person", "Post", "Date"}


@Language.component("kg_events", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_events(doc: Doc) -> Doc:
    """`doc` with its named events; one named only by its kind carries "generic" (签约仪式) or "kind" (学术讲座)."""
    text = words_of(doc).text
    found_before = mentions(doc)
    around = _Around(
        busy=_busy(doc),
        known={span.end: span.start for span in reversed(found_before) if is_place(span) or is_institution(span)},
        # 《某某备忘录》签约仪式, 《某某公约》第二次缔约方大会
        titles={span.end: span.start for span in found_before if span.label_ in _TITLED and span.text[-1] in "》〉"},
        hosts={span.end: name_of(span) for span in found_before if is_institution(span)},
        papers={span.end: span.start for span in found_before if span.label_ in AGREEMENTS},
    )
    found = [event for match in _HEAD.finditer(text) if (event := _event(doc, match, around))]
    found += _quoted(doc, around.busy)
    add(doc, _outermost(_joined(doc, found)), keep_leading=True)
    add(doc, _in_title_marks(doc))
    return doc


@dataclass(frozen=True, slots=True)
class _Around:
    # What names of events are made of and end at: by the end of each place and body, title and paper its start.
    busy: bytearray
    known: dict[int, int]
    titles: dict[int, int]
    hosts: dict[int, str]
    papers: dict[int, int]


def _busy(doc: Doc) -> bytearray:
    """One byte a character: 1 inside a mention that no name of an event reaches into."""
    text = words_of(doc).text
    busy = covered(doc, _NEVER_INSIDE)
    for span in mentions(doc):
        is_year = span.label_ == "Date" and len(name_of(span)) == 4  # 2025年西部论坛
        is_rank = span.label_ == "Post" and _RANKED.match(text, span.end)  # 委员长会议
        if is_year or is_rank:
            busy[span.start : span.end] = bytes(span.end - span.start)
    return busy


def _event(doc: Doc, match: re.Match[str], around: _Around) -> Span | None:
    """The event whose head `match` is, None if that is no event or several."""
    text = words_of(doc).text
    head, end = match.span()
    end += text.startswith("启动会议", end - 3)
    start = _start(doc, head, end, around)
    counted = _COUNT_BEFORE.search(text, max(0, start - 8), start) or text[start - 1 : start].isdigit()
    if (
        _NOT_EVENT.match(text, end)
        or _COUNT_BEHIND.match(text, end)
        or _COUNTED_TWO.search(text, max(0, start - 40), start)
        or (counted and not _LEADING_SESSION.match(text, start))
        or (_MANY.match(text, start) and text[start - 1 : start] != "第")
        or text.startswith(("历次", "历届", "往届", "每届"), start - 2)
        or _is_of_a_kind(text, start, end, around)
        or ((whole := _FIRST_OF_TWO.match(text, end)) and any(around.busy[end : whole.end()]))
    ):
        return None
    kind = "Meeting" if match["session"] and text.endswith("会议", head, end) else _kind(match)  # 大赛第三次会议
    generic = start == head and not match["session"] and not _PROPER.fullmatch(match[0])
    vague = _KIND_ONLY.fullmatch(text, start, head) or _IS_CAPTION.match(text, end)
    name, how = _name(text[start:end]), "generic" if generic else "kind" if vague else ""
    if start in around.papers:  # 甲与乙合作协议签约仪式: the agreement stays a mention of its own
        name, how = text[name_start(doc, around.papers[start], around.known, around.busy) : end], ""
    elif generic and kind == "Meeting" and (host := around.hosts.get(_held_by(text, head))):
        name, how = host + name, ""
    return mention(doc, start, end, kind, name, how=how)


def _start(doc: Doc, head: int, end: int, around: _Around) -> int:
    """Where the name begins of the event with the head ``text[head:end]``."""
    text = words_of(doc).text
    fixed = _FIXED.fullmatch(text, head, end)
    start = head if fixed else name_start(doc, head, around.known, around.busy)
    whole = _HELD_WHOLE.search(text, max(0, head - 34), head)
    if whole and _is_one_name(whole["name"]) and not any(around.busy[whole.start("name") : head]):
        start = min(start, whole.start("name"))
    subject = _WHOLE_SUBJECT.search(text, max(0, head - 34), head) if _THEN_HELD.match(text, end) else None
    if subject and _is_subject(text, subject.start("name"), end) and not any(around.busy[subject.start("name") : head]):
        start = min(start, subject.start("name"))
    signed = start in around.papers and text.startswith(
        "签", head
    )  # 《某某协议》签约仪式 leaves it a mention of its own
    start = start if signed else around.titles.get(start, start)
    session = _SESSION_BEFORE.search(text, max(0, start - 7), start)  # 第五次《某某协定》领导人会议
    start = session.start() if session else start
    quote = _OPEN_QUOTE.search(text, max(0, start - 36), start) if text.startswith("”", end) else None
    start = quote.end() if quote and not any(around.busy[quote.end() : start]) else start
    before = _BEFORE_NAME.match(text, start, end - 2) or _TIMES.match(text, start, end - 2)
    return before.end() if before else start


def _is_subject(text: str, start: int, end: int) -> bool:
    """True if ``text[start:end]``, which begins a clause, may be the name of the one event that the clause tells of."""
    return not _NO_NAME.match(text, start, end) and not _SEVERAL.search(text[start:end])


def _is_of_a_kind(text: str, start: int, end: int, around: _Around) -> bool:
    """True for 灯会 and 民俗展演 in a list of such, of which nothing says that one was held."""
    if _BODY_OR_MEETING.fullmatch(text, start, end) and "暨" not in text[start - 1 : end]:
        return not (_ONE_HELD_BEFORE.search(text, max(0, start - 16), start) or _ONE_HELD_BEHIND.match(text, end))
    if not _COMMON.fullmatch(text, start, end) or _OWN.search(text, start, end):
        return False
    if any(start <= begin < end for begin in around.known.values()):
        return False
    listed = text[start - 1 : start] == "、" or text.startswith(("、", "等", "和", "及"), end)
    said = _ONE_HELD_BEFORE.search(text, max(0, start - 16), start) or _ONE_HELD_BEHIND.match(text, end)
    return listed or not said


def _is_one_name(text: str) -> bool:
    """True for what may be the name of one event as a whole."""
    return not _SEVERAL.search(text) and text.count("“") == text.count("”")


def _joined(doc: Doc, found: list[Span]) -> list[Span]:
    """`found` with 某座谈会暨某签约仪式 as one, where either half was found."""
    text, ends = words_of(doc).text, {span.end: span for span in found}
    joined: list[Span] = []
    for span in found:
        first = ends.get(span.start - 1) if text.startswith("暨", span.start - 1) else None
        if first is None:
            continue
        found = [one for one in found if one is not first]
        if not name_of(span).startswith(name_of(first)):  # else it has the whole name already
            joined.append(mention(doc, first.start, span.end, first.label_, _name(text[first.start : span.end])))
    return found + joined


def _outermost(found: list[Span]) -> list[Span]:
    """Those of `found` that lie in no other: 某论坛 is no event of its own in 某论坛筹备座谈会."""
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def _held_by(text: str, head: int) -> int:
    """Where the body ends that holds what is named only by its kind at `head` (某办公室今天举行新闻发布会), else -1."""
    held = _HELD_BY.search(text, max(0, head - 36), head)
    return held.start() if held else -1


def _in_title_marks(doc: Doc) -> Iterator[Span]:
    """What is attended or held and has its name in title marks: 出席《某某论坛》开幕典礼."""
    text = words_of(doc).text
    for span in mentions(doc):
        if span.label_ != "Title" or not (
            _ATTENDED.search(text, max(0, span.start - 6), span.start) or _IS_HELD.match(text, span.end)
        ):
            continue
        heads = [head for head in _HEAD.finditer(text, span.start + 1, span.end - 1) if head.end() == span.end - 1]
        if heads:
            yield mention(doc, span.start, span.end, _kind(heads[-1]), text[span.start + 1 : span.end - 1])


def _quoted(doc: Doc, busy: bytearray) -> list[Span]:
    """What is held and has its name in quotation marks: “某某汇演”在某地举行."""
    text = words_of(doc).text
    found = []
    for match in (match for pattern in _QUOTED for match in pattern.finditer(text)):
        start, end = match.span("name")
        if not any(busy[start:end]):
            kinds = [_kind(head) for head in _HEAD.finditer(match["name"]) if head.end() == end - start - 1]
            found.append(mention(doc, start, end, kinds[-1] if kinds else "Event", match["name"].strip("“”")))
    return found


def _kind(head: re.Match[str]) -> str:
    return next((kind for kind, _ in HEADS if head[kind]), "Event")


def _name(text: str) -> str:
    """A name without the words of its form, and without 活动 and the marks around it: “某某日”活动 is called 某某日."""
    name = _FORM.sub("", text)
    return name[1:-3] if name.startswith("“") and name.endswith("”活动") else name
