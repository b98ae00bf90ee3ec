"""Parts of a graph: what is near a thing, what is new, and that a part is a whole graph itself."""

import warnings

import pytest

import conftest as example
from built import examples
from kg import rdf, selection, validation
from kg.errors import LossWarning, QueryError
from kg.model import KnowledgeBase


def names(kb: KnowledgeBase) -> set[str]:
    return {entity.name for entity in kb.entities if entity.kind not in ("Membership", "Article")}


def test_nothing_but_the_thing_at_depth_zero(kb: KnowledgeBase) -> None:
    part = selection.around(kb, example.CHONGQING_EDUCATION, 0)
    assert names(part) == {"重庆市教育委员会"}
    assert {one.predicate for one in part.statements if one.subject == example.CHONGQING_EDUCATION} == {
        "rdf:type",
        "skos:altLabel",
    }


def test_what_is_one_step_away(kb: KnowledgeBase) -> None:
    part = selection.around(kb, example.CHONGQING_EDUCATION, 1)
    assert names(part) == {
        *("重庆市教育委员会", "四川省教育厅", "川渝教育合作框架协议", "重庆市", "示范学院", "张三"),
    }
    assert (example.SICHUAN_EDUCATION, "kg:partyTo", example.FRAMEWORK) in {
        (one.subject, one.predicate, one.object) for one in part.statements
    }


def test_a_post_is_one_step(kb: KnowledgeBase) -> None:
    part = selection.around(kb, example.PERSON, 1)
    assert names(part) == {"张三", "四川省教育厅", "重庆市教育委员会", "第七次联席会议"}
    assert {example.DIRECTOR, example.DEPUTY} <= {entity.iri for entity in part.entities}


def test_the_divisions_above_come_along(kb: KnowledgeBase) -> None:
    part = selection.around(kb, example.FRAMEWORK, 1)
    assert {"成都市", "四川省"} <= names(part)
    assert {one.subject for one in part.reference} == {example.CHENGDU, example.SICHUAN}


def test_the_articles_that_say_so_come_along(kb: KnowledgeBase) -> None:
    part = selection.around(kb, example.MEETING, 0)
    assert [article.id for article in part.articles] == [example.SIGNED.id]
    assert (example.SIGNED_ARTICLE, "schema:headline") in {(one.subject, one.predicate) for one in part.statements}


def test_everything_that_hangs_together_at_great_depth() -> None:
    kb = examples()
    iri = kb.entity("绵阳市").iri
    part = selection.around(kb, iri, 50)
    assert selection.around(kb, iri, 51) == part
    assert len(part.statements) > 50


def test_an_agreement_is_never_without_its_parties(kb: KnowledgeBase) -> None:
    part = selection.around(kb, example.FRAMEWORK, 0)
    assert names(part) == {"川渝教育合作框架协议", "四川省教育厅", "重庆市教育委员会"}
    assert set(rdf.facts(part)) <= set(rdf.facts(kb))


def test_what_articles_say_since_a_date(kb: KnowledgeBase) -> None:
    with pytest.warns(LossWarning, match="1 articles that state no date are left out"):
        part = selection.since(kb, "2024")
    assert part.articles == (example.SIGNED,)
    assert {proof.quote.article for one in part.statements for proof in one.evidence} == {example.SIGNED.id}
    assert not [one for one in part.statements if one.predicate == "kg:locatedIn"]
    both = next(one for one in part.statements if one.predicate == "kg:cooperatesWith")
    assert len(both.evidence) == 1


@pytest.mark.parametrize(("date", "articles"), [("2024-05-21", 1), ("2024-05", 1), ("2024-05-22", 0), ("2025", 0)])
@pytest.mark.filterwarnings("ignore::kg.errors.LossWarning")
def test_a_date_is_as_exact_as_it_is_given(kb: KnowledgeBase, date: str, articles: int) -> None:
    part = selection.since(kb, date)
    assert len(part.articles) == articles
    assert bool(part.statements) == bool(part.entities) == bool(articles)


@pytest.mark.parametrize("date", ["", "20240521", "2024-13", "2024-5", "May 2024", "2024-05-21T09:30", "２０２４"])
def test_what_is_no_date(kb: KnowledgeBase, date: str) -> None:
    with pytest.raises(QueryError, match="is no date"):
        selection.since(kb, date)


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_what_surrounds_a_thing_conforms(depth: int) -> None:
    kb = examples()
    person = kb.statements(predicate="org:member")[0].object
    for name in ("四川大学", person, "绵阳南充职业教育协同发展框架协议"):
        part = kb.select(about=name, depth=depth)
        assert set(rdf.facts(part)) <= set(rdf.facts(kb))
        assert set(rdf.claims(part)) <= set(rdf.claims(kb))
        assert {reading.article for reading in part.readings} == set(part.articles)
        assert validation.validate(rdf.facts(part)).conforms


def test_no_steps_are_fewer_than_none(kb: KnowledgeBase) -> None:
    with pytest.raises(QueryError, match="-1 is no number of steps"):
        selection.around(kb, example.CHENGDU, -1)


def test_what_is_said_since_a_date_conforms() -> None:
    kb = examples()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LossWarning)
        part = kb.select(since="2025-06")
    assert 0 < len(part.articles) < len(kb.articles)
    assert set(rdf.claims(part)) <= set(rdf.claims(kb))
    assert validation.validate(rdf.facts(part)).conforms
    assert validation.check(part.claims, part.articles) == ()
