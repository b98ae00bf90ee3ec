"""Events that the text names: meetings, signings, ceremonies, contests, with their session numbers."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.mentions import AGREEMENTS, add, covered, is_institution, is_place, mention, mentions, name_of
from kg.recognition.occasions import name_start
from kg.recognition.words import words_of

_SESSION = r"第[〇一二三四五六七八九十百\d]{1,4}[次届轮]"
_HEADS = (
    ("Signing", "签[约字署](?:暨[^，。；\n]{0,12}?)?(?:仪式|活动|大会|典礼)|签约会(?![议谈见员晤面])"),
    ("Founding", "(?:揭牌|成立|挂牌|揭幕)(?:暨[^，。；\n]{0,12})?(?:仪式|活动|大会|典礼)"),
    (
        "Ceremony",
        "(?:启动|开工|奠基|开幕|闭幕|颁奖|授牌|交接|竣工|通车|首发|欢迎|欢送|送别|开学|毕业|捐赠|捐献|落成|开业|发布|结对|开播|"
        "首飞|首映|开园|开馆|开通|投产|点火|升旗|下水|交付|授旗|授勋|宣誓|就职|公祭|祭奠|拜师|开营|结业|出征|入列|揭彩|颁授|命名|授衔|晋衔|晋级|下线|亮灯|首航|告别|追授|升国旗|见证|迎接|火炬传递|点火|献花|敬献花篮)仪式|"
        "典礼|招待会|晚宴|宴会|酒会",
    ),
    (
        "Contest",
        "大奖赛|锦标赛|邀请赛|联赛|大赛|比赛|竞赛|公开赛|巡回赛|挑战赛|总决赛|世界杯|亚洲杯|[全农城青亚大特世军民省市县区校东南命晋亮告追见迎火献敬]运会|"
        "(?:[冬夏]季?)?残?奥运?会|[冬夏]?奥?(?:林匹克)?运动会|[亚冬]残?冬?运会",
    ),
    (
        "Meeting",
        "联席会议|工作会议|座谈会|研讨会|推进会|洽谈会|推介会|(?:新闻)?发布会|吹风会|记者会|交流会|对接会|恳谈会|论证会|评审会|启动会|(?<![今明去前往每近当少成])年会|大会|"
        "峰会|论坛|博览会|展览会|展销会|交易会|报告会|茶话会|协调会|动员会|通气会|见面会|理事会议|全体会议|常务会议|高峰会|"
        "表彰会|总结会|部署会|说明会|宣讲会|听证会|招聘会|双选会|学术会|调度会|现场会|视频会(?!议)|研讨班|专题班|党代会|(?<=[次届])(?:理事会|董事会|常委会|代表会)(?!第|议)|"
        "例会|全会|讲座|沙龙|全国(?:“两会”|两会)|[进消服世园文旅农药车茶林工数海西藏阿东]博会|广交会|服贸会|进博会|会议",
    ),
    (
        "Event",
        "(?<=”)[^，。；“”\n]{0,8}?活动|(?:加盟|美术|艺术|成果|图片|书画|摄影|文物|专题|巡回|汽车|航空|科技|产业|国际|旅游|文化|农业|特别|主题|特色|回顾|精品)[特联]?展(?![览开示现望会厅位品馆出露区演销销期商台])"
        "|(?:文化|艺术|电影|旅游|美食|购物|音乐|戏剧|读书|科技|啤酒|丰收|动漫|诗歌|体育|采摘|消费|美酒|茶|龙舟|冰雪|梅花|樱花|桃花)(?:旅游)?节(?![目日气约])"
        "|(?:活动|宣传|科技|服务|合作|文化|旅游|教育|创新|时装|电影|音乐|投资|贸易)[周月](?![期刊末年])|嘉年华|音乐会|演唱会|文艺晚会|联欢会|汇演",
    ),
)
_ANY_HEAD = "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _HEADS)
# Only here may a head begin: a look ahead that spares most of the text the whole pattern.
_FIRST = (
    "[签揭成挂启开奠闭颁授交竣通首欢送毕捐落发结飞投点升下宣就公祭拜营出入典招晚宴酒大锦邀联比竞巡挑总世亚全农城青奥冬夏残运特林匹军民省市县区校东南命晋亮告追见迎火献敬"
    "工座研推洽新吹记恳见对论评年峰博展报茶协动理常高表部说听双学调现视专党董代例讲沙两进消服园文旅药车林数海西藏阿东广会"
    "加美艺图书摄汽航科产国农特主回精电美购音戏读啤丰诗体采冰雪梅樱桃龙活嘉演汇合教创时投贸]"
)
_HEAD = re.compile(f"(?:(?={_FIRST})|(?<=”))(?:{_ANY_HEAD})(?:(?P<session>{_SESSION})(?:全体)?(?:会议|大会)?)?")
_LEADING_SESSION = re.compile(_SESSION)
_COUNT_BEFORE = re.compile(r"(?:[\d一二三四五六七八九十多几数余两]+|各)(?:余|多)?(?:次|场|个|项|类|系列|轮)$")
_QUOTED = (
    re.compile(
        "(?P<name>“[^”\n]{3,24}”)(?=(?:活动)?(?:(?:[将于在今昨，\\d]|日前|近日|正式|如期|隆重|圆满)[^，。；“”\n]{0,24})?(?:举行|举办|开幕|启幕|开赛|上演|拉开帷幕|落幕|闭幕))"
    ),
    re.compile("(?:举行|举办|参加|出席)(?:了)?(?:的)?(?P<name>“[^”\n]{3,24}”)(?=[，。；、]|活动)"),
)
# Heads that are names: no other events are called so.
_PROPER = re.compile("全国.?两会.?|[一-鿿]博会|广交会|服贸会")
# 会议 in 会议室 and in 会议精神 is no event.
_NOT_EVENT = re.compile(
    "员|室|厅(?!举行)|堂|中心|场(?!举)|期间?的?议|纪要|精神|代表|常|主席团|大厦|会员|上述|制|址|旧址|会址|展|议案|组成|机制"
)
# 教育合作推进会议全体会议: the words of the form are no part of the name.
_FORM = re.compile("(?<=.{4})全体(?=会议$)")
# 某地隆重举行某某仪式, 以“某某”为主题的活动: the name begins behind it.
_BEFORE_NAME = re.compile("[^，。；]*(?:(?:举行|举办|召开)(?!地)了?|为主题的)")
# What the name of an event does not reach into.
_TITLED = AGREEMENTS | {"Title"}
_NEVER_INSIDE = _TITLED | {"Person", "Post", "Date"}


@Language.component("kg_events", assigns=["doc.spans"], requires=["doc._.words", "doc.spans"])
def find_events(doc: Doc) -> Doc:
    """`doc` with its named events; one named only by its kind (签约仪式) carries "generic"."""
    text = words_of(doc).text
    busy = covered(doc, _NEVER_INSIDE)
    for span in mentions(doc):
        if span.label_ == "Date" and len(name_of(span)) == 4:  # 2025年西部论坛
            busy[span.start : span.end] = bytes(span.end - span.start)
    known = {span.end: span.start for span in reversed(mentions(doc)) if is_place(span) or is_institution(span)}
    # 《某某备忘录》签约仪式, 《某某公约》第二次缔约方大会
    titled = (span for span in mentions(doc) if span.label_ in _TITLED and span.text[-1] in "》〉")
    titles = {span.end: span.start for span in titled}
    found = []
    for match in _HEAD.finditer(text):
        head, end = match.span()
        end += text.startswith("启动会议", end - 3)
        if _NOT_EVENT.match(text, end):
            continue
        start = name_start(doc, head, known, busy)
        start = titles.get(start, start)
        before = _BEFORE_NAME.match(text, start, end - 2)
        start = before.end() if before else start
        if _COUNT_BEFORE.search(text, max(0, start - 8), start) and not _LEADING_SESSION.match(text, start):
            continue
        named = _kind(match)
        kind = "Meeting" if match["session"] and text.endswith("会议", head, end) else named  # 大赛第三次会议
        generic = start == head and not match["session"] and not _PROPER.fullmatch(match[0])
        name = _name(text[start:end])
        found.append(mention(doc, start, end, kind, name, how="generic" if generic else ""))
    found += _quoted(doc, busy)
    add(doc, found, keep_leading=True)
    return doc


def _quoted(doc: Doc, busy: bytearray) -> list[Span]:
    """What is held and has its name in quotation marks: “某某汇演”在某地举行."""
    text = words_of(doc).text
    found = []
    for match in (match for pattern in _QUOTED for match in pattern.finditer(text)):
        start, end = match.span("name")
        if not any(busy[start:end]):
            kinds = [_kind(head) for head in _HEAD.finditer(match["name"]) if head.end() == end - start - 1]
            found.append(mention(doc, start, end, kinds[-1] if kinds else "Event", match["name"].strip("“”")))
    return found


def _kind(head: re.Match[str]) -> str:
    return next(kind for kind, _ in _HEADS if head[kind])


def _name(text: str) -> str:
    """A name without the words of its form, and without 活动 and the marks around it: “某某日”活动 is called 某某日."""
    name = _FORM.sub("", text)
    return name[1:-3] if name.startswith("“") and name.endswith("”活动") else name
