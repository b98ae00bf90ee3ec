"""What is one thing over many articles, and what proves it: claims made by hand, and claims of small texts."""

import random
from dataclasses import replace

import pytest

from built import examples
from kg import gazetteer, ids, pipeline
from kg.model import Claim, Entity, Evidence, Modality, Node, Quote, Statement
from kg.resolution import resolve

Resolved = tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Statement, ...]]

COLLEGE, UNIVERSITY, BUREAU = (
    Node("University", "西昌学院"),
    Node("University", "西南大学"),
    Node("GovernmentBody", "泸州市教育局"),
)
LUZHOU = Node("Prefecture", "泸州市", ("510500",))


def evidence(article: str, start: int = 0, modality: Modality = "asserted") -> Evidence:
    quote = Quote(article, start, start + 2, "一句")
    return Evidence(quote, None, None, None, (), "test", modality, "stated")


def claim(
    article: str, subject: Node, predicate: str, obj: Node | str, start: int = 0, modality: Modality = "asserted"
) -> Claim:
    return Claim(subject, predicate, obj, evidence(article, start, modality))


def person(article: str, name: str = "许拟文") -> Node:
    return Node("Person", name, (article,))


def membership(article: str, body: Node, tenure: str = "current", post: str = "校长", name: str = "许拟文") -> Claim:
    member = person(article, name)
    parts = (("org:member", member), ("org:organization", body), ("kg:post", post), ("kg:tenure", tenure))
    node = Node("Membership", f"{name} {post}", (article,), parts)
    return claim(article, node, "rdf:type", "kg:Membership")


def dated(article: str, date: str) -> Claim:
    return claim(article, Node("Article", article, (article,)), "schema:datePublished", date)


def of_kind(resolved: Resolved, kind: str) -> list[Entity]:
    return [entity for entity in resolved[0] if entity.kind == kind]


def values(resolved: Resolved, predicate: str) -> list[str]:
    return [statement.object for statement in resolved[1] if statement.predicate == predicate]


def texts(*articles: str) -> Resolved:
    return resolve([claim for article in articles for claim in pipeline.extract(article)])


# Persons


def test_one_name_and_one_body_is_one_person() -> None:
    resolved = resolve([membership("a", COLLEGE), membership("b", COLLEGE, post="教授")])
    (one,) = of_kind(resolved, "Person")
    assert {s.subject for s in resolved[1] if (s.predicate, s.object) == ("org:member", one.iri)} == {
        entity.iri for entity in of_kind(resolved, "Membership")
    }
    assert len(of_kind(resolved, "Membership")) == 2


def test_one_name_and_two_bodies_are_two_persons() -> None:
    resolved = resolve([membership("a", COLLEGE), membership("b", UNIVERSITY)])
    assert [entity.name for entity in of_kind(resolved, "Person")] == ["许拟文", "许拟文"]


def test_one_name_without_bodies_is_one_person_an_article() -> None:
    event = Node("Meeting", "西部图书馆论坛", ("a",))
    resolved = resolve([claim(article, person(article), "kg:attended", event) for article in "aab"])
    assert len(of_kind(resolved, "Person")) == 2


def test_two_names_in_one_body_are_two_persons() -> None:
    resolved = resolve([membership("a", COLLEGE), membership("b", COLLEGE, name="沈虚构")])
    assert len(of_kind(resolved, "Person")) == 2


@pytest.mark.parametrize("seed", range(6))
def test_bodies_in_common_link_articles_in_any_order(seed: int) -> None:
    claims = [membership("a", COLLEGE), membership("b", BUREAU), membership("c", COLLEGE), membership("c", BUREAU)]
    random.Random(seed).shuffle(claims)
    assert len(of_kind(resolve(claims), "Person")) == 1
    assert resolve(claims) == resolve(sorted(claims, key=repr))


