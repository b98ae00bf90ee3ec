"""Departments before a post: those whose names hold 与, and those of the body that the series of posts began with."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import how_of, is_institution, is_place, mention, mentions, name_of, text_of
from kg.recognition.ministries import is_ministry
from kg.recognition.words import words_of

# 示例与内地事务局: the part of a name before 与, and what is no part of one but another body or a person.
_JOINED = re.compile("(?P<part>(?:(?![与和及])[一-鿿]){2,8})[与和及]$")
_NO_PART = re.compile(
    "(?:大学|学院|中学|小学|学校|医院|公司|集团|银行|委员会|局|厅|处|司|协会|学会|商会|中心|政府|[省市县区委]|[员者师生人家方长]|代表|"
    "干部|领导|部门|单位|企业|机构|先生|女士|书记|主任|教授|主席)$|^[由据请对向受被让应赴访在于到]"
)
_ENDS = "局处司部会室科署系心"
_EDGES = "，。；：\n和与及"
# 我校 of 我校对外合作与发展处 names none.
_OWN = re.compile("[我本该其][校院局市县区省厅会]?")
# Departments that any body may have, and those of bodies of one class.
_PLACED = "(?!国务院|国家|全国|中央|中国|[省市县区州旗盟])"
_PART = re.compile(f"{_PLACED}[一-鿿]{{1,12}}(?:处|科|部|办公室|研究室|教研室|医务室|系|办|学院)")
_PARTS = {
    "PartyBody": re.compile(
        "组织部|宣传部|统战部|社会工作部|政法委|机关工委|教育工委|办公[室厅]|政研室|编办|网信办|党校|外办|台办"
    ),
    "GovernmentBody": re.compile(f"{_PLACED}[一-鿿]{{1,12}}(?:处|科|办公室|研究室)"),
}
_LOCAL = re.compile("^(?!.*特别行政区).*(?:[省市县区州]|部)")
_NO_PART_OF = re.compile("(?!)")
_MINISTRY = re.compile("[一-鿿]{2,8}部")
# 示例大学 of 示例大学港澳台办公室
_WHOLE = re.compile(
    "(?P<whole>.+(?:医院|大学|学院|公司|集团|学校|中学|银行|研究院))[^局委]{1,10}(?:处|科|部|办公室|办|系|室|学院)$"
)
_LINK = re.compile("(?:[、，和及与]|以及)$")
_SENTENCE_END = re.compile("[。；！？\n]")


def joined(doc: Doc) -> Iterator[Span]:
    """The departments right before a post whose names begin before a 与 or 和 in them: 示例与内地事务局局长."""
    text, known = text_of(doc), mentions(doc)
    ends = {span.end: span for span in known}
    posts = {span.start for span in known if span.label_ == "Post"}
    for span in known:
        if not is_institution(span) or span.end not in posts or text[span.end - 1] not in _ENDS:
            continue
        match = _JOINED.search(text, max(0, span.start - 12), span.start)
        if match is None or match.end("part") in ends or _NO_PART.search(match["part"]):
            continue
        begin, end = match.start("part") + _own(match["part"]), match.end("part")
        inside = [ends[at] for at in range(begin + 1, end) if at in ends and not is_place(ends[at])]
        whole = inside[0] if len(inside) == 1 and is_institution(inside[0]) else None
        at_edge = begin == 0 or text[begin - 1] in _EDGES or begin > match.start("part")
        if len(inside) > (whole is not None) or not _is_named(doc, whole.end if whole else begin, end):
            continue
        if whole is not None:
            yield mention(doc, whole.start, span.end, span.label_, name_of(whole) + text[whole.end : span.end])
        elif at_edge:
            yield mention(doc, begin, span.end, span.label_)


def of_the_body_before(doc: Doc) -> Iterator[Span]:
    """The departments of the body that the series of posts began with: 示例大学校长王样本、教务处处长李样本.

    A ministry behind one of a country abroad is of the same country: 北方国新闻部大臣某某、旅游部大臣某某.
    """
    text, known = text_of(doc), mentions(doc)
    posts = {span.start for span in known if span.label_ == "Post"}
    held = {span.end for span in known if span.label_ in ("Post", "Person")}
    countries = {span.start: name_of(span) for span in known if span.label_ == "Country" and name_of(span) != "中国"}
    country: str | None = None
    whole: tuple[Span, str] | None = None
    for span in known:
        if not is_institution(span) or span.end not in posts:
            continue
        if country and span.start not in countries and is_ministry(span) and _is_linked(text, span.start, held):
            yield mention(doc, span.start, span.end, span.label_, country + text_of(span), how="part")
            continue
        country = countries.get(span.start)
        if whole is not None and _SENTENCE_END.search(text, whole[0].end, span.start):
            whole = None
        part = _part(whole)
        college = text_of(span).endswith("学院") and whole is not None and whole[0].label_ != "University"
        if whole is not None and not college and _is_part(doc, span, part) and _is_linked(text, span.start, held):
            name, how = whole[1] + text_of(span), how_of(whole[0]) or "part"
            yield mention(doc, span.start, span.end, whole[0].label_, name, how=how)
        elif whole is not None and _is_ministry(text_of(span), whole[1]) and _is_linked(text, span.start, held):
            country = gazetteer.country_of(whole[1])  # 柬埔寨新闻部大臣王样本、旅游部大臣李样本
            yield mention(doc, span.start, span.end, whole[0].label_, country + text_of(span), how="part")
        elif not _is_part(doc, span, _PART):
            inner = _WHOLE.match(text_of(span))
            whole = (span, inner["whole"] if inner else name_of(span))


def _is_ministry(name: str, before: str) -> bool:
    """True for a ministry without its country, behind one with it."""
    return (
        _MINISTRY.fullmatch(name) is not None and bool(gazetteer.country_of(before)) and not gazetteer.country_of(name)
    )


def _is_linked(text: str, start: int, held: Container[int]) -> bool:
    """True if the post or the person before goes on here."""
    link = _LINK.search(text, max(0, start - 2), start)
    return link is not None and link.start() in held


def _part(whole: tuple[Span, str] | None) -> re.Pattern[str]:
    """What departments of a body end in; 警务处 is none of 保安局, which no place or ministry shows to be of here."""
    if whole is None:
        return _PART
    if whole[0].label_ == "GovernmentBody" and not _LOCAL.search(whole[1]):
        return _NO_PART_OF
    return _PARTS.get(whole[0].label_, _PART)


def _own(words: str) -> int:
    """How many characters of `words` only say that a body is one's own."""
    match = _OWN.match(words)
    return match.end() if match else 0


def _is_part(doc: Doc, span: Span, part: re.Pattern[str]) -> bool:
    """True for a department whose name says nothing of whose it is."""
    known = text_of(span) != name_of(span) or text_of(span) in gazetteer.bodies()
    return not known and part.fullmatch(text_of(span)) is not None and _is_named(doc, span.start, span.end)


def _is_named(doc: Doc, start: int, end: int) -> bool:
    """True if these are words that names of departments are made of: neither pronouns nor times nor names."""
    words = words_of(doc)
    first = words.starts.get(start)
    if first is not None and first.end == end + 1 and words.text[end] == "长":
        return True  # 宣传部长 is one word
    inside = words.inside(start, end)
    whole = bool(inside) and inside[0].start == start and inside[-1].end == end
    named = len(inside) > 1 and any(
        word.tag.startswith(("nr", "ns")) for word in inside
    )  # 宣传部 as a name is one word
    return whole and not named and all(word.tag[0] in "nvabjlsgc" for word in inside)
