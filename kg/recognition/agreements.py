"""Agreements that the text names: in title marks, or as what was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.mentions import Extent, add, mention, text_of
from kg.recognition.words import Word, Words, words_of

# What the last words of a title say it is; a title that ends otherwise (a law, a book, a newspaper) is none.
_KINDS = tuple(
    (kind, re.compile(f"(?:{pattern})(?:（[^）]*）)?$"))
    for kind, pattern in (
        ("FrameworkAgreement", "框架(?:性)?(?:合作)?(?:协议|协定|合同)(?:书)?"),
        ("Memorandum", "备忘录|MOU"),
        ("ActionPlan", "行动计划|行动方案"),
        ("Initiative", "倡议书?|宣言|共识"),
        (
            "CooperationAgreement",
            "(?:合作|共建|协作|帮扶|支援|联盟|合办|战略|结对|创办|友好|伙伴).{0,24}(?:协议|协定|合同)书?|[姊姐]妹校约",
        ),
        ("Plan", "方案|规划|纲要|计划|意见|(?:工作|合作)要点"),
        (
            "Agreement",
            "协议|协议书|协定|合同|合约|意向书|公约|条约|议定书|安排|责任书|承诺书|声明|(?:联合|会谈|新闻)公报|会谈纪要",
        ),
    )
)
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,80})》|〈([^〈〉\n]{2,80})〉")
_PAPER = (
    "(?:协议书?|备忘录|MOU|合同|意向书|合约|协定|条约|议定书|公约|倡议书?|宣言|联合声明|联合公报|会谈纪要|承诺书|责任书"
    "|(?<=[姊姐]妹)校约)"
)
_SIGNS = "互换|签署|签订|签定|签下|签约|签(?![署订定下约])|达成|订立|缔结|续签|发表"
# One character of a name: no name holds a verb of signing.
_CHAR = r"(?!签[署订约字下]|达成)[^，。；：、！？《》\n（）]"
_ABOUT = r"(?:有关|关于)[^，。；：！？《》\n]{2,60}?的"
_NAME = rf"(?:{_ABOUT})?(?:“[^”\n]{{2,40}}”)?(?:{_CHAR}){{0,24}}?{_PAPER}"
# 《设立某某分院》合作协议: the kind stands behind the marks.
_KIND_BEHIND = re.compile(
    f"(?:战略|全面|合作|框架|共建|协作|友好|帮扶|谅解|项目|投资|服务|使用|授权|翻译|出版|联合){{0,4}}{_PAPER}(?![书定约草文条额金总数期纠])"
)
# 签署了校企合作协议, 签订“某某计划”合作备忘录, 签署关于甲、乙的备忘录
_SIGNED = re.compile(
    f"(?:{_SIGNS})(?:了|下|的)?"
    rf"(?:(?:{_CHAR}|、){{2,40}}?等(?:\d*个)?(?:领域|方面|事项)的?)?"
    f"(?P<name>{_NAME})(?![书定约草文条额金总数期])(?!升级|框架|谈判|价款|内容)"
)
_LAST = re.compile(f"{_PAPER}$")
# …和乙备忘录
_MORE = re.compile(rf"(?:和|及|以及|与|、)(?P<name>(?!{_PAPER}){_NAME})(?![书定约])")
# 图书互借协议签约仪式, 合作协议的签署, 协议在某地签署, 协议由甲与乙签署
_PASSIVE = re.compile(
    rf"(?P<paper>{_PAPER})"
    r"(?:的?(?:正式|签约|签字|签署|签订)|(?:[在于由][^，。；：！？\n]{1,60}?|今[天日]|[昨日]日|已)(?:共同|正式)?签[约署订字])"
)
# 根据双方合作协议约定, 按照甲与乙的合作协议，
_UNDER = re.compile(
    rf"(?:按照|根据|依据|依照)[^，。；：！？《》\n]{{2,50}}?(?P<paper>{_PAPER})(?=[，商约确安内要的规])"
)
# 签署共建示范区合作规划
_PLANNED = re.compile(
    rf"(?:签署|签订|共同制定|联合制定|共同编制|联合编制)了?(?P<name>(?:{_CHAR}){{2,24}}?(?:规划|方案|行动计划|合作计划))(?=[，。；、的]|$)"
)
# 发出共同行动倡议
_CALL = re.compile(r"(?:发出|发布|提出|发起|宣读)(?:了)?(?P<name>[^，。；：、！？《》\n\d]{0,16}?倡议书?)")
# 签署一批合作协议 and 签署旅游等领域多项协议 name none of them.
_COUNTED = re.compile(
    "[一二两三四五六七八九十多几数百千万]+[份个项批宗系列]|多(?![边双])|若干|一批|一系列|相关|有关(?!.+的)"
)
_SEVERAL = re.compile(r"[多数二两三四五六七八九十几\d][十百]?[余多]?[份个项批]|一批|一系列|等领域")
# 签约双方在协议上签字, 签约仪式并见证协议: what lies between is no name.
_NO_NAME = re.compile("[在并将把被从]|仪式|见证|出席|签[署订约字]|表示|达成|代表|后的|包括|涵盖|第.[个份项]|[这该此]")
# 双方合作协议, 一份合作协议
# 签署支持停火协议的文件: another paper was signed
_ANOTHER = re.compile("的(?:文件|决议|法案|公告)")
_LEADING = re.compile(
    "(?:双方|两[国地市省校](?!政府)|彼此|一[份项个]|首[份个]|新一轮|新的|上述|为期.{1,4}年的|(?:价值|金额|总[值额])[^的]{1,16}的"
    r"|\d+年的?|[\d.,]+[万亿]*(?:[美欧日港]?元|人民币|英镑)?的|好的|有关|关于)(?=.)"
)
# Words before the name of an agreement that are none of it: what somebody does, and the ends of parties.
_BARRIER = re.compile(
    "举行|举办|召开|出席|参[加与]|见证|主持|进行|完成|启动|推[动进]|围绕|宣布|表示|公布|介绍|落实|履行|执行|根据|按照|成功|正式|顺利|隆重|联合|共同"
    "|分别|先后|代表|现场|集中|通过|达成|[本此是今这]次|该|本|此|上述|相关|有关|签[署订约字]"
)
_PARTY_END = re.compile(
    "(?:大学|学院|学校|医院|公司|集团|政府|银行|法院|人大|国会|协会|委员会|管委会|研究院|研究所|中心|中学|小学|总台|电视台|电台|报社|联合会|基金会"
    "|学会|商会|工会|[二两三四各]方|[两三四][国地市省校院家县区]|[局厅省市县区州委])$"
)
# 签署了甲与乙合作协议
_OF_TWO = re.compile("(?:大学|学院|学校|医院|公司|集团|政府|人大|国会|局|委|部|厅|[省市县区])(?:与|和|同|、)")
_PARTY_TAGS = frozenset({"ns", "nt", "nr", "nrt", "nrfg"})
# A name without marks has at most so many characters before its last word.
_LONGEST = 24
_FUNCTION_TAGS = frozenset({"c", "d", "p", "r", "u", "uj", "ul", "uv", "uz", "y", "w", "x", "f", "t"})


def classify(title: str) -> str | None:
    """The class of agreement that a title names, None if it names none.

    >>> classify("教育协同发展框架协议"), classify("职业教育法")
    ('FrameworkAgreement', None)
    """
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), None)


@Language.component("kg_agreements", assigns=["doc.spans"], requires=["doc._.words"])
def find_agreements(doc: Doc) -> Doc:
    """`doc` with the agreements it names; an untitled one carries "untitled" as the way it came about."""
    text = text_of(doc)
    found: list[Span] = []
    for match in _TITLE.finditer(text):
        title = match[1] or match[2]
        kind, behind = classify(title), _KIND_BEHIND.match(text, match.end())
        if kind is None and behind:
            name = text[match.start() : behind.end()]
            found.append(mention(doc, match.start(), behind.end(), classify(name) or "Agreement", name))
            continue
        # A title that is no agreement keeps its words from being read as institutions or events.
        found.append(mention(doc, match.start(), match.end(), kind or "Title", title))
    for start, end in _untitled(text, words_of(doc)):
        while lead := _LEADING.match(text, start, end):
            start = lead.end()
        kind = classify(text[start:end])
        counted = _COUNTED.match(text, start, end) or _SEVERAL.search(text, start, end)
        if kind and not counted and not _ANOTHER.match(text, end):
            name = _quoted(text[start:end])
            if not _NO_NAME.search(name):
                found.append(mention(doc, start, end, kind, name, how="untitled"))
    add(doc, found)
    return doc


def _untitled(text: str, words: Words) -> Iterator[Extent]:
    """Where agreements without title marks may stand."""
    for pattern in (_SIGNED, _PLANNED, _CALL):
        for match in pattern.finditer(text):
            more: re.Match[str] | None = match
            while more:
                start, end = more.span("name")
                paper = _OF_TWO.search(more["name"]) and _LAST.search(text, start, end)
                yield _name_start(words, paper.start(), start) if paper else start, end
                more = _MORE.match(text, more.end())
    for pattern in (_PASSIVE, _UNDER):
        for match in pattern.finditer(text):
            start, end = match.span("paper")
            first = _name_start(words, start, start - _LONGEST)
            if first < start or text.startswith("由", end):  # 协议由甲与乙签署: the one there is
                yield first, end


def _name_start(words: Words, start: int, floor: int) -> int:
    """Where the name begins whose last word (协议) begins at `start`: behind the parties, or what is done with it."""
    while (word := words.ends.get(start)) and word.start >= floor:
        text = words.text_of(word)
        known = word.tag in _FUNCTION_TAGS or (word.tag in _PARTY_TAGS and not _begins_name(words, word))
        if known or _BARRIER.fullmatch(text) or _PARTY_END.search(text):
            break
        start = word.start
    opening = words.text.rfind("《", max(floor - _LONGEST, 0), start) if words.text.startswith("》", start - 1) else -1
    return opening if opening >= 0 else start  # 《某某》翻译出版备忘录


def _begins_name(words: Words, word: Word) -> bool:
    """True if a place is the first word of a name: 出席昆明种子基金合作协议签字仪式, not one of two parties."""
    before = words.ends.get(word.start)
    return word.tag == "ns" and before is not None and _BARRIER.fullmatch(words.text_of(before)) is not None


def _quoted(name: str) -> str:
    """A name without the quotation marks around the whole of it, or one whose partner stands behind it."""
    if name[0] == "“" and name.find("”") in (-1, len(name) - 1):
        return name.strip("“”")
    return name
