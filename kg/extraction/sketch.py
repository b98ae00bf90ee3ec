"""A sentence with each mention drawn as one symbol, so that a rule is one readable pattern.

>>> drawn = "{body}与{body}签署{agreement}".format(**SYMBOLS)
>>> pattern("<body>与<body>签署<agreement>").search(drawn) is not None
True
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from itertools import pairwise

from spacy.tokens import Span

from kg import gazetteer
from kg.extraction.document import Document
from kg.mentions import Extent, how_of, name_of, root, text_of
from kg.patterns import anchored

# Private-use characters never come out of cleaning, so a symbol cannot be mistaken for text.
_CLASSES = ("body", "person", "place", "post", "agreement", "event", "date", "group", "title")
SYMBOLS = {name: chr(0xE100 + i) for i, name in enumerate(_CLASSES)}
_PARTY_SYMBOLS = frozenset(SYMBOLS[name] for name in ("body", "place", "group"))
_DRAWN_AS = {"Institution": "body"}  # all others under the name of their class
_PARTY = "<body><place><group>"
_MACROS = {
    "persons": "<person>(?:(?:[、，和及与]|以及)<person>)*",
    "parties": "<run>(?:(?:[，、]?(?:与|和|同|及|以及|携手|联合|联同|会同)|、)<run>)*",
    # Its members are taken all at once: each mark could stand here or in the list of lists.
    "run": f"[{_PARTY}](?:[、和及]?[{_PARTY}])*+(?:等(?:<place>)?[^，。；：、与和同{_PARTY}]{{0,14}}?)?",
    "list": f"[{_PARTY}](?:[、和及]?[{_PARTY}])*(?:等(?:<place>)?[^，。；：、与和同{_PARTY}]{{0,14}}?)?",
    "party": f"[{_PARTY}]",
}
_NAMED = re.compile(r"(?<!\?P)<(\w+)>")
_CHARACTER_CLASS = re.compile(r"\[[^\]]*\]")


@cache
def pattern(source: str) -> re.Pattern[str]:
    """A compiled pattern over sketches: ``<body>``, ``<person>``… stand for one mention of that class.

    ``<party>`` is a body, a place or a group of them; ``<parties>`` and ``<persons>`` are coordinated lists.
    """
    while (expanded := _NAMED.sub(_meaning, _CHARACTER_CLASS.sub(_inside_class, source))) != source:
        source = expanded
    return anchored(source)


def _meaning(match: re.Match[str]) -> str:
    return _MACROS.get(match[1]) or SYMBOLS[match[1]]


def _inside_class(match: re.Match[str]) -> str:
    return match[0].replace("<party>", _PARTY)


_TOWNS = ("镇", "乡", "街道", "村", "社区")
_SENTENCE_ENDS = tuple("。！？；：，!?”’」』")
_SAID = re.compile("(?<![简名])称|说|表示|宣布|透露|发表|证实|报道|介绍|强调|指出|批评|谴责|认为")
_BOUND = re.compile("起|以来|以前|之前|前|以后|之后|至|底前|到")


class Sketch:
    """One sentence as text with symbols, and the way back from the symbols to the mentions.

    `mentions` are all that lie inside the sentence; of nested ones the outermost is drawn. 四川省广安市 is one
    place, the last. `before` is the sketch of the sentence before it.
    """

    def __init__(
        self, document: Document, start: int, end: int, mentions: list[Span], before: Sketch | None = None
    ) -> None:
        self.document, self.start, self.end, self.mentions, self.before = document, start, end, mentions, before
        text = document.text
        pieces: list[str] = []
        self._bounds: list[Extent] = []
        self._spans: dict[int, Span] = {}
        at = start
        for span in outermost(mentions):
            pieces.append(text[at : span.start])
            self._bounds += pairwise(range(at, span.start + 1))
            if self._spans and span.start == at and _continues(self._spans.get(len(self._bounds) - 1), span):
                self._bounds[-1] = (self._bounds[-1][0], span.end)
                self._spans[len(self._bounds) - 1] = span
            else:
                self._spans[len(self._bounds)] = span
                self._bounds.append((span.start, span.end))
                pieces.append(symbol_of(span))
            at = span.end
        pieces.append(text[at:end])
        self._bounds += pairwise(range(at, end + 1))
        self.text = "".join(pieces)

    def spans(self, match: re.Match[str], group: str, *classes: str) -> list[Span]:
        """The mentions inside a group of `match`, in order; with `classes` only those of these symbols.

        A place that only says where the rest of a list lies (等四川9个市州) is none of the list,
        and neither is a group whose members stand before it (川渝两地).
        """
        first, last = match.span(group)
        wanted = {SYMBOLS[name] for name in classes} or set(SYMBOLS.values())
        return [
            self._spans[i]
            for i in range(max(first, 0), last)
            if i in self._spans and self.text[i] in wanted and not self._only_sums_up(i)
        ]

    def _only_sums_up(self, i: int) -> bool:
        before = self.text[i - 1 : i]
        after = self.text[i + 1 : i + 2]
        if self._names_region(i, after) or self._names_region(i - 1, self.text[i : i + 1]):
            return self.text[i] == SYMBOLS["place"]  # 京津冀三地: three places, not the region
        if after == SYMBOLS["group"] and self._spans[i].label_ == "Region":
            return True  # 中亚五国: whom the group means is not known
        if self.text[i] == SYMBOLS["place"] and after == SYMBOLS["body"]:
            return True  # 绵阳某某新城管委会: the place says where the body is
        if after == SYMBOLS["place"]:
            place, inner = self._spans[i], self._spans[i + 1]
            if place.label_ == "Country":
                return inner.label_ != "Country"  # 法国里昂: the country says where the city is
            if self.text[i] == after and not inner.kb_id_ and not how_of(inner):
                return True  # 某镇某村
        return before == "等" or (self.text[i] == SYMBOLS["group"] and before in (SYMBOLS["place"], SYMBOLS["body"]))

    def _names_region(self, i: int, after: str) -> bool:
        region = self._spans.get(i)
        return after == SYMBOLS["group"] and region is not None and bool(members_of(region))

    def _draws(self, span: Span) -> bool:
        """True if `span` lies in no other mention."""
        return self._spans.get(self.position(span.start)) is span

    def span(self, match: re.Match[str], group: str) -> Span:
        """The mention that a group of `match` consists of."""
        return self._spans[match.start(group)]

    def bounds(self, match: re.Match[str], group: str | int = 0) -> Extent:
        """Start and end of a group of `match` in the document."""
        first, last = match.span(group)
        return self._bounds[first][0], self._bounds[max(first, last - 1)][1]

    def at(self, position: int) -> Span | None:
        """The mention drawn at a position of the sketch, None for ordinary text."""
        return self._spans.get(position)

    @property
    def is_headline(self) -> bool:
        """True for a line that is no sentence: a title, a crosshead, a caption."""
        return not self.text.rstrip().endswith(_SENTENCE_ENDS)

    def position(self, offset: int) -> int:
        """The position of the sketch at which the character at `offset` of the document is drawn."""
        return bisect_right(self._bounds, (offset, len(self.document.text))) - 1

    def party_at(self, position: int) -> Span | None:
        """The body, place or group drawn at a position, None if that is nothing else or no party of its own."""
        if self.text[position] not in _PARTY_SYMBOLS or self._only_sums_up(position):
            return None
        span = self._spans[position]
        # 中韩签订 in a headline: companies of the two countries may be meant.
        return None if self.is_headline and span.label_ == "Country" and how_of(span) else span

    def date_before(self, end: int) -> Span | None:
        """The last date of the sentence that begins before `end`, an offset of the document, and is no part of a name.

        None if that date only says since when or until when (自2010年起, 截至10月), or when something was said
        of it (7日宣布).
        """
        dates = [span for span in self.mentions if span.label_ == "Date" and span.start < end and self._draws(span)]
        if not dates or _BOUND.match(self.document.text, dates[-1].end):
            return None
        if _SAID.search(self.document.text, dates[-1].end, end):
            return None
        since = self.document.text.endswith(("自", "从", "截至"), 0, dates[-1].start)
        return None if since and not self.document.text.endswith("记者从", 0, dates[-1].start) else dates[-1]


def members_of(region: Span) -> tuple[str, ...]:
    """The codes of the divisions that make up a region, empty for what is none."""
    known = gazetteer.regions().get(name_of(region)) if region.label_ == "Region" else None
    return known.members if known else ()


def symbol_of(span: Span) -> str:
    """The symbol that stands for a mention."""
    kind = root(span.label_)
    return SYMBOLS[_DRAWN_AS.get(kind, kind.lower())]


def sketches(document: Document) -> list[Sketch]:
    """The sketches of all sentences of `document` that are read for facts, in order."""
    starts = [span.start for span in document.mentions]
    drawn: list[Sketch] = []
    for sentence in document.doc.sents:
        start, end = sentence.start, sentence.end
        if document.read[start] and not document.text[start:end].isspace():
            begun = document.mentions[bisect_left(starts, start) : bisect_left(starts, end)]
            inside = [span for span in begun if span.end <= end]
            drawn.append(Sketch(document, start, end, inside, drawn[-1] if drawn else None))
    return drawn


def outermost(mentions: list[Span]) -> list[Span]:
    """The mentions that lie in no other, in order."""
    kept: list[Span] = []
    for span in sorted(mentions, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _continues(left: Span | None, right: Span) -> bool:
    """True if `right` says more closely where `left` is: 四川 广安."""
    if left is not None and right.label_ == "Place" and text_of(right).endswith(_TOWNS):
        return left.label_ in ("County", "Prefecture", "Place")  # 万源市柳坝镇
    return bool(left is not None and left.kb_id_ and right.kb_id_ and gazetteer.is_within(right.kb_id_, left.kb_id_))
