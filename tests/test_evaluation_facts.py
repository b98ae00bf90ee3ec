"""The matching rules of tests/gold/README.md for positions and relations, and what costs nothing: exact counts."""

import pytest

from drafts import THIS_ARTICLE, Draft
from judge import CITIES, PARTIES, agreement, compare_with, counts, event, thing, two_cities

# Rule 2: "a/b"


@pytest.mark.parametrize(("name", "hit"), [("雅安市", True), ("雅安市人民政府", True), ("雅安市教育局", False)])
def test_rule_2_either_of_two(name: str, hit: bool) -> None:
    draft = Draft()
    party = draft.add("Prefecture" if name == "雅安市" else "GovernmentBody", name)
    draft.say(party, "kg:partyTo", draft.add("FrameworkAgreement", "川西框架协议"))
    found = counts(
        "party_to",
        draft,
        places=CITIES,
        institutions=[thing("雅安市人民政府", "government", optional=True), thing("雅安市教育局", "government")],
        agreements=[agreement("川西框架协议", "framework", "雅安市/雅安市人民政府")],
        relations=[["雅安市/雅安市人民政府", "party_to", "川西框架协议"]],
    )
    assert found == ((1, 0, 0) if hit else (0, 1, 1))


def test_rule_2_place_that_is_a_variant_of_its_government() -> None:
    draft, one, two = two_cities()
    draft.say(one, "kg:supports", two)
    government = [thing("雅安市人民政府", "government", "雅安市", optional=True)]
    relations = [["雅安市人民政府", "supports", "遂宁市"]]
    assert counts("supports", draft, places=CITIES, institutions=government, relations=relations) == (1, 0, 0)


# Rule 4: implied attendees, dates


def test_rule_4_implied_attendance_is_optional() -> None:
    draft, one, two = two_cities()
    forum = draft.add("Meeting", "川西教育论坛")
    draft.say(one, "kg:attended", forum)
    draft.say(two, "kg:attended", forum)
    labels = {
        "events": [event("川西教育论坛", "meeting", *PARTIES, attendees_implied=["遂宁市"])],
        "relations": [["雅安市", "attended", "川西教育论坛"]],
    }
    assert counts("attended", draft, places=CITIES, **labels) == (1, 0, 0)


@pytest.mark.parametrize(
    ("gold", "date", "right"),
    [
        ("2024-05-06", "2024-05-06", True),
        ("2024-05", "2024-05-06", True),
        ("2024", "2024-05", True),
        ("--05-06", "2024-05-06", True),
        ("--05-06", "2024-05-16", False),
        ("2024-05-06", "2024-05", False),
        ("2024-0", "2024-05", False),
    ],
)
def test_rule_4_dates(gold: str, date: str, right: bool) -> None:
    draft = Draft()
    draft.say(draft.add("Meeting", "川西教育论坛"), "kg:heldOn", date)
    outcome = compare_with(draft, events=[event("川西教育论坛", "meeting", date=gold)])
    assert outcome.details["date"] == (int(right), 1)


# Rule 5: posts


@pytest.mark.parametrize("slot", ["雅安市", "雅安市人民政府", "雅安市/雅安市人民政府"])
@pytest.mark.parametrize(("kind", "body"), [("GovernmentBody", "雅安市人民政府"), ("Prefecture", "雅安市")])
def test_rule_5_mayor_belongs_to_place_or_government(kind: str, body: str, slot: str) -> None:
    draft = Draft("雅安市市长白松")
    draft.post(draft.add("Person", "白松"), draft.add(kind, body), "市长")
    labels = {"persons": [thing("白松")], "positions": [["白松", slot, "市长"]]}
    assert counts("positions", draft, places=CITIES, **labels) == (1, 0, 0)


@pytest.mark.parametrize(("body", "hit"), [("中共雅安市委", True), ("雅安市人民政府", False)])
def test_rule_5_secretary_belongs_to_the_party_committee(body: str, hit: bool) -> None:
    draft = Draft()
    draft.post(draft.add("Person", "白松"), draft.add("PartyBody", body), "书记")
    labels = {"persons": [thing("白松")], "institutions": [thing("中共雅安市委", "party")]}
    found = counts("positions", draft, **labels, positions=[["白松", "中共雅安市委", "书记"]])
    assert found == ((1, 0, 0) if hit else (0, 1, 1))


@pytest.mark.parametrize("tenure", ["current", "former"])
def test_rule_5_former_posts_count(tenure: str) -> None:
    draft = Draft()
    draft.post(draft.add("Person", "白松"), draft.add("University", "宜宾学院"), "院长", tenure)
    labels = {"persons": [thing("白松")], "institutions": [thing("宜宾学院", "university")]}
    assert counts("positions", draft, **labels, positions=[["白松", "宜宾学院", "院长"]]) == (1, 0, 0)


def test_each_post_is_a_position() -> None:
    draft = Draft()
    person, body = draft.add("Person", "白松"), draft.add("University", "宜宾学院")
    draft.post(person, body, "院长")
    draft.post(person, body, "教授")
    labels = {"persons": [thing("白松")], "institutions": [thing("宜宾学院", "university")]}
    positions = [["白松", "宜宾学院", "党委书记"], ["白松", "宜宾学院", "院长"]]
    assert counts("positions", draft, **labels, positions=positions) == (1, 1, 1)


# Rule 8: bylines


