"""Which body a post is of: one named with it, the one it names itself, or the only one of the text that can have it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from kg import offices
from kg.extraction.sketch import Sketch, pattern
from kg.mentions import how_of, is_institution, is_place, name_of

_OF_PLACE = re.compile("(?P<level>省|市|县|区|州|镇|乡|旗|盟)长$|行政长官$")
_AUTONOMOUS = re.compile("自治区$")
# Bodies of the whole country: what stands beside them is of the same one.
_NATIONAL = re.compile("中共|中央|中华人民共和国|中国|国务院|全国|国家")
# What may stand before a post that names no body: no word that could name one.
_FREE = pattern(
    "(?:^|[^一-鿿<body><place><event><title><group><agreement>]|[应由对受与和同向据在经请是为见会问及随访赴告邀])$"
)
# What a body may be called by its kind alone.
KINDS = (
    "(?<=该)[会校院局厅所社馆台]|公司|集团|学校|大学|学院|医院|银行|联盟|协会|学会|商会|基金会|研究院|研究所|委员会|"
    "报社|电视台"
)
# 公司总经理, 该校校长.
_CALLED = re.compile(
    f"(?:^|[^一-鿿]|[应由对受与和同向据在经请是为见会问及随访赴告邀该本我])(?P<kind>{KINDS})(?:原|前|时任|现任|新任)?$"
)
_FIRMS = ("公司", "集团")
# How far before its sentence such a word looks, in characters.
_NEAR = 120
# States whose ruling party has a 总书记 too: where one is named, 某某总书记 may be theirs.
_PARTY_STATES = re.compile("越南|老挝|古巴|朝鲜")
# Posts of which an article that names one such body has no second, and those that are asked of it before its sentence.
_OF_ONLY_BODY = re.compile("校长$|台长$|总编辑$|院长$|会长$|理事长$|馆长$|园长$|行长$")
_OF_ARTICLE = re.compile("校长$|台长$|总编辑$")


def body_of(sketch: Sketch, post: Span, bodies: Sequence[Span], start: int | None, at: int = 0) -> Span | None:
    """The body that a post is of, None where nothing decides it; the post itself if it names its body.

    `bodies` are those named with the post, the nearest last. `start` is where the series of posts begins in the sketch,
    None behind a name: what stands before may be a name that is not known. `at` is where the post itself stands: the
    words before it may call its body (公司总经理).
    """
    named = _named(post, bodies)
    if (
        named is not None
        and named.label_ == "PartyBody"
        and how_of(named) == "short"
        and _OF_PLACE.search(name_of(post))
    ):
        return _only(sketch, post, None) or named  # 省委副书记、省长: of the only province there is
    if named is not None or bodies:
        return named or _own(sketch, post, bodies, start)
    return _called(sketch, post, at) or _only(sketch, post, start) or _own(sketch, post, bodies, start)


def only_association(sketch: Sketch) -> Span | None:
    """The alliance of an article that names one, or the association if it names no alliance."""
    for kind in ("Alliance", "Association"):
        named = sketch.document.institutions.items()
        found = {name: span for (name, _), span in named if span.label_ == kind}
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None


def _named(post: Span, bodies: Sequence[Span]) -> Span | None:
    """The last of `bodies` that can have the post."""
    name = offices.seat_of(name_of(post))
    if _OF_PLACE.search(name):
        return next((body for body in reversed(bodies) if _is_seat(body)), None)
    if name.endswith("主席") and bodies and is_place(bodies[-1]) and _AUTONOMOUS.search(name_of(bodies[-1])):
        return bodies[-1]
    abroad = any(body.label_ == "Country" and name_of(body) != "中国" for body in bodies)
    if (own := offices.own_body(name)) and not abroad:
        return next((body for body in reversed(bodies) if name_of(body) == own[1]), None)
    for body in reversed(bodies):
        if is_institution(body):
            if any(offices.may_have(name, form, body.label_) for form in (name_of(body), body.text)):
                return body
        elif offices.is_of_country(name) and body.label_ == "Country":
            return body
    return None


def _is_seat(body: Span) -> bool:
    """True for what a mayor may be named with: the place, its government or its party committee."""
    return is_place(body) or body.label_ == "PartyBody" or name_of(body).endswith("政府")


def _own(sketch: Sketch, post: Span, bodies: Sequence[Span], start: int | None) -> Span | None:
    """The post itself where it says of which body it is (总书记), unless words beside it may name another."""
    if offices.own_body(name_of(post)) is None or not all(_NATIONAL.match(name_of(body)) for body in bodies):
        return None
    if not _is_free(sketch, start):
        return None
    alone = not start and name_of(post) == "总书记"
    return None if alone and _PARTY_STATES.search(sketch.document.text) else post


def _is_free(sketch: Sketch, start: int | None) -> bool:
    return start is None or _FREE.search(sketch.text[:start]) is not None


def _called(sketch: Sketch, post: Span, at: int) -> Span | None:
    """The body that 公司 or 学校 right before a post means: the one of that kind named near it, if no second is."""
    called = _CALLED.search(sketch.text[max(0, at - 8) : at])
    if called is None:
        return None
    kind = called["kind"]
    endings = _FIRMS if kind in _FIRMS else (kind,)
    found: dict[str, Span] = {}
    for span in reversed(sketch.document.mentions):
        if span.end > post.start or not is_institution(span) or how_of(span):
            continue
        if found and span.start < sketch.start - _NEAR:
            break
        if name_of(span).endswith(endings) or (kind in _FIRMS and span.label_ == "Company"):
            found.setdefault(name_of(span), span)
    return next(iter(found.values())) if len(found) == 1 else None


def _only(sketch: Sketch, post: Span, start: int | None) -> Span | None:
    """The only body of the sentence, or city or school of the article, that can have the post."""
    if not _is_free(sketch, start):
        return None
    name, document = offices.seat_of(name_of(post)), sketch.document
    if of_place := _OF_PLACE.search(name):
        level = of_place["level"] or "特别行政区"
        found = {name: span for name, span in document.divisions.items() if name.endswith(level)}
        return next(iter(found.values())) if len(found) == 1 else None
    found = {}
    if offices.asks(name) and not _OF_ARTICLE.search(name):
        before = (span for span in sketch.mentions if is_institution(span) and span.end <= post.start)
        found = {name_of(span): span for span in before if _named(post, [span])}
    if not found and _OF_ONLY_BODY.search(name):
        known = [span for span in document.institutions.values() if span.start < post.start]
        found = {name_of(span): span for span in known if _named(post, [span])}
        if offices.kind_of_body(name) == "Association":  # 常委会 has no 会长
            found = {body: span for body, span in found.items() if span.label_ in ("Association", "Alliance")}
    return next(iter(found.values())) if len(found) == 1 else None
