"""What holds for the claims of any article."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from built import cases
from kg import pipeline
from kg.model import Claim, Node, Quote
from readings import EACH_ARTICLE, article, claims_of, meanings


def nodes(claim: Claim) -> Iterator[Node]:
    for thing in (claim.subject, claim.object, *(part for _, part in claim.subject.parts)):
        if isinstance(thing, Node):
            yield thing


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
    _stand_in_their_sentence(claims_of(path))


def test_the_words_of_the_claims_of_each_case_stand_in_their_sentence() -> None:
    _stand_in_their_sentence(cases().claims)


def _stand_in_their_sentence(claims: Iterable[Claim]) -> None:
    for claim in claims:
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


@pytest.mark.parametrize("text", ["标题\n", "。", "……", "The library opens at nine.", "1234567890", "《》", "“”。"])
def test_a_text_that_says_nothing(text: str) -> None:
    assert {claim.predicate for claim in pipeline.extract(text)} <= {"rdf:type", "schema:headline"}
    assert {claim.subject.kind for claim in pipeline.extract(text)} <= {"Article"}
