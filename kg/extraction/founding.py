"""Who founded what, what belongs to what, and what is only planned."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import is_institution, name_of

_FOUND = "举办|创办|组建|成立|设立|创立|创建|开办|兴办|建立|建成|共建|发起成立|发起设立|投资设立|出资设立"
_TOGETHER = "(?P<together>共同|联合|携手|合作|合资|共同发起|联合发起)?"
# 举办上海合作组织峰会 founds no organization: the name must be all that the verb takes.
_WHOLE = "(?=[，。；、（！\\s]|$|并|建成|正式|揭牌|成立|于|在)"
_FOUNDS = pattern(rf"(?P<who><parties>)(?:[^。；，<party>]{{0,6}}?)(?:合作，)?{_TOGETHER}(?:发起)?(?P<verb>{_FOUND})(?:了|的)?(?P<what><body>(?:[、和]<body>)*){_WHOLE}")
_FOUNDS_BY_AGREEMENT = pattern(
    rf"(?P<who><parties>)[^。；，<party>]{{0,16}}?<agreement>，(?P<together>共同|联合|合作)(?P<verb>{_FOUND})了?(?P<what><body>)"
)
_FOUNDED = pattern(rf"由(?P<who><parties>){_TOGETHER}(?:牵头|发起|出资|投资|主导)*(?P<verb>{_FOUND}|发起)[^。；<body>]{{0,24}}?的?(?P<what><body>)")
_PROVISIONAL = pattern("(?P<what><body>)（(?P<trigger>暂定名|暂名|筹|筹建|拟名)）")
_PREPARED = pattern("(?P<trigger>筹建|拟建|筹备成立|筹划建设|规划建设)(?:的)?(?P<what><body>)")
_JOINS = pattern("(?P<who><parties>)(?:[^。；，<party>]{0,8}?)(?P<verb>加入|参加|入选|成为)(?:了)?(?P<what><body>)(?P<member>(?:的)?(?:理事|常务理事|创始)?(?:成员|会员)(?:单位|高校|学校)?)?")
_CONSISTS = pattern("(?P<what><body>)(?:的)?(?:首批|现有)?(?P<verb>成员(?:单位)?(?:包括|有|为)|由(?=<list>(?:[^。；，<party>]{0,8}?)组成))(?P<who><list>)")


def find_foundings(sketch: Sketch) -> Iterator[Draft]:
    """kg:founded, with a derived kg:cooperatesWith for founders that act together; kg:planned."""
    for rule, form in (("founded-by", _FOUNDED), ("founds", _FOUNDS), ("agrees-to-found", _FOUNDS_BY_AGREEMENT)):
        for match in form.finditer(sketch.text):
            mode = modality(sketch, match.start("verb"))
            who = sketch.spans(match, "who", "body", "place", "group")
            if mode is None:
                continue
            trigger = sketch.bounds(match, "verb")
            for founder in who:
                for founded in sketch.spans(match, "what", "body"):
                    yield Draft(founder, "kg:founded", founded, sketch, rule, trigger, modality=mode)
            if match["together"] or "共" in match["verb"]:
                yield from together(sketch, who, f"{rule}-together", trigger, mode, "derived")
    for rule, form in (("provisional-name", _PROVISIONAL), ("in-preparation", _PREPARED)):
        for match in form.finditer(sketch.text):
            start, end = sketch.bounds(match, "trigger")
            yield Draft(sketch.span(match, "what"), "kg:planned", "true", sketch, rule, (start, end))


def find_memberships(sketch: Sketch) -> Iterator[Draft]:
    """kg:memberOf an alliance or association; kg:partOf where a body's name begins with another's."""
    for rule, form in (("joins", _JOINS), ("consists-of", _CONSISTS)):
        for match in form.finditer(sketch.text):
            whole = sketch.span(match, "what")
            mode = modality(sketch, match.start("verb"))
            if mode is None or whole.label_ not in ("Alliance", "Association") or (rule == "joins" and match["verb"] != "加入" and not match["member"]):
                continue
            for member in sketch.spans(match, "who", "body", "place", "group"):
                yield Draft(member, "kg:memberOf", whole, sketch, rule, sketch.bounds(match, "verb"), modality=mode)
    bodies = {name_of(span): span for span in sketch.doc.spans["kg"] if is_institution(span) and span._.how != "short"}
    for span in sketch.doc.spans["kg"]:
        if not (sketch.start <= span.start < sketch.end and is_institution(span)):
            continue
        name = name_of(span)
        wholes = [whole for whole in bodies if name != whole and name.startswith(whole) and len(name) - len(whole) >= 2]
        if wholes and span.label_ not in ("Company", "Alliance"):
            yield Draft(span, "kg:partOf", bodies[max(wholes, key=len)], sketch, "nested-name", (span.start, span.end))
