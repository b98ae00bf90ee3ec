"""What a line of a page is by its own words, each pattern with the reason that a person is given for it.

The text is clean by then: simplified script, full-width punctuation, ASCII digits, no blanks beside punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import ZoneKind

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"


def _any(words: str) -> str:
    return f"(?:{'|'.join(words.split())})"


_NAME = rf"(?:[{HAN}]{{2,4}}|[{HAN}] [{HAN}](?![{HAN}]))"  # 宋 瑞 is as wide as 张建新
_NAMES = rf"{_NAME}(?:[ 、，]+{_NAME})*"
# To which one who signs belongs.
_BODY = rf"[{HAN}]{{2,12}}{_any('网 报 社 台 院 部 处 系 学 校 室 办 局 委 会 馆 站 团 中心 公司')}"
_DATE = r"(?:(?:19|20)\d\d[年/.-]\d{1,2}[月/.-]\d{1,2}日?|民国\d{2,3}年\d{1,2}月\d{1,2}日)"
DAY = re.compile(_DATE)
_TIME = r"(?:[上下]午|[AP]M )?\d{1,2}:\d\d(?::\d\d)?"
_WHEN = rf"{_DATE}(?:[ T]?{_TIME}(?:Z|[+-]\d\d:?\d\d)?| ?（?(?:星期|周)[一二三四五六日]）?)?"
_MEDIUM = _any("社 网 报 台 刊 新闻 在线 传媒 央视")
_REPORTER = rf"{_any('首席 见习 实习 特约 特派 驻站 校园 学生 全媒体 融媒体')}*{_any('记者 通讯员 实习生 作者')}"
_CREDITED = rf"{_REPORTER}[ ：]?{_NAMES}(?:[ 、]?{_REPORTER}[ ：]?{_NAMES}){{0,3}}"  # 记者 王林 通讯员 李晓
_ROLE = (
    rf"(?:{_any('责任 执行 文字 视频 图片 网络 网页 新闻 值班 本期 栏目 文章 本文 校园 学生 特派 特约 参与')}?"
    + _any("编辑 主编 责编 编审 校对 审核 审校 审稿 监制 摄影 摄像 撰文 撰稿 采写 供稿 作者 记者 通讯员 实习生")
    + rf"人?|{_any('初审 复审 终审 核稿 文字')}人?)"
)
_CREDIT = rf"{_ROLE}(?:、{_ROLE})*"
_SOURCE = rf"(?:{_any('文章 信息 讯息 消息 新闻 稿件 视频 图片 资料')}?来源|稿源|转载自)"
_ISSUED = _any("发布时间 发稿时间 发表时间 更新时间 发布日期 发布人 发布者 发布单位 发布机构")
_FROM = rf"[{HAN}]{{2,8}} ?(?:报[导道]|(?<!通)讯)"
_REPORTED = (  # 记者王林/台北报导, 联合报/记者王林/台北报导, 王林/台北报导
    rf"(?=.{{4,60}}(?:报[导道]|讯))"
    rf"(?:(?:[{HAN}A-Za-z]{{2,10}}?[/ ]{{0,2}})?{_REPORTER} ?[{HAN}A-Za-z 、]{{2,24}}?[/∕ ]?{_FROM}"
    rf"|(?:[{HAN}A-Za-z、]{{2,12}}[─—/ ]{{1,2}})?{_NAME} ?[/∕] ?{_FROM})"
)
_BESIDE_DATE = rf"(?:{_SOURCE}|{_any('作者 编辑 责任编辑 浏览 阅读 点击 字号 更新')})"
_COUNT = rf"(?:{_any('点阅 点击 浏览 阅读 访问')}[率数量]?|{_any('点击 浏览 阅读')}次数|人气)"
_FIELD = rf"(?:{_SOURCE}|{_ISSUED}|{_CREDIT}|{_COUNT}|时间|日期|字号|字体)"
_SIZE = r"字[体号].{0,12}"

_NOTICE = re.compile(  # each word written out: so a search for all of them is one pass
    "版权所有|版权声明|版权归|版权与|免责声明|ICP备|公网安备|许可证编号|网站标识码|©|copyright|Copyright|COPYRIGHT"
    "|all rights reserved|All rights reserved|All Rights Reserved|ALL RIGHTS RESERVED"
    "|未经.{0,8}(?:授权|许可|同意).{0,6}(?:转载|使用)|非经.{0,4}(?:授权|许可|同意).{0,4}(?:转载|使用)"
)
NOTICE = "is a copyright notice"
_AT_ONCE = 60  # characters at the beginning of a line, in which a notice says what it is
_SENTENCE = (
    40  # characters of a line that ends in 。 beyond which it is a sentence, and only its beginning may tell more
)

# What a line is: the first kind with a pattern that matches it. Else its place on the page decides.
ROLES: dict[ZoneKind, tuple[tuple[str, str], ...]] = {
    "header": (
        ("has fields without values", rf"^(?:{_FIELD} ?： ?)+$"),
        ("is a row of fields", rf"^{_FIELD} ?：(?:[^。：]{{0,24}}?{_FIELD} ?：){{2,}}[^。]{{0,40}}$"),
        ("names its source or time of issue", rf"^[【（]?(?:{_SOURCE}|{_ISSUED}) ?[：|].{{0,80}}$"),
        (
            "gives its time of issue",
            rf"^(?:时间|日期)：{_DATE}.{{0,60}}$|^(?:香港|北京|台北)时间 ?\d{{1,2}}[时:：]\d\d分?$",
        ),
        ("is a date", rf"^[（(]?{_WHEN}[）)]?$"),
        (
            "is a date with a source",
            rf"^(?:{_SIZE})?（?{_WHEN}）?[ |（]*(?:\d\d?/\d\d? )?(?:{_TIME} )?{_BESIDE_DATE}.{{0,80}}$",
        ),
        ("is a source with a date", rf"^(?=\D*\d)[^。，]{{0,20}}{_DATE}[ T]?{_TIME}[^。，]{{0,60}}$"),
        ("is a newspaper's page", rf"^(?=\D*\d)[^。，]{{2,16}}{_DATE} ?(?:第?[A-Z\d]{{1,3}}版|版次).{{0,20}}$"),
    ),
    "byline": (
        ("credits people", rf"^[（(【\[]?{_CREDIT} ?[：/|｜丨].{{1,60}}$"),
        ("credits people", rf"^[（(【\[]?{_CREDIT} {_NAMES}[）)】\]]?$"),
        (
            "names its reporters",
            rf"^(?:[（(【]|[□■◎●◆] ?)?[{HAN}·]{{0,10}}{_CREDITED}[）)】]?"
            rf"(?: ?文[/、]图| ?/?文(?: {_NAMES} 图)?)?$",
        ),
        ("names its reporters", rf"^[（【〔\[]?{_REPORTED}[）】〕\]]?$"),
        (
            "credits people",
            rf"^[（【□■]?(?:文|文图|图[/、]?文) ?(?:[：/|｜丨]|[/、]图).{{2,60}}$"
            rf"|^文：{_NAMES}(?: ?图：{_NAMES})?$|^视频/{_NAMES}$",
        ),
        ("is a dateline", rf"^[（【]?[{HAN}·]{{0,12}}{_MEDIUM}[^。，]{{0,24}}\d日专?[电讯][）】]?$"),
        ("is names in brackets", rf"^（(?:{_BODY} )?{_NAMES}(?: ?供稿)?）$"),
        ("names its reporters", rf"^[□■] ?{_NAMES}$|^(?:{_BODY} )?{_NAMES} ?供稿$"),
    ),
    "caption": (
        ("opens like a caption", r"^[▲△↑↓]|^图(?:为|[：\d])|^[（(]?资料图"),
        (
            "closes with the source of a picture",
            rf"^.{{0,120}}（[^（）]{{1,20}}{_any('摄 供图 提供 图片 制图 网志 截图 资料图')}）$",
        ),
        (
            "closes with a photographer",
            rf"^(?=[^摄]*摄).*[。 ][^。]{{2,10}} ?摄(?:/[{HAN}]{{2,8}})?$",
        ),  # 会议现场。某某 摄
        ("names the source of a picture", r"^(?=.*[：/]).{0,30}(?:摄影|供图|图源|图)[：/].{2,12}$"),
        ("tells who stands where", r"^.*（[左右前后中][一二三四五六七八九十]?）.{0,80}[^。]$"),
        ("says what a picture shows", rf"^[^。，]{{1,20}}{_any('现场 合影 合照 剪影 一角')}。?$"),
    ),
    "footer": (
        ("is a rule for reprints", r"^[①②③④⑤⑥\d.、 ]{0,4}凡(?:本|注明)"),
        (
            "tells how to reach the site",
            rf"^{_any('原始网址 原文链接 链接 联系方式 联系电话 联系我们 举报电话 广告热线 技术支持 扫一扫 扫码')}",
        ),
    ),
    "menu": (
        ("has no Chinese in it", rf"^[^{HAN}]*$"),
        ("is a path through the site", r"^[^。>›»]{1,30}+(?:[>›»][^。>›»]{1,30}+)+$"),  # 首页 > 新闻 > 正文
        ("is a path through the site", r"^.{0,10}(?:当前|所在|现在)(?:的)?位置"),
        ("is a row of links", r"^(?:[^|。]{1,8}\|){2,}"),
        (
            "is a link of the site",
            rf"^{_any('首页 主页 网站首页 登录 注册 设为首页 加入收藏 网站地图 更多 搜索 导航 下载 评论 快讯')}$",
        ),
        ("is a link of the site", rf"^{_any('返回 打印 列印 关闭 收藏 分享 无障碍 跳至 跳到 跳过 跳转')}.{{0,8}}$"),
        ("is a tool of the site", rf"^.{{0,12}}正文$|^.{{0,8}}{_SIZE}$|^字[体号]：.{{0,30}}$|^[上下]一[篇条页]"),
        ("is a tool of the site", r"^(?:显示模式|排序|语言|分享到|按Enter).{0,20}$"),
        ("is the name of a site", r"^.{1,14}(?:门户|入口|官方)网站$|^[^。，]{1,8}(?:网|频道|客户端)$"),
        ("is a page of the newspaper", r"^[A-Z]?\d{1,2}版：[^。，]{1,8}$"),
        ("is an advertisement", r"^广告(?: ?广告)*(?: .{0,20})?$"),
        ("counts its readers", rf"^{_COUNT}：? ?\d*$"),
        ("lists keywords", r"^(?:关键[词字]|标签|tags?)(?:：.*)?$"),
        (
            "is a note to the reader",
            r"^(?=.{0,60}(?:[您你请]|本网站|欢迎|建议|快来)).{0,60}"
            r"(?:浏览器|浏览效果|隐私|[cC]ookie|本条款|登[录入]系统|登[录入]后|抢沙发|电邮|电子邮件|@)",
        ),
    ),
}


def _compiled(rows: Iterable[tuple[str, str]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """One pattern with a group for each row, and the reasons of the rows in that order."""
    rows = tuple(rows)
    return re.compile("|".join(f"({pattern})" for _, pattern in rows)), tuple(reason for reason, _ in rows)


_OF_LINES = {kind: _compiled(rows) for kind, rows in ROLES.items()}
_OF_SENTENCES = {  # what says only how a line begins
    kind: _compiled(beginnings)
    for kind, rows in ROLES.items()
    if (beginnings := [row for row in rows if not row[1].endswith("$")])
}


def role_of(line: str) -> tuple[ZoneKind, str] | None:
    """What `line` is by its own words, and why; None for what only its place on the page tells.

    >>> role_of("责任编辑：王林")
    ('byline', 'credits people')
    >>> role_of("两市昨日签署协议。")
    """
    if _NOTICE.search(line.replace(" ", ""), 0, _AT_ONCE):
        return "footer", NOTICE
    table = _OF_SENTENCES if line.endswith("。") and len(line) > _SENTENCE else _OF_LINES
    for kind, (pattern, reasons) in table.items():
        if (match := pattern.match(line)) and match.lastindex:
            return kind, reasons[match.lastindex - 1]
    return None


RELATED = re.compile(
    r"^(?:更多)?(?:(?:相关|延伸|推荐|热门|精彩|更多)(?:阅读|新闻|链接|报[导道]|推荐|文章)|新闻(?:推荐|排行)|猜你喜欢|点击排行)"
    r"|^(?:热点|最新|今日|本周)(?:推荐|新闻|资讯|排行|文章|头条)：?$"
    r"|^.{0,4}更 ?多(?:.{0,4}更 ?多)*$|^(?:关于我们?|友情链接|站点链接)$"
)
# The last line of an article: its editor, or how an agency of Taiwan files it.
CLOSING = re.compile(r"^[（【\[]?(?:责任|执行|本期|值班)?(?:编辑|责编|审核) ?[：/|]|）1\d{6}$")
TAG = re.compile(rf"^[\[【]{_any('视频 图文 组图 图 快讯 专题 直播 原创 转载')}[\]】] ?")
_BY = rf"（[{HAN}· ]{{0,14}}?{_CREDITED}(?: ?文[/、]图)?）"
_BROUGHT = rf"(?:（[^（）]{{1,60}}）|{_CREDITED} ?报[导道]：)?[：，— ]*"
_MARK = "(?=[（）】：，— ])"  # what stands behind a dateline, so that it is none inside a sentence
_SENT = rf"(?:(?<!通)讯{_MARK}|消息{_MARK}|报[导道](?=[）】]))"
_BY_WIRE = "专?电(?![话视子力商影脑台器动气网梯])"  # a day and 电 need no mark behind them
DATELINE = re.compile(
    rf"^(?!据)(?:【[{HAN}A-Za-z]{{2,10}}(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日(?:讯|报[导道]|消息|电)】 ?)?"
    rf"(?:[（【]?[{HAN}A-Za-z0-9·]{{0,12}}?{_MEDIUM}[{HAN}]{{0,8}}?"
    rf"(?:{_REPORTER} ?[{HAN}、 ]{{2,20}}?)?"
    rf"(?:(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日(?:{_BY_WIRE}|{_SENT})|专?电{_MARK}|专?{_SENT})[）】]?"
    rf" ?{_BROUGHT}"
    rf"|(?:[a-z]{{0,9}} ?{_DATE} ?)?[〔【（\[]{_REPORTED}[〕】）\]] ?|{_REPORTED}[：/ ] ?"
    rf"|(?:[{HAN}]{{1,10}}(?<!通)讯 ?)?{_BY} ?)"
)
SIGNATURE = re.compile(
    rf"(?<=[。！？”]) ?(?:[（【\[](?:(?:(?<!”（){_BODY} |(?!{_BODY} )){_NAMES}(?: ?供稿)?"
    rf"|文/{_NAME}(?: +[摄图]/{_NAME})?"
    rf"|[{HAN}·]{{0,10}}(?:{_REPORTER}|{_CREDIT}|{_SOURCE}：)[^（）【】]{{2,60}})[）】\]](?:（完）| ?1\d{{6}})?)$"
)
