"""Agreements: who signed what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.actors import actors, actors_in_clause
from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import how_of, is_agreement, is_place, name_of
from kg.model import Modality

_SIGN = "签署|签订|签定|签下|签约|签(?=了|<agreement>)|订立|缔结|达成|续签"
_ISSUE = "(?:联合|共同)(?:制定|发出|发起|提出|发布|发表)|发出|发表"
_AGREEMENTS = "<agreement>(?:(?:[、和及与]|以及)?<agreement>)*"
# 签署了《丁》
_SIGNED = pattern(f"(?P<verb>{_SIGN}|{_ISSUE})(?P<what>[^。；]{{0,30}}?{_AGREEMENTS})")
# 根据《丁》商定
_AGREED = pattern("(?P<verb>按照|根据|依据)(?:双方)?(?P<what><agreement>)(?:商定|约定|确定)")
# 《丁》签约仪式, 《丁》正式签署
_PASSIVE = pattern(f"(?P<what>{_AGREEMENTS})[^。；，<party>]{{0,4}}?(?P<verb>签约|签署|签订|签字|<event>)")
# 《丁》由甲与乙共同制定
_BY = pattern(
    f"(?P<what>{_AGREEMENTS})[^。；，]{{0,12}}由(?P<by>[^。；]{{0,60}}?)(?:共同|联合)?(?P<verb>{_SIGN}|制定|发起|发布)"
)
_FORMS = (("signed-by", _BY), ("sign", _SIGNED), ("agreed-in", _AGREED), ("signing-of", _PASSIVE))
# 甲与乙签约: the one agreement that the article names
_UNNAMED = pattern("(?P<verb>签约|签字)(?=[，。；！]|$)")
# …，并印发《戊》
_NEXT = pattern(rf"[，、](?:并|还|共同|联合|又)*(?P<verb>{_SIGN}|制定|发布|印发)了?(?P<what>{_AGREEMENTS})")
# 在丙正式签署, 签约仪式在丙
_PLACE = pattern(
    f"在(?:<place>[^，。；<place>]{{0,3}}(?=<place>))*(?P<where><place>)(?:[^，。；<place>]{{0,12}}?)(?:{_SIGN})"
    f"|(?:{_SIGN})(?:仪式)?[^，。；]{{0,8}}在(?P<later><place>)"
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
                what = [span for span in what if _is_voiced(span)]  # who issues an opinion is no party
            mode = modality(sketch, match.start("verb"))
            event = sketch.at(match.start("verb"))
            if event is not None and event.label_ != "Signing":
                continue
            quoted = sketch.text.endswith("“", 0, match.start("verb"))
            if not what or mode is None or quoted or (form is _SIGNED and sketch.text.startswith("的", match.end())):
                continue  # 达成协议的契机: not that it was signed
            more = _NEXT.match(sketch.text, match.end())
            what += sketch.spans(more, "what", "agreement") if more else []
            parties = actors(sketch, match.start("what" if form is _PASSIVE else "verb"))
            alone = len(parties) == 1 and parties[0].label_ != "Group"
            # A country alone gives orders (总统签署备忘录), and that two have agreed names both.
            unclear = alone and (match["verb"] == "达成" or is_place(parties[0]))
            if parties and not (unclear and all(how_of(span) == "untitled" for span in what)):
                seen |= {span.start for span in what}
                yield from _signing(sketch, rule, match, what, parties, mode)
    yield from _only_one(sketch)


def _only_one(sketch: Sketch) -> Iterator[Draft]:
    """Who signs (甲与乙签约) what the sentence does not say but the article: its only agreement."""
    matches = list(_UNNAMED.finditer(sketch.text))
    if not matches or any(is_agreement(span) for span in sketch.mentions):
        return
    named = {name_of(span): span for span in sketch.document.mentions if is_agreement(span)}
    for match in matches if len(named) == 1 else ():
        mode, parties = modality(sketch, match.start("verb")), actors_in_clause(sketch, match.start("verb"))
        if mode and len(parties) > 1:
            yield from _signing(sketch, "sign-unnamed", match, list(named.values()), parties, mode)


def _is_truce(span: Span) -> bool:
    """Whether those who agree stop fighting, which is no cooperation."""
    return any(word in name_of(span) for word in ("停火", "停战", "休战", "换俘", "撤军", "赔偿"))


def _is_voiced(span: Span) -> bool:
    return span.label_ == "Initiative" or name_of(span).endswith(("声明", "公报"))


def _signing(
    sketch: Sketch, rule: str, match: re.Match[str], what: list[Span], parties: list[Span], mode: Modality
) -> Iterator[Draft]:
    trigger = sketch.bounds(match, "verb")
    for agreement in what:
        for party in parties:
            yield Draft(party, "kg:partyTo", agreement, sketch, rule, trigger, modality=mode)
    if any(span.label_ in _MUTUAL and not _is_voiced(span) and not _is_truce(span) for span in what):
        yield from together(sketch, parties, f"{rule}-together", trigger, mode, "derived")
    if rule != "agreed-in":
        yield from _when_and_where(sketch, match, what, mode)


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
