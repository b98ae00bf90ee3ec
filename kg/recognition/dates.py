"""Dates as the text gives them, whole or in part; what a part means is settled against the article's own date."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions import add, mention, text_of
from kg.patterns import anchored

_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_MONTH, _DAY = "1[0-2]|0?[1-9]", r"3[01]|[12]\d|0?[1-9]"
# 十月二十九日
_HAN_MONTH, _HAN_DAY = "十[一二]?|[一二三四五六七八九]", "三十一?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = "(?:至|到|—|－|-|~|～|、)"
# 10月29至30日: the first day has no word of its own.
_SPAN = rf"(?={_TO}(?:{_DAY})[日号])"
_DATE = anchored(
    # 2024年10月29日, 2024年10月, 二〇二四年, 民国113年
    r"(?P<y>(?:19|20)\d\d|[一二][〇零○九][〇零○一二三四五六七八九]{2})年"
    rf"(?:(?P<m>{_MONTH}|{_HAN_MONTH})月(?:份|(?P<d>{_DAY}|{_HAN_DAY})(?:[日号]|{_SPAN}))?)?"
    rf"|(?P<republic>民国\d{{2,3}}(?=年)|(?<!\d)1\d\d(?=年(?:{_MONTH})月))年(?:(?P<m5>{_MONTH})月(?:(?P<d5>{_DAY})[日号])?)?"
    # 10月29日
    rf"|(?<!\d)(?P<m2>{_MONTH})月(?P<d2>{_DAY})(?:[日号]|{_SPAN})|(?P<m6>{_HAN_MONTH})月(?P<d6>{_HAN_DAY})日"
    # 29日, but not 29日元, 29日内
    r"|(?<![\d月年])(?:本月)?(?P<d3>3[01]|[12]\d|[1-9])日(?![本元均报程益前内后])"
    # 昨天, 今日（29日）, 今（1）日
    r"|(?P<r>今天|今日|今(?=[（(]\d{1,2}[）)]日)|昨天|昨日|前天|前日|上月|本月|今年|去年)"
    r"(?:[（(]?(?:(?P<m4>1[0-2]|[1-9])月)?(?P<d4>3[01]|[12]\d|[1-9])(?:[日号][）)]?|[）)]日))?"
)
_REPUBLIC = 1911  # what the Republic's calendar is behind


# 6月25日至28日: a span of days is one date, its first day.
_UNTIL = re.compile(rf"(?:上午|下午)?{_TO}(?:(?:{_MONTH})月)?(?:{_DAY})[日号]")


@Language.component("kg_dates", assigns=["doc.spans"])
def find_dates(doc: Doc) -> Doc:
    """`doc` with Date mentions, the partial date as canonical name."""
    text, at = text_of(doc), 0
    found = []
    while match := _DATE.search(text, at):
        until = _UNTIL.match(text, match.end())
        at = until.end() if until else match.end()
        how = "republic" if match["republic"] else ""
        found.append(mention(doc, match.start(), at, "Date", _partial_date(match), how=how))
    add(doc, found)
    return doc


def _partial_date(match: re.Match[str]) -> str:
    """The date of a match in the forms of XML Schema: "2024-10-29", "2024-10", "--10-29", "---29".

    A word that counts from the day of writing stands as itself: "昨天".
    """
    year = (match["y"] or "").translate(_DIGITS)
    if match["republic"]:
        year = str(int(match["republic"].removeprefix("民国")) + _REPUBLIC)
    month, day = (
        next((match[name + n] for n in ("", "2", "4", "5", "6") if match.groupdict().get(name + n)), "")
        for name in "md"
    )
    day = day or match["d3"] or ""
    if match["r"] and not day:
        return match["r"]
    month, day = (f"{_number(part):02}" if part else "" for part in (month, day))
    if not year:
        return f"--{month}-{day}" if month else f"---{day}"
    return "-".join(part for part in (year, month, day) if part)


def _number(digits: str) -> int:
    """The value of Arabic or Chinese digits up to 99."""
    if digits.isdigit() and digits.isascii():
        return int(digits)
    tens, ten, ones = digits.rpartition("十")
    return 10 * int(tens.translate(_DIGITS) or (ten and 1) or 0) + int(ones.translate(_DIGITS) or 0)
