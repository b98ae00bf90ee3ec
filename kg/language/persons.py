"""Persons: names beside their posts, before what they say or do, in lists and in bylines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.language.words import Word, Words, words_of
from kg.mentions import Extent, add, covered, is_place, mention, mentions

# What a person says or does, and how one is called behind the name.
_VERBS = "|".join(sorted(gazetteer.words("person-verb")))
_FOLLOW = re.compile("|".join(sorted(gazetteer.words("person-verb") | gazetteer.words("person-follower"))))
_EDGE = re.compile(r"[\s，。、；：！？（）()“”‘’《》【】\[\]<>/·:,;|]|$")
_LIST = re.compile(r"[、和及与，]|以及|\s+")
_LIST_LINK = re.compile("[、和及与]|以及")
_LONGEST_LIST = 40
_BEFORE = re.compile(r"(?:^|(?<=[\s，。、；：！？（）“”‘’]))|(?<=[由据经随])|(?<=以及)")
_ACTS = re.compile(rf"(?:{_VERBS}|分别|共同|亦|也|还|又)?(?:{_VERBS}|说|称|指)")
# 安娜·某某表示
_FOREIGN = re.compile(rf"[一-鿿]{{1,7}}(?:[·・•‧][一-鿿]{{1,10}}?)+(?={_FOLLOW.pattern}|{_EDGE.pattern})")
_HONORIFIC = re.compile(r"同志|先生|女士|院士|教授|博士|总书记|主席|总理")
_ROLE = re.compile(r"（(?:[左右前后中][一二三四五六七八九十]?|[男女]|左|右|女，[一-鿿]{1,3}族|[一-鿿]{1,3}族)")
_NOT_GIVEN = frozenset("的了在是有和与及等为对就也不这那我他她们某个都且或但被把让给着之于将已曾即又并该各每说称")
# Words that begin with a surname and that the segmenter takes for a name, or for nothing.
_NOT_NAMES = gazetteer.words("not-a-name")

# Tags of the segmenter under which names stand: person, other proper name, unknown.
_NAME_TAGS = ("nr", "nz", "x", "g", "zg", "ng")


@Language.component("kg_persons", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_persons(doc: Doc) -> Doc:
    """`doc` with its persons: a name is taken where its surroundings ask for one, then wherever it recurs."""
    reader = _Reader(words_of(doc), covered(doc))
    for span in mentions(doc):  # 王广元: a short place may be the given name behind a surname
        if is_place(span) and span.end - span.start == 2 and reader.text[span.start - 1 : span.start] in _surnames()[0]:
            reader.busy[span.start : span.end] = b"\0\0"
    posts = [span for span in mentions(doc) if span.label_ == "Post"]
    # One after the other: what one way of looking has found is taken for the next.
    ways = (_foreign(reader), _around_posts(reader, posts), _acting(reader), _before_honorifics(reader))
    for start, end in chain(*ways):
        reader.take(start, end)
    _extend_lists(reader)
    _repeat(reader)
    add(doc, [mention(doc, start, end, "Person") for start, end in reader.found.items()])
    return doc


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    names = gazetteer.surnames()
    return frozenset(n for n in names if len(n) == 1), frozenset(n for n in names if len(n) == 2)


class _Reader:
    """A text on the way to its persons: what is free to be a name, and what has been found, start -> end."""

    def __init__(self, words: Words, busy: bytearray) -> None:
        self.words, self.text, self.busy = words, words.text, busy
        self.found: dict[int, int] = {}

    def free(self, start: int, end: int) -> bool:
        """True if no other mention has any of these characters."""
        return not any(self.busy[start:end])

    def take(self, start: int, end: int) -> None:
        """Keep ``text[start:end]`` as a person's name if it is free."""
        if self.free(start, end):
            self.found[start] = end
            self.busy[start:end] = b"\1" * (end - start)

    def name_end(self, start: int) -> int | None:
        """The end of the person's name that begins at `start`, None if none does.

        A name is a surname with one or two characters behind it; how far it reaches is settled by what follows
        and, where that leaves it open, by the words of the segmenter.
        """
        base = _surname_length(self.text[start : start + 2])
        if not base or self.text[start : start + 2] in _NOT_NAMES:
            return None
        word = self.words.starts.get(start, Word(start, 0, ""))
        if word.end - start >= 2 and not word.tag.startswith(_NAME_TAGS):
            return None
        ends = [start + base + given for given in (2, 1) if self._fits(start, base, given)]
        if len(ends) == 2 and word.end != ends[0] and (word.end == ends[1] or _FOLLOW.match(self.text, ends[1])):
            return ends[1]
        return ends[0] if ends else None

    def _fits(self, start: int, base: int, given: int) -> bool:
        end = start + base + given
        if not _is_given(self.text[start + base : end], given) or not self.free(start, end):
            return False
        return bool(_EDGE.match(self.text, end) or _FOLLOW.match(self.text, end))