@pytest.mark.parametrize("days", [("2024-03-01", "2025-01-01"), ("2024-03-01", "")])
def test_a_person_is_known_by_the_body_of_the_first_article(days: tuple[str, str]) -> None:
    later, first = "a", "b"
    told = [membership(first, UNIVERSITY), dated(first, days[0])]
    more = [membership(later, UNIVERSITY), membership(later, BUREAU)] + ([dated(later, days[1])] if days[1] else [])
    assert min(UNIVERSITY.name, BUREAU.name) == BUREAU.name
    assert of_kind(resolve(told), "Person") == of_kind(resolve([*told, *more]), "Person")


def test_two_persons_that_turn_out_to_be_one_are_called_as_the_earlier() -> None:
    told = [membership("b", COLLEGE), dated("b", "2024-03-01"), membership("a", BUREAU), dated("a", "2025-01-01")]
    link = [membership("c", COLLEGE), membership("c", BUREAU), dated("c", "2026-01-01")]
    assert len(of_kind(resolve(told), "Person")) == 2
    assert of_kind(resolve([*told, *link]), "Person") == of_kind(resolve(told[:2]), "Person")


def test_a_link_tells_persons_of_one_name_and_one_body_apart() -> None:
    linked = [Node("Person", "许拟文", (f"https://example.org/{number}",)) for number in (1, 2)]
    claims = []
    for article, who in zip("ab", linked, strict=True):
        parts = (("org:member", who), ("org:organization", COLLEGE), ("kg:post", "校长"), ("kg:tenure", "current"))
        claims.append(claim(article, Node("Membership", "许拟文 校长", (article,), parts), "rdf:type", "kg:Membership"))
    told = resolve(claims)
    assert [entity.iri for entity in of_kind(told, "Person")] == sorted(
        ids.iri("person", who.name, who.key) for who in linked
    )


def test_what_else_a_person_does_goes_with_its_posts() -> None:
    event = Node("Meeting", "西部图书馆论坛", ("a",))
    resolved = resolve([membership("a", COLLEGE), claim("a", person("a"), "kg:attended", event)])
    (one,) = of_kind(resolved, "Person")
    assert [s.subject for s in resolved[1] if s.predicate == "kg:attended"] == [one.iri]


def test_one_name_over_texts() -> None:
    first = "西昌学院校长许拟文表示，雨停了。"
    assert len(of_kind(texts(first, "西昌学院原教授许拟文表示，风起了。"), "Person")) == 1
    assert len(of_kind(texts(first, "西南大学校长许拟文表示，风起了。"), "Person")) == 2


# Tenure


@pytest.mark.parametrize("articles", [("a", "b"), ("b", "a")])
def test_tenure_is_that_of_the_latest_article(articles: tuple[str, str]) -> None:
    claims = {
        "a": [membership("a", COLLEGE), dated("a", "2024-03-01T08:00:00")],
        "b": [membership("b", COLLEGE, "former"), dated("b", "2025-01-01")],
    }
    resolved = resolve([claim for article in articles for claim in claims[article]])
    assert values(resolved, "kg:tenure") == ["former"]
    assert values(resolved, "kg:attestedOn") == ["2024-03-01"]
    assert values(resolved, "kg:formerOn") == ["2025-01-01"]
    assert len(of_kind(resolved, "Membership")) == 1


def test_who_comes_back_is_current() -> None:
    claims = [membership("a", COLLEGE, "former"), dated("a", "2024-03-01")]
    claims += [membership("b", COLLEGE), dated("b", "2025-01-01")]
    assert values(resolve(claims), "kg:tenure") == ["current"]


def test_a_dated_tenure_counts_before_an_undated_one() -> None:
    claims = [membership("a", COLLEGE, "former"), dated("a", "2024-03-01"), membership("b", COLLEGE)]
    assert values(resolve(claims), "kg:tenure") == ["former"]


def test_each_dated_article_attests() -> None:
    claims = [membership(article, COLLEGE) for article in "abc"] + [dated("a", "2024-03-01"), dated("b", "2025-01-01")]
    resolved = resolve(claims)
    assert values(resolved, "kg:attestedOn") == ["2024-03-01", "2025-01-01"]
    assert values(resolved, "kg:formerOn") == []


