"""Institutions: known bodies from the gazetteer, and names that end in a head word (…大学, …教育厅, …有限公司)."""

from __future__ import annotations

import re
from functools import cache

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import AGREEMENTS, add, covered, mention
from kg.recognition.heads import KEEPS_PLACE, headed
from kg.recognition.short_names import cores, introduced, short
from kg.recognition.words import words_of

_NATIONS = tuple("美英法德日韩俄意加澳印欧巴朝越")
_FOLLOWERS = re.compile("门|链|分(?!局|公司|院|校|社|行|会|别)|生|城(?!市)|堂(?!堂)|路|站|街|桥|门口|附近|旁|院线")
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
    known = _known_bodies(doc)
    named = [*known, *headed(doc, known), *short(doc)]
    named += introduced(doc, named)
    found = _longest([*cores(doc, named), *named])
    found = [span for span in found if not any(busy[span.start : span.end]) and not _FOLLOWERS.match(text, span.end)]
    add(doc, [span for span in found if span.label_ in KEEPS_PLACE], keep_leading=True)
    add(doc, [span for span in found if span.label_ not in KEEPS_PLACE])
    return doc


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
        if len(form) <= 2 and words.text[start - 1 : start] in _NATIONS:  # 德央行
            continue
        if start in words.starts and (end in words.ends or len(form) >= 4):
            found.append(mention(doc, start, end, body.kind, body.name))
    return found
