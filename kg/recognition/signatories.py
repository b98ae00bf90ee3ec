"""Bodies that no head word tells and that sign with another: 示例智造与乙签署协议."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from kg import gazetteer
from kg.mentions import mention, mentions
from kg.patterns import anchored
from kg.recognition.words import words_of

_SIGNS = "(?:签署|签订|签定|签约|续签|达成|缔结)"
_PAPER = "(?:协议|备忘录|合同|意向书|协定|MOU|合作)"
_NAME = "[一-鿿A-Za-z0-9·]{3,12}?"
# What stands between the one behind 与 and the verb.
_ADVERBS = (
    "(?:[在就][^，。；在就]{1,24}?|日前|近日|今[天日]|昨[天日]|\\d{1,2}日|上午|下午|正式|共同|双方|成功|联合|再次|分别)"
    "{0,4}"
)
_TWO = anchored(
    f"(?:(?<=[，。；：、\\n日上])|(?<=日前)|(?<=近日)|(?<=上午)|(?<=下午)|^)(?P<one>{_NAME})(?:宣布)?[与和同](?P<other>{_NAME}){_ADVERBS}"
    f"{_SIGNS}(?=[^，。；]{{0,24}}?{_PAPER})"
)
_SIGNED = re.compile(_SIGNS)
_GENERIC = gazetteer.words("generic") | gazetteer.words("determiner")
_NAME_TAGS = frozenset(
    {"n", "nz", "nr", "nrt", "nrfg", "nt", "ns", "eng", "x", "vn", "an", "j", "g", "ng", "zg", "a", "b"}
)
_BUSINESS = frozenset({"n", "nz", "vn", "eng", "j"})
_NO_NAME = re.compile(
    "(?:双方|[两三各多]方|[我该本贵]|学校|公司|集团|企业|医院|单位|机构|政府|国家|代表|部门|协会|中心|领导|书记|主任|主席|教授|先生|女士|[长员人家者师生])$|[的了是将已也我该本]|代表|书记|主任|主席|经理|[院校局部市县区处科厅会]长|^[第各其这那此]"
)


def signing(doc: Doc, known: Sequence[Span]) -> list[Span]:
    """Those beside whom nothing but signing tells a body, where a word for what is signed follows."""
    text = words_of(doc).text
    if not _SIGNED.search(text):
        return []
    taken = bytearray(len(doc))
    for span in (*mentions(doc), *known):
        taken[span.start : span.end] = b"\1" * (span.end - span.start)
    return [
        mention(doc, *extent, "Institution")
        for match in _TWO.finditer(text)
        for extent in (match.span("one"), match.span("other"))
        if not any(taken[slice(*extent)]) and _is_name(doc, *extent)
    ]


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """True for two whole words or more that names are made of, the last one a noun: 汇源 and 果汁."""
    words = words_of(doc)
    inside = words.inside(start, end)
    whole = bool(inside) and inside[0].start == start and inside[-1].end == end
    named = not _GENERIC.issuperset(map(words.text_of, inside)) and _NO_NAME.search(words.text[start:end]) is None
    business = len(inside) > 1 and inside[-1].tag in _BUSINESS and inside[-1].end - inside[-1].start > 1
    return whole and named and business and all(word.tag in _NAME_TAGS for word in inside)
