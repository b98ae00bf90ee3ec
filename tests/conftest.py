"""A small knowledge base in which everything that RDF, the store and the drawing must tell apart occurs once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import browser
from kg import ids
from kg.model import Article, Derivation, Entity, Evidence, KnowledgeBase, Modality, Quote, Statement


def _article(text: str) -> Article:
    return Article(ids.digest(text, length=16), "invented.txt", "utf-8", text, ids.digest(text))


SIGNED = _article(
    "川渝教育部门签约\n记者 李四\n2024年5月20日，四川省教育厅与重庆市教育委员会在成都市签署《川渝教育合作框架协议》。"
    "四川省教育厅厅长张三、重庆市教育委员会原副主任张三出席2024年5月举行的第七次联席会议，主题为“同学𠮷林”。"
    "重庆市教育委员会（简称市教委）将支援筹建中的示范学院，并计划签署合作备忘录。"
)
REPEATED = _article("重庆\n四川省教育厅(tīng)与重庆市教育委员会长期\n合作，市教委位于重庆市。")

PERSON = ids.iri("person", "张三", ("四川省教育厅",))
REPORTER = ids.iri("person", "李四", (SIGNED.id,))
SICHUAN_EDUCATION = ids.iri("body", "四川省教育厅")
CHONGQING_EDUCATION = ids.iri("body", "重庆市教育委员会")
COLLEGE = ids.iri("body", "示范学院")
SICHUAN, CHENGDU, CHONGQING = (ids.iri("div", "", (code,)) for code in ("510000", "510100", "500000"))
FRAMEWORK = ids.iri("agr", "川渝教育合作框架协议")
MEMORANDUM = ids.iri("agr", "合作备忘录", (SIGNED.id,))
MEETING = ids.iri("event", "第七次联席会议", ("7",))
DIRECTOR = ids.iri("post", "张三四川省教育厅厅长")
DEPUTY = ids.iri("post", "张三重庆市教育委员会副主任")
SIGNED_ARTICLE, REPEATED_ARTICLE = (ids.iri("art", "", (article.id,)) for article in (SIGNED, REPEATED))


def quote(article: Article, text: str) -> Quote:
    start = article.text.index(text)
    return Quote(article.id, start, start + len(text), text)


def said(
    text: str, article: Article = SIGNED, modality: Modality = "asserted", derivation: Derivation = "stated"
) -> Evidence:
    return Evidence(quote(article, text), None, None, None, (), "example", modality, derivation)


def small_knowledge() -> KnowledgeBase:
    signing = said("四川省教育厅与重庆市教育委员会在成都市签署《川渝教育合作框架协议》")
    posts = said("四川省教育厅厅长张三、重庆市教育委员会原副主任张三出席2024年5月举行的第七次联席会议")
    theme = said("主题为“同学𠮷林”")
    plan = said("重庆市教育委员会（简称市教委）将支援筹建中的示范学院")
    repeated = said("四川省教育厅(tīng)与重庆市教育委员会长期\n合作", REPEATED)
    place = said("市教委位于重庆市", REPEATED, derivation="derived")
    byline, title = said("记者 李四"), said("川渝教育部门签约")
    facts: list[tuple[str, str, str, tuple[Evidence, ...]]] = [
        (SICHUAN_EDUCATION, "rdf:type", "kg:GovernmentBody", (signing, repeated)),
        (CHONGQING_EDUCATION, "rdf:type", "kg:GovernmentBody", (signing, repeated)),
        (CHONGQING_EDUCATION, "skos:altLabel", "市教委", (plan,)),
        (CHONGQING_EDUCATION, "kg:locatedIn", CHONGQING, (place,)),
        (CHONGQING_EDUCATION, "kg:cooperatesWith", SICHUAN_EDUCATION, (signing, repeated)),
        (SICHUAN_EDUCATION, "kg:partyTo", FRAMEWORK, (signing,)),
        (CHONGQING_EDUCATION, "kg:partyTo", FRAMEWORK, (signing,)),
        (FRAMEWORK, "rdf:type", "kg:FrameworkAgreement", (signing,)),
        (FRAMEWORK, "kg:signedOn", "2024-05-20", (said("2024年5月20日"),)),
        (FRAMEWORK, "kg:signedIn", CHENGDU, (signing,)),
        (CHENGDU, "rdf:type", "kg:Prefecture", (signing,)),
        (CHONGQING, "rdf:type", "kg:Province", (place,)),
        (PERSON, "rdf:type", "kg:Person", (posts,)),
        (DIRECTOR, "rdf:type", "kg:Membership", (posts,)),
        (DIRECTOR, "org:member", PERSON, (posts,)),
        (DIRECTOR, "org:organization", SICHUAN_EDUCATION, (posts,)),
        (DIRECTOR, "kg:post", "厅长", (posts,)),
        (DIRECTOR, "kg:tenure", "current", (posts,)),
        (DIRECTOR, "kg:attestedOn", "2024-05-21", (posts,)),
        (DEPUTY, "rdf:type", "kg:Membership", (posts,)),
        (DEPUTY, "org:member", PERSON, (posts,)),
        (DEPUTY, "org:organization", CHONGQING_EDUCATION, (posts,)),
        (DEPUTY, "kg:post", "副主任", (posts,)),
        (DEPUTY, "kg:tenure", "former", (posts,)),
        (DEPUTY, "kg:formerOn", "2024-05-21", (posts,)),
        (MEETING, "rdf:type", "kg:Meeting", (posts,)),
        (MEETING, "kg:sessionNumber", "7", (posts,)),
        (MEETING, "kg:heldOn", "2024-05", (posts,)),
        (MEETING, "kg:theme", "同学𠮷林", (theme,)),
        (PERSON, "kg:attended", MEETING, (posts,)),
        (COLLEGE, "rdf:type", "kg:University", (plan,)),
        (COLLEGE, "kg:planned", "true", (plan,)),
        (CHONGQING_EDUCATION, "kg:supports", COLLEGE, (replace(plan, modality="planned"),)),
        (MEMORANDUM, "rdf:type", "kg:Memorandum", (said("并计划签署合作备忘录", modality="planned"),)),
        (REPORTER, "rdf:type", "kg:Person", (byline,)),
        (REPORTER, "kg:authorOf", SIGNED_ARTICLE, (byline,)),
        (SIGNED_ARTICLE, "rdf:type", "kg:Article", (title,)),
        (SIGNED_ARTICLE, "schema:headline", "川渝教育部门签约", (title,)),
        (SIGNED_ARTICLE, "schema:datePublished", "2024-05-21T09:30:00", (title,)),
        (REPEATED_ARTICLE, "rdf:type", "kg:Article", (said("重庆", REPEATED),)),
    ]
    table = [
        (CHENGDU, "kg:code", "510100"),
        (CHENGDU, "kg:level", "prefecture"),
        (CHENGDU, "kg:locatedIn", SICHUAN),
        (SICHUAN, "rdf:type", "kg:Province"),
        (SICHUAN, "kg:code", "510000"),
        (CHONGQING, "kg:code", "500000"),
    ]
    entities = (
        Entity(SICHUAN_EDUCATION, "GovernmentBody", "四川省教育厅"),
        Entity(CHONGQING_EDUCATION, "GovernmentBody", "重庆市教育委员会", ("市教委",)),
        Entity(COLLEGE, "University", "示范学院"),
        Entity(FRAMEWORK, "FrameworkAgreement", "川渝教育合作框架协议"),
        Entity(MEMORANDUM, "Memorandum", "合作备忘录"),
        Entity(SICHUAN, "Province", "四川省"),
        Entity(CHENGDU, "Prefecture", "成都市"),
        Entity(CHONGQING, "Province", "重庆市"),
        Entity(PERSON, "Person", "张三"),
        Entity(REPORTER, "Person", "李四"),
        Entity(DIRECTOR, "Membership", "张三：四川省教育厅厅长"),
        Entity(DEPUTY, "Membership", "张三：重庆市教育委员会副主任"),
        Entity(MEETING, "Meeting", "第七次联席会议"),
        Entity(SIGNED_ARTICLE, "Article", "川渝教育部门签约"),
        Entity(REPEATED_ARTICLE, "Article", "重庆"),
    )
    return KnowledgeBase(
        articles=(SIGNED, REPEATED),
        claims=(),
        entities=entities,
        statements=tuple(Statement(*fact) for fact in facts),
        reference=tuple(Statement(*row) for row in table),
    )


def reversed_order(kb: KnowledgeBase) -> KnowledgeBase:
    """The same knowledge with everything in the opposite order."""
    return KnowledgeBase(
        articles=kb.articles[::-1],
        claims=kb.claims[::-1],
        entities=kb.entities[::-1],
        statements=kb.statements[::-1],
        reference=kb.reference[::-1],
    )


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return small_knowledge()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    with browser.chromium() as running:
        yield running