def _surname_length(name: str) -> int:
    """The length of the surname that `name` begins with, 0 if it begins with none."""
    single, compound = _surnames()
    return 2 if name[:2] in compound else 1 if name[:1] in single else 0


def _is_given(name: str, length: int) -> bool:
    return len(name) == length and all("一" <= c <= "鿿" and c not in _NOT_GIVEN for c in name)


def _foreign(reader: _Reader) -> Iterator[Extent]:
    """安娜·某某: a name with a dot, cut off where another mention is in its way."""
    for match in _FOREIGN.finditer(reader.text):
        start, end = match.span()
        while start < end and not reader.free(start, end):
            start += 1
        end = _before_verb(reader, start, end)
        if "·" in reader.text[start:end] and end - start >= 3:
            yield start, end


def _before_verb(reader: _Reader, start: int, end: int) -> int:
    """Where a name with a dot ends that ran into a verb (某某·某某警告); its start if a verb is before the dot."""
    verbs = (word for word in reader.words.inside(start, end) if word.tag == "v" and word.end - word.start >= 2)
    verb = next(verbs, None)
    if verb is None:
        return end
    return verb.start if "·" in reader.text[start : verb.start] else start


def _around_posts(reader: _Reader, posts: Sequence[Span]) -> Iterator[Extent]:
    """校长苏某某, and then 苏某校长: there the name stands behind an edge."""
    for post in posts:
        end = reader.name_end(post.end)
        if end:
            yield post.end, end
    for post in posts:
        starts = [post.start - length for length in (3, 2, 4) if post.start >= length]
        start = next((start for start in starts if _is_name_before(reader, start, post.start)), None)
        if start is not None:
            yield start, post.start


def _is_name_before(reader: _Reader, start: int, end: int) -> bool:
    name, word = reader.text[start:end], reader.words.starts.get(start)
    base = _surname_length(name)
    if not base or not 1 <= len(name) - base <= 2 or name[:2] in _NOT_NAMES or name in _NOT_NAMES:
        return False
    named = word is None or len(name) == 3 or word.tag.startswith(_NAME_TAGS)
    given = _is_given(name[base:], len(name) - base)
    return named and given and _BEFORE.match(reader.text, start) is not None and reader.free(start, end)


def _acting(reader: _Reader) -> Iterator[Extent]:
    """Names behind an edge whose bearers say or do something, alone or in a list, or stand in a picture."""
    for match in _BEFORE.finditer(reader.text):
        end = reader.name_end(match.end())
        if end and (_ACTS.match(reader.text, end) or _ROLE.match(reader.text, end) or _list_acts(reader, end)):
            yield match.end(), end


def _list_acts(reader: _Reader, end: int) -> bool:
    """True if a list of names that goes on at `end` comes to an act: 、某某、某某出席."""
    for _ in range(_LONGEST_LIST):
        link = _LIST.match(reader.text, end)
        following = reader.name_end(link.end()) if link else None
        if following is None:
            return False
        if _ACTS.match(reader.text, following):
            return True
        end = following
    return False


def _before_honorifics(reader: _Reader) -> Iterator[Extent]:
    """苏某同志, where the segmenter takes the name for one."""
    for match in _HONORIFIC.finditer(reader.text):
        end = match.start()
        for start in (end - 3, end - 2):
            named = reader.words.starts.get(start) == Word(start, end, "nr") and reader.text[start] in _surnames()[0]
            if named and reader.free(start, end):
                yield start, end


def _extend_lists(reader: _Reader) -> None:
    """Take the names that follow a found one in a list."""
    for end in list(reader.found.values()):
        while link := _LIST_LINK.match(reader.text, end):
            start = link.end()
            following = reader.name_end(start)
            if following is None:
                break
            reader.take(start, following)
            end = following


def _repeat(reader: _Reader) -> None:
    """Take the found names wherever else they stand; one of two characters only at the edges of words."""
    text, words = reader.text, reader.words
    edges = words.starts.keys() | words.ends.keys()
    for name in sorted({text[start:end] for start, end in reader.found.items()}, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            if len(name) > 2 or (match.start() in edges and match.end() in edges):
                reader.take(*match.span())
