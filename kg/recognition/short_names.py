"""Institutions by less than their names: 市教委, what the text itself shortens, companies that no head word tells."""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import how_of, is_place, mention, mentions, name_of, text_of
from kg.patterns import anchored
from kg.recognition.names import EDGES, extend_left
from kg.recognition.words import Words, words_of

# What departments are for, as their short forms say it.
_THEME = (
    "教育|科技|科学技术|商务|财政|民政|司法|公安|交通(?:运输)?|文化(?:和)?旅游|文化|旅游|卫生健康|卫健|卫生|农业农村|农业|水利|"
    "发展(?:和)?改革|发改|经济(?:和)?信息化|经信|工业(?:和)?信息化|人力资源(?:和)?社会保障|人社|住房(?:和)?城乡建设|住建|自然资源|"
    "生态环境|环保|审计|统计|外事|体育|市场监督管理|市场监管|税务|应急管理|医疗保障|医保|国有资产监督管理|国资|民族宗教|"
    "退役军人(?:事务)?|林业(?:和)?草原|气象|邮政|海关|广播电视|新闻出版|宣传|组织|统战|政法|机关|教育工|高校工|招商(?:引资)?|"
    "投资促进|口岸|港澳台?|贸促|粮食|能源|大数据|金融(?:工作)?|信访|档案|残联|妇联"
)
_SHORT = anchored(
    rf"(?:[省市县区州旗]|自治区)(?:委(?:{_THEME})?(?:部|工委|办公室|办)?|(?<=自治区)党委(?:{_THEME})?部?"  # 市委宣传部
    rf"|政府|人民政府|人大常委会|人大|政协|纪委|监委|(?:{_THEME})(?:厅|局|委员会|委|办))"  # 市政府, 市教育局
    rf"|(?:{_THEME})(?:厅|局|部|委|工委)"  # 教育厅
    r"|团[省市县区州]委|[省市县区州](?:妇联|总工会|残联|侨联|科协|文联|工商联|红十字会|社科联|作协|台联|记协)"
    r"|[省市县区州旗](?:人武部|人民武装部|武装部)|(?<![家所个各级座])县医院"
    r"|[省市县区州旗](?:人民医院|中医院|妇幼保健院|疾控中心)|党?工委"
    r"|特区政府|[省市县区]级?教委|[省市]高级人民法院|管委会"
)
_SHORT_PARTY = re.compile("(?:[省市县区州旗]|自治区)(?:纪|党)?委")
_LEVELS = frozenset("省市县区州旗")
_COUNTS = frozenset("两三四五六七八九")
_GENERIC = gazetteer.words("generic")
# （以下简称“北方教院”）
_CALLED = re.compile(
    r"[（(](?:以下|下)?(?:简称|统称|称)(?:为)?[：:]?[“\"‘]?(?P<name>[^”\"’（）()，。\n]{2,12})[”\"’]?[）);；，,]"
)
# （理大） right behind the name that it shortens
_BRACKETED = re.compile(
    '[（(](?:[“"](?P<quoted>[一-鿿]{2,8})[”"][）);；，,]|(?P<name>[一-鿿]{2,7})[）)]|(?P<letters>[A-Z]{3,6})[）)])'
)
_LEGAL_WORDS = frozenset({"集团", "中国", "控股", "筹建", "暂定名", "本部", "总部"})
# Who speaks and acts for a university: 示大校长 rather than 强大.
_OF_UNIVERSITY = re.compile("副?校[长方]|党委|师生|学生|教授|团队|研究|附属|医院|与|和|、|及")
_TITLE = re.compile("国立|私立")
_UNIVERSITY = re.compile(
    "(?P<core>.{2,4}?)(?:(?P<field>科技|医科|医学|医药|师范|农业|工业|交通|财经|海洋|理工)(?:.{0,2}))?大学"
)
# 新北市立某某国民中学 is 某某国中.
_NATIONAL_SCHOOL = re.compile("(?:.*[市县]立?)?(?P<core>.{2,3})国民(?P<level>[中小])学")
_FIELD_SHORT = {
    "科技": "科大",
    "师范": "师大",
    "农业": "农大",
    "工业": "工大",
    "交通": "交大",
    "财经": "财大",
    "海洋": "海大",
}
# The posts of a company's board, before which its name stands whatever it ends in.
_BOARD = anchored(
    r"(?:联合)?创始人|董事长|董事局主席|(?:行政|执行|营销|运营)?总裁|首席执行官|CEO|总经理"
    r"|[（(](?:股票代码|证券代码|股份代号|\d{6}|\d{4,5}\.HK|NASDAQ|NYSE|SH|SZ|HK)"
)
_QUOTED = re.compile(
    "(?:平台|公司|企业|机构|车企|药企|品牌)“([^”，。\\n]{2,12})”(?=签|与|宣布|表示|的?创始人|的?董事长|的?总裁|CEO)"
)
_NO_COMPANY = re.compile(
    "(?:公司|集团|企业|银行|单位|协会|联盟|部|副|总|原|任|兼|执行|常务|名誉|荣誉|高级|助理|区|行|该|其|为|为了|项目)$|[，。、：]|[的了是]"
)
_CORPORATE_FORM = re.compile("(?:股份)?有限(?:责任)?公司$")
_LEGAL_FORM = re.compile("(?:股份|集团)?(?:有限)?(?:责任)?公司$")


