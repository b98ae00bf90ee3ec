"""Who founded what, and what is only planned."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern

_FOUND = "举办|创办|组建|成立|设立|创立|创建|开办|兴办|建立|建成|共建|发起成立|发起设立|投资设立|出资设立"
_TOGETHER = "(?P<together>共同|联合|携手|合作|合资|共同发起|联合发起)?"
# 举办上海合作组织峰会 founds no organization: the name must be all that the verb takes.
_WHOLE = r"(?=[，。；、（！\s]|$|并|建成|正式|揭牌|成立|于|在)"
# 甲与乙共同组建了丙
_FOUNDS = pattern(
    rf"(?P<who><parties>)(?:[^。；，<party>]{{0,6}}?)(?:合作，)?{_TOGETHER}(?:发起)?"
    rf"(?P<verb>{_FOUND})(?:了|的)?(?P<what><body>(?:[、和]<body>)*){_WHOLE}"
)
# 甲与乙签署《丁》，共同组建丙
_FOUNDS_BY_AGREEMENT = pattern(
    "(?P<who><parties>)[^。；，<party>]{0,16}?<agreement>，"
    rf"(?P<together>共同|联合|合作)(?P<verb>{_FOUND})了?(?P<what><body>)"
)
# 由甲、乙联合发起的丙
_FOUNDED = pattern(
    rf"由(?P<who><parties>){_TOGETHER}(?:牵头|发起|出资|投资|主导)*"
    rf"(?P<verb>{_FOUND}|发起)[^。；<body>]{{0,24}}?的?(?P<what><body>)"
)
_PROVISIONAL = pattern("(?P<what><body>)（(?P<trigger>暂定名|暂名|筹|筹建|拟名)）")
_PREPARED = pattern("(?P<trigger>筹建|拟建|筹备成立|筹划建设|规划建设)(?:的)?(?P<what><body>)")


def find_foundings(sketch: Sketch) -> Iterator[Draft]:
    """kg:founded, with a derived kg:cooperatesWith for founders that act together."""
    for rule, form in (("founded-by", _FOUNDED), ("founds", _FOUNDS), ("agrees-to-found", _FOUNDS_BY_AGREEMENT)):
        for match in form.finditer(sketch.text):
            mode, trigger = modality(sketch, match.start("verb")), sketch.bounds(match, "verb")
            if mode is None:
                continue
            who, what = sketch.spans(match, "who", "body", "place", "group"), sketch.spans(match, "what", "body")
            for founder, founded in product(who, what):
                yield Draft(founder, "kg:founded", founded, sketch, rule, trigger, modality=mode)
            for founded in what if mode == "planned" else ():
                yield Draft(founded, "kg:planned", "true", sketch, "to-be-founded", trigger)
            if match["together"] or "共" in match["verb"]:
                yield from together(sketch, who, f"{rule}-together", trigger, mode, "derived")


def find_plans(sketch: Sketch) -> Iterator[Draft]:
    """kg:planned for a body that does not exist yet."""
    for rule, form in (("provisional-name", _PROVISIONAL), ("in-preparation", _PREPARED)):
        for match in form.finditer(sketch.text):
            trigger = sketch.bounds(match, "trigger")
            yield Draft(sketch.span(match, "what"), "kg:planned", "true", sketch, rule, trigger)
