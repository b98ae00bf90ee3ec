"""Who holds which post in which body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

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
    "兼任": "current",
}
_ITEM = "(?:原|前(?!往)|时任|曾任|候任|候选|拟任|提名|现任|兼任|兼|暨|[、，和及]|<body>|<place>|<post>|的)"
_DESCRIBED = "(?:[、，]?[^，。、；：<person><post>]{0,8}(?:专家|学者|代表|负责人))?"
_BEFORE = pattern(rf"(?P<chain>{_ITEM}*<post>)的?{_DESCRIBED}(?:同志)?(?P<who><person>(?:[、和及]<person>(?!<post>))*)")
_AFTER = pattern(
    r"(?P<chain><body>)?(?P<who><person>)(?:（[^）]{1,8}）)?(?P<posts><post>(?:[、兼]<post>)*)(?!<person>)"
)
_TAKES = pattern(
    r"(?P<who><person>)，?(?:同志)?(?:已|现|还|目前|正式|现在|挂职|亲自)*"
    rf"(?P<verb>曾任|曾担任|担任|出任|任|当选为?|兼任|获任|获委任为)(?P<chain>{_ITEM}*<post>)"
)
# What a post asks of its body: how the body's name ends.
_ASKS = tuple(
    (re.compile(f"(?:{post})$"), re.compile(f"(?:{body})$"))
    for post, body in (
        ("厅长", "厅"),
        ("局长", "局"),
        ("部长", "部"),
        ("署长", "署"),
        ("处长", "处"),
        ("司长", "司"),
        ("校长|园长", "大学|学院|学校|中学|小学|幼儿园|校|附中|附小|[一二三四五六七八九十]中"),
        ("院长", "院|中心"),
        ("所长", "所"),
        ("行长", "银行|行"),
        ("台长", "台"),
        ("社长|总编辑|总编", "社|报|台|网|刊"),
        ("会长|理事长", "会|联盟|同盟|基金|共同体|妇联|商联"),
        ("组长", "组"),
        ("董事长|总裁|总经理|CEO|首席执行官", "公司|集团|银行|厂|社|科技|Ltd|Limited|中心|部|会"),
    )
)
_OF_PLACE = re.compile("(?P<level>省|市|县|区|州|镇|乡|旗|盟)长$|行政长官$")
# Posts of which an article that names one such body has no second.
_OF_ONLY_BODY = re.compile("校长$|台长$|总编辑$")


def find_posts(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Membership for each post: 教育工委书记，教育厅党组书记、厅长 are three, over two bodies.

    A post goes to the nearest body before it that can have it, a mayor's or a rector's without one to the only
    city or university of the article; a post that nothing names a body for is not told.
    """
    for match in _BEFORE.finditer(sketch.text):
        for person in sketch.spans(match, "who", "person"):
            yield from _memberships(sketch, match.span("chain"), person, "post-name")
    hosts: list[Span] = []  # 甲大学某某教授、某某教授: the body stands before the first of them
    for match in _AFTER.finditer(sketch.text):
        hosts = [sketch.span(match, "chain")] if match["chain"] else hosts
        person = sketch.span(match, "who")
        for post in sketch.spans(match, "posts", "post"):
            body = _body_of(post, hosts) or _only_body(sketch, post)
            if body is not None:
                yield _draft(sketch, person, body, post, "current", "name-post")
    for match in _TAKES.finditer(sketch.text):
        mode = modality(sketch, match.start("verb"))
        if mode is None:
            continue
        tenure = "former" if match["verb"].startswith("曾") else "candidate" if mode == "planned" else "current"
        yield from _memberships(sketch, match.span("chain"), sketch.span(match, "who"), "takes-post", tenure)


def _memberships(sketch: Sketch, chain: Extent, person: Span, rule: str, tenure: str = "current") -> Iterator[Draft]:
    bodies: list[Span] = []
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
            body = _body_of(span, bodies) or (_only_body(sketch, span) if not bodies else None)
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
        return next((body for body in reversed(bodies) if is_place(body) or body.label_ == "PartyBody"), None)
    wanted = next((body for asked, body in _ASKS if asked.search(name)), None)
    for body in reversed(bodies):
        if is_institution(body) and (wanted is None or wanted.search(name_of(body)) or wanted.search(body.text)):
            return body
    return None


def _only_body(sketch: Sketch, post: Span) -> Span | None:
    """The only city or university of the article that can have the post, for posts of which it has no second."""
    name, document = name_of(post), sketch.document
    of_place = _OF_PLACE.search(name)
    found: dict[str, Span] = {}
    if of_place:
        level = of_place["level"] or "特别行政区"
        found = {name: span for name, span in document.divisions.items() if name.endswith(level)}
    elif _OF_ONLY_BODY.search(name):
        for (body, _), span in document.institutions.items():
            if _body_of(post, [span]) is not None:
                found.setdefault(body, span)
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
