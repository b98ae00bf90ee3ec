"""Events that the text names: meetings, signings, ceremonies, contests, with their session numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.language import Language
from spacy.tokens import Doc

from kg import gazetteer
from kg.language.names import PURPOSES, extend_left
from kg.language.words import Words, words_of
from kg.mentions import AGREEMENTS, add, covered, is_institution, is_place, mention, mentions

_SESSION = r"第[〇一二三四五六七八九十百\d]{1,4}[次届轮]"
_HEADS = (
    ("Signing", "签约仪式|签字仪式|签署仪式|签约大会|签约会"),
    ("Founding", "(?:揭牌|成立|挂牌|揭幕)(?:暨[^，。；\n]{0,12})?仪式|成立大会"),
    (
        "Ceremony",
        "(?:启动|开工|奠基|开幕|闭幕|颁奖|授牌|交接|竣工|通车|首发|欢迎|开学|毕业|捐赠|落成|开业|发布|结对)仪式|典礼",
    ),
    ("Contest", "大奖赛|锦标赛|邀请赛|联赛|大赛|比赛|竞赛|(?:全?运|奥运|冬奥|亚运|运动)会"),
    (
        "Meeting",
        "联席会议|工作会议|座谈会|研讨会|推进会|洽谈会|推介会|发布会|交流会|对接会|恳谈会|论证会|评审会|启动会|年会|大会|"
        "峰会|论坛|博览会|展览会|交易会|报告会|茶话会|协调会|动员会|通气会|见面会|理事会议|全体会议|常务会议|高峰会|"
        "例会|全会|会议",
    ),
)
_ANY_HEAD = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _HEADS)
_HEAD = re.compile(f"(?:{_ANY_HEAD})(?:(?P<session>{_SESSION})(?:全体)?(?:会议|大会)?)?")
_LEADING_SESSION = re.compile(_SESSION)
_COUNT_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十多几数余]+|各)(?:余|多)?(?:次|场|个|项|类|系列|轮)$")
_GENERIC = gazetteer.words("event-determiner")
_HOLDING = re.compile(r"出席|参加|召开|举行|举办|组织|主持|列席|听取|目的|本次|此次|\d+[届次场]")
_NUMBER_BEFORE = re.compile(rf"(?:(?:19|20)\d\d年度?|{_SESSION}|[一二三四五六七八九十]{{1,4}}[届次])+$")
# 会议 in 会议室 and in 会议精神 is no event.
_NOT_EVENT = re.compile("员|室|厅(?!举行)|堂|中心|场(?!举)|期间?的?议|纪要|精神|代表|常|主席团|大厦|会员|上述|制")
# 教育合作推进会议全体会议: the words of the form are no part of the name.
_FORM = re.compile("(?<=.{4})全体(?=会议$)")
# What the name of an event does not reach into.
_NEVER_INSIDE = AGREEMENTS | {"Person", "Post", "Date", "Title"}


@Language.component("kg_events", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_events(doc: Doc) -> Doc:
    """`doc` with its named events; one named only by its kind (签约仪式) carries "generic"."""
    words = words_of(doc)
    text = words.text
    known = mentions(doc)
    places = {span.start for span in known if is_place(span)}
    bodies = {span.end: span.start for span in reversed(known) if is_institution(span)}
    busy = covered(doc, _NEVER_INSIDE)
    found = []
    for match in _HEAD.finditer(text):
        head, end = match.span()
        if _NOT_EVENT.match(text, end):
            continue
        start = extend_left(doc, head, places, PURPOSES)
        start = head if start is None else start
        while start < head and any(busy[start:head]):
            start += 1
        start = _with_number(text, _trim(words, start, head), bodies)
        if _COUNT_BEFORE.search(text, max(0, start - 8), start) and not _LEADING_SESSION.match(text, start):
            continue
        named = next(kind for kind, _ in _HEADS if match[kind])
        kind = "Meeting" if match["session"] and text.endswith("会议", head, end) else named  # 大赛第三次会议
        generic = start == head and not match["session"]
        name = _FORM.sub("", text[start:end])
        found.append(mention(doc, start, end, kind, name, how="generic" if generic else ""))
    add(doc, found)
    return doc


def _trim(words: Words, start: int, head: int) -> int:
    """The start without the words that say nothing about which event it is."""
    while lead := _HOLDING.match(words.text, start, head):
        start = lead.end()
    while (word := words.starts.get(start)) and word.end <= head and words.text_of(word) in _GENERIC:
        start = word.end
    return start


def _with_number(text: str, start: int, bodies: Mapping[int, int]) -> int:
    """The start with the year or session before it, and with the body whose session it is: 全国政协十四届四次会议.

    `bodies` maps the end of each institution to its start.
    """
    number = _NUMBER_BEFORE.search(text, max(0, start - 14), start)
    return bodies.get(number.start(), number.start()) if number else start
