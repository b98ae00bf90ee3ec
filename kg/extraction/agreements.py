"""Agreements: who signed what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import is_place
from kg.model import Modality

_SIGN = "签署|签订|签定|签下|签约|订立|缔结|达成|续签"
_ISSUE = "(?:联合|共同)(?:制定|发出|发起|提出|发布)|发出"
_AGREEMENTS = "<agreement>(?:[、和及]<agreement>)*"
# 甲与乙在丙签署了《丁》
_SIGNED = pattern(
    "(?P<parties><parties>)(?:等)?"
    "(?:在<place>|在[^。；，]{0,14}下|[^。；，<agreement><party>]){0,20}?"
    rf"(?P<verb>{_SIGN}|{_ISSUE})(?P<what>[^。；]{{0,30}}?{_AGREEMENTS})"
)
# 甲分别与乙、丙签署《丁》
_WITH = pattern(
    "(?P<first><list>)[^。；，<party>]{0,14}?(?:在[^。；，]{0,20})?(?:分别|共同)?"
    "(?:与|和|同)(?:[^，。；<party>]{0,24}的)?(?P<second><list>)[^。；，<party>]{0,14}?(?:在<place>)?[^。；，<party>]{0,4}?"
    rf"(?P<verb>{_SIGN})(?P<what>[^。；]{{0,30}}?<agreement>)"
)
# 甲与乙根据《丁》商定
_AGREED = pattern("(?P<parties><parties>)(?P<verb>按照|根据|依据)(?:双方)?(?P<what><agreement>)(?:商定|约定|确定)")
# 《丁》由甲与乙共同制定
_PASSIVE = pattern(
    "(?P<what><agreement>)(?:[^。；，]{0,12})由(?P<parties><parties>)"
    rf"(?:共同|联合)?(?P<verb>{_SIGN}|制定|发起|发布)"
)
_FORMS = (("signs-with", _WITH), ("sign", _SIGNED), ("agreed-in", _AGREED), ("signed-by", _PASSIVE))
# …，并印发《戊》
_NEXT = pattern(rf"[，、](?:并|还|共同|联合|又)*(?P<verb>{_SIGN}|制定|发布|印发)了?(?P<what>{_AGREEMENTS})")
# 在丙正式签署, 签约仪式在丙
_PLACE = pattern(
    f"在(?P<where><place>)(?:[^，。；<place>]{{0,6}})(?:正式|共同|联合)?(?:{_SIGN})"
    f"|(?:{_SIGN})(?:仪式)?[^，。；]{{0,4}}在(?P<later><place>)"
)
# What may follow a place that is a party itself: marks of a list, adverbs, the verb.
_AFTER_PARTY = frozenset(
    "与和同及跟等在于正共联日近今昨分双两三四将已就签订达缔续制发按根依携会又还也先再顺成首并以为之、"
)
_MUTUAL = frozenset({"FrameworkAgreement", "CooperationAgreement", "Memorandum", "Agreement"})


def find_agreements(sketch: Sketch) -> Iterator[Draft]:
    """kg:partyTo, kg:signedOn, kg:signedIn for what the sentence says was signed, issued together or agreed.

    Parties of an agreement that is signed cooperate: a derived kg:cooperatesWith for each pair of them.
    """
    seen: set[int] = set()
    for rule, form in _FORMS:
        for match in form.finditer(sketch.text):
            what = [span for span in sketch.spans(match, "what", "agreement") if span.start not in seen]
            if re.fullmatch(_ISSUE, match["verb"]) and "制定" not in match["verb"]:
                what = [span for span in what if span.label_ == "Initiative"]  # who issues an opinion is no party
            mode = modality(sketch, match.start("verb"))
            # 与甲签署: who signed with 甲 stands elsewhere
            headless = form is _SIGNED and sketch.text.endswith(("与", "同", "和"), 0, match.start())
            if not what or mode is None or headless:
                continue
            more = _NEXT.match(sketch.text, match.end())
            what += sketch.spans(more, "what", "agreement") if more else []
            seen |= {span.start for span in what}
            yield from _signing(sketch, rule, match, what, mode)


def _signing(sketch: Sketch, rule: str, match: re.Match[str], what: list[Span], mode: Modality) -> Iterator[Draft]:
    groups = [name for name in ("first", "second", "parties") if name in match.re.groupindex]
    parties = [span for group in groups for span in sketch.spans(match, group, "body", "place", "group")]
    parties = [span for span in parties if not _is_cut_short(sketch, span)]
    trigger = sketch.bounds(match, "verb")
    if not parties:
        return
    for agreement in what:
        for party in parties:
            yield Draft(party, "kg:partyTo", agreement, sketch, rule, trigger, modality=mode)
    if any(span.label_ in _MUTUAL for span in what):
        yield from together(sketch, parties, f"{rule}-together", trigger, mode, "derived")
    if re.fullmatch(_SIGN, match["verb"]) or "发" in match["verb"]:
        yield from _when_and_where(sketch, match, what, mode)


def _is_cut_short(sketch: Sketch, party: Span) -> bool:
    # 四川某地签署: what signs is something in 四川 that has no mention, and not 四川.
    end = party.end
    for span in sketch.mentions:  # 沪苏浙皖四地的某某部门: nor is it the places, but their offices
        end = span.end if span.start == end else end
    after = sketch.document.text[end : end + 1]
    return is_place(party) and "一" <= after <= "鿿" and after not in _AFTER_PARTY


def _when_and_where(sketch: Sketch, match: re.Match[str], what: list[Span], mode: Modality) -> Iterator[Draft]:
    trigger = sketch.bounds(match, "verb")
    date = sketch.date_before(trigger[0])
    places = (one for one in _PLACE.finditer(sketch.text) if one.start() <= match.start("verb") < one.end())
    place = next(places, None)
    for agreement in what:
        if date is not None:
            yield Draft(agreement, "kg:signedOn", date, sketch, "signing-date", trigger, modality=mode)
        if place:
            where = sketch.span(place, "where" if place["where"] else "later")
            yield Draft(agreement, "kg:signedIn", where, sketch, "signing-place", trigger, modality=mode)
        if mode == "planned":
            yield Draft(agreement, "kg:planned", "true", sketch, "to-be-signed", trigger)
