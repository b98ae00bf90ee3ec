"""Last of the rules: what each name means inside its article.

A mention leaves as a `Node` with its canonical name, how that was decided and the words that decided it; a name
that nothing decides leaves as it stands, tied to its article. A group (两地, 双方) that nothing decides leaves not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.extraction.draft import Draft, Made, Thing
from kg.extraction.sketch import Sketch
from kg.forms import expand
from kg.mentions import is_event, is_institution, is_place, mentions_between, name_of
from kg.model import Claim, CleanText, Derivation, Evidence, Metadata, Node, Quote

_GENERIC_TITLE = re.compile(
    "战略|全面|深度|深化|友好|合作|框架|协议|协定|书|备忘录|谅解|双边|多边|共建|协同|发展|联合|倡议|方案|规划|计划|意见|合同|意向|行动|工作|实施|关于|的|项目|共识|宣言"
)
_LEVELS = {"省": "Province", "市": "Prefecture", "县": "County", "区": "County", "州": "Prefecture"}
_SEAT = {"省长": "人民政府", "市长": "人民政府", "县长": "人民政府", "区长": "人民政府", "州长": "人民政府", "镇长": "人民政府", "乡长": "人民政府", "盟长": "行政公署", "旗长": "人民政府", "行政长官": "政府"}
_PARTY = re.compile("中共(.+[省市县区州旗盟])委")
_THEMED = re.compile(r"\d 地 (?P<theme>.+)")
_DAY = re.compile(r"(?P<y>\d{4})?-?(?P<m>\d\d)?-?(?P<d>\d\d)?")


@dataclass(frozen=True, slots=True)
class Referent:
    """What a mention means: the node, how that was decided, and the words that decided it."""

    node: Node
    span: tuple[int, int]
    derivation: Derivation = "stated"
    antecedents: tuple[tuple[int, int], ...] = ()


class Resolver:
    """The referents of one article's mentions, and the claims that its drafts become with them."""

    def __init__(self, doc: Doc, clean: CleanText, metadata: Metadata, sketches: list[Sketch]) -> None:
        self.doc, self.clean, self.metadata = doc, clean, metadata
        self._article = clean.article.id
        self._read = [span for sketch in sketches for span in mentions_between(doc, sketch.start, sketch.end)]
        self._pairs = list(_coordinated(sketches))
        self._introduced = {span.start for span in self._read if span.label_ == "Group"}  # 川渝两地 says who 两地 are

    def claims(self, drafts: Iterable[Draft]) -> Iterator[Claim]:
        """The claims of `drafts`: one for each combination of what their ends mean."""
        for draft in drafts:
            for subject in self.referents(draft.subject):
                if isinstance(draft.object, str):
                    yield from self._valued(draft, subject)
                    continue
                for obj in self.referents(draft.object):
                    if subject.node != obj.node and (draft.predicate != "kg:cooperatesWith" or _compatible(subject.node, obj.node)):
                        yield Claim(subject.node, draft.predicate, obj.node, self._evidence(draft, subject, obj))
            if draft.predicate == "kg:cooperatesWith" and draft.subject is draft.object:
                yield from self._within_group(draft)

    def referents(self, thing: Thing) -> list[Referent]:
        """What a thing means; several for a group, none for a group that nothing decides."""
        if isinstance(thing, Made):
            return self._made(thing)
        if thing.label_ == "Group":
            return self._group(thing)
        if is_place(thing):
            how: Derivation = "derived" if thing._.how else "stated"
            key = (thing.kb_id_,) if thing.kb_id_ and thing.label_ != "Region" else ()
            return [Referent(Node(thing.label_, name_of(thing), key), (thing.start, thing.end), how)]
        if is_institution(thing):
            return [self._institution(thing)]
        if thing.label_ == "Person":
            return [Referent(Node("Person", name_of(thing), (self._article,)), (thing.start, thing.end))]
        if is_event(thing):
            return [self._event(thing)]
        return [self._agreement(thing)]

    def _agreement(self, span: Span) -> Referent:
        at = (span.start, span.end)
        name = name_of(span)
        distinct = span._.how != "untitled" and len(_GENERIC_TITLE.sub("", name)) >= 2
        titled = {name_of(a): a for a in self._read if a.label_ == span.label_ and a._.how != "untitled"}
        if span._.how == "untitled" and len(titled) == 1:
            (other,) = titled.values()
            return Referent(self._agreement(other).node, at, "derived", ((other.start, other.end),))
        return Referent(Node(span.label_, name, () if distinct else (self._article,)), at)

    def date(self, text: str, partial: str) -> tuple[str, bool] | None:
        """The date that a partial one means beside the article's own, and whether it had to be resolved.

        None where the article does not say what is missing: a year is never guessed.
        """
        if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", partial):
            return partial, False
        published = self.metadata.published.value[:10] if self.metadata.published else ""
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", published):
            return None
        return _resolve_date(partial, published)

    def _valued(self, draft: Draft, subject: Referent) -> Iterator[Claim]:
        value = str(draft.object)
        if draft.predicate in ("kg:signedOn", "kg:heldOn") and draft.value_at:
            partial = next(name_of(span) for span in self.doc.spans["kg"] if span.label_ == "Date" and span.start == draft.value_at[0])
            dated = self.date(value, partial)
            if dated is None:
                return
            value, resolved = dated
            antecedents = (self.metadata.published.quote,) if resolved and self.metadata.published else ()
            yield Claim(subject.node, draft.predicate, value, self._evidence(draft, subject, None, antecedents, resolved))
            return
        yield Claim(subject.node, draft.predicate, value, self._evidence(draft, subject, None))

    def _evidence(self, draft: Draft, subject: Referent, obj: Referent | None, antecedents: tuple[Quote, ...] = (), resolved: bool = False) -> Evidence:
        quote = self.clean.quote
        value = quote(*draft.value_at) if draft.value_at else None
        spans = [*subject.antecedents, *(obj.antecedents if obj else ())]
        inside = {r: draft.sketch.start <= r.span[0] and r.span[1] <= draft.sketch.end for r in (subject, obj) if r}
        spans += [r.span for r, within in inside.items() if not within]
        derived = resolved or not all(inside.values()) or "derived" in (draft.derivation, subject.derivation, obj.derivation if obj else "stated")
        return Evidence(
            quote=sentence_quote(self.clean, draft.sketch),
            subject=quote(*subject.span) if inside[subject] else None,
            trigger=quote(*draft.trigger) if draft.trigger else None,
            object=(quote(*obj.span) if inside[obj] else None) if obj else value,
            antecedents=(*(quote(*span) for span in spans), *antecedents),
            rule=draft.rule,
            modality=draft.modality,
            derivation="derived" if derived else "stated",
        )

    def _made(self, made: Made) -> list[Referent]:
        if made.kind != "Membership":
            return [Referent(Node(made.kind, made.name, (self._article, str(self.clean.offsets[made.start]))), (made.start, made.end))]
        parts: list[tuple[str, Node | str]] = []
        derivation: Derivation = "stated"
        antecedents: list[tuple[int, int]] = []
        post = dict(made.parts)["kg:post"]
        for predicate, part in made.parts:
            if isinstance(part, str):
                parts.append((predicate, part))
                continue
            referents = self.referents(part)
            if len(referents) != 1:
                return []
            referent = referents[0]
            if predicate == "org:organization":
                referent = _seat(referent, str(post))
                if is_node_place(referent.node):
                    return []
            sentence = self.doc[made.start : made.start + 1].sent
            outside = not (sentence.start <= referent.span[0] and referent.span[1] <= sentence.end)
            if referent.derivation == "derived" or outside:
                derivation = "derived"
            antecedents += [*referent.antecedents, referent.span] if outside else referent.antecedents
            parts.append((predicate, referent.node))
        return [Referent(Node("Membership", made.name, (self._article,), tuple(parts)), (made.start, made.end), derivation, tuple(antecedents))]

    def _institution(self, span: Span) -> Referent:
        at = (span.start, span.end)
        if span._.how != "short":
            return self._short_name(span) or Referent(Node(span.label_, name_of(span)), at)
        full = self._full_form(span)
        if full is None:
            return Referent(Node(span.label_, span.text, (self._article,)), at)
        node, antecedent = full
        return Referent(node, at, "derived", ((antecedent.start, antecedent.end),))

    def _short_name(self, span: Span) -> Referent | None:
        """深圳研究生院 for 北京大学深圳研究生院: the one longer name of the article that ends with this one."""
        name = name_of(span)
        longer = {
            name_of(other): other
            for other in self._read
            if is_institution(other) and name_of(other) != name and _is_short_for(name, name_of(other))
        }
        if len(longer) != 1:
            return None
        (other,) = longer.values()
        return Referent(Node(other.label_, name_of(other)), (span.start, span.end), "derived", ((other.start, other.end),))

    def _full_form(self, span: Span) -> tuple[Node, Span] | None:
        """市教委, 教育厅, 市委: the division named last before it in its sentence, else the only one there is."""
        text = span.text
        level = _LEVELS.get(text[0]) if not text.startswith("区域") else None
        rest = text[1:] if level else text
        wanted = level or ("Province" if rest.endswith("厅") else None)
        sentence = self.doc[span.start : span.start + 1].sent
        divisions = [place for place in self._read if place.kb_id_ and _is_level(place, wanted, text[0])]
        near = [place for place in divisions if sentence.start <= place.start < span.start]
        same = {place.kb_id_ for place in divisions}
        chosen = near[-1] if near and wanted else divisions[0] if len(same) == 1 and wanted else None
        if chosen is None or chosen._.how:
            return None
        return Node(span.label_, expand(name_of(chosen) + rest)), chosen

    def _event(self, span: Span) -> Referent:
        at = (span.start, span.end)
        named = [other for other in self._read if is_event(other) and other._.how != "generic"]
        same = {name_of(other): other for other in named if name_of(other).endswith(name_of(span)) and name_of(other) != name_of(span)}
        if len(same) == 1:
            (other,) = same.values()
            derivation: Derivation = "derived"
            return Referent(Node(other.label_, name_of(other), (self._article,)), at, derivation, ((other.start, other.end),))
        return Referent(Node(span.label_, name_of(span), (self._article,)), at)

    def _group(self, span: Span) -> list[Referent]:
        """两地, 双方, 三省: the places or bodies named with it last (川渝两地) or in its sentence, else the only ones."""
        count, _, what = name_of(span).partition(" ")
        sentence = self.doc[span.start : span.start + 1].sent
        before = [members for members in self._pairs if members[-1].end <= span.start and len(members) == int(count)]
        before = [members for members in before if all(_is_called(member, what) for member in members)]
        near = [members for members in before if members[0].start >= sentence.start]
        near = near or [members for members in before if members[-1].end in self._introduced]
        choices = {tuple(name_of(member) for member in members): members for members in (near[-1:] or before)}
        if len(choices) != 1:
            return []
        (members,) = choices.values()
        found = [self.referents(member) for member in members]
        themed = _THEMED.fullmatch(name_of(span))
        if themed:
            found = [[department] for member in members if (department := self._department(member, themed["theme"]))]
        if len(found) != len(members):
            return []
        at = (span.start, span.end)
        return [Referent(r.node, at, "derived", (*r.antecedents, r.span)) for referents in found for r in referents]

    def _department(self, place: Span, theme: str) -> Referent | None:
        """The one department of a place for a theme that the article names: 教育 of 重庆市 is 重庆市教育委员会."""
        found: dict[Node, Referent] = {}
        for span in self._read:
            if span.label_ == "GovernmentBody":
                referent = self._institution(span)
                if referent.node.name.startswith(name_of(place) + theme):
                    found.setdefault(referent.node, referent)
        return next(iter(found.values())) if len(found) == 1 else None

    def _within_group(self, draft: Draft) -> Iterator[Claim]:
        members = self.referents(draft.subject)
        for i, one in enumerate(members):
            for other in members[i + 1 :]:
                yield Claim(one.node, draft.predicate, other.node, self._evidence(draft, one, other))