def test_one_post_is_one_membership_with_all_its_evidence() -> None:
    resolved = resolve([membership("a", COLLEGE), membership("b", COLLEGE)])
    (kind,) = [s for s in resolved[1] if s.object == "kg:Membership"]
    assert {one.quote.article for one in kind.evidence} == {"a", "b"}


# Relations


def test_cooperation_is_one_statement_with_sorted_ends() -> None:
    claims = [
        claim("a", COLLEGE, "kg:cooperatesWith", UNIVERSITY),
        claim("b", UNIVERSITY, "kg:cooperatesWith", COLLEGE),
    ]
    for order in (claims, claims[::-1]):
        (one,) = resolve(order)[1]
        assert one.subject < one.object
        assert [evidence.quote.article for evidence in one.evidence] == ["a", "b"]


def test_what_has_a_direction_keeps_it() -> None:
    claims = [claim("a", COLLEGE, "kg:supports", UNIVERSITY), claim("b", UNIVERSITY, "kg:supports", COLLEGE)]
    assert len(resolve(claims)[1]) == 2


def test_nothing_cooperates_with_itself() -> None:
    assert resolve([claim("a", COLLEGE, "kg:cooperatesWith", COLLEGE)])[1] == ()


def test_what_is_planned_is_no_fact_until_an_article_says_so() -> None:
    planned = claim("a", COLLEGE, "kg:supports", UNIVERSITY, modality="planned")
    assert [statement.asserted for statement in resolve([planned])[1]] == [False]
    done = claim("b", COLLEGE, "kg:supports", UNIVERSITY)
    assert [statement.asserted for statement in resolve([planned, done])[1]] == [True]


def test_evidence_stands_in_the_order_of_the_texts_and_once() -> None:
    claims = [
        claim(article, COLLEGE, "kg:locatedIn", LUZHOU, start) for article, start in (("b", 0), ("a", 7), ("a", 3))
    ]
    (one,) = resolve([*claims, claims[0]])[1]
    assert [(e.quote.article, e.quote.start) for e in one.evidence] == [("a", 3), ("a", 7), ("b", 0)]


# Agreements and events


def test_a_title_is_one_agreement_over_articles() -> None:
    first = "西昌学院与西南大学签署《兰花种子保存合作协议》。"
    second = "雨停了。西南大学与西昌学院签署《兰花种子保存合作协议》。"
    resolved = texts(first, second)
    assert [entity.name for entity in of_kind(resolved, "CooperationAgreement")] == ["兰花种子保存合作协议"]
    assert all(len({e.quote.article for e in s.evidence}) == 2 for s in resolved[1] if s.predicate == "kg:partyTo")


@pytest.mark.parametrize("title", ["合作协议", "《战略合作框架协议》", "《合作备忘录》"])
def test_a_generic_title_is_an_agreement_of_its_article(title: str) -> None:
    first, second = f"西昌学院与西南大学签署{title}。", f"雨停了。西昌学院与西南大学签署{title}。"
    named = [entity for entity in texts(first, second)[0] if "/agr/" in entity.iri]
    assert [entity.name for entity in named] == [title.strip("《》")] * 2


# Entities


def test_aliases_are_those_of_all_articles() -> None:
    resolved = texts("泸州市政府开了门。", "泸州市今天放晴。市政府开了门。")
    (government,) = of_kind(resolved, "GovernmentBody")
    assert (government.name, government.aliases) == ("泸州市人民政府", ("市政府", "泸州市政府"))


def test_the_commonest_kind_counts() -> None:
    claims = [claim(article, COLLEGE, "rdf:type", "kg:University") for article in "ab"]
    claims.append(claim("c", replace(COLLEGE, kind="School"), "rdf:type", "kg:School"))
    assert [entity.kind for entity in resolve(claims)[0]] == ["University"]
    assert [entity.kind for entity in resolve(claims[::-1])[0]] == ["University"]


