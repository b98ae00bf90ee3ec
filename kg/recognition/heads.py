"""Institutions by their head words (…大学, …教育厅, …有限公司): where the name begins, and whether it is one."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache

import ahocorasick
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.forms import expand
from kg.mentions import how_of, is_place, mention, mentions, name_of
from kg.recognition.names import EDGES, LEADERS, PURPOSES, extend_left
from kg.recognition.words import Words, words_of

# One character is a head only behind a place, or behind the business of a department.
_WEAK = frozenset("局厅委部院所处司办社会团署站队校行团")
_GENERIC = gazetteer.words("generic")
# Words of a sector: too general for a school, enough for an alliance of schools.
_SECTORS = gazetteer.words("sector")
# 某公司全资子公司 says what a company is, not which; 命运共同体 is a thought.
_NO_BODY = re.compile(
    "[省市县区州]委[省市县区州](?:人民)?政府|(?:子|母|总|关联|合资)公司$|(?:民族|命运|利益|责任|价值)共同体$|建设.*厂$|[市县区]学校$|^[访赴来]|[一某]大学$|^\\d"
)
# The kinds whose names hold a word that is a verb elsewhere, and verbs that are none of a name.
_BRANDED = frozenset({"University", "School", "Company", "Hospital"})
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
)
_FOUNDED_BY = frozenset({"市立", "省立", "县立", "区立"})
_GOVERNING = gazetteer.words("determiner") | gazetteer.words("name-barrier") | gazetteer.words("purpose")
# Heads that need a place or a body before them: 发挥人大作用 names none.
_PLACED = frozenset(
    {
        "人大",
        "政协",
        "政府",
        "党委",
        "工会",
        "人民医院",
        "中医院",
        "妇幼保健院",
        "委员会",
        "人大常委会",
        "立法会",
        "议会",
        "代表团",
    }
)
# Heads that need more than a place before them, and heads that need more than a place and a quality.
_BRANCH = re.compile("办事处|代表处|分公司|分行|支行|幼儿园|学校|公司|集团|办公室")
# Heads that common words stand before more often than names: 智慧博物馆, 农机合作社.
_COMMON = frozenset({"厂", "合作社", "农场", "俱乐部", "联合体"})
_NAME_TAGS = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt", "eng", "x", "j"})
_SITE = re.compile("校区|院区|分校|分院")
_UNNAMED = re.compile("学校|小学|中学|幼儿园|医院|公司|集团|厂|诊所")
_COUNT_BEFORE = re.compile(
    r"(?:[\d一二三四五六七八九十百千两多几数余]+|各)(?:余|多)?(?:家|个|所|对|批|类|支|间|座|大|名|级)$"
)
# 教育厅长, 协会会长: the segmenter may take the end of the body and its post for one word.
_POST_FOLLOWS = re.compile(
    "[厅局部署]长|委(?:常委|副?书记|委员|秘书长)|.(?:副?[厅局部署司处]长|副?会长|副?校长|副?院长|副?主任|副?书记|副?主席|副?理事长|秘书长|副?董事长|总经理|副?教授)"
)
# 28项政府间协议, 第四批联合实验室
_COUNTED = re.compile(
    r"第?[\d一二三四五六七八九十百千两多几数]+(?:余|多)?(?:家|个|所|对|批|类|支|间|座|名|级|项|条|次|届)"
)
_CONJOINED = re.compile(
    "(?:大学|学院|中学|小学|高中|国小|国中|学校|医院|公司|集团|银行|委员会|协会|学会|商会|研究院|研究所|政府)(?:以?及|与|和)"
)
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
    "中心",
)
_OFFICE_ACTS = re.compile(
    "表示|指|称|说|公布|宣布|发布|代表|与|和|、|将|早前|昨日|今日|今天|提醒|回应|强调|联同|联合|组织|举办|主办|副?局长|署理?署?长"
)
_NO_OFFICE = frozenset(
    {
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
_GLUE = "在与和同将为向对于等"
_HEADED_BY = re.compile("(.)\\1长")
_COMMITTEES = ("党委", "党组", "党总支", "党支部")
# 教育厅党组书记 is the 党组书记 of the 教育厅.
_OF_COMMITTEE = re.compile("(?:常务|专职)?副?书记|委员|成员")
KEEPS_PLACE = frozenset({"GovernmentBody", "PartyBody", "Court", "Media"})


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
    found = []
    for last, (head, kind) in _heads().iter(words.text):
        start, end = last + 1 - len(head), last + 1
        if not _is_head(words, head, start, end, ends):
            continue
        leaders = PURPOSES if head.endswith("领导小组") else LEADERS
        begin = extend_left(doc, start, starts, leaders, joined=head.endswith(_JOINED))
        begin = None if begin is None else _settle_begin(words, begin, start, places, ends, kind)
        if begin is None or begin == start or _is_counted(words.text, begin):
            continue
        if head in _WEAK and begin not in starts:
            if _is_office(words, begin, start, end):
                found.append(mention(doc, begin, end, kind, how="short"))
            continue
        if not _is_proper(words, begin, start, end, kind, places, starts):
            continue
        name = _full_name(words.text, begin, end, kind, places)
        if name and not _NO_BODY.search(name):
            found.append(mention(doc, begin, end, kind, name))
            starts.add(begin)  # 北方日报社出版中心
            ends[end] = begin
    return found


def _settle_begin(
    words: Words, begin: int, head: int, places: Mapping[int, Span], ends: Mapping[int, int], kind: str
) -> int:
    """The start behind other institutions and places of a list, and before the body that a branch belongs to.

    北方高中及南方小学 are two; 示例区成都电厂 begins with the city, which does not lie in the district;
    中国科学院宁波研究所 begins with the academy. A verb behind a place may be a name: 西安培华学院.
    """
    others = [match.end() for match in _CONJOINED.finditer(words.text, begin, head)]
    begin = others[-1] if others else begin
    while begin in places and (inner := places.get(places[begin].end)) is not None and inner.start < head:
        if places[begin].kb_id_ not in gazetteer.divisions() or inner.kb_id_ not in gazetteer.parents(
            places[begin].kb_id_
        ):
            break
        begin = inner.start
    if words.text[begin - 2 : begin] in _FOUNDED_BY and any(span.end == begin - 1 for span in places.values()):
        return next(span.start for span in places.values() if span.end == begin - 1)  # 安庆市立医院
    inside = words.inside(begin, head)
    common = begin == head or (inside and not any(word.tag in _NAME_TAGS for word in inside))
    brand = words.ends.get(begin) if begin not in places and common else None
    if brand is not None and brand.tag == "v" and brand.end - brand.start == 2 and kind in _BRANDED:
        place = next((span for span in places.values() if span.end == brand.start), None)
        if place is not None and words.text_of(brand) not in _GOVERNING:
            return place.start
    return ends.get(begin, begin) if begin in places and kind not in KEEPS_PLACE else begin


def _is_counted(text: str, begin: int) -> bool:
    """True for 28项… and for what a count stands before: 三家公司."""
    return bool(_COUNT_BEFORE.search(text, max(0, begin - 8), begin) or _COUNTED.match(text, begin))


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
    if head in _SHORT_SCHOOLS and words.text[end : end + 1] not in _BEHIND_SCHOOLS:
        return False  # 依法治国中的作用
    if head == "厂" and any(at in ends for at in range(start - 6, start + 1)):
        return False  # 某公司富山工厂: a plant of the company
    if head in _COMMITTEES and _OF_COMMITTEE.match(words.text, end):
        return False
    if head not in _WEAK:
        return True
    # 署 in 签署 and 处 in 落到实处 are no heads: the word that ends here must be one that can name a body.
    word = words.around(start, end)
    can_name = word is not None and (word.start == start or word.tag == "nt" or _is_glued(words, end))
    if word is not None and words.text_of(word) in _NO_OFFICE:
        return False
    can_name = can_name or bool(_HEADED_BY.match(words.text, end - 1))
    return can_name and words.text[start - 1 : start] not in ("副", head)  # the second 局 of 教育局局长


def _is_glued(words: Words, end: int) -> bool:
    """True if the segmenter has put the last character of a name and the word behind it into one: 部 and 在."""
    word = words.around(end - 1, end)
    return word is not None and word.start == end - 1 and word.end == end + 1 and words.text[end] in _GLUE


def _full_name(text: str, begin: int, end: int, kind: str, places: Mapping[int, Span]) -> str | None:
    """The name of a body, that of an office with its place in full; None if it is nothing but a place."""
    name = text[begin:end]
    if begin not in places or kind not in ("GovernmentBody", "PartyBody"):
        known = name[places[begin].end - begin :] if begin in places else ""
        return known if known in gazetteer.bodies() else name  # 上海复旦大学
    place = _last_of_chain(places, begin)
    if place.end >= end:
        return None
    if any(name[:length] in gazetteer.bodies() for length in range(place.end - begin + 1, len(name))):
        return name  # 上海合作组织某某委员会 is no office of 上海
    if place.label_ == "Zone":
        name = text[place.start : end]
    elif place.kb_id_ and how_of(place) == "":
        name = name_of(place) + text[place.end : end]
    return expand(name)


def _last_of_chain(places: Mapping[int, Span], begin: int) -> Span:
    """成都武侯区商务委 is the office of 武侯区: the last of the places that follow one another."""
    place = places[begin]
    while (inner := places.get(place.end)) is not None and (inner.kb_id_ or inner.label_ == "Zone"):
        place = inner
    return place


def _is_proper(
    words: Words, begin: int, head: int, end: int, kind: str, places: Mapping[int, Span], starts: Container[int]
) -> bool:
    """True if something in the name tells this institution from others of its kind."""
    if begin in places and _says_only_where(words, begin, head, end, places):
        return False
    inside = [words.text_of(word) for word in words.inside(begin, head)]
    if _SITE.fullmatch(words.text, head, end) and inside and (inside[-1] in _GENERIC or inside[-1][-1:] in "化型新老"):
        return False
    if any(at in starts for at in range(begin, head)):
        return not (
            _UNNAMED.fullmatch(words.text, head, end) and begin not in starts and inside[-1:] and inside[-1] in _GENERIC
        )
    inside = [words.text_of(word) for word in words.inside(begin, head)] or [words.text[begin:head]]
    if words.text[head:end] in _PLACED:
        return False
    if (kind == "Institution" or words.text[head:end] in _COMMON) and not _has_name(words, begin, head):
        return False
    generic = _GENERIC - _SECTORS if kind == "Alliance" else _GENERIC
    return head - begin >= 2 and not generic.issuperset(inside)


def _has_name(words: Words, begin: int, head: int) -> bool:
    """True if a proper name, a quotation or a word like 国家 is in what stands before a head."""
    inside = words.inside(begin, head)
    quoted = "“" in words.text[begin:head]
    led = bool(inside) and words.text_of(inside[0]) in LEADERS
    return quoted or led or any(word.tag in _NAME_TAGS for word in inside) or not inside


def _says_only_where(words: Words, begin: int, head: int, end: int, places: Mapping[int, Span]) -> bool:
    """True for 成渝优质学校 and 广东办事处: a place and a kind, but nothing that tells which."""
    place = _last_of_chain(places, begin)
    between = [words.text_of(word) for word in words.inside(place.end, head)] or [words.text[place.end : head]]
    if place.end >= head:
        vague = place.label_ == "Region" and not name_of(place).endswith(("市", "县"))
        return vague or _BRANCH.fullmatch(words.text, head, end) is not None
    return _UNNAMED.fullmatch(words.text, head, end) is not None and _GENERIC.issuperset(between)
