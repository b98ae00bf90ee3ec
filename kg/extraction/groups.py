"""Which places or bodies a word for a group stands for: 两地, 双方, 三省."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span

from kg.extraction.sketch import Sketch
from kg.mentions import is_institution, is_place, name_of

_LINKS = ("", "、", "和", "与", "及", "同")
_LARGEST = 5
# The classes of places that a word for several places may mean; other words leave it open.
_PLACES = {
    "省": {"Province"},
    "市": {"Prefecture", "Province", "County"},
    "国": {"Country"},
    "县": {"County"},
    "区": {"County"},
}


@dataclass(frozen=True)
class _Listed:
    """Things that stand side by side in one sentence."""

    members: tuple[Span, ...]
    introduced: bool  # a word for the group follows: 川渝两地

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name_of(member) for member in self.members)


class Groups:
    """The lists of one article, and which of them a word for a group means."""

    def __init__(self, sketches: Iterable[Sketch]) -> None:
        self._lists = [listed for sketch in sketches for listed in _coordinated(sketch)]
        self._fitting: dict[tuple[int, str], list[_Listed]] = {}

    def members(self, group: Span, sentence: Span) -> tuple[Span, ...]:
        """The members named last before `group` in its `sentence`, else those once called so, else the only ones.

        Empty where several lists would fit or none does.
        """
        count, _, what = name_of(group).partition(" ")
        before = [listed for listed in self._called(int(count), what) if listed.members[-1].end <= group.start]
        near = [listed for listed in before if listed.members[0].start >= sentence.start]
        near = near or [listed for listed in before if listed.introduced]
        choices = near[-1:] or before
        return choices[-1].members if len({listed.names for listed in choices}) == 1 else ()

    def _called(self, count: int, what: str) -> list[_Listed]:
        """The lists of `count` members each of which may be called so."""
        if (count, what) not in self._fitting:
            self._fitting[count, what] = [
                listed
                for listed in self._lists
                if len(listed.members) == count and all(_may_be_called(member, what) for member in listed.members)
            ]
        return self._fitting[count, what]


def _coordinated(sketch: Sketch) -> Iterator[_Listed]:
    """Lists of two to five places or bodies that stand side by side: 川渝, 四川、重庆, 广安市与渝北区."""
    groups = {span.start for span in sketch.mentions if span.label_ == "Group"}
    runs: list[list[Span]] = []
    for span in sketch.mentions:
        if not is_place(span) and not is_institution(span):
            continue
        if runs and _go_together(sketch.document.text, runs[-1][-1], span):
            runs[-1].append(span)
        else:
            runs.append([span])
    for run in runs:
        if 2 <= len(run) <= _LARGEST:
            yield _Listed(tuple(run), run[-1].end in groups)


def _go_together(text: str, left: Span, right: Span) -> bool:
    """True if two mentions stand side by side in one list; without a mark between them only as in 川渝."""
    if left.end > right.start or text[left.end : right.start] not in _LINKS:
        return False
    if left.end == right.start and not right._.how:
        return False
    return is_place(left) == is_place(right) and (is_institution(right) or left.label_ == right.label_)


def _may_be_called(member: Span, what: str) -> bool:
    """True if a member of a group may be called so: 两省市 are provinces, 两校 are institutions."""
    if what[0] in "校院家所单部":
        return is_institution(member)
    if what[0] == "方":
        return True
    return is_place(member) and (what[0] not in _PLACES or member.label_ in _PLACES[what[0]])
