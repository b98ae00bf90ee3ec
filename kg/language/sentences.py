"""Words and sentences: what every later component stands on."""

from __future__ import annotations

import re

import numpy
import rjieba
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

_END = re.compile(r"[。！？!?]+[”’）」』]*|\n+")


@Language.component("kg_words", assigns=["doc._.words"])
def segment_words(doc: Doc) -> Doc:
    """`doc` with its words and their tags, from jieba's dictionary; a hint about boundaries, not a decision."""
    words: list[tuple[int, int, str]] = []
    at = 0
    for word, tag in rjieba.tag(doc.text):
        words.append((at, at + len(word), tag))
        at += len(word)
    doc._.words = words
    return doc


@Language.component("kg_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """`doc` with sentences: a full stop, question or exclamation mark ends one, and so does a line."""
    starts = numpy.full((len(doc), 1), -1, dtype="int64").astype("uint64")
    boundaries = {0} | {match.end() for match in _END.finditer(doc.text)}
    boundaries |= {zone.start for zone in doc.spans.get("zones", ())}
    for boundary in boundaries:
        if boundary < len(doc):
            starts[boundary] = 1
    return doc.from_array([SENT_START], starts)
