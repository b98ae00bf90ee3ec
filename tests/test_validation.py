"""The facts of tests/shapes/valid.ttl conform; one change to them at a time breaks each constraint of each shape."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import RDF, SH, Graph

from constraints import constraints, message
from kg import vocabulary
from kg.model import Article, Claim, Evidence, Node, Quote
from kg.validation import CHECKS, Report, Violation, check, validate

SHAPES = Graph().parse(vocabulary.FOLDER / "shapes.ttl")
FOLDER = Path(__file__).parent / "shapes"
VALID = frozenset(quad.triple for quad in parse(path=FOLDER / "valid.ttl"))


def triples(turtle: str) -> frozenset[Triple]:
    prefixes = "".join(f"@prefix {prefix}: <{base}> .\n" for prefix, base in vocabulary.PREFIXES.items())
    return frozenset(quad.triple for quad in parse(f"{prefixes}{turtle} .", format=RdfFormat.TURTLE))


def changes() -> Iterator[tuple[str, str, str, str]]:
    """The lines of broken.txt: code, property, what is taken out, what is put in."""
    for line in (FOLDER / "broken.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            promise, drop, add = (part.strip() for part in line.split("|"))
            code, path = promise.split()
            yield code, path, drop, add


@cache
def violations(drop: str, add: str) -> tuple[Violation, ...]:
    """What is wrong with the valid graph after one change."""
    dropped = triples(drop) if drop else frozenset()
    assert dropped <= VALID
    return validate(VALID - dropped | (triples(add) if add else frozenset())).violations


def domains() -> Iterator[tuple[str, str]]:
    """Every property whose subject a shape restricts, with the shape's message."""
    for shape in SHAPES.subjects(RDF.type, SH.NodeShape):
        if (shape, SH.disjoint, None) not in SHAPES:
            for path in SHAPES.objects(shape, SH.targetSubjectsOf):
                yield vocabulary.compact(path), message(SHAPES, shape)


# ---------------------------------------------------------------- facts


def test_valid_facts_conform_with_leaf_classes_alone() -> None:
    assert validate(VALID) == Report(())
    assert validate(VALID).conforms


def test_valid_facts_conform_with_superclasses_written_out() -> None:
    assert validate(VALID | superclasses()).violations == ()


def superclasses() -> set[Triple]:
    types = {fact for fact in VALID if vocabulary.compact(fact.predicate.value) == "rdf:type"}
    return {
        Triple(fact.subject, fact.predicate, NamedNode(vocabulary.expand(f"kg:{above}")))
        for fact in types
        for above in vocabulary.superclasses(vocabulary.compact(fact.object.value).removeprefix("kg:"))
    }


@pytest.mark.parametrize(("code", "path", "drop", "add"), list(changes()))
def test_each_change_breaks_its_constraint(code: str, path: str, drop: str, add: str) -> None:
    assert (code, path) in {(violation.code, violation.path) for violation in violations(drop, add)}


def test_every_constraint_of_every_shape_is_broken_by_some_change() -> None:
    found = chain.from_iterable(violations(drop, add) for _, _, drop, add in changes())
    reported = {(violation.message, violation.code) for violation in found}
    subjects = {message for _, message in domains()}  # broken one by one below
    assert {(message, code) for message, code in constraints(SHAPES) if message not in subjects} <= reported


@pytest.mark.parametrize(("path", "message"), sorted(domains()))
def test_only_the_right_things_are_the_subject_of_a_property(path: str, message: str) -> None:
    predicate = NamedNode(vocabulary.expand(path))
    target = next(fact.object for fact in sorted(VALID, key=str) if fact.predicate == predicate)
    wrong = "agr:甲协议" if message.startswith("Only a person") else "person:张三"
    found = validate(VALID | {Triple(NamedNode(vocabulary.expand(wrong)), predicate, target)}).violations
    assert (vocabulary.expand(wrong), message) in {(violation.focus, violation.message) for violation in found}


def test_a_university_is_no_place_though_only_the_leaf_class_is_given() -> None:
    found = violations("", "body:乙医院 kg:locatedIn body:甲大学")
    assert [(violation.focus, violation.value) for violation in found] == [
        (vocabulary.expand("body:乙医院"), vocabulary.expand("body:甲大学"))
    ]


