"""Persons: names beside their posts, before what they say or do, in lists and in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg import gazetteer
from kg.mentions import add, covered, is_place, mention, mentions

_SPEECH = (
    "表示|会面|会晤|指出|强调|介绍|认为|透露|回应|坦言|告诉|谈到|提出|要求|希望|宣布|称赞|总结|呼吁|建议|直言|提到|补充|解释|"
    "致辞|致词|讲话|发言|作报告|主持|出席|参加|会见|会谈|陪同|见证|考察|调研|访问|带队|率队|率领|率|签署|代表|"
    "一行|等|先生|女士|同志|教授|院士|老师|博士"
)
_FOLLOW = re.compile(
    rf"(?:{_SPEECH}|分别|共同|一同|先后|亲切|受邀|应邀|随后|当日|当天|近日|日前|今日|今天|昨日|昨天|上午|下午|担任|出任|当选|带领|牵头|"
    rf"作了|作为|进行|前往|再次|还|也|就|将|在|与|和|同|及|为|向|对|以|于|说|称|指|任|到|赴|来|是|致|作|曾|已|又|则|均|都|撰|摄|报道|上月|去年|今年|期望|预计|相信|补充|引述|形容|批示|率先|是次|亦|上月|上表示|以及|接受|连同|联同|认同|续称|又称|受访|回答|解读|回忆|参与|加入|加盟|莅临|出任|获|被|因|随|由|从)"
)
_EDGE = re.compile(r"[\s，。、；：！？（）()“”‘’《》【】\[\]<>/·:,;|]|$")
_LIST = re.compile(r"[、和及与，]|以及|\s+")
_BEFORE = re.compile(r"(?:^|(?<=[\s，。、；：！？（）“”‘’]))|(?<=[由据经随])|(?<=以及)")
_ACTS = re.compile(rf"(?:{_SPEECH}|分别|共同|亦|也|还|又)?(?:{_SPEECH}|说|称|指)")
_FOREIGN = re.compile(rf"[一-鿿]{{1,7}}(?:[·・•‧][一-鿿]{{1,10}}?)+(?={_FOLLOW.pattern}|{_EDGE.pattern})")
_HONORIFIC = re.compile(r"同志|先生|女士|院士|教授|博士|总书记|主席|总理")
_ROLE = re.compile(r"（(?:[左右前后中][一二三四五六七八九十]?|[男女]|左|右|女，[一-鿿]{1,3}族|[一-鿿]{1,3}族)")
_NOT_GIVEN = frozenset("的了在是有和与及等为对就也不这那我他她们某个都且或但被把让给着之于将已曾即又并该各每说称")
# Words that begin with a surname and that the segmenter takes for a name, or for nothing.
_NOT_NAMES = gazetteer.words("not-a-name")

# Tags of the segmenter under which names stand: person, other proper name, unknown.
_NAME_TAGS = ("nr", "nz", "x", "g", "zg", "ng")


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    names = gazetteer.surnames()
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) == 2)


def read_name(text: str, start: int, words: dict[int, tuple[int, str]], busy: bytearray) -> int | None:
    """The end of the person's name that begins at `start`, None if none does.

    A name is a surname with one or two characters behind it; how far it reaches is settled by what follows
    and, where that leaves it open, by the `words` of the segmenter (start -> end, tag).
    """
    single, compound = _surnames()
    base = 2 if text[start : start + 2] in compound else 1 if text[start : start + 1] in single else 0
    if not base or text[start : start + 2] in _NOT_NAMES:
        return None
    word_end, tag = words.get(start, (0, ""))
    if word_end - start >= 2 and not tag.startswith(_NAME_TAGS):
        return None
    fits = []
    for given in (2, 1):
        end = start + base + given
        name = text[start:end]
        if end > len(text) or not all("一" <= c <= "鿿" and c not in _NOT_GIVEN for c in name[base:]) or any(busy[start:end]):
            continue
        if _EDGE.match(text, end) or _FOLLOW.match(text, end):
            fits.append(end)
    if len(fits) == 2 and not (word_end == fits[0] or (_EDGE.match(text, fits[0]) and word_end != fits[1] and not _FOLLOW.match(text, fits[1]))):
        return fits[1] if _FOLLOW.match(text, fits[1]) or word_end == fits[1] else fits[0]
    return fits[0] if fits else None


@Language.component("kg_persons", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_persons(doc: Doc) -> Doc:
    """`doc` with its persons: a name is taken where its surroundings ask for one, then wherever it recurs."""
    busy = covered(doc)
    for span in mentions(doc):  # 罗东川: a short place may be the given name behind a surname
        if is_place(span) and span.end - span.start == 2 and doc.text[span.start - 1 : span.start] in _surnames()[0]:
            busy[span.start : span.end] = b"\0\0"
    words = {start: (end, tag) for start, end, tag in doc._.words}
    found: dict[int, int] = {}
    for start, end in (*_foreign(doc, busy), *_anchored(doc, words, busy)):
        if start not in found and not any(busy[start:end]):
            found[start] = end
            busy[start:end] = b"\1" * (end - start)
    _extend_lists(doc.text, words, busy, found)
    _repeat(doc, busy, found)
    add(doc, [mention(doc, start, end, "Person") for start, end in found.items()])
    return doc


def _anchored(doc: Doc, words: dict[int, tuple[int, str]], busy: bytearray) -> Iterator[tuple[int, int]]:
    text = doc.text
    posts = [span for span in mentions(doc) if span.label_ == "Post"]
    for post in posts:
        end = read_name(text, post.end, words, busy)
        if end:
            yield post.end, end
    for post in posts:  # 苏某校长: the name stands before the post, behind an edge
        for length in (3, 2, 4):
            start = post.start - length
            if start >= 0 and _BEFORE.match(text, start) and _is_name_word(text[start : post.start], words.get(start)) and not any(busy[start : post.start]):
                yield start, post.start
                break
    for match in _BEFORE.finditer(text):
        start = match.end()
        end = read_name(text, start, words, busy)
        if end and (_ACTS.match(text, end) or _ROLE.match(text, end) or _list_acts(text, end, words, busy)):
            yield start, end
    for match in _HONORIFIC.finditer(text):
        for length in (3, 2):
            start = match.start() - length
            name = words.get(start) == (match.start(), "nr") and text[start] in _surnames()[0]
            if start >= 0 and name and not any(busy[start : match.start()]):
                yield start, match.start()


def _is_name_word(name: str, word: tuple[int, str] | None) -> bool:
    single, compound = _surnames()
    base = 2 if name[:2] in compound else 1 if name[:1] in single else 0
    if not base or not 1 <= len(name) - base <= 2 or name[:2] in _NOT_NAMES or name in _NOT_NAMES:
        return False
    return all("一" <= c <= "鿿" and c not in _NOT_GIVEN for c in name[base:]) and (word is None or len(name) == 3 or word[1].startswith(_NAME_TAGS))


def _list_acts(text: str, end: int, words: dict[int, tuple[int, str]], busy: bytearray) -> bool:
    """True if a list of names that goes on at `end` comes to an act: 、某某、某某出席."""
    for _ in range(40):
        link = _LIST.match(text, end)
        following = read_name(text, link.end(), words, busy) if link else None
        if following is None:
            return False
        end = following
        if _ACTS.match(text, end):
            return True
    return False


def _extend_lists(text: str, words: dict[int, tuple[int, str]], busy: bytearray, found: dict[int, int]) -> None:
    for end in list(found.values()):
        while (link := re.match("[、和及与]|以及", text[end : end + 2])) and (after := read_name(text, end + link.end(), words, busy)):
            start = end + link.end()
            if start in found:
                break
            found[start] = after
            busy[start:after] = b"\1" * (after - start)
            end = after


def _foreign(doc: Doc, busy: bytearray) -> Iterator[tuple[int, int]]:
    for match in _FOREIGN.finditer(doc.text):
        start = match.start()
        while any(busy[start : match.end()]) and start < match.end():
            start += 1
        if "·" in doc.text[start : match.end()] and match.end() - start >= 3:
            yield start, match.end()


def _repeat(doc: Doc, busy: bytearray, found: dict[int, int]) -> None:
    edges = {start for start, _, _ in doc._.words} | {end for _, end, _ in doc._.words}
    for name in sorted({doc.text[start:end] for start, end in found.items()}, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), doc.text):
            start, end = match.span()
            if any(busy[start:end]) or (len(name) == 2 and not (start in edges and end in edges)):
                continue
            found[start] = end
            busy[start:end] = b"\1" * (end - start)

