"""Who holds which post in which body."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, modality
from kg.extraction.seats import KINDS, body_of, only_association
from kg.extraction.sketch import SYMBOLS, Sketch, pattern
from kg.gazetteer import country_of, is_foreign
from kg.mentions import Extent, name_of
from kg.offices import own_body

_TENURE = {
    "原": "former",
    "前任": "former",
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
_ROLE = "(?:获得者|得主|传承人|专家|学者|代表|负责人|作家|艺术家|经济学家|科学家|企业家|成员|导师|委员)"
_ITEM = (
    "(?:原|前任?(?!往)|时任|曾任|候任|候选|拟任|提名|现任|新任|兼任|兼|暨|[、，和及]|<body>|<place>|<post>|的"
    "|[^，。、；：<person><post><body><place>]{1,10}的(?=<post>)"  # 分管教学的副校长
    "|（[^（）]{1,14}）(?=<post>)"  # 甲校（乙院）教授
    f"|(?:“[^”]{{1,20}}”)?[^，。、；：“<person><post><body><place>]{{0,12}}{_ROLE}、)"  # 校长、知名作家、会长
)
_DESCRIBED = f"(?:[、，]?(?:“[^”]{{1,20}}”)?[^，。、；：“<person><post>]{{0,12}}{_ROLE})?"
_BEFORE = pattern(
    rf"(?!(?<=<person>)<post>)(?P<chain>(?:{_ITEM}|(?:{KINDS})(?=<post>))*<post>)(?:（[^（）]{{1,10}}）)?的?{_DESCRIBED}(?:同志|[（(]兼[）)])?(?P<who><person>(?:[、和及]<person>(?!<post>))*)"
)
# The same body goes on: 、副校长某某 and ，副校长某某.
_GOES_ON = pattern("[、和及]<post>|，(?:常务|执行)?<post>")
_AFTER = pattern(
    r"(?P<chain><body>)?(?P<who><person>)(?:（[^）]{1,8}）)?(?P<posts><post>(?:[、兼]<post>)*)(?!<person>)"
)
# 某某，甲大学教授，… and 某某（甲大学教授）; 校长某某，乙大学教授、… are two persons.
_APPOSED = pattern(
    rf"(?:(?<!<post>)|(?=<person>（))(?P<who><person>)(?:，|（)(?:男|女|，|[^，。；（）<body><person><post>]{{1,3}}族|(?:中共)?党员)*"
    rf"(?P<chain>(?:现任|曾任|时任|原|前)?(?:<place>)?<body>{_ITEM}*<post>)(?=[，。；）])"
)
_ADVERB = "(?:已|现|还|目前|正式|现在|挂职|亲自|再次|连任|成功|也|自<date>起|<date>起?|起)*"
_TAKES = pattern(
    rf"(?P<who><person>)，?(?:同志)?{_ADVERB}"
    "(?P<verb>(?:现任|现为|现是|是|系)(?=<place>?<body>)|不再(?:担任|兼任|任)|卸任|辞去|曾任|曾担任|曾兼任|历任|先后任|先后担任|担任|出任|任(?!命)|当选为?|兼任|获任|获委任为|获聘为?|就任|接任|升任"
    "|(?:被|受|获)?(?:任命|选举|推选|推举|聘任|聘请|聘|委任)为)(?:了)?"
    rf"(?P<chain>(?:新一届|新任|首任|第一任|[^，。；<person><post><body>]{{0,6}}的)?{_ITEM}*(?:该|本)?(?:{KINDS})?<post>)(?!<person>)"
)
# 某某生于某年，曾任…
_TOLD = pattern(
    rf"^(?P<who><person>)(?:同志)?(?!<post>)[^。；<person><post>]{{2,40}}，(?P<verb>(?:曾|先后|历)(?:任|担任|出任))(?P<chain>{_ITEM}*<post>)(?!<person>)"
)
_APPOINTED = pattern(
    rf"(?P<verb>任命|选举|推选|推举|聘任|聘请|委任|提名|免去)(?:了|产生)?(?:{_ITEM}*<post>)?(?P<who><person>)(?:<post>)?(?:同志)?(?:为|担任|出任|任|的)(?P<chain>{_ITEM}*(?:该|本)?(?:{KINDS})?<post>)"
)
# 选举甲为理事长，乙为秘书长
_ELECTS = re.compile("选举|推选|推举|选出|任命|聘任|聘请")
_ELECTED = pattern(rf"(?P<who><person>)(?:<post>)?为(?P<chain>(?:该|本)?(?:{KINDS})?<post>)(?!<person>)")
# 理事长：某某
_LABELLED = pattern(r"(?P<post><post>)[：:]\s*(?P<who><person>(?:、<person>)*)")
_OF_ASSOCIATION = re.compile("(?:理事长|会长|秘书长)$")
_OUR_OWN = re.compile("[越古老]共(?:中央)?[一-鿿]{0,5}$|(?:我|我们|本)[校院局市县区省厅会司]的?(?:原|时任)?$")
# 任理事长，某某…: the post before the comma is of who stands before it.
_TAKEN = re.compile("(?:为|任|当选)[^，。；、]{0,6}$")
# Bodies of China, of which no one is a member whose name is written as foreign ones are.
_CHINESE = re.compile("国务院|中共|中央|全国|国家|最高|中国|中华")
_MINISTRY = re.compile("(?![美俄英法德日韩印伊以乌加澳欧朝越])[^国]{2,6}(?:部|总局)$")
_ENDED = re.compile("曾|先后|历任|不再|卸任|辞去|免去")


def find_posts(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Membership for each post: 教育工委书记，教育厅党组书记、厅长 are three, over two bodies.

    A post goes to the nearest body before it that can have it, in 甲大学校长某某、副校长某某 to that of the one before,
    a mayor's or a rector's without one to the only city or university of the article; a post that nothing names a body
    for is not told.
    """
    if SYMBOLS["post"] not in sketch.text or SYMBOLS["person"] not in sketch.text:
        return
    yield from _before_names(sketch)
    yield from _behind_names(sketch)
    yield from _labelled(sketch)
    yield from _elected(sketch)
    for match in _APPOSED.finditer(sketch.text):
        yield from _memberships(sketch, match.span("chain"), sketch.span(match, "who"), "name-apposed-post")
    for rule, form in (("takes-post", _TAKES), ("takes-post", _TOLD), ("appointed", _APPOINTED)):
        bodies: list[Span] = []
        for match in form.finditer(sketch.text):
            mode = modality(sketch, match.start("verb"))
            named = sketch.spans(match, "chain", "body", "place")
            goes_on = not named and sketch.text[match.start() - 1 : match.start()] in ("，", "、", "；")
            bodies = named or (bodies if goes_on else [])  # 某某当选为某会会长，某某当选秘书长
            if mode is not None:
                tenure, who = _tenure(match["verb"], mode), sketch.span(match, "who")
                inherited = bodies if goes_on else []
                yield from _memberships(sketch, match.span("chain"), who, rule, tenure, inherited)