def test_a_meeting_without_a_name_breaks_the_shape_of_events() -> None:
    (found,) = violations('event:甲会 skos:prefLabel "甲会"@zh-hans', "")
    assert found == Violation(
        focus=vocabulary.expand("event:甲会"),
        path="skos:prefLabel",
        code="MinCount",
        value="",
        message="A person, institution, place, agreement or event has a name",
        message_zh="人物、机构、地方、协议和活动须有名称",
    )


@pytest.mark.parametrize("path", ["kg:signedOn", "kg:heldOn", "kg:attestedOn", "kg:formerOn"])
@pytest.mark.parametrize(
    "value",
    [
        '"2024-02-31"^^xsd:date',
        '"1066-10-14"^^xsd:date',
        '"2124"^^xsd:gYear',
        '"2024-10-29"',
        '"--02-30"^^xsd:gMonthDay',
    ],
)
def test_a_date_is_a_day_month_or_year_that_can_be(path: str, value: str) -> None:
    subject = next(fact.subject for fact in VALID if vocabulary.compact(fact.predicate.value) == path)
    (found,) = violations("", f"<{subject.value}> {path} {value}")
    assert (found.code, found.path) == ("Node", path)


@pytest.mark.parametrize(("path", "broken"), [("kg:heldOn", 0), ("kg:signedOn", 0), ("kg:attestedOn", 1)])
def test_only_what_happens_once_has_a_day_of_any_year(path: str, broken: int) -> None:
    subject = next(fact.subject for fact in VALID if vocabulary.compact(fact.predicate.value) == path)
    assert len(violations("", f'<{subject.value}> {path} "--10-29"^^xsd:gMonthDay')) == broken


def test_a_circle_of_places_is_found_at_any_length() -> None:
    found = violations("", "region:中国 kg:locatedIn div:511622")
    assert {violation.focus for violation in found} == {
        vocabulary.expand(name) for name in ("region:中国", "div:510000", "div:511600", "div:511622")
    }


def test_each_message_is_in_both_languages_and_of_one_shape() -> None:
    shapes = set(SHAPES.subjects(SH.message))
    for language in ("en", "zh-hans"):
        messages = [text for shape in shapes for text in SHAPES.objects(shape, SH.message) if text.language == language]
        assert len(messages) == len(shapes) == len(set(messages))


def test_a_report_is_sorted_and_the_same_for_any_order_of_facts() -> None:
    facts = sorted(VALID | triples('person:张三 skos:altLabel "x", "y" ; kg:authorOf agr:甲协议'), key=str)
    report = validate(facts)
    assert len(report.violations) == 3
    assert report == validate(reversed(facts))
    assert list(report.violations) == sorted(report.violations)


@pytest.mark.parametrize(
    ("wrong", "focus", "code"),
    [
        ("body:甲大学 kg:partTo body:甲联盟", "body:甲大学", "term"),
        ("body:甲大学 a kg:Univercity", "body:甲大学", "term"),
        ("div:511600 kg:locatedIn div:511622", "div:511600", "parent"),
        ("div:510000 kg:locatedIn div:511622", "div:510000", "parent"),
    ],
)
def test_what_no_shape_can_see(wrong: str, focus: str, code: str) -> None:
    (found,) = (violation for violation in violations("", wrong) if violation.code == code)
    assert found.focus == vocabulary.expand(focus)
    assert re.match(r"[A-Z][ -~]+$", found.message)
    assert re.match(r"[\u4e00-\u9fff]", found.message_zh)


def test_a_code_that_the_table_does_not_know_has_any_parent() -> None:
    village = 'region:某村 a kg:Zone ; skos:prefLabel "某村"@zh-hans ; kg:code "990011" ; kg:locatedIn div:511622'
    assert violations("", village) == ()


def test_an_impossible_date_is_reported_and_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert not validate(VALID | triples('agr:甲协议 kg:signedOn "2024-02-30"^^xsd:date')).conforms
    assert caplog.records == []
    assert not logging.getLogger("rdflib.term").disabled


# ---------------------------------------------------------------- claims

TEXT = "甲大学校长张三与武胜县签约。"
ARTICLE = Article("a1", "a1.txt", "utf-8", TEXT, "0" * 64)


def quote(text: str) -> Quote:
    start = TEXT.index(text)
    return Quote("a1", start, start + len(text), text)


