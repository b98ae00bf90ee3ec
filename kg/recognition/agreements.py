"""Agreements that the text names: in title marks, or as what was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.mentions import add, mention, text_of

# What the last words of a title say it is; a title that ends otherwise (a law, a book, a newspaper) is none.
_KINDS = tuple(
    (kind, re.compile(f"(?:{pattern})(?:（[^）]*）)?$"))
    for kind, pattern in (
        ("FrameworkAgreement", "框架(?:性)?(?:合作)?(?:协议|协定|合同)(?:书)?"),
        ("Memorandum", "备忘录"),
        ("ActionPlan", "行动计划|行动方案"),
        ("Initiative", "倡议书?|宣言|共识"),
        (
            "CooperationAgreement",
            "(?:合作|共建|协作|帮扶|支援|联盟|合办|战略|结对|创办|友好|伙伴).{0,24}(?:协议|协定|合同)书?",
        ),
        ("Plan", "方案|规划|纲要|计划|意见|(?:工作|合作)要点"),
        ("Agreement", "协议|协议书|协定|合同|合约|意向书|公约|条约|议定书|安排|责任书|承诺书|声明|公报"),
    )
)
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,80})》|〈([^〈〉\n]{2,80})〉")
_PAPER = "(?:协议书?|备忘录|合同|意向书|合约|协定|条约|议定书|联合声明|联合公报)"
_PLAIN = r"[^，。；：、！？《》\n\d（）]"
_ABOUT = r"(?:有关|关于)[^，。；：！？《》\n（）]{2,40}?的"
# 签署了校企合作协议, 签订“某某计划”合作备忘录, 签署关于甲、乙的备忘录
_SIGNED = re.compile(
    r"(?:签署|签订|签定|签下|签约|签(?![署订定下约])|达成|订立|缔结|续签|发表)(?:了|下|的)?"
    rf"(?:(?:{_PLAIN}|、){{2,40}}?等(?:\d*个)?(?:领域|方面|事项)的?)?"
    rf"(?P<name>(?:{_ABOUT})?{_PLAIN}{{0,24}}?{_PAPER}|“[^”\n]{{2,20}}”{_PLAIN}{{0,12}}?{_PAPER})"
    r"(?![书定约草文条])(?!升级|框架|谈判)"
)
# …和乙备忘录
_MORE = re.compile(rf"(?:和|及|以及|与|、)(?P<name>(?:{_ABOUT})?{_PLAIN}{{2,24}}?{_PAPER})(?![书定约])")
# 战略合作框架协议签约仪式, 战略合作协议的签署
_CEREMONY = re.compile(
    r"(?P<name>(?:战略|全面|深化|深度|校地|校企|政企|政校|省校|市校|产学研|产教融合|友好|友城|姊妹校?|框架|合作|共建|协同|发展"
    r"|结对|帮扶|支援|协作|投资|项目|联合|人才|培养|教育|科技|医疗|文旅|旅游|产业|创新|谅解|意向|交流|“[^”\n]{2,20}”)+"
    rf"{_PAPER})(?=的?(?:正式)?(?:签约|签字|签署|签订))"
)
# 签署共建示范区合作规划
_PLANNED = re.compile(
    rf"(?:签署|签订|共同制定|联合制定|共同编制|联合编制)了?(?P<name>{_PLAIN}{{2,24}}?(?:规划|方案|行动计划|合作计划))(?=[，。；、]|$)"
)
# 根据双方合作协议约定
_AGREED = re.compile(
    r"(?:按照|根据|依据)(?:双方)?"
    r"(?P<name>[^，。；：、！？《》\n\d]{0,12}?(?:合作备忘录|框架协议|合作协议))"
    r"(?=商定|约定|确定|安排|内容|要求|的)"
)
# 发出共同行动倡议
_CALL = re.compile(r"(?:发出|发布|提出|发起|宣读)(?:了)?(?P<name>[^，。；：、！？《》\n\d]{0,16}?倡议书?)")
# 签署一批合作协议 and 签署旅游等领域多项协议 name none of them.
_COUNTED = re.compile(r"[一二两三四五六七八九十多几数百千万]*[份个项批宗系列]|多|若干|一批|一系列|相关|有关(?!.+的)")
_SEVERAL = re.compile("[多数二两三四五六七八九十几\\d][十百]?[余多]?[份个项批]|一批|一系列|等领域")
# 签约双方在协议上签字, 签约仪式并见证协议: what lies between is no name.
_NO_NAME = re.compile("[在并将把被从]|仪式|见证|出席|签[署订约字]|表示|达成|代表|后的|包括|涵盖|[这该此]")
# 双方合作协议, 一份合作协议
# 签署支持停火协议的文件: another paper was signed
_ANOTHER = re.compile("的(?:文件|决议|法案|公告)")
_LEADING = re.compile("(?:双方|两[国地市省校](?!政府)|彼此|一份|首份|新的|上述|为期.{1,4}年的)(?=.)|(?:有关|关于)")


def classify(title: str) -> str | None:
    """The class of agreement that a title names, None if it names none.

    >>> classify("教育协同发展框架协议"), classify("职业教育法")
    ('FrameworkAgreement', None)
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), None)


@Language.component("kg_agreements", assigns=["doc.spans"])
def find_agreements(doc: Doc) -> Doc:
    """`doc` with the agreements it names; an untitled one carries "untitled" as the way it came about."""
    text = text_of(doc)
    found: list[Span] = []
    for match in _TITLE.finditer(text):
        title = match[1] or match[2]
        # A title that is no agreement keeps its words from being read as institutions or events.
        found.append(mention(doc, match.start(), match.end(), classify(title) or "Title", title))
    for match in _untitled(text):
        kind = classify(match["name"])
        another = _ANOTHER.match(text, match.end("name"))
        if kind and not another and not _COUNTED.match(match["name"]) and not _SEVERAL.search(match["name"]):
            start = match.start("name")
            while lead := _LEADING.match(text, start, match.end("name")):
                start = lead.end()
            name = _quoted(text[start : match.end("name")])
            if not _NO_NAME.search(name):
                found.append(mention(doc, start, match.end("name"), kind, name, how="untitled"))
    add(doc, found)
    return doc


def _untitled(text: str) -> Iterator[re.Match[str]]:
    """What may be an agreement without title marks."""
    for pattern in (_SIGNED, _CEREMONY, _PLANNED, _AGREED, _CALL):
        for match in pattern.finditer(text):
            more: re.Match[str] | None = match
            while more:
                yield more
                more = _MORE.match(text, more.end())


def _quoted(name: str) -> str:
    """A name without the quotation marks around the whole of it, or one whose partner stands behind it."""
    if name[0] == "“" and name.find("”") in (-1, len(name) - 1):
        return name.strip("“”")
    return name
