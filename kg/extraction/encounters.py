"""Meetings and visits that no noun names: 甲会见乙, 甲赴丙考察."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from spacy.tokens import Span

from kg.extraction.draft import Draft, Made, modality
from kg.extraction.sketch import Sketch, pattern
from kg.extraction.subjects import people_before
from kg.mentions import Extent, is_place, name_of, text_of

_PERSONS = "<person>(?:（[^）]{1,4}）)?(?:(?:[、和及与]|以及)[^，。；<person>]{0,24}?<person>)*"
_WHO = (
    f"(?P<who>{_PERSONS}|(?<![其吉])[他她](?!们|人))(?:（[^）]{{1,4}}）)?"
    "(?:在(?P<with>[^。；在]{1,80}?)陪同下，?)?"
    "(?:[^，。；<person>]{0,14}?|[^，。；<person>]{0,40}?(?:，(?:并|还|随后|期间|又)|[前后]，)[^，。；<person>]{0,8}?)"
)
# 甲会见乙一行, 甲会见某代表团
_MEETS = pattern(
    f"{_WHO}(?P<verb>会见|会晤|(?<!团)拜会|拜访|接见|约见)了?(?!时|后|前|以来|以后|结束|中|并|的|传媒|媒体|记者|[上，。])(?P<whom>(?:(?!会[见晤])[^，。；\\s<person>]){{0,60}}?{_PERSONS}"
    r"|[^，。；\s<person>]{2,30}?(?=时|并|[，。；\s]|$))"
)
# 甲与乙举行会谈
_MEETS_WITH = pattern(
    f"{_WHO}，?并?(?:与|和|同)(?:[^，。；<person>]{{0,20}}?)(?P<whom>{_PERSONS})"
    "[^，。；<person>]{0,12}?(?P<verb>会面|会晤|会谈|座谈(?!会)|会见)(?!以?[后前来]|中)"
)
# 甲同采购商代表座谈
_MEETS_GROUP = pattern(
    f"{_WHO}(?:与|和|同)(?P<whom>[^，。；<person>]{{2,36}}?(?:代表|代表团|嘉宾|领导|负责人|专家|一行|学者|青年|干部群众))"
    "(?:们|等|举行|进行)*(?P<verb>会面|会晤|会谈|座谈(?!会)|会见)(?!以?[后前来]|中)"
)
# 甲3日在某地会见
_MET_IN = pattern("[在于](?:首都|省会)?(?P<where><place>)[^，。；<place><person>]{0,14}$")
# 分别会见甲、乙: that is two meetings
_APART = re.compile("分别|先后")
# 甲局与乙公司在某地会面
_BODIES_MEET = pattern(
    "(?P<who><body>)(?:<date>|[上下]午)?(?:与|和|同)(?P<whom><body>)[^，。；<person><body>]{0,14}?(?P<verb>会面|会晤|(?:举行|进行)会谈|座谈(?!会))(?=[，。；])"
)
# 会见某某亲属
_KIN = re.compile("(?:同志|先生|烈士)?(?:的)?(?:亲属|家属|遗属|家人)")
_GOES = "赴|到|来到|前往|来|在|深入|走进|抵达"
_LOOKS = "考察|调研|访问|参访|走访|视察|参观(?!者)"
# 甲一行赴丙考察
_VISITS = pattern(
    f"(?P<who>{_PERSONS}|<body>(?!<post>|[^，。；]{{0,8}}[组团队]))(?:一行|等)?(?:(?!组织|邀请|陪同|出席|会见|主办|举办|承办)[^，。；<person><place><body><post>]){{0,14}}?，?(?:先后|专程|分别|还|又)?"
    f"(?:{_GOES})(?P<where><place>|<body>|<group>)(?P<more>(?:[、和及]<place>)*)"
    f"(?:(?!同|与|会|来华|举行|举办|出席|对<place>)[^，。；<person>]){{0,20}}?(?P<verb>{_LOOKS})(?!的|团|学者|后|结束)"
)
# 甲对丙进行国事访问, 甲访问丙
_PAYS_VISIT = pattern(
    f"(?P<who>{_PERSONS})(?:一行|等)?(?:(?!组织|邀请|陪同|会见|欢迎)[^，。；<person><place>]){{0,16}}?"
    "(?:(?:(?:抵达|到达|飞抵)<place>，?)?对(?:(?P<where><place>)(?:<place>|[、和])*|(?P<here>[我本][校院市县区省州]))(?:进行|展开)[^，。；]{0,8}?(?P<verb>访问)|(?P<verb2>访问?|到访|走访)(?P<where2><place>|<body>|<group>))(?!的|期间)"
)
# 甲一行调研某校
_INSPECTS = pattern(
    f"(?P<who>{_PERSONS})(?:一行[^，。；<person><place><body>]{{0,6}}?|等)?(?:先后|专程|分别|还|又)?"
    "(?P<verb>调研|考察|参访|视察|参观|走访)了?(?P<where><place>|<body>)(?=[，。；、\\s])"
)
# 甲展开北京的访问行程
_JOURNEYS = pattern(
    f"(?P<who>{_PERSONS})[^，。；<person><place>]{{0,8}}(?:展开|开展|开始|结束|进行)[在对]?(?P<where><place>)的?"
    "(?P<verb>访问|考察)(?:行程|之行)"
)
# 甲一行来我校考察, 甲率团访问我校
_COMES_HERE = pattern(
    f"(?P<who>{_PERSONS})(?:(?:带领|率领?)[^，。；<person>]{{0,16}}?[团组队])?(?:等[^，。；<person>]{{0,8}})?"
    "(?:一行[^，。；<person>]{0,8})?(?:<date>)?(?:应邀|专程)?"
    "(?:(?:来|到|赴|莅临|走进)(?P<here>[我本][校院市县区省州港澳地司馆所会]|[校院])(?:就[^，。；<person>]{0,16})?"
    "(?P<verb>考察|调研|访问|参访|参观|交流|洽谈)|(?P<verb2>访问|到访|调研|考察|参观|来访)(?P<here2>[我本][校院市县区省州港澳地司馆所会]))(?!的|团)"
)
# 甲率领的代表团来丙考察, 某某业界代表来丙考察
_GROUP_GOES = pattern(
    f"(?:(?P<who>{_PERSONS})(?:率领|带领|率队|带队)的[^，。；<person>]{{0,16}}?)?"
    "(?P<group>[一-鿿]{2}[团组]|（[^）]{1,4}）团|代表|(?<=的)<body>)(?:一行)?(?:来到?|赴|到|前往|访问?)"
    f"(?:(?P<where><place>)|(?P<here>[我本][市县区省州校院]|(?<=来)[一-鿿](?=考察|调研|访问|参观)))"
    f"[^，。；<person>]{{0,10}}?，?(?P<verb>{_LOOKS})(?!的|[团组])"
)
# 甲带领调研组来丙…调研
_LEADS = pattern(
    f"(?P<who>{_PERSONS})，?(?:带领|率领?|率)的?[^，。；<person>]{{0,24}}?(?:团|组|队|一行|<body>|负责人|人员|干部)[^，。；<person>]{{0,6}}?"
    f"(?:{_GOES}|访问?)(?P<where>(?:<place>)+|<body>)[^。；]{{0,36}}?(?P<verb>{_LOOKS}|交流|洽谈|对接|学习|招商|推介"
    "|慰问|开展(?=[^，。；]{0,12}?(?:考察|调研|对接|交流|洽谈|帮扶|协作|工作|活动)))(?!的)"
)
_OPENED_IN = pattern("[在于](?P<where><place>)[^，。；<place>]{0,6}$")
# 某中心今天揭牌成立
_FOUNDED = pattern(
    "(?P<what><body>|^[^，。；<person><date>]{4,24}(?=[，<date>]))[^。；<person><body>]{0,30}?"
    "(?P<verb>(?:揭牌|挂牌|宣告|正式)成立|揭牌运营|正式揭牌(?!仪式))(?=[，。；！]|$)"
)
# What every encounter is told with: asked first, for most sentences have none.
_ENCOUNTER = re.compile(
    "会[见晤面谈]|[拜访]|接见|约见|座谈|考察|调研|视察|参观|交流|洽谈|对接|学习|招商|推介|慰问|开展"
)


def find_encounters(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Meeting or kg:Visit for each encounter that took place, with who was there, when, and a visit where."""
    if not _ENCOUNTER.search(sketch.text):
        return
    met: set[int] = set()
    for match in chain.from_iterable(form.finditer(sketch.text) for form in (_MEETS, _MEETS_WITH, _MEETS_GROUP)):
        if modality(sketch, match.start("verb")) == "asserted" and match.start("verb") not in met:
            met.add(match.start("verb"))
            yield from _meeting(sketch, match)
    for match in _BODIES_MEET.finditer(sketch.text):
        if modality(sketch, match.start("verb")) == "asserted":
            yield from _bodies_meet(sketch, match)
    gone: set[int] = set()
    forms = (_LEADS, _VISITS, _PAYS_VISIT, _INSPECTS, _JOURNEYS, _COMES_HERE)
    for match in chain.from_iterable(form.finditer(sketch.text) for form in forms):
        verb = "verb" if match["verb"] else "verb2"
        if modality(sketch, match.start(verb)) == "asserted" and gone.isdisjoint(
            (match.start("who"), match.start(verb))
        ):
            gone |= {match.start("who"), match.start(verb)}
            yield from _visit(sketch, match, verb)
    for match in _GROUP_GOES.finditer(sketch.text) if not gone else ():
        if modality(sketch, match.start("verb")) == "asserted":
            yield from _visit(sketch, match, "verb")


