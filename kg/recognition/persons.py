"""Persons: names beside their posts, before what they say or do, in lists and in bylines."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import Extent, add, covered, is_institution, is_place, mention, mentions, text_of
from kg.recognition.personal_names import (
    ENDS_BODY,
    FOLLOW,
    NAME_TAGS,
    NOT_GIVEN,
    NOT_NAMES,
    Reader,
    is_given,
    surname_length,
    surnames,
)
from kg.recognition.transliterations import ORDINARY_TAGS, is_written
from kg.recognition.words import words_of

# What a person says or does, and how one is called behind the name.
_VERBS = "|".join(sorted(gazetteer.words("person-verb")))
_LIST = re.compile(r"[、和及与，]|以及|\s+")
_LIST_LINK = re.compile("[、和及与]|以及")
_LONGEST_LIST = 40
_EDGE = re.compile(r"[\s，。、；：！？（）“”‘’由据经随]|以及")
_BEFORE = re.compile(r"^|(?<=[\s，。、；：！？（）“”‘’由据经随])|(?<=以及)")
_ACTS = re.compile(rf"(?:{_VERBS}|分别|共同|亦|也|还|又)?(?:{_VERBS}|说|称|指)")
# 任命某某为, 免去某某的…职务, 某某是某局局长, and 某某，女，现任某局局长
_APPOINTS = re.compile("任命|免去|选举|推选|推举|选出|聘任|聘请|委任|提名|增补|补选|罢免|撤销|接受")
_TO_POST = re.compile("(?:同志)?(?:为|的|担任|出任|任|兼任|辞去)")
_IS = re.compile(
    "(?:同志)?(?:（[^（）。，]{2,20}[长任裁理记授员]）|现任|现为|现是|曾任|历任|是|系|\\d{4}年|，(?:男|女|[一-鿿]{1,3}族|现任|曾任|历任|\\d{4}年))"
)
_LONGEST_CLAUSE = 40
_LONGEST_BRACKET = 30
_OPENED = re.compile("[（(][^（）()，。；]*$")
_LINKED = re.compile(r"^|(?<=[\s，。、；：和与及])")
# 安娜·某某表示
_DOTTED = re.compile(r"[一-鿿]{1,9}(?:[·・•‧][一-鿿]{1,10})+")
_DOT = re.compile("[·・•‧]")
# Dr. Anna Example, behind a post or a title
_LATIN = re.compile(r"[A-Z][a-z]+(?:[ ·-][A-Z][a-z]*\.?){1,3}(?![A-Za-z])")
# Posts that no Chinese body has, and the nations that one character stands for right before a post.
_FOREIGN_POST = re.compile("副?总统|副?首相|(?:外交|国防|财政)?大臣|国务卿|外长|防长|财长|副?议长|酋长|总督")
_NATION = re.compile("[美俄英法德日韩印伊以乌土加澳欧朝越泰菲巴埃叙黎匈波芬瑞荷比西葡意]")
_LATIN_TITLE = re.compile(r"(?:Dr|Mr|Ms|Mrs|Prof)\.? ?|任命|聘任|聘请")
_ASIDE = re.compile("[：:]|[（(][^（）()，。]{1,10}[）)](?=[一-鿿])")
_OTHERS = re.compile(
    "等(?!多?地|[多各两三四五六七八九十百千\\d]*[个种类项大条]|方向|国家?|省|市|县|区|城|动物|植物|物种|树|花|鸟|领域|方面|产业|产品|"
    "项目|活动|民俗|行业|作物|措施|问题|工作|形式|方式|服务|设施|景区|景点|遗址|企业|公司|机构|单位|部门|院校|高校|学校|民族|元素)"
)
_HONORIFIC = re.compile(
    r"同志|先生|女士|院士|教授|博士|总书记|主席|总理|医生|医师|老师|律师|大夫|师傅|阿姨|奶奶|爷爷|大爷|大妈"
)
_ROLE = re.compile(r"（(?:[左右前后中][一二三四五六七八九十]?|[男女]|左|右|女，[一-鿿]{1,3}族|[一-鿿]{1,3}族)")
# What somebody is, as the word right before the name.
_ROLES = gazetteer.words("person-role")
_ENDS_OF_ROLES = frozenset(role[-1] for role in _ROLES)
_THOUGHT = re.compile("新时代|(?!总书记|主席|同志)[^，。；、\n]{0,12}思想")


@Language.component("kg_persons", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_persons(doc: Doc) -> Doc:
    """`doc` with its persons: a name is taken where its surroundings ask for one, then wherever it recurs."""
    reader = Reader(words_of(doc), covered(doc))
    known = mentions(doc)
    for span in known:  # 王广元: a short place may be the given name behind a surname
        if is_place(span) and span.end - span.start == 2 and reader.text[span.start - 1 : span.start] in surnames()[0]:
            reader.busy[span.start : span.end] = b"\0\0"
    posts = [span for span in known if span.label_ == "Post"]
    # One after the other: what one way of looking has found is taken for the next.
    ways = (
        _foreign(reader),
        _well_known(reader),
        _around_posts(reader, posts, known),
        _in_roles(reader),
        _appointed(reader),
        _being(reader, posts),
        _before_brackets(reader, posts),
        _acting(reader),
        _before_honorifics(reader),
    )
    for start, end in chain(*ways):
        reader.take(start, end)
    _extend_lists(reader)
    _repeat(reader)
    if [extent for extent in _behind_posts(reader, posts) if reader.take(*extent)]:
        _extend_lists(reader)
        _repeat(reader)
    add(doc, [mention(doc, start, end, "Person") for start, end in reader.found.items()])
    return doc


def _foreign(reader: Reader) -> Iterator[Extent]:
    """安娜·某某: a name with dots, from where its transliteration begins to where it ends."""
    for match in _DOTTED.finditer(reader.text) if _DOT.search(reader.text) else ():
        start, end = match.span()
        first = _DOT.search(reader.text, start, end)
        last = max(found.end() for found in _DOT.finditer(reader.text, start, end))
        begin = _begin_of_given(reader, start, first.start()) if first else end
        end = _end_of_family(reader, last, end)
        letters = [c for c in reader.text[begin:end] if not _DOT.match(c)]
        written = 2 * sum(c in gazetteer.transliteration() for c in letters) >= len(letters)
        if begin < (first.start() if first else 0) and last < end and written:
            reader.busy[begin:end] = bytes(end - begin)  # 巴西 in 巴西姆·某某 is no place
            yield begin, end


def _begin_of_given(reader: Reader, start: int, dot: int) -> int:
    """Where the part of a name before its first dot begins: behind words, posts and places."""
    for word in reader.words.inside(start, dot):
        place = word.tag == "ns" and word.end < dot - 1
        ordinary = word.end - word.start >= 2 and word.tag in ORDINARY_TAGS
        if word.end < dot and (place or (ordinary and not is_written(reader.words.text_of(word)))):
            start = word.end
    while start < dot - 2 and not reader.free(start, dot):
        start += 1
    while start < dot - 1 and reader.text[start] not in gazetteer.transliteration():
        whole = reader.words.starts.get(start)
        if whole is not None and whole.end == dot and reader.text[dot - 1] in gazetteer.transliteration():
            break  # 大卫·某某, 买买提·某某
        start += 1
    return start


def _end_of_family(reader: Reader, start: int, end: int) -> int:
    """Where the part of a name behind its last dot ends: before what follows a name, and before ordinary words."""
    for at in range(start + 1, end):
        word = reader.words.starts.get(at)
        if word is not None and (FOLLOW.match(reader.text, at) or (word.tag in ORDINARY_TAGS and word.end - at >= 2)):
            return at
        if not reader.free(at, at + 1) or (at > start + 1 and reader.text[at] in NOT_GIVEN):
            return at
    return end


def _around_posts(reader: Reader, posts: Sequence[Span], known: Sequence[Span]) -> Iterator[Extent]:
    """校长苏某某, and then 苏某校长: there the name stands behind an edge, or behind the body."""
    abroad = _abroad(reader.text, posts, known)
    bodies = {span.end for span in known if is_institution(span)}
    for post in posts:
        aside = _ASIDE.match(reader.text, post.end)  # 副校长（教学）苏某某, 理事长：苏某某
        at = aside.end() if aside else post.end
        end = reader.name_end(at, behind_post=True, sure=post.start in abroad) or _latin_end(reader.text, at)
        if end:
            yield at, end
    for post in posts:
        starts = [post.start - length for length in (3, 2, 4) if post.start >= length]
        start = next((start for start in starts if _is_name_before(reader, start, post.start, bodies)), None)
        if start is not None:
            yield start, post.start


def _abroad(text: str, posts: Sequence[Span], known: Sequence[Span]) -> set[int]:
    """Where the posts begin that are held in other countries: 首相, 俄总统, and those that go on behind them."""
    countries = {span.end for span in known if span.label_ == "Country"}
    bodies = {span.end for span in known if is_institution(span) and gazetteer.country_of(text_of(span))}
    found: set[int] = set()
    ends: dict[int, int] = {}
    for post in posts:
        before = post.start - (text[post.start - 1 : post.start] in "、兼")
        foreign = post.start in countries or post.start in bodies or _FOREIGN_POST.fullmatch(text_of(post))
        if foreign or _NATION.fullmatch(text, post.start - 1, post.start) or ends.get(before) in found:
            found.add(post.start)
        ends[post.end] = post.start
    return found


def _behind_posts(reader: Reader, posts: Sequence[Span]) -> Iterator[Extent]:
    """局长苏某剪下: the name between a post and a word that no list knows."""
    ends = set(reader.found.values())
    for post in posts:
        if post.start not in ends:  # 苏某局长 is the name already
            end = reader.divided_end(post.end)
            if end:
                yield post.end, end


def _latin_end(text: str, start: int) -> int | None:
    title = _LATIN_TITLE.match(text, start)
    match = _LATIN.match(text, title.end() if title else start)
    return match.end() if match else None


def _is_name_before(reader: Reader, start: int, end: int, bodies: Container[int]) -> bool:
    name, word = reader.text[start:end], reader.words.starts.get(start)
    base = surname_length(name)
    if name[-1] in ENDS_BODY:  # 柳树村 before 党支部书记
        return False
    if name[-1] in "大院" and reader.text.startswith(("校", "院", "副"), end):  # 示范大校长
        return False
    if not base or not 1 <= len(name) - base <= 2 or name[:2] in NOT_NAMES or name in NOT_NAMES:
        return False
    named = word is None or len(name) == 3 or word.tag.startswith(NAME_TAGS)
    given = is_given(name[base:], len(name) - base)
    edge = start in bodies or _BEFORE.match(reader.text, start) is not None
    return named and given and edge and reader.free(start, end)


def _in_roles(reader: Reader) -> Iterator[Extent]:
    """村民苏某某: a word for what somebody is, and the name."""
    for word in reader.words:
        may_end = reader.text[word.end - 1] in _ENDS_OF_ROLES
        if may_end and word.tag[0] in "nvl" and _ends_in_role(reader.words.text_of(word)):
            end = reader.name_end(word.end)
            if end:
                yield word.end, end


def _ends_in_role(word: str) -> bool:
    """True for 村民, and for 校长助理, which 助理 ends."""
    return word in _ROLES or word[-2:] in _ROLES or word[-3:] in _ROLES


def _well_known(reader: Reader) -> Iterator[Extent]:
    """Names that the segmenter's dictionary lists as those of well-known persons; 某某思想 is a thought."""
    for word in reader.words:
        known = word.tag == "nrfg" and word.end - word.start == 3
        if known and reader.text[word.start] in surnames()[0] and not _THOUGHT.match(reader.text, word.end):
            yield word.start, word.end


