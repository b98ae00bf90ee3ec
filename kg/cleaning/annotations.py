"""How to pronounce a character, written in brackets behind it: 教(jiào)育(yù), 重慶(chóng qìng), 教(ㄐㄧㄠˋ)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

_ANNOTATION = re.compile(
    rf"(?P<open>[（(\[［〔【])(?:(?<=[{HAN}].)|(?<=[{HAN}] .))"
    rf"\s*(?P<letters>˙?(?![{HAN}])[^\W\d_][^()（）\[\]［］〔〕【】{HAN}\n]{{0,40}}?)\s*[)）\]］〕】]"
)
_BLANK_BEHIND = re.compile(f" (?=[{HAN}])")
_SYLLABLE = (
    r"(?>a(?:i|ng?|o)?|e(?:i|ng?|r)?|ou?"
    r"|[bp](?:a(?:i|ng?|o)?|ei|eng?|i(?:an|ao|e|ng?)?|o|u)|m(?:a(?:i|ng?|o)?|e(?:i|ng?)?|i(?:an|ao|e|ng?|u)?|ou?|u)"
    r"|f(?:a(?:ng?)?|ei|eng?|ou?|u)"
    r"|[dt](?:a(?:i|ng?|o)?|e(?:i|ng?)?|i(?:an?|ao|e|ng|u)?|o(?:ng|u)|u(?:an|i|n|o)?)"
    r"|[nl](?:a(?:i|ng?|o)?|e(?:i|ng?)?|i(?:ang?|ao?|e|ng?|u)?|o(?:ng|u)?|u(?:an|n|o|e)?|ve?)"
    r"|[gkh](?:a(?:i|ng?|o)?|e(?:i|ng?)?|o(?:ng|u)|u(?:ang?|ai?|i|n|o)?)"
    r"|[jqx](?:i(?:ang?|ao?|e|ng?|ong|u)?|[uv](?:an|e|n)?)"
    r"|(?:[zcs]h?|r)(?:a(?:i|ng?|o)?|e(?:i|ng?)?|i|o(?:ng|u)|u(?:ang?|ai?|i|n|o)?)"
    r"|y(?:a(?:ng?|o)?|e|i(?:ng?)?|o(?:ng|u)?|u(?:an|e|n)?)|w(?:a(?:i|ng?)?|ei|eng?|o|u)|h?m|h?ng?)"
    r"(?:r(?![aeiouv]))?[1-5]?"
)
_PINYIN = re.compile(rf"{_SYLLABLE}(?:[ '’·-]*{_SYLLABLE})*", re.I)
_EACH_SYLLABLE = re.compile(_SYLLABLE, re.I)
_ZHUYIN = re.compile("[\u3105-\u312f\u31a0-\u31bf ˊˇˋ˙]+")
_TONES = "\u0300\u0301\u0304\u030c"  # the marks of the four tones, as NFKD splits them from their vowels
_TONELESS = str.maketrans("ɑɡ", "ag", _TONES)
_HABIT = 3  # toned annotations that make a habit
_WORD = 2  # syllables that a toneless annotation may have: longer ones are names and foreign words

_Form = Literal["toned", "toneless", "capital", "foreign"]


class _Annotation(NamedTuple):
    start: int
    end: int
    form: _Form
    syllables: int


def find_annotations(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the annotations in `text`, brackets and all, in order.

    A tone mark or zhuyin proves one. Toneless syllables, as in 们(men) or 教(jiao)育(yu4), count only where the text
    has the habit: some toned annotations, or two toneless ones in a row with a syllable for each character. Capital
    letters may be an abbreviation: (YU) counts only beside another annotation; (GDP), (CEPA), (王爵) never do.

    >>> text = "教(jiào)育(yù)部的总量(GDP)"
    >>> [text[start:end] for start, end in find_annotations(text)]
    ['(jiào)', '(yù)']
    """
    found = [
        _Annotation(*_span(match), *_read(match["letters"], match["open"] in "（("))
        for match in _ANNOTATION.finditer(text)
    ]
    in_row = {
        each
        for before, after in pairwise(found)
        if after.start - before.end == after.syllables and "foreign" not in (before.form, after.form)
        for each in (before, after)
    }
    habit = bool(in_row) or sum(each.form == "toned" for each in found) >= _HABIT
    for each in found:
        if each.form == "toned" or (habit and each.form == "toneless") or (each.form == "capital" and each in in_row):
            yield each.start, each.end


def _span(match: re.Match[str]) -> tuple[int, int]:
    """The annotation with the blank before it, which takes the one behind with it: 教 (jiào) 育 has none."""
    start, end = match.span()
    if match.string[start - 1] != " ":
        return start, end
    return start - 1, end + bool(_BLANK_BEHIND.match(match.string, end))


@lru_cache(maxsize=4096)
def _read(letters: str, round_brackets: bool) -> tuple[_Form, int]:
    """The form of `letters` as pinyin, and how many syllables they have; only a tone proves it in square brackets."""
    if _ZHUYIN.fullmatch(letters):
        return "toned", len(letters.split())
    split = unicodedata.normalize("NFKD", letters)
    plain = split.translate(_TONELESS).replace("u\u0308", "v").replace("U\u0308", "V")
    syllables = len(_EACH_SYLLABLE.findall(plain))
    if not _PINYIN.fullmatch(plain):
        return "foreign", syllables
    if any(mark in split for mark in _TONES):
        return "toned", syllables
    if round_brackets and plain.islower() and syllables <= _WORD:
        return "toneless", syllables
    return ("capital" if round_brackets and syllables == 1 and len(plain) > 1 else "foreign"), syllables
