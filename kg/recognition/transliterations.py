"""Foreign names in Chinese characters (卢卡申科): told by the characters that transliterations are written with."""

from __future__ import annotations

import re
from functools import cache

from kg import gazetteer
from kg.recognition.words import Words

_LONGEST = 12
# Tags of the segmenter for ordinary words; what it takes a piece of a foreign name for has others.
ORDINARY_TAGS = frozenset({"n", "nt", "v", "vn", "a", "ad", "d", "an", "m", "t", "s", "r", "f", "i", "l", "b", "c"})


@cache
def _run() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(gazetteer.transliteration()))}]{{2,{_LONGEST}}}")


def run_end(words: Words, start: int, followers: re.Pattern[str]) -> int | None:
    """The end of the run of transliterating characters at `start` that no ordinary word is part of, None if none is.

    Two of its characters are typical ones, and at least half of all; it ends where a word of the
    segmenter does or one of the `followers` begins.

    >>> text, say = "卢卡申科抵达", re.compile("说")
    >>> text[: run_end(Words(text), 0, say)], run_end(Words("马上加强"), 0, say)
    ('卢卡申科', None)
    """
    match = _run().match(words.text, start)
    if match is None:
        return None
    end = match.end()
    for word in words.inside(start, end):
        if word.end - word.start >= 2 and word.tag in ORDINARY_TAGS:
            end = word.start
            break
    if end not in words.ends and not followers.match(words.text, end):
        end = max((at for at in range(start, end) if at in words.ends), default=start)
    typical = sum(gazetteer.transliteration()[character] for character in words.text[start:end])
    return end if typical >= 2 and 2 * typical >= end - start else None