def _acting(reader: Reader) -> Iterator[Extent]:
    """Names behind an edge whose bearers say or do something, alone or in a list, or stand in a picture."""
    for start in chain((0,), (match.end() for match in _EDGE.finditer(reader.text))):
        end = reader.name_end(start)
        acting = end and (_acts(reader, start, end) or _ROLE.match(reader.text, end) or _list_acts(reader, end))
        # 苏梅等 is no person, but 苏某某等 is one.
        if end and acting and (reader.text[end : end + 1] != "等" or surname_length(reader.text[start:])):
            yield start, end


def _is_act(text: str, end: int) -> bool:
    """True if an act follows; 等 is one only before what persons do or are: 苏某某等人, but not 朱鹮等动物."""
    return bool((_OTHERS if text.startswith("等", end) else _ACTS).match(text, end))


def _acts(reader: Reader, start: int, end: int) -> bool:
    if _is_act(reader.text, end):
        return True
    if not reader.is_named(start, end):
        return False
    following = reader.words.starts.get(end)
    alone = reader.text[end : end + 1] == "，" and reader.text[start - 1 : start] in ("", "。", "\n")
    return alone or (following is not None and following.tag in ("v", "p", "d", "c"))


def _list_acts(reader: Reader, end: int) -> bool:
    """True if a list of names that goes on at `end` comes to an act: 、某某、某某出席."""
    for _ in range(_LONGEST_LIST):
        link = _LIST.match(reader.text, end)
        following = _next_of_list(reader, link.end()) if link else None
        if following is None:
            return False
        if _is_act(reader.text, following):
            return True
        end = following
    return False


