"""Where a person's name ends: Chinese names by their surnames, foreign ones by the characters they are written with."""

from __future__ import annotations

import re
from functools import cache

from kg import gazetteer
from kg.recognition.transliterations import foreign_from, run_end, sure_end
from kg.recognition.words import Word, Words

FOLLOW = re.compile("|".join(sorted(gazetteer.words("person-verb") | gazetteer.words("person-follower"))))
_EDGE = re.compile(r"[\s，。、；：！？（）()“”‘’《》【】\[\]<>/·:,;|]|$")
NOT_GIVEN = frozenset("的了在是和与及等为对就也不这那我他她们某个都且或但被把让给着于将已曾即又并该各每说称")
# Words that begin with a surname and that the segmenter takes for a name, or for nothing.
NOT_NAMES = gazetteer.words("not-a-name")

# What follows a foreign name that nothing else ends: a verb, a preposition, a particle.
_AFTER_NAMES = frozenset({"v", "vn", "p", "d", "c", "uj", "t", "m"})
# 赫尔松州, 扎波罗热等方向 and 悉尼机场 are no persons.
_OF_PLACES = re.compile(
    "[州市省县区岛港湾河镇村]|等?(?:方向|地区|机场|大学|前线|等地|两地|多地)|指数|股市|公司|集团|银行|组织|武装|级|型|族|语|币"
)
# What places and departments end in that the segmenter takes for persons: 柳树村, 麻醉科.
ENDS_BODY = frozenset("镇村乡科部处室系组队社委")
_ENDS_PLACE = frozenset("省市县区州盟旗镇乡村屯庄寨堡山岭岛湖河江海港湾沟峡桥路街关口滩坝洲")
# What does not end a name: 高校均表示.
_JOINING_TAGS = frozenset({"p", "c", "d", "u", "uj", "ul", "v", "f", "m", "r"})
# Surnames that are words too: behind a post 于 and 向 begin a phrase far more often than a name.
_ALSO_WORDS = frozenset("于向应时任连成常全包经计关项方万单边通明白安能干平从当都那来过得会有双和水同前后再")
# What the segmenter glues to the end of a name: 胜受 in 潘功胜受委托.
_GLUED = frozenset("受率赴称在向对为与和")
_MARKS = tuple("，。、；：）\n")
# Function words that given names begin with, though none ends in one.
_FIRST_OF_GIVEN = frozenset("在又之为")
# Tags of words of one character that are no part of a name.
_FUNCTION_TAGS = frozenset({"p", "c", "d", "u", "uj", "ul", "uz", "m", "r", "x", "y"})
# Tags of the segmenter under which names stand: person, other proper name, unknown.
NAME_TAGS = ("nr", "nz", "x", "g", "zg", "ng")


@cache
def surnames() -> tuple[frozenset[str], frozenset[str]]:
    """The surnames of one character, and those of two."""
    names = gazetteer.surnames()
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) == 2)


@cache
def initials() -> frozenset[str]:
    """The characters that a name, or a word that is none though it looks like one, can begin with."""
    return frozenset(word[0] for word in (*gazetteer.surnames(), *gazetteer.transliteration(), *NOT_NAMES))


