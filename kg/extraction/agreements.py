"""Agreements: who signed what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern

SIGN = "签署|签订|签定|签下|签约|订立|缔结|达成|续签"
_ISSUE = "(?:联合|共同)(?:制定|发出|发起|提出|发布)|发出"
_SIGNED = pattern(
    rf"(?P<parties><parties>)(?:等)?(?P<gap>(?:在<place>|在[^。；，]{{0,14}}下|[^。；，<agreement><party>]){{0,20}}?)(?P<verb>{SIGN}|{_ISSUE})"
    rf"(?P<what>[^。；]{{0,30}}?<agreement>(?:[、和及]<agreement>)*)"
)
_NEXT = pattern(rf"[，、](?:并|还|共同|联合|又)*(?P<verb>{SIGN}|制定|发布|印发)了?(?P<what><agreement>(?:[、和及]<agreement>)*)")
_AGREED = pattern("(?P<parties><parties>)(?P<verb>按照|根据|依据)(?:双方)?(?P<what><agreement>)(?:商定|约定|确定)")
_PASSIVE = pattern(rf"(?P<what><agreement>)(?P<gap>[^。；，]{{0,12}})由(?P<parties><parties>)(?:共同|联合)?(?P<verb>{SIGN}|制定|发起|发布)")
_WITH = pattern(rf"(?P<first><list>)[^。；，<party>]{{0,14}}?(?:在[^。；，]{{0,20}})?(?:分别|共同)?(?:与|和|同)(?:[^，。；<party>]{{0,24}}的)?(?P<second><list>)[^。；，<party>]{{0,14}}?(?P<verb>{SIGN})(?P<what>[^。；]{{0,30}}?<agreement>)")
_PLACE = pattern(f"在(?P<where><place>)(?:[^，。；<place>]{{0,6}})(?:正式|共同|联合)?(?:{SIGN})|(?:{SIGN})(?:仪式)?[^，。；]{{0,4}}在(?P<later><place>)")
_MUTUAL = re.compile("FrameworkAgreement|CooperationAgreement|Memorandum|Agreement")


def find_agreements(sketch: Sketch) -> Iterator[Draft]:
    """kg:partyTo, kg:signedOn, kg:signedIn for what the sentence says was signed, issued together or agreed.

    Parties of an agreement that is signed cooperate: a derived kg:cooperatesWith for each pair of them.
    """
    seen: set[int] = set()
    for rule, form in (("signs-with", _WITH), ("sign", _SIGNED), ("agreed-in", _AGREED), ("signed-by", _PASSIVE)):
        for match in form.finditer(sketch.text):
            what = [span for span in sketch.spans(match, "what", "agreement") if span.start not in seen]
            mode = modality(sketch, match.start("verb"))
            if not what or mode is None or form is _SIGNED and sketch.text[max(0, match.start() - 1) : match.start()] in ("与", "同", "和"):
                continue  # 与甲签署: who signed with 甲 stands elsewhere
            groups = ("first", "second") if form is _WITH else ("parties",)
            parties = [span for group in groups for span in sketch.spans(match, group, "body", "place", "group")]
            more = _NEXT.match(sketch.text, match.end())
            if more:
                what += sketch.spans(more, "what", "agreement")
            seen |= {span.start for span in what}
            trigger = sketch.bounds(match, "verb")
            for agreement in what:
                for party in parties:
                    yield Draft(party, "kg:partyTo", agreement, sketch, rule, trigger, modality=mode)
            if any(_MUTUAL.fullmatch(span.label_) for span in what):
                yield from together(sketch, parties, f"{rule}-together", trigger, mode, "derived")
            if re.fullmatch(SIGN, match["verb"]) or "发" in match["verb"]:
                yield from _when_and_where(sketch, what, match.start(), trigger)


def _when_and_where(sketch: Sketch, what: list[Span], start: int, trigger: tuple[int, int]) -> Iterator[Draft]:
    dates = [span for span in sketch.doc.spans["kg"] if span.label_ == "Date" and sketch.start <= span.start < trigger[0]]
    place = _PLACE.search(sketch.text)
    for agreement in what:
        if dates:
            yield Draft(agreement, "kg:signedOn", dates[-1].text, sketch, "signing-date", trigger, (dates[-1].start, dates[-1].end))
        if place:
            where = sketch.span(place, "where" if place["where"] else "later")
            yield Draft(agreement, "kg:signedIn", where, sketch, "signing-place", trigger)
