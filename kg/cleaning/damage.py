"""Characters that were lost before the text came here: flagged so that a person may look, never repaired."""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.cleaning.annotations import HAN

_LETTER = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]"
_LOST = {
    "bytes that are no character": "\ufffd+",
    "a character that never was: bytes decoded twice": "(?:锟斤拷|锟斤|斤拷)+|烫烫烫+|屯屯屯+",
    "UTF-8 read as a Western encoding": "(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]{1,3}){2,}",
    "a question mark in the place of characters": rf"\?{_LETTER}{{1,6}}[)）](?:\?+(?=\d))?"
    rf"|(?<=[{HAN}])\?+(?=\d)|[(（]\?+{_LETTER}{{0,6}}[)）]",
}
_DAMAGE = re.compile("|".join(f"({pattern})" for pattern in _LOST.values()))


class Damage(NamedTuple):
    """A damaged place, in offsets of the text that was searched, and what seems to have happened there."""

    start: int
    end: int
    reason: str


def find_damage(text: str) -> tuple[Damage, ...]:
    """The damaged places of `text`, in order.

    >>> [(damage.start, damage.end, damage.reason) for damage in find_damage("重\ufffd市")]
    [(1, 2, 'bytes that are no character')]
    >>> find_damage("重庆市(chóng)，对吗？")
    ()
    """
    reasons = tuple(_LOST)
    return tuple(Damage(*match.span(), reasons[(match.lastindex or 1) - 1]) for match in _DAMAGE.finditer(text))
