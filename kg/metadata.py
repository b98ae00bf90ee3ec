"""What an article says about itself: title, date, outlet, and who wrote, edited and photographed it.

Only zones that speak about the article are read: the title, header lines, datelines, signatures and captions. What
they do not say is left out; a year or a name is never guessed.
"""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterator, Set

from kg import gazetteer
from kg.model import CleanText, Field, Metadata, Zone, ZoneKind

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_ROLE = (
    "(?:责任|执行|文字|视频|图片|网络|网页|新闻|值班|本期|栏目|实习|见习|特约|特派|首席|全媒体|本[报网台刊]|总|副)*"
    "(?:记者|通讯员|实习生|作者|撰文|撰稿|采写|编辑|责编|主编|编审|摄影|审核|校对|监制|审校|供稿|供图)"
)
# Where the reporters of Taiwan say that they are, with nothing between it and their names: 记者王林台北10日电.
_DESK = (
    "(?:台北|新北|桃园|台中|台南|高雄|基隆|新竹|嘉义|苗栗|彰化|南投|云林|屏东|宜兰|花莲|台东|澎湖|金门|马祖|台湾|香港|澳门"
    "|北京|上海|广州|深圳|厦门|福州|东京|首尔|新加坡|曼谷|纽约|华盛顿|洛杉矶|伦敦|巴黎|柏林|综合|连线|现场|专访|特稿)[市县]?"
    r"(?:\d{1,2}日)?(?:即时|综合|连线|现场|专题)?(?:专?电|报[导道])"
)
# Two to four characters up to a blank or a mark, or up to 在…报道 and 摄; never what has a colon behind it.
_NAME = rf"(?!{_ROLE})[{_HAN}]{{2,4}}?(?<!摄)(?=$|[^{_HAN}：]|在[{_HAN}]+报道|报道：|摄|{_ROLE}[：/|]|{_DESK})"
_NAMES = rf"{_NAME}(?:[ 、，]+{_NAME})*"

# From 民国113年 (the Republic's calendar, year 1 is 1912) and 113-10-30 behind a label; 下午3:05 is 15:05.
_FULL_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>(?:19|20)\d\d)|(?:民国|(?<=日期：)|(?<=时间：))(?P<republic>\d{2,3}))"
    r"[年/.-](?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})(?!\d)日?"
    r"(?:[ T]*(?P<half>[上下]午)?[ T]*(?P<hour>\d{1,2})[:：](?P<minute>\d\d)(?:[:：](?P<second>\d\d))?)?"
)
_DATELINE_DATE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日(?=专?电|快?讯|消息)"
)
_ADDRESS_DATE = re.compile(  # …/2024/1030/c1.html, …/t20241030_1.html, …/20241030/1.html
    r"https?://\S*?[/_t](?P<year>20\d\d)[/-]?(?P<month>[01]\d)[/-]?(?P<day>[0-3]\d)(?!\d)"
)
_FILED_DATE = re.compile(r"(?<=）)(?P<republic>1\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)$", re.M)  # （编辑：王林）1131030
_REPUBLIC = 1911  # what the Republic's calendar is behind

# What to look for, and the zones to look in.
_Rules = tuple[tuple[frozenset[ZoneKind], re.Pattern[str]], ...]
_LINES: frozenset[ZoneKind] = frozenset({"header", "byline"})
_MEDIA = "社|网|报|刊|新闻|在线|频道|传媒|央视|卫视|电台|电视台|总台|广播|客户端|杂志"
_OUTLETS: _Rules = (
    (
        _LINES,
        re.compile(
            r"(?:来源|稿源|转载自) ?[：|] ?[-—]*(?P<outlet>(?!本[站网报]|\d{4}[年/.-])[^\s：，。|】）]{2,30}?)"
            rf"(?=$|[\s，。|】）]|{_ROLE}[：/|]|(?:发布)?时间：|日期：)"
        ),
    ),
    (_LINES, re.compile(rf"发布(?:人|者|单位|机构)： ?[-—]*(?P<outlet>[^\s：，。】]{{1,28}}(?:{_MEDIA}))(?=$|[ 】])")),
    (_LINES, re.compile(rf"^[（【]?(?P<outlet>(?!本)[{_HAN}A-Za-z·]*(?:{_MEDIA})).{{0,20}}?(?:电|讯|消息)")),
)

_WRITER = rf"(?:记者|通讯员|实习生|作者|撰文|撰稿|采写|(?<![{_HAN}])文(?= ?[：/|]))"
_AUTHORS: _Rules = (
    (_LINES, re.compile(rf"{_WRITER}[：/| ]{{0,3}}(?P<names>{_NAMES})(?! ?摄(?!影))")),
    (_LINES, re.compile(rf"(?:^|(?<=[电讯]))（(?P<names>{_NAMES})）")),
    (_LINES, re.compile(rf"^文[/、]图 ?[：/|]? ?(?P<names>{_NAMES})")),
    (frozenset({"body"}), re.compile(rf"^(?:本台|本报|本网|本刊|总台)记者 ?(?P<names>[{_HAN}]{{2,4}})：")),
)
_EDITORS: _Rules = ((_LINES, re.compile(rf"(?:编辑|责编|主编|编审)[：/| ]{{0,3}}(?P<names>{_NAMES})")),)
_PHOTOGRAPHERS: _Rules = (
    (_LINES | {"caption"}, re.compile(rf"(?:摄影|(?<![/、])图) ?[：/|] ?(?P<names>{_NAMES})")),
    (_LINES | {"caption"}, re.compile(rf"(?:(?<![{_HAN}])|(?<=记者)|(?<=通讯员))(?P<names>{_NAMES})[ /]*摄(?!影)")),
    (
        _LINES,
        re.compile(rf"(?:文[/、]图 ?[：/|]? ?|{_WRITER} ?(?=[{_HAN} 、]+文[/、]图))(?P<names>{_NAMES})"),
    ),
)


