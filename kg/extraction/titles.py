"""Who an agreement or a meeting is between by its name: 《甲与乙合作协议》, 《甲 乙关于…协议》, 甲—乙协作联席会议."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span

from kg import gazetteer
from kg.mentions import how_of, is_institution, is_place, mention, mentions, name_of, text_of

# What stands between two parties of a title.
_BETWEEN = re.compile(r"\s*(?:[与和同及、·]|[—\-－─–]+|\s|对口(?:支援|帮扶|支持)|结对帮扶)\s*")
# 冰岛共和国: a country as treaties call it
_STATE = re.compile("[^《》，和与同及—]{0,6}?(?:共和国|王国|联邦)")
# The class, name and code of a party, and how its name came about.
_Party = tuple[str, str, str, str]
# 我校与甲合作签约仪式: the other of the two has no name.
_OURS = tuple(f"我{body}{link}" for body in "校院省市州县区局" for link in "与和同")
# 川渝 stands for two places, and what 市教委 means is settled elsewhere.
_OWN_NAMES = frozenset({"", "core"})


def titled_for(thing: Span) -> list[Span]:
    """The parties that the name of an agreement or event begins with, two or more; empty if it names none so.

    One is enough behind 我校与, for the other has no name.
    They are called as elsewhere in the article: a name alone does not tell where that of a party ends.
    """
    parties = list(_in_name(text_of(thing.doc), thing, _known(thing)))
    return parties if len(parties) > 1 or text_of(thing.doc).endswith(_OURS, 0, thing.start) else []


def _known(thing: Span) -> dict[str, _Party]:
    """The countries, and the places and bodies of the article outside of `thing`, by each name that they bear."""
    outside = [
        span for span in mentions(thing.doc) if (is_place(span) or is_institution(span)) and how_of(span) in _OWN_NAMES
    ]
    named = {name: _party(span) for span in outside for name in (name_of(span), text_of(span)) if len(name) > 1}
    return _countries() | named


def _party(span: Span) -> _Party:
    return span.label_, name_of(span), span.kb_id_, how_of(span)


@cache
def _countries() -> dict[str, _Party]:
    return {
        name: ("Country", country.name, "", "")
        for country in gazetteer.countries().values()
        for name in (country.name, *country.aliases)
        if len(name) > 1
    }


def _in_name(text: str, thing: Span, known: dict[str, _Party]) -> Iterator[Span]:
    at, end = thing.start + (text[thing.start] in "《〈"), thing.end
    while name := max((one for one in known if text.startswith(one, at, end)), key=len, default=""):
        kind, full, code, how = known[name]
        state = _STATE.match(text, at + len(name), end) if kind == "Country" else None
        last = state.end() if state else at + len(name)
        yield mention(thing.doc, at, last, kind, full, code, how)
        between = _BETWEEN.match(text, last, end)
        if between is None:
            return
        at = between.end()
