"""Posts: the words for what a person is in a body (党组书记, 副市长, 董事长)."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from kg.mentions import add, covered, mention, text_of
from kg.patterns import anchored

# The rank before the word for the post: 常务副市长, 党组书记.
_RANK = (
    "常务|执行|名誉|荣誉|首席|高级|代理|联席|轮值|党组|党委|纪委|党总支|党支部|[一二三四]级(?=巡视员|调研员|主任科员|科员)|"
    "机关|联合|助理|第一|创始|全球|大中华区|署理|行政(?=总裁|总监)|创会|永远|非执行|独立|专职|驻会|资深|终身|特聘|客座|讲席|协理|副|代|总"
)
_WORDS = (
    "总书记|书记|省长|市长|县长|区长|州长|镇长|乡长|厅长|局长|部长|处长|科长|司长|署长|所长|院长|校长|园长|行长|台长|社长|会长|站长|馆长|"
    "团长|领队|队长|组长|旗长|盟长|院士|理事长|董事长|董事|监事长|秘书长|总裁|总经理|总编辑|总编|主编|主任委员|主任医师|主任专员|主任(?!科员)|"
    "国家副?主席|主席|总理|总统|首相|国务卿|大臣|外长|防长|财长|国务委员|委员长|常委|常务委员|委员|行政长官|大使|总领事|领事|"
    "执行长|召集人|次长|常任秘书长|(?:董事会|董事局|监事会|校董会|理事会|执委会)主席|CEO|首席执行官|首席[一-鿿]{2}官|"
    "首席经济学家|首席科学家|创始人|创办人|合伙人|总监|总工程师|总会计师|总经济师|总规划师|总设计师|"
    "总指挥|总司令|司令员|司令|政治委员|参谋长|检察长|发言人|理事|教授|研究员|总干事|干事|专员|议长|议员|酋长|巡视员|调研员|督学|主教练|"
    "主委|教务主任|教导主任|教育长|特派员|会董(?!事)|校董|校监|监事|审判长|庭长|关长|首席代表|总代表|首席专家|护士长|"
    "(?:营销|运营|技术|人力资源|财务|市场|艺术|项目|品牌|销售|设计|教学|产品|商务)(?:总裁|总监)|(?<=副)总(?![一-鿿]?[理裁统监督编部店厂局署会工])|"
    "立法委员|立委|立法议员|主任科员|科员|项目经理|客户经理|产品经理|经理|(?<=党[组委])成员|(?<=人大)代表|(?<=人民代表大会)代表|长"
)
_POST = anchored(f"(?:{_RANK})*(?:{_WORDS})(?:代表(?=[、，])|(?<=[长任裁理])助理(?!教))?")
# 主席团, 会长会议, 校长室: a longer word that is no post.
_AFTER = re.compile(
    "团|席|单位|国(?!务)|会|制|级|岗|办公|助理|们|签(?:约|字)仪式|处|室|公署|府|讲话|令|台(?!长)|性|期|信箱|热线|"
    "论坛|联席|质询|人选|提名"
)
# 广州市市长 and 广州市长, 宣传部部长 and 宣传部长: one character may serve the body and the post.
_SHARED = re.compile("[省市县区州旗厅局部署处所院校]长")


@Language.component("kg_posts", assigns=["doc.spans"], requires=["doc.spans"])
def find_posts(doc: Doc) -> Doc:
    """`doc` with Post mentions, the full word as canonical name: the 长 of 宣传部长 is 部长."""
    text = text_of(doc)
    busy = covered(doc)
    found = []
    at = 0
    while (match := _POST.search(text, at)) is not None:
        start, at = match.span()
        if _AFTER.match(text, at):
            continue
        if match.group() == "长":
            if start and busy[start - 1] and not busy[start] and _SHARED.match(text, start - 1):
                found.append(mention(doc, start, at, "Post", text[start - 1 : at]))
        elif not any(busy[start:at]):
            found.append(mention(doc, start, at, "Post"))
        elif busy[start] and not busy[at - 1] and _SHARED.fullmatch(text, at - 2, at) and busy[at - 2]:
            found.append(mention(doc, at - 1, at, "Post", text[at - 2 : at]))
        elif busy[start]:  # 某自治区党委书记: the body ends inside what the longest post would be
            at = next(i for i in range(start, len(text) + 1) if i == len(text) or not busy[i])
    add(doc, found)
    return doc
