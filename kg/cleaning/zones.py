"""The role of each line on its page: title, header, body, byline, caption, or what the site put around the article.

Lines are labelled, never deleted. A line that opens with a dateline or closes with the names of its writers is
split: those words are a byline, so that the sentence beside them stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.model import Zone, ZoneKind


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_NAMES = rf"[{_HAN}]{{2,4}}(?:[ 、，]+[{_HAN}]{{2,4}})*"
_DATE = r"(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?"
_TIME = r"\d{1,2}:\d\d(?::\d\d)?"
_MEDIUM = _any("社 网 报 台 刊 新闻 在线 传媒 央视")
_REPORTER = rf"{_any('首席 见习 实习 特约 特派 驻站 全媒体 融媒体')}*{_any('记者 通讯员 实习生 作者')}"
_CREDIT = (
    rf"{_any('责任 执行 文字 视频 图片 网络 网页 新闻 值班 本期 栏目')}?"
    rf"{_any('编辑 主编 责编 编审 校对 审核 审校 监制 摄影 撰文 撰稿 采写 供稿 作者 记者 通讯员 初审 复审 终审')}"
)
_SOURCE = _any("来源 稿源 文章来源 信息来源 新闻来源 稿件来源 转载自")
_ISSUED = _any("发布时间 发稿时间 发表时间 更新时间 发布日期 发布人 发布者 发布单位 发布机构")
_NOTICE = (
    rf"^.{{0,40}}{_any('版权所有 版权声明 版权归 版权与 免责声明 ICP备 公网安备 许可证编号 网站标识码')}"
    r"|^.{0,40}未经.{0,8}授权.{0,6}(?:转载|使用)|(?i:^.{0,20}(?:copyright|all rights reserved|©))"
)

# What a line is by its own words: the first kind that has a pattern in it. Else its place on the page decides.
_PATTERNS: dict[ZoneKind, tuple[str, ...]] = {
    "header": (
        rf"^[【（]?(?:{_SOURCE}|{_ISSUED})：.{{0,80}}$",
        rf"^(?:时间|日期)：{_DATE}.{{0,60}}$",
        rf"^[（(]?{_DATE}(?: ?{_TIME})?[）)]?$",
        rf"^{_DATE}(?: ?{_TIME})?[ |]*{_any('来源 稿源 作者 编辑 责任编辑 浏览 阅读 点击 字号')}.{{0,80}}$",
        rf"^[^。，]{{0,20}}{_DATE} ?{_TIME}[^。，]{{0,60}}$",
    ),
    "byline": (
        rf"^[（(【]?{_CREDIT} ?[：/|｜].{{1,60}}$",
        rf"^[（(【]?{_CREDIT} {_NAMES}[）)】]?$",
        rf"^[（(【]?[{_HAN}·]{{0,10}}{_REPORTER} ?{_NAMES}[）)】]?$",
        rf"^文 ?[/|｜].{{2,30}}$|^（{_NAMES}）$",
    ),
    "caption": (
        r"^[▲△↑↓]|^图(?:为|[：\d])|^[（(]?资料图",
        rf"^.{{0,120}}（[^（）]{{1,20}}{_any('摄 供图 提供 图片 制图 网志 截图 资料图')}）$",
        r"[。 ][^。]{2,10} ?摄$",  # 会议现场。某某 摄
        r"^.{0,30}(?:摄影|供图|图源|图)[：/].{2,12}$",
        r"（[左右前后中][一二三四五六七八九十]?）.{0,80}[^。]$",
        rf"^[^。，]{{1,20}}{_any('现场 合影 合照 剪影 一角')}。?$",
    ),
    "footer": (
        _NOTICE,
        r"^[①②③④⑤⑥\d.、 ]{0,4}凡(?:本|注明)",
        rf"^{_any('原始网址 原文链接 链接 联系方式 联系电话 联系我们 举报电话 广告热线 技术支持 扫一扫 扫码')}",
    ),
    "menu": (
        rf"^[^{_HAN}]*$",
        r"^[^。>›»]{1,30}(?:[>›»][^。>›»]{1,30})+$",  # 首页 > 新闻 > 正文
        r"^.{0,10}(?:当前|所在|现在)(?:的)?位置",
        r"^(?:[^|。]{1,8}\|){2,}",
        rf"^{_any('首页 网站首页 登录 注册 设为首页 加入收藏 网站地图 更多 搜索 导航')}$",
        rf"^{_any('返回 打印 关闭 收藏 分享 无障碍')}.{{0,8}}$",
        r"^.{0,12}正文$|^.{0,8}字[体号].{0,12}$|^[上下]一[篇条页]",
        r"^.{1,10}门户网站$|^[^。，]{1,8}(?:网|频道|客户端)$",
    ),
}
PATTERNS = {kind: re.compile("|".join(patterns)) for kind, patterns in _PATTERNS.items()}

_BELOW_NOTICE = re.compile(_NOTICE)
_DATED = re.compile(rf"^{_DATE} .{{1,12}}$")  # 2024年3月1日 某某公众号
_RELATED = re.compile(r"^(?:(?:相关|延伸|推荐|热门|精彩)(?:阅读|新闻|链接|报道|推荐|文章)|猜你喜欢|点击排行)")
_TAG = re.compile(rf"^[\[【]{_any('视频 图文 组图 图 快讯 专题 直播 原创 转载')}[\]】] ?")
_DATELINE = re.compile(
    rf"^(?!据)[（【]?[{_HAN}A-Za-z0-9·]{{0,12}}?{_MEDIUM}[{_HAN}]{{0,8}}?"
    r"(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:专?电|(?<!通)讯|消息)(?=[（）】：，— ])[）】]?"
    rf" ?(?:（[^（）]{{1,60}}）|记者 ?{_NAMES}报道：)?[：，— ]*"
)
_OPENINGS: dict[ZoneKind, tuple[ZoneKind, re.Pattern[str]]] = {"title": ("menu", _TAG), "body": ("byline", _DATELINE)}
_SIGNATURE = re.compile(rf"(?<=[。！？”])（(?:{_NAMES}|[{_HAN}·]{{0,10}}(?:{_REPORTER}|{_CREDIT})[^（）]{{2,60}})）$")
_SITE_NAME = re.compile(r" ?[-_—|｜·【].*|$")  # what a page puts behind the title in its head
_SENTENCE_END = re.compile(r"[。！？；…][”’）]?$")
_TITLE = 8  # characters that a title has more of, and a word of a menu has not


@dataclass(slots=True)
class _Line:
    start: int
    text: str
    kind: ZoneKind | None = field(init=False)
    running: bool = field(init=False)  # sentences, as against headings, menus and fields

    def __post_init__(self) -> None:
        self.kind = next((kind for kind, pattern in PATTERNS.items() if pattern.search(self.text)), None)
        self.running = self.kind is None and (
            "。" in self.text or bool(_DATELINE.match(self.text)) or (len(self.text) >= 60 and "，" in self.text)
        )


def find_zones(text: str) -> tuple[Zone, ...]:
    """The zones of a clean text, in order; each lies within one line, and blank lines lie in none.

    >>> text = "首页\\n两地签署合作协议\\n来源：某报\\n昨日，两地签署协议。（记者 王林）"
    >>> [(zone.kind, text[zone.start : zone.end]) for zone in find_zones(text)][2:]
    [('header', '来源：某报'), ('body', '昨日，两地签署协议。'), ('byline', '（记者 王林）')]
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
            line.kind = "header"
    title = _choose_title([line for line in head if line.kind is None])
    if title:
        title.kind = "title"
    for line in head:
        if title and line.kind is None and (line.start < title.start or len(line.text) <= 4):
            line.kind = "menu"