def _next_of_list(reader: Reader, start: int) -> int | None:
    """The end of the name that goes on a list of names."""
    end = reader.found.get(start) or reader.name_end(start)
    if end is None:
        end = reader.divided_end(start)
        usual = end is not None and gazetteer.given_names().issuperset(reader.text[end - 2 : end])
        end = end if end and usual and reader.ends_name(end) else None
    return end


def _appointed(reader: Reader) -> Iterator[Extent]:
    """任命苏某为: who is given a post or freed from one."""
    for match in _APPOINTS.finditer(reader.text):
        end = reader.name_end(match.end()) or reader.divided_end(match.end())
        if end and _TO_POST.match(reader.text, end):
            yield match.end(), end


def _being(reader: Reader, posts: Sequence[Span]) -> Iterator[Extent]:
    """苏某是某局局长: who begins a sentence that tells of his post."""
    for start in sorted({_begin_of_clause(reader.text, post.start) for post in posts}):
        end = reader.name_end(start) or reader.divided_end(start)
        if end and _IS.match(reader.text, end):
            yield start, end


def _before_brackets(reader: Reader, posts: Sequence[Span]) -> Iterator[Extent]:
    """和苏某某（某局局长）: the name stands before the bracket that its post ends."""
    for post in posts:
        opening = _OPENED.search(reader.text, max(0, post.start - _LONGEST_BRACKET), post.start)
        if opening and reader.text[post.end : post.end + 1] in ("）", ")"):
            for length in (3, 2, 4):
                start = opening.start() - length
                linked = start >= 0 and _LINKED.match(reader.text, start)
                if linked and reader.name_end(start) == opening.start():
                    yield start, opening.start()
                    break


