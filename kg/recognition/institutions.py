"""Institutions: known bodies from the gazetteer, and names that end in a head word (…大学, …教育厅, …有限公司)."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import AGREEMENTS, add, covered, how_of, is_place, mention, mentions, name_of, text_of
from kg.recognition.beginnings import KEEPS_PLACE
from kg.recognition.heads import headed
from kg.recognition.ministries import of_lists
from kg.recognition.short_names import cores, introduced, short
from kg.recognition.signatories import signing
from kg.recognition.words import words_of

_NATIONS = gazetteer.nation_characters() - {"中"}
_LOCAL = tuple("省市县区州")
_SITE = re.compile("[（(](?P<place>[一-鿿]{2,4})[）)]")
_FOLLOWERS = re.compile(
    "门|链|园(?!林|艺)|分(?!局|公司|院|校|社|行|会|别)|生|城(?!市)|堂(?!堂)|路|站|街|桥|门口|附近|旁|院线|集群|”?模式|圈"
)
# What the name of an institution does not reach into.
_NEVER_INSIDE = AGREEMENTS | {"Title", "Date"}


@cache
def _bodies() -> ahocorasick.Automaton:
    found = ahocorasick.Automaton()
    for body in gazetteer.bodies().values():
        for form in (body.name, *body.aliases):
            found.add_word(form, (form, body))
    found.make_automaton()
    return found


@Language.component("kg_institutions", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_institutions(doc: Doc) -> Doc:
    """`doc` with its institutions; 市教委 and 教育厅 without a place carry "short" as the way they came about."""
    text = words_of(doc).text
    busy = covered(doc, _NEVER_INSIDE)
    places = {span.start: span for span in mentions(doc) if is_place(span) and span.kb_id_}
    known = _known_bodies(doc)
    named = [*known, *headed(doc, known), *short(doc)]
    named += introduced(doc, named)
    named += signing(doc, named)
    found = _longest([*cores(doc, named), *named])
    found = [span for span in found if not any(busy[span.start : span.end]) and not _FOLLOWERS.match(text, span.end)]
    found = of_lists(doc, [_with_site(doc, span) for span in found])
    ends = {place.end for place in places.values()}
    keeping = [span for span in found if how_of(span) != "shared" and _keeps_places(span, places, ends)]
    add(doc, keeping, keep_leading=True)
    add(doc, [span for span in found if span not in keeping])
    return doc


def _with_site(doc: Doc, span: Span) -> Span:
    """A university with the place in brackets that is part of its name: 示例大学（深圳） is not 示例大学."""
    site = _SITE.match(text_of(doc), span.end) if span.label_ == "University" and not how_of(span) else None
    if site is None or site["place"] not in gazetteer.names() or site["place"] in text_of(span):
        return span
    return mention(doc, span.start, site.end(), span.label_, f"{name_of(span)}（{site['place']}）")


def _keeps_places(span: Span, places: Mapping[int, Span], ends: Container[int]) -> bool:
    """True if the places that a name begins with are named too: that of an office, those of 四川省甘洛县某小学."""
    if text_of(span).startswith(("中国", "全国")):
        return False
    first = places.get(span.start)
    if span.label_ in KEEPS_PLACE or first is None:
        return span.label_ in KEEPS_PLACE
    return span.start in ends or (first.end in places and places[first.end].end < span.end)


def _longest(found: list[Span]) -> list[Span]:
    """Of spans that overlap the longest, of these the first."""
    kept: list[Span] = []
    taken = bytearray(max((span.end for span in found), default=0))
    for span in sorted(found, key=lambda s: (s.start - s.end, s.start)):
        if not any(taken[span.start : span.end]):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
            kept.append(span)
    return kept


def _known_bodies(doc: Doc) -> list[Span]:
    words = words_of(doc)
    found = []
    for last, (form, body) in _bodies().iter(words.text):
        start, end = last + 1 - len(form), last + 1
        if words.text[start - 1 : start] == "共" and not words.text.endswith("中共", 0, start):  # 越共中央政治局
            continue
        if len(form) <= 2 and words.text[start - 1 : start] in _NATIONS:  # 德央行
            continue
        if words.text[start - 1 : start] in _LOCAL and form != body.name and len(form) <= 4:
            continue  # 市港澳办 is the office of a city
        if start in words.starts and (end in words.ends or len(form) >= 4):
            found.append(mention(doc, start, end, body.kind, body.name))
    return found
