"""Names and dates as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from opencc import OpenCC

_TAG = re.compile(r"<[^<>]*>")
# A bracket after a Chinese character that holds a toned vowel is the reading of that character.
_READING = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\([^()]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][^()]*\)", re.IGNORECASE
)
_SPACE = re.compile(r"\s+")
_ENCLOSING = ("《》", "〈〉", "“”", "‘’", "「」", "『』", '""')


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def normalise(name: str) -> str:
    """`name` in simplified script and NFKC, without readings, tags, white space and the quotation marks around it.

    >>> normalise("《滬(hù)港數字經濟 合作備忘錄》")
    '沪港数字经济合作备忘录'
    >>> normalise("宏光（惠州）有限公司")
    '宏光(惠州)有限公司'
    """
    marked = unicodedata.normalize("NFKC", name)
    plain = _SPACE.sub("", _READING.sub("", _TAG.sub("", marked)))
    text: str = _converter().convert(plain)
    while len(text) > 2 and text[0] + text[-1] in _ENCLOSING:
        text = text[1:-1]
    return text


def same_date(gold: str, date: str) -> bool:
    """True if `date` agrees with `gold` as far as `gold` goes: YYYY, YYYY-MM, YYYY-MM-DD, or --MM-DD of any year.

    >>> same_date("2024-10", "2024-10-29"), same_date("--10-29", "2024-10-29"), same_date("2024-10-29", "2024-10")
    (True, True, False)
    """
    if gold.startswith("--"):
        return date.endswith(gold[1:])
    return date == gold or date.startswith(f"{gold}-")


def sentences(text: str) -> list[str]:
    """The sentences and lines of a raw text, without the white space around them.

    >>> sentences("标题\\n会议召开。双方签约！")
    ['标题', '会议召开。', '双方签约！']
    """
    return [line for part in re.split(r"(?<=[。！？!?])|\n", text) if (line := part.strip())]
