"""Where a name begins: the left boundary of names that end in a head word (…大学, …委员会, …试验区)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection

from spacy.tokens import Doc

from kg import gazetteer

# Function words, pronouns, numerals, times, punctuation: a name does not reach over them.
_BARRIER_TAGS = frozenset({"p", "c", "r", "d", "y", "e", "o", "x", "w", "t", "q", "uj", "ul", "uz", "ug", "ud", "uv", "u", "k", "zg", "df", "m", "f", "z", "i"})
# Verbs that stand inside names of institutions; all others end a name.
_NAME_VERBS = gazetteer.words("name-verb")
# Departments whose own name holds 和: 人力资源和社会保障局 is one name.
_JOINED = (
    ("人力资源", "社会"), ("住房", "城乡"), ("文化", "旅游"), ("卫生", "计划生育"), ("经济", "信息化"), ("发展", "改革"),
    ("工业", "信息化"), ("规划", "自然资源"), ("教育", "体育"), ("民族", "宗教"), ("卫生", "健康"), ("林业", "草原"),
    ("商务", "投资"), ("妇女", "儿童"), ("归国", "侨眷"), ("经济", "社会"), ("科学", "技术"), ("交通", "物流"), ("定点", "帮扶"),
)  # fmt: skip
_OPENING = {"）": "（", "”": "“"}
_DETERMINERS = gazetteer.words("determiner")
_LONGEST = 26
# Words that may stand before a place and still belong to the name: 国家税务总局四川省税务局.
LEADERS = gazetteer.words("leader")
# Names of meetings and of steering groups begin with what they are for: 推动长三角一体化发展领导小组.
PURPOSES = LEADERS | gazetteer.words("purpose")


def extend_left(doc: Doc, head: int, starts: Collection[int] = (), leaders: Collection[str] = LEADERS) -> int | None:
    """The start of the name whose head word begins at `head`, or None if nothing can stand before it.

    Words are taken leftwards until one that no name holds. If one of the `starts` (of places, of bodies) lies
    in what was taken, the name begins with the first of them, or with one of the `leaders` right before it.
    """
    words = doc._.words
    index = bisect_left(words, head, key=lambda word: word[1])  # the word that ends at or after head
    if index >= len(words):
        return None
    start = head
    if words[index][0] < head < words[index][1]:  # head begins inside a word: 四川大学 is one word of the segmenter
        start = words[index][0]
        index -= 1
    elif words[index][1] > head:
        index -= 1
    taken: list[tuple[int, int, str]] = [(start, head, "")] if start < head else []
    floor = max(doc[head : head + 1].sent.start, head - _LONGEST)
    while index >= 0:
        begin, end, tag = words[index]
        if begin < floor or end > start:
            break
        word = doc.text[begin:end]
        if word in _OPENING:
            skipped = _skip_brackets(doc, words, index, word)
            if skipped is None:
                break
            start, index = skipped
            continue
        if not _may_stand_in_name(doc, words, index, word, tag):
            break
        taken.append((begin, end, tag))
        start = begin
        index -= 1
    taken.sort()
    while taken and (taken[0][2] not in ("ns", "nt", "nr", "nz", "eng", "") and doc.text[taken[0][0] : taken[0][1]] in _DETERMINERS):
        start = taken.pop(0)[1]
    start = _skip_leading(doc, start, taken, starts, leaders)
    inside = [at for at in starts if start <= at < head and doc.text[at - 1 : at] != "（"]
    if inside and min(inside) != start:
        before = [word for word in taken if word[1] <= min(inside)]
        leads = before and (before[-1][2] in ("nt", "nz", "eng") or doc.text[before[-1][0] : before[-1][1]] in leaders)
        start = before[-1][0] if leads and before[-1][2] == "v" else start if leads else min(inside)
    return start


def _skip_leading(
    doc: Doc, start: int, taken: list[tuple[int, int, str]], starts: Collection[int], leaders: Collection[str]
) -> int:
    """The start behind verbs and prepositions that no name begins with: 组建小学教育联盟, 据锦辉集团."""
    while taken and taken[0][2] == "v" and start not in starts and doc.text[start : taken[0][1]] not in leaders:
        taken.pop(0)
        start = taken[0][0] if taken else start
    if taken and doc.text[start] in "据由与向被" and taken[0][1] - start > 2 and start not in starts:
        start += 1
    return start


def _skip_brackets(doc: Doc, words: list[tuple[int, int, str]], index: int, closing: str) -> tuple[int, int] | None:
    """Over （惠州） or “10+20” inside a name: the offset of the opening bracket and the index before it."""
    for back in range(index - 1, max(index - 8, -1), -1):
        if doc.text[words[back][0] : words[back][1]] == _OPENING[closing]:
            if closing == "”" or words[index][0] - words[back][1] <= 6:
                return words[back][0], back - 1
            return None
    return None


def _may_stand_in_name(doc: Doc, words: list[tuple[int, int, str]], index: int, word: str, tag: str) -> bool:
    if word in ("和", "与") and 0 < index < len(words) - 1:
        left = doc.text[max(0, words[index][0] - 8) : words[index][0]]
        right = doc.text[words[index][1] : words[index][1] + 8]
        return any(left.endswith(a) and right.startswith(b) for a, b in _JOINED)
    if tag == "m":
        return word.startswith("第") or word in ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十") or word.isascii()
    if tag == "f":
        return word in ("东部", "西部", "南部", "北部", "中部", "中", "东", "西", "南", "北", "内", "上")
    if tag in _BARRIER_TAGS:
        return word in ("·", "・", "-", "+")
    if tag == "v":
        return word in _NAME_VERBS
    return not word.isspace()
