"""Agreements that the text names: in title marks, or as what was signed."""

from __future__ import annotations

import re

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
        ("Plan", "方案|规划|纲要|计划|意见"),
        ("Agreement", "协议|协议书|协定|合同|合约|意向书|公约|责任书|承诺书|声明"),
    )
)
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,80})》|〈([^〈〉\n]{2,80})〉")
_PAPER = "(?:协议书?|备忘录|合同|意向书|合约|协定)"
_PLAIN = r"[^，。；：、！？《》\n\d（）]"
# 签署了校企合作协议, 签订“某某计划”合作备忘录
_SIGNED = re.compile(
    r"(?:签署|签订|签定|签下|签约|签|达成|订立|缔结|续签)(?:了|下)?(?:有关|关于)?(?!的)"
    rf"(?P<name>{_PLAIN}{{0,24}}?{_PAPER}|“[^”\n]{{2,20}}”{_PLAIN}{{0,12}}?{_PAPER})"
    r"(?![书定约])"
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
_COUNTED = re.compile(r"[一两多几数百千万]?[份个项批宗系列]|多|若干|一批|一系列|相关|有关")
_SEVERAL = re.compile("[多数两几\\d][十百]?[余多]?[份个项批]|一批|一系列|等领域")


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
    for pattern in (_SIGNED, _AGREED, _CALL):
        for match in pattern.finditer(text):
            kind = classify(match["name"])
            if kind and not _COUNTED.match(match["name"]) and not _SEVERAL.search(match["name"]):
                name = _quoted(match["name"])
                found.append(mention(doc, *match.span("name"), kind, name, how="untitled"))
    add(doc, found)
    return doc


def _quoted(name: str) -> str:
    """A name without the quotation marks around the whole of it, or one whose partner stands behind it."""
    if name[0] == "“" and name.find("”") in (-1, len(name) - 1):
        return name.strip("“”")
    return name