def sentence_quote(clean: CleanText, sketch: Sketch) -> Quote:
    """The raw characters of a sentence without the blanks around it."""
    text = clean.text[sketch.start : sketch.end]
    start = sketch.start + len(text) - len(text.lstrip())
    return clean.quote(start, sketch.start + len(text.rstrip()))


def is_node_place(node: Node) -> bool:
    """True if a node is a place and so cannot have members."""
    return node.kind in ("Province", "Prefecture", "County", "Township", "Region", "Zone", "Country")


def _seat(referent: Referent, post: str) -> Referent:
    """The government that a mayor or governor belongs to, for the place or the party committee that the text names."""
    if not (is_node_place(referent.node) and referent.node.key or _PARTY.fullmatch(referent.node.name)):
        return referent
    seat = next((seat for word, seat in _SEAT.items() if post.endswith(word)), None)
    if seat is None:
        return referent
    place = referent.node.name if is_node_place(referent.node) else _PARTY.sub(r"\1", referent.node.name)
    return Referent(Node("GovernmentBody", place + seat), referent.span, "derived", referent.antecedents)


def _coordinated(sketches: list[Sketch]) -> Iterator[list[Span]]:
    """Lists of two to five places or bodies that stand side by side: 川渝, 四川、重庆, 广安市与渝北区."""
    for sketch in sketches:
        run: list[Span] = []
        last = -1
        for span in sorted(sketch.doc.spans["kg"], key=lambda s: s.start):
            if not (sketch.start <= span.start and span.end <= sketch.end) or not (is_place(span) or is_institution(span)):
                continue
            joint = sketch.doc.text[last : span.start] if 0 <= last <= span.start else None
            alike = bool(run) and is_place(run[-1]) == is_place(span) and (is_institution(span) or run[-1].label_ == span.label_)
            if alike and joint is not None and joint in ("", "、", "和", "与", "及", "同") and not (joint == "" and not span._.how):
                run.append(span)
            else:
                if 2 <= len(run) <= 5:
                    yield run
                run = [span]
            last = span.end
        if 2 <= len(run) <= 5:
            yield run


