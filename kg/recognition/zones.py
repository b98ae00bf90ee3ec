"""Places that the text names itself: zones by what they are for, towns and villages behind their county."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import how_of, is_place, mention, mentions, name_of, text_of
from kg.patterns import anchored
from kg.recognition.names import LEADERS, extend_left
from kg.recognition.words import Words, words_of

# 驻 leads to offices, never to zones.
_LEADERS = LEADERS - {"驻"}
# A division called in full.
_FULL = re.compile(".{2,}(?:省|市|县|区|州|盟|旗)")
_ZONE_HEAD = anchored(
    r"(?:经济|都市|生态)圈|城市群|毗邻地区"
    r"|(?:试验|示范|先行|开发|高新|合作|保税|新片|自贸|功能|产业|旅游)区|(?<=[一-鿿]{2})新区"
    r"|集聚区|集中区|先导区|自贸试验区|自由贸易区|自然保护区|国家公园|自由贸易港|新城|科学城|大学城"
)
_REGION_TAIL = re.compile("圈|城市群|地区")


# 来到某某镇: no county before it, but an edge or a verb of motion.
_TOWN_ALONE = re.compile(
    "(?<=[、，。；：\n在到至赴和与])[一-鿿]{2,3}?(?:镇(?![静江痛定守]|海区)|乡(?![村亲镇土愁音贤间])|街道)"
)
_NO_TOWN = re.compile(
    "(?:乡|城|集|村|小|古|重|名|强|建制|各|本|该|全|同|家|故|老|水|下|返|异|他|梦|外|入|还|思|侨|侗|苗|原|示范|中心|特色|多个|我)[镇乡]|街道$(?<=[^一-鿿]街道)"
)
# 连樟村 behind the county or city that it lies in.
_TOWN = re.compile(
    "[一-鿿]{1,4}?(?:街道|镇(?![静江痛定守长]|海区)|乡(?![村亲镇土愁音贤间长])|嘎查|苏木|社区(?![卫服医教居工党治建矫])|岛(?![国屿上内链民])|(?<!乡)村(?![民里委口支落镇级企干长]))"
)
_IN_JAPAN = re.compile(
    "的?(?P<place>(?![和与及])[一-鿿]{2,4}?(?:都(?!市)|(?<!政)府(?!会)|县(?!政)|市|町))(?![场立长政府议民内区])"
)
_BUILT = re.compile("建设|推动|推进|打造|支持")
_PARTICLE = re.compile("[的了和与在等各个所将是有为]")
# The name that a country goes before, with the word for what it is.
_ABROAD = re.compile("的?(?P<place>(?P<name>[一-鿿]{2,7}?)(?:市|州|省|郡|大区|自治州))(?![场立长政府议])")
# What zones are for, as opposed to what they are called.
_ZONE_WORDS = gazetteer.words("zone-word")
_NOT_IN_TOWNS = frozenset({"v", "p", "c", "d", "u", "uj", "ul", "r", "x", "f", "t"})


def named_zones(doc: Doc) -> list[Span]:
    """川渝高竹新区, 绵阳经济技术开发区: a zone named by the place it begins with, or by a name of its own."""
    places = {span.start: span for span in mentions(doc) if is_place(span)}
    words = words_of(doc)
    found = []
    for match in _ZONE_HEAD.finditer(words.text):
        start = extend_left(doc, match.start(), places.keys(), _LEADERS)
        if start is None or start == match.start() or match.end() - start > 24:
            continue
        if start in places and places[start].end >= match.end():
            continue
        if _BUILT.search(words.text, start, match.start()):
            continue  # 在海南建设自由贸易港
        start = _last_place(places, start, match.start(), words)
        if start in places and places[start].end == match.start() and places[start].label_ == "Country":
            continue  # 中国国家公园 is any of them
        region = _REGION_TAIL.search(match.group())
        known = any(start <= at < match.end() for at in places) or start - 1 in {
            span.end - 1 for span in places.values()
        }
        if known or (not region and _has_own_name(words, start, match.start())):
            kind = "Region" if region else "Zone"
            found.append(mention(doc, start, match.end(), kind))
    return found


def _last_place(places: Mapping[int, Span], start: int, head: int, words: Words) -> int:
    """Where a zone begins of which the text says where it lies: 示例东产业区 behind its province, city and district."""
    while start in places and places[start].kb_id_ and (inner := places.get(places[start].end)) and inner.start < head:
        if not inner.kb_id_ or how_of(inner) or how_of(places[start]):
            break
        start = inner.start
    if start in places:
        inside = words.inside(places[start].end, head)
        rest = [words.text_of(word) for word in inside]
        full = _FULL.fullmatch(text_of(places[start])) is not None
        city = places[start].label_ in ("Prefecture", "County") and bool(inside) and inside[0].tag in ("ns", "nr", "nz")
        if rest and rest[0] not in _ZONE_WORDS and len("".join(rest)) >= 2 and (full or city):
            return places[start].end
    return start


def _has_own_name(words: Words, start: int, head: int) -> bool:
    """True if a zone that begins with no known place begins with a name: 苍海新区."""
    inside = words.inside(start, head)
    return bool(inside) and inside[0].tag in ("ns", "nz", "nr", "nrt") and inside[0].end - start >= 2


def towns(doc: Doc) -> list[Span]:
    """某镇, 某街道 and 某村 right behind the county or the city that they lie in, or behind one another."""
    words = words_of(doc)
    text = words.text
    read: list[Span] = []
    near = [span for span in mentions(doc) if span.label_ in ("County", "Prefecture") or how_of(span) == "combination"]
    begins = [span.start - 1 if how_of(span) else span.end for span in near]
    full = {span.end for span in near if not how_of(span) and _FULL.fullmatch(text_of(span))}
    if any(span.label_ == "County" for span in near):
        begins += [match.start() for match in _TOWN_ALONE.finditer(text) if not _NO_TOWN.search(match.group())]
    for at in begins:
        while (match := _TOWN.match(text, at)) and _is_town(words, match, at in full):
            read.append(mention(doc, at, match.end(), "Place"))
            at = match.end()
            full.add(at)
    return read


def _is_town(words: Words, match: re.Match[str], behind_full: bool) -> bool:
    """True for the name of a town; behind a division called in full the segmenter is not asked."""
    if _NO_TOWN.search(match.group()):
        return False
    if behind_full and match.group()[-1] in "镇乡村区" and len(match.group()) > 2:
        return not _PARTICLE.search(match.group())
    return match.end() in words.ends and _is_name(words, match.start(), match.end())


def provinces_abroad(doc: Doc) -> list[Span]:
    """A state, province or city abroad right behind its country, told by the characters of its name: 美国示例德州."""
    words = words_of(doc)
    found = []
    for country in mentions(doc):
        if country.label_ != "Country" or name_of(country) == "中国":
            continue
        form = _IN_JAPAN if name_of(country) == "日本" else _ABROAD
        at = country.end
        while match := form.match(words.text, at):
            if form is _ABROAD and not all(character in gazetteer.transliteration() for character in match["name"]):
                break
            at = match.end("place")
            found.append(mention(doc, match.start("place"), at, "Place"))
    return found


def _is_name(words: Words, start: int, end: int) -> bool:
    """True if no function word lies in the name of a town."""
    return all(word.tag not in _NOT_IN_TOWNS for word in words.inside(start, end))