def test_rule_8_byline_is_a_person_without_position() -> None:
    draft = Draft()
    reporter = draft.add("Person", "江小舟")
    draft.say(reporter, "kg:authorOf", THIS_ARTICLE)
    draft.post(reporter, draft.add("Media", "雅安日报"), "记者")
    labels = {
        "persons": [thing("江小舟", role="byline")],
        "institutions": [thing("雅安日报", "media", optional=True)],
        "relations": [["江小舟", "author_of", "ARTICLE"]],
    }
    assert counts("persons", draft, **labels) == (1, 0, 0)
    assert counts("positions", draft, **labels) == (0, 1, 0)
    assert counts("author_of", draft, **labels) == (1, 0, 0)


def test_editors_and_photographers_are_no_authors() -> None:
    draft = Draft()
    draft.say(draft.add("Person", "江小舟"), "kg:photographerOf", THIS_ARTICLE)
    assert counts("relations", draft, persons=[thing("江小舟", role="photo")]) == (0, 0, 0)


# Rule 9: signings that repeat, ancestors without a name


@pytest.mark.parametrize(
    ("date", "sentence", "false"),
    [
        ("2024-05-06", "两市签约。", 0),
        ("2024-05-08", "两市签约。", 1),
        (None, "两市签署川西框架协议。", 0),
        (None, "两市签约。", 1),
    ],
)
def test_rule_9_signing_of_a_labelled_agreement(date: str | None, sentence: str, false: int) -> None:
    draft, one, _ = two_cities()
    draft.add("FrameworkAgreement", "川西框架协议", sentence="两市签署川西框架协议。")
    signing = draft.add("Signing", "签约仪式", sentence=sentence)
    draft.say(one, "kg:attended", signing)
    if date:
        draft.say(signing, "kg:heldOn", date)
    labels = [agreement("川西框架协议", "framework", signed_on="2024-05-06")]
    assert counts("events", draft, places=CITIES, agreements=labels) == (0, false, 0)
    assert counts("attended", draft, places=CITIES, agreements=labels) == (0, false, 0)


def test_rule_9_other_events_of_the_day_count() -> None:
    draft = Draft()
    draft.say(draft.add("Meeting", "座谈"), "kg:heldOn", "2024-05-06")
    labels = [agreement("川西框架协议", "framework", signed_on="2024-05-06")]
    assert counts("events", draft, agreements=labels) == (0, 1, 0)


@pytest.mark.parametrize(("text", "false"), [("雅安与银川发布。", 0), ("四川的雅安发布。", 1)])
def test_rule_9_ancestor_that_the_text_does_not_name(text: str, false: int) -> None:
    draft = Draft(text)
    county, city = draft.add("County", "雅安县"), "urn:test:unnamed"
    province = draft.add("Province", "四川省", "四川", "川")
    draft.refer(county, "kg:locatedIn", city)
    draft.refer(city, "kg:locatedIn", province)
    draft.say(county, "kg:locatedIn", province)
    labels = [thing("雅安县", "county")]
    assert counts("places", draft, places=labels) == (1, false, 0)
    assert counts("located_in", draft, places=labels) == (0, false, 0)


def test_rule_9_ancestor_of_a_false_place_counts() -> None:
    draft = Draft("雅安发布。")
    draft.refer(draft.add("County", "雅安县"), "kg:locatedIn", draft.add("Province", "四川省"))
    assert counts("places", draft) == (0, 2, 0)


# Rule 10: bodies implied by a post; pairs


@pytest.mark.parametrize(
    ("text", "kind", "has_post", "false"),
    [
        ("雅安市市长白松出席。", "GovernmentBody", True, 0),
        ("雅安市市长白松出席。", "GovernmentBody", False, 1),
        ("雅安市人民政府市长白松出席。", "GovernmentBody", True, 1),
        ("雅安市市长白松出席。", "Company", True, 1),
    ],
)
def test_rule_10_body_implied_by_a_post(text: str, kind: str, has_post: bool, false: int) -> None:
    draft = Draft(text)
    body = draft.add(kind, "雅安市人民政府")
    if has_post:
        draft.post(draft.add("Person", "白松"), body, "市长")
    assert counts("institutions", draft, persons=[thing("白松")], places=CITIES) == (0, false, 0)


@pytest.mark.parametrize("ways", ["there", "back", "both"])
def test_rule_10_cooperation_counts_once(ways: str) -> None:
    draft, one, two = two_cities()
    if ways != "back":
        draft.say(one, "kg:cooperatesWith", two)
    if ways != "there":
        draft.say(two, "kg:cooperatesWith", one)
    relations = [["遂宁市", "cooperates_with", "雅安市"]]
    assert counts("cooperates_with", draft, places=CITIES, relations=relations) == (1, 0, 0)


def test_other_relations_have_a_direction() -> None:
    draft, one, two = two_cities()
    draft.say(one, "kg:supports", two)
    relations = [["遂宁市", "supports", "雅安市"]]
    assert counts("supports", draft, places=CITIES, relations=relations) == (0, 1, 1)


# What is scored of a graph


def test_plans_and_reference_knowledge_are_not_scored() -> None:
    draft, one, two = two_cities()
    draft.refer(one, "kg:locatedIn", two)
    draft.say(one, "kg:supports", two, modality="planned")
    assert counts("relations", draft, places=CITIES) == (0, 0, 0)


def test_entity_that_only_reference_knowledge_names_is_not_scored() -> None:
    draft = Draft()
    draft.add("Province", "四川省")
    draft.refer(draft.statements.pop().subject, "kg:level", "province")
    assert counts("places", draft) == (0, 0, 0)