def _is_level(place: Span, wanted: str | None, char: str) -> bool:
    if wanted == "Prefecture":
        return place.label_ == "Prefecture" or (name_of(place).endswith(char) and place.label_ in ("Province", "County"))
    return place.label_ == wanted or (wanted == "Province" and place.label_ == "Province")


def _is_short_for(name: str, full: str) -> bool:
    """True if `name` is `full` without its beginning, or its core with 集团 for what the company is in full."""
    if name.endswith("集团") and full.startswith(name[:-2]) and full.endswith("集团") and len(name) >= 4:
        return True
    return len(name) >= 4 and full.endswith(name) and not full.endswith("的" + name)


def _is_called(member: Span, what: str) -> bool:
    """True if a member of a group may be called so: 两省市 are provinces, 两校 are institutions."""
    if what[0] in "校院家所单部":
        return is_institution(member)
    if what[0] in "方":
        return True
    kinds = {"省": "Province", "市": "Prefecture|Province|County", "国": "Country", "县": "County", "区": "County"}
    return is_place(member) and re.fullmatch(kinds.get(what[0], ".*"), member.label_) is not None


def _compatible(one: Node, other: Node) -> bool:
    # A place does not cooperate with the region or the division it lies in: 四川 and 广安 are not two parties.
    if one.key and other.key and is_node_place(one) and is_node_place(other):
        return not (gazetteer.is_within(one.key[0], other.key[0]) or gazetteer.is_within(other.key[0], one.key[0]))
    return True


def _resolve_date(partial: str, published: str) -> tuple[str, bool] | None:
    import datetime

    day = datetime.date.fromisoformat(published)
    back = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2}
    if partial in back:
        return (day - datetime.timedelta(days=back[partial])).isoformat(), True
    if partial in ("今年", "去年"):
        return str(day.year - (partial == "去年")), True
    if partial in ("本月", "上月"):
        first = day.replace(day=1)
        return (first if partial == "本月" else first - datetime.timedelta(days=1)).isoformat()[:7], True
    year, month, number = (partial.split("-") + ["", ""])[:3]
    if year or not number:
        return None
    try:
        found = datetime.date(day.year, int(month) if month else day.month, int(number))
    except ValueError:
        return None
    if found > day:  # news tells what was: a later day belongs to the month or the year before
        if month:
            return None
        last = day.replace(day=1) - datetime.timedelta(days=1)
        if int(number) > last.day:
            return None
        found = last.replace(day=int(number))
    return found.isoformat(), True