def find_openings(sketch: Sketch) -> Iterator[Draft]:
    """A kg:Founding where the sentence says on which day something was opened under its name."""
    for match in _FOUNDED.finditer(sketch.text):
        trigger = sketch.bounds(match, "verb")
        date = sketch.date_before(trigger[0])
        if date is None or modality(sketch, match.start("verb")) != "asserted":
            continue
        what = sketch.document.text[slice(*sketch.bounds(match, "what"))].strip("“”")
        made = Made("Founding", f"{what}{match['verb']}", *sketch.bounds(match))
        yield Draft(made, "rdf:type", "kg:Founding", sketch, "opens", trigger)
        yield Draft(made, "kg:heldOn", date, sketch, "opens", trigger)
        where = _OPENED_IN.search(sketch.text, 0, match.start("verb"))
        if where:
            yield Draft(made, "kg:heldIn", sketch.span(where, "where"), sketch, "opens", trigger)


def _meeting(sketch: Sketch, match: re.Match[str]) -> Iterator[Draft]:
    hosts, guests = sketch.spans(match, "who", "person") or _he(sketch), sketch.spans(match, "whom", "person")
    if not hosts:
        return
    whom = sketch.document.text[slice(*sketch.bounds(match, "whom"))].strip()
    if _KIN.match(sketch.text, match.end("whom")):
        guests = []
    trigger = sketch.bounds(match, "verb")
    where = _MET_IN.search(sketch.text, match.end("who"), min(match.start("verb"), match.start("whom")))
    beside = sketch.spans(match, "with", "person") if match["with"] else []
    apart = guests and _APART.search(sketch.text, match.end("who"), match.start("verb"))
    for met in [[guest] for guest in guests] if apart else [guests]:
        name = f"{name_of(hosts[0])}{match['verb']}{'、'.join(map(name_of, met)) or whom}"
        made = Made("Meeting", name, *sketch.bounds(match))
        yield from _attend(sketch, made, [*hosts, *beside, *met], trigger, "meets")
        if where:
            yield Draft(made, "kg:heldIn", sketch.span(where, "where"), sketch, "meets", trigger)


