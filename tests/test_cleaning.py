"""Cleaning: what each step takes out and leaves, the role of each line, and offsets that stay true."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from kg.cleaning import STEPS, Aligned, as_dict, clean, explain, format_explanation, replay
from kg.sources import from_text

# For each step: what it changes, and (equal on both sides) what it must leave as it is.
CASES: dict[str, list[tuple[str, str]]] = {
    "newlines": [
        ("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁"),
        ("甲\n\n乙", "甲\n\n乙"),
    ],
    "invisible": [
        ("\ufeff重\u200b庆\ue001大\u00ad学\x00", "重庆大学"),
        ("𠮷林 路易斯·王", "𠮷林 路易斯·王"),
    ],
    "front_matter": [
        (
            '---\ntitle: "两市签约"\ndate: 2024-03-05\nauthor: 王林\ntags:\n  - 教育\n---\n正文。\n---\n',
            "两市签约\n2024-03-05\n作者：王林\n正文。\n---\n",
        ),
        ("标题\n---\ntitle: 两市签约\n---\n正文。", "标题\n---\ntitle: 两市签约\n---\n正文。"),
        ("---\n这是一段：正文。\n---\n", "---\n这是一段：正文。\n---\n"),
    ],
    "markup": [
        ("<p>甲校<b>乙校</b></p><!-- 广告 --><script>var 丙;</script>丁", "\n甲校乙校\n丁"),
        ("<ruby>重<rt>chóng</rt></ruby>庆<br/>大学", "重庆\n大学"),
        ("甲&nbsp;&amp;&#20057;", "甲\xa0&乙"),
        ("## 标题\n> 引文\n**甲校**与[乙校](https://example.org/a)\n![会场](a/b.png)", "标题\n引文\n甲校与乙校\n会场"),
        ("<ruby>教<rp>(</rp><rt>jiào</rt><rp>)</rp></ruby>育", "教育"),
        ("3<5，5>3，见[视频](甲乙)，C#语言", "3<5，5>3，见[视频](甲乙)，C#语言"),
        ("甲<a href='x'\n title=\"乙校\">丙</a>，3<b\n两校签约\n5>丁", "甲丙，3<b\n两校签约\n5>丁"),
        ("甲&nosuch;乙&fjlig;丙", "甲&nosuch;乙&fjlig;丙"),  # no character, and two in the place of one
    ],
    "pinyin": [
        ("重(chóng)庆（qìng）大(dà )学(xué)", "重庆大学"),
        ("女(nǚ)儿(ér)，绿(lu\u0308\u0300)叶", "女儿，绿叶"),
        ("重(ChÓng)慶(qìng)，長安(cháng ān)", "重慶，長安"),
        ("我(wǒ)们(men)的(de)学(xué)校(xiào)", "我们的学校"),
        ("教(jiao)育(yu)局", "教育局"),
        ("教 (jiào) 育 (yù)局", "教育局"),
        ("教［jiào］育〔yù〕局【jú】", "教育局"),
        ("教(ｊｉàｏ)育(ㄩˋ)们(˙ㄇㄣ)", "教育们"),
        ("女(nv3)兒(er2)", "女兒"),
        ("教(JIAO)育(YU)局", "教育局"),
        ("重庆(chongqing)大学(daxue)的(de)协议(CEPA)", "重庆大学的协议(CEPA)"),
        ("长(cháng)安(ān)号(hào)应用(app)和歌手(GAI)", "长安号应用(app)和歌手(GAI)"),
        ("我们(men)的学校", "我们(men)的学校"),
        ("市区(县)的方案(a)和措施(e)，甲(A)乙(B)", "市区(县)的方案(a)和措施(e)，甲(A)乙(B)"),
        ("某某[de]某某〔zhu〕", "某某[de]某某〔zhu〕"),
        ("总量(GDP)与协议(CEPA)", "总量(GDP)与协议(CEPA)"),
        ("校(园)长，某学院(暂定名)。(王林 李晓)(完)", "校(园)长，某学院(暂定名)。(王林 李晓)(完)"),
        ("应用(app)和网络(wifi)，共3(sān)处", "应用(app)和网络(wifi)，共3(sān)处"),
        ("請(?jiān)?0日", "請(?jiān)?0日"),
    ],
    "width": [
        ("２０２４年ＡＩ占５％", "2024年AI占5%"),
        ("会议召开,来源:本网;好!对吗?", "会议召开，来源：本网；好！对吗？"),
        ("协议(CEPA),甲(乙(丙))", "协议（CEPA），甲（乙（丙））"),
        ("展览会 (MIF) 开幕", "展览会 （MIF） 开幕"),
        ("「甲」『乙』丙﹑丁\u3000戊\xa0己", "“甲”‘乙’丙、丁 戊 己"),
        ("1,200 at 09:54 (UTC); f(x)", "1,200 at 09:54 (UTC); f(x)"),
    ],
    "simplify": [
        ("重慶與廣東簽署協議", "重庆与广东签署协议"),
        ("支援計劃與資訊", "支援计划与资讯"),
        ("衞生署敍述枱燈", "卫生署叙述台灯"),
        ("乾隆年间的后勤", "乾隆年间的后勤"),
    ],
    "join_lines": [
        (
            "两地教育部门负责人在会上表示，今后三年\n双方将共同建设二十所示范学校，每年互派\n教师一百名，"
            "并且联合举办学生科技节，还\n将为偏远学校开设网络课堂。\n活动将在秋季开始。",
            "两地教育部门负责人在会上表示，今后三年双方将共同建设二十所示范学校，每年互派教师一百名，"
            "并且联合举办学生科技节，还将为偏远学校开设网络课堂。\n活动将在秋季开始。",
        ),
        ("第一中学\n第二中学\n第三中学\n第四中学", "第一中学\n第二中学\n第三中学\n第四中学"),
        (
            "某市召开教育合作座谈会研究下一步安排\n某市召开教育合作座谈会研究下一步安排\n今年以来多项工作取得新的积极进展情况\n"
            "会议指出，各单位要抓紧落实已经确定的事项。\n会议要求，各学校要在九月之前报送工作方案。\n"
            "会议还听取了两所学校的汇报，并作了点评。\n与会人员参观了新建成的实验楼和图书馆等。",
            "某市召开教育合作座谈会研究下一步安排\n某市召开教育合作座谈会研究下一步安排\n今年以来多项工作取得新的积极进展情况\n"
            "会议指出，各单位要抓紧落实已经确定的事项。\n会议要求，各学校要在九月之前报送工作方案。\n"
            "会议还听取了两所学校的汇报，并作了点评。\n与会人员参观了新建成的实验楼和图书馆等。",
        ),
    ],
    "spacing": [
        ("第 29届、共 30 所， 约 5% 的学校", "第29届、共30所，约5%的学校"),
        ("  甲校 \n 乙校  ", "甲校\n乙校"),
        ("【 王林 报道 】 两市 〔编辑〕 签约", "【王林 报道】两市〔编辑〕签约"),
        ("王林 李晓 摄", "王林 李晓 摄"),
        ("Chongqing University 2024", "Chongqing University 2024"),
    ],
}


@pytest.mark.parametrize(
    ("name", "raw", "expected"), [(name, raw, expected) for name, cases in CASES.items() for raw, expected in cases]
)
def test_step(name: str, raw: str, expected: str) -> None:
    cleaned = STEPS[name](Aligned(raw, range(len(raw))))
    assert cleaned.text == expected
    assert len(cleaned.offsets) == len(expected)


def test_every_step_has_a_case_that_it_changes_and_one_that_it_leaves() -> None:
    assert list(CASES) == list(STEPS)
    for name, cases in CASES.items():
        assert {raw == expected for raw, expected in cases} == {True, False}, name


def test_the_steps_together() -> None:
    raw = "\ufeff重(chóng)慶(qìng)大學(xué) 與 ２０ 所學校,\r\n簽署「合作\u200b協議」。"
    assert clean(from_text(raw)).text == "重庆大学 与20所学校，\n签署“合作协议”。"


PAGE = """首页 > 新闻 > 教育
站点导航
两市五校结成合作联盟
2024年3月5日 10:20 来源：江岸新闻网 编辑：陈小川
【字体：大 中 小】
江岸新闻网3月5日电（王林 李晓）两市昨日签署协议。
签约现场。周明 摄
签约现场。周明 摄
图为两市代表合影
“我们很期待。”一名校长说。（记者 王林）
两市昨日签署协议，五所学校结成联盟，明年起互派教师。
两市昨日签署协议，五所学校结成联盟，明年起互派教师。
责任编辑：陈小川
相关阅读
另一城市举办运动会
上一篇：春耕开始
版权声明：转载请注明来源。
某某公司成立于1999年，总部在江岸市。"""

ROLES = [
    ("menu", "首页 > 新闻 > 教育"),
    ("menu", "站点导航"),
    ("title", "两市五校结成合作联盟"),
    ("header", "2024年3月5日10:20来源：江岸新闻网 编辑：陈小川"),
    ("menu", "【字体：大 中 小】"),
    ("byline", "江岸新闻网3月5日电（王林 李晓）"),
    ("body", "两市昨日签署协议。"),
    ("caption", "签约现场。周明 摄"),
    ("repeated", "签约现场。周明 摄"),
    ("caption", "图为两市代表合影"),
    ("body", "“我们很期待。”一名校长说。"),
    ("byline", "（记者 王林）"),
    ("body", "两市昨日签署协议，五所学校结成联盟，明年起互派教师。"),
    ("repeated", "两市昨日签署协议，五所学校结成联盟，明年起互派教师。"),
    ("byline", "责任编辑：陈小川"),
    ("menu", "相关阅读"),
    ("menu", "另一城市举办运动会"),
    ("menu", "上一篇：春耕开始"),
    ("footer", "版权声明：转载请注明来源。"),
    ("footer", "某某公司成立于1999年，总部在江岸市。"),
]


def roles(raw: str) -> list[tuple[str, str]]:
    cleaned = clean(from_text(raw))
    return [(zone.kind, cleaned.text[zone.start : zone.end]) for zone in cleaned.zones]


def test_each_line_of_a_page_has_its_role() -> None:
    assert roles(PAGE) == ROLES


BODY = "两市昨日签署协议。"
TITLE = "两市五校结成合作联盟"
LATER = "两市的五所学校从明年春季起互派教师一百名，并轮流举办科技节和运动会。"


@pytest.mark.parametrize(
    ("raw", "kinds"),
    [
        (BODY, "body"),
        (f"两市签约\n{BODY}", "title body"),
        (f"{TITLE}_江岸新闻网\n要闻\n{TITLE}\n{BODY}", "menu menu title body"),
        (f"{TITLE}\n{TITLE} 明年起互派教师\n{BODY}", "title body body"),
        (f"要闻\n{TITLE}\n{TITLE}\n{BODY}", "menu title repeated body"),
        (f"2024年3月5日 江岸教育\n{TITLE}\n{BODY}", "header title body"),
        (f"{TITLE}\n（2024年3月5日）\n{BODY}", "title header body"),
        (f"{TITLE}\n版权所有 江岸集团\n{BODY}", "title footer body"),
        (f"{BODY}\n筹建江岸学院（暂定名）", "body body"),
        (f"{BODY}(完)", "body"),
        (f"{BODY}\n扫码关注我们\n双方明年互派教师。", "body footer body"),
        (f"{BODY}\n相关新闻\n春耕开始\n双方明年互派教师。", "body menu menu body"),
        (f"{BODY}\n<https://example.org/2024>\n隐私安全", "body menu menu"),
        (f"{BODY}\nCopyright © 2024 江岸集团\n江岸集团是一家企业。", "body footer footer"),
        (f"{BODY}\n版权声明：请勿转载\n{BODY[:8]}，{LATER}\n{LATER}", "body footer body body"),
        (f"{BODY}\n责任编辑：陈小川\n版权声明：请勿转载\n{LATER}\n{LATER}一", "body byline footer footer footer"),
        (f"{BODY}\n版权声明：请勿转载\n本网转载的作品，{LATER}{LATER}", "body footer footer"),
        (f"{BODY}\n凡本网转载的作品均注明来源", "body footer"),
        (f"{BODY}\n未经江岸集团书面授权不得转载", "body footer"),
        (f"{BODY}\n王林（左二）、李晓（右一）与师生合照。（学校提供）", "body caption"),
        (f"{BODY}\n王林（左二）与李晓（右一）握手", "body caption"),
        (f"{BODY}\n摄影：周明", "body byline"),
        (f"{BODY}\n两市代表合影", "body caption"),
        (f"{BODY}\n（王林 李晓）", "body byline"),
        (f"{BODY}\n江岸日报记者 王林", "body byline"),
        (f"{BODY}\n据江岸日报消息，协议明年生效。", "body body"),
        (f"{BODY}\n人民通讯：协议明年生效。", "body body"),
        (f"{BODY}\n时间：2024年3月5日 浏览：20\n新闻 | 教育 | 体育", "body header menu"),
        (f"{BODY}\n您现在的位置：江岸教育\n返回首页", "body menu menu"),
        (f"某市马拉松下月开跑引来万人\n{TITLE}\n2024年3月5日\n{BODY}", "menu title header body"),
        (f"某市马拉松下月开跑引来万人\n{TITLE}\n光華社台南5日電\n{BODY}", "menu title byline body"),
        (f"{TITLE}\n——两市教育合作纪实\n2024年3月5日\n{BODY}", "title body header body"),
        (f"某市马拉松下月开跑引来万人\n{TITLE}\n记者 王林\n{BODY}", "menu title byline body"),
        (
            f"本网站依规定分级，未满十八岁者不得进入。\n{TITLE}\n2024年3月5日\n{LATER}\n{LATER}一",
            "menu title header body body",
        ),
        (f"{LATER}\n{TITLE}\n2024年3月5日\n{BODY}", "body body header body"),
        (f"江岸网3月5日电 {BODY[:6]}。\n两市签约的一些细节\n2024年3月5日\n{LATER}", "byline body body header body"),
        (f"简体版 英文版 寄给朋友 政府新闻网\n{TITLE}\n{BODY}", "menu title body"),
        (f"{BODY}\n责任编辑：陈小川\n还没有人评论这篇报道", "body byline menu"),
        (f"{BODY}（編輯：陳小川）1130305\n本社的手机应用等你下载", "body byline menu"),
        (f"{BODY}\n责任编辑：陈小川\n{LATER}\n另一所学校的全部名称", "body byline body body"),
        (f"{BODY}\n热点推荐\n春耕开始了！\n某县召开教育工作会议", "body menu menu menu"),
        (f"{BODY}\n视频更多\n某县召开教育工作会议", "body menu menu"),
        (f"{BODY}\n相关新闻\n留言者违反规定的，网站依法律责任条款处理。", "body menu footer"),
        (f"{BODY}\n人 民 权 益 网 版 权 所 有\n江岸集团是一家企业。", "body footer footer"),
        (f"{BODY}\n版权声明：请勿转载\n双方明年互派教师。", "body footer body"),
        (f"{BODY}\n版权声明：请勿转载\n主办：江岸市教育局。", "body footer footer"),
        (f"{BODY}\n本网站之文字，非经授权，不得转载", "body footer"),
    ],
)
def test_the_role_of_a_line(raw: str, kinds: str) -> None:
    assert " ".join(kind for kind, _ in roles(raw)) == kinds


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("header", "2024-03-05 来源：江岸网"),
        ("header", "江岸网 2024-03-05 09:54"),
        ("header", "（2024年3月5日）"),
        ("header", "江岸日报2024年3月5日 A02版"),
        ("header", "民國113年3月5日"),
        ("header", "字号：小 中 大 2024-03-05 来源：江岸网"),
        ("header", "2024-03-05T09:54:00+08:00"),
        ("header", "2024年3月5日 星期二"),
        ("header", "來源 | 江岸日報"),
        ("header", "2024年3月5日（星期二）"),
        ("header", "香港時間21時02分"),
        ("header", "（2024-03-05）稿件来源：江岸日报 要闻"),
        ("header", "2024/03/05 12:09（03/05 13:31 更新）"),
        ("header", "通讯员：王林来源：江岸大学 阅读：发布时间：2024-03-05审稿："),
        ("header", "审核：编辑："),
        ("header", "視頻來源：江岸电视台"),
        ("byline", "責任編輯 陳小川"),
        ("byline", "[责任编辑：陈小川]"),
        ("byline", "聯合報／ 記者王林／台南即時報導"),
        ("byline", "【曾小林／綜合報導】"),
        ("byline", "記者王林、李曉、SNG／台北報導"),
        ("byline", "江岸新闻记者 王林 李晓 文 周明 图"),
        ("byline", "作者：王林 宋 明"),
        ("byline", "（撰稿、核稿：外国语学院 王林、李晓 编辑、审稿：宣传部 陈小川）"),
        ("byline", "圖／文：王林"),
        ("byline", "記者王林台北報導"),
        ("byline", "記者王林／綜合報導"),
        ("byline", "光華社記者王林台北10日電"),
        ("byline", "江岸日报全媒体记者 王林 文/图"),
        ("byline", "文：王林 图：周明"),
        ("byline", "视频/周明"),
        ("byline", "责任编辑 陈小川"),
        ("byline", "文 | 王林"),
        ("byline", "文丨王林"),
        ("byline", "（文：王林）"),
        ("byline", "文字：王林 图片：周明"),
        ("byline", "文章作者：王林"),
        ("byline", "撰稿人：王林 审核人：李晓"),
        ("byline", "□ 本报记者 王林"),
        ("byline", "■王林 李晓"),
        ("byline", "江岸日报见习记者 王林 特约通讯员 李晓"),
        ("byline", "特派记者：王林"),
        ("byline", "□文/图 本报记者 王林"),
        ("byline", "公关室 王林 供稿"),
        ("byline", "（文图：王林/ 审核：周明/审校：李晓）"),
        ("byline", "摄像：周明 编辑：陈小川"),
        ("caption", "△五校校长在主席台上交换文本"),
        ("caption", "师生在新建的实验室上课。（学校提供）"),
        ("caption", "师生在新建的实验室上课。记者 周明 摄/视觉江岸"),
        ("caption", "师生在新建的实验室上课 供图：江岸一中"),
        ("menu", "首页"),
        ("menu", "分享到朋友圈"),
        ("menu", "江岸市教育局门户网站"),
        ("menu", "江岸特别行政区政府入口网站"),
        ("menu", "江岸网 > 新闻 > 教育 > 高校"),
        ("menu", "主页"),
        ("menu", "跳过导航"),
        ("menu", "显示模式：网格 列表"),
        ("menu", "01版：要闻"),
        ("menu", "广告 广告"),
        ("menu", "广告 更多内容请继续往下阅读"),
        ("menu", "点阅率：680"),
        ("menu", "关键词：教育；合作"),
        ("menu", "字号：[小] [中] [大] 打印本页 关闭窗口"),
        ("menu", "为达最佳浏览效果，建议使用较新的浏览器。"),
        ("menu", "请同意我们的隐私权规范，才能启用听新闻的功能。"),
        ("menu", "快来抢沙发吧！"),
    ],
)
def test_the_words_of_a_line_tell_its_role_anywhere(kind: str, line: str) -> None:
    assert [kind for kind, _ in roles(f"{BODY}\n{line}\n双方明年互派教师。")] == ["body", kind, "body"]


@pytest.mark.parametrize(
    ("kind", "apart", "raw"),
    [
        ("menu", "[视频]", f"[视频]{TITLE}\n{BODY}"),
        ("byline", "江岸电视台消息（晚间新闻）：", f"江岸电视台消息（晚间新闻）：{BODY}"),
        ("byline", "（江岸电台消息）", f"(江岸電台消息) {BODY}"),
        ("byline", "本报讯（记者王林）", f"本报讯（记者王林）{BODY}"),
        ("byline", "江岸社3月5日电", f"江岸社3月5日电{BODY}"),
        ("byline", "江岸报京城3月5日电记者王林报道：", f"江岸报京城3月5日电记者王林报道：{BODY}"),
        ("byline", "（江岸日报报道）", f"（江岸日報報道）{BODY}"),
        (
            "byline",
            "【江岸纪事3月5日报导】（光华社记者王林台南5日电）",
            f"【江岸紀事3月5日報導】（光華社記者王林台南5日電）{BODY}",
        ),
        ("byline", "【大江报记者王林/台中报导】", f"【 大江報記者王林/台中報導 】{BODY}"),
        ("byline", "【王林/综合报导】", f"【王林／綜合報導】{BODY}"),
        ("byline", "（文/王林 摄/周明）", f"{BODY}（文/王林 摄/周明）"),
        ("byline", "【编辑：陈小川】", f"{BODY} 【编辑：陈小川】"),
        ("byline", "新华社北京3月5日专电（记者 王林）", f"新华社北京3月5日专电（记者 王林）{BODY}"),
        ("byline", "〔记者王林/台北报导〕", f"〔記者王林／台北報導〕{BODY}"),
        ("byline", "（光华社记者王林台北10日电）", f"（光華社記者王林台北10日電）{BODY}"),
        ("byline", "（编辑：陈小川）1130305", f"{BODY}（編輯：陳小川）1130305"),
        ("byline", "（记者 王林）（完）", f"{BODY}（记者 王林）（完）"),
        ("byline", "（来源：江岸日报）", f"{BODY}（来源：江岸日报）"),
        ("byline", "（王林 李晓）", f"{BODY}（王林 李晓）"),
        ("byline", "（特约记者王林在江岸报道）", f"{BODY}  (特約記者王林在江岸報道)"),
        ("byline", "（江岸日报全媒体记者 王林 通讯员 李晓）", f"（江岸日报全媒体记者 王林 通讯员 李晓）{BODY}"),
        ("byline", "南岸讯（记者 王林）", f"南岸讯（记者 王林）{BODY}"),
        ("byline", "2024-03-05（记者王林/台北报导）", f"2024-03-05 （記者王林／台北報導）{BODY}"),
        ("byline", "[记者王林台北报导]", f"[記者王林台北報導]{BODY}"),
        ("byline", "（江岸中华在线网 王林）", f"{BODY}（江岸中华在线网 王林）"),
        ("byline", "（外国语学院 王林供稿）", f"{BODY}（外国语学院 王林供稿）"),
    ],
)
def test_what_is_no_sentence_stands_apart_from_its_line(kind: str, apart: str, raw: str) -> None:
    assert (kind, apart) in roles(raw)
    assert ("body", BODY) in roles(raw)


@pytest.mark.parametrize("text", ["江岸社3月5日电话通知各校开学。", "新华社报道，两市昨日签署协议。"])
def test_a_sentence_that_begins_like_a_dateline_is_one_zone(text: str) -> None:
    assert roles(f"两市五校结成合作联盟\n{text}") == [("title", TITLE), ("body", text)]


NOISE = ["", "(zhōng)", "（xué）", "\u200b", "\ue123", "\u00ad"]


@given(
    st.lists(st.sampled_from(NOISE), min_size=8, max_size=8), st.text("甲乙 \n<>&;#*()[]aé,:。\r\u3000𠮷", max_size=30)
)
def test_a_quote_is_the_raw_characters_with_the_noise_between_them(noise: list[str], around: str) -> None:
    name = "重慶大學附屬中學"
    noisy = "".join(character + after for character, after in zip(name, noise, strict=True)).rstrip("".join(NOISE))
    noisy = noisy if noisy.endswith("學") else noisy[: noisy.rindex("學") + 1]
    raw = f"{around}\n{noisy}\n{around}"
    cleaned = clean(from_text(raw))
    start = cleaned.text.index("重庆大学附属中学")
    quote = cleaned.quote(start, start + len(name))
    assert quote.text == noisy == raw[quote.start : quote.end]


@given(st.text("甲学學(jiào)（）王林 ，。:09[]#*<p/>&amp;\r\n\u3000\u200b\ufeff𠮷é-", min_size=1, max_size=200))
def test_offsets_rise_and_zones_lie_apart_and_can_be_quoted(text: str) -> None:
    article = from_text(f"题{text}")
    cleaned = clean(article)
    assert len(cleaned.offsets) == len(cleaned.text)
    assert list(cleaned.offsets) == sorted(set(cleaned.offsets))
    end = 0
    for zone in cleaned.zones:
        assert end <= zone.start < zone.end <= len(cleaned.text)
        assert "\n" not in cleaned.text[zone.start : zone.end]
        quote = cleaned.quote(zone.start, zone.end)
        assert quote.text == article.text[quote.start : quote.end]
        end = zone.end


# The explanation

NOISY = "首頁 | 新聞 | 教育\r\n\ufeff重(chóng)慶(qìng)大學(xué)&amp;五校 與 ２０ 所學校,簽署「合作\u200b協議」\ufffd。"


def test_the_explanation_replays_to_the_clean_text() -> None:
    explanation = explain(from_text(NOISY))
    assert explanation.clean == clean(from_text(NOISY))
    assert replay(NOISY, explanation.steps) == explanation.clean.text
    assert [step.name for step in explanation.steps] == list(STEPS)
    assert all(step.purpose.endswith(".") for step in explanation.steps)


@given(st.text("甲学學(jiào)（）王林 ，。:09[]#*<p/>&amp;&nbsp;\r\n\u3000\u200b\ufeff𠮷é-", max_size=200))
def test_any_explanation_replays(text: str) -> None:
    article = from_text(f"题{text}")
    explanation = explain(article)
    assert explanation.clean == clean(article)
    assert replay(article.text, explanation.steps) == explanation.clean.text
    for step in explanation.steps:
        for edit in step.edits:
            assert edit.quote.text == article.text[edit.quote.start : edit.quote.end] != ""


def test_the_explanation_says_where_and_why() -> None:
    explanation = explain(from_text(NOISY))
    pinyin = next(step for step in explanation.steps if step.name == "pinyin")
    assert [(edit.quote.text, edit.new) for edit in pinyin.edits] == [("(chóng)", ""), ("(qìng)", ""), ("(xué)", "")]
    menu = explanation.zones[0]
    assert (menu.zone.kind, menu.reason, menu.quote.text) == ("menu", "is a row of links", "首頁 | 新聞 | 教育")
    (damage,) = explanation.damage
    assert (damage.quote.text, damage.reason) == ("\ufffd", "bytes that are no character")


def test_each_zone_has_a_reason() -> None:
    for raw in (
        PAGE,
        f"{BODY}\nCopyright © 2024 江岸集团\n江岸集团是一家企业。",
        f"[视频]{TITLE}\n{BODY}（记者 王林）",
    ):
        assert all(zone.reason for zone in explain(from_text(raw)).zones)
    reasons = {zone.quote.text: zone.reason for zone in explain(from_text(PAGE)).zones}
    assert reasons["某某公司成立于1999年，总部在江岸市。"] == "stands below a copyright notice"
    assert reasons["另一城市举办运动会"] == "is among links to other articles"


def test_the_explanation_as_text() -> None:
    lines = format_explanation(explain(from_text(NOISY))).splitlines()
    assert any(line.split()[:3] == ["pinyin", "3", "changes"] for line in lines)
    assert any("(chóng) → nothing" in line for line in lines)
    assert any(line.startswith("  ✗  0-12") and "is a row of links" in line for line in lines)
    assert any("U+200B → nothing" in line for line in lines)
    narrow = format_explanation(explain(from_text(NOISY)), width=40).splitlines()
    assert len(narrow) == len(lines)
    assert max(map(wcswidth, narrow)) <= 40


def test_the_explanation_as_values() -> None:
    values = as_dict(explain(from_text(NOISY)))
    assert values["text"] == clean(from_text(NOISY)).text
    assert [zone["read"] for zone in values["zones"]] == [False, True]
    assert json.loads(json.dumps(values)) == values


@pytest.mark.parametrize(
    ("raw", "places"),
    [
        ("重\ufffd\ufffd市", ["\ufffd\ufffd"]),
        ("签署锟斤拷锟斤拷协议", ["锟斤拷锟斤拷"]),
        ("请(qǐng)?jiān)?0日", ["?jiān)?"]),
        ("签署?0日", ["?"]),
        ("签署(???)协议", ["(???)"]),
        ("重庆".encode().decode("latin-1"), ["重庆".encode().decode("latin-1")]),
        ("真的吗?对,100%,café(jiào)？", []),
        ("对吗?》他问。5月?", []),
    ],
)
def test_damage_is_flagged_and_left(raw: str, places: list[str]) -> None:
    explanation = explain(from_text(f"题{raw}"))
    assert [damage.quote.text for damage in explanation.damage] == places
    if "\ufffd" in raw:
        assert "\ufffd" in explanation.clean.text
