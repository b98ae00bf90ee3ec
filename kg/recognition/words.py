"""The words of a document and where they stand, from jieba's dictionary: hints about boundaries, not decisions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Any, NamedTuple

import rjieba
from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions import text_of

# What the segmenter takes for one word: 由省 in 由省教育厅主办.
_JOINED = re.compile("[由对向到赴据来经][省市县区]")


class Word(NamedTuple):
    """One word of a text with its part of speech; the tags are those of jieba."""

    start: int
    end: int
    tag: str


class Words:
    """The words of one text in their order, to be asked by where they start and end."""

    def __init__(self, text: str) -> None:
        self.text = text
        tagged = _divided(text, rjieba.tag(text))
        words, tags = zip(*tagged, strict=True) if tagged else ((), ())
        self._ends = list(accumulate(map(len, words)))
        starts = [0, *self._ends][: len(tagged)]
        self.items: list[Word] = list(map(Word, starts, self._ends, tags))
        self.starts = dict(zip(starts, self.items, strict=True))
        self.ends = dict(zip(self._ends, self.items, strict=True))

    def __iter__(self) -> Iterator[Word]:
        return iter(self.items)

    def index_ending_from(self, offset: int) -> int:
        """The index of the first word that ends at `offset` or behind it; the number of words if none does.

        >>> words = Words("学校开学")
        >>> [words.index_ending_from(offset) for offset in (1, 2, 3, 5)]
        [0, 0, 1, 2]
        """
        return bisect_left(self._ends, offset)

    def around(self, start: int, end: int) -> Word | None:
        """The word that holds all of ``text[start:end]``, if one does.

        >>> Words("学校开学").around(2, 3)
        Word(start=2, end=4, tag='n')
        """
        index = bisect_right(self._ends, start)
        word = self.items[index] if index < len(self.items) else None
        return word if word is not None and end <= word.end else None

    def inside(self, start: int, end: int) -> list[Word]:
        """The words that lie inside ``text[start:end]``, in order.

        >>> [tuple(word) for word in Words("学校开学").inside(1, 4)]
        [(2, 4, 'n')]
        """
        first = bisect_left(self._ends, start) + 1 if start > 0 else 0  # a word begins where the one before it ends
        return self.items[first : bisect_right(self._ends, end)]

    def text_of(self, word: Word) -> str:
        """The characters of a word."""
        return self.text[word.start : word.end]


def _divided(text: str, tagged: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The words of a text without those that hold a preposition and the first character of an office: 由省教育厅."""
    joined = [match.start() for match in _JOINED.finditer(text)]
    ends = list(accumulate(len(word) for word, _ in tagged)) if joined else []
    for start in reversed(joined):
        index = bisect_left(ends, start + 2)
        word = tagged[index][0]
        if ends[index] == start + 2 and len(word) == 2:
            tagged[index : index + 1] = [(word[0], "p"), (word[1], "n")]
    return tagged


Doc.set_extension("words", default=None, force=True)
_KEPT: Any = ("._.", "words", None, None)  # where spaCy keeps it: asked there, it answers many times as fast


@Language.component("kg_words", assigns=["doc._.words"])
def segment_words(doc: Doc) -> Doc:
    """`doc` with its `Words`."""
    doc._.words = Words(text_of(doc))
    return doc


def words_of(doc: Doc) -> Words:
    """The words of `doc`: those that `segment_words` gave it, else found now."""
    if _KEPT not in doc.user_data:
        segment_words(doc)
    words: Words = doc.user_data[_KEPT]
    return words
