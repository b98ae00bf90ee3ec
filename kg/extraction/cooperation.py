"""Cooperation and support between institutions and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from spacy.tokens import Span

from kg.extraction.actors import OF_SIGNING, actors, actors_in_clause, acts_by_person, themselves
from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern

# 共建国家: those that take part in what is built.
_BUILD = "共建(?!国家|各国|“[^”]{1,8}”国家)"
_JOINT = (
    f"合作|协作|{_BUILD}|结对|携手|联手|战略合作|对口合作|共同建设|共同推进|联合开展|联合举办|共同举办|协同发展|互访|互派|"
    "伙伴关系|姊妹|交流合作"
)
# Between the parties and what they do together stand adverbs and fields, never the rest of another noun.
_GAP = (
    "(?:(?:就|在|围绕)[^。；，<party>]{0,16}|之间|双方|两地|三方"
    "|拟|计划|力争|即将|将|已|正|还|也|共同|联合|携手|全面|深入|进一步|持续|不断|积极|正式|分别"
    "|开展|加强|深化|建立|达成|推进|推动|展开|进行|实现|启动|签订|签署|签约|结成|缔结|开启|密切|拓展|扩大"
    "|长期|战略|友好|对口|的|了|等"
    "|教育|产业|科技|文旅|医疗|经贸|全方位|多领域|务实|深度|校地|校企|院地|省校|市校|政企|政校|园区|跨省|跨区域|区域){0,8}?"
)
# 甲与乙深化战略合作, 川渝合作, 两地携手
_COOPERATE = pattern(
    "(?P<parties><list>(?:与|和|同|携手|牵手|联合|联同|会同)<list>|(?<![<party>、])<place>{2,5}(?=<group>|[^<party>等])|<group>)(?:<group>)?"
    rf"{_GAP}(?P<verb>{_JOINT})"
)
_DONE = (
    "主办|举办|承办|举行|召开|进行|实施|完成|打造|推出|开展|组织|研发|研制|研究|攻关|培养|培育|启动|发起|出品|编制|编写|摄制"
    "|制作|拍摄|开行|开通|开发|开办|开设|运营|管理|建设|建立|建成|创建|创办|设立|成立|组建|出资|投资|申报|策划|推广|承担|生产|设计|出版|发掘|演出|搭建|建造|改造|攻克|检测"
)
# 甲与乙在某某方面开展务实合作, 甲、乙联合主办
_ACT_TOGETHER = pattern(
    "(?P<verb>(?:签署|签订|开展|深化|加强|推进|推动|建立|建起|达成|展开|进行|启动|结成|拓展|扩大|密切|促成|缔结|结为|缔结为|签约)了?"
    "[^。；，、的<party>]{0,14}?(?:友好合作(?:学校|医院|单位)|合作|协作|医联体|医共体|伙伴关系|友好关系|合作关系|结对|(?:友好|姊妹|姐妹)(?:学校|校(?!约)|院校|医院|单位|城市|市|县|村|关系)|友城)"
    f"|合办|(?:联合|共同|合作)(?:{_DONE})|(?:保持|有着|拥有)[^。；，、<party>]{{0,10}}?合作"
    f"|{_BUILD}|(?P<hosted>主办|举办|承办)|签约|互设|互认|共享(?![式型单汽电的])|结对帮扶|的帮扶|联手|携手(?!<party>)"
    "|联合(?:实验室|研究院|研究所|研究中心|创新中心|培养基地|体)|互为[^。；，<party>]{0,4}(?:友|姊妹|姐妹|伙伴))"
)
# 甲联合乙推出丙
_TAKES_ALONG = pattern(
    f"(?P<verb>联合|联同|携手|会同|牵手|[夥伙]拍)(?P<whom><list>)(?=(?:在|为|向|就|共同|正式|成功)?[^。；，<party>]{{0,6}}?(?:{_DONE}|签|采取))"
)
# 甲是乙的友好城市, 甲与乙是合作伙伴
_PARTNER = (
    "(?:友好|姊妹|姐妹|友城|战略|长期|重要|协作|合作|对口|[校医]){1,3}"
    "(?:城市|学校|院校|高校|医院|单位|伙伴|企业|机构|市|省|县)"
)
_PARTNERS = (
    pattern(f"(?P<who><list>)(?:是|为|成为|作为)(?P<whom><list>)的?(?P<verb>{_PARTNER})(?!之一的)"),
    pattern(f"(?P<who><list>)(?:与|和|同)(?P<whom><list>)(?:[也都已]?是|互为|成为|结为)(?P<verb>{_PARTNER})"),
)
# 为两国合作提供保障, 促进甲与乙合作, 携手甲、乙: no word that these do.
_FOR_THE_SAKE = re.compile(
    "(?:与|和|同|携手|联合|联同|会同|为|让|使|展望|憧憬|畅谈|促进|推动|助力|有利于|有助于|支持|服务|便利|围绕|就|对|关于|聚焦|推进|加快|探索)[^，。；]{0,2}$"
)
# 甲与乙加强合作至关重要: not that they do.
_VALUED = re.compile(
    "之[花路旅歌桥]|的?(?:美好)?(?:未来|愿景)|[^，。；]{0,4}(?:必将|将会|一定会)|[^，。；]{0,12}(?:至关重要|(?:具有|有着)[^，。；]{0,8}意义|有[利助]于|符合|势在必行|前景|空间|潜力|大有可为)"
)
# 甲与乙校地合作签约仪式, 甲与乙今天举行签约仪式
_CEREMONY = pattern(
    "(?:<date>|今[天日]|昨[天日]|日前|近日|当[天日]|[上下]午|在<place>|在[^，。；<party>]{2,16}?(?=隆重|成功|正式|举行)|隆重|正式|联合|共同|成功|于|的)*+(?:举行|举办|召开)?了?"
    f"{OF_SIGNING}*"
)
# 甲与乙、丙与丁建立结对合作
_PAIRS = pattern(
    "(?P<pairs><party>(?:与|和|同)<party>(?:[、，]<party>(?:与|和|同)<party>)+)"
    "[^。；，]{0,8}?(?P<verb>建立|开展|结成|实行|结对|签署|签订|签约)[^。；，]{0,8}?(?:合作|协作|帮扶|支援|结对|<agreement>|(?<=签约))"
)
# What a supported place or body does next.
_THEN = "(?:开展|建设|发展|提升|改善|改造|建立|建成|建起|打造|推进|实现|工作|以来|期间)"
_AID = "对口支援|对口支持|对口帮扶|结对帮扶|结对支援|定点帮扶|帮扶|援建"
# 甲对口支援乙
_SUPPORTS = pattern(
    rf"(?P<who><list>)(?:[^。；，和与及的<party>]{{0,10}}?)(?:与)?(?P<verb>{_AID})[了的]?(?P<whom><list>)(?=[，。；、（！：\s]|$|等|并|{_THEN}|结成|结为|建立|签)"
)
# 甲向乙捐赠丙, 甲对乙开展对口帮扶, 甲派医生支援乙
_GIVES = pattern(
    "(?P<who>)(?:向(?P<whom><list>)[^。；，<party>]{0,6}?(?P<verb>捐赠|捐助|捐献|捐款|捐资|援助)"
    "|对(?P<whom2><list>)(?:进行|开展|实施|给予|提供)[^。；，<party>]{0,8}?(?P<verb2>帮扶|支援|扶持|援助|援建)"
    f"|(?:选派|派出|派遣|派)[^。；，<party>]{{0,16}}?(?P<verb3>支援|援助|帮扶)(?P<whom3><list>)(?=[，。；]|$|{_THEN}))"
)
# 在甲的大力支持下，乙…
_HELPED = pattern(
    "在(?P<who><list>)的?(?:(?:大力|倾力|鼎力|无私|全力|对口)(?P<verb>支持|支援|帮助)|(?P<verb2>帮扶|援助|援建|对口支援))下，(?P<whom><list>)"
)
# 乙先后获得甲、丙对口帮扶
_GAINS = pattern(
    "(?P<whom><body>|(?:^|(?<=[，。；]))<place>)(?:（[^）]{1,8}）)?(?:[^。；，<party>]{0,12}?)，?"
    "(?:还|也|已)?(?:成功|先后|累计)?"
    "(?P<lead>争取到?|得到|获得|迎来|赢得|接受|受到|获)(?:了|来自)?"
    rf"(?P<who><parties>)(?:[^。；，<party>]{{0,8}}?)(?P<verb>{_AID})"
)
# 由甲援建的乙
_PASSIVE = pattern(rf"(?:由|在)(?P<who><list>)(?:的)?(?P<verb>{_AID})(?:建设)?的?(?P<whom><body>)")

# What all of these have: asked first, for most sentences have none.
_AIDED = re.compile("[帮援捐扶]|支持")
_SUPPORT = (
    ("gains-support", _GAINS),
    ("supported-by", _PASSIVE),
    ("supports", _SUPPORTS),
    ("gives-support", _GIVES),
    ("helped-by", _HELPED),
)


def find_cooperation(sketch: Sketch) -> Iterator[Draft]:
    """kg:cooperatesWith for two or more parties that the sentence says act together."""
    paired: set[int] = set()
    for match in _PAIRS.finditer(sketch.text):
        places = sketch.spans(match, "pairs", "place", "body")
        paired |= {span.start for span in places}
        mode, trigger = modality(sketch, match.start("verb")), sketch.bounds(match, "verb")
        if mode is None:
            continue
        for one, other in zip(places[::2], places[1::2], strict=False):
            yield from together(sketch, (one, other), "cooperate-in-pairs", trigger, mode, "stated")
    for match in _COOPERATE.finditer(sketch.text):
        parties = [s for s in sketch.spans(match, "parties", "body", "place", "group") if s.start not in paired]
        if not _FOR_THE_SAKE.search(sketch.text, max(0, match.start() - 8), match.start()):
            yield from _cooperation(sketch, match, parties)
            paired |= {span.start for span in parties}
    yield from _at_signings(sketch)
    yield from _partners(sketch)
    for match in _ACT_TOGETHER.finditer(sketch.text):
        parties = actors_in_clause(sketch, match.start("verb"))
        if len(parties) > 1 and not paired.issuperset({span.start for span in parties}):
            start = sketch.position(parties[0].start)
            one_each = match["hosted"] and not sketch.text.endswith("由", 0, start)  # 甲、乙举办运动会
            # 甲主席某某与乙主席某某共同发起: that is what persons do.
            one_each = one_each or (
                match["verb"].startswith(("共同", "联合")) and any(acts_by_person(sketch, one) for one in parties)
            )
            if not one_each and not _FOR_THE_SAKE.search(sketch.text, max(0, start - 8), start):
                yield from _cooperation(sketch, match, parties)


def _partners(sketch: Sketch) -> Iterator[Draft]:
    """A kg:cooperatesWith for those who take others along, or are their partners."""
    for form in (_TAKES_ALONG, *_PARTNERS):
        for match in form.finditer(sketch.text):
            mode, verb = modality(sketch, match.start("verb")), match.start("verb")
            whom = sketch.spans(match, "whom")
            who = actors(sketch, verb) if form is _TAKES_ALONG else themselves(sketch.spans(match, "who"))
            if mode is None:
                continue
            for one, other in product(who, whom):
                yield Draft(
                    one, "kg:cooperatesWith", other, sketch, "partner", sketch.bounds(match, "verb"), None, mode
                )


def _at_signings(sketch: Sketch) -> Iterator[Draft]:
    """A kg:cooperatesWith for those whose signing, or ceremony of it, is held."""
    for event in sketch.mentions:
        position = sketch.position(event.start)
        mode = modality(sketch, position) if event.label_ == "Signing" and sketch.at(position) is event else None
        parties = actors_in_clause(sketch, position) if mode else []
        last = sketch.position(parties[-1].start) + 1 if parties else 0
        if mode and len(parties) > 1 and _CEREMONY.fullmatch(sketch.text, last, position):
            yield from together(sketch, parties, "signing-together", (event.start, event.end), mode, "stated")


def _cooperation(sketch: Sketch, match: re.Match[str], parties: Sequence[Span]) -> Iterator[Draft]:
    mode, trigger = modality(sketch, match.start("verb")), sketch.bounds(match, "verb")
    quoted = sketch.text.count("“", 0, match.start("verb")) > sketch.text.count("”", 0, match.start("verb"))
    if mode and not quoted and not _VALUED.match(sketch.text, match.end()):  # “京港携手”: a slogan
        yield from together(sketch, themselves(parties), "cooperate", trigger, mode, "stated")


def find_support(sketch: Sketch) -> Iterator[Draft]:
    """kg:supports for aid that one party gives another."""
    for rule, form in _SUPPORT if _AIDED.search(sketch.text) else ():
        for match in form.finditer(sketch.text):
            verb = next(group for group in ("verb", "verb2", "verb3") if match.groupdict().get(group))
            mode = modality(sketch, match.start("lead" if form is _GAINS else verb))
            if mode is None:
                continue
            trigger = sketch.bounds(match, verb)
            whom = next(group for group in ("whom", "whom2", "whom3") if match.groupdict().get(group))
            takers = themselves(sketch.spans(match, whom, "body", "place", "group"))
            if form is _GIVES:
                givers = actors(sketch, match.start())
            else:
                givers = themselves(sketch.spans(match, "who", "body", "place", "group"))
            apiece = "分别" in match[0] and len(givers) == len(takers)  # 甲、乙分别对口支援丙、丁
            for giver, taker in zip(givers, takers, strict=True) if apiece else product(givers, takers):
                yield Draft(giver, "kg:supports", taker, sketch, rule, trigger, modality=mode)
