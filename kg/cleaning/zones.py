"""The role of each line on its page: title, header, body, byline, caption, or what the site put around the article.

Lines are labelled, never deleted. A line that opens with a dateline or closes with the names of its writers is
split: those words are a byline, so that the sentence beside them stands alone. Each label carries its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.cleaning.lines import DATELINE, RELATED, SIGNATURE, TAG, is_notice, role_of
from kg.model import Zone, ZoneKind

_OPENINGS: dict[ZoneKind, tuple[ZoneKind, re.Pattern[str], str]] = {
    "title": ("menu", TAG, "is a tag before the title"),
    "body": ("byline", DATELINE, "is a dateline"),
}
_DATED = re.compile(r"^(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日? .{1,12}$")  # 2024年3月1日 某某公众号
_SITE_NAME = re.compile(r" ?[-_—|｜·【].*|$")  # what a page puts behind the title in its head
_SENTENCE_END = re.compile(r"[。！？；…][”’）]?$")
_LEGAL = re.compile("本网|本站|转载|版权|著作权|侵权|免责|投稿|法律责任")
_TITLE = 8  # characters that a title has more of, and a word of a menu has not
_GOES_ON = 40  # characters of sentences below a notice that are too many for the profile of a publisher


@dataclass(slots=True)
class _Line:
    start: int
    text: str
    kind: ZoneKind | None = field(init=False)
    reason: str = field(init=False)
    running: bool = field(init=False)  # sentences, as against headings, menus and fields

    def __post_init__(self) -> None:
        self.kind, self.reason = role_of(self.text) or (None, "")
        self.running = self.kind is None and (
            "。" in self.text or bool(DATELINE.match(self.text)) or (len(self.text) >= 60 and "，" in self.text)
        )

    def label(self, kind: ZoneKind, reason: str) -> None:
        self.kind, self.reason = kind, reason


def find_zones(text: str) -> tuple[Zone, ...]:
    """The zones of a clean text, in order; each lies within one line, and blank lines lie in none.

    >>> text = "首页\\n两地签署合作协议\\n来源：某报\\n昨日，两地签署协议。（记者 王林）"
    >>> [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text)][2:]
    [('header', '来源：某报'), ('body', '昨日，两地签署协议。'), ('byline', '（记者 王林）')]
    """
    return tuple(zone for zone, _ in label_zones(text))


def label_zones(text: str) -> tuple[tuple[Zone, str], ...]:
    """The zones of a clean text as `find_zones` gives them, each with the reason for its role.

    >>> [(zone.kind, reason) for zone, reason in label_zones("首页\\n昨日，两地签署协议。")]
    [('menu', 'is a link of the site'), ('body', 'has sentences')]
    """
    lines = [_Line(match.start(), match[0]) for match in re.finditer(r"\S[^\n]*", text)]
    _label_head(lines)
    _label_tail(lines)
    _label_repeated(lines)
    return tuple(zone for line in lines for zone in _split(line))


def _label_head(lines: list[_Line]) -> None:
    """Find the title among the lines above the first running text; what stands before it is the site's."""
    head = [line for line in lines[: _first_running(lines)] if line.kind is None]
    for line in head:
        if _DATED.match(line.text):
            line.label("header", "is a date with a source")
    title, reason = _choose_title([line for line in head if line.kind is None])
    if title:
        title.label("title", reason)
    for line in head:
        if title and line.kind is None and (line.start < title.start or len(line.text) <= 4):
            line.label("menu", "stands above the title" if line.start < title.start else "is a word above the article")


def _first_running(lines: list[_Line]) -> int:
    return next((index for index, line in enumerate(lines) if line.running), len(lines))


def _choose_title(head: list[_Line]) -> tuple[_Line | None, str]:
    """The line that the head repeats (scraped pages give a title twice or more), else the first that is no menu."""
    long = [line for line in head if len(line.text) > _TITLE]
    for line in long:
        others = (other.text for other in long if other is not line)
        if any(other.startswith(line.text) and _SITE_NAME.fullmatch(other, len(line.text)) for other in others):
            return line, "stands twice above the article"
    if long:
        return long[0], "is the first heading above the article"
    return max(head, key=lambda line: len(line.text), default=None), "is the longest heading above the article"


def _label_tail(lines: list[_Line]) -> None:
    """Below a copyright notice all is footer; below 相关阅读, and short after the last sentence, all is menu."""
    first = _first_running(lines)
    last = max((index for index, line in enumerate(lines) if line.running), default=len(lines))
    below_notice = in_related = False
    for index, line in enumerate(lines):
        notice = index > first and is_notice(line.text)
        if below_notice:
            line.label("footer", "stands below a copyright notice")
            continue
        below_notice = notice and not _goes_on(lines, index)
        in_related = bool(RELATED.match(line.text)) or (in_related and not _SENTENCE_END.search(line.text))
        if notice:
            line.label("footer", "is a copyright notice")
        elif in_related:
            line.label("menu", "is among links to other articles")
        elif index > last and line.kind is None and len(line.text) <= _TITLE:
            line.label("menu", "is a few words after the last sentence")


def _goes_on(lines: list[_Line], notice: int) -> bool:
    """True if the article goes on below a notice: whole sentences follow, and nothing closed it above the notice."""
    for line in reversed(lines[:notice]):
        if line.running:
            break
        if line.kind == "byline" or RELATED.match(line.text):
            return False
    following = (line.text for line in lines[notice + 1 :] if line.running and not _LEGAL.search(line.text))
    return sum(map(len, following)) >= _GOES_ON


def _label_repeated(lines: list[_Line]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.kind not in ("menu", "footer"):
            key = line.text.replace(" ", "")
            if key in seen:
                line.label("repeated", "stood above already")
            seen.add(key)


def _split(line: _Line) -> Iterator[tuple[Zone, str]]:
    """The zones of one line: its tag ([视频]), dateline and signature apart from its sentences."""
    kind = line.kind or "body"
    reason = line.reason or ("has sentences" if line.running else "has no other role")
    start, end = line.start, line.start + len(line.text)
    if kind in _OPENINGS:
        opening_kind, pattern, why = _OPENINGS[kind]
        if opening := pattern.match(line.text):
            yield Zone(opening_kind, start, start := start + opening.end()), why
    signature = SIGNATURE.search(line.text) if kind == "body" else None
    if signature and start < line.start + signature.start():
        yield Zone(kind, start, start := line.start + signature.start()), reason
        kind, reason = "byline", "is a signature"
    if start < end:
        yield Zone(kind, start, end), reason
