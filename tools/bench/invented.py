"""Invented facts in any number: whole graphs that conform to the shapes, the same for the same number."""

from __future__ import annotations

from collections.abc import Iterator

from kg import ids
from kg.model import Article, Entity, Evidence, KnowledgeBase, Quote, Statement

_DIGITS = "甲乙丙丁戊己庚辛壬癸"
_FACTS = 33  # triples that an article adds: what it says, names and superclasses included
_SICHUAN, _CHENGDU = (ids.iri("div", "", (code,)) for code in ("510000", "510100"))
_TABLE = (
    (_SICHUAN, "rdf:type", "kg:Province"),
    (_SICHUAN, "kg:code", "510000"),
    (_SICHUAN, "kg:level", "province"),
    (_CHENGDU, "rdf:type", "kg:Prefecture"),
    (_CHENGDU, "kg:code", "510100"),
    (_CHENGDU, "kg:level", "prefecture"),
    (_CHENGDU, "kg:locatedIn", _SICHUAN),
)


def invent(facts: int) -> KnowledgeBase:
    """A graph of about so many facts (triples): a school, an office, a person, an agreement and a meeting an article.

    Every school is in two articles, so that facts have several evidences.
    """
    articles: list[Article] = []
    statements: dict[tuple[str, str, str], list[Evidence]] = {}
    entities = {_SICHUAN: Entity(_SICHUAN, "Province", "四川省"), _CHENGDU: Entity(_CHENGDU, "Prefecture", "成都市")}
    for number in range(max(1, facts // _FACTS)):
        article, things, said = _one(number)
        articles.append(article)
        entities |= {entity.iri: entity for entity in things}
        for fact, evidence in said:
            statements.setdefault(fact, []).append(evidence)
    return KnowledgeBase(
        tuple(sorted(articles, key=lambda article: article.id)),
        (),
        tuple(entities[iri] for iri in sorted(entities)),
        tuple(Statement(*fact, tuple(statements[fact])) for fact in sorted(statements)),
        tuple(Statement(*row) for row in _TABLE),
    )


def _one(number: int) -> tuple[Article, list[Entity], Iterator[tuple[tuple[str, str, str], Evidence]]]:
    """One article with what it says."""
    own, shared = _name(number), _name(number // 2)
    school, office, person = f"示例{shared}大学", f"示例{own}局", f"某{own}"
    agreement, meeting, headline = f"{shared}{own}合作协议", f"{own}联席会议", f"{school}与{office}签约"
    day = f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}"
    sentence = f"{day}，{school}与{office}在成都市签署《{agreement}》，{school}校长{person}出席{meeting}。"
    text = f"{headline}\n{sentence}\n"
    article = Article(ids.digest(text, length=16), f"{own}.txt", "utf-8", text, ids.digest(text))
    start = len(headline) + 1
    proof = _evidence(article, start, start + len(sentence))
    told, a, b = ids.iri("art", "", (article.id,)), ids.iri("body", school), ids.iri("body", office)
    who, post = ids.iri("person", person, (school,)), ids.iri("post", person, (school, "校长"))
    what, when = ids.iri("agr", agreement), ids.iri("event", meeting, (article.id,))
    facts = [
        *((told, "rdf:type", "kg:Article"), (told, "schema:headline", headline), (told, "schema:datePublished", day)),
        *((a, "rdf:type", "kg:University"), (a, "kg:locatedIn", _CHENGDU), (a, "kg:partyTo", what)),
        *((b, "rdf:type", "kg:GovernmentBody"), (b, "kg:partyTo", what), (min(a, b), "kg:cooperatesWith", max(a, b))),
        *((what, "rdf:type", "kg:CooperationAgreement"), (what, "kg:signedOn", day), (what, "kg:signedIn", _CHENGDU)),
        *((who, "rdf:type", "kg:Person"), (post, "rdf:type", "kg:Membership"), (post, "org:member", who)),
        *((post, "org:organization", a), (post, "kg:post", "校长"), (post, "kg:tenure", "current")),
        *((post, "kg:attestedOn", day), (when, "rdf:type", "kg:Meeting"), (when, "kg:heldOn", day)),
        *((who, "kg:attended", when), (_CHENGDU, "rdf:type", "kg:Prefecture")),
    ]
    things = [
        *(Entity(told, "Article", headline), Entity(a, "University", school), Entity(b, "GovernmentBody", office)),
        *(Entity(who, "Person", person), Entity(post, "Membership", f"{person} 校长")),
        *(Entity(what, "CooperationAgreement", agreement), Entity(when, "Meeting", meeting)),
    ]
    return article, things, ((fact, proof) for fact in facts)


def _evidence(article: Article, start: int, end: int) -> Evidence:
    quote = Quote(article.id, start, end, article.text[start:end])
    return Evidence(quote, None, None, None, (), "invented", "asserted", "stated")


def _name(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))
