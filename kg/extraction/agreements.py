"""Agreements: who signed what, when and where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.extraction.actors import actors, actors_in_clause
from kg.extraction.draft import Draft, modality, together
from kg.extraction.sketch import Sketch, pattern
from kg.extraction.titles import titled_for
from kg.mentions import how_of, is_agreement, is_event, is_place, name_of
from kg.model import Modality

_SIGN = "签署|签订|签定|签下|签约|会签|签(?=了|<agreement>)|订立|缔结|达成|续签|互换"
_ISSUE = "(?:联合|共同)(?:制定|发出|发起|提出|发布|发表)|发出|发表"
_AGREEMENTS = "<agreement>(?:(?:[、和及与]|以及)?<agreement>)*"
# 签署了《丁》
_SIGNED = pattern(f"(?P<verb>{_SIGN}|{_ISSUE})(?P<what>(?:(?!签[署订下约了]|达成)[^。；]){{0,30}}?{_AGREEMENTS})")
# 根据《丁》商定
_AGREED = pattern("(?P<verb>按照|根据|依据)(?:双方)?(?P<what><agreement>)(?:商定|约定|确定)")
# 根据甲与乙的丁
_UNDER = pattern("(?P<verb>按照|根据|依据|依照)[^。；，]{0,60}?<party>[^。；，<party>]{0,10}?的(?P<what><agreement>)")
# 甲加入《丁》
_JOINED = pattern("(?P<verb>加入|参加)了?(?P<what><agreement>)")
# 《丁》签约仪式, 《丁》正式签署
_PASSIVE = pattern(
    f"(?P<what>{_AGREEMENTS})(?!(?:的?框架|项)?下)[^。；，<party>]{{0,4}}?(?:[在于][^。；，]{{1,16}}?)?(?P<verb>签约|签署|签订|签字|<event>)"
)
# 《丁》由甲与乙共同制定
_BY = pattern(
    f"(?P<what>{_AGREEMENTS})[^。；，]{{0,12}}由(?P<by>[^。；]{{0,60}}?)(?:共同|联合)?(?P<verb>{_SIGN}|制定|发起|发布)"
)
# 签署了甲与乙的丁
_BETWEEN = pattern(f"(?P<verb>{_SIGN})了?(?P<by><list>(?:与|和|同|、)<list>)的?(?P<what><agreement>)")
_FORMS = (
    ("signed-between", _BETWEEN),
    ("signed-by", _BY),
    ("sign", _SIGNED),
    ("agreed-in", _AGREED),
    ("agreed-under", _UNDER),
    ("join", _JOINED),
    ("signing-of", _PASSIVE),
)
# 达成协议的契机: not that it was signed; 签署协议的国家之一: who signed it.
_NOT_SIGNED = pattern(
    "(?:（[^（）]{1,16}）)?的(?![^，。；<party>]{0,10}(?:国家|地区|城市|省份|高校|大学|学校|院校|医院|企业|公司|单位|机构))"
)
# 出席《丁》签约仪式, 祝贺《丁》的签署: who is there or glad does not sign.
_ATTENDED = re.compile("出席|参加|见证|主持|观[礼摩]|祝贺|欢迎|赞赏|肯定|评价|支持")
# 发表联合声明，谴责…: an opinion, and no agreement.
_OPINION = re.compile("[称说]|[^。；]{0,40}?(?:谴责|呼吁|敦促|反对|抗议|欢迎|关切|不满|批评|拒绝)")
# 已与25个国家签署: the partners have no names.
_PARTNERED = re.compile("[与同和跟]")
# 甲与乙签约: the one agreement that the article names
_UNNAMED = pattern("(?P<verb>签约|签字)(?=[，。；！]|$)")
# …，并印发《戊》
_NEXT = pattern(rf"[，、](?:并|还|共同|联合|又)*(?P<verb>{_SIGN}|制定|发布|印发)了?(?P<what>{_AGREEMENTS})")
# 在丙正式签署, 在丙举行的论坛上甲与乙签署, 签约仪式在丙
_PLACE = pattern(
    f"(?:在|(?<![由对关等基])于)(?:<place>[^，。；<place>]{{0,3}}(?=<place>))*(?P<where><place>)"
    f"(?:[^，。；<place>]{{0,12}}?|(?:举行|举办|召开)的[^。；<place>]{{0,30}}(?:[上中]|期间)，?[^。；]{{0,80}}?)(?:{_SIGN})"
    f"|(?:{_SIGN})(?:仪式)?[^，。；]{{0,8}}[在于](?P<later><place>)"
)
# 此前已签署: the date before it is that of something else.
_EARLIER = re.compile("目前|迄今|此前|累计|先后|陆续|以来|曾")
# 会上签署: on the day that the sentence before tells.
_GOES_ON = pattern(
    "(?:(?:据悉|其中|当[天日]|同[天日]|随后)，?)?(?:[^，。；]{0,8}(?:[会式动]上|会后|见后|谈后|问后|期间|其间|现场|仪式后)|<event>(?:上|期间)|<group>)"
)
_MUTUAL = frozenset({"FrameworkAgreement", "CooperationAgreement", "Memorandum", "Agreement"})


def find_agreements(sketch: Sketch) -> Iterator[Draft]:
    """kg:partyTo, kg:signedOn, kg:signedIn for what the sentence says was signed, issued together or agreed.

    Parties of an agreement that is signed cooperate: a derived kg:cooperatesWith for each pair of them.
    """
    seen: set[int] = set()
    for rule, form in _FORMS:
        for match in form.finditer(sketch.text):
            what = [span for span in _what(sketch, match) if span.start not in seen]
            mode = modality(sketch, match.start("verb"))
            if not what or mode is None or (form in (_SIGNED, _JOINED) and _NOT_SIGNED.match(sketch.text, match.end())):
                continue
            parties = _parties(sketch, match, form)
            if _is_issued(match, what, parties) or _is_bare(match, what):
                continue
            if len(parties) < 2 and len(what) == 1:
                parties = _named_in(sketch, what[0], parties) or parties
            if parties and not _is_unclear(sketch, match, what, parties):
                seen |= {span.start for span in what}
                yield from _signing(sketch, rule, match, what, parties, mode)
    yield from _only_one(sketch)


def _parties(sketch: Sketch, match: re.Match[str], form: re.Pattern[str]) -> list[Span]:
    """Who signs, issues or agrees what the words of `match` say, by the place where its `form` has them."""
    if form is _BETWEEN:
        return sketch.spans(match, "by")
    if form is _SIGNED and match["what"].startswith("的"):  # 甲规定，企业签订的合同免税: the one before does not sign
        return actors_in_clause(sketch, match.start("verb"))
    end = match.start("what" if form in (_PASSIVE, _UNDER) else "verb")
    parties = actors(sketch, end)
    last = sketch.position(parties[-1].start) if form is _PASSIVE and parties else end
    return [] if _ATTENDED.search(sketch.text, last, end) else parties


def _is_issued(match: re.Match[str], what: list[Span], parties: list[Span]) -> bool:
    """True for a plan that one body makes, with others that have no names: that is none between them."""
    made = match["verb"].endswith("制定") and len(parties) < 2
    return made and all(span.label_ in ("Plan", "ActionPlan") for span in what)


def _is_bare(match: re.Match[str], what: list[Span]) -> bool:
    """True for 达成协议: that they agree, on what has no name."""
    return match["verb"] == "达成" and all(name_of(span) == "协议" and how_of(span) == "untitled" for span in what)


def _named_in(sketch: Sketch, agreement: Span, parties: list[Span]) -> list[Span]:
    """The parties that the name of the agreement tells, else those of the meeting at which 双方 sign it."""
    sides = not parties or parties[0].label_ == "Group"
    events = [span for span in sketch.mentions if is_event(span) and span.end < agreement.start] if sides else []
    ceremonies = {name_of(span): span for span in sketch.document.mentions if span.label_ == "Signing"}
    events += ceremonies.values() if sides and len(ceremonies) == 1 else ()
    titled = [agreement] if how_of(agreement) != "untitled" else []
    return next(filter(None, map(titled_for, [*titled, *events])), []) or (
        _who_met(sketch) if parties and sides else []
    )


def _who_met(sketch: Sketch) -> list[Span]:
    """The parties that a meeting before the sentence is named after, if it goes on from that: 会后，双方签署."""
    if not _GOES_ON.match(sketch.text):
        return []
    held = {name_of(span): span for span in sketch.document.mentions if is_event(span) and span.end <= sketch.start}
    met = [parties for event in held.values() if (parties := titled_for(event))]
    return met[0] if len({frozenset(map(name_of, parties)) for parties in met}) == 1 else []


def _what(sketch: Sketch, match: re.Match[str]) -> list[Span]:
    """The agreements that the words of `match` say are signed, issued or agreed; none in a slogan or a wrong event."""
    event = sketch.at(match.start("verb"))
    if sketch.text.endswith("“", 0, match.start("verb")) or (event is not None and event.label_ != "Signing"):
        return []
    what = sketch.spans(match, "what", "agreement")
    if _OPINION.match(sketch.text, match.end()):
        what = [span for span in what if name_of(span) != "联合声明"]
    if re.fullmatch(_ISSUE, match["verb"]) and "制定" not in match["verb"]:
        what = [span for span in what if _is_voiced(span)]  # who issues an opinion is no party
    more = _NEXT.match(sketch.text, match.end())
    return what + (sketch.spans(more, "what", "agreement") if more else [])


def _is_unclear(sketch: Sketch, match: re.Match[str], what: list[Span], parties: list[Span]) -> bool:
    """True if a country alone signs, which gives orders (总统签署备忘录), or 达成 has one side without any partner."""
    alone = len(parties) == 1 and parties[0].label_ != "Group"
    if not alone or any(how_of(span) != "untitled" for span in what):
        return False
    position = sketch.position(parties[0].start)
    if _PARTNERED.search(sketch.text, position, match.start("verb")):
        return False
    return match["verb"] == "达成" or is_place(parties[0])


def _only_one(sketch: Sketch) -> Iterator[Draft]:
    """Who signs (甲与乙签约) what the sentence does not say but the article: its only agreement."""
    matches = list(_UNNAMED.finditer(sketch.text))
    if not matches or any(is_agreement(span) for span in sketch.mentions):
        return
    named = {name_of(span): span for span in sketch.document.mentions if is_agreement(span)}
    named = {name: span for name, span in named.items() if not any(one != name and one.endswith(name) for one in named)}
    for match in matches if len(named) == 1 else ():
        mode, parties = modality(sketch, match.start("verb")), actors_in_clause(sketch, match.start("verb"))
        if mode and len(parties) > 1:
            yield from _signing(sketch, "sign-unnamed", match, list(named.values()), parties, mode)


def _is_settlement(span: Span) -> bool:
    """Whether those who agree stop fighting or suing, or one buys the other, which is no cooperation."""
    return any(
        word in name_of(span)
        for word in ("停火", "停战", "休战", "换俘", "撤军", "赔偿", "不起诉", "和解", "收购", "释放")
    )


def _is_voiced(span: Span) -> bool:
    return span.label_ == "Initiative" or name_of(span).endswith(("声明", "公报"))


def _signing(
    sketch: Sketch, rule: str, match: re.Match[str], what: list[Span], parties: list[Span], mode: Modality
) -> Iterator[Draft]:
    trigger = sketch.bounds(match, "verb")
    for agreement in what:
        for party in parties:
            yield Draft(party, "kg:partyTo", agreement, sketch, rule, trigger, modality=mode)
    reached = match["verb"] == "达成"  # who comes to an agreement may have been at odds
    mutual = (span for span in what if span.label_ in _MUTUAL and not _is_voiced(span) and not _is_settlement(span))
    if any("合作" in name_of(span) or not reached for span in mutual):
        yield from together(sketch, parties, f"{rule}-together", trigger, mode, "derived")
    if rule != "agreed-in":
        yield from _when_and_where(sketch, match, what, mode)


def _when_and_where(sketch: Sketch, match: re.Match[str], what: list[Span], mode: Modality) -> Iterator[Draft]:
    trigger = sketch.bounds(match, "verb")
    dated, date = _date(sketch, match)
    places = (one for one in _PLACE.finditer(sketch.text) if one.start() <= match.start("verb") < one.end())
    place = next(places, None)
    for agreement in what:
        if date is not None:
            at = trigger if dated is sketch else (date.start, date.end)
            yield Draft(agreement, "kg:signedOn", date, dated, "signing-date", at, modality=mode)
        if place:
            where = sketch.span(place, "where" if place["where"] else "later")
            yield Draft(agreement, "kg:signedIn", where, sketch, "signing-place", trigger, modality=mode)
        if mode == "planned":
            yield Draft(agreement, "kg:planned", "true", sketch, "to-be-signed", trigger)


def _date(sketch: Sketch, match: re.Match[str]) -> tuple[Sketch, Span | None]:
    """The day of the signing that `match` tells, and the sketch of the sentence that names it."""
    date = sketch.date_before(sketch.bounds(match, "verb")[0])
    if date is not None:
        earlier = _EARLIER.search(sketch.text, sketch.position(date.start), match.start("verb"))
        return sketch, None if earlier else date
    before = sketch.before
    if before is None or any(span.label_ == "Date" for span in sketch.mentions) or not _GOES_ON.match(sketch.text):
        return sketch, None
    days = sum(span.label_ == "Date" for span in before.mentions)
    signed = days == 1 and not match["verb"].endswith("发表")  # a statement may come days after the talks
    return before, before.date_before(before.end) if signed else None