def _bodies_meet(sketch: Sketch, match: re.Match[str]) -> Iterator[Draft]:
    bodies = [sketch.span(match, "who"), sketch.span(match, "whom")]
    made = Made("Meeting", f"{name_of(bodies[0])}{match['verb'][-2:]}{name_of(bodies[1])}", *sketch.bounds(match))
    trigger = sketch.bounds(match, "verb")
    yield from _attend(sketch, made, bodies, trigger, "meets")
    where = _MET_IN.search(sketch.text, match.end("whom"), match.start("verb"))
    if where:
        yield Draft(made, "kg:heldIn", sketch.span(where, "where"), sketch, "meets", trigger)


def _he(sketch: Sketch) -> list[Span]:
    """The person that 他 means: the only one whom the sentence before names."""
    before = sketch.document.sentence(max(sketch.start - 1, 0))
    persons = [span for span in sketch.document.mentions if before.start <= span.start < sketch.start]
    named = {name_of(span): span for span in persons if span.label_ == "Person"}
    return list(named.values()) if len(named) == 1 else []


def _visit(sketch: Sketch, match: re.Match[str], verb: str) -> Iterator[Draft]:
    visitors = [one for group in ("who", "group") for one in _visitors(sketch, match, group)]
    group = "" if visitors else match["group"]
    places = _destinations(sketch, match)
    name = match.groupdict().get("here") or match.groupdict().get("here2") or ""
    if places:
        name = text_of(places[0]) if places[0].label_ == "Group" else name_of(places[0])
    word = "访问" if match[verb] == "访" else match[verb]
    made = Made("Visit", f"{name_of(visitors[0]) if visitors else group}{word}{name}", *sketch.bounds(match))
    trigger = sketch.bounds(match, verb)
    yield from _attend(sketch, made, visitors, trigger, "visits")
    for place in places:
        if is_place(place) or place.label_ == "Group":
            yield Draft(made, "kg:heldIn", place, sketch, "visits", trigger)


def _visitors(sketch: Sketch, match: re.Match[str], group: str) -> list[Span]:
    """The persons or the body in a group of `match`, with those in the list before: 书记甲，市长乙，主任丙带领某团."""
    if not match.groupdict().get(group):
        return []
    visitors = sketch.spans(match, group, "person", "body")
    listed = people_before(sketch, match.end(group)) if visitors and visitors[-1].label_ == "Person" else []
    return [*(one for one in listed if one not in visitors), *visitors] if visitors[-1:] == listed[-1:] else visitors


def _destinations(sketch: Sketch, match: re.Match[str]) -> list[Span]:
    """Where a visit goes, as its form names it: one or more places, a body, none for 我校."""
    groups = [group for group in ("where", "where2", "more") if match.groupdict().get(group)]
    return [span for group in groups for span in sketch.spans(match, group, "place", "body", "group")]


def _attend(sketch: Sketch, made: Made, who: list[Span], trigger: Extent, rule: str) -> Iterator[Draft]:
    yield Draft(made, "rdf:type", f"kg:{made.kind}", sketch, rule, trigger)
    for person in who:
        yield Draft(person, "kg:attended", made, sketch, rule, trigger)
    date = sketch.date_before(trigger[0])
    if date is not None:
        yield Draft(made, "kg:heldOn", date, sketch, rule, trigger)
