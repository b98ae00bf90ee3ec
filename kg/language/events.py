"""Events that the text names: meetings, signings, ceremonies, contests, with their session numbers."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg import gazetteer, vocabulary
from kg.language.names import PURPOSES, extend_left
from kg.mentions import add, covered, is_institution, is_place, mention, mentions

_SESSION = r"第[〇一二三四五六七八九十百\d]{1,4}[次届轮]"
_HEADS = (
    ("Signing", "签约仪式|签字仪式|签署仪式|签约大会|签约会"),
    ("Founding", "(?:揭牌|成立|挂牌|揭幕)(?:暨[^，。；\n]{0,12})?仪式|成立大会"),
    ("Ceremony", "(?:启动|开工|奠基|开幕|闭幕|颁奖|授牌|交接|竣工|通车|首发|欢迎|开学|毕业|捐赠|落成|开业|发布|结对)仪式|典礼"),
    ("Contest", "大奖赛|锦标赛|邀请赛|联赛|大赛|比赛|竞赛|(?:全?运|奥运|冬奥|亚运|运动)会"),
    (
        "Meeting",
        "联席会议|工作会议|座谈会|研讨会|推进会|洽谈会|推介会|发布会|交流会|对接会|恳谈会|论证会|评审会|启动会|年会|大会|峰会|论坛|博览会|"
        "展览会|交易会|报告会|茶话会|协调会|动员会|通气会|见面会|理事会议|全体会议|常务会议|高峰会|例会|全会|会议",
    ),
)
_HEAD = re.compile(f"(?:{'|'.join(f'(?P<{kind}>{pattern})' for kind, pattern in _HEADS)})(?:(?P<session>{_SESSION})(?:全体)?(?:会议|大会)?)?")
_LEADING_SESSION = re.compile(_SESSION)
_COUNT_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十多几数余]+|各)(?:余|多)?(?:次|场|个|项|类|系列|轮)$")
_GENERIC = gazetteer.words("event-determiner")
_HOLDING = re.compile("出席|参加|召开|举行|举办|组织|主持|列席|听取|目的|本次|此次")
_NUMBER_BEFORE = re.compile(rf"(?:(?:19|20)\d\d年度?|{_SESSION}|[一二三四五六七八九十]{{1,4}}[届次])+$")
_NOT_EVENT = re.compile("员|室|厅(?!举行)|堂|中心|场(?!举)|期间?的?议|纪要|精神|代表|常|主席团|大厦|会员|上述")


# What the name of an event does not reach into.
_NEVER_INSIDE = frozenset({"Person", "Post", "Date", "Title", "Agreement", *(k for k in vocabulary.kinds() if vocabulary.is_a(k, "Agreement"))})


@Language.component("kg_events", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_events(doc: Doc) -> Doc:
    """`doc` with its named events; one named only by its kind (签约仪式) carries "generic"."""
    text = doc.text
    places = [span.start for span in mentions(doc) if is_place(span)]
    busy = covered(doc, _NEVER_INSIDE)
    found = []
    for match in _HEAD.finditer(text):
        start, end = match.span()
        if _NOT_EVENT.match(text, end):
            continue
        name_start = extend_left(doc, start, places, PURPOSES) or start
        while name_start < start and any(busy[name_start:start]):
            name_start += 1
        name_start = _with_number(doc, _trim(doc, name_start, start), mentions(doc))
        if _COUNT_BEFORE.search(text, max(0, name_start - 8), name_start) and not _LEADING_SESSION.match(text, name_start):
            continue
        kind = match.lastgroup if match.lastgroup != "session" else next(k for k, _ in _HEADS if match[k])
        generic = start == name_start and not match["session"]
        name = re.sub("(?<=.{4})全体(?=会议$)", "", text[name_start:end])
        found.append(mention(doc, name_start, end, kind or "Event", name, how="generic" if generic else ""))
    add(doc, found)
    return doc


def _with_number(doc: Doc, start: int, known: list[Span]) -> int:
    """The start with the year or session before it, and with the body whose session it is: 全国政协十四届四次会议."""
    number = _NUMBER_BEFORE.search(doc.text, max(0, start - 14), start)
    if not number:
        return start
    bodies = [span.start for span in known if span.end == number.start() and is_institution(span)]
    return bodies[0] if bodies else number.start()


def _trim(doc: Doc, start: int, head: int) -> int:
    """The start without the words that say nothing about which event it is."""
    while lead := _HOLDING.match(doc.text, start, head):
        start = lead.end()
    for begin, end, _ in doc._.words:
        if begin == start and end <= head and doc.text[begin:end] in _GENERIC:
            start = end
    return start

