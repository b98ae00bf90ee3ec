"""Metadata: what an article says of itself is found, and nothing that it does not say."""

from __future__ import annotations

import pytest

from kg.cleaning import clean
from kg.metadata import read_metadata
from kg.model import Metadata
from kg.sources import from_text

BODY = "两市昨日签署协议，五所学校结成联盟。"


def read(raw: str) -> Metadata:
    return read_metadata(clean(from_text(raw)))


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"两市五校结成联盟\n2024年3月5日 09:54 来源:江岸网\n{BODY}", "2024-03-05T09:54:00"),
        (f"两市五校结成联盟\n发布时间：2024-03-05\n{BODY}", "2024-03-05"),
        (f"两市五校结成联盟\n发稿時間：2024/3/5 9:05:30\n{BODY}", "2024-03-05T09:05:30"),
        (f"两市五校结成联盟\n发布时间：2024-03-05 24:61\n{BODY}", "2024-03-05"),
        (f"两市五校结成联盟\n发布时间：2024-02-30\n{BODY}", None),
        (f"江岸网2024年3月5日电{BODY}", "2024-03-05"),
        (f"江岸网2024年3月5日电 {BODY}", "2024-03-05"),
        (f"江岸网3月5日电（王林）{BODY}", None),
        (f"两市五校结成联盟\n（ 2024-03-05 ） 稿件来源：江岸日报\n{BODY}", "2024-03-05"),
        (f"两市五校结成联盟\n{BODY}\n2024年3月5日（星期二）\n香港時間14時30分", "2024-03-05"),
        (f"两市五校结成联盟\n通讯员：王林来源：江岸大学 阅读：发布时间：2024-03-05审稿：\n{BODY}", "2024-03-05"),
        (f"江岸网3月5日电（王林）{BODY}\nhttps://example.org/2024-03-05/a.html", "2024-03-05"),
        (f"江岸网3月5日电（王林）{BODY}\n2023年3月5日和2024年3月5日，两校都办了活动。", None),
        (f"两市五校结成联盟\n2024年3月5日，{BODY}", None),
        (f"两市五校结成联盟\n民國113年3月5日\n{BODY}", "2024-03-05"),
        (f"两市五校结成联盟\n發布日期：113-03-05\n{BODY}", "2024-03-05"),
        (f"两市五校结成联盟\n2024/3/5 09:54\n{BODY}", "2024-03-05T09:54:00"),
        (f"两市五校结成联盟\n2024-03-05T09:54:00+08:00\n{BODY}", "2024-03-05T09:54:00"),
        (f"两市五校结成联盟\n時間：2024年3月5日 下午3:05\n{BODY}", "2024-03-05T15:05:00"),
        (f"两市五校结成联盟\n江岸日报 2024年3月5日 第02版\n{BODY}", "2024-03-05"),
        (f"江岸网3月5日电（王林）{BODY}\nhttps://example.org/jy/t20240305_18.html", "2024-03-05"),
        (f"江岸网3月5日电（王林）{BODY}\nhttps://example.org/n1/2024/0305/c1-18.html", "2024-03-05"),
        (f"江岸网3月5日电（王林）{BODY}\nhttps://example.org/n1/2024/0306/c1-18.html", None),
        (f"（光華社台北5日電）{BODY}（編輯：陳小川）1130305", "2024-03-05"),
        (f"（光華社台北5日電）{BODY}（編輯：陳小川）1130306", "2024-03-06"),
        (f"（光華社台北5日電）{BODY}\n两市2024年2月5日见过面。", None),
        (f"---\ntitle: 两市五校结成联盟\ndate: 2024-03-05 09:54\n---\n{BODY}", "2024-03-05T09:54:00"),
    ],
)
def test_publication_date(raw: str, expected: str | None) -> None:
    published = read(raw).published
    assert (published and published.value) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (f"来源：江岸日报 编辑：陈小川\n{BODY}", "江岸日报"),
        (f"{BODY}\n來源：光華網", "光华网"),
        (f"发布人：-江岸日报\n{BODY}", "江岸日报"),
        (f"来源：3月5日《江岸日报》\n{BODY}", "江岸日报"),
        (f"来源：《江岸日报》（2024年03月05日 02版）\n{BODY}", "江岸日报"),
        (f"来源：江岸日报 2024-03-05 09:54\n{BODY}", "江岸日报"),
        (f"稿件来源：江岸大学发布时间：2024-03-05浏览量：20\n{BODY}", "江岸大学"),
        (f"视频来源：江岸电视台\n{BODY}", None),
        (f"聯合報／ 記者王林／台南即時報導\n{BODY}", "联合报"),
        (f"【 大江報記者王林/台中報導 】{BODY}", "大江报"),
        (f"(江岸日報報道){BODY}", "江岸日报"),
        (f"【江岸紀事3月5日訊】（江岸紀事記者王林台南報導）{BODY}", "江岸纪事"),
        (f"发布人：陈小川\n{BODY}", None),
        (f"来源： 编辑：陈小川\n{BODY}", None),
        (f"来源：2024-03-05\n{BODY}", None),
        (f"来源：本站\n{BODY}", None),
        (f"新华社北京3月5日电（记者王林）{BODY}", "新华社"),
        (f"江岸網南岸新聞3月5日電(王林){BODY}", "江岸网南岸新闻"),
        (f"(江岸電台消息) {BODY}", "江岸电台"),
        (f"来源：光华网\n江岸网3月5日电（王林）{BODY}", "光华网"),
        (f"來源：江岸日報作者：王林\n{BODY}", "江岸日报"),
        (f"来源：江岸日报责任编辑：陈小川\n{BODY}", "江岸日报"),
        (f"2024-03-05来源：江岸日报发布时间：09:54\n{BODY}", "江岸日报"),
        (f"来源 | 江岸日报\n{BODY}", "江岸日报"),
        (f"{BODY}（来源：江岸日报）", "江岸日报"),
        (f"（光華社記者王林台北5日電）{BODY}", "光华社"),
        (f"【江岸商報訊】{BODY}", "江岸商报"),
        (f"---\nsource: 江岸日报\n---\n{BODY}", "江岸日报"),
        (f"记者王林台北报导\n{BODY}", None),
        (f"本报讯（记者王林）{BODY}", None),
        (BODY, None),
    ],
)
def test_outlet(raw: str, expected: str | None) -> None:
    outlet = read(raw).outlet
    assert (outlet and outlet.value) == expected


