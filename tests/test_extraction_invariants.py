"""What holds for the claims of any article, and what a page puts around or into a text without changing its meaning."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from opencc import OpenCC

from built import ARTICLES
from kg import pipeline, sources
from kg.model import Article, Claim, Node, Quote

GOLD = os.environ.get("KG_GOLD")
FILES = [*sorted(ARTICLES.glob("*.txt")), *(sorted(Path(GOLD, "articles").glob("*.txt")) if GOLD else [])]
EACH_ARTICLE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
EACH_EXAMPLE = pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)

Meaning = tuple[object, ...]


@cache
def article(path: Path) -> Article:
    (one,) = sources.read([path])
    return one


@cache
def claims_of(path: Path) -> tuple[Claim, ...]:
    return pipeline.extract(path)


def nodes(claim: Claim) -> Iterator[Node]:
    for thing in (claim.subject, claim.object, *(part for _, part in claim.subject.parts)):
        if isinstance(thing, Node):
            yield thing


def meanings(claims: tuple[Claim, ...]) -> set[Meaning]:
    """What claims say, without where they say it: articles and offsets differ between two forms of one text."""
    return {
        (
            _meaning(claim.subject),
            claim.predicate,
            _meaning(claim.object),
            claim.evidence.modality,
            claim.evidence.derivation,
        )
        for claim in claims
    }


def _meaning(thing: Node | str) -> Meaning | str:
    if isinstance(thing, str):
        return thing
    code = thing.key if thing.kind in ("Province", "Prefecture", "County") else ()
    parts = tuple((predicate, _meaning(part)) for predicate, part in thing.parts)
    return thing.kind, thing.name, code, parts


@EACH_ARTICLE
def test_quotes_are_slices_of_the_raw_text(path: Path) -> None:
    text = article(path).text
    for claim in claims_of(path):
        evidence = claim.evidence
        for quote in filter(None, (evidence.quote, evidence.subject, evidence.trigger, evidence.object)):
            assert quote.text
            assert quote == Quote(article(path).id, quote.start, quote.end, text[quote.start : quote.end])
        for quote in evidence.antecedents:
            assert quote == Quote(article(path).id, quote.start, quote.end, text[quote.start : quote.end])


@EACH_ARTICLE
def test_the_words_of_a_claim_stand_in_its_sentence(path: Path) -> None:
    for claim in claims_of(path):
        whole = claim.evidence.quote
        for part in filter(None, (claim.evidence.subject, claim.evidence.trigger, claim.evidence.object)):
            assert whole.start <= part.start < part.end <= whole.end, claim


@EACH_ARTICLE
def test_what_is_derived_from_elsewhere_quotes_it(path: Path) -> None:
    for claim in claims_of(path):
        if claim.evidence.derivation == "stated":
            assert claim.evidence.antecedents == (), claim


@pytest.mark.parametrize(
    ("text", "predicate", "obj", "antecedents"),
    [
        ("四川大学开了夜灯。四川大学华西医院开了夜诊。", "kg:partOf", None, ["四川大学"]),
        ("重庆市下雨了。宜宾学院与市教委开展合作。", "kg:cooperatesWith", "市教委", ["重庆市"]),
        ("绵阳市与广元市山水相连。两地开展合作。", "kg:cooperatesWith", "两地", ["绵阳市", "广元市"]),
        ("宜宾学院的雪停了。校长许拟文表示，雪很美。", "rdf:type", None, ["宜宾学院"]),
        (
            "示例社西昌2025年4月18日电（记者 林示例）今天，书法大赛在西昌市举行。",
            "kg:heldOn",
            "今天",
            ["2025年4月18日"],
        ),
    ],
)
def test_what_is_derived_quotes_what_decided_it(
    text: str, predicate: str, obj: str | None, antecedents: list[str]
) -> None:
    found = [claim.evidence for claim in pipeline.extract(text) if claim.predicate == predicate]
    found = [evidence for evidence in found if evidence.derivation == "derived" and evidence.rule != "mention"]
    for evidence in found:
        assert (evidence.object.text if evidence.object else None) == obj
        assert sorted(quote.text for quote in evidence.antecedents) == sorted(antecedents)
    assert found


@EACH_ARTICLE
def test_each_node_has_its_type(path: Path) -> None:
    claims = claims_of(path)
    assert claims
    typed = {claim.subject: claim.object for claim in claims if claim.predicate == "rdf:type"}
    for claim in claims:
        for node in nodes(claim):
            assert typed.get(node) == f"kg:{node.kind}", claim


@EACH_ARTICLE
def test_each_claim_stands_once(path: Path) -> None:
    assert len(set(claims_of(path))) == len(claims_of(path))


@EACH_ARTICLE
def test_extraction_is_repeatable(path: Path) -> None:
    assert pipeline.extract(path) == claims_of(path)
    assert pipeline.extract(article(path).text) == claims_of(path)


def test_a_pair_of_one_word_is_one_claim() -> None:
    claims = pipeline.extract("绵阳市与广元市山水相连。两地开展合作。")
    assert len([claim for claim in claims if claim.predicate == "kg:cooperatesWith"]) == 1


# What a site puts around an article

MENUS = ["首页 | 新闻 | 教育 | 登录", "当前位置：首页 > 新闻 > 正文", "首页 | 长春市 | 吉林大学"]
FOOTERS = [
    "版权所有 示例网 未经授权不得转载",
    "Copyright © 2025 示例网 版权所有\n主管：西藏大学 主办：拉萨市教育局",
    "相关阅读：\n西藏大学与拉萨市教育局签署合作协议",
]


@EACH_EXAMPLE
@pytest.mark.parametrize("menu", MENUS)
def test_a_menu_above_changes_nothing(path: Path, menu: str) -> None:
    assert meanings(pipeline.extract(f"{menu}\n{article(path).text}")) == meanings(claims_of(path))


@EACH_EXAMPLE
@pytest.mark.parametrize("footer", FOOTERS)
def test_a_footer_below_changes_nothing(path: Path, footer: str) -> None:
    assert meanings(pipeline.extract(f"{article(path).text}\n{footer}")) == meanings(claims_of(path))


# Sentences in which a name means what the rest of the article decides.
DECIDED = [
    "宜宾学院的雪停了。校长许拟文表示，雪很美。",
    "雅安市的雪停了。市长沈虚构表示，雪很美。",
    "北京的雪停了。朝阳区的孩子领到了字典。",
    "四川大学华西医院开了夜诊。",
    "雅安市的雪停了。市教育局发了一本字典。",
    "绵阳市与广元市山水相连。两地开展合作。",
]


@pytest.mark.parametrize("sentence", DECIDED)
def test_a_menu_decides_no_name(sentence: str) -> None:
    text = f"雪停了的消息传开\n　　{sentence}"
    assert meanings(pipeline.extract(f"首页 | 长春市 | 四川大学 | 吉林大学\n{text}")) == meanings(
        pipeline.extract(text)
    )


# What a site puts into an article


@EACH_EXAMPLE
def test_traditional_script_keeps_the_facts(path: Path) -> None:
    traditional = OpenCC("s2t").convert(article(path).text)
    assert meanings(pipeline.extract(traditional)) == meanings(claims_of(path))


@EACH_EXAMPLE
def test_invisible_characters_keep_the_facts(path: Path) -> None:
    text = article(path).text.replace("与", "\u200b与\ufeff").replace("\n", "\r\n")
    assert meanings(pipeline.extract(text)) == meanings(claims_of(path))


PINYIN = {"学": "xué", "省": "shěng", "厅": "tīng", "长": "zhǎng", "签": "qiān", "与": "yǔ", "年": "nián", "举": "jǔ"}


@EACH_EXAMPLE
def test_pinyin_keeps_the_facts(path: Path) -> None:
    text = article(path).text
    annotated = re.sub(f"[{''.join(PINYIN)}](?![(（])", lambda char: f"{char[0]}({PINYIN[char[0]]})", text)
    assert annotated != text
    assert meanings(pipeline.extract(annotated)) == meanings(claims_of(path))


@pytest.mark.parametrize("text", ["标题\n", "。", "……", "The library opens at nine.", "1234567890", "《》", "“”。"])
def test_a_text_that_says_nothing(text: str) -> None:
    assert {claim.predicate for claim in pipeline.extract(text)} <= {"rdf:type", "schema:headline"}
    assert {claim.subject.kind for claim in pipeline.extract(text)} <= {"Article"}
