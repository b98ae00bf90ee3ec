"""When and where an encounter took place that the text sets beside an event: 签约前，甲会见乙."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.extraction.course import Course
from kg.extraction.draft import Draft, Made, Thing
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import name_of

# 签约仪式前，开幕式结束后，会前
_BESIDE = pattern(
    "(?:^|(?<=[，。；]))(?:在|当天)?(?:(?P<event><event>)|(?P<word>签约仪式|签字仪式|揭牌仪式|开幕式|闭幕式|仪式|签约|签字|会议|座谈会?|论坛|活动|大会|峰会|会))"
    "(?:开始|举行|开幕|结束)?(?:之?[前后]|期间)，?"
)


def find_settings(course: Course, sketches: Sequence[Sketch], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """kg:heldOn and kg:heldIn of an encounter for which the sentence gives only the event that it was before or after.

    `drafts` say when and where that event was held; what happened beside it happened there and on that day.
    """
    for sketch in sketches:
        beside = _BESIDE.match(sketch.text) if any(mark in sketch.text for mark in ("前", "后", "期间")) else None
        if beside is None:
            continue
        at = sketch.bounds(beside)
        word = "会议" if beside["word"] == "会" else beside["word"]
        event = course.event(sketch.span(beside, "event")) if beside["event"] else course.meant(word, at[0])
        held = [one for one in drafts if event and _is_same(one.subject, event) and one.modality == "asserted"]
        made = dict.fromkeys(one.subject for one in drafts if one.sketch is sketch and isinstance(one.subject, Made))
        for encounter in made:
            told = {one.predicate for one in drafts if one.subject is encounter}
            for one in held:
                if one.predicate in ("kg:heldOn", "kg:heldIn") and one.predicate not in told:
                    yield Draft(
                        encounter,
                        one.predicate,
                        one.object,
                        one.sketch,
                        "beside-event",
                        one.trigger,
                        derivation="derived",
                    )


def _is_same(one: Thing, other: Thing) -> bool:
    """True for one thing, and for two mentions of one name."""
    return one == other or (isinstance(one, Span) and isinstance(other, Span) and name_of(one) == name_of(other))
