"""Who an agreement or a meeting is between by its name: 《甲与乙合作协议》, 《甲 乙关于…协议》, 甲—乙协作联席会议."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.mentions import how_of, is_institution, is_place, mention, mentions, name_of, text_of

# What stands between two parties of a title.
_BETWEEN = re.compile(r"\s*(?:[与和同及、·]|[—\-－─–]+|\s|对口(?:支援|帮扶|支持)|结对帮扶)\s*")
# 川渝 stands for two places, and what 市教委 means is settled elsewhere.
_OWN_NAMES = frozenset({"", "core"})


def titled_for(thing: Span) -> list[Span]:
    """The parties that the name of an agreement or event begins with, two or more; empty if it names none so.

    They are called as elsewhere in the article: a name alone does not tell where that of a party ends.
    """
    parties = list(_in_name(text_of(thing.doc), thing, _known(thing)))
    return parties if len(parties) > 1 else []


def _known(thing: Span) -> dict[str, Span]:
    """The places and bodies of the article outside of `thing`, by each name that they bear in it."""
    outside = [
        span for span in mentions(thing.doc) if (is_place(span) or is_institution(span)) and how_of(span) in _OWN_NAMES
    ]
    return {name: span for span in outside for name in (name_of(span), text_of(span)) if len(name) > 1}


def _in_name(text: str, thing: Span, known: dict[str, Span]) -> Iterator[Span]:
    at, end = thing.start + (text[thing.start] in "《〈"), thing.end
    while name := max((one for one in known if text.startswith(one, at, end)), key=len, default=""):
        span = known[name]
        yield mention(thing.doc, at, at + len(name), span.label_, name_of(span), span.kb_id_, how_of(span))
        between = _BETWEEN.match(text, at + len(name), end)
        if between is None:
            return
        at = between.end()
