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
    segmenter does or one of the `followers` begins, and goes on over a hyphen.

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
    if typical < 2 or 2 * typical < end - start:
        return None
    further = run_end(words, end + 1, followers) if words.text[end : end + 1] == "-" else None
    return further or end


# Words of one character that begin what follows a name, though names are written with them too.
_FUNCTION_TAGS = frozenset({"p", "c", "d", "u", "uj", "ul", "uz", "m", "r", "x", "y"})
_HYPHENS = "-—－·・•‧"


def sure_end(words: Words, start: int, followers: re.Pattern[str]) -> int | None:
    """The end of the foreign name at `start` where nothing but a name may stand, None if none is there.

    It goes on over transliterating characters, and over what the segmenter takes for a name.

    >>> text, say = "普京抵达", re.compile("说")
    >>> text[: sure_end(Words(text), 0, say)], sure_end(Words("加强合作"), 0, say)
    ('普京', None)
    """
    letters, text = gazetteer.transliteration(), words.text
    at = start
    while (word := words.starts.get(at)) is not None and at - start < _LONGEST:
        if text[at] in _HYPHENS:
            at = word.end
            continue
        if at > start and word.end - at >= 2 and followers.match(text, at):
            break
        written = sum(character in letters for character in words.text_of(word))
        length = word.end - at
        named = word.tag.startswith(("nr", "ns", "nz")) and (written == length or at > start)
        if length == 1:
            if not written or (word.tag in _FUNCTION_TAGS and not letters[text[at]]):
                break
        elif named and written < length:
            if text[word.end - 1] not in letters:  # 萨互 is read where a name ends in 萨 and 互致 follows
                at = next(i for i in range(at, word.end) if text[i] not in letters)
                break
        elif not named and text[at] in letters and followers.match(text, at + 1):
            at += 1  # 龙互 is no word: 马克龙互致贺电
            break
        elif not named and not (written == length and _is_typical(words.text_of(word), at > start)):
            break
        at = word.end
    end = at
    while end > start and text[end - 1] in _HYPHENS:
        end -= 1
    return end if end - start >= 2 else None


def _is_typical(word: str, inside: bool) -> bool:
    """True if a word that means something else is a piece of a foreign name all the same: 拉里."""
    typical = sum(gazetteer.transliteration()[character] for character in word)
    return typical == len(word) or (inside and typical >= len(word) - 1)


def foreign_from(text: str, start: int) -> bool:
    """True if a name at `start` is written with so many transliterating characters that no Chinese one is.

    >>> foreign_from("穆罕默德抵达", 0), foreign_from("杜志文抵达", 0)
    (True, False)
    """
    match = _run().match(text, start)
    if match is None or match.end() - start < 4:
        return False
    first = text[start : start + 4]
    return sum(gazetteer.transliteration()[character] for character in first) >= 2
