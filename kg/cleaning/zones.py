"""The role of each line on its page: title, header, body, byline, caption, or what the site put around the article.

Lines are labelled, never deleted. A line that opens with a dateline or closes with the names of its writers is
split: those words are a byline, so that the sentence beside them stands alone. Each label carries its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.cleaning.lines import CLOSING, DATELINE, DAY, NOTICE, RELATED, SIGNATURE, TAG, role_of
from kg.model import Zone, ZoneKind

_OPENINGS: dict[ZoneKind, tuple[ZoneKind, re.Pattern[str], str]] = {
    "title": ("menu", TAG, "is a tag before the title"),
    "body": ("byline", DATELINE, "is a dateline"),
}
_DATED = re.compile(r"^(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日? .{1,12}$")  # 2024年3月1日 某某公众号
_SITE_NAME = re.compile(r" ?[-_—|｜·【].*|$")  # what a page puts behind the title in its head
_SIGNED = frozenset("）】]0123456789")  # what a line that closes with its writers ends in
_SENTENCE_END = re.compile(r"。[”’）]?$")
_LEGAL = re.compile("本网|本站|转载|版权|著作权|侵权|免责|投稿|法律责任")
_PUBLISHER = re.compile("主[管办]|承办|成立于|总部|地址|电话|邮编|[是为]一[家个]|(?:公司|集团)是")
_SUBTITLE = re.compile("^(?:—|-{2}|（)")
_ROW = re.compile(r"[^ 。，：]{1,8}(?: [^ 。，：]{1,8}){3,}")  # 简体版 英文版 寄给朋友 政府新闻网
_TITLE = 8  # characters that a title has more of, and a word of a menu has not
_GOES_ON = 8  # characters of sentences below a notice that show that the article goes on
_PROFILE = 40  # characters that a publisher's word about itself has at most


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
            "。" in self.text or (len(self.text) >= 60 and "，" in self.text) or bool(DATELINE.match(self.text))
        )

    def label(self, kind: ZoneKind, reason: str) -> None:
        self.kind, self.reason, self.running = kind, reason, False


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
    """Find the title among the lines above the article; what stands before it is the site's."""
    dated = _find_dated(lines)
    head = lines[: dated or _first_running(lines)]
    for line in head:
        if line.kind is None and _DATED.match(line.text):
            line.label("header", "is a date with a source")
    title, reason = _choose_title([line for line in head if line.kind is None and not line.running], bool(dated))
    if not title:
        return
    title.label("title", reason)
    for line in head:
        if line.kind is None and line.start < title.start:
            line.label("menu", "stands above the title")
        elif line.kind is None and len(line.text) <= 4:
            line.label("menu", "is a word above the article")


def _find_dated(lines: list[_Line]) -> int:
    """The index of the line with the article's date or reporters that stands right below its title; 0 if none does.

    A site may have whole sentences above that title, but not half as many as the article has below it.
    """
    above, total = 0, sum(len(line.text) for line in lines if line.running)
    for index, line in enumerate(lines[1:], start=1):
        before = lines[index - 1]
        above += len(before.text) * before.running
        if 3 * above > total or (before.running and DATELINE.match(before.text)):
            return 0
        is_heading = before.kind is None and not before.running and len(before.text) > _TITLE
        if is_heading and (line.kind == "byline" or (line.kind == "header" and DAY.search(line.text))):
            return index
    return 0


def _first_running(lines: list[_Line]) -> int:
    return next((index for index, line in enumerate(lines) if line.running), len(lines))


def _choose_title(head: list[_Line], dated: bool) -> tuple[_Line | None, str]:
    """The heading that stands twice (scraped pages often give a title so); above a date the last, else the first."""
    long = [line for line in head if len(line.text) > _TITLE]
    for line in long:
        others = (other.text for other in long if other is not line)
        if any(other.startswith(line.text) and _SITE_NAME.fullmatch(other, len(line.text)) for other in others):
            return line, "stands twice above the article"
    headings = [line for line in long if not _ROW.fullmatch(line.text)] or long
    if dated and (main := [line for line in headings if not _SUBTITLE.match(line.text)]):
        return main[-1], "is the heading above the date or the reporters"
    if headings:
        return headings[0], "is the first heading above the article"
    return max(head, key=lambda line: len(line.text), default=None), "is the longest heading above the article"


def _label_tail(lines: list[_Line]) -> None:
    """Below a copyright notice all is footer; among links, below the last credit and in a few last words, menu."""
    first = _first_running(lines)
    last = max((index for index, line in enumerate(lines) if line.running), default=len(lines))
    below_notice = in_related = is_closed = is_over = False
    for index, line in enumerate(lines):
        if below_notice:
            line.label("footer", "stands below a copyright notice")
            continue
        if line.reason == NOTICE:
            below_notice = index > first and not _goes_on(lines, index)
            continue
        in_related = bool(RELATED.match(line.text)) or (in_related and not _SENTENCE_END.search(line.text))
        is_over = is_over or in_related or is_closed
        if is_over and line.running and _LEGAL.search(line.text):
            line.label("footer", "tells what the law or the site demands")
        elif in_related:
            line.label("menu", "is among links to other articles")
        elif index > last and line.kind is None and (is_closed or len(line.text) <= _TITLE):
            line.label(
                "menu", "stands below the last credit" if is_closed else "is a few words after the last sentence"
            )
        is_closed = is_closed or (index >= last and bool(CLOSING.search(line.text)))


def _goes_on(lines: list[_Line], notice: int) -> bool:
    """True if the article goes on below a notice: whole sentences follow, and nothing closed it above the notice."""
    for line in reversed(lines[:notice]):
        if line.running:
            break
        if line.kind == "byline" or RELATED.match(line.text):
            return False
    following = (line.text for line in lines[notice + 1 :] if line.running)
    told = (text for text in following if not _LEGAL.search(text) and not _is_profile(text))
    return sum(map(len, told)) >= _GOES_ON


def _is_profile(text: str) -> bool:
    return len(text) < _PROFILE and bool(_PUBLISHER.search(text))


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
    signature = SIGNATURE.search(line.text) if kind == "body" and line.text[-1] in _SIGNED else None
    if signature and start < line.start + signature.start():
        yield Zone(kind, start, start := line.start + signature.start()), reason
        kind, reason = "byline", "is a signature"
    if start < end:
        yield Zone(kind, start, end), reason
