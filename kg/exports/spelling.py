"""How names may be typed: the pinyin of each character, and the simplified form of each traditional one.

The page carries one row for each character that its names use, not for each name, and puts them together itself: so
every reading of 重庆 is found, and twenty thousand names cost no more than the few thousand characters in them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from opencc import OpenCC

_HAN = [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00)]


def readings(names: Iterable[str]) -> dict[str, str]:
    """The toneless readings of each Chinese character of `names`, with spaces between.

    >>> readings(["重庆", "A1"])
    {'庆': 'qing', '重': 'zhong chong tong'}
    """
    from pypinyin import Style, pinyin  # fifty megabytes of tables, which only the page needs

    result = {}
    for character in sorted(set().union(*names)):
        for spelt in pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore"):
            result[character] = " ".join(dict.fromkeys(spelt))
    return result


def variants(names: Iterable[str]) -> dict[str, str]:
    """Every traditional character whose simplified form stands in `names`, with that form.

    >>> variants(["广安"])["廣"]
    '广'
    """
    used = set().union(*names)
    return {character: simple for character, simple in _simplified().items() if simple in used}


def traditional(name: str) -> str:
    """`name` in traditional script.

    >>> traditional("四川省教育厅")
    '四川省教育廳'
    """
    return str(_converter("s2t").convert(name))


def simplified(text: str) -> str:
    """`text` in simplified script.

    >>> simplified("教育廳")
    '教育厅'
    """
    return str(_converter("t2s").convert(text))


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)


@cache
def _simplified() -> dict[str, str]:
    """Each traditional character with its simplified form, where they differ."""
    characters = [chr(code) for code in _HAN]
    forms = simplified("\n".join(characters)).split("\n")
    return {one: form for one, form in zip(characters, forms, strict=True) if one != form and len(form) == 1}