def _before_names(sketch: Sketch) -> Iterator[Draft]:
    before: tuple[int, list[Span] | None] = (-1, [])
    for match in _BEFORE.finditer(sketch.text):
        chain = match.start(), match.end("chain")
        # 我院院长 is of whom the article is from, 越共中央政治局委员 of a party that no body here is.
        if _OUR_OWN.search(sketch.text, max(0, chain[0] - 10), chain[0]):
            before = match.end(), None
            continue
        if _TAKEN.search(sketch.text[: chain[0]]):
            chain = chain[0] + match["chain"].find("，") + 1, chain[1]
        bodies = sketch.spans(match, "chain", "body", "place")
        goes_on = not bodies and match.start() == before[0] and _GOES_ON.match(match["chain"])
        inherited = before[1] if goes_on else []
        if inherited is None:
            before = match.end(), None
            continue
        for person in sketch.spans(match, "who", "person"):
            yield from _memberships(sketch, chain, person, "post-name", inherited=inherited)
        before = match.end(), bodies or inherited


def _behind_names(sketch: Sketch) -> Iterator[Draft]:
    hosts: list[Span] = []  # 甲大学某某教授、某某教授: the body stands before the first of them
    said: set[str] = set()
    for match in _AFTER.finditer(sketch.text):
        posts = {name_of(post) for post in sketch.spans(match, "posts", "post")}
        hosts = [sketch.span(match, "chain")] if match["chain"] else hosts if posts == said else []
        said = posts
        person = sketch.span(match, "who")
        titled = match.start("who") and sketch.text[match.start("who") - 1] == SYMBOLS["post"]
        for post in sketch.spans(match, "posts", "post") if not titled else ():
            body = body_of(sketch, post, hosts, None) or body_of(sketch, post, [], None)
            if body is not None:
                yield _draft(sketch, person, body, post, "current", "name-post")


def _labelled(sketch: Sketch) -> Iterator[Draft]:
    body = only_association(sketch) if _LABELLED.search(sketch.text) else None
    for match in _LABELLED.finditer(sketch.text) if body else ():
        post = sketch.span(match, "post")
        if body is not None and _OF_ASSOCIATION.search(name_of(post)):
            for person in sketch.spans(match, "who", "person"):
                yield _draft(sketch, person, body, post, "current", "post-label")


def _elected(sketch: Sketch) -> Iterator[Draft]:
    """The persons of one election: what the first is elected in, the others are too."""
    bodies: list[Span] = []
    for match in _ELECTED.finditer(sketch.text):
        if not _ELECTS.search(sketch.text, 0, match.start()) or modality(sketch, match.start()) != "asserted":
            continue
        chain, who = match.span("chain"), sketch.span(match, "who")
        for draft in _memberships(sketch, chain, who, "elected", inherited=bodies):
            if isinstance(draft.subject, Made):
                bodies = [part for _, part in draft.subject.parts if isinstance(part, Span)][1:]
            yield draft


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
    at = begin = next(i for i in range(*chain) if sketch.text[i] not in "、，和及")
    while at < chain[1]:
        span = sketch.at(at)
        if span is None:
            word = next((w for w in _TENURE if sketch.text.startswith(w, at)), "")
            said = _TENURE.get(word, said)
            at += len(word) or 1
            continue
        if sketch.text[at] == SYMBOLS["post"]:
            body = body_of(sketch, span, bodies, begin, at)
            if body is not None and _may_hold(person, body, named=body in bodies):
                yield _draft(sketch, person, body, span, said, rule)
        else:
            bodies.append(span)
            said = tenure if at > chain[0] and sketch.text[at - 1] in "、，和及兼暨" else said
        at += 1


def _may_hold(person: Span, body: Span, *, named: bool) -> bool:
    """False for somebody with a foreign name in a body of China that is not `named` with the post.

    外交部 is the ministry of another country even where it is named so.
    """
    own = own_body(name_of(body)) if body.label_ == "Post" else None
    name = own[1] if own else name_of(body)
    chinese = _MINISTRY.match(name) or (not named and _CHINESE.match(name))
    return bool(country_of(name)) or not (is_foreign(name_of(person)) and chinese)


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
