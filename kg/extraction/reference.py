"""Last of the rules: what each name means inside its article.

A mention leaves as a `Node` with its canonical name, how that was decided and the words that decided it; a name
that nothing decides leaves as it stands, tied to its article, and a group (两地, 双方) leaves not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Span

from kg import gazetteer, offices
from kg.extraction.coreference import Agreements
from kg.extraction.document import Document
from kg.extraction.draft import Draft, Made, Thing
from kg.extraction.groups import Groups
from kg.extraction.sketch import Sketch, members_of
from kg.forms import expand
from kg.mentions import Extent, how_of, is_event, is_institution, is_place, name_of
from kg.model import CleanText, Derivation, Node
from kg.vocabulary import is_a

# A title with fewer characters than this besides such words tells no agreement from another.
_DISTINCT = 4
_GENERIC_TITLE = re.compile(
    "战略|全面|深度|深化|友好|合作|框架|协议|协定|书|备忘录|谅解|双边|多边|共建|协同|发展|联合|倡议|方案|规划|计划|意见|合同|"
    "意向|行动|工作|实施|关于|的|项目|共识|宣言"
)
# The divisions (class and name) that a short form may leave out, by how it begins; 教育厅 leaves out a province.
_LEFT_OUT = {
    "自治区": re.compile("Province .+自治区"),
    "省": re.compile("Province .+(?:省|自治区)"),
    "市": re.compile("(?:Province|Prefecture|County) .+市"),
    "县": re.compile("County .+县"),
    "区": re.compile("County .+区"),
    "州": re.compile("Prefecture .+州"),
    "特区": re.compile("Province .+特别行政区"),
    "厅": re.compile("Province .+"),
}
# The government that a post over a place belongs to, by the end of the post.
_SEATS = (
    (re.compile("[省市县区州镇乡旗]长$"), "人民政府"),
    (re.compile("盟长$"), "行政公署"),
    (re.compile("行政长官$"), "政府"),
    (re.compile("主席$"), "人民政府"),
)
# What places end in that have a government though no code is known of them.
_UNCODED = ("镇", "乡", "市", "县")
# How names came about that what stands beside them completes: no short forms of anything.
_WITH_OTHERS = ("part", "shared")
_PARTY = re.compile("中共(.+[省市县区州旗盟])委")


@dataclass(frozen=True, slots=True)
class Referent:
    """What a mention means: the node, how that was decided, and the words that decided it."""

    node: Node
    span: Extent
    derivation: Derivation = "stated"
    antecedents: tuple[Extent, ...] = ()


class Resolver:
    """The referents of one article's mentions."""

    def __init__(self, document: Document, clean: CleanText, sketches: Iterable[Sketch]) -> None:
        self.document, self.clean = document, clean
        self._article = clean.article.id
        sketches = list(sketches)
        self._read = [span for sketch in sketches for span in sketch.mentions]
        self._groups = Groups(sketches)
        self._divisions: dict[str, list[Span]] = {}
        self._headlines = {span.start for sketch in sketches if sketch.is_headline for span in sketch.mentions}
        self._agreements = Agreements(self._read, self._headlines)
        self._settled: dict[tuple[int, int, str], list[Referent]] = {}

    def referents(self, thing: Thing) -> list[Referent]:
        """What a thing means; several for a group, none for a group that nothing decides."""
        if isinstance(thing, Made):
            return self._membership(thing) if thing.kind == "Membership" else [self._made(thing)]
        key = (thing.start, thing.end, thing.label_)
        if key not in self._settled:
            self._settled[key] = self._group(thing) if thing.label_ == "Group" else [self._one(thing)]
        return self._settled[key]

    def _one(self, span: Span) -> Referent:
        if span._.link:
            return Referent(Node(span.label_, name_of(span), (span._.link,)), _extent(span))
        if is_place(span):
            key = (span.kb_id_,) if span.kb_id_ and span.label_ != "Region" else ()
            return Referent(
                Node(span.label_, name_of(span), key), _extent(span), "derived" if how_of(span) else "stated"
            )
        if is_institution(span):
            return self._short_form(span) if how_of(span) == "short" else self._institution(span)
        if span.label_ == "Post":
            return self._own_body(span)
        if span.label_ == "Person":
            node = Node("Person", name_of(span), (self._article,))
            return Referent(node, _extent(span), "derived" if how_of(span) else "stated")
        return self._event(span) if is_event(span) else self._agreement(span)

    def _own_body(self, span: Span) -> Referent:
        """The body that a post names itself: 总书记 is said of one."""
        body = offices.own_body(name_of(span))
        assert body is not None, "a rule gave a post as a body that is the post of many"
        return Referent(Node(*body), _extent(span), "derived")

    def _agreement(self, span: Span) -> Referent:
        """An agreement; an untitled mention means the one that its words and parties fit."""
        agreement = self._agreements.of(span)
        named = agreement.named
        name = name_of(named)
        distinct = how_of(named) != "untitled" and len(_GENERIC_TITLE.sub("", name)) >= _DISTINCT
        place = (str(self.clean.offsets[named.start]),) if agreement.apart else ()
        node = Node(named.label_, name, () if distinct else (self._article, *place))
        if name_of(span) == name:
            return Referent(node, _extent(span))
        return Referent(node, _extent(span), "derived", (_extent(named),))

    def tell_apart(self, parties: Mapping[int, set[Node]]) -> None:
        """Tell by their parties which mentions of agreements mean the same one; `parties` by the start of a mention."""
        self._agreements = Agreements(self._read, self._headlines, parties)

    def without_shortened(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts without the parties of agreements that a headline shortens: the text says in full who signed."""
        signing: defaultdict[int, set[Node]] = defaultdict(set)  # the parties that the text gives to a headline
        for draft in drafts:
            if draft.predicate == "kg:partyTo" and isinstance(draft.object, Span):
                agreement = self._agreements.of(draft.object)
                if draft.object.start in agreement.brief and len(agreement.parties) > 1:
                    signing[draft.sketch.start] |= agreement.parties
        return [draft for draft in drafts if self._is_full(draft, signing.get(draft.sketch.start, set()))]

    def _is_full(self, draft: Draft, parties: set[Node]) -> bool:
        if not parties or not (draft.predicate == "kg:partyTo" or draft.rule.endswith("-together")):
            return True
        ends = [draft.subject, draft.object] if draft.predicate == "kg:cooperatesWith" else [draft.subject]
        return all(
            referent.node in parties for end in ends if not isinstance(end, str) for referent in self.referents(end)
        )

    def _event(self, span: Span) -> Referent:
        """An event; 签约仪式 is the only one of the article whose name ends so."""
        other = self._full_events.get(name_of(span)) or (self._only_meeting if name_of(span) == "会议" else None)
        if other is not None:
            node = Node(other.label_, name_of(other), (self._article,))
            return Referent(node, _extent(span), "derived", (_extent(other),))
        return Referent(Node(span.label_, name_of(span), (self._article,)), _extent(span))

    @cached_property
    def _only_meeting(self) -> Span | None:
        """The meeting that 会议 alone means: the one that the article names, if it names no second."""
        named = {name_of(span): span for span in self._read if span.label_ == "Meeting" and how_of(span) != "generic"}
        return next(iter(named.values())) if len(named) == 1 else None

    @cached_property
    def _full_events(self) -> dict[str, Span]:
        named = (span for span in self._read if is_event(span) and how_of(span) != "generic")
        return _by_short_form(named, lambda name: {name[at:] for at in range(1, len(name))})

    def _institution(self, span: Span) -> Referent:
        """An institution; 第二附属医院 is 北方大学第二附属医院 if that is the only one so called."""
        known = self.document.bodies if how_of(span) == "core" else self._full_institutions
        named = name_of(span) in gazetteer.bodies() or how_of(span) in _WITH_OTHERS
        other = None if named else known.get(name_of(span))
        if other is not None:
            return Referent(Node(other.label_, name_of(other)), _extent(span), "derived", (_extent(other),))
        node = Node(span.label_, name_of(span))
        return Referent(node, _extent(span), "derived" if how_of(span) in ("model", *_WITH_OTHERS) else "stated")

    @cached_property
    def _full_institutions(self) -> dict[str, Span]:
        return _by_short_form((span for span in self._read if is_institution(span)), short_forms)

    def _short_form(self, span: Span) -> Referent:
        """市教委, 教育厅, 市委: of the division named last before it in its sentence, else of the only one there is."""
        text = name_of(span)
        left = next((word for word in _LEFT_OUT if text.startswith(word)), "厅" if text.endswith("厅") else None)
        rest = text.removeprefix(left or "")
        division = self._division_before(span, left) if left else None
        if division is None or how_of(division):
            return Referent(Node(span.label_, text, (self._article,)), _extent(span))
        node = Node(span.label_, expand(name_of(division) + rest))
        return Referent(node, _extent(span), "derived", (_extent(division),))

    def _division_before(self, span: Span, left: str) -> Span | None:
        divisions = self._divisions_of(left)
        index = bisect_left(divisions, span.start, key=lambda division: division.start)
        if index and divisions[index - 1].start >= self.document.sentence(span.start).start:
            return divisions[index - 1]
        return divisions[0] if len({division.kb_id_ for division in divisions}) == 1 else None

    def _divisions_of(self, left: str) -> list[Span]:
        """The mentions of divisions that a short form may leave out: before 市教委 those called 市."""
        if left not in self._divisions:
            divisions = [span for span in self._read if span.kb_id_]
            fits = _LEFT_OUT[left].fullmatch
            self._divisions[left] = [span for span in divisions if fits(f"{span.label_} {name_of(span)}")]
        return self._divisions[left]

    def _group(self, span: Span) -> list[Referent]:
        """The referents of a group's members, or of their departments for its theme; empty if nothing decides them."""
        members = self._regional(span)
        members = members or [self._one(one) for one in self._groups.members(span, self.document.sentence(span.start))]
        _, _, theme = name_of(span).partition(" 地 ")
        found = [self._department(one.node.name, theme) if theme else one for one in members]
        decided = [referent for referent in found if referent is not None]
        if len(decided) != len(found):
            return []
        return [Referent(one.node, _extent(span), "derived", (*one.antecedents, one.span)) for one in decided]

    def _regional(self, group: Span) -> list[Referent]:
        """The members of the region right before a word for so many places: 京津冀三地."""
        region = next((span for span in self._read if span.end == group.start and members_of(span)), None)
        codes = members_of(region) if region else ()
        count = name_of(group).partition(" ")[0]
        if region is None or count != str(len(codes)):
            return []
        nodes = [Node(gazetteer.kind(code), gazetteer.division(code).name, (code,)) for code in codes]
        return [Referent(node, _extent(region), "derived") for node in nodes]

    def _department(self, place: str, theme: str) -> Referent | None:
        """The one department of a place for a theme that the article names: 教育 of 重庆市 is 重庆市教育委员会."""
        found = [referent for node, referent in self._offices.items() if node.name.startswith(place + theme)]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _offices(self) -> dict[Node, Referent]:
        """The first referent of each government body."""
        offices: dict[Node, Referent] = {}
        for span in self._read:
            if span.label_ == "GovernmentBody":
                (referent,) = self.referents(span)
                offices.setdefault(referent.node, referent)
        return offices

    def _made(self, made: Made) -> Referent:
        place = str(self.clean.offsets[made.start])
        return Referent(Node(made.kind, made.name, (self._article, place)), (made.start, made.end))

    def _membership(self, made: Made) -> list[Referent]:
        """The referent of a membership; none if nothing but a place is named for its body."""
        sentence = self.document.sentence(made.start)
        parts: list[tuple[str, Node | str]] = []
        antecedents: list[Extent] = []
        derived = False
        for predicate, part in made.parts:
            if isinstance(part, str):
                parts.append((predicate, part))
                continue
            (referent,) = self.referents(part)
            if predicate == "org:organization":
                post = offices.seat_of(str(dict(made.parts)["kg:post"]))
                referent = _seat(referent, post)
                unseated = referent.node.kind == "PartyBody" and _SEATS[0][0].search(post)
                if is_a(referent.node.kind, "Place") or unseated:  # 省委副书记、省长: of a province that nothing tells
                    return []
            inside = sentence.start <= referent.span[0] and referent.span[1] <= sentence.end
            antecedents += referent.antecedents if inside else (*referent.antecedents, referent.span)
            derived = derived or referent.derivation == "derived" or not inside
            parts.append((predicate, referent.node))
        node = Node("Membership", made.name, (self._article,), tuple(parts))
        return [Referent(node, (made.start, made.end), "derived" if derived else "stated", tuple(antecedents))]


def _seat(referent: Referent, post: str) -> Referent:
    """The government that a mayor or governor belongs to, for the place or the party committee that the text names."""
    node = referent.node
    if node.kind == "Country" and offices.is_of_country(post):
        return Referent(Node("GovernmentBody", node.name + "政府"), referent.span, "derived", referent.antecedents)
    party = _PARTY.fullmatch(node.name)
    named = is_a(node.kind, "Place") and (node.key or node.name.endswith(_UNCODED))
    place = node.name if named else party and party[1]
    seat = next((seat for ending, seat in _SEATS if ending.search(post)), None)
    seat = "政府" if seat and node.kind == "Region" else seat  # 台北市
    if not place or seat is None:
        return referent
    return Referent(Node("GovernmentBody", place + seat), referent.span, "derived", referent.antecedents)


def short_forms(name: str) -> set[str]:
    """What an institution may be called once it has been named in full: the end of its name, a company its core.

    >>> sorted(short_forms("北方大学第二附属医院"), key=len)[:3]
    ['附属医院', '二附属医院', '第二附属医院']
    >>> "宏图集团" in short_forms("宏图控股集团")
    True
    """
    forms = {name[at:] for at in range(1, len(name) - 3) if name[at - 1] != "的"}
    if name.endswith("集团"):
        forms |= {name[:end] + "集团" for end in range(2, len(name) + 1)}
    return forms - {name}


def _by_short_form(spans: Iterable[Span], forms: Callable[[str], set[str]]) -> dict[str, Span]:
    """The last mention of each name by every form of it that is a form of no other name."""
    by_name = {name_of(span): span for span in spans}
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name in by_name:
        for form in forms(name):
            names[form].append(name)
    return {form: by_name[full[0]] for form, full in names.items() if len(full) == 1}


def _extent(span: Span) -> Extent:
    return span.start, span.end