@pytest.mark.parametrize(
    ("raw", "authors", "editors", "photographers"),
    [
        (f"江岸网3月5日电(王林 李曉){BODY}", "王林 李晓", "", ""),
        (f"本报讯（记者 王林 通讯员 李晓）{BODY}", "王林 李晓", "", ""),
        (f"本报讯（记者王林、实习生欧阳文静）{BODY}", "王林 欧阳文静", "", ""),
        (f"本报讯 记者王林报道：{BODY}", "王林", "", ""),
        (f"{BODY}(王林　 李曉)", "王林 李晓", "", ""),
        (f"{BODY}（特约记者王林在江岸报道）", "王林", "", ""),
        (f"本台记者 王林：{BODY}", "王林", "", ""),
        (f"两市五校结成联盟\n作者：王林 编辑：陈小川 审核：周明\n{BODY}", "王林", "陈小川", ""),
        (f"两市五校结成联盟\n文/王林 图/周明\n{BODY}", "王林", "", "周明"),
        (f"記者王林台北報導\n{BODY}", "王林", "", ""),
        (f"記者王小林／綜合報導\n{BODY}", "王小林", "", ""),
        (f"〔記者王林／台北報導〕{BODY}", "王林", "", ""),
        (f"【特派記者王小林／香港報導】{BODY}", "王小林", "", ""),
        (f"（光華社記者王小林、李曉新北5日電）{BODY}", "王小林 李晓", "", ""),
        (f"（光華社記者王林台北5日電）{BODY}（編輯：陳小川）1130305", "王林", "陈小川", ""),
        (f"【江岸商報訊】記者王林報道：{BODY}", "王林", "", ""),
        (f"聯合報／ 記者王小林／台南即時報導\n{BODY}", "王小林", "", ""),
        (f"【王小林／綜合報導】{BODY}", "王小林", "", ""),
        (f"【江岸紀事3月5日訊】（江岸紀事記者王林加拿大溫哥華報導）{BODY}", "王林", "", ""),
        (f"（光華社記者王小林、李曉名古屋5日電）{BODY}", "王小林 李晓", "", ""),
        (f"記者王林某地報導\n{BODY}", "", "", ""),  # where the name ends is not known
        (f"作者：江岸日报记者王林 宋 明\n{BODY}", "王林 宋明", "", ""),
        (f"{BODY}\n江岸新闻记者 王林 李晓 文 周明 图", "王林 李晓", "", "周明"),
        (f"{BODY}\n（撰稿、核稿：外国语学院 王林、李晓 编辑、审稿：宣传部 陈小川）", "王林 李晓", "陈小川", ""),
        (f"{BODY}（文/王林  摄/周明）", "王林", "", "周明"),
        (f"{BODY}\n[责任编辑：陈小川]", "", "陈小川", ""),
        (f"{BODY} 【编辑：陈小川】", "", "陈小川", ""),
        (f"{BODY}\n签约现场。江岸网周明 摄", "", "", "周明"),
        (f"{BODY}\n签约现场。记者 周明 摄/视觉江岸", "", "", "周明"),
        (f"通讯员：王林来源：江岸大学 阅读：发布时间：2024-03-05审稿：\n{BODY}", "王林", "", ""),
        (f"江岸文匯報訊（記者 王林 南岸報道）{BODY}", "王林", "", ""),
        (f"{BODY}（記者 王林）（完）", "王林", "", ""),
        (f"來源：江岸日報作者：王林編輯：陳小川\n{BODY}", "王林", "陈小川", ""),
        (f"{BODY}\n责编：陈小川", "", "陈小川", ""),
        (f"{BODY}\n图：周明", "", "", "周明"),
        (f"{BODY}\n文：王林 图：周明", "王林", "", "周明"),
        (f"{BODY}\n文/图 王林", "王林", "", "王林"),
        (f"{BODY}\n江岸日报全媒体记者 王林 文/图", "王林", "", "王林"),
        (f"{BODY}\n撰文：王林 摄影：周明 编辑：陈小川", "王林", "陈小川", "周明"),
        (f"{BODY}\n签约现场。新华社发（周明摄）", "", "", "周明"),
        (f"{BODY}\n校对：李晓 审核：周明", "", "", ""),
        (f"{BODY}（视频编辑：陈小川 文字编辑：李晓）", "", "陈小川 李晓", ""),
        (f"{BODY}\n【责任编辑:陈小川、李晓】", "", "陈小川 李晓", ""),
        (f"{BODY}\n编辑 | 陈小川", "", "陈小川", ""),
        (f"{BODY}\n签约现场。周明 摄\n签约现场。周明 摄", "", "", "周明"),
        (f"{BODY}\n五校代表在签约后留影。（周明、王林攝）", "", "", "周明 王林"),
        (f"{BODY}\n江岸日报记者 周明 摄", "", "", "周明"),
        (f"{BODY}\n本报记者周明摄", "", "", "周明"),
        (f"江岸网3月5日电（王林）{BODY}（记者 王林）", "王林", "", ""),
        (f"江岸电视台消息（新闻联播）：{BODY}", "", "", ""),
        (f"{BODY}（完）", "", "", ""),
        (f"{BODY}（暂定名）", "", "", ""),
        (f"{BODY}\n签约现场。（江岸区政府提供）", "", "", ""),
        (f"{BODY}\n记者从会上获悉，王林将任校长。", "", "", ""),
        (f"（江岸日报全媒体记者 王林 通讯员 李晓）近日，{BODY}", "王林 李晓", "", ""),
        (f"（通讯员：王林、李晓）{BODY}", "王林 李晓", "", ""),
        (f"南岸讯（记者 王林）{BODY}", "王林", "", ""),
        (f"江岸网南方消息（王林）3月5日，{BODY}", "王林", "", ""),
        (f"date 2024-03-05 （記者王小林／新北報導）{BODY}", "王小林", "", ""),
        (f"[記者王小林台南報導]{BODY}", "王小林", "", ""),
        (f"【記者 王小林 高雄 報導】{BODY}", "王小林", "", ""),
        (f"【記者王小林／台北訊】{BODY}", "王小林", "", ""),
        (f"（光華社記者王小林台北3月5日電）{BODY}", "王小林", "", ""),
        (f"江岸网3月5日讯（王林/文 周明/图）{BODY}", "王林", "", ""),
        (f"本网讯（外国语学院 王林）{BODY}", "王林", "", ""),
        (f"{BODY}（江岸中华在线网 王林）", "王林", "", ""),
        (f"{BODY}（王林供稿）", "王林", "", ""),
        (f"{BODY}\n（供稿：外国语学院 王林）", "王林", "", ""),
        (f"{BODY}\n撰稿人：王林 审核人：李晓", "王林", "", ""),
        (f"{BODY}\n文章作者：王林", "王林", "", ""),
        (f"{BODY}\n记者丨王林 编辑丨陈小川", "王林", "陈小川", ""),
        (f"{BODY}\n（文字：王林 图片：周明）", "王林", "", ""),
        (f"□ 本报记者 王林\n{BODY}", "王林", "", ""),
        (f"{BODY}\n文字记者：王林 摄影记者：周明", "王林", "", "周明"),
        (f"{BODY}\n本报首席摄影记者 周明", "", "", ""),
        (f"（江岸台记者王林报道）{BODY}", "王林", "", ""),
        (f"江岸日报讯 记者王林、通讯员李晓报道：{BODY}", "王林 李晓", "", ""),
        (f"{BODY}\n江岸日报见习记者 王林 特约通讯员 李晓", "王林 李晓", "", ""),
        (f"{BODY}（校记者团 王林 李晓）", "王林 李晓", "", ""),
        (f"{BODY}\n文/图：外国语学院 王林", "王林", "", "王林"),
        (f"【記者王小林∕高雄報導】{BODY}", "王小林", "", ""),
        (f"特派記者：王小林\n{BODY}", "王小林", "", ""),
        (f"（江岸商報 記者 王小林）{BODY}", "王小林", "", ""),
        (f"■王林 李晓 宋明\n{BODY}", "王林 李晓 宋明", "", ""),
        (f"■王林 江岸大学\n{BODY}", "", "", ""),
        (f"{BODY}\n公关室 王林 供稿", "王林", "", ""),
        (f"{BODY}\n江岸大学供稿", "", "", ""),
        (f"{BODY}\n（文图：王林/ 审核：周明/审校：李晓）", "王林", "", "王林"),
        (f"（光华社记者王林邻水3月5日电）{BODY}", "王林", "", ""),
        (f"{BODY}\n校园记者：王林", "王林", "", ""),
        (f"{BODY}\n摄像：周明 编辑：陈小川", "", "陈小川", ""),
        (f"{BODY}\n采写：王林 摄影：江岸日报记者周明", "王林", "", "周明"),
        (f"{BODY}\n图片：江岸日报记者周明", "", "", ""),
        (f"{BODY}\n（党办）\n作者：高教处", "", "", ""),
        (f"{BODY}（江岸市 南岸区）", "", "", ""),
        (f"{BODY}（李晓 江岸大学教授）", "", "", ""),
        ("五校代表说：“我们很高兴。”（江岸商会 李晓）", "", "", ""),
        (f"（记者从会上获悉）{BODY}", "", "", ""),
    ],
)
def test_people(raw: str, authors: str, editors: str, photographers: str) -> None:
    metadata = read(raw)
    assert [person.value for person in metadata.authors] == authors.split()
    assert [person.value for person in metadata.editors] == editors.split()
    assert [person.value for person in metadata.photographers] == photographers.split()


