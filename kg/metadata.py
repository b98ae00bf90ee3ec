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
    rf"[{_HAN}]{{0,2}}(?:记者|通讯员|实习生|作者|撰文|撰稿|采写|编辑|责编|主编|编审|摄影|审核|校对|监制|审校|供稿|供图)"
)
# Two to four characters up to a blank or a mark, or up to 在…报道 and 摄; never what has a colon behind it.
_NAME = rf"(?!{_ROLE})[{_HAN}]{{2,4}}?(?<!摄)(?=$|[^{_HAN}：]|在[{_HAN}]+报道|报道：|摄)"
_NAMES = rf"{_NAME}(?:[ 、，]+{_NAME})*"

_FULL_DATE = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[年/.-](?P<month>\d{1,2})[月/.-](?P<day>\d{1,2})(?!\d)日?"
    r"(?:[ T]*(?P<hour>\d{1,2})[:：](?P<minute>\d\d)(?:[:：](?P<second>\d\d))?)?"
)
_DATELINE_DATE = re.compile(r"(?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?=专?电|快?讯|消息)")

# What to look for, and the zones to look in.
_Rules = tuple[tuple[frozenset[ZoneKind], re.Pattern[str]], ...]
_LINES: frozenset[ZoneKind] = frozenset({"header", "byline"})
_MEDIA = "社|网|报|刊|新闻|在线|频道|传媒|央视|卫视|电台|电视台|总台|广播|客户端|杂志"
_OUTLETS: _Rules = (
    (
        _LINES,
        re.compile(
            r"(?:来源|稿源|转载自)： ?[-—]*(?P<outlet>(?!本[站网报]|\d{4}[年/.-])[^\s：，。|】]{2,30})(?!\S*：)"
        ),
    ),
    (_LINES, re.compile(rf"发布(?:人|者|单位|机构)： ?[-—]*(?P<outlet>[^\s：，。】]{{1,28}}(?:{_MEDIA}))(?=$|[ 】])")),
    (_LINES, re.compile(rf"^[（【]?(?P<outlet>(?!本)[{_HAN}A-Za-z·]*(?:{_MEDIA})).{{0,20}}?(?:电|讯|消息)")),
)

_WRITER = rf"(?:记者|通讯员|实习生|作者|撰文|撰稿|采写|(?<![{_HAN}])文(?= ?[：/|]))"
_AUTHORS: _Rules = (
    (_LINES, re.compile(rf"{_WRITER}[：/| ]{{0,3}}(?P<names>{_NAMES})(?! ?摄)")),
    (_LINES, re.compile(rf"(?:^|(?<=[电讯]))（(?P<names>{_NAMES})）")),
    (frozenset({"body"}), re.compile(rf"^(?:本台|本报|本网|本刊|总台)记者 ?(?P<names>[{_HAN}]{{2,4}})：")),
)
_EDITORS: _Rules = ((_LINES, re.compile(rf"(?:编辑|责编|主编|编审)[：/| ]{{0,3}}(?P<names>{_NAMES})")),)
_PHOTOGRAPHERS: _Rules = (
    (_LINES | {"caption"}, re.compile(rf"(?:摄影|图) ?[：/|] ?(?P<names>{_NAMES})")),
    (_LINES | {"caption"}, re.compile(rf"(?:(?<![{_HAN}])|(?<=记者)|(?<=通讯员))(?P<names>{_NAMES})[ /]*摄")),
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
    """The date in a header line; else that of the dateline, with its year or the one a full date elsewhere gives."""
    for offset, match in _matches(clean, {"header"}, _FULL_DATE):
        if value := _iso_date(match):
            return _field(clean, offset + match.start(), offset + match.end(), value)
    for offset, match in _matches(clean, {"byline"}, _DATELINE_DATE):
        year = match["year"] or _find_year(clean.text, match)
        if value := _date(year, match["month"], match["day"]):
            return _field(clean, offset + match.start(), offset + match.end(), value)
    return None


def _iso_date(match: re.Match[str]) -> str | None:
    day = _date(match["year"], match["month"], match["day"])
    if day and match["hour"]:
        with contextlib.suppress(ValueError):
            time = datetime.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
            return f"{day}T{time.isoformat()}"
    return day


def _date(year: str | None, month: str, day: str) -> str | None:
    """The day as ISO 8601, or None if the calendar does not have it."""
    try:
        return datetime.date(int(year or 0), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _find_year(text: str, date: re.Match[str]) -> str | None:
    """The one year that full dates of the same month and day in `text` (in a web address, say) give."""
    day = int(date["month"]), int(date["day"])
    years = {match["year"] for match in _FULL_DATE.finditer(text) if (int(match["month"]), int(match["day"])) == day}
    return years.pop() if len(years) == 1 else None


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
