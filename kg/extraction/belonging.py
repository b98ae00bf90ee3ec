"""What belongs to what: members of alliances, and bodies that are part of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg import gazetteer
from kg.extraction.draft import Draft, modality
from kg.extraction.seats import only_association
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import is_institution, mention, name_of, text_of

# 甲加入丙, 甲入选丙理事单位
_JOINS = pattern(
    "(?P<who><parties>)(?:[^。；，<party>]{0,8}?)(?P<verb>加入|参加|入选|成为)(?:了)?(?P<what><body>)"
    "(?P<member>的?(?:(?:常务理事|理事|创始|发起)?(?:成员|会员)(?:单位|高校|学校)?|(?:常务|副)?理事(?:长)?单位))?"
)
# 申请加入, 加入丙的问题, 加入丙不现实: only talked of.
_NOT_YET = re.compile("(?:寻求|申请|谋求|推动|阻止|同意|邀请|讨论|考虑|商讨|谈判|筹备|批准|投票|表决)[^。；，]{0,20}$")
# A country is long on its way: 已正式加入, 加入了, 加入后.
_ACCEDED = re.compile("(?:正式|已经?|成功|获准)[^，。；]{0,4}$")
_SINCE = re.compile(r"(?:以来|之后|后|\d+周年)")
_TALKED_OF = re.compile(
    "的?(?:问题|可能|前景|申请|意愿|谈判|进程|愿望|请求|提议|条件|道路)|[^。；]{0,24}(?:不现实|不可能|不在讨论)"
)
# 丙成员单位包括甲、乙; 丙由甲、乙组成
_CONSISTS = pattern(
    "(?P<what><body>)(?:的)?(?:首批|现有)?"
    "(?P<verb>成员(?:单位)?(?:包括|有|为)|由(?=<list>(?:[^。；，<party>]{0,8}?)组成))(?P<who><list>)"
)
# 甲为丙理事长单位, 甲、乙等7家单位为联盟副理事长单位
_HOLDS = pattern(
    r"(?P<who><list>)(?:\d+家)?[^。；，、<party>]{0,6}?(?P<verb>为|是|任|担任|当选为?|系)(?:首届|第一届|新一届)?"
    "(?P<what><body>|联盟|协会|学会|商会)?的?(?:首届|第一届)?(?:常务|执行)?(?:副?(?:理事长|会长)|理事|成员|会员|发起|创始)(?:单位|成员)"
)
# 甲是丙成员国, 甲作为丙创始会员之一
_MEMBER_STATE = pattern(
    "(?P<who><list>)[^。；，、<party>]{0,6}?(?P<verb>成为|作为|是|为|系)(?P<what><body>)的?"
    "(?:创始|正式|首批)*(?:成员|会员|理事)(?:国|高校|学校|企业|之一)"
)
# 理事长单位：甲
_HOLDERS = pattern(
    "(?:^|(?<=[\\s。；，]))(?P<verb>(?:首批|常务|执行)*(?:副?(?:理事长|会长)|理事|成员|会员)单位)[：:]\\s*(?P<who><list>)(?=[，。；（、\\s]|$)"
)

_KIN = "(?:全资|控股|直属|下属|所属|下设|附属|下辖|参股)"
_UNIT = "(?:子公司|分公司|企业|公司|机构|单位|学校|中学|高校|医院|学院|部门|品牌|平台|成员|院校|成员企业|成员单位)"
# 甲隶属于乙, 甲是乙的全资子公司
_BELONGS = pattern(
    "(?P<part><body>)(?:现|一直|，)?(?:(?P<verb>隶属于?|直属于?|从属于|附属于|归属于?)(?P<whole><body>)"
    rf"|(?:是|为|系|作为)(?P<owner><body>)(?:的|旗下|下属的?)*(?P<kin>(?:{_KIN}|旗下)的?[^。；，<party>]{{0,6}}{_UNIT}|(?:子|分)公司|的?(?:重要)?组成部分|的?(?:一个)?(?:内设|下设|直属|附属|派出)?(?:机构|部门)))"
)
# 甲坐落在某地，隶属于乙
_BELONGS_FAR = pattern(
    "^(?P<part><body>)[^。；<body>]{1,24}，(?:现|一直)?(?P<verb>隶属于?|直属于?|从属于|附属于)(?P<whole><body>)"
)
# 乙旗下甲, 乙全资子公司甲
_OF = pattern(
    rf"(?P<whole><body>)(?:的)?(?P<verb>(?:旗下|{_KIN})(?:现有|拥有|有|包括)?的?(?:{_KIN}|{_UNIT}|[^。；，、<party>]{{0,6}}{_UNIT})?)(?P<part><body>(?:[、和]<body>(?!的|旗下|{_KIN}))*)"
)
_MAY_BE_OF = re.compile(f"旗下|{_KIN}")  # so few sentences have such a word that looking for it first is worth it
# 乙下设甲、丙等学院
_HAS = pattern(
    "(?P<whole><body>)(?:现|目前|共|已|还|，)*(?P<verb>下设|设有|内设|下辖|设立有|现设|现有)(?:了)?[^。；，<party>]{0,6}(?P<part><body>(?:[、和及]<body>)*)"
)
_GOES_ON_TO_HAVE = pattern(
    r"\s*(?:目前|现在?|学校|学院|全校|该校|，)*(?P<verb>现有|下设|设有|内设|现设)(?:了)?"
    r"(?P<part><body>(?:(?:[、和及]|以及)<body>)+)(?=等[一二三四五六七八九十\d]+[个所家]|[，。；])"
)
_SUBJECT = pattern("(?:^|，)(?P<whole><body>)(?=以|是|将|已|现|目前|于|成立|创|由|依托|坚持|始)")
_SUBSIDIARY = re.compile("(?:分公司|分行|支行|分部|研究院|事业部)$")
# A department whose name begins with that of its body; 大学生 and 学院路 are other words.
_DEPARTMENT = re.compile(
    "[^第]{2,}?(?P<head>大学|科学院|研究院|协会|学会|商会|联合会|基金会|报社|电视台)(?![生城路街])"
    "(?!附属|附设|有限|股份|集团|研究院$).{2,}(?:委员会|分会|研究中心|中心|部|处|办公室|专家组|工作组|研究所|校区|学院)"
)
_WITH_OFFICES = frozenset({"GovernmentBody", "PartyBody", "ResearchInstitute", "Association"})
# What a well-known body has inside it: 外交部某某司.
_OFFICE = re.compile(
    "(?!.*(?:研究所|研究院|学院|大学|公司).)[^（国有大].{1,}(?:司|局|处|室|部|办公室|中心|研究院|研究所|专家组|工作组|小组)"
)
# 新闻办 is 新闻办公室 in short, and 示例委国家示例委 are two bodies, not one that is part of the other.
_SAME = re.compile("公室$|员会$|国家|全国")


def find_members(sketch: Sketch) -> Iterator[Draft]:
    """kg:memberOf an alliance or association that the sentence says has this member."""
    for rule, form in (("joins", _JOINS), ("consists-of", _CONSISTS)):
        for match in form.finditer(sketch.text):
            whole, mode = sketch.span(match, "what"), modality(sketch, match.start("verb"))
            joined = form is _CONSISTS or match["verb"] == "加入" or match["member"]
            talked_of = form is _JOINS and (
                _NOT_YET.search(sketch.text, 0, match.start("verb")) or _TALKED_OF.match(sketch.text, match.end())
            )
            if mode is None or whole.label_ not in ("Alliance", "Association") or not joined or talked_of:
                continue
            done = _ACCEDED.search(sketch.text, 0, match.start("verb")) or _SINCE.match(sketch.text, match.end())
            for member in sketch.spans(match, "who", "body", "place", "group"):
                if form is _JOINS and member.label_ == "Country" and not done:
                    continue
                yield Draft(member, "kg:memberOf", whole, sketch, rule, sketch.bounds(match, "verb"), modality=mode)


def find_holders(sketch: Sketch) -> Iterator[Draft]:
    """kg:memberOf for who has a seat in an alliance, named or the only one of the article: 甲为联盟理事单位."""
    for form in (_HOLDS, _HOLDERS, _MEMBER_STATE):
        for match in form.finditer(sketch.text):
            named = sketch.spans(match, "what", "body") if form is not _HOLDERS else []
            whole, mode = named[0] if named else only_association(sketch), modality(sketch, match.start("verb"))
            if mode is None or whole is None or whole.label_ not in ("Alliance", "Association"):
                continue
            becomes = match["verb"] == "成为" and not _ACCEDED.search(sketch.text, 0, match.start("verb"))
            for member in sketch.spans(match, "who", "body", "place"):
                if becomes and member.label_ == "Country":
                    continue
                yield Draft(
                    member, "kg:memberOf", whole, sketch, "holds-seat", sketch.bounds(match, "verb"), modality=mode
                )


def _continued(sketch: Sketch) -> Iterator[Draft]:
    """The parts that a sentence without a subject lists: the body that the sentence before is about has them."""
    match = _GOES_ON_TO_HAVE.match(sketch.text)
    subject = _SUBJECT.search(sketch.before.text) if match and sketch.before is not None else None
    if match is None or subject is None or sketch.before is None:
        return
    whole, trigger = sketch.before.span(subject, "whole"), sketch.bounds(match, "verb")
    for part in sketch.spans(match, "part", "body"):
        yield Draft(part, "kg:partOf", whole, sketch, "has-parts", trigger, derivation="derived")


def find_parts(sketch: Sketch) -> Iterator[Draft]:
    """kg:partOf as the sentence says it, or as the name of a body does."""
    of_body = (("of-body", _OF),) if _MAY_BE_OF.search(sketch.text) else ()
    for rule, form in (("belongs-to", _BELONGS), ("belongs-to", _BELONGS_FAR), *of_body, ("has-parts", _HAS)):
        for match in form.finditer(sketch.text):
            verb, whole = ("kin", "owner") if match.groupdict().get("kin") else ("verb", "whole")
            mode, trigger = modality(sketch, match.start(verb)), sketch.bounds(match, verb)
            if mode is None:
                continue
            for part in sketch.spans(match, "part", "body"):
                yield Draft(part, "kg:partOf", sketch.span(match, whole), sketch, rule, trigger, modality=mode)
    yield from _continued(sketch)
    yield from _nested(sketch)


def _nested(sketch: Sketch) -> Iterator[Draft]:
    """Where a body's name begins with that of another one: 某某大学附属医院, 某某公司广元分公司.

    A department says itself that the body before it exists: 某某协会少儿工作委员会. Of others the article must name it.
    """
    bodies = sketch.document.bodies
    for span in sketch.mentions:
        if not is_institution(span) or span.label_ == "Alliance":
            continue
        name = name_of(span)
        if span.label_ == "Company" and not _SUBSIDIARY.search(name):
            continue
        ends = [end for end in range(len(name) - 2, 0, -1) if not _SAME.match(name, end)]
        nested = next((bodies[name[:end]] for end in ends if name[:end] in bodies), None) or _named_in(span)
        if nested is not None:
            trigger = span.start, span.end
            yield Draft(span, "kg:partOf", nested, sketch, "nested-name", trigger, derivation="derived")


def _named_in(department: Span) -> Span | None:
    """The body that the name of its department begins with."""
    name = text_of(department)
    if name != name_of(department):
        return None
    known = next((end for end in range(len(name) - 2, 1, -1) if _is_known(name[:end])), 0)
    if known and _OFFICE.fullmatch(name, known):
        return mention(
            department.doc, department.start, department.start + known, gazetteer.bodies()[name[:known]].kind
        )
    match = _DEPARTMENT.fullmatch(name)
    head = gazetteer.institution_words().get(match["head"]) if match else None
    if match is None or head is None:
        return None
    return mention(department.doc, department.start, department.start + match.end("head"), head)


def _is_known(name: str) -> bool:
    known = gazetteer.bodies().get(name)
    return known is not None and name != "国务院" and known.kind in _WITH_OFFICES
