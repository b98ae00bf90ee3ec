"""Who holds which post in which body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg import offices
from kg.extraction.draft import Draft, Made, modality
from kg.extraction.sketch import SYMBOLS, Sketch, pattern
from kg.mentions import Extent, is_institution, is_place, name_of

_TENURE = {
    "原": "former",
    "前": "former",
    "时任": "former",
    "曾任": "former",
    "候任": "candidate",
    "候选": "candidate",
    "拟任": "candidate",
    "提名": "candidate",
    "现任": "current",
    "新任": "current",
    "兼任": "current",
}
_ROLE = "(?:专家|学者|代表|负责人|作家|艺术家|经济学家|科学家|企业家|成员|导师|委员)"
_ITEM = (
    "(?:原|前(?!往)|时任|曾任|候任|候选|拟任|提名|现任|新任|兼任|兼|暨|[、，和及]|<body>|<place>|<post>|的"
    "|[^，。、；：<person><post><body><place>]{1,10}的(?=<post>)"  # 分管教学的副校长
    f"|[^，。、；：<person><post><body><place>]{{0,8}}{_ROLE}、)"  # 校长、知名作家、会长
)
_DESCRIBED = f"(?:[、，]?[^，。、；：<person><post>]{{0,8}}{_ROLE})?"
_BEFORE = pattern(
    rf"(?!(?<=<person>)<post>)(?P<chain>{_ITEM}*<post>)的?{_DESCRIBED}(?:同志|[（(]兼[）)])?(?P<who><person>(?:[、和及]<person>(?!<post>))*)"
)
# The same body goes on: 、副校长某某 and ，副校长某某.
_GOES_ON = pattern("[、和及]<post>|，(?:常务|执行)?<post>")
_AFTER = pattern(
    r"(?P<chain><body>)?(?P<who><person>)(?:（[^）]{1,8}）)?(?P<posts><post>(?:[、兼]<post>)*)(?!<person>)"
)
# 某某，甲大学教授，… and 某某（甲大学教授）
_APPOSED = pattern(
    rf"(?P<who><person>)(?:，|（)(?:男|女|，|[^，。；（）<body><person><post>]{{1,3}}族|(?:中共)?党员)*"
    rf"(?P<chain>(?:现任|曾任|时任|原|前)?(?:<place>)?<body>{_ITEM}*<post>)(?=[，。；）])"
)
_ADVERB = "(?:已|现|还|目前|正式|现在|挂职|亲自|再次|连任|成功|也|自<date>起|<date>起?|起)*"
_TAKES = pattern(
    rf"(?P<who><person>)，?(?:同志)?{_ADVERB}"
    "(?P<verb>不再(?:担任|兼任|任)|卸任|辞去|曾任|曾担任|曾兼任|担任|出任|任(?!命)|当选为?|兼任|获任|获委任为|获聘为?|就任|接任|升任"
    "|(?:被|受|获)?(?:任命|选举|推选|推举|聘任|聘请|聘|委任)为)(?:了)?"
    rf"(?P<chain>(?:新一届|新任|首任|第一任|[^，。；<person><post><body>]{{0,6}}的)?{_ITEM}*<post>)(?!<person>)"
)
_APPOINTED = pattern(
    rf"(?P<verb>任命|选举|推选|推举|聘任|聘请|委任|提名|免去)(?:了)?(?P<who><person>)(?:同志)?(?:为|担任|出任|任|的)(?P<chain>{_ITEM}*<post>)"
)
_ENDED = re.compile("曾|不再|卸任|辞去|免去")
_OF_PLACE = re.compile("(?P<level>省|市|县|区|州|镇|乡|旗|盟)长$|行政长官$")
_AUTONOMOUS = re.compile("自治区$")
# Bodies of the whole country: what stands beside them is of the same one.
_NATIONAL = re.compile("中共|中央|中华人民共和国|中国|国务院|全国|国家")
# States whose ruling party has a 总书记 too: where one is named, 某某总书记 may be theirs.
_PARTY_STATES = re.compile("越南|老挝|古巴|朝鲜")
# What may stand before a post that names its body itself: no word that could name another.
_FREE = pattern("(?:^|[^一-鿿<body><place>]|[应由对受与和同向据在经请是为见会问及随访赴告邀])$")
# Posts of which an article that names one such body has no second.
_OF_ONLY_BODY = re.compile("校长$|台长$|总编辑$")


def find_posts(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Membership for each post: 教育工委书记，教育厅党组书记、厅长 are three, over two bodies.

    A post goes to the nearest body before it that can have it, in 甲大学校长某某、副校长某某 to that of the one before,
    a mayor's or a rector's without one to the only city or university of the article; a post that nothing names a body
    for is not told.
    """
    before: tuple[int, list[Span]] = (-1, [])
    for match in _BEFORE.finditer(sketch.text):
        bodies = sketch.spans(match, "chain", "body", "place")
        goes_on = not bodies and match.start() == before[0] and _GOES_ON.match(match["chain"])
        inherited = before[1] if goes_on else []
        for person in sketch.spans(match, "who", "person"):
            yield from _memberships(sketch, match.span("chain"), person, "post-name", inherited=inherited)
        before = match.end(), bodies or inherited
    hosts: list[Span] = []  # 甲大学某某教授、某某教授: the body stands before the first of them
    for match in _AFTER.finditer(sketch.text):
        hosts = [sketch.span(match, "chain")] if match["chain"] else hosts
        person = sketch.span(match, "who")
        for post in sketch.spans(match, "posts", "post"):
            body = _body_of(post, hosts) or _only_body(sketch, post, None) or _own_body(sketch, 0, post, [])
            if body is not None:
                yield _draft(sketch, person, body, post, "current", "name-post")
    for match in _APPOSED.finditer(sketch.text):
        yield from _memberships(sketch, match.span("chain"), sketch.span(match, "who"), "name-apposed-post")
    for rule, form in (("takes-post", _TAKES), ("appointed", _APPOINTED)):
        for match in form.finditer(sketch.text):
            mode = modality(sketch, match.start("verb"))
            if mode is not None:
                tenure = _tenure(match["verb"], mode)
                yield from _memberships(sketch, match.span("chain"), sketch.span(match, "who"), rule, tenure)