def test_one_short_name_in_two_articles_is_two_bodies() -> None:
    nodes = [Node("GovernmentBody", "市教委", (article,)) for article in "ab"]
    resolved = resolve([claim(node.key[0], node, "rdf:type", "kg:GovernmentBody") for node in nodes])
    assert len({entity.iri for entity in resolved[0]}) == 2


def test_each_iri_in_a_statement_is_an_entity() -> None:
    entities, statements, reference = resolve(examples().claims)
    iris = {entity.iri for entity in entities}
    assert len(iris) == len(entities)
    for statement in (*statements, *reference):
        assert statement.subject in iris
        assert not statement.object.startswith(ids.ENTITY_BASE) or statement.object in iris


# Reference


def test_reference_of_a_division_and_all_around_it() -> None:
    county = Node("County", "邻水县", ("511623",))
    entities, _, reference = resolve([claim("a", county, "rdf:type", "kg:County")])
    found = {(s.subject.rpartition("/")[2], s.predicate, s.object.rpartition("/")[2]) for s in reference}
    assert found == {
        *(("511623", *fact) for fact in _facts("County", "511623", "county", "511600")),
        *(("511600", *fact) for fact in _facts("Prefecture", "511600", "prefecture", "510000")),
        *(("510000", *fact) for fact in _facts("Province", "510000", "province", "")),
    }
    assert [(entity.kind, entity.name) for entity in entities] == [
        ("Province", "四川省"),
        ("Prefecture", "广安市"),
        ("County", "邻水县"),
    ]
    assert not any(statement.evidence for statement in reference)


def _facts(kind: str, code: str, level: str, parent: str) -> list[tuple[str, str]]:
    facts = [("rdf:type", f"kg:{kind}"), ("kg:code", code), ("kg:level", level)]
    return [*facts, ("kg:locatedIn", parent)] if parent else facts


def test_reference_of_a_region_speaks_of_the_divisions_named() -> None:
    region = Node("Region", "京津冀")
    claims = [claim("a", region, "rdf:type", "kg:Region")]
    assert resolve(claims)[2] == ()
    beijing = Node("Province", "北京市", ("110000",))
    reference = resolve([*claims, claim("a", beijing, "rdf:type", "kg:Province")])[2]
    part_of = [(s.subject, s.object) for s in reference if s.predicate == "kg:partOf"]
    assert part_of == [(ids.iri("div", "", ("110000",)), ids.iri("region", "京津冀"))]


def test_reference_agrees_with_the_gazetteer() -> None:
    reference = examples().reference
    codes = {s.subject: s.object for s in reference if s.predicate == "kg:code"}
    parents = {s.subject: s.object for s in reference if s.predicate == "kg:locatedIn"}
    assert codes
    for iri, code in codes.items():
        assert iri == ids.iri("div", "", (code,))
        assert codes.get(parents.get(iri, ""), "") == gazetteer.division(code).parent


# Order


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_claims_does_not_matter(seed: int) -> None:
    claims = list(examples().claims)
    random.Random(seed).shuffle(claims)
    assert resolve(claims) == resolve(examples().claims)
    assert resolve([*claims, *claims]) == resolve(examples().claims)


def test_evidence_of_one_sentence_has_one_order() -> None:
    words = [Quote("a", at, at + 2, "一句") for at in range(20, 32)]
    claims = [claim("a", COLLEGE, "kg:supports", UNIVERSITY) for _ in words]
    claims = [
        replace(c, evidence=replace(c.evidence, antecedents=(word,))) for c, word in zip(claims, words, strict=True)
    ]
    (one,) = resolve(claims)[1]
    assert [evidence.antecedents for evidence in one.evidence] == [(word,) for word in words]


def test_results_are_sorted() -> None:
    entities, statements, reference = resolve(examples().claims)
    assert list(entities) == sorted(entities, key=lambda entity: entity.iri)
    for found in (statements, reference):
        triples = [(s.subject, s.predicate, s.object) for s in found]
        assert triples == sorted(set(triples))


def test_nothing_comes_of_nothing() -> None:
    assert resolve([]) == ((), (), ())
