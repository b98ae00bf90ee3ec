"""Where the name of an event begins: 全国…和…工作推进会, 2025年…论坛, 庆祝…周年大会."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Doc

from kg import gazetteer
from kg.recognition.words import Word, Words, words_of

_KNOWN = "known"  # the tag of a place or body that has been found
_LONGEST = 44
# “合作共赢”论坛, 中国（某地）博览会
_ENCLOSED = re.compile(r"(?:“[^”\n]{1,24}”|(?<=[一-鿿])(?<![会坛展赛节式])（[一-鿿]{1,6}）)$")
_SENTENCE_END = re.compile(r"[。！？；\n]")
# What people do with events, and what else stands before a name and is none of it.
_BARRIERS = gazetteer.words("event-barrier") | gazetteer.words("name-barrier")
# Verbs that a name may begin with.
_PURPOSES = gazetteer.words("purpose") | gazetteer.words("event-purpose")
_FEASTS = frozenset(("庆祝", "纪念", "缅怀"))
_FOR_WORK = re.compile("工作|座谈|推进|动员|部署|研讨|表彰|领导|全体|启动|签约|专题|会议|系列|现场|总结|交流")
_DETERMINERS = gazetteer.words("event-determiner") - gazetteer.words("leader")
_CLOSED_TAGS = frozenset({
    "c", "d", "df", "e", "h", "k", "o", "p", "r", "u", "ud", "ug", "uj", "ul", "uv", "uz", "w", "y",
})  # fmt: skip
_NUMBER = re.compile(
    r"第?[\d〇一二三四五六七八九十百]+[届次]|首届|[〇一二三四五六七八九十百\d]+周?年|(?:19|20)\d\d(?:年?度)?|[年届次]|[a-zA-Z]+\d*|一路|百强|[三四五六七]中"
)
_EVENT_ENDS = re.compile("[会式赛展]$|论坛$|[届次]会议$|^会议$")
_COUNT = re.compile(r"(?!(?:19|20)\d\d)[\d一二三四五六七八九十两]+[次轮]?")
_DEICTIC = re.compile(
    "[今昨明当近同此]|日前|目前|现在|[上下中]午|晚|以[前后来]|过去|未来|期间|时候|之[前后]|[前后]$|时$"
)
_SIDE = re.compile("..+|中|外|南|北|东|西")
# What the segmenter tags as no noun: 和, 可持续, 进步.
_JOINTS = frozenset(("和", "与", "及", "暨", "可持续", "进步", "两会", "新", "环"))
# 设计之都, 冰雪之城: what places call themselves.
_CALLED = frozenset("都城乡国家园春夏秋冬夜光声星旅路窗")
_INNER_MARKS = frozenset("－-—─–·•‧・+×")
# 和 joins two parts of one name only behind what surely begins one.
_SURE_START = re.compile(
    "全[国省市区县州面]|深入|第|首届|(?:19|20)\\d\\d|中国|国际|世界|全球|中央|国家|推动|推进|促进|深化|庆祝|纪念|学习|东西部|两岸"
)


_JUBILEE = re.compile(r"(?:实施|施行|签署|签订|发布)?[\d〇一二三四五六七八九十百]+周年")
# What stands right before the name of one event.
_TAKES_EVENT = re.compile("(?:出席|参加|举行|举办|召开|主持)了?$|(?:^|[，。；\n])在$")
# 在企业和专家座谈会上
_AT_ONE = re.compile("在$"), re.compile("[^，。；]{1,5}上")
_RIGHT_BEFORE = frozenset(("代表", "主题"))
_JOINT = re.compile("合作|签约|协作|对接|共建|战略")


def name_start(doc: Doc, head: int, known: Mapping[int, int], busy: Sequence[int]) -> int:
    """The start of the name of an event whose head word begins at `head`; `head` itself if it has no name.

    Names of events are phrases rather than names: nouns, fields, places, years and sessions, and verbs for what
    they are for. They end at what is done with them (出席, 举行), at particles and marks. `known`
    maps the end of each place and body to its start; `busy` tells of each character whether a mention stands there
    that no name reaches into.
    """
    words = words_of(doc)
    floor = max(head - _LONGEST, 0)
    ends = [match.end() for match in _SENTENCE_END.finditer(words.text, floor, head)]
    taken = _take_words(words, head, ends[-1] if ends else floor, known, busy)
    taken = _cut_coordination(words, taken)
    purposes = _PURPOSES if _FOR_WORK.search(words.text, head, head + 4) else _FEASTS
    while taken and _is_no_beginning(words, taken, purposes):
        taken.pop(0)
    return taken[0].start if taken else head


def _take_words(words: Words, head: int, floor: int, known: Mapping[int, int], busy: Sequence[int]) -> list[Word]:
    """The words before `head` that its name may hold, in order; `known` names are one word each."""
    taken: list[Word] = []
    start, index = head, words.index_ending_from(head)
    if index < len(words.items) and words.items[index].start < head < words.items[index].end:
        start = words.items[index].start  # the head begins inside a word: 主持会议
        if words.text[start:head] in _BARRIERS:
            return []
        taken.append(Word(start, head, "n"))
    while start > floor:
        word = _word_before(words, start, known)
        if word.tag == "w":
            enclosed = _ENCLOSED.search(words.text, floor, start)
            word = Word(enclosed.start(), start, "n") if enclosed else word
        following = words.text[start : start + 1]
        if word.start < floor or any(busy[word.start : start]):
            break
        listed = words.text_of(word) == "、" and word.start in known and taken and taken[-1].tag == _KNOWN
        if listed and _JOINT.search(words.text, start, head + 4):  # 甲与乙、丙合作签约仪式
            taken.append(word)
            start = word.start
            continue
        # 代表座谈会, 主题发布会, 成立70周年 of what is else no part of a name
        inside = (start == head and words.text_of(word) in _RIGHT_BEFORE) or _JUBILEE.match(words.text, start)
        if not inside and not _fits(words.text_of(word), word.tag, following):
            break
        taken.append(word)
        start = word.start
    return taken[::-1]


def _word_before(words: Words, end: int, known: Mapping[int, int]) -> Word:
    """The known name or the word that ends at `end`; a closing mark has the tag "w"."""
    if end in known:
        return Word(known[end], end, _KNOWN)
    if words.text[end - 2 : end - 1] == "之" and words.text[end - 1] in _CALLED:
        return Word(end - 2, end, "n")
    word = words.ends.get(end) or Word(end - 1, end, "x")
    return Word(word.start, end, "w") if words.text_of(word) in ("”", "）") else word


def _fits(word: str, tag: str, following: str) -> bool:
    """True if a name may hold this word."""
    if word in _BARRIERS or word.endswith(("出席", "参加")):
        return False
    if word in _JOINTS or _NUMBER.fullmatch(word):
        return True
    if word == "首次":
        return following in ("会", "全")  # 某机制首次会议
    if tag == "m":
        # 双周, 多边, and 第二 of what the segmenter divides into 第二 and 十一届
        return following in ("届", "次", "年", "周", "轮", "十", "百") or word == "第" or word[0] in "双多"
    if tag in _CLOSED_TAGS or (tag == "q" and word not in ("系列", "轮")):
        return False
    if tag in ("x", "w"):
        return word.isalnum() or word in _INNER_MARKS
    if tag == "t":
        return not _DEICTIC.search(word)
    if tag == "f":
        return _SIDE.fullmatch(word) is not None and not _DEICTIC.search(word)
    # zg: the segmenter knows no word that begins so: 物|联网
    return not word.isspace() and (len(word) > 1 or tag == "zg" or not tag.startswith(("v", "z", "a")))


def _cut_coordination(words: Words, taken: list[Word]) -> list[Word]:
    """The words behind the last 和 that joins the name to something else, all if it joins two parts of the name."""
    whole = bool(taken) and _TAKES_EVENT.search(words.text, max(0, taken[0].start - 4), taken[0].start) is not None
    whole = whole or (bool(taken) and _is_where_one_speaks(words.text, taken[0].start, taken[-1].end))
    for at in range(len(taken) - 1, -1, -1):
        if words.text_of(taken[at]) in ("和", "与", "及"):
            if at + 1 == len(taken) and words.text_of(taken[at]) == "与" and at > 1:
                continue  # 学术讲座与交流会
            if at and at + 1 < len(taken) and taken[at - 1].tag == taken[at + 1].tag == _KNOWN:
                continue  # 某市与某大学合作签约仪式
            if at and _EVENT_ENDS.search(words.text_of(taken[at - 1])):
                return taken[at + 1 :]  # 某研讨会和某仪式 are two
            if whole and at and at + 1 < len(taken):
                continue  # 出席保障和训练中心挂牌仪式: what is attended is one
            if at and taken[at - 1].tag == _KNOWN and _JOINT.search(words.text, taken[at].end, taken[-1].end + 4):
                return taken[at - 1 :]  # 某省与高水平大学合作座谈会
            left = taken[:at]
            while left and _is_no_beginning(words, left):
                left.pop(0)
            if not left or not _SURE_START.match(words.text, left[0].start) or at + 1 == len(taken):
                return taken[at + 1 :]
    return taken


def _is_where_one_speaks(text: str, start: int, end: int) -> bool:
    """True for ``text[start:end]`` in 在企业和专家座谈会上, where it is what the name has before its head."""
    before, behind = _AT_ONE
    return before.search(text, max(0, start - 1), start) is not None and behind.match(text, end) is not None


def _is_no_beginning(words: Words, taken: Sequence[Word], purposes: Set[str] = _PURPOSES) -> bool:
    """True if no name begins with the first of these words; of verbs only `purposes` begin one."""
    first, before = words.text_of(taken[0]), words.text[taken[0].start - 1 : taken[0].start]
    following = words.text[taken[0].end : taken[0].end + 1]
    if _COUNT.fullmatch(first) and before not in ("第", "届") and following not in ("届", "周", "年"):  # 四次会议
        return True
    if first in ("和", "与", "及", "暨", "年", "届", "次") or first in _INNER_MARKS or first in _DETERMINERS:
        return True
    if taken[0].tag in ("v", "vd", "vg", "l", "i", "ad"):
        if len(taken) > 1 and _JUBILEE.match(words.text, taken[1].start):
            return False  # 坐床30周年纪念大会
        # 推动长三角发展座谈会 is for that, 推动长三角峰会 is what is done with it.
        return first not in purposes or all(word.tag in (_KNOWN, "ns", "nt", "m") for word in taken[1:]) != (
            len(taken) == 1
        )
    return False
