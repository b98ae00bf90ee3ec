"""Foreign names in Chinese characters (卢卡申科): told by the characters that transliterations are written with."""

from __future__ import annotations

import re
from functools import cache

from kg import gazetteer
from kg.recognition.words import Word, Words

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
    further = sure_end(words, end + 1, followers) if words.text[end : end + 1] == "-" else None
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
    text, at = words.text, start
    while (word := words.starts.get(at)) is not None and at - start < _LONGEST:
        if text[at] in _HYPHENS:
            at = word.end
        elif at > start and word.end - at >= 2 and followers.match(text, at):
            break
        elif _is_piece(words, word, at - start, followers):
            at = word.end
        else:
            at = _end_inside(words, word, at - start, followers)
            break
    end = start + len(text[start:at].rstrip(_HYPHENS))
    return end if end - start >= 2 else None


def _is_piece(words: Words, word: Word, before: int, followers: re.Pattern[str]) -> bool:
    """True if a word of the segmenter is a piece of a foreign name of which `before` characters are read."""
    letters, name = gazetteer.transliteration(), words.text_of(word)
    written = sum(character in letters for character in name)
    if len(name) == 1:
        return written == 1 and (letters[name] or word.tag not in _FUNCTION_TAGS)
    if word.tag.startswith(("nr", "ns", "nz")):
        inside = before > 0 and word.tag.startswith("nr") and name[0] in letters
        return name[-1] in letters and (inside or written >= len(name) - (len(name) > 2))
    if written < len(name):
        return False
    typical = sum(letters[character] for character in name)
    odd = word.tag not in ORDINARY_TAGS or typical >= len(name) - (before > 0)  # 拉里
    ended = followers.match(words.text, word.end) is not None or words.text[word.end : word.end + 1].isdigit()
    return odd or (before >= 3 and ended)


def _end_inside(words: Words, word: Word, before: int, followers: re.Pattern[str]) -> int:
    """Where a foreign name ends in a word that is no piece of one: 萨 of 萨互, before 互致贺电."""
    letters, name = gazetteer.transliteration(), words.text_of(word)
    if word.tag.startswith("nr") and len(name) > 1:
        return word.start + next((i for i, character in enumerate(name) if character not in letters), len(name))
    return word.start + (name[0] in letters and followers.match(words.text, word.start + 1) is not None)


def is_written(word: str) -> bool:
    """True if a word may be a piece of a foreign name by its characters, one of them typical.

    >>> is_written("海赛"), is_written("总统")
    (True, False)
    """
    letters = gazetteer.transliteration()
    return all(character in letters for character in word) and any(letters[character] for character in word)


def foreign_from(text: str, start: int) -> bool:
    """True if a name at `start` is written with so many transliterating characters that no Chinese one is.

    >>> foreign_from("穆罕默德抵达", 0), foreign_from("杜志文抵达", 0)
    (True, False)
    """
    match = _run().match(text, start)
    if match is None or match.end() - start < 4:
        return False
    first = text[start : min(match.end(), start + 5)]
    return sum(gazetteer.transliteration()[character] for character in first) >= 2