def read_metadata(clean: CleanText) -> Metadata:
    """What `clean` says about itself, each value with the characters it was read from."""
    return Metadata(
        title=next((_field(clean, zone.start, zone.end) for zone in _zones(clean, {"title"})), None),
        published=_read_date(clean),
        outlet=_read_outlet(clean),
        authors=_read_people(clean, _AUTHORS),
        editors=_read_people(clean, _EDITORS),
        photographers=_read_people(clean, _PHOTOGRAPHERS),
    )


def _zones(clean: CleanText, kinds: Set[ZoneKind]) -> Iterator[Zone]:
    return (zone for zone in clean.zones if zone.kind in kinds)


def _field(clean: CleanText, start: int, end: int, value: str = "") -> Field:
    return Field(value or clean.text[start:end], clean.quote(start, end))


def _matches(clean: CleanText, kinds: Set[ZoneKind], pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Each match in the zones of these kinds, with the offset of its zone in the clean text."""
    for zone in _zones(clean, kinds):
        for match in pattern.finditer(clean.text[zone.start : zone.end]):
            yield zone.start, match


def _read_date(clean: CleanText) -> Field | None:
    """The date in a header line; else that of the dateline, completed where need be; else that of the filing."""
    for offset, match in _matches(clean, {"header"}, _FULL_DATE):
        if value := _iso_date(match):
            return _date_field(clean, offset, match, value)
    for offset, match in _matches(clean, {"byline"}, _DATELINE_DATE):
        if value := _iso_date(match) if match["year"] else _complete(clean.text, match):
            return _date_field(clean, offset, match, value)
    for offset, match in _matches(clean, {"byline"}, _FILED_DATE):
        if value := _iso_date(match):
            return _date_field(clean, offset, match, value)
    return None


def _date_field(clean: CleanText, offset: int, match: re.Match[str], value: str) -> Field:
    quote = clean.quote(offset + match.start(), offset + match.end())
    return Field(value, quote, "stated" if match.groupdict().get("year") else "derived")


def _iso_date(match: re.Match[str]) -> str | None:
    """The date, with its time if it has one, as ISO 8601; None if the calendar does not have it."""
    parts = match.groupdict()
    year = int(parts.get("year") or 0) or int(parts.get("republic") or 0) + _REPUBLIC
    try:
        day = datetime.date(year, int(match["month"] or 0), int(match["day"])).isoformat()
    except ValueError:
        return None
    if parts.get("hour"):
        hour = int(parts["hour"])
        hour += 12 * (parts["half"] == "下午" and hour < 12)
        with contextlib.suppress(ValueError):
            return f"{day}T{datetime.time(hour, int(parts['minute']), int(parts['second'] or 0)).isoformat()}"
    return day


def _complete(text: str, date: re.Match[str]) -> str | None:
    """The one full date in `text` that agrees with a dateline that has no year, and perhaps no month.

    A dateline without a month is completed only from where a date is that of the article: an address, a filing.
    """
    sources = [_ADDRESS_DATE, _FILED_DATE, *([_FULL_DATE] if date["month"] else [])]
    full = (match for source in sources for match in source.finditer(text) if _agree(date, match))
    days = {day[:10] for day in map(_iso_date, full) if day}
    return days.pop() if len(days) == 1 else None


def _agree(date: re.Match[str], full: re.Match[str]) -> bool:
    same_month = date["month"] is None or int(date["month"]) == int(full["month"])
    return same_month and int(date["day"]) == int(full["day"])


def _read_outlet(clean: CleanText) -> Field | None:
    """The source that a line names; else the publisher that one names, or that of the dateline, if it is a medium."""
    for kinds, pattern in _OUTLETS:
        for offset, match in _matches(clean, kinds, pattern):
            return _field(clean, offset + match.start("outlet"), offset + match.end("outlet"))
    return None


def _read_people(clean: CleanText, rules: _Rules) -> tuple[Field, ...]:
    """The people that `rules` find, in the order of the text, each once."""
    found: dict[int, Field] = {}
    for kinds, pattern in rules:
        for offset, match in _matches(clean, kinds, pattern):
            for start, end in _split_names(match):
                found.setdefault(offset + start, _field(clean, offset + start, offset + end))
    people: dict[str, Field] = {}
    for _, person in sorted(found.items()):
        people.setdefault(person.value, person)
    return tuple(people.values())


def _split_names(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The spans of the persons' names in the group "names"."""
    for word in re.finditer(rf"[{_HAN}]+", match["names"]):
        if is_person_name(word[0]):
            yield match.start("names") + word.start(), match.start("names") + word.end()


def is_person_name(word: str) -> bool:
    """True if `word` has the form of a Chinese name: a surname, or two (陈冯富珍), and one or two characters.

    >>> [is_person_name(word) for word in ("王林", "欧阳文静", "陈冯富珍", "新闻联播", "暂定名")]
    [True, True, True, False, False]
    """
    surnames = gazetteer.surnames()
    if word[:2] in surnames and len(word) in (3, 4):
        return True
    if len(word) == 4:
        return word[0] in surnames and word[1] in surnames
    return len(word) in (2, 3) and word[0] in surnames
