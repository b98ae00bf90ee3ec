"""Who founded what, and what is only planned."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from spacy.tokens import Span

from kg.extraction.actors import actors
from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import text_of
from kg.model import Modality

_FOUND = "创办|组建|成立|设立|创立|创建|开办|兴办|建立|建成|共建|发起|创设|新设"
_TOGETHER = "(?P<together>(?:共同|联合|携手|合作|合资|协同)?(?:牵头|倡议|发起|出资|投资|筹备)*)"
# 举办上海合作组织峰会 founds no organization: the name must be all that the verb takes.
_WHOLE = r"(?=[，。；、（！\s”]|$|并|建成|正式|揭牌|成立|于|在|以)(?![^，。；]{0,8}\d+[个家所座])"
# 共同组建了丙
_FOUNDS = pattern(
    rf"(?P<lead>{_TOGETHER})(?P<verb>{_FOUND}|举办|建设)(?:了|起|(?<!已建成)(?<!新建成)(?<!建好)的)?(?:全国首[个家]|首[个家]|一[个家所])?“?"
    rf"(?P<what><body>(?:[、和]<body>)*){_WHOLE}"
)
# 由甲、乙联合发起的丙
_FOUNDED = pattern(
    rf"由(?P<who><parties>){_TOGETHER}"
    rf"(?P<verb>{_FOUND}|(?:牵头|组织|筹建)(?=的))(?:了|[^。；，<body>]{{0,24}}?的)?“?(?P<what><body>)(?!的)"
)
# 丙由甲、乙共同发起成立
_WAS_FOUNDED = pattern(
    rf"(?P<what><body>|<group>)”?(?:（[^）]*）)?(?:是|系|，)?(?:[^，。；<party>]{{0,10}}?)由(?P<who><parties>(?:(?:牵头|发起|主导)?，?(?:联合|会同|携手)<parties>)?)"
    rf"(?:[^，。；<party>]{{0,8}}?){_TOGETHER}(?P<verb>{_FOUND}|出资|牵头)(?!的?<body>)"
)
# 丙由某某创办, 某某创办了丙
_BY_PERSON = pattern(
    "(?P<what><body>)”?(?:是|系|，)?[^。；，<party><person>]{0,10}?由[^，。；<party><person>]{0,8}(?P<who><persons>)"
    "[^。；，<party><person>]{0,8}?(?P<verb>创办|创立|创建)(?!人)"
)
_PERSON_FOUNDS = pattern(
    "(?P<who><persons>)(?:先生|女士|博士|教授|等人|等)?(?:[^。；，<party><person>]{0,8}?)(?P<verb>创办|创立|创建)(?:了|的)?(?P<what><body>(?:[、和]<body>)*)"
    "(?=[，。；、（]|$)"
)
# 丙创始人某某
_FOUNDER = pattern("(?P<what><body>)(?P<verb><post>|创始人|创办人)[^，。；、<party><person>]{0,6}?(?P<who><person>)")
# 115个医联体 and 第一批5家研究中心 are a number of them.
_COUNTED = re.compile(r"^\d|^第?[一二三四五六七八九十几多\d]+[批个家所]")
_WITH = re.compile("携手|牵手|联合|联同|会同")
# 加快共建丙: it is there, or is still being called for.
_GOING_ON = ("倡议", "提议", "加快", "加紧", "推进", "推动", "深化", "持续", "深入")
# 前身是丙，由甲与乙合并组建: what came of them has its name elsewhere.
_MERGED = re.compile("合并")
_FORMER = re.compile("前身[^。；]{0,24}$")
# 绵阳市还将设立甲，围绕任务，组建乙: what is ahead of one verb is ahead of the next.
_AHEAD = re.compile(
    "将(?!军|[^，。；]{1,16}(?:确立为|确定为|列入|列为|纳入|作为|转化为|变为|建成|整合|合并|命名|更名))"
    "|拟|计划(?!生育)|力争|争取(?!到)|探索|决定(?!了)|今年继续"
)
_STARTED = re.compile("创始人|创办人|创立者")
_PROVISIONAL = pattern("(?P<what><body>)（(?P<trigger>暂定名|暂名|筹|筹建|拟名)）")
_PREPARED = pattern("(?P<trigger>筹建|拟建|筹备成立|筹划建设|规划建设)(?:的)?(?P<what><body>)")
_PLANNED = re.compile("暂定?名|筹|拟[名建]|规划建设")


def find_foundings(sketch: Sketch) -> Iterator[Draft]:
    """kg:founded, with a derived kg:cooperatesWith for founders that act together."""
    seen: set[int] = set()
    for rule, form in (("founded-by", _FOUNDED), ("was-founded-by", _WAS_FOUNDED), ("founds", _FOUNDS)):
        for match in form.finditer(sketch.text):
            named = sketch.spans(match, "what", "body", "group")
            what = [span for span in named if span.start not in seen and not _COUNTED.search(text_of(span))]
            mode = modality(sketch, match.start("verb"))
            who = _founders(sketch, match) if mode and what and not _MERGED.search(match[0]) else []
            if mode and who and not (match["verb"] == "共建" and any(span.label_ == "University" for span in what)):
                if _AHEAD.search(sketch.document.text, who[-1].end, sketch.bounds(match, "verb")[0]):
                    mode = "planned"
                seen |= {span.start for span in what}
                yield from _founding(sketch, rule, match, who, what, mode)
    yield from _by_persons(sketch, seen)


def _by_persons(sketch: Sketch, seen: set[int]) -> Iterator[Draft]:
    """kg:founded by persons, for what none of the bodies founded that begin at `seen`."""
    for form in (_BY_PERSON, _PERSON_FOUNDS):
        for match in form.finditer(sketch.text):
            mode = modality(sketch, match.start("verb"))
            for founder, founded in product(sketch.spans(match, "who", "person"), sketch.spans(match, "what", "body")):
                if mode is not None and founded.start not in seen:
                    bounds = sketch.bounds(match, "verb")
                    yield Draft(founder, "kg:founded", founded, sketch, "founder", bounds, modality=mode)
    for match in _FOUNDER.finditer(sketch.text):
        trigger = sketch.bounds(match, "verb")
        if _STARTED.search(sketch.document.text, *trigger):
            yield Draft(sketch.span(match, "who"), "kg:founded", sketch.span(match, "what"), sketch, "founder", trigger)


def _founding(
    sketch: Sketch, rule: str, match: re.Match[str], who: list[Span], what: list[Span], mode: Modality
) -> Iterator[Draft]:
    trigger = sketch.bounds(match, "verb")
    for founder, founded in product(who, what):
        yield Draft(founder, "kg:founded", founded, sketch, rule, trigger, modality=mode)
    for founded in what if mode == "planned" else ():
        yield Draft(founded, "kg:planned", "true", sketch, "to-be-founded", trigger)
    between = sketch.document.text[who[0].end : who[-1].start]
    if match["together"] or "共" in match["verb"] or _WITH.search(between):
        yield from together(sketch, who, f"{rule}-together", trigger, mode, "derived")


def _founders(sketch: Sketch, match: re.Match[str]) -> list[Span]:
    """Who founds what the verb takes; none of what is only called for, and of 建设 only those who act together."""
    if "who" in match.re.groupindex:
        return sketch.spans(match, "who", "body", "place", "group")
    called_for = sketch.text.endswith(_GOING_ON, 0, match.start("verb"))
    alone = not match["together"].startswith(("共同", "联合", "携手", "合作", "合资"))
    if called_for or _FORMER.search(sketch.text, 0, match.start("verb")) or (match["verb"] == "建设" and alone):
        return []
    what = {span.start for span in sketch.spans(match, "what", "body")}
    return [one for one in actors(sketch, match.start("lead")) if one.start not in what]


def find_plans(sketch: Sketch) -> Iterator[Draft]:
    """kg:planned for a body that does not exist yet."""
    forms = (("provisional-name", _PROVISIONAL), ("in-preparation", _PREPARED))
    for rule, form in forms if _PLANNED.search(sketch.text) else ():
        for match in form.finditer(sketch.text):
            trigger = sketch.bounds(match, "trigger")
            yield Draft(sketch.span(match, "what"), "kg:planned", "true", sketch, rule, trigger)
