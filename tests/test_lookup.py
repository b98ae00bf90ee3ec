"""The graph as a library: statements, entities, proofs and timelines."""

import pytest

from built import examples
from kg.errors import QueryError
from kg.knowledge import Knowledge
from kg.model import Entity, Statement


@pytest.fixture(scope="module")
def graph() -> Knowledge:
    return examples()


def test_statements_are_all_and_can_be_asked(graph: Knowledge) -> None:
    assert graph.statements() == tuple(graph.statements)
    parties = graph.statements(predicate="kg:partyTo")
    assert parties == tuple(one for one in graph.statements if one.predicate == "kg:partyTo") != ()


@pytest.mark.parametrize("form", ["entity", "iri", "curie"])
def test_a_thing_can_be_given_in_three_ways(graph: Knowledge, form: str) -> None:
    entity = graph.entity("西南大学")
    given: dict[str, Entity | str] = {"entity": entity, "iri": entity.iri, "curie": "body:西南大学"}
    expected = tuple(one for one in graph.statements if one.subject == entity.iri)
    assert graph.statements(subject=given[form]) == expected != ()
    expected = tuple(one for one in graph.statements if one.object == entity.iri)
    assert graph.statements(object=given[form]) == expected != ()


def test_statements_by_all_parts(graph: Knowledge) -> None:
    for one in graph.statements:
        assert one in graph.statements(one.subject, one.predicate, one.object)
        assert one in graph.statements(predicate=one.predicate, object=one.object)
    assert graph.statements(subject="body:没有的大学") == ()
    assert {one.object for one in graph.statements(predicate="rdf:type", object="kg:Person")} == {"kg:Person"}


def test_a_property_that_does_not_exist(graph: Knowledge) -> None:
    with pytest.raises(QueryError, match="no property kg:partyOf") as caught:
        graph.statements(predicate="kg:partyOf")
    assert "kg:partyTo" in caught.value.hint


def test_an_entity_by_name_iri_and_other_name(graph: Knowledge) -> None:
    entity = graph.entity("澳门大学")
    assert entity.aliases == ("澳大",)
    assert graph.entity(entity.iri) == graph.entity("body:澳门大学") == graph.entity("澳大") == entity


def test_several_of_one_name(graph: Knowledge) -> None:
    with pytest.raises(
        QueryError, match=r"several things are called 周范例: person:周范例-.*宜宾学院党委书记"
    ) as caught:
        graph.entity("周范例")
    assert caught.value.hint == "name one of them so"


def test_a_name_that_nothing_has(graph: Knowledge) -> None:
    with pytest.raises(QueryError, match="nothing is called 四川大雪") as caught:
        graph.entity("四川大雪")
    assert "四川大学" in caught.value.hint


def test_proofs_name_their_article_the_earliest_first(graph: Knowledge) -> None:
    for statement in graph.statements:
        proofs = graph.evidence(statement)
        assert {proof.evidence for proof in proofs} == set(statement.evidence)
        for proof in proofs:
            quote = proof.evidence.quote
            assert proof.article.text[quote.start : quote.end] == quote.text
        dates = [proof.published for proof in proofs]
        assert dates == sorted(dates, key=lambda date: (not date, date))
    assert graph.evidence(graph.reference[0]) == ()


def test_a_proof_tells_where_it_was_published(graph: Knowledge) -> None:
    statement = graph.statements(graph.entity("四川大学华西医院"), "kg:supports")[0]
    proof = graph.evidence(statement)[0]
    assert proof.headline == "四川大学华西医院对口支援甘孜州人民医院"
    assert proof.published == "2025-08-11T16:20:00"
    assert proof.outlet


def test_a_timeline_is_in_order_and_proved(graph: Knowledge) -> None:
    persons = [entity for entity in graph.entities if entity.kind == "Person"]
    kinds = set()
    for person in persons:
        moments = graph.timeline(person)
        assert graph.timeline(person.iri) == moments
        dates = [moment.date for moment in moments]
        assert dates == sorted(dates, key=lambda date: (not date, date))
        for moment in moments:
            assert person.iri in (moment.statement.subject, moment.statement.object)
            assert moment.entity.iri in (moment.statement.subject, moment.statement.object)
            assert graph.evidence(moment.statement)
        kinds |= {(moment.entity.kind, moment.predicate) for moment in moments}
    assert {("Membership", "kg:attestedOn"), ("Membership", "kg:formerOn"), ("Membership", "")} <= kinds
    assert ("Article", "schema:datePublished") in kinds


def test_the_timeline_of_an_agreement_maker(graph: Knowledge) -> None:
    moments = graph.timeline("四川大学华西医院")
    assert ("2025-08-10", "kg:signedOn", "对口支援协议") in {
        (moment.date, moment.predicate, moment.entity.name) for moment in moments
    }


def test_what_is_only_planned_is_in_no_timeline(graph: Knowledge) -> None:
    planned = [one for one in graph.statements if not one.asserted]
    assert planned
    shown: set[Statement] = {moment.statement for one in graph.entities for moment in graph.timeline(one)}
    assert not shown.intersection(planned)
