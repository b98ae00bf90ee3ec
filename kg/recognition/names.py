"""Where a name begins: the left boundary of names that end in a head word (…大学, …委员会, …试验区)."""

from __future__ import annotations

import re
from collections.abc import Collection, Container

from spacy.tokens import Doc

from kg import gazetteer
from kg.recognition.words import Word, Words, words_of

# Function words, pronouns, numerals, times, punctuation: a name does not reach over them.
_BARRIER_TAGS = frozenset({
    "ad", "c", "d", "df", "e", "f", "i", "k", "m", "o", "p", "q", "r", "t",
    "u", "ud", "ug", "uj", "ul", "uv", "uz", "w", "x", "y", "z",
})  # fmt: skip
# The segmenter's tag zg holds these beside characters of names (湾, 园, 委).
_FUNCTION_CHARACTERS = frozenset("很此较每今仍往您虽反甚且曰啊哦唉止该")
# Tags of proper names; "" stands for the part of a word that the head leaves over.
_PROPER_TAGS = frozenset({"ns", "nt", "nr", "nz", "eng", ""})
# Verbs that stand inside names of institutions; all others end a name.
# Words that end a name whatever their tag: 海关总署会同国家发展改革委 are two.
_BARRIERS = gazetteer.words("name-barrier")
_NAME_VERBS = gazetteer.words("name-verb")
# Departments whose own name holds 和: 人力资源和社会保障局 is one name.
_JOINED = [name.split("和") for name in sorted(gazetteer.words("joined-name"))]
_OPENING = {"）": "（", "”": "“"}
_DIGITS = frozenset("一二三四五六七八九十")
_STRAITS = frozenset({"港澳台", "港澳", "台港澳", "对台"})
_SIDES = frozenset({"东部", "西部", "南部", "北部", "中部", "中", "东", "西", "南", "北", "内", "上"})
_DETERMINERS = gazetteer.words("determiner")
# A post ends what stands before it: 副主席 belongs to another name.
_POST = re.compile(
    "(?:主席|书记|主任|部长|局长|厅长|市长|省长|县长|区长|院长|校长|会长|董事长|总经理|秘书长|司令|总理|总统)$"
)
_LONGEST = 26
# The tags of what the segmenter leaves over of a name, and what is a word of its own.
FRAGMENT_TAGS = frozenset({"q", "n", "nr", "ng", "g", "zg", "a", "j", "vg", "nrt"})
_NO_FRAGMENT = frozenset(
    "省市县区州校院原前现新老副总该本我各某全其此两今昨年月日时后大小多少县镇乡村港澳台京沪津渝中美英法德日韩俄"
)
_ATTACHED = frozenset({"附属", "附设"})
_CLAUSE_MARK = re.compile("[，。、；：“”（）在于]")
_DIVISIONS = frozenset("省市县区旗州")
# 中铁十二局
_NUMBERED = re.compile("[一二三四五六七八九十]{1,3}(?:冶|局|航|公局|建)")
# What it is a laboratory for stands before who has approved it: 低温材料四川省重点实验室.
_LABORATORY = re.compile(
    "(?:[一-鿿]{2,6}?(?:省|市|自治区)|教育部|农业农村部|国家)(?:企业|高校)?(?:重点实验室|工程(?:技术)?研究中心)"
)
# What stands before a name at the edge of a clause.
EDGES = "，。；：、\n（“ 由与和及"
# Verbs that names begin with all the same: 创新创业学院.
_BEGINNERS = frozenset({"创新", "创业", "应用", "实践", "继续"})
_AND = frozenset({"与", "和", "及"})
_MARKS = frozenset("、，：。“（\n")
# 北方大学与南方大学 are two, and so are 教师与南方大学.
_OTHER = re.compile(
    "(?:大学|学院|中学|小学|高中|学校|医院|公司|集团|银行|委员会|[^一]局|厅|部|协会|学会|商会|联盟|研究院|研究所|中心|"
    "政府|(?<!社)会|[市省县区国]|[员者师生家方]|(?<!机器)人|代表|干部|领导|部门|单位|企业|机构|部队|军|警方|当局|团队|媒体|机关|组织|民众)$"
)
# Words that may stand before a place and still belong to the name: 国家税务总局四川省税务局.
LEADERS = gazetteer.words("leader")
# Names of meetings and of steering groups begin with what they are for: 推动长三角一体化发展领导小组.
PURPOSES = LEADERS | gazetteer.words("purpose")


