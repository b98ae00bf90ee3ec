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
    "(?:责任|执行|文字|视频|图片|网络|网页|新闻|值班|本期|栏目|实习|见习|特约|特派|首席|校园|学生|全媒体|本[报网台刊]|总|副)*"
    "(?:记者|通讯员|实习生|作者|撰文|撰稿|采写|编辑|责编|主编|编审|摄影|摄像|审核|校对|监制|审校|审稿|核稿|供稿|供图)人?"
)
_FIELD = "(?:[来稿]源|稿件来源|发布时间|发布日期|时间|日期|浏览|浏览量|浏览次数|阅读|阅读量|点击|点击量)"
# Two to four characters up to a blank or a mark, or up to 在…报道 and 摄; never what has a colon behind it.
_NAME = (
    rf"(?!{_ROLE})(?:[{_HAN}]{{2,3}}?(?=报[导道](?![{_HAN}]))"
    rf"|(?:[{_HAN}]{{2,4}}?|[{_HAN}] [{_HAN}](?![{_HAN}]))(?<!摄)(?<!报[导道])"
    rf"(?=$|[^{_HAN}：\d]|在[{_HAN}]+报道|报道：|摄|供稿|{_ROLE}[：/|丨]|{_FIELD}：))"
)
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
            r"(?<!视频)(?<!图片)(?<!资料)(?:来源|稿源|转载自) ?[：|] ?[-—]*(?:\d{1,2}月\d{1,2}日)?《?"
            r"(?P<outlet>(?!本[站网报]|\d{4}[年/.-])[^\s：，。|】（）《》]{2,30}?)"
            rf"(?=$|[\s，。|】（）》]|\d{{4}}[年/.-]\d|{_ROLE}[：/|]|{_FIELD}：)"
        ),
    ),
    (_LINES, re.compile(rf"发布(?:人|者|单位|机构)： ?[-—]*(?P<outlet>[^\s：，。】]{{1,28}}(?:{_MEDIA}))(?=$|[ 】])")),
    (_LINES, re.compile(rf"^【(?P<outlet>(?!本)[{_HAN}]{{2,8}}?)专?(?:\d[\d年月]*日)?(?:讯|报[导道])】")),
    (
        _LINES,
        re.compile(rf"^[（【]?(?P<outlet>(?!本)[{_HAN}A-Za-z·]*(?:{_MEDIA})).{{0,30}}?(?:电|(?<!通)讯|消息|报[导道])"),
    ),
)

