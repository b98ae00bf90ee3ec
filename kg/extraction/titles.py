"""Who an agreement is between by its own title: 《甲与乙合作协议》, 《甲—乙结对协议》, 《甲 乙关于…的框架协议》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Span

from kg.mentions import how_of, is_institution, is_place, mention, mentions, name_of, text_of

# What stands between two parties of a title.
_BETWEEN = re.compile(r"\s*(?:[与和同及、]|[—\-－─–]+|\s|对口(?:支援|帮扶|支持)|结对帮扶)\s*")
# 川渝 stands for two places, and what 市教委 means is settled elsewhere.
_OWN_NAMES = frozenset({"", "core"})


def titled_for(agreement: Span) -> list[Span]:
    """The parties that the title of `agreement` begins with, two or more; empty if it names none so.

    They are called as elsewhere in the article: a title alone does not tell where a name ends.
    """
    text, known = text_of(agreement.doc), _known(agreement)
    if text[agreement.start] not in "《〈":
        return []
    parties = list(_in_title(text, agreement, known))
    return parties if len(parties) > 1 else []


def _known(agreement: Span) -> dict[str, Span]:
    """The places and bodies of the article outside of `agreement`, by each name that they bear in it."""
    outside = [
        span
        for span in mentions(agreement.doc)
        if (is_place(span) or is_institution(span)) and how_of(span) in _OWN_NAMES
    ]
    return {name: span for span in outside for name in (name_of(span), text_of(span)) if len(name) > 1}


def _in_title(text: str, agreement: Span, known: dict[str, Span]) -> Iterator[Span]:
    at, end = agreement.start + 1, agreement.end
    while name := max((one for one in known if text.startswith(one, at, end)), key=len, default=""):
        span = known[name]
        yield mention(agreement.doc, at, at + len(name), span.label_, name_of(span), span.kb_id_, how_of(span))
        between = _BETWEEN.match(text, at + len(name), end)
        if between is None:
            return
        at = between.end()
