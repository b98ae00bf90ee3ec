"""Sentences: what the rules read one at a time."""

from __future__ import annotations

import re
from typing import Any

import numpy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions import text_of

_END = re.compile(r"[。！？!?]+[”’）」』]*|\n+")


@Language.component("kg_sentences", assigns=["token.is_sent_start"])
def split_sentences(doc: Doc) -> Doc:
    """`doc` with sentences: a full stop, question or exclamation mark ends one, and so does a line."""
    starts: Any = numpy.full((len(doc), 1), -1, dtype="int64").astype("uint64")
    boundaries = {0} | {match.end() for match in _END.finditer(text_of(doc))}
    boundaries |= {zone.start for zone in doc.spans.get("zones", ())}
    for boundary in boundaries:
        if boundary < len(doc):
            starts[boundary] = 1
    return doc.from_array([SENT_START], starts)