class Reader:
    """A text on the way to its persons: what is free to be a name, and what has been found, start -> end."""

    def __init__(self, words: Words, busy: bytearray) -> None:
        self.words, self.text, self.busy = words, words.text, busy
        self.found: dict[int, int] = {}

    def free(self, start: int, end: int) -> bool:
        """True if no other mention has any of these characters."""
        return not any(self.busy[start:end])

    def take(self, start: int, end: int) -> bool:
        """True if ``text[start:end]`` is free; then it is kept as a person's name."""
        if not self.free(start, end):
            return False
        self.found[start] = end
        self.busy[start:end] = b"\1" * (end - start)
        return True

    def name_end(self, start: int, *, behind_post: bool = False, sure: bool = False) -> int | None:
        """The end of the person's name that begins at `start`, None if none does.

        A Chinese name is a surname with one or two characters behind it; how far it reaches is settled by what
        follows and, where that leaves it open, by the words of the segmenter. A foreign one is a run of the
        characters that such names are written with; `sure` says that nothing else may stand here. `behind_post` lets
        a name begin like a word (主任白雪某), and lets it have two surnames (行政长官林郑某某).
        """
        end = self._known_end(start, behind_post, sure)
        longer = self._foreign_end(start) if sure and (end is None or foreign_from(self.text, start)) else None
        return max(end or 0, longer or 0) or None

    def divided_end(self, start: int) -> int | None:
        """Where the name behind a post ends by the words of the segmenter alone: 许拟文剪下 are 许, 拟文 and 剪下."""
        text, word = self.text, self.words.starts.get(start)
        base = surname_length(text[start : start + 2])
        if word is None or text[start : start + 2] in NOT_NAMES:
            return None
        if foreign_from(text, start):
            return self._foreign_end(start)
        if not base or text[start] in _ALSO_WORDS:
            return None
        at = start + base
        if word.end > at:
            end = self._end_of_word(word, base) if word.tag.startswith(NAME_TAGS) else self._end_over_words(at)
        else:
            end = self._end_behind_surname(at)
        name = text[at:end] if end else ""
        fits = is_given(name, len(name)) or (name[:1] in _FIRST_OF_GIVEN and is_given(name[1:], 1))
        return end if name and fits and self.free(start, end or at) else None

    def _foreign_end(self, start: int) -> int | None:
        end = sure_end(self.words, start, FOLLOW)
        return end if end and self.free(start, end) and not _OF_PLACES.match(self.text, end) else None

    def _end_over_words(self, at: int) -> int | None:
        """The end of a given name at `at` that the segmenter divides like other words: 王果 and 郑为, before a verb."""
        letters = gazetteer.given_names() | _FIRST_OF_GIVEN
        for end in (at + 2, at + 1):
            if letters.issuperset(self.text[at:end]) and self.ends_name(end) and self.text[at:end].strip():
                return end
        return None

    def _end_of_word(self, word: Word, base: int) -> int:
        """The end of a name that begins with a word of the segmenter: 陈玉安 of 陈玉安线, 黄循财 of 黄循."""
        at = word.start + base
        if word.end > at + 1:
            return word.end if word.tag == "nrt" else min(word.end, at + 2)
        return at + 2 if self._is_second(at + 1) else at + 1

    def _end_behind_surname(self, at: int) -> int | None:
        """The end of the given name at `at`, where the segmenter takes the surname before it for a word."""
        given = self.words.starts.get(at)
        if self.text[at] in _FIRST_OF_GIVEN and self._is_second(at + 1):  # 李在明
            return at + 2
        function = given is not None and given.tag in _FUNCTION_TAGS and given.end <= at + 1  # but 英二 is no number
        if given is None or function or FOLLOW.match(self.text, at):
            return None
        if given.end == at + 2:
            return given.end
        if given.end > at + 1:  # 杨何蓓珊, who has two surnames
            both = given.end == at + 3 and given.tag.startswith("nr") and surname_length(self.text[at]) == 1
            return given.end if both else None
        if self.text[at] not in gazetteer.given_names():
            return None
        return at + 2 if self._is_second(at + 1) else at + 1

    def _is_second(self, at: int) -> bool:
        """True if the word at `at` is the second character of a given name rather than what follows one of one."""
        word = self.words.starts.get(at)
        if word is not None and word.end == at + 2 and self.text[at + 1] in _GLUED:
            return self.text[at] in gazetteer.given_names()
        if word is None or word.end > at + 1 or word.tag in _FUNCTION_TAGS or FOLLOW.match(self.text, at):
            return False
        follows = word.tag not in ("v", "d", "f") or self.ends_name(at + 1) or self.text[at + 1 : at + 2].isdigit()
        following = self.words.starts.get(at + 1)
        follows = follows or (following is not None and following.tag in ("v", "p", "d", "a", "ad"))
        return follows and self.text[at] in gazetteer.given_names()

    def _known_end(self, start: int, behind_post: bool, sure: bool) -> int | None:
        """The end of a name that something shows: what follows it, or the segmenter that takes it for one."""
        text = self.text
        if text[start : start + 1] not in initials() or text[start : start + 3] in NOT_NAMES:
            return None
        if text[start : start + 2] in NOT_NAMES:
            longer = behind_post and self.ends_name(start + 3) and is_given(text[start + 2 : start + 3], 1)
            return start + 3 if longer and self.free(start, start + 3) else None
        may_begin = self._may_begin(start, behind_post)
        foreign = self._transliterated(start, sure) if may_begin or sure else None
        if not may_begin:
            return foreign
        base = surname_length(text[start : start + 2])
        ends = self._fitting(start, base)
        if not ends and base == 2 and surname_length(text[start]):  # 高田 may be 高 and 田
            ends = self._fitting(start, 1)
        if not ends and behind_post and base == 1 and surname_length(text[start + 1 : start + 2]):
            ends = [start + 4] if start + 4 in self.words.ends and self._fits(start, 2, 2) else []
        if not ends or (foreign and foreign > ends[0] and not self.ends_name(ends[0])):
            return foreign
        if len(ends) == 2 and self._prefers_short(start, *ends):
            return ends[1]
        return ends[0]

    def _prefers_short(self, start: int, long: int, short: int) -> bool:
        """True if of two ends of a name the nearer is the better: 刘奇 in 刘奇作报告."""
        if self._ends_in_and(long):
            return False
        word, rest = self.words.starts.get(start), self.words.starts.get(short)
        if rest is not None and rest.end == long and rest.tag == "nr" and self.ends_name(long):
            return False  # 欧阳拟 and 文
        if word is not None and word.end == long:
            return not self.ends_name(long) or self.text[long - 1] == "作"
        return (word is not None and word.end == short) or bool(FOLLOW.match(self.text, short))

    def _may_begin(self, start: int, behind_post: bool) -> bool:
        """True if the segmenter does not take what begins here for an ordinary word."""
        word = self.words.starts.get(start)
        if word is None or word.end - start < 2 or word.tag.startswith(NAME_TAGS):
            return True
        if word.tag == "ns" and self.words.text_of(word) in surnames()[1]:  # 欧阳 is no place
            return True
        if behind_post and word.end - start == 2 and word.tag in ("m", "t", "ns", "i", "l"):
            return bool(_EDGE.match(self.text, word.end)) or self.ends_name(start + 3)
        if word.end - start == 3 and word.tag == "ns":  # 王明山 as a mountain
            return text_allows(self.text, start) and self.ends_name(word.end)
        # 吴国 is a country of old, but 吴国良等人
        rest = self.words.starts.get(word.end)
        alone = word.end - start == 2 and rest is not None and rest.tag not in _JOINING_TAGS
        return alone and self.ends_name(start + 3)

    def _fitting(self, start: int, base: int) -> list[int]:
        """Where a name with a surname of this length may end, the farther end first."""
        return [start + base + given for given in (2, 1) if base and self._fits(start, base, given)]

    def _fits(self, start: int, base: int, given: int) -> bool:
        end = start + base + given
        if not self.free(start, end):
            return False
        if self._ends_in_and(end):
            return given == 1 or is_given(self.text[start + base], 1)
        if not is_given(self.text[start + base : end], given):  # 刘大为
            ends_so = self.text[start + base : end].endswith("为") and given == 2
            return ends_so and self.is_named(start, end) and self.ends_name(end)
        return (self.ends_name(end) and not self._is_joined(start, base, end)) or self.is_named(start, end)

    def _ends_in_and(self, end: int) -> bool:
        """True for a 和 that a mark follows, which therefore joins nothing and belongs to a name: 校长苏建和，."""
        return self.text.startswith("和", end - 1) and self.text[end : end + 1] in _MARKS

    def _is_joined(self, start: int, base: int, end: int) -> bool:
        """True for 应国家: a preposition that is a surname too, and a word."""
        first, second = self.words.starts.get(start), self.words.starts.get(start + base)
        joined = first is not None and first.end == start + base and first.tag in ("v", "p", "d", "c")
        return joined and second is not None and second.end == end and second.tag in ("n", "v", "r", "t", "ns")

    def ends_name(self, end: int) -> bool:
        """True if what stands at `end` is no part of a name."""
        return bool(_EDGE.match(self.text, end) or FOLLOW.match(self.text, end))

    def _transliterated(self, start: int, sure: bool) -> int | None:
        end = run_end(self.words, start, FOLLOW)
        if end is None or not self.free(start, end):
            return None
        following = self.words.starts.get(end)
        ended = sure or self.ends_name(end) or (following and following.tag in _AFTER_NAMES)
        return end if ended and not _OF_PLACES.match(self.text, end) else None

    def is_named(self, start: int, end: int) -> bool:
        """True if the segmenter takes ``text[start:end]`` for a name and it has the length of one."""
        first = self.words.starts.get(start)
        if first is None or end < start + 3 or not first.tag.startswith("nr") or self.text[end - 1] in ENDS_BODY:
            return False
        second = self.words.starts.get(first.end)  # 王 and 东峰, which is a place too
        split = second is not None and second.end == end and first.end == start + 1 and second.tag in ("nr", "ns", "nz")
        return first.end == end or split


def text_allows(text: str, start: int) -> bool:
    """True if ``text[start:start + 3]`` does not end as places do."""
    return text[start + 2 : start + 3] not in _ENDS_PLACE


def surname_length(name: str) -> int:
    """The length of the surname that `name` begins with, 0 if it begins with none."""
    single, compound = surnames()
    return 2 if name[:2] in compound else 1 if name[:1] in single else 0


def is_given(name: str, length: int) -> bool:
    """True if `name` has this length and no character that no given name has.

    >>> is_given("拟文", 2), is_given("在", 1)
    (True, False)
    """
    letters = name.removeprefix("和") if name == "和平" else name
    return len(name) == length and all("一" <= c <= "鿿" and c not in NOT_GIVEN for c in letters)