def _tenure(verb: str, mode: str) -> str:
    if _ENDED.search(verb):
        return "former"
    return "candidate" if mode == "planned" or verb == "提名" else "current"


def _memberships(
    sketch: Sketch, chain: Extent, person: Span, rule: str, tenure: str = "current", inherited: Sequence[Span] = ()
) -> Iterator[Draft]:
    """One draft for each post in a chain of bodies and posts; `inherited` are bodies that stand before the chain."""
    bodies = list(inherited)
    said = tenure
    at = chain[0]
    while at < chain[1]:
        span = sketch.at(at)
        if span is None:
            word = next((w for w in _TENURE if sketch.text.startswith(w, at)), "")
            said = _TENURE.get(word, said)
            at += len(word) or 1
            continue
        if sketch.text[at] == SYMBOLS["post"]:
            body = _body_of(span, bodies) or (None if bodies else _only_body(sketch, span, chain[0]))
            body = body or _own_body(sketch, chain[0], span, bodies)
            if body is not None:
                yield _draft(sketch, person, body, span, said, rule)
        else:
            bodies.append(span)
            said = tenure if at > chain[0] and sketch.text[at - 1] in "、，和及兼暨" else said
        at += 1


def _body_of(post: Span, bodies: list[Span]) -> Span | None:
    """The last of `bodies` that can have the post."""
    name = name_of(post)
    if _OF_PLACE.search(name):
        return next((body for body in reversed(bodies) if _is_seat(body)), None)
    if (own := offices.own_body(name)) and not any(body.label_ == "Country" for body in bodies):
        return next((body for body in reversed(bodies) if name_of(body) == own[1]), None)
    for body in reversed(bodies):
        if is_institution(body):
            if any(offices.may_have(name, form, body.label_) for form in (name_of(body), body.text)):
                return body
        elif offices.is_of_country(name) and body.label_ == "Country":
            return body
    autonomous = name.endswith("主席") and bodies and _AUTONOMOUS.search(name_of(bodies[-1]))
    return bodies[-1] if autonomous else None


def _is_seat(body: Span) -> bool:
    """True for what a mayor may be named with: the place, its government or its party committee."""
    return is_place(body) or body.label_ == "PartyBody" or name_of(body).endswith("政府")


def _own_body(sketch: Sketch, start: int, post: Span, bodies: list[Span]) -> Span | None:
    """The post itself where it says of which body it is (总书记), unless words before it may name another.

    `start` is where the chain of posts begins in the sketch, `bodies` are those named in it.
    """
    foreign = any(not _NATIONAL.match(name_of(body)) for body in bodies)
    if offices.own_body(name_of(post)) is None or foreign or not _FREE.search(sketch.text[:start]):
        return None
    alone = start == 0 and name_of(post) == "总书记"
    return None if alone and _PARTY_STATES.search(sketch.document.text) else post


def _only_body(sketch: Sketch, post: Span, start: int | None) -> Span | None:
    """The only body of the sentence, or city or university of the article, that can have the post.

    `start` is where its chain begins in the sketch: no word there may name another. None for a post behind a name.
    """
    name, document = name_of(post), sketch.document
    if start is not None and not _FREE.search(sketch.text[:start]):
        return None
    of_place = _OF_PLACE.search(name)
    found: dict[str, Span] = {}
    if of_place:
        level = of_place["level"] or "特别行政区"
        found = {name: span for name, span in document.divisions.items() if name.endswith(level)}
    elif _OF_ONLY_BODY.search(name):
        for (body, _), span in document.institutions.items():
            if _body_of(post, [span]) is not None:
                found.setdefault(body, span)
    if not found and not of_place and offices.asks(name):
        before = (span for span in sketch.mentions if is_institution(span) and span.end <= post.start)
        found = {name_of(span): span for span in before if _body_of(post, [span]) is not None}
    return next(iter(found.values())) if len(found) == 1 else None


def _draft(sketch: Sketch, person: Span, body: Span, post: Span, tenure: str, rule: str) -> Draft:
    start, end = min(person.start, post.start), max(person.end, post.end)
    parts: tuple[tuple[str, Span | str], ...] = (
        ("org:member", person),
        ("org:organization", body),
        ("kg:post", name_of(post)),
        ("kg:tenure", tenure),
    )
    made = Made("Membership", f"{name_of(person)} {name_of(post)}", start, end, parts)
    return Draft(made, "rdf:type", "kg:Membership", sketch, rule, (post.start, post.end))