def extend_left(
    doc: Doc, head: int, starts: Container[int] = (), leaders: Collection[str] = LEADERS, *, joined: bool = False
) -> int | None:
    """The start of the name whose head word begins at `head`, or None if nothing can stand before it.

    Words are taken leftwards until one that no name holds. If one of the `starts` (of places, of bodies) lies
    in what was taken, the name begins with the first of them, or with one of the `leaders` right before it. A name
    that may be `joined` reaches over 与 and 和: 环境与能源学院.
    """
    words = words_of(doc)
    index = words.index_ending_from(head)
    if index >= len(words.items):
        return None
    floor = max(doc[head : head + 1].sent.start, head - _LONGEST)
    start, taken = _take_words(words, index, head, floor, starts)
    lead = _DETERMINERS - frozenset(leaders)
    while taken and taken[0].tag not in _PROPER_TAGS and words.text_of(taken[0]) in lead:
        start = taken.pop(0).end
    start = _at_division(words.text, start, starts)
    start = _skip_leading(words, start, taken, starts, leaders)
    known = next((at for at in range(start, head) if at in starts and words.text[at - 1 : at] != "（"), start)
    start = start if known == start else _before_known(words, start, taken, known, leaders)
    if joined and start not in starts:
        over = _over_conjunction(words, start, floor, starts)
        start = over if start < head or over in starts else start  # 集控室和实验室 are two rooms
    return _balanced(words.text, _over_fragment(words, start, starts), head)


def _at_division(text: str, start: int, starts: Container[int]) -> int:
    """The start of the division that ends at `start`, whatever words the segmenter made of it: 道县."""
    if text[start - 1 : start] not in _DIVISIONS:
        return start
    at = next((at for at in range(start - 2, start - 9, -1) if at in starts), start)
    return start if _CLAUSE_MARK.search(text, at, start) else at


def _over_fragment(words: Words, start: int, starts: Container[int]) -> int:
    """The start with the one character that the segmenter left over before it: 米 of 米尼尔大学, 王 of 王昆仑书院.

    It stands between the edge of a clause or list and the name, and is no function word.
    """
    left = words.ends.get(start)
    if left is None or left.end - left.start != 1 or start in starts or left.tag not in FRAGMENT_TAGS:
        return start
    before = words.text[left.start - 1 : left.start]
    edge = left.start == 0 or before in EDGES or (left.tag == "nr" and before in "的为由对")
    return left.start if edge and words.text_of(left) not in _NO_FRAGMENT else start


def _over_conjunction(words: Words, start: int, floor: int, starts: Container[int]) -> int:
    """The start of a name with 与 or 和 in it: 北方国 in 北方国大气与海洋研究委员会; `start` if there is none.

    What is taken begins with a place or a body, or behind a mark: 、环境与能源学院. What names a body or persons
    before the conjunction is another member of a list.
    """
    index = words.index_ending_from(start)
    if index == 0 or index >= len(words.items) or words.text_of(words.items[index]) not in _AND:
        return start
    middle, left = words.items[index].start, words.items[index - 1]
    person = left.tag == "nr" and left.end - left.start <= 3  # 苏某某与某某学院
    if words.items[index].end != start or person or _OTHER.search(words.text, max(floor, middle - 4), middle):
        return start
    at = middle
    for word in reversed(words.items[:index]):
        if word.start < floor or not _may_stand_in_name(words, words.index_ending_from(word.end)):
            break
        at = word.start
        if at in starts:
            return at if word.end < middle else start
    before = words.ends.get(at)
    marked = before is None or words.text_of(before) in _MARKS or before.tag in ("v", "r", "c")
    return at if marked and at < middle - 1 else start


def _balanced(text: str, start: int, head: int) -> int:
    """The start of a name such that no quotation mark in it lacks its partner."""
    closing = text.rfind("”", start, head)
    if closing < 0 or "“" in text[start:closing]:
        return start
    opening = text.rfind("“", max(0, start - _LONGEST), start)
    return opening if opening >= 0 and "”" not in text[opening:start] else closing + 1


