"""What belongs to what: members of alliances, and bodies that are part of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.draft import Draft, modality
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import is_institution, name_of

# 甲加入丙, 甲入选丙理事单位
_JOINS = pattern(
    "(?P<who><parties>)(?:[^。；，<party>]{0,8}?)(?P<verb>加入|参加|入选|成为)(?:了)?(?P<what><body>)"
    "(?P<member>的?(?:(?:常务理事|理事|创始|发起)?(?:成员|会员)(?:单位|高校|学校)?|(?:常务|副)?理事(?:长)?单位))?"
)
# 丙成员单位包括甲、乙; 丙由甲、乙组成
_CONSISTS = pattern(
    "(?P<what><body>)(?:的)?(?:首批|现有)?"
    "(?P<verb>成员(?:单位)?(?:包括|有|为)|由(?=<list>(?:[^。；，<party>]{0,8}?)组成))(?P<who><list>)"
)

# 甲隶属于乙
_BELONGS = pattern("(?P<part><body>)(?P<verb>隶属于?|直属于?|从属于)(?P<whole><body>)")
# 新闻办 is 新闻办公室 in short, not a body that the other is part of.
_SAME = re.compile("公室$|员会$")


def find_members(sketch: Sketch) -> Iterator[Draft]:
    """kg:memberOf an alliance or association that the sentence says has this member."""
    for rule, form in (("joins", _JOINS), ("consists-of", _CONSISTS)):
        for match in form.finditer(sketch.text):
            whole, mode = sketch.span(match, "what"), modality(sketch, match.start("verb"))
            joined = form is _CONSISTS or match["verb"] == "加入" or match["member"]
            if mode is None or whole.label_ not in ("Alliance", "Association") or not joined:
                continue
            for member in sketch.spans(match, "who", "body", "place", "group"):
                yield Draft(member, "kg:memberOf", whole, sketch, rule, sketch.bounds(match, "verb"), modality=mode)


def find_parts(sketch: Sketch) -> Iterator[Draft]:
    """kg:partOf as the sentence says it, and where a body's name begins with another's: 某某大学附属医院."""
    for match in _BELONGS.finditer(sketch.text):
        mode, trigger = modality(sketch, match.start("verb")), sketch.bounds(match, "verb")
        part, whole = sketch.span(match, "part"), sketch.span(match, "whole")
        if mode:
            yield Draft(part, "kg:partOf", whole, sketch, "belongs-to", trigger, modality=mode)
    bodies = sketch.document.bodies
    for span in sketch.mentions:
        if not is_institution(span) or span.label_ in ("Company", "Alliance"):
            continue
        name = name_of(span)
        ends = (end for end in range(len(name) - 2, 0, -1) if not _SAME.match(name, end))
        nested = next((bodies[name[:end]] for end in ends if name[:end] in bodies), None)
        if nested is not None:
            yield Draft(span, "kg:partOf", nested, sketch, "nested-name", (span.start, span.end))