UNIVERSITY = Node("University", "甲大学")
EVIDENCE = Evidence(
    quote(TEXT), quote("甲大学"), quote("签约"), quote("武胜县"), (quote("校长"),), "sign", "asserted", "stated"
)
COOPERATION = Claim(UNIVERSITY, "kg:cooperatesWith", Node("County", "武胜县", ("511622",)), EVIDENCE)
PARTS = (
    ("org:member", Node("Person", "张三")),
    ("org:organization", UNIVERSITY),
    ("kg:post", "校长"),
    ("kg:tenure", "current"),
)
MEMBERSHIP = Claim(Node("Membership", "校长", parts=PARTS), "rdf:type", "kg:Membership", EVIDENCE)
PLANNED = Claim(UNIVERSITY, "kg:planned", "true", EVIDENCE)


def evidence(claim: Claim, **changed: object) -> Claim:
    return replace(claim, evidence=replace(claim.evidence, **changed))


WRONG = [
    ("article", evidence(COOPERATION, antecedents=(Quote("a2", 0, 3, "甲大学"),)), "a2"),
    ("quote", evidence(COOPERATION, quote=replace(quote(TEXT), text=TEXT[:-1])), TEXT[:-1]),
    ("quote", evidence(COOPERATION, subject=Quote("a1", 1, 4, "甲大学")), "甲大学"),
    ("quote", evidence(COOPERATION, trigger=Quote("a1", -3, -1, "签约")), "签约"),
    ("quote", evidence(COOPERATION, object=Quote("a1", 9, 9, "")), ""),
    ("quote", evidence(COOPERATION, antecedents=(Quote("a1", 0, 2, "校长"),)), "校长"),
    ("span", evidence(COOPERATION, quote=quote("甲大学校长张三")), "武胜县"),
    ("kind", replace(COOPERATION, object=Node("Village", "甲村")), "Village"),
    ("kind", replace(COOPERATION, subject=Node("kg:University", "甲大学")), "kg:University"),
    ("predicate", replace(COOPERATION, predicate="kg:befriends"), "kg:befriends"),
    ("predicate", replace(MEMBERSHIP, subject=replace(MEMBERSHIP.subject, parts=(*PARTS, ("kg:x", "1")))), "kg:x"),
    ("object", replace(COOPERATION, object="武胜县"), "kg:cooperatesWith"),
    ("object", replace(PLANNED, object=UNIVERSITY), "kg:planned"),
    ("type", replace(MEMBERSHIP, object="kg:Person"), "kg:Person"),
    ("membership", replace(MEMBERSHIP, subject=replace(MEMBERSHIP.subject, parts=PARTS[:3])), "kg:tenure"),
    ("planned", evidence(PLANNED, modality="planned"), "true"),
    ("planned", replace(PLANNED, object="false"), "false"),
    ("modality", evidence(COOPERATION, modality="denied"), "denied"),
    ("derivation", evidence(COOPERATION, derivation="guessed"), "guessed"),
    ("rule", evidence(COOPERATION, rule=""), ""),
]


def test_right_claims_pass_every_check() -> None:
    assert check([COOPERATION, MEMBERSHIP, PLANNED], [ARTICLE]) == ()


@pytest.mark.parametrize(("code", "claim", "value"), WRONG)
def test_each_check_catches_its_mistake(code: str, claim: Claim, value: str) -> None:
    assert (code, value) in {(violation.code, violation.value) for violation in check([claim], [ARTICLE])}


def test_every_check_is_broken_by_some_claim_and_says_so_in_both_languages() -> None:
    assert {code for code, _, _ in WRONG} == set(CHECKS)
    for violation in check([claim for _, claim, _ in WRONG], [ARTICLE]):
        assert re.match(r"[A-Z][ -~]+$", violation.message)
        assert re.match(r"[\u4e00-\u9fff]", violation.message_zh)


def test_a_wrong_claim_is_shown_with_its_sentence() -> None:
    (found,) = check([evidence(COOPERATION, rule="")], [ARTICLE])
    assert (found.focus, found.path, found.quote) == (f"a1:0-{len(TEXT)}", "kg:cooperatesWith", TEXT)


def test_violations_of_claims_are_sorted_and_given_once() -> None:
    claims = [claim for _, claim, _ in WRONG]
    found = check(claims * 2, [ARTICLE])
    assert found == check(reversed(claims), [ARTICLE])
    assert list(found) == sorted(set(found))