def _take_words(words: Words, index: int, head: int, floor: int, starts: Container[int]) -> tuple[int, list[Word]]:
    """Where the words before `head` begin that a name may hold, and these words in order.

    `index` is that of the word that ends at `head` or behind it.
    """
    start = head
    if words.items[index].start < head < words.items[index].end:
        start = words.items[index].start  # the head begins inside a word: 四川大学 is one word of the segmenter
    if words.items[index].end > head:
        index -= 1
    taken = [Word(start, head, "")] if start < head else []
    while index >= 0:
        word = words.items[index]
        if word.start < floor or word.end > start:
            break
        if words.text_of(word) in _OPENING:
            opened = _opening_bracket(words, index)
            if opened is None:
                break
            start, index = words.items[opened].start, opened - 1
            continue
        in_name = (
            _may_stand_in_name(words, index)
            or word.start in starts
            or (words.text[start] == "（" and _is_plain_verb(words, word))
        )
        if not in_name:
            break
        taken.append(word)
        start = word.start
        index -= 1
    return start, taken[::-1]


def _skip_leading(words: Words, start: int, taken: list[Word], starts: Container[int], leaders: Collection[str]) -> int:
    """The start behind verbs and prepositions that no name begins with: 组建小学教育联盟, 据宏图集团."""
    kept = _BEGINNERS | frozenset(leaders)
    while taken and taken[0].tag == "v" and start not in starts and words.text[start : taken[0].end] not in kept:
        start = taken.pop(0).end
    if taken and (words.text_of(taken[0]) == "暨" or _ends_in_particle(words, taken[0])) and start not in starts:
        start = taken.pop(0).end
    if taken and words.text[start] in "据由与向被经同" and taken[0].end - start > 2 and start not in starts:
        start += 1
    return start


def _ends_in_particle(words: Words, word: Word) -> bool:
    """True for a person and the particle behind, which the segmenter takes for one name: 苏某某及."""
    return word.tag == "nr" and word.end - word.start > 2 and words.text[word.end - 1] in "及于与和在由"


def _before_known(words: Words, start: int, taken: list[Word], known: int, leaders: Collection[str]) -> int:
    """The start of a name with a place or body at `known` in it: there, or before it if a leader or a name leads."""
    before = [word for word in taken if word.end <= known]
    if before and (_LABORATORY.match(words.text, known) or words.text_of(before[-1]) in _ATTACHED):
        return start
    if not before or not (before[-1].tag in ("nt", "nz", "eng") or words.text_of(before[-1]) in leaders):
        return known
    return before[-1].start if before[-1].tag == "v" else start


def _opening_bracket(words: Words, index: int) -> int | None:
    """The index of the bracket or quotation mark that the one at `index` closes inside a name: （绵阳）, “3+5”."""
    closing = words.items[index]
    opening = _OPENING[words.text_of(closing)]
    for back in range(index - 1, max(index - 8, -1), -1):
        if words.text_of(words.items[back]) == opening:
            short = opening == "“" or closing.start - words.items[back].end <= 6
            return back if short else None
    return None


def _may_stand_in_name(words: Words, index: int) -> bool:
    word, tag = words.text_of(words.items[index]), words.items[index].tag
    if word in _BARRIERS or _POST.search(word):
        return False
    if word == "冶" or (word in _NAME_VERBS and word not in _SIDES):
        return True
    if word in ("和", "与") and 0 < index < len(words.items) - 1:
        return _joins(words.text, words.items[index])
    if tag == "m":
        return (
            word in _STRAITS
            or _NUMBERED.match(words.text, words.items[index].start) is not None
            or word.startswith("第")
            or word in _DIGITS
            or word.isascii()
        )
    if tag == "f":
        return word in _SIDES
    if tag == "zg" and word in _FUNCTION_CHARACTERS:
        return False
    if tag in _BARRIER_TAGS:
        return word in ("·", "・", "-", "+") or (tag == "x" and word.isalnum())  # x: unknown words, and all marks
    return tag != "v" and not word.isspace()


def _is_plain_verb(words: Words, word: Word) -> bool:
    """True for a verb that may be part of a name that goes on with a bracket: 示例互补（广西）科技有限公司."""
    text = words.text_of(word)
    return word.tag == "v" and text not in _BARRIERS and text not in _DETERMINERS


def _joins(text: str, word: Word) -> bool:
    return any(text.endswith(left, 0, word.start) and text.startswith(right, word.end) for left, right in _JOINED)
