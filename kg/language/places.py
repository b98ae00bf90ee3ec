"""Places: divisions, regions, countries from the gazetteer; zones and regions that the text names itself."""

from __future__ import annotations

import re
from functools import cache

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer, vocabulary
from kg.language.names import extend_left
from kg.mentions import add, is_place, mention, mentions

_FULL = re.compile(r".{2,}(?:省|市|县|区|州|盟|旗|特别行政区|群岛|地区|经济圈|都市圈)")
_COMBINATION = re.compile(r"[一-鿿]{2,6}")
# 在京, 赴港, 访澳: one character is a place only behind a verb that wants one.
_ABBREVIATED = re.compile(r"(?<=[在赴访来抵驻离])(?P<c>[京沪津渝港澳])(?=[一-鿿，。、]|$)")
_ZONE_HEAD = re.compile(
    r"(?:经济|都市|生态)圈|城市群|毗邻地区|(?:试验|示范|先行|开发|高新|合作|保税|新片|自贸|功能|产业|旅游)区|(?<=[一-鿿]{2})新区|自由贸易港|新城|国际教育园|科学城|大学城"
)
_REGION_TAIL = re.compile("圈|城市群|地区")


@cache
def automaton() -> ahocorasick.Automaton:
    """All surface forms of the gazetteer's places, to be found in one pass over a text."""
    found = ahocorasick.Automaton()
    for name, candidates in gazetteer.names().items():
        places = tuple(c for c in candidates if vocabulary.root(c.kind) == "Place")
        if places:
            found.add_word(name, (name, places))
    found.make_automaton()
    return found


@Language.component("kg_places", assigns=["doc.spans"], requires=["doc._.words"])
def find_places(doc: Doc) -> Doc:
    """`doc` with its places; an ambiguous name is a place only where its surroundings decide which."""
    text = doc.text
    starts = {start for start, _, _ in doc._.words}
    ends = {end for _, end, _ in doc._.words}
    hits = [
        (start, end, candidates)
        for start, end, candidates in _longest_hits(text)
        if _FULL.fullmatch(text[start:end]) or (start in starts and end in ends) or _is_tagged_place(doc, start, end)
    ]
    add(doc, _combinations(doc, starts))
    add(doc, [_place(doc, s, e, c[0]) for s, e, c in hits if len(c) == 1])
    add(doc, _decide_ambiguous(doc, [hit for hit in hits if len(hit[2]) > 1]))
    add(doc, _abbreviated(doc))
    add(doc, _named_zones(doc))
    return doc


def _longest_hits(text: str) -> list[tuple[int, int, tuple[gazetteer.Candidate, ...]]]:
    hits = [(end + 1 - len(name), end + 1, places) for end, (name, places) in automaton().iter(text)]
    hits.sort(key=lambda hit: (hit[0], -hit[1]))
    longest, last = [], 0
    for hit in hits:
        if hit[0] >= last:
            longest.append(hit)
            last = hit[1]
    return longest


def _place(doc: Doc, start: int, end: int, place: gazetteer.Candidate) -> Span:
    return mention(doc, start, end, place.kind, place.name, "" if place.kind == "Country" else place.code)


def _is_tagged_place(doc: Doc, start: int, end: int) -> bool:
    # 四川省委 and 重庆市委 are one word of the segmenter: the short name may begin it.
    return any(s == start and e > end and tag in ("nt", "ns") and doc.text[e - 1] in "委厅局府办" for s, e, tag in doc._.words)


def _decide_ambiguous(doc: Doc, hits: list[tuple[int, int, tuple[gazetteer.Candidate, ...]]]) -> list[Span]:
    known = [(span.start, span.kb_id_) for span in mentions(doc) if span.kb_id_]
    decided = []
    for start, end, candidates in hits:
        sentence = doc[start : start + 1].sent
        near = [code for at, code in known if sentence.start <= at < sentence.end]
        chosen = gazetteer.decide(candidates, near) or gazetteer.decide(candidates, [code for _, code in known])
        if chosen:
            decided.append(_place(doc, start, end, chosen))
    return decided


def _combinations(doc: Doc, starts: set[int]) -> list[Span]:
    """川渝, 京津冀: each character is a mention of its division."""
    found = []
    text = doc.text
    for match in _COMBINATION.finditer(text):
        at = match.start()
        while at < match.end() - 1:
            for length in range(min(6, match.end() - at), 1, -1):
                codes = gazetteer.expand_combination(text[at : at + length]) if at in starts else ()
                if codes:
                    for i, code in enumerate(codes):
                        division = gazetteer.division(code)
                        found.append(mention(doc, at + i, at + i + 1, gazetteer.kind(code), division.name, code, "combination"))
                    at += length - 1
                    break
            at += 1
    return found


def _abbreviated(doc: Doc) -> list[Span]:
    found = []
    for match in _ABBREVIATED.finditer(doc.text):
        codes = gazetteer.expand_combination(match["c"] + match["c"])
        if codes:
            division = gazetteer.division(codes[0])
            found.append(mention(doc, match.start("c"), match.end("c"), gazetteer.kind(codes[0]), division.name, codes[0], "abbreviation"))
    return found


def _named_zones(doc: Doc) -> list[Span]:
    """川渝高竹新区, 荆州经济技术开发区: a zone named by the place it begins with."""
    places = {span.start: span for span in mentions(doc) if is_place(span)}
    found = []
    for match in _ZONE_HEAD.finditer(doc.text):
        start = extend_left(doc, match.start(), places.keys())
        if start is None or start == match.start():
            continue
        if start in places and places[start].end >= match.end():
            continue
        if any(start <= at < match.end() for at in places) and match.end() - start <= 24:
            kind = "Region" if _REGION_TAIL.search(match.group()) else "Zone"
            found.append(mention(doc, start, match.end(), kind))
    return found

