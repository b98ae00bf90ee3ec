"""Dates as the text gives them, whole or in part; what a part means is settled against the article's own date."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions import add, mention, text_of

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_MONTH, _DAY = "1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
_DATE = re.compile(
    # 2024年10月29日, 2024年10月, 二〇二四年
    r"(?P<y>(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})年"
    rf"(?:(?P<m>{_MONTH})月(?:(?P<d>{_DAY})[日号])?)?"
    # 10月29日
    rf"|(?<!\d)(?P<m2>{_MONTH})月(?P<d2>{_DAY})[日号]"
    # 29日, but not 29日元, 29日内
    r"|(?<![\d月年])(?P<d3>3[01]|[12]\d|[1-9])日(?![本元均报程益前内后])"
    # 昨天, 今日（29日）
    r"|(?P<r>今天|今日|昨天|昨日|前天|前日|上月|本月|今年|去年)"
    r"(?:[（(]?(?:(?P<m4>1[0-2]|[1-9])月)?(?P<d4>3[01]|[12]\d|[1-9])[日号][）)]?)?"
)


# 6月25日至28日: a span of days is one date, its first day.
_UNTIL = re.compile(rf"(?:上午|下午)?(?:至|到|—|－|-|~|～)(?:(?:{_MONTH})月)?(?:{_DAY})[日号]")


@Language.component("kg_dates", assigns=["doc.spans"])
def find_dates(doc: Doc) -> Doc:
    """`doc` with Date mentions, the partial date as canonical name."""
    text, at = text_of(doc), 0
    found = []
    while match := _DATE.search(text, at):
        until = _UNTIL.match(text, match.end())
        at = until.end() if until else match.end()
        found.append(mention(doc, match.start(), at, "Date", _partial_date(match)))
    add(doc, found)
    return doc


def _partial_date(match: re.Match[str]) -> str:
    """The date of a match as ``year-month-day`` with what the text leaves out left empty: "-10-29", "--29".

    A word that counts from the day of writing stands as itself: "昨天".
    """
    year = (match["y"] or "").translate(_DIGITS)
    month = match["m"] or match["m2"] or match["m4"]
    day = match["d"] or match["d2"] or match["d3"] or match["d4"]
    if match["r"] and not day:
        return match["r"]
    parts = [year, f"{int(month):02}" if month else "", f"{int(day):02}" if day else ""]
    return "-".join(parts[: 3 if day else 2 if month else 1])