# Names so long that one with more characters in between is the same body called in full, by class.
_LONG_ENOUGH = 8
_SHORTENED = frozenset({"Institution", "GovernmentBody", "Alliance", "Association", "ResearchInstitute"})


@cache
def _division_names() -> frozenset[str]:
    return frozenset(name for one in gazetteer.divisions().values() for name in (one.name, one.short))


def cores(doc: Doc, named: list[Span]) -> list[Span]:
    """Short names wherever they stand alone: 宏图科技 for 宏图科技股份有限公司, and what the text shortens."""
    words = words_of(doc)
    offices = {(span.start, span.end) for span in named}
    found = []
    universities, shortened = _universities(words.text, named), _short_names(words.text, named)
    for core, span in {**universities, **_variants(doc, named), **shortened}.items():
        for match in re.finditer(re.escape(core), words.text):
            whole = match.start() in words.starts and match.end() in words.ends
            if core in universities and len(core) == 2 and not _OF_UNIVERSITY.match(words.text, match.end()):
                continue
            if whole or match.span() in offices or (core in shortened and len(core) > 2):
                found.append(mention(doc, *match.span(), span.label_, name_of(span), how="core"))
    return found


def _variants(doc: Doc, named: list[Span]) -> dict[str, Span]:
    """Other forms of names of the text: 湖州产业联盟 of 湖州市产业联盟, 药监局 of 药物监督管理局."""
    places = {span.start: span for span in mentions(doc) if is_place(span)}
    full = {name_of(span): span for span in named if not how_of(span)}
    variants: dict[str, Span] = {}
    for span in named:
        text, place = text_of(span), places.get(span.start)
        if place is not None and (name := name_of(place) + text[place.end - place.start :]) in full:
            variants.setdefault(text, full[name])
        for length in (2, 3):  # 上海复旦大学
            rest = text[length:]
            other = rest[:2] in _division_names()  # 乐清市重庆商会 is in 乐清, of those from 重庆
            if len(rest) >= 4 and rest in full and text[:length] in _division_names() and not other:
                variants.setdefault(text, full[rest])
        if span.label_ == "Media" and text + "社" in full:
            variants.setdefault(text, full[text + "社"])
        brief = how_of(span) == "short" and 3 <= len(text) <= 6 and text[0] not in _LEVELS  # 市教育局: of a city
        if brief or (not how_of(span) and len(text) >= _LONG_ENOUGH and span.label_ in _SHORTENED):  # of a headline
            longer = [name for name in full if len(name) > len(text) and _shortens(text, name)]
            if len(longer) == 1 and (brief or full[longer[0]].label_ == span.label_):
                variants.setdefault(text, full[longer[0]])
    return {form: span for form, span in variants.items() if form != name_of(span)}


def _universities(text: str, named: list[Span]) -> dict[str, Span]:
    """The usual short names of the universities of a text, those that are short for one of them alone.

    示北科大 for 示北科技大学, and 示大 where the university speaks or acts.
    """
    short: dict[str, set[str]] = {}
    schools = [span for span in named if span.label_ in ("University", "School") and not how_of(span)]
    by_name = {name_of(span): span for span in schools}
    for name in by_name:
        if school := _NATIONAL_SCHOOL.fullmatch(name):
            short.setdefault(f"{school['core']}国{school['level']}", set()).add(name)
        match = _UNIVERSITY.fullmatch(_TITLE.sub("", name))
        if match is None:
            continue
        field = _FIELD_SHORT.get(match["field"] or "", "医大" if (match["field"] or "").startswith("医") else "")
        forms = {match["core"] + field, match["core"][0] + field} if field else set()
        forms |= {character + "大" for character in match["core"] if not match["field"]}
        for form in forms:
            short.setdefault(form, set()).add(name)
    return {form: by_name[min(names)] for form, names in short.items() if len(names) == 1 and form not in _GENERIC}