_NO_GIVEN_NAME = frozenset("网报社台院部处系室办局委厅署刊站馆组号讯省市县区")  # at the end of a body or a place
_REPORTS = re.compile("[ /]?(?:报[导道]|讯)")
_OFFICE = (
    rf"(?:[{_HAN}]{{2,12}}(?:院|部|处|系|学|室|中心|办|局|委|馆|会|站|社|报|网|台|团|校|公司) ?)?"  # of whom it names
)
# Where reporters of Taiwan say that they are, with nothing between it and the last name: 记者王林台北10日电.
_AT_DESK = re.compile(rf"(?<=[者、 ])(?P<run>[{_HAN}]{{4,12}}?)(?:(?:\d{{1,2}}月)?\d{{1,2}}日)?(?:专?电|报[导道]|讯)")
_DESK = re.compile(  # ways of reporting, and cities abroad; those of China and the countries are in the gazetteer
    "综合|连线|现场|专访|特稿|即时|专题|综合即时|[北中南高嘉竹]市|[嘉竹]县"
    "|东京|大阪|名古屋|首尔|釜山|曼谷|河内|马尼拉|雅加达|吉隆坡|新德里|悉尼|雪梨|墨尔本|纽约|华盛顿|洛杉矶|旧金山|芝加哥"
    "|波士顿|西雅图|休斯[敦顿]|休士顿|费城|多伦多|温哥华|渥太华|伦敦|巴黎|柏林|罗马|布鲁塞尔|日内瓦|莫斯科|维也纳"
)
_WRITER = rf"(?:记者|通讯员|实习生|(?:作者|撰文|撰稿|采写|供稿)人?|(?<![{_HAN}])文字?(?= ?[：/|丨]))"
# What credits the reporter behind it with something else: 摄影：江岸日报记者 王林.
_NOT_WRITTEN = re.compile(rf"(?:摄[影像]|视频|(?<![、/])图片?|供图|编辑|责编|主编)(?:[：/|丨] ?[{_HAN}·]{{0,14}})?$")
_AUTHORS: _Rules = (
    (_LINES, re.compile(rf"{_WRITER}(?:、{_ROLE})*[：/|丨 ]{{0,3}}(?P<names>{_NAMES})(?! ?摄(?![影/：]))")),
    (_LINES, re.compile(rf"{_WRITER}(?:、{_ROLE})*[：/]{_OFFICE}(?P<names>{_NAMES})")),
    (_LINES, re.compile(rf"(?:^|(?<=[电讯息]))（{_OFFICE}(?P<signed>{_NAMES})(?:[ /]文[ /].{{1,12}}| ?供稿)?）")),
    (_LINES, re.compile(rf"^(?:[□■] ?|(?=.+供稿$)){_OFFICE}(?P<signed>{_NAMES})(?: ?供稿)?$")),
    (_LINES, re.compile(rf"^[（【]?(?:文[/、]?图|图[/、]?文) ?[：/|丨]? ?{_OFFICE}(?P<names>{_NAMES})")),
    (
        _LINES,
        re.compile(
            rf"^[〔【（\[]?(?:[{_HAN}A-Za-z、]{{2,12}}[─—/ ]{{1,2}})?(?P<names>{_NAME})"
            rf" ?[/∕] ?[{_HAN}]{{2,8}} ?(?:报[导道]|讯)"
        ),
    ),
    (frozenset({"body"}), re.compile(rf"^(?:本台|本报|本网|本刊|总台)记者 ?(?P<names>[{_HAN}]{{2,4}})：")),
)
_EDITORS: _Rules = (
    (
        _LINES,
        re.compile(
            rf"(?:编辑|责编|主编|编审|[一二三初复终]审)(?:、{_ROLE})*[：/|丨 ]{{0,3}}{_OFFICE}(?P<names>{_NAMES})"
        ),
    ),
)
_PHOTOGRAPHERS: _Rules = (
    (
        _LINES | {"caption"},
        re.compile(
            rf"(?:摄影(?:记者)?|(?<= )摄|(?<![/、])图) ?[：/|丨] ?(?:[{_HAN}·]{{0,10}}记者 ?)?(?P<names>{_NAMES})"
        ),
    ),
    (
        _LINES | {"caption"},
        re.compile(
            rf"(?:(?<![{_HAN}])|(?<=记者)|(?<=通讯员)|(?<=[社网报台]))(?P<names>{_NAMES})[ /]*摄(?!影|/[{_HAN}]+）)"
        ),
    ),
    (_LINES, re.compile(rf"文 (?P<names>{_NAMES}) 图$")),
    (
        _LINES,
        re.compile(rf"(?:文[/、]图 ?[：/|]? ?{_OFFICE}|{_WRITER} ?(?=[{_HAN} 、]+文[/、]图))(?P<names>{_NAMES})"),
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
        if match["year"] and (value := _iso_date(match)):
            return _date_field(clean, offset, match, value)
        if not match["year"] and (full := _complete(clean.text, match)):
            return _date_field(clean, offset, match, *full)
    for offset, match in _matches(clean, {"byline"}, _FILED_DATE):
        if value := _iso_date(match):
            return _date_field(clean, offset, match, value)
    return None


def _date_field(
    clean: CleanText, offset: int, match: re.Match[str], value: str, completed_by: re.Match[str] | None = None
) -> Field:
    quote = clean.quote(offset + match.start(), offset + match.end())
    antecedents = (clean.quote(*completed_by.span()),) if completed_by else ()
    return Field(value, quote, "stated" if match.groupdict().get("year") else "derived", antecedents)


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


def _complete(text: str, date: re.Match[str]) -> tuple[str, re.Match[str]] | None:
    """The one full date in `text` that agrees with a dateline that has no year, and perhaps no month; where it stands.

    A dateline without a month is completed only from where a date is that of the article: an address, a filing.
    """
    sources = [_ADDRESS_DATE, _FILED_DATE, *([_FULL_DATE] if date["month"] else [])]
    full = (match for source in sources for match in source.finditer(text) if _agree(date, match))
    days: dict[str, re.Match[str]] = {}
    for match in full:
        if day := _iso_date(match):
            days.setdefault(day[:10], match)
    return days.popitem() if len(days) == 1 else None


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
            if rules is _AUTHORS and _NOT_WRITTEN.search(match.string, 0, match.start()):
                continue
            for start, end in _split_names(match):
                name = clean.text[offset + start : offset + end].replace(" ", "")
                found.setdefault(offset + start, _field(clean, offset + start, offset + end, name))
    if rules is _AUTHORS:
        for offset, match in _matches(clean, {"byline"}, _AT_DESK):
            if length := _split_desk(match["run"]):
                start = offset + match.start()
                found.setdefault(start, _field(clean, start, start + length))
    people: dict[str, Field] = {}
    for _, person in sorted(found.items()):
        people.setdefault(person.value, person)
    return tuple(people.values())


def _split_desk(run: str) -> int:
    """How many characters of a name and a place in one are the name; 0 if no place is found behind a name.

    >>> [_split_desk(run) for run in ("王林台北", "王小明加拿大多伦多", "欧阳文静综合", "王林表示将")]
    [2, 3, 4, 0]
    """
    return next((length for length in (2, 3, 4) if is_person_name(run[:length]) and _is_desk(run[length:])), 0)


def _is_desk(words: str) -> bool:
    """True for one or two places or ways of reporting, one behind the other."""
    parts = ((words[:middle], words[middle:]) for middle in range(2, len(words) + 1))
    return any(all(not part or _is_place(part) or _DESK.fullmatch(part) for part in two) for two in parts)


def _is_place(word: str) -> bool:
    return any(word + kind in gazetteer.names() for kind in ("", "市", "县", "区"))


def _split_names(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The spans of the persons' names in the group "names", or "signed" if all its words have to be names."""
    group = match.lastgroup or "names"
    words = list(re.finditer(rf"(?<![{_HAN}])[{_HAN}] [{_HAN}](?![{_HAN}])|[{_HAN}]+", match[group]))
    names = [word for word in words if is_person_name(word[0].replace(" ", ""))]
    if len(names) > 1 and _REPORTS.match(match.string, match.start(group) + names[-1].end()) and _is_desk(names[-1][0]):
        names.pop()  # where they say that they are
    if group == "names" or names == words:
        yield from ((match.start(group) + word.start(), match.start(group) + word.end()) for word in names)


def is_person_name(word: str) -> bool:
    """True if `word` has the form of a Chinese name: a surname, or two (陈冯富珍), and one or two characters.

    >>> [is_person_name(word) for word in ("王林", "欧阳文静", "陈冯富珍", "新闻联播", "暂定名")]
    [True, True, True, False, False]
    """
    surnames = gazetteer.surnames()
    if word[-1:] in _NO_GIVEN_NAME:
        return False
    if word[:2] in surnames and len(word) in (3, 4):
        return True
    if len(word) == 4:
        return word[0] in surnames and word[1] in surnames
    return len(word) in (2, 3) and word[0] in surnames
