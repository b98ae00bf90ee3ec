"""The words that names of events end in, by the class of event."""

from __future__ import annotations

# A class whose words hold those of a later one comes first: 启动仪式 before 仪式 of any kind.
HEADS = (
    (
        "Signing",
        "(?:签[约字署订]|缔结)(?:暨[^，。；\n]{0,12}?|[及和与、][^，。；\n]{0,8}?|揭牌|挂牌|启动)?(?:仪式|活动|大会|典礼)|签约会(?![议谈见员晤面])",
    ),
    ("Founding", "(?:揭牌|成立|挂牌|揭幕)(?:[暨及和][^，。；\n]{0,12})?(?:仪式|活动|大会|典礼)"),
    (
        "Ceremony",
        "(?:启动|开工|奠基|开幕|闭幕|颁奖|授牌|交接|竣工|通车|首发|欢迎|欢送|送别|开学|毕业|捐赠|捐献|落成|开业|发布|结对|开播|首飞|首映|开园|开馆|开通|投产"
        "|点火|升旗|下水|交付|授旗|授勋|宣誓|就职|公祭|祭奠|拜师|开营|结业|出征|入列|揭彩|颁授|命名|授衔|晋衔|晋级|下线|亮灯|首航|告别|追授|升国旗|见证|迎接"
        "|火炬传递|献花|敬献花篮|剪彩|动工|合龙|封顶|启用|启航|发车|首播|开机|开镜|赠书|捐书|受聘|聘任|入会|换届|纪念|悼念|追悼|开班|结对子|对接|受赠|移交|首展)仪式"
        "|典礼|庆典|招待会|晚宴|宴会|酒会",
    ),
    (
        "Contest",
        "大奖赛|锦标赛|邀请赛|联赛|大赛|比赛|(?<!军备)竞赛|公开赛|巡回赛|挑战赛|总决赛|(?:自行|赛|汽|摩托|方程式汽)车赛|马拉松赛?(?![式选运爱跑])|拉力赛|接力赛|越野赛|表演赛|友谊赛|选拔赛"
        "|分站赛|大师赛|精英赛|对抗赛|争霸赛|冠军赛|绕圈赛|[足篮排网棒垒手台冰毛珠兵]球赛|龙舟赛|世界杯|亚洲杯|世锦赛|亚锦赛|全锦赛|世乒赛"
        "|[全农城青亚大特世军民省市县区校东南]运会|(?:[冬夏]季?)?残?奥运?会|[冬夏]?奥?(?:林匹克)?运动会|[亚冬]残?冬?运会",
    ),
    (
        "Meeting",
        "联席会议|工作会议|座谈会|研讨会|推进会|洽谈会|推介会|(?:新闻)?发布会|吹风会|记者会|交流会|对接会|恳谈会|论证会|评审会|启动会|(?<![今明去前往每近当少成])年会|大会|"
        "峰会|论坛|博览会|展览会|展销会|交易会|报告会|茶话会|协调会|动员会|通气会|见面会|理事会议|全体会议|常务会议|高峰会|"
        "表彰会|总结会|部署会|说明会|宣讲会|宣介会|听证会|招聘会|双选会|学术会|调度会|现场会|视频会(?!议)|研讨班|专题班|培训班|研修班|党代会|(?<=[次届])(?:理事会|董事会|常委会|代表会)(?!第|议)|"
        "例会|全会|讲座|讲坛|沙龙|全国(?:“两会”|两会)|[进消服世园文旅农药车茶林工数海西藏阿东亚南]博会|广交会|服贸会|进博会|分享会|品鉴会|观摩会|展示会|游园会|庙会|灯会|追思会|团拜会|读书会|圆桌会(?!议)|会议",
    ),
    (
        "Event",
        "(?:加盟|美术|艺术|成果|图片|书画|摄影|文物|专题|巡回|汽车|航空|科技|产业|国际|旅游|文化|农业|特别|主题|特色|回顾|精品|作品|绘画|书法|投资)[特联大]?展(?![览开示现望会厅位品馆出露区演销销期商台])"
        "|(?:文化|艺术|电影|旅游|美食|购物|音乐|戏剧|读书|科技|啤酒|丰收|动漫|诗歌|体育|采摘|消费|美酒|茶|龙舟|冰雪|梅花|樱花|桃花|牡丹|荷花|灯光|服装|风筝|民俗|狂欢|农民丰收)(?:文化|旅游|艺术)?节(?![目日气约点奏俗拍])"
        "|(?:活动|宣传|科技|服务|合作|文化|旅游|教育|创新|时装|电影|音乐|投资|贸易|消费|艺术|读书|双创)[周月季](?![期刊末年度])|嘉年华|音乐会|演唱会|(?:文艺|联欢|综艺|春节|元宵|中秋|跨年|慈善|颁奖)晚会|联欢会|汇演|巡演|展演",
    ),
)


def first_characters(pattern: str) -> str:
    """The characters that a match of `pattern` can begin with, sorted.

    `pattern` is made of what `HEADS` is written in: characters and classes, groups of alternatives, looks around, and
    ``?`` behind what may be left out.

    >>> first_characters("(?<=[次届])理事会|(?:新闻)?发布会|[冬夏]?(?:残|奥)运会")
    '冬发夏奥新残理'
    """
    found: set[str] = set()
    at, begins = 0, True
    while at < len(pattern):
        end = _end_of_item(pattern, at)
        item = pattern[at:end]
        if item == "|":
            begins = True
        elif begins and not item.startswith(("(?=", "(?!", "(?<")):
            found.update(first_characters(item[3:-1]) if item[0] == "(" else item.strip("[]"))
            begins = pattern.startswith("?", end)
        at = end + pattern.startswith("?", end)
    return "".join(sorted(found))


def _end_of_item(pattern: str, at: int) -> int:
    """The end of the character, the class or the group that begins at `at`."""
    if pattern[at] == "[":
        return pattern.index("]", at) + 1
    end, depth = at, 0
    while True:
        depth += (pattern[end] == "(") - (pattern[end] == ")")
        end += 1
        if not depth:
            return end