def _first_running(lines: list[_Line]) -> int:
    return next((index for index, line in enumerate(lines) if line.running), len(lines))


def _choose_title(head: list[_Line]) -> _Line | None:
    """The line that the head repeats (scraped pages give a title twice or more), else the first that is no menu."""
    long = [line for line in head if len(line.text) > _TITLE]
    for line in long:
        others = (other.text for other in long if other is not line)
        if any(other.startswith(line.text) and _SITE_NAME.fullmatch(other, len(line.text)) for other in others):
            return line
    return long[0] if long else max(head, key=lambda line: len(line.text), default=None)


def _label_tail(lines: list[_Line]) -> None:
    """Below a copyright notice all is footer; below 相关阅读, and short after the last sentence, all is menu."""
    first = _first_running(lines)
    last = max((index for index, line in enumerate(lines) if line.running), default=len(lines))
    below_notice = in_related = False
    for index, line in enumerate(lines):
        below_notice = below_notice or (index > first and bool(_BELOW_NOTICE.match(line.text)))
        in_related = bool(_RELATED.match(line.text)) or (in_related and not _SENTENCE_END.search(line.text))
        if below_notice:
            line.kind = "footer"
        elif in_related or (index > last and line.kind is None and len(line.text) <= _TITLE):
            line.kind = "menu"


def _label_repeated(lines: list[_Line]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.kind not in ("menu", "footer"):
            key = line.text.replace(" ", "")
            if key in seen:
                line.kind = "repeated"
            seen.add(key)


def _split(line: _Line) -> Iterator[Zone]:
    """The zones of one line: its tag ([视频]), dateline and signature apart from its sentences."""
    kind = line.kind or "body"
    start, end = line.start, line.start + len(line.text)
    if kind in _OPENINGS:
        opening_kind, pattern = _OPENINGS[kind]
        if opening := pattern.match(line.text):
            yield Zone(opening_kind, start, start := start + opening.end())
    signature = _SIGNATURE.search(line.text) if kind == "body" else None
    if signature and start < line.start + signature.start():
        yield Zone(kind, start, start := line.start + signature.start())
        kind = "byline"
    if start < end:
        yield Zone(kind, start, end)
