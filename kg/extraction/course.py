"""The events of an article in the order in which it tells of them, and which of them a word like 会议 or 仪式 means."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, Thing
from kg.extraction.sketch import Sketch
from kg.mentions import how_of, is_event, name_of, text_of

# What a word for an event may mean: the classes, and whether by a name or only as an encounter that has none.
_WORDS: tuple[tuple[re.Pattern[str], frozenset[str], bool | None], ...] = (
    (re.compile("会见|会面|会谈|会晤|拜会|座谈$"), frozenset({"Meeting"}), False),
    (re.compile("考察|调研|访问|参观|走访|视察|陪同"), frozenset({"Visit"}), False),
    (re.compile("签[约字署订]"), frozenset({"Signing"}), None),
    (re.compile("揭[牌幕]|挂牌"), frozenset({"Founding", "Ceremony"}), None),
    (re.compile("活动"), frozenset({"Event", "Ceremony", "Founding", "Signing", "Contest", "Meeting", "Visit"}), None),
    (re.compile("仪式"), frozenset({"Signing", "Founding", "Ceremony"}), None),
    (re.compile("[开闭]幕"), frozenset({"Meeting", "Contest", "Event"}), True),
    (re.compile("会|论坛"), frozenset({"Meeting", "Contest"}), True),
    (re.compile("致辞"), frozenset({"Meeting", "Contest", "Event", "Ceremony", "Founding", "Signing"}), True),
    (re.compile(""), frozenset({"Meeting", "Contest", "Event", "Ceremony", "Founding", "Signing", "Visit"}), None),
)
_CEREMONIES = ("Signing", "Founding", "Ceremony")
# Words that mean no event of another kind: who attends a 座谈会 is not at a 博览会.
_SPECIFIC = re.compile("座谈会|研讨会|论坛|峰会|推介会|洽谈会|对接会|发布会|招聘会|博览会|讲座|培训班|研讨班|年会")
_NEAR = 160  # how far behind a mere mention a word still means what it names
# Words that may mean any event at all.
_ANY = re.compile("会?|会议|大会|活动|仪式")


@dataclass(frozen=True, slots=True)
class _Happening:
    thing: Thing
    kind: str
    name: str
    start: int
    end: int
    told: bool = True  # of which more is said than its name


class Course:
    """The events that an article names and those that its sentences tell of without a name."""

    def __init__(self, sketches: Iterable[Sketch], drafts: Sequence[Draft]) -> None:
        told = {_name(draft.subject) for draft in drafts if draft.predicate in ("kg:heldOn", "kg:heldIn", "kg:theme")}
        found = [
            _Happening(span, span.label_, name_of(span), span.start, span.end, name_of(span) in told)
            for sketch in sketches
            for span in sketch.mentions
            if is_event(span) and _is_one(span, told)
        ]
        made = (draft.subject for draft in drafts if draft.predicate == "rdf:type")
        found += [
            _Happening(thing, thing.kind, thing.name, thing.start, thing.end)
            for thing in dict.fromkeys(one for one in made if isinstance(one, Made))
            if thing.kind in ("Meeting", "Visit", "Signing", "Founding")
        ]
        self._found = sorted(found, key=lambda one: (one.start, one.end))

    def meant(self, word: str, at: int) -> Thing | None:
        """The event that `word` at the offset `at` means: the last before it that is called so, else the only one.

        Of those called so the ones that the article tells more of than their name come first. None where nothing
        fits. 座谈会 is one whose name ends so, 会见 an encounter, 仪式 a ceremony of any kind, 会议 also a ceremony if
        the article names no meeting, 致辞 what one speaks at; no word any of them.
        """
        fitting = [one for one in self._found if word and _is_called(one.name, word)]
        if not fitting and _SPECIFIC.fullmatch(word):
            return None
        if not fitting or (_ANY.fullmatch(word) and not any(one.told for one in fitting)):
            form, kinds, named = next(row for row in _WORDS if row[0].search(word))
            fitting = [
                one
                for one in self._found
                if (one.kind in kinds and (named in (None, not isinstance(one.thing, Made)) or one.kind == "Signing"))
                or (named is None and form.pattern and form.search(one.name))  # 签约揭牌仪式 is both
            ]
            if not any(one.told for one in fitting) and named and (word == "致辞" or _ANY.fullmatch(word)):
                occasions = [one for one in self._found if one.kind in _CEREMONIES]
                fitting = occasions or fitting
        fitting = [one for one in fitting if one.told] or fitting
        before = [one for one in fitting if one.end <= at]
        if before and not before[-1].told:  # mere mentions: what the article is about is the one it names most
            most = max(before, key=lambda one: (sum(other.name == one.name for other in before), -one.start))
            again = sum(other.name == most.name for other in before) > 1
            return most.thing if again or at - most.end < _NEAR or not _ANY.fullmatch(word) else None
        if before:
            return before[-1].thing
        return fitting[0].thing if len({one.name for one in fitting}) == 1 else None

    def event(self, span: Span) -> Thing:
        """The event that a mention means: for 会议 the one that the article tells of, if there is one."""
        return (self.meant(text_of(span), span.start) or span) if how_of(span) == "generic" else span

    def all_before(self, at: int) -> Iterator[Thing]:
        """The encounters told of before the offset `at`, and the ceremonies."""
        seen: set[str] = set()
        for one in self._found:
            if one.end <= at and one.name not in seen and (isinstance(one.thing, Made) or one.kind == "Ceremony"):
                seen.add(one.name)
                yield one.thing


def told_once(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with each encounter that the article tells of twice, as in its headline, as one.

    Visits of one person are one; so are meetings of the same two, and of one with those who are not named.
    """
    present: defaultdict[Made, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.predicate == "kg:attended" and isinstance(draft.object, Made) and isinstance(draft.subject, Span):
            present[draft.object].append(name_of(draft.subject))
    first: dict[tuple[str, ...], Made] = {}
    same: dict[Made, Made] = {}
    for made, names in present.items():
        key = (made.kind, names[0]) if made.kind == "Visit" else (made.kind, *sorted({names[0], names[-1]}))
        same[made] = first.setdefault(key, made)
    for made, names in present.items():  # 甲会见某代表团 is 甲会见乙 of the same article
        others = [other for key, other in first.items() if key[0] == "Meeting" and len(key) > 2 and names[0] in key]
        if made.kind == "Meeting" and len(set(names)) == 1 and len(others) == 1:
            same[made] = others[0]
    return [_replaced(draft, same) for draft in drafts]


def _replaced(draft: Draft, same: Mapping[Made, Made]) -> Draft:
    subject = same.get(draft.subject, draft.subject) if isinstance(draft.subject, Made) else draft.subject
    other = same.get(draft.object, draft.object) if isinstance(draft.object, Made) else draft.object
    return (
        draft if subject is draft.subject and other is draft.object else replace(draft, subject=subject, object=other)
    )


def _is_called(name: str, word: str) -> bool:
    """True if `word` is short for the event `name`: 座谈会 for 某某座谈会, 某某座谈会暨签约仪式 and 甲座谈某某代表."""
    if name.endswith(word):
        return len(name) > len(word)
    return f"{word}暨" in name or (word == "座谈会" and "座谈" in name)


def _is_one(span: Span, told: Set[str]) -> bool:
    """True for a named event, a ceremony, and another of which more is `told` than its kind: 年会, held on a day."""
    name = name_of(span)
    return how_of(span) != "generic" or span.label_ in _CEREMONIES or (name in told and not _ANY.fullmatch(name))


def _name(thing: Thing) -> str:
    return thing.name if isinstance(thing, Made) else name_of(thing)
