"""Offices in lists that name their place or what they are once: 俄罗斯和白俄罗斯国防部, 北京、天津两市政府."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.forms import expand
from kg.mentions import how_of, mention, mentions, name_of, text_of

_LINKS = frozenset("和与及、")
_COUNTS = {number: count for count, number in enumerate("两三四五六七八九", 2)}
# What stands between the last of a list and its office: 两市政府, 三地教育局.
_LEVELS = frozenset("省市县区州")
_OF_EACH = re.compile("([两三四五六七八九])[地省市县区州]$")
_MINISTRY = re.compile("[^和与及]{1,12}(?:部|总局|署|厅|军)")
# 甲国、乙国和丙国外交部长: persons of three countries, none of a ministry.
_HEAD_FOLLOWS = "长"


def of_lists(doc: Doc, found: list[Span]) -> list[Span]:
    """`found` with the ministries of the countries beside one, and with the country of those beside one that has it.

    A ministry that only the last of a list of countries has, before the word for its head, is left out.
    """
    countries = {span.end: span for span in mentions(doc) if span.label_ == "Country" and name_of(span) != "中国"}
    starts = {span.start: span for span in countries.values()}
    bodies = {span.end: span for span in found}
    divisions = {span.end: span for span in mentions(doc) if span.kb_id_ and not how_of(span)}
    kept, more = [], []
    for body in found:
        if how_of(body) == "short" and (several := _of_several(doc, body, divisions)):
            more += several
            continue
        country = starts.get(body.start) if body.label_ == "GovernmentBody" else None
        beside = _beside(doc, body, countries) if country is not None and country.end < body.end else []
        if beside and text_of(doc)[body.end : body.end + 1] == _HEAD_FOLLOWS:
            continue
        kept.append(_with_country(doc, body, bodies, starts))
        if country is not None:
            office = text_of(doc)[country.end : body.end]
            more += [
                mention(doc, one.start, one.end, body.label_, name_of(one) + office, how="shared") for one in beside
            ]
    return kept + more


def _beside(doc: Doc, body: Span, countries: Mapping[int, Span]) -> list[Span]:
    """The countries of the list that a body ends: 俄罗斯 before 和白俄罗斯国防部."""
    text, at, listed = text_of(doc), body.start, []
    while text[at - 1 : at] in _LINKS and at and (country := countries.get(at - 1)) is not None:
        listed.append(country)
        at = country.start
    return listed if text[at - 1 : at] not in ("与", "和", "同") else []


def _of_several(doc: Doc, body: Span, divisions: Mapping[int, Span]) -> list[Span]:
    """The offices of the divisions before 两市政府 or 三地教育局, as many as it says; empty if there are others."""
    text = text_of(doc)
    own = text[body.start] in _LEVELS  # 市 of 两市政府 is the first character of what stands for each
    counted = _OF_EACH.search(text, max(0, body.start - 2), body.start + own)
    at, count = (counted.start(), _COUNTS[counted[1]]) if counted else (0, 0)
    listed: list[Span] = []
    while count and (division := divisions.get(at)) is not None:
        listed.append(division)
        at = division.start - 1
        if text[at : at + 1] not in _LINKS:
            break
    if not count or len(listed) != count:
        return []
    office = text_of(body)[own:]
    return [
        mention(doc, one.start, one.end, body.label_, expand(name_of(one) + office), how="shared") for one in listed
    ]


def _with_country(doc: Doc, body: Span, bodies: Mapping[int, Span], starts: Mapping[int, Span]) -> Span:
    """A ministry beside one of a country abroad, of the same country: 国家安全总局 behind 以色列国防军和."""
    before = bodies.get(body.start - 1) if text_of(doc)[body.start - 1 : body.start] in _LINKS else None
    country = starts.get(before.start) if before is not None else None
    if country is None or body.start in starts or not is_ministry(body):
        return body
    return mention(doc, body.start, body.end, body.label_, name_of(country) + text_of(body), how="part")


def is_ministry(body: Span) -> bool:
    """True for a ministry or an agency of a state whose name says nothing of which."""
    text = text_of(body)
    unknown = text not in gazetteer.bodies() and text == name_of(body) and how_of(body) in ("", "short")
    return unknown and body.label_ == "GovernmentBody" and _MINISTRY.fullmatch(text) is not None
