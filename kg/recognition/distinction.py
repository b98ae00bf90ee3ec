"""Whether what stands before a head word tells an institution from others of its kind: 宜宾学院, but not 优质学校."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from spacy.tokens import Span

from kg import gazetteer
from kg.mentions import name_of
from kg.recognition.names import LEADERS
from kg.recognition.words import Words

_GENERIC = gazetteer.words("generic")
# Words of a sector: too general for a school, enough for an alliance of schools.
_SECTORS = gazetteer.words("sector")
# Heads that need a place or a body before them: 发挥人大作用 names none.
_PLACED = gazetteer.words("placed-head")
# Heads that need more than a place before them, and heads that need more than a place and a quality.
_BRANCH = re.compile("办事处|代表处|分公司|分行|支行|分校|分会|分院|校区|院区|幼儿园|学校|公司|集团|办公室")
# Heads that common words stand before more often than names: 智慧博物馆, 农机合作社.
_COMMON = frozenset(
    {"铝业", "铜业", "锂业", "乳业", "纸业", "重工", "置业", "厂", "合作社", "农场", "俱乐部", "联合体"}
)
NAME_TAGS = frozenset({"ns", "nr", "nrt", "nrfg", "nz", "nt", "eng", "x", "j"})
# 中柬示例中心 is one of two countries.
_BETWEEN = re.compile(f"中[{''.join(sorted(gazetteer.nation_characters() - {'中'}))}]")
_SITE = re.compile("校区|院区|分校|分院")
_UNNAMED = re.compile("学校|小学|中学|幼儿园|医院|公司|集团|厂|诊所|银行")
# 四川省基层检察院: many of a kind.
_OF_MANY = frozenset({"基层", "各级"})


def is_proper(
    words: Words, begin: int, head: int, end: int, kind: str, places: Mapping[int, Span], starts: Container[int]
) -> bool:
    """True if something in the name tells this institution from others of its kind."""
    if begin in places and _says_only_where(words, begin, head, end, places):
        return False
    inside = [words.text_of(word) for word in words.inside(begin, head)]
    if _SITE.fullmatch(words.text, head, end) and inside and (inside[-1] in _GENERIC or inside[-1][-1:] in "化型新老"):
        return False
    if any(at in starts for at in range(begin, head)):
        return not (
            _UNNAMED.fullmatch(words.text, head, end) and begin not in starts and inside[-1:] and inside[-1] in _GENERIC
        )
    inside = [words.text_of(word) for word in words.inside(begin, head)] or [words.text[begin:head]]
    if words.text[head:end] in _PLACED:
        national = words.text[head:end] == "中心" and (inside[0] == "国家" or _BETWEEN.match(words.text, begin))
        return bool(national) and len(inside) > 1 and not _GENERIC.issuperset(inside)  # 国家癌症中心
    if (kind == "Institution" or words.text[head:end] in _COMMON) and not _has_name(words, begin, head):
        return False
    generic = _GENERIC - _SECTORS if kind == "Alliance" else _GENERIC
    return head - begin >= 2 and not generic.issuperset(inside)


def _has_name(words: Words, begin: int, head: int) -> bool:
    """True if a proper name, a quotation or a word like 国家 is in what stands before a head."""
    inside = words.inside(begin, head)
    quoted = "“" in words.text[begin:head]
    led = bool(inside) and words.text_of(inside[0]) in LEADERS
    return quoted or led or any(word.tag in NAME_TAGS for word in inside) or not inside


def _says_only_where(words: Words, begin: int, head: int, end: int, places: Mapping[int, Span]) -> bool:
    """True for 成渝优质学校 and 广东办事处: a place and a kind, but nothing that tells which."""
    place = last_of_chain(places, begin)
    between = [words.text_of(word) for word in words.inside(place.end, head)] or [words.text[place.end : head]]
    if place.end >= head:
        vague = place.label_ == "Region" and not name_of(place).endswith(("市", "县"))
        return vague or _BRANCH.fullmatch(words.text, head, end) is not None
    if _OF_MANY.issuperset(between):
        return True
    return _UNNAMED.fullmatch(words.text, head, end) is not None and (_GENERIC - {"第一"}).issuperset(between)


def last_of_chain(places: Mapping[int, Span], begin: int) -> Span:
    """成都武侯区商务委 is the office of 武侯区: the last of the places that follow one another."""
    place = places[begin]
    while (inner := places.get(place.end)) is not None and (inner.kb_id_ or inner.label_ == "Zone"):
        place = inner
    return place