def _shortens(short: str, full: str) -> bool:
    """True if `short` is the end of `full`, or made of its first, last and some other characters.

    >>> _shortens("教育局", "泸州市教育局"), _shortens("药监局", "药物监督管理局"), _shortens("药监局", "监狱管理局")
    (True, True, False)
    """
    if len(short) >= len(full) or full.endswith(short):
        return len(short) < len(full)
    rest = iter(full)
    return short[0] == full[0] and short[-1] == full[-1] and all(character in rest for character in short)


def _abbreviates(short: str, full: str) -> bool:
    """True if the characters of `short` are some of `full` in their order, and it is no place or legal form.

    >>> _abbreviates("理大", "香港理工大学"), _abbreviates("绵阳", "绵阳师范学院")
    (True, False)
    """
    rest = iter(full)
    fewer = len(short) < len(full) - 1 and short not in _LEGAL_WORDS and short not in gazetteer.names()
    return fewer and all(character in rest for character in short)


def introduced(doc: Doc, named: list[Span]) -> list[Span]:
    """Companies that no head word tells: 企业“示例智造”, and those before the posts of a company's board."""
    words = words_of(doc)
    places = {span.start for span in mentions(doc) if is_place(span)}
    taken = bytearray(len(doc))
    for span in named:
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    found = [mention(doc, *match.span(1), "Company") for match in _QUOTED.finditer(words.text)]
    for match in _BOARD.finditer(words.text):
        head = match.start()
        begin = extend_left(doc, head, places) if head in words.starts else None
        if begin is None or not 2 <= head - begin <= 12 or any(taken[begin:head]):
            continue
        if _is_company(words, begin, head):
            found.append(mention(doc, begin, head, "Company", _longer(words.text[begin:head], named), how="core"))
    return found


def _is_company(words: Words, begin: int, head: int) -> bool:
    """True if what stands before a post is the name of a company rather than a word for one."""
    inside = words.inside(begin, head)
    named = not _GENERIC.issuperset(map(words.text_of, inside))
    alone = len(inside) == 1 and inside[0].tag.startswith("nr") and head - begin <= 4  # 苏某某总经理
    person = alone or (head - begin == 3 and words.text[begin] in gazetteer.surnames())
    edge = begin == 0 or words.text[begin - 1] in EDGES or words.text[begin - 1] in "《”）"
    return named and edge and not person and not _NO_COMPANY.search(words.text, begin, head)


def _longer(name: str, named: list[Span]) -> str:
    """The full name of the one company that `name` is a part of, else `name` itself."""
    full = {name_of(span) for span in named if span.label_ == "Company" and name in name_of(span)}
    if len(full) > 1:  # 示例科技股份有限公司 rather than 示例科技（惠州）有限公司
        full = {other for other in full if _LEGAL_FORM.fullmatch(other.rpartition(name)[2])}
    return full.pop() if len(full) == 1 else name


def _short_names(text: str, named: list[Span]) -> dict[str, Span]:
    """The short names of the institutions of a text: （以下简称“北方教院”）, and a company without its legal form."""
    short: dict[str, Span] = {}
    for span in named:
        called = _CALLED.match(text, span.end)
        if called and called["name"] not in _GENERIC and how_of(span) == "":
            short[called["name"]] = span
        bracketed = _BRACKETED.match(text, span.end) if how_of(span) == "" else None
        called_so = bracketed["quoted"] or bracketed["name"] if bracketed else None
        if bracketed and bracketed["letters"]:
            short[bracketed["letters"]] = span
        elif called_so and _abbreviates(called_so, text_of(span)):
            short[called_so] = span
        if how_of(span) == "core" or _QUOTED.match(text, max(span.start - 3, 0)):
            short.setdefault(text_of(span), span)
        if span.label_ == "Company" and _LEGAL_FORM.search(name_of(span)):
            full = name_of(span)
            for core in (_LEGAL_FORM.sub("", full), _CORPORATE_FORM.sub("", full)):
                if len(core) >= 4 and core != full:
                    short.setdefault(core, span)
    return short


def short(doc: Doc) -> list[Span]:
    """The offices that a text names without their place: 市教委, 教育厅, 市委."""
    words = words_of(doc)
    found = []
    for match in _SHORT.finditer(words.text):
        start, end = match.span()
        of_each = words.text[start - 1 : start] in _COUNTS  # 三市 of 三市教育局 is one word
        if not (of_each or start in words.starts) or (
            words.text[end : end + 1] in "员长" and match.group()[-1] in "委会"
        ):
            continue
        party = _SHORT_PARTY.match(match.group()) or "工委" in match.group()
        kind = gazetteer.institution_words().get(match.group()[1:], "GovernmentBody")
        found.append(mention(doc, start, end, "PartyBody" if party else kind, how="short"))
    return found
