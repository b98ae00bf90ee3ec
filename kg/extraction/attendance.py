"""Who was at an event: stated in any sentence, of an event that this or another sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from spacy.tokens import Span

from kg.extraction.course import Course
from kg.extraction.draft import Draft, Made, Thing, modality
from kg.extraction.sketch import Sketch, pattern
from kg.extraction.subjects import people_before, subject_before
from kg.mentions import name_of

_COMES = (
    "(?:应邀|受邀|共同|一同|分别|先后|专程|亲自|线上)?"
    "(?:(?:出席|参加|列席|见证|主持|主礼|参与(?!到))(?:并|和|、|了)*)+(?:召开|举行|观看|宣布)?了?|共同见证了?|观看了?|并(?:组织|主持)?(?:召开|举行)了?|陪同(?:出席|参加)?|宣布"
)
_NOUN = (
    "上述(?:相关)?活动|(?:有关|相关)活动|活动|会见|会谈|会面|座谈会?|调研|考察|参观|走访|访问|签约|签字|签署|揭牌|"
    "开幕式|闭幕式|结业式|[开结]班式|开学式|首发式|开幕|闭幕|仪式|会议|大会|论坛|峰会"
)
# 出席论坛, 参加在某地举行的论坛
_AT = pattern(
    f"(?P<verb>{_COMES})(?P<between>[^，。；<event><agreement>]{{0,30}}?)(?P<event><event>(?:[、和及与](?:在<place>(?:举行|召开|举办)的)?<event>)*)"
    "(?:[、和及](?P<also>考察|调研|会见|会谈|座谈))?"
)
# 出席开幕式, 参加上述活动
_AT_WORD = pattern(f"(?P<verb>{_COMES})(?P<between>[^，。；<event><person>]{{0,16}}?)(?P<word>{_NOUN})")
# 某某主持, 某某等参加。
_THERE = pattern(
    "(?P<verb>(?:应邀|共同|一同|分别|先后|也)?(?:出席|参加|参会|与会|主持|列席|在场见证|(?:在|到)场观礼|到会|陪同|一同调研|陪同调研|陪同考察|(?:出席)?并?(?:共同)?见证"
    "|主礼|致(?:欢迎|开幕|闭幕)?[辞词]|讲话|发言|(?:作|做|发表)了?(?:主旨|主题|特邀|专题)(?:演讲|报告|讲话))(?:并[^，。；]{2,6})?)(?=[，。；：]|$)"
)
_THERE_MEANS = {"陪同": "调研", "调研": "调研", "考察": "调研", "见证": "签约"} | dict.fromkeys(
    ("致辞", "致词", "迎辞", "迎词", "幕辞", "幕词", "讲话", "发言", "主持", "主礼", "演讲", "报告"), "致辞"
)
# 出席会议的有某某、某某
_THERE_ARE = pattern(
    "(?P<verb>出席|参加|陪同|列席)(?:了)?(?P<what>[^，。；<person>]{0,12}?)的?(?:领导|嘉宾|人员|领导同志)?(?:还|主要)?(?:有|包括)：?"
    "(?P<who>[^。；]{1,200})"
)
# 某某为某院揭牌
_UNVEILS = pattern("(?P<verb>(?:共同)?为[^，。；<person>]{1,20}揭[牌幕])")
# 与会的某某, 参展的某某
_PRESENT = pattern("(?P<verb>与会|参会|参展|参赛|出席(?:会议|活动|论坛|仪式))的(?P<who>[^，。；]{0,24}?<person>)")
# 某某宣布活动启动
_DECLARES = pattern("(?P<verb>宣布)(?P<word>[^，。；<event><person>]{0,8}?)(?:正式)?(?:启动|开幕|开始|闭幕)")
# 某某局举行新闻发布会
_HOSTS = pattern(
    "(?P<who><body>)[^，。；<body><person>]{0,16}?(?P<verb>举行|召开|举办)[^，。；<event>]{0,12}(?P<event><event>)"
)
# 甲院与乙院开展座谈会
_BOTH_HOLD = pattern(
    "(?P<who><body>[与和同]<body>)[^，。；<body><person><event>]{0,16}?(?P<verb>举行|召开|举办|开展)了?"
    "[^，。；<event>]{0,12}(?P<event><event>)"
)
_TALKS = re.compile("(?:座谈|交流|联席|洽谈|对接|恳谈|会商|见面)(?:会|会议)$|会[谈晤]$")
_SPEECH = (
    "致辞|致词|致欢迎[辞词]|致开幕[辞词]|讲话|发言|演讲|作报告|作[^，。；<person>]{0,12}报告|点评|总结|介绍|通报|宣读|宣布|"
    "汇报|指出|强调|表示|分享|交流|说|主持"
)
# 某某在论坛上致辞
_SPEAKS_AT = pattern(
    "(?P<verb>在(?:本次|此次|当天的|该)?"
    "(?:(?P<event><event>)|(?P<word>会议?|座谈|开幕式|闭幕式|签约|大会|仪式|活动))(?:上|现场|中|期间)?)"
    f"(?:分别|先后|还|也)?(?:合照|合影|[^。；<person><event>]{{0,16}}?(?:{_SPEECH}))"
)
# 会上，某某介绍了情况
_THERE_SPOKE = pattern(
    "(?:^|(?<=[，。；]))在?(?:当天的|本次|此次)?"
    "(?:(?P<event><event>)|(?P<word>会|会议|座谈|开幕式|签约|活动|仪式|现场))[上中]，?(?P<rest>[^。；]{1,160})"
)
_SPOKE = pattern(f"(?:分别|先后|依次|共同|纷纷)?[^，。；<person><event>]{{0,24}}?(?P<verb>{_SPEECH}|会签|签署|签订)")
# 某某在致辞中表示
_IN_SPEECH = pattern(
    "(?P<verb>在(?:主旨|开幕|欢迎|视频)?(?:致辞|致词|讲话|发言|演讲|主旨报告)[中时])|(?P<verb2>致[辞词]时)"
)
_WITNESSED = pattern("在(?P<who>[^。；在]{1,80}?)(?:等[^，。；<person>]{0,20})?的?(?:共同)?(?P<verb>见证)(?:之?下)?")
# 某某代表甲与某某代表乙签署, 由某某与某某签订
_SIGNERS = pattern(
    "(?P<who>(?:由)?[^，。；<person>]{0,30}<person>(?:[^，。；]{0,40}?<person>)?)[^，。；<person>]{0,24}?"
    "(?P<verb>代表[^，。；<person>]{0,16}(?:签|缔结)|签署|签约|签订|签字|签下|缔结)"
)
# 某某3日在某地出席
_WHERE = pattern("[在赴来于](?P<where><place>)[^，。；<person><place>]{0,4}$")
_OCCASION = re.compile("签约|签署|揭牌")
# What people take part in without an event being named for it.
_OTHER = re.compile("谈判|磋商|演[习练]|评选|竞选|考试|战斗")
_BEGINS = re.compile("[^，。；]{0,4}(?:开幕|开始|闭幕|启动)")
# 向参加某会议的代表致以问候: who greets them does not take part.
_OF_OTHERS = re.compile("[向对为给同与和被请令由见]$")
# 做好某某参加大会的宣传报道, 出席会议的准备: what is done about it.
_ABOUT_IT = re.compile("的(?:宣传|新闻|报道|准备|筹备|保障|服务)")
_ABSENT = re.compile("视频|书面|贺[信电]")


def find_attendance(course: Course, sketches: Sequence[Sketch]) -> Iterator[Draft]:
    """kg:attended for those who are said to be at an event: who comes, presides, speaks there, witnesses or signs.

    The event is the one of the sentence, or what its word (会议, 仪式, 上述活动) means in the `course` of the article.
    Who is merely quoted is not said to be there.
    """
    for sketch in sketches:
        yield from _hosts(sketch)
        if not any(span.label_ == "Person" for span in sketch.mentions):
            continue
        yield from chain(
            _comers(course, sketch), _present(course, sketch), _speakers(course, sketch), _signers(course, sketch)
        )


def _comers(course: Course, sketch: Sketch) -> Iterator[Draft]:
    for match in _AT.finditer(sketch.text):
        if not _is_of_subject(sketch, match):
            continue
        events = [course.event(span) for span in sketch.spans(match, "event", "event")]
        also = course.meant(match["also"], sketch.bounds(match)[0]) if match["also"] else None
        events += [also] if also else []
        who = people_before(sketch, match.start("verb")) or subject_before(sketch, match.start("verb"))
        yield from _attend(sketch, who, events, match, "attends")
        if who and len(events) == 1:
            yield from _setting(sketch, events[0], match)
    for match in _AT_WORD.finditer(sketch.text):
        yield from _come_to_word(course, sketch, match)
    for match in _THERE.finditer(sketch.text):
        at = sketch.bounds(match, "verb")[0]
        if _OTHER.search(sketch.text, 0, match.start("verb")):
            continue
        event = course.meant(_THERE_MEANS.get(match["verb"][-2:], ""), at)
        who = people_before(sketch, match.start("verb"))
        yield from _attend(sketch, who, [event] if event else [], match, "attends-it")
    for match in _THERE_ARE.finditer(sketch.text):
        word = match["what"].strip("了的") or "会议"
        named = sketch.spans(match, "what", "event")
        event = course.event(named[0]) if named else course.meant(word, sketch.bounds(match)[0])
        who = sketch.spans(match, "who", "person")
        yield from _attend(sketch, who, [event] if event else [], match, "lists-attendees")
    for match in _DECLARES.finditer(sketch.text):
        event = course.meant("致辞", sketch.bounds(match)[0])
        who = people_before(sketch, match.start("verb")) or subject_before(sketch, match.start("verb"))
        yield from _attend(sketch, who, [event] if event else [], match, "declares-open")


def _present(course: Course, sketch: Sketch) -> Iterator[Draft]:
    for match in _PRESENT.finditer(sketch.text):
        event = course.meant("致辞", sketch.bounds(match)[0])
        if event and match["verb"] != "参赛" and (event.kind if isinstance(event, Made) else event.label_) == "Contest":
            continue  # 出席活动的某某 where the text names a world cup
        yield from _attend(sketch, sketch.spans(match, "who", "person"), [event] if event else [], match, "is-present")


def _is_of_subject(sketch: Sketch, match: re.Match[str]) -> bool:
    """True if it is the subject of the sentence that comes, in person, and declares no other thing than the event."""
    if match["verb"] == "宣布" and not _BEGINS.match(sketch.text, match.end()):
        return False
    of_others = _OF_OTHERS.search(sketch.text, 0, match.start("verb")) and sketch.text.startswith("的", match.end())
    return not of_others and not _ABOUT_IT.match(sketch.text, match.end()) and not _ABSENT.search(match["between"])


def _hosts(sketch: Sketch) -> Iterator[Draft]:
    """Who gives a press conference is there, and so are two who hold their talks together."""
    for match in _BOTH_HOLD.finditer(sketch.text):
        event = sketch.span(match, "event")
        if _TALKS.search(name_of(event)):
            yield from _attend(sketch, sketch.spans(match, "who", "body"), [event], match, "hold-together")
    for match in _HOSTS.finditer(sketch.text):
        event = sketch.span(match, "event")
        if name_of(event).endswith(("发布会", "记者会", "吹风会")):
            yield from _attend(sketch, sketch.spans(match, "who", "body"), [event], match, "gives-conference")


def _come_to_word(course: Course, sketch: Sketch, match: re.Match[str]) -> Iterator[Draft]:
    at, word = sketch.bounds(match, "verb")[0], match["word"]
    if _ABSENT.search(match["between"]) or match["verb"] == "宣布":
        return
    who = people_before(sketch, match.start("verb")) or subject_before(sketch, match.start("verb"))
    if "活动" in word and ("上述" in word or "关" in word):
        events = list(course.all_before(at))
    else:
        signed = _OCCASION.search(sketch.text) if word == "活动" else None  # 出席活动并见证签约
        found = course.meant(signed[0] if signed else word, at)
        events = [found] if found else []
    yield from _attend(sketch, who, events, match, "attends-it")
    if who and len(events) == 1 and "幕" not in word:
        yield from _setting(sketch, events[0], match)


def _setting(sketch: Sketch, event: Thing, match: re.Match[str]) -> Iterator[Draft]:
    """When and where someone came to an event: 某某3日在某地出席某会议."""
    trigger = sketch.bounds(match, "verb")
    mode = modality(sketch, match.start("verb"))
    date = sketch.date_before(trigger[0])
    place = _WHERE.search(sketch.text, 0, match.start("verb"))
    if mode and date is not None:
        yield Draft(event, "kg:heldOn", date, sketch, "attends", trigger, modality=mode)
    if mode and place:
        yield Draft(event, "kg:heldIn", sketch.span(place, "where"), sketch, "attends", trigger, modality=mode)


def _speakers(course: Course, sketch: Sketch) -> Iterator[Draft]:
    for match in _SPEAKS_AT.finditer(sketch.text):
        event = _of(course, sketch, match)
        who = people_before(sketch, match.start("verb"))
        yield from _attend(sketch, who, [event] if event else [], match, "speaks-at")
    for match in _THERE_SPOKE.finditer(sketch.text):
        event = _of(course, sketch, match)
        for spoke in _SPOKE.finditer(sketch.text, match.start("rest"), match.end("rest")):
            who = people_before(sketch, spoke.start(), match.start("rest"))
            yield from _attend(sketch, who, [event] if event else [], spoke, "speaks-at")
    for match in _IN_SPEECH.finditer(sketch.text):
        if _ABSENT.search(match[0]) or _ABSENT.search(sketch.text[: match.start()]):
            continue
        event = course.meant("致辞", sketch.bounds(match)[0])
        yield from _attend(
            sketch, people_before(sketch, match.start()), [event] if event else [], match, "speaks-at", 0
        )


def _signers(course: Course, sketch: Sketch) -> Iterator[Draft]:
    for match in _WITNESSED.finditer(sketch.text):
        event = course.meant("签约", sketch.bounds(match, "verb")[1])
        who = people_before(sketch, match.end("who"), match.start("who"))
        yield from _attend(sketch, who, [event] if event else [], match, "witnesses")
    for match in _UNVEILS.finditer(sketch.text):
        event = course.meant("揭牌", sketch.bounds(match, "verb")[0])
        who = people_before(sketch, match.start("verb"))
        yield from _attend(sketch, who, [event] if event else [], match, "unveils")
    for match in _SIGNERS.finditer(sketch.text):
        who = sketch.spans(match, "who", "person")
        event = course.meant("签约", sketch.bounds(match, "verb")[1])
        if event and (len(who) > 1 or "代表" in match[0]):
            yield from _attend(sketch, who, [event], match, "signs-for")


def _of(course: Course, sketch: Sketch, match: re.Match[str]) -> Thing | None:
    """The event that a match names in its group "event", or by a word in its group "word"."""
    if match["event"]:
        return course.event(sketch.span(match, "event"))
    word = match["word"]
    return course.meant(
        "会议" if word == "会" else "致辞" if word in ("现场", "活动") else word, sketch.bounds(match)[0]
    )


def _attend(
    sketch: Sketch,
    who: Sequence[Span],
    events: Sequence[Thing],
    match: re.Match[str],
    rule: str,
    group: str | int = "verb",
) -> Iterator[Draft]:
    mode = modality(sketch, match.start(group))
    if mode is None:
        return
    for person in who:
        for event in events:
            yield Draft(person, "kg:attended", event, sketch, rule, sketch.bounds(match, group), modality=mode)
