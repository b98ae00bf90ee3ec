"""Institutions by their head words (…大学, …教育厅, …有限公司): where the name begins, and whether it is one."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache

import ahocorasick
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.forms import expand
from kg.mentions import how_of, is_place, mention, mentions, name_of, text_of
from kg.recognition.beginnings import settle_begin
from kg.recognition.distinction import is_proper, last_of_chain
from kg.recognition.names import EDGES, LEADERS, PURPOSES, extend_left
from kg.recognition.words import Words, words_of

# One character is a head only behind a place, or behind the business of a department.
_WEAK = frozenset("局厅委部院所处司办社会团署站队校行团")
# 某公司全资子公司 says what a company is, not which; 命运共同体 is a thought.
_NO_BODY = re.compile(
    "[省市县区州]委[省市县区州](?:人民)?政府|^[省市县区]{2,}|^[两三四五双][省市县区州国地校]|(?:子|母|总|关联|合资)公司$|(?:民族|命运|利益|责任|价值)共同体$|建设.*厂$|[市县区]学校$|[两三四双]地|等国|^(?:省城|结成|努力|建设)|世界一流|支持.*政府$|(?:犯罪|贩毒|诈骗|走私)集团$|建设(?:国际|全国|世界|区域).*中心$|^[访赴来]|[一某]大学$|直属附属医院$|教学医院$|^\\d"
)
# What schools of Taiwan are called for short, and what stands behind them where they are that.
_SHORT_SCHOOLS = frozenset({"国中", "国小", "高工", "高商", "家商", "商工"})
_BEHIND_SCHOOLS = (
    "",
    "、",
    "，",
    "。",
    "；",
    "（",
    "）",
    "”",
    "\n",
    "校",
    "与",
    "和",
    "及",
    "等",
    "师",
    "学",
    "陆",
    "携",
    "今",
    "昨",
    "将",
    "已",
    "也",
    "就",
    "于",
)
_COUNT_BEFORE = re.compile(
    r"(?:[\d一二三四五六七八九十百千两多几数余]+|各)(?:余|多)?(?:家|个|所|对|批|类|支|间|座|大|名|级)$"
)
# 教育厅长, 协会会长: the segmenter may take the end of the body and its post for one word.
_POST_FOLLOWS = re.compile(
    "[厅局部署]长|委(?:常委|副?书记|委员|秘书长)|.(?:副?[厅局部署司处]长|副?会长|副?校长|副?院长|副?主任|副?书记|副?主席|副?理事长|秘书长|副?董事长|总经理|副?教授)"
)
# 28项政府间协议, 第四批联合实验室
_COUNTED = re.compile(
    r"第?[\d一二三四五六七八九十百千两多几数]+(?:余|多)?(?:家|个|所|对|批|类|支|间|座|名|级|项|条|次|届|大(?![队学]))"
)
# The governments or courts of several: 两省区政府, 川渝三市人民法院
_OF_SEVERAL = re.compile("[一-鿿]{0,6}[两三四五六七八九十][省市县区州](?:区|（市）)?(?:人民)?(?:政府|法院|检察院)")
# The heads whose names may hold 与 and 和.
_JOINED = (
    "委员会",
    "部",
    "局",
    "厅",
    "署",
    "研究院",
    "研究所",
    "研究中心",
    "学院",
    "实验室",
    "协会",
    "学会",
    "联合会",
    "研究会",
    "促进会",
    "基金会",
    "商会",
    "联盟",
    "中心",
    "处",
)
_OFFICE_ACTS = re.compile(
    "表示|指|称|说|公布|宣布|发布|代表|与|和|、|将|早前|昨日|今日|今天|提醒|回应|强调|联同|联合|组织|举办|主办|副?局长|署理?署?长"
)
_NO_OFFICE = frozenset(
    {
        "子公司",
        "分公司",
        "总公司",
        "总部",
        "内部",
        "全部",
        "干部",
        "外部",
        "布局",
        "格局",
        "当局",
        "大局",
        "全局",
        "俱乐部",
        "分部",
        "本部",
        "到处",
        "用处",
        "处处",
    }
)
# The kinds that are called after the nearest of the places before them.
_IN_CHAIN = frozenset({"School", "Hospital", "Association"})
_PART_OF_ZONE = re.compile("片区|园区|新城|组团")
_GOES_ON = re.compile("大学|学院|学校|中学|公司|集团|银行|协会|学会|报|网|社|与|和|及")
# The holder of a post between the body and the post.
_HOLDER = re.compile(
    f"[厅局处署司部院会校][{''.join(sorted(s for s in gazetteer.surnames() if len(s) == 1))}][一-鿿]{{0,2}}$"
)
# 市中心, 国际金融中心, 指挥控制中心: places and what a city is.
_CENTRAL = re.compile(
    "[市区城县镇心]$|国际|金融|航运|经济|政治|贸易|消费|科技创新|综合性|控制|指挥|购物|商业|区域性|世界|交通|制造|物流|会议|会展"
)
_GLUE = "在与和同将为向对于等就及由从已并"
_HEADED_BY = re.compile("(.)\\1长")
_COMMITTEES = ("党委", "党组", "党总支", "党支部")
# 教育厅党组书记 is the 党组书记 of the 教育厅.
_OF_COMMITTEE = re.compile("(?:常务|专职)?副?书记|委员|成员|常委(?!会)")
# 甲、乙两市教育局, 甲、乙三地教育局: the office is that of each.
_OF_EACH = re.compile("[两二三四五六七八九][省市县区州地]")
# 处于 and 航空救援 are words that only begin like a head.
_MORE_WORDS = re.compile("处于|航空(?:机构|救援|产业|运输(?!集?团|有限|公司)|物流|服务|安全|工业(?!集团|有限|公司))")
# What an office of another body than a place is of.
_OF_BODY = re.compile("海关|大学|学院|医院|公司|集团|学校|中学|银行")


@cache
def _heads() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for word, kind in gazetteer.institution_words().items():
        found.add_word(word, (word, kind))
    found.make_automaton()
    return found


def headed(doc: Doc, known: list[Span]) -> list[Span]:
    """Names that end in a head word and begin with what tells them apart."""
    words = words_of(doc)
    places = {span.start: span for span in mentions(doc) if is_place(span) and how_of(span) != "abbreviation"}
    starts = {*places, *(span.start for span in known)}
    ends = {span.end: span.start for span in known}
    full = {span.start: span for span in known if name_of(span) != text_of(span) and text_of(span) != "中共"}
    bodies = {span.start: span for span in known}
    media = {span.start: span.end for span in known if span.label_ == "Media"}  # 中国台湾网绵阳市台办
    found = []
    for last, (head, kind) in _heads().iter(words.text):
        start, end = last + 1 - len(head), last + 1
        if head == "中医院" and words.text[start - 1 : start + 1] in gazetteer.names():
            found.append(mention(doc, start - 1, end, kind))  # 晋中医院 is the hospital of 晋中
            continue
        if not _is_head(words, head, start, end, ends):
            continue
        leaders = PURPOSES if head.endswith("领导小组") else LEADERS
        begin = extend_left(doc, start, starts, leaders, joined=head.endswith(_JOINED))
        begin = None if begin is None else settle_begin(words, begin, start, end, kind, places, bodies, ends)
        if begin is None or begin == start or _is_counted(words.text, begin, end, places):
            continue
        if head in _WEAK and begin not in starts:
            if _is_office(words, begin, start, end):
                found.append(mention(doc, begin, end, kind, how="short"))
            continue
        if not is_proper(words, begin, start, end, kind, places, starts):
            continue
        begin = media.get(begin, begin) if kind != "Media" and media.get(begin) in places else begin
        name = _full_name(words.text, begin, end, kind, places)
        if begin in full and name == words.text[begin:end]:
            name = _of_known(full[begin], name)
        known_so = begin in bodies and bodies[begin].end == end  # and it has its full name: 国家卫生健康委
        if name and not known_so and not _NO_BODY.search(name):
            found.append(mention(doc, begin, end, kind, name))
            starts.add(begin)  # 北方日报社出版中心
            ends[end] = begin
    return found


def _of_known(body: Span, name: str) -> str:
    """The name with the full form of the known body that it begins with: 中科院某某研究所.

    中国石油大学 is none of 中国石油, and 新闻办公室 is 新闻办 itself.
    """
    alias, full = text_of(body), name_of(body)
    itself = full.startswith(name[: len(alias) + 1]) or _GOES_ON.match(name, len(alias))
    return name if itself else full + name[len(alias) :]


def _is_counted(text: str, begin: int, end: int, places: Mapping[int, Span]) -> bool:
    """True for 28项… and for what a count stands before: 三家公司, or in: 甲、乙两市教育局."""
    counted = _COUNT_BEFORE.search(text, max(0, begin - 8), begin) or _COUNTED.match(text, begin)
    counted = counted or _OF_SEVERAL.fullmatch(text, begin, end)
    return bool(counted) or (begin in places and _OF_EACH.match(text, places[begin].end) is not None)


def _is_office(words: Words, begin: int, head: int, end: int) -> bool:
    """True for an office without its place: 社会工作局局长, and at the edge of a clause 旅游局表示."""
    if _HEADED_BY.match(words.text, end - 1):
        return True
    edge = begin == 0 or words.text[begin - 1] in EDGES
    acts = words.text[end - 1] in "局署" and _OFFICE_ACTS.match(words.text, end) is not None
    return edge and acts and head - begin >= 2


def _is_head(words: Words, head: str, start: int, end: int, ends: Container[int]) -> bool:
    """True if a word that may end a name does so here."""
    if end not in words.ends and not _POST_FOLLOWS.match(words.text, end - 1) and not _is_glued(words, end):
        return False
    if _means_another(words.text, head, start, end):
        return False
    if head == "厂" and any(at in ends for at in range(start - 6, start + 1)):
        return False  # 某公司富山工厂: a plant of the company
    if head not in _WEAK:
        return True
    # 署 in 签署 and 处 in 落到实处 are no heads: the word that ends here must be one that can name a body.
    word = words.around(start, end)
    can_name = word is not None and (word.start == start or word.tag == "nt" or _is_glued(words, end))
    can_name = can_name or (
        head in "处司"
        and words.text[start - 1] != "公"
        and word is not None
        and word.tag == "n"
        and start - word.start >= 2
    )
    if word is not None and words.text_of(word) in _NO_OFFICE:
        return False
    can_name = can_name or bool(_HEADED_BY.match(words.text, end - 1))
    return can_name and words.text[start - 1 : start] not in ("副", head)  # the second 局 of 教育局局长


def _means_another(text: str, head: str, start: int, end: int) -> bool:
    """True where the characters of a head are no end of a name: 示例市四所学校, 市中心, 依法治国中的作用."""
    if _COUNT_BEFORE.search(text, max(0, start - 4), start - (text[start - 1] in "省市县区")):
        return True
    if text[end : end + 1] == "长" and _HOLDER.search(text, max(0, start - 5), start):
        return True  # 某某局示例厅王拟文厅长
    if head in _WEAK and text[start - 1 : start].isdigit():
        return True  # 示例市12校
    if _MORE_WORDS.match(text, start):
        return True
    if head[0] == "学" and text[start - 1 : start] == "大":
        return True  # 示例大学会同
    if head in _SHORT_SCHOOLS and text[end : end + 1] not in _BEHIND_SCHOOLS:
        return True
    of_committee = head in _COMMITTEES or head.endswith("党组")  # 市人大常委会党组书记
    central = head == "中心" and _CENTRAL.search(text, max(0, start - 4), start)
    return bool(central) or (of_committee and _OF_COMMITTEE.match(text, end) is not None)


def _is_glued(words: Words, end: int) -> bool:
    """True if the segmenter has put the last character of a name and the word behind it into one: 部 and 在."""
    word = words.around(end - 1, end)
    return word is not None and word.start == end - 1 and word.end == end + 1 and words.text[end] in _GLUE


def _full_name(text: str, begin: int, end: int, kind: str, places: Mapping[int, Span]) -> str | None:
    """The name of a body, that of an office with its place in full; None if it is nothing but a place."""
    name = text[begin:end]
    if begin not in places or kind not in ("GovernmentBody", "PartyBody"):
        known = name[len(text_of(places[begin])) :] if begin in places else ""
        if begin in places and kind in _IN_CHAIN and (last := last_of_chain(places, begin)) is not places[begin]:
            inner = last.kb_id_ and gazetteer.is_within(last.kb_id_, places[begin].kb_id_)
            name = text[last.start : end] if inner and last.end < end else name  # 四川省甘洛县某小学
        return known if known in gazetteer.bodies() else name  # 上海复旦大学
    place = last_of_chain(places, begin)
    if _PART_OF_ZONE.match(text, place.end, end):
        return name
    if place.end >= end:
        return None
    if any(name[:length] in gazetteer.bodies() for length in range(place.end - begin + 1, len(name))):
        return name  # 上海合作组织某某委员会 is no office of 上海
    if _OF_BODY.search(text, place.end, end):
        return name  # nor is 上海师范大学办公室
    if place.label_ == "Zone":
        name = text[place.start : end]
    elif place.kb_id_ and how_of(place) == "":
        name = name_of(place) + text[place.end : end]
    abroad = places[begin].label_ == "Country" and not place.kb_id_
    if (abroad or place.label_ in ("Region", "Place")) and name.endswith("政府"):
        return name  # a county of Taiwan or of Japan has no 人民政府
    return expand(name)
