"""Institutions: known bodies from the gazetteer, and names that end in a head word (…大学, …教育厅, …有限公司)."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.forms import expand
from kg.language.names import LEADERS, PURPOSES, extend_left
from kg.language.words import Words, words_of
from kg.mentions import AGREEMENTS, add, covered, is_place, mention, mentions, name_of

# One character is a head only behind a place, or behind the business of a department.
_WEAK = frozenset("局厅委部院所处司办社会团署站队校行团")
# What departments are for, as their short forms say it.
_THEME = (
    "教育|科技|科学技术|商务|财政|民政|司法|公安|交通(?:运输)?|文化(?:和)?旅游|文化|旅游|卫生健康|卫健|卫生|农业农村|农业|水利|"
    "发展(?:和)?改革|发改|经济(?:和)?信息化|经信|工业(?:和)?信息化|人力资源(?:和)?社会保障|人社|住房(?:和)?城乡建设|住建|自然资源|"
    "生态环境|环保|审计|统计|外事|体育|市场监督管理|市场监管|税务|应急管理|医疗保障|医保|国有资产监督管理|国资|民族宗教|"
    "退役军人(?:事务)?|林业(?:和)?草原|气象|邮政|海关|广播电视|新闻出版|宣传|组织|统战|政法|机关|教育工|高校工|招商(?:引资)?|"
    "投资促进|口岸|粮食|能源|大数据|金融(?:工作)?|信访|档案|残联|妇联"
)
_SHORT = re.compile(
    rf"[省市县区州旗](?:委(?:{_THEME})?(?:部|工委|办公室|办)?"  # 市委, 市委宣传部
    rf"|政府|人民政府|人大常委会|人大|政协|纪委|监委|(?:{_THEME})(?:厅|局|委员会|委|办))"  # 市政府, 市教育局
    rf"|(?:{_THEME})(?:厅|局|部|委|工委)"  # 教育厅
    r"|特区政府|[省市县区]级?教委|[省市]高级人民法院|管委会"
)
_SHORT_PARTY = re.compile("[省市县区州旗]纪?委")
_GENERIC = gazetteer.words("generic")
# Words of a sector: too general for a school, enough for an alliance of schools.
_SECTORS = gazetteer.words("sector")
_LEGAL_FORM = re.compile("(?:股份|集团)?(?:有限)?(?:责任)?公司$")
# 某公司全资子公司 says what a company is, not which; 命运共同体 is a thought.
_NO_BODY = re.compile(
    "[省市县区州]委[省市县区州](?:人民)?政府|(?:子|母|总|关联|合资)公司$|(?:民族|命运|利益|责任|价值)共同体$"
)
# Heads that need more than a place before them, and heads that need more than a place and a quality.
_BRANCH = re.compile("办事处|代表处|分公司|分行|支行|幼儿园|学校|公司|集团|办公室")
_UNNAMED = re.compile("学校|小学|中学|幼儿园|医院|公司|集团|厂|诊所")
_COUNT_BEFORE = re.compile(
    r"(?:[\d一二三四五六七八九十百千两多几数余]+|各)(?:余|多)?(?:家|个|所|对|批|类|支|间|座|大|名|级)$"
)
_FOLLOWERS = re.compile("门|链|分(?!局|公司|院|校|社|行|会)|生|城(?!市)|堂(?!堂)|路|站|街|桥|门口|附近|旁|院线")
# 教育厅长, 协会会长: the segmenter may take the end of the body and its post for one word.
_POST_FOLLOWS = re.compile(
    "[厅局部署]长|.(?:副?会长|副?校长|副?院长|副?主任|副?书记|副?主席|副?理事长|秘书长|副?董事长|总经理|副?教授)"
)
_HEADED_BY = re.compile("(.)\\1长")
_COMMITTEES = ("党委", "党组", "党总支", "党支部")
# 教育厅党组书记 is the 党组书记 of the 教育厅.
_OF_COMMITTEE = re.compile("副?书记|委员|成员")
# What the name of an institution does not reach into.
_NEVER_INSIDE = AGREEMENTS | {"Title", "Date"}
_KEEPS_PLACE = frozenset({"GovernmentBody", "PartyBody", "Court", "Media"})


@cache
def _heads() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for word, kind in gazetteer.institution_words().items():
        found.add_word(word, (word, kind))
    found.make_automaton()
    return found


@cache
def _bodies() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for body in gazetteer.bodies().values():
        for form in (body.name, *body.aliases):
            found.add_word(form, (form, body))
    found.make_automaton()
    return found


@Language.component("kg_institutions", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_institutions(doc: Doc) -> Doc:
    """`doc` with its institutions; 市教委 and 教育厅 without a place carry "short" as the way they came about."""
    text = words_of(doc).text
    busy = covered(doc, _NEVER_INSIDE)
    known = _known_bodies(doc)
    named = [*known, *_headed(doc, known), *_short(doc)]
    found = _longest([*named, *_cores(doc, named)])
    found = [span for span in found if not any(busy[span.start : span.end]) and not _FOLLOWERS.match(text, span.end)]
    add(doc, [span for span in found if span.label_ in _KEEPS_PLACE], keep_leading=True)
    add(doc, [span for span in found if span.label_ not in _KEEPS_PLACE])
    return doc


def _longest(found: list[Span]) -> list[Span]:
    """Of spans that overlap the longest, of these the first."""
    kept: list[Span] = []
    taken = bytearray(max((span.end for span in found), default=0))
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return kept


def _known_bodies(doc: Doc) -> list[Span]:
    words = words_of(doc)
    found = []
    for last, (form, body) in _bodies().iter(words.text):
        start, end = last + 1 - len(form), last + 1
        if start in words.starts and (end in words.ends or len(form) >= 4):
            found.append(mention(doc, start, end, body.kind, body.name))
    return found


def _headed(doc: Doc, known: list[Span]) -> list[Span]:
    """Names that end in a head word and begin with what tells them apart."""
    words = words_of(doc)
    places = {span.start: span for span in mentions(doc) if is_place(span) and span._.how != "abbreviation"}
    starts = {*places, *(span.start for span in known)}
    found = []
    for last, (head, kind) in _heads().iter(words.text):
        start, end = last + 1 - len(head), last + 1
        if not _is_head(words, head, start, end):
            continue
        begin = extend_left(doc, start, starts, PURPOSES if head.endswith("领导小组") else LEADERS)
        if begin is None or begin == start or _COUNT_BEFORE.search(words.text, max(0, begin - 8), begin):
            continue
        if head in _WEAK and begin not in starts:
            if _HEADED_BY.match(words.text, end - 1):  # 社会工作局局长: an office, but not said of which place
                found.append(mention(doc, begin, end, kind, how="short"))
            continue
        if not _is_proper(words, begin, start, end, kind, places, starts):
            continue
        name = _full_name(words.text, begin, end, kind, places)
        if name and not _NO_BODY.search(name):
            found.append(mention(doc, begin, end, kind, name))
    return found


def _is_head(words: Words, head: str, start: int, end: int) -> bool:
    """True if a word that may end a name does so here."""
    if end not in words.ends and not _POST_FOLLOWS.match(words.text, end - 1):
        return False
    if head in _COMMITTEES and _OF_COMMITTEE.match(words.text, end):
        return False
    if head not in _WEAK:
        return True
    # 署 in 签署 and 处 in 落到实处 are no heads: the word that ends here must be one that can name a body.
    word = words.around(start, end)
    can_name = word is not None and (word.start == start or word.tag == "nt")
    return can_name and words.text[start - 1 : start] not in ("副", head)  # the second 局 of 教育局局长


def _full_name(text: str, begin: int, end: int, kind: str, places: Mapping[int, Span]) -> str | None:
    """The name of a body, that of an office with its place in full; None if it is nothing but a place."""
    name = text[begin:end]
    if begin not in places or kind not in ("GovernmentBody", "PartyBody"):
        return name
    place = _last_of_chain(places, begin)
    if place.end >= end:
        return None
    if place.kb_id_ and place._.how == "":
        name = name_of(place) + text[place.end : end]
    return expand(name)


def _last_of_chain(places: Mapping[int, Span], begin: int) -> Span:
    """成都武侯区商务委 is the office of 武侯区: the last of the places that follow one another."""
    place = places[begin]
    while (inner := places.get(place.end)) is not None and inner.kb_id_:
        place = inner
    return place


def _is_proper(
    words: Words, begin: int, head: int, end: int, kind: str, places: Mapping[int, Span], starts: Container[int]
) -> bool:
    """True if something in the name tells this institution from others of its kind."""
    if begin in places and _says_only_where(words, begin, head, end, places):
        return False
    if any(at in starts for at in range(begin, head)):
        return True
    inside = [words.text_of(word) for word in words.inside(begin, head)] or [words.text[begin:head]]
    generic = _GENERIC - _SECTORS if kind == "Alliance" else _GENERIC
    return head - begin >= 2 and not generic.issuperset(inside)


def _says_only_where(words: Words, begin: int, head: int, end: int, places: Mapping[int, Span]) -> bool:
    """True for 成渝优质学校 and 广东办事处: a place and a kind, but nothing that tells which."""
    place = _last_of_chain(places, begin)
    between = [words.text_of(word) for word in words.inside(place.end, head)]
    if place.end >= head:
        return place.label_ == "Region" or _BRANCH.fullmatch(words.text, head, end) is not None
    return _UNNAMED.fullmatch(words.text, head, end) is not None and _GENERIC.issuperset(between)


def _cores(doc: Doc, named: list[Span]) -> list[Span]:
    """The core of a company's full name wherever it stands alone: 宏图科技 for 宏图科技股份有限公司."""
    words = words_of(doc)
    found = []
    for company in {name_of(span): span for span in named if span.label_ == "Company"}.values():
        core = _LEGAL_FORM.sub("", name_of(company)) if _LEGAL_FORM.search(name_of(company)) else ""
        for match in re.finditer(re.escape(core), words.text) if len(core) >= 4 else ():
            if match.start() in words.starts and match.end() in words.ends:
                found.append(mention(doc, *match.span(), "Company", name_of(company), how="core"))
    return found


def _short(doc: Doc) -> list[Span]:
    words = words_of(doc)
    found = []
    for match in _SHORT.finditer(words.text):
        start, end = match.span()
        if start not in words.starts or (words.text[end : end + 1] in "员长" and match.group()[-1] in "委会"):
            continue
        party = _SHORT_PARTY.match(match.group()) or "工委" in match.group()
        found.append(mention(doc, start, end, "PartyBody" if party else "GovernmentBody", how="short"))
    return found
