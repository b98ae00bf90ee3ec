"""The summary of a build: its totals mean what a person expects."""

import conftest as example
from kg.knowledge import Knowledge
from kg.model import KnowledgeBase
from kg.summary import format_summary
from kg.validation import Report


def lines(kb: KnowledgeBase) -> dict[str, str]:
    """Each line that ends in a number, by its first word."""
    knowledge = Knowledge(kb.articles, kb.claims, kb.entities, kb.statements, kb.reference, ())
    text = format_summary(knowledge, Report(()), "out")
    return {line.split()[0]: line.split()[-1] for line in text.splitlines() if line and line[-1].isdigit()}


def test_a_post_is_one_fact_and_a_name_none(kb: KnowledgeBase) -> None:
    counted = lines(kb)
    posts = {one.subject for one in kb.statements if one.object == "kg:Membership"}
    assert posts == {example.DIRECTOR, example.DEPUTY}
    assert counted["post"] == "2"
    assert not counted.keys() & {"tenure", "organization", "other"}
    rest = [one for one in kb.statements if one.asserted and one.subject not in posts]
    rest = [one for one in rest if one.predicate not in ("rdf:type", "skos:altLabel")]
    assert counted["Facts"] == str(len(rest) + 2)


def test_other_names_stand_apart(kb: KnowledgeBase) -> None:
    knowledge = Knowledge(kb.articles, kb.claims, kb.entities, kb.statements, kb.reference, ())
    names = sum(one.predicate == "skos:altLabel" for one in kb.statements)
    assert f"Besides: {names} other names, " in format_summary(knowledge, Report(()), "out")