def _begin_of_clause(text: str, end: int) -> int:
    return max(text.rfind(mark, max(0, end - _LONGEST_CLAUSE), end) for mark in "。；\n") + 1


def _before_honorifics(reader: Reader) -> Iterator[Extent]:
    """苏某同志, where the segmenter takes the name for one."""
    for match in _HONORIFIC.finditer(reader.text):
        end = match.start()
        for start in (end - 3, end - 2):
            word = reader.words.starts.get(start)
            named = word is not None and word.end == end and word.tag.startswith("nr")
            if named and reader.text[start] in surnames()[0] and reader.free(start, end):
                yield start, end


def _extend_lists(reader: Reader) -> None:
    """Take the names that follow a found one in a list."""
    for end in list(reader.found.values()):
        while link := _LIST_LINK.match(reader.text, end):
            start = link.end()
            following = _next_of_list(reader, start)
            if following is None:
                break
            reader.take(start, following)
            end = following


def _repeat(reader: Reader) -> None:
    """Take the found names wherever else they stand; one of two characters only at the edges of words."""
    text, words = reader.text, reader.words
    edges = words.starts.keys() | words.ends.keys()
    for name in sorted({text[start:end] for start, end in reader.found.items()}, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            if len(name) > 2 or (match.start() in edges and match.end() in edges):
                reader.take(*match.span())
