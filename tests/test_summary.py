"""The summary of a build: its totals mean what a person expects."""

import conftest as example
from kg.knowledge import Knowledge
from kg.model import KnowledgeBase
from kg.summary import format_report, format_summary
from kg.validation import Report, Violation


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


def test_a_value_that_breaks_a_rule_in_two_ways_is_told_once() -> None:
    wrong = [
        Violation("body:甲", "kg:code", code, "51", "A code is long", "代码过短") for code in ("Or", "Pattern", "In")
    ]
    assert format_report(Report(tuple(wrong))).splitlines() == [
        "Validation: 1 problem",
        "  A code is long: body:甲 kg:code 51",
        "    代码过短",
    ]
