"""What a rule finds before names are settled: a relation between mentions, or things made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise, product

from spacy.tokens import Span

from kg.extraction.sketch import Sketch
from kg.mentions import Extent, is_institution
from kg.model import Derivation, Modality
from kg.patterns import anchored

# What divides the two sides of a cooperation.
_WITH = re.compile("与|同|携手|牵手|联合|联同|会同")
_APART = re.compile(f"[、，和及跟（）]|代表|{_WITH.pattern}")
_AND = re.compile("[与和同]")
# 与甲、乙签署: who does so with them stands elsewhere.
_PARTNERS = ("与", "和", "同", "跟", "携手", "牵手", "联合", "联同", "会同")
_PLANNED = re.compile(
    "(?:拟|未来|将(?!军)|计划(?!生育|书)|力争|有望|准备|打算|即将|筹划|谋划|预计|争取(?!到)|原则同意)"  # 双方将共建
    "[^，。；]{0,16}(?:，(?:并|且|还|同时|以及)(?!已)[^，。；]{0,16})?$"  # 将举行会谈，并签署协议
)
_UNREAL = anchored(
    "(?:未(?!来)|没有|不再|不(?=[与同和])|不得|不能|不会|不可|无法|拒绝|反对|禁止"
    "|直[到至]|寻求|谋求|力求|致力于|试图|推动|力推|寓意|象征|彰显|诠释|谈判以|以期"
    "|取消|暂停|终止|中止|停止|叫停|退出|接近|临近"  # denied
    "|如果|假如|倘若|只有|除非|一旦|若(?!干)|是否|能否|可否"  # supposed
    "|(?<![反响适效供相对顺因])应(?![邀急用对届答有运约战声变聘])|要求(?![，、])|允许|可能"
    "|须(?!知)|需要|欢迎|鼓励|支持(?!下)|(?<![重主首紧概摘纪需简])要(?![求素点闻员])"
    "|(?<![志意心自])愿(?![景望])|(?<![许认])可(?!持续|靠|再生|见|谓))"  # due
    "[^，。；]{0,24}$"
    "|(?:[不未]|(?<![成造])就|尽早|尽快|早日)$"  # 既不加入; 就达成协议取得进展
    "|(?:希望|期望|期待|建议|呼吁|倡导|敦促)[^。；]{0,60}$"  # wished, over commas too
)
# 他对甲与乙达成协议表示乐观: what is felt about it does not say that it is.
_TOWARDS = re.compile("对(?![外口接])[^，。；]{0,40}$")
_FEELS = re.compile("[^，。；]{0,24}表示")


@dataclass(frozen=True, slots=True)
class Made:
    """A thing that no mention names: a membership, a visit, a meeting of two persons. Spans are of the document."""

    kind: str
    name: str
    start: int
    end: int
    parts: tuple[tuple[str, Span | str], ...] = ()


Thing = Span | Made


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim whose ends are still mentions: what the rule saw, where, and how sure the sentence is of it.

    A mention of a date as object stands for the date it means; `value_at` says where a value was read.
    """

    subject: Thing
    predicate: str
    object: Thing | str
    sketch: Sketch
    rule: str
    trigger: Extent
    value_at: Extent | None = None
    modality: Modality = "asserted"
    derivation: Derivation = "stated"


def together(
    sketch: Sketch, parties: Sequence[Span], rule: str, trigger: Extent, modality: Modality, derivation: Derivation
) -> Iterator[Draft]:
    """A kg:cooperatesWith for each pair of `parties`; one group alone (两地) stands for the pairs of its members.

    甲与乙、丙 pairs 甲 with each of the others, and these not with one another; 甲、乙与丙 are one list, 甲、乙等与丙
    are two sides, and 甲和乙、丙和丁 are two pairs.
    """
    text = sketch.document.text
    if parties and text.endswith(_PARTNERS, sketch.start, parties[0].start):
        return
    for one, other in _pairs(parties, text):
        if is_institution(one) and is_institution(other) and not _APART.search(text, one.end, other.start):
            continue  # 中国科学院 and 某某研究所 of 中国科学院某地某某研究所
        yield Draft(one, "kg:cooperatesWith", other, sketch, rule, trigger, None, modality, derivation)


def _pairs(parties: Sequence[Span], text: str) -> Iterable[tuple[Span, Span]]:
    marks = [text[one.end : other.start] for one, other in pairwise(parties)]
    if len(parties) == 1 and parties[0].label_ == "Group":
        return [(parties[0], parties[0])]
    if len(marks) > 2 and all(_AND.fullmatch(mark) for mark in marks[::2]) and set(marks[1::2]) <= {"、", "，"}:
        return zip(parties[::2], parties[1::2], strict=False)
    for i, mark in enumerate(marks, start=1):
        if _WITH.search(mark) and (i < len(marks) or re.search("等|分别", mark)):
            return product(parties[:i], parties[i:])
    return combinations(parties, 2)


def modality(sketch: Sketch, position: int) -> Modality | None:
    """How sure the sentence is of what its word at `position` says; None if it is denied, wished or supposed."""
    before = sketch.text[:position]
    if _UNREAL.search(before) or (_TOWARDS.search(before) and _FEELS.match(sketch.text, position)):
        return None
    return "planned" if _PLANNED.search(before) else "asserted"