def test_values_are_simplified_and_quotes_are_raw() -> None:
    raw = "[視頻]兩市五校結成合作聯盟\n來源：江岸(àn)網\n兩市昨日簽署協議。(李(lǐ)曉)"
    metadata = read(raw)
    assert metadata.title
    assert metadata.outlet
    pairs = [(field.value, field.quote.text) for field in (metadata.title, metadata.outlet, *metadata.authors)]
    assert pairs == [("两市五校结成合作联盟", "兩市五校結成合作聯盟"), ("江岸网", "江岸(àn)網"), ("李晓", "李(lǐ)曉")]
    for field in (metadata.title, metadata.outlet, *metadata.authors):
        assert raw[field.quote.start : field.quote.end] == field.quote.text


def test_an_article_that_says_nothing_of_itself_has_no_metadata() -> None:
    assert read(BODY) == Metadata()


@pytest.mark.parametrize(
    ("raw", "derivation"),
    [
        (f"两市五校结成联盟\n2024年3月5日\n{BODY}", "stated"),
        (f"两市五校结成联盟\n民國113年3月5日\n{BODY}", "derived"),
        (f"江岸网3月5日电（王林）{BODY}\nhttps://example.org/t20240305_18.html", "derived"),
        (f"{BODY}（編輯：陳小川）1130305", "derived"),
    ],
)
def test_a_date_that_its_words_give_only_in_part_is_derived(raw: str, derivation: str) -> None:
    published = read(raw).published
    assert published
    assert published.value.startswith("2024-03-05")
    assert published.derivation == derivation


def test_a_completed_date_quotes_what_completes_it() -> None:
    address = "https://example.org/t20240305_18.html"
    published = read(f"江岸网3月5日电（王林）{BODY}\n{address}").published
    assert published
    assert published.quote.text == "3月5日"
    assert [quote.text for quote in published.antecedents] == [address.removesuffix("_18.html")]
