"""Which places or bodies a word stands for that names none: 两地, 双方, 三省, 该校."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span

from kg.extraction.actors import pairs
from kg.extraction.sketch import Sketch, outermost, pattern
from kg.mentions import how_of, is_institution, is_place, name_of, text_of

_LINKS = ("", "、", "和", "与", "及", "同")
_LARGEST = 5
_REACH = 3
# The classes of places that a word for several places may mean; other words leave it open.
_PLACES = {
    "省": {"Province"},
    "市": {"Prefecture", "Province", "County"},
    "国": {"Country"},
    "县": {"County"},
    "区": {"County"},
}


# What 该校, 该院 and 协会 may mean: the classes, and how the name ends.
_ONE = {
    "大学": ({"University"}, ""),
    "学院": ({"University"}, "学院"),
    "学校": ({"University", "School"}, ""),
    "校": ({"University", "School"}, ""),
    "院校": ({"University", "School"}, ""),
    "医院": ({"Hospital"}, ""),
    "院": ({"University", "Hospital", "ResearchInstitute", "Court"}, "院"),
    "公司": ({"Company"}, ""),
    "企业": ({"Company"}, ""),
    "集团": ({"Company"}, "集团"),
    "协会": ({"Association"}, "协会"),
    "联盟": ({"Alliance"}, "联盟"),
    "省": ({"Province"}, "省"),
    "市": ({"Province", "Prefecture", "County"}, "市"),
    "县": ({"County"}, "县"),
    "区": ({"County"}, "区"),
}
_BODIES = ("法院", "检察院", "医院", "高校")
_SIDE = re.compile("[中美俄日韩英法德欧朝印以伊乌]方")
# 甲与某些机构合作密切，双方: one of the two has no name.
_HALF_NAMED = pattern("<party>[^，。；<party>]{0,20}(?:与|同|和)[^<party>]*$|^(?:与|同)[^<party>]*$")


@dataclass(frozen=True)
class _Listed:
    """Things that stand side by side in one sentence."""

    members: tuple[Span, ...]
    introduced: bool  # a word for the group follows: 川渝两地
    facing: bool  # two sides that do something with one another: 甲与乙

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name_of(member) for member in self.members)


class Groups:
    """The lists of one article, and which of them a word for a group means."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        self._sketches = list(sketches)
        self._lists = sorted(
            (listed for sketch in self._sketches for listed in _coordinated(sketch)),
            key=lambda listed: (listed.members[-1].end, listed.members[0].start),
        )
        self._fitting: dict[tuple[int, str], list[_Listed]] = {}
        self._has_sides = any(_SIDE.search(sketch.document.text) for sketch in self._sketches[:1])

    def members(self, group: Span, sentence: Span) -> tuple[Span, ...]:
        """What a word for one or for several means, empty if nothing or too much fits.

        Those named last before `group` in its `sentence`, else those once called so, else the only ones.
        """
        count, _, what = name_of(group).partition(" ")
        if count == "1":
            return self._one(group, what, sentence)
        before = [listed for listed in self._called(int(count), what) if listed.members[-1].end <= group.start]
        near = [listed for listed in before if listed.members[0].start >= sentence.start]
        if near:
            return near[-1].members
        if what == "方":
            if self._is_half_named(group, sentence):
                return ()
            before = [listed for listed in before if _is_near(listed.members[-1], group)]
        choices = [listed for listed in before if listed.introduced] or before
        return choices[-1].members if len({frozenset(listed.names) for listed in choices}) == 1 else ()

    def _called(self, count: int, what: str) -> list[_Listed]:
        """The lists of `count` members each of which may be called so."""
        if (count, what) not in self._fitting:
            self._fitting[count, what] = [
                listed
                for listed in self._lists
                if len(listed.members) == count and all(_may_be_called(member, what) for member in listed.members)
            ]
            if what == "方":
                self._fitting[count, what] = [
                    listed
                    for listed in self._fitting[count, what]
                    if (listed.facing or listed.introduced or len(listed.members) > 2)
                    and (not self._has_sides or all(member.label_ == "Country" for member in listed.members))
                ]
        return self._fitting[count, what]

    def _is_half_named(self, group: Span, sentence: Span) -> bool:
        sketch = next((one for one in self._sketches if one.start == sentence.start), None)
        if sketch is None:
            return False
        drawn = sketch.text[: sketch.position(group.start)]
        return _HALF_NAMED.search(drawn) is not None

    def _one(self, group: Span, what: str, sentence: Span) -> tuple[Span, ...]:
        """The thing of its class named last before `group` in its sentence, else the only one named before."""
        kinds, ending = _ONE.get(what, (set(), ""))
        fits = [
            span
            for sketch in self._sketches
            if sketch.start <= group.start
            for span in sketch.mentions
            if span.label_ in kinds and span.end <= group.start and name_of(span).endswith(ending)
        ]
        near = [span for span in fits if span.start >= sentence.start]
        if near:
            return (near[-1],)
        return (fits[-1],) if len({name_of(span) for span in fits}) == 1 else ()


def _is_near(named: Span, group: Span) -> bool:
    """True if no more than so many sentences end between what is named and the word for it: 双方 has short memory."""
    return text_of(named.doc).count("。", named.end, group.start) <= _REACH


def _coordinated(sketch: Sketch) -> Iterator[_Listed]:
    """Lists of two to five places or bodies that stand side by side: 川渝, 四川、重庆, 广安市与渝北区."""
    groups = {span.start for span in sketch.mentions if span.label_ == "Group"}
    runs: list[list[Span]] = []
    for span in outermost(sketch.mentions):
        if not is_place(span) and not is_institution(span):
            continue
        if runs and _go_together(sketch.document.text, runs[-1][-1], span):
            runs[-1].append(span)
        else:
            runs.append([span])
    for run in runs:
        if 2 <= len(run) <= _LARGEST:
            facing = len(run) == 2 and sketch.document.text[run[0].end : run[1].start] not in ("", "、")
            yield _Listed(tuple(run), run[-1].end in groups, facing)
    for one, other in pairs(sketch):
        if "Group" not in (one.label_, other.label_):
            yield _Listed((one, other), False, True)


def _go_together(text: str, left: Span, right: Span) -> bool:
    """True if two mentions stand side by side in one list; without a mark between them only as in 川渝."""
    if left.end > right.start or text[left.end : right.start] not in _LINKS:
        return False
    if left.end == right.start and not how_of(right):
        return False
    return is_place(left) == is_place(right) and (is_institution(right) or left.label_ == right.label_)


def _may_be_called(member: Span, what: str) -> bool:
    """True if a member of a group may be called so: 两省市 are provinces, 两校 are institutions."""
    if what[0] in "校院家所单部个平":
        return is_institution(member)
    if what[0] == "地" and what.endswith(_BODIES):  # 三地法院
        return is_institution(member) and (what[-1] != "院" or name_of(member).endswith(what[-2:]))
    if what[0] == "方":
        return True
    return is_place(member) and (what[0] not in _PLACES or member.label_ in _PLACES[what[0]])
