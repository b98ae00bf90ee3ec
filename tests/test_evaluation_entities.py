"""The matching rules of tests/gold/README.md for people, institutions, places, agreements and events: exact counts."""

import pytest

from drafts import Draft
from judge import CITIES, PARTIES, agreement, compare_with, counts, event, thing, two_cities

# Rule 1: names


@pytest.mark.parametrize(
    ("name", "aliases", "found"),
    [
        ("宜宾学院", (), True),
        ("宜賓學院", (), True),
        ("宜宾（yíbīn）学院", (), True),
        ("《宜宾 学院》", (), True),
        ("<b>宜宾学院</b>", (), True),
        ("宜宾学院（筹）", (), False),
        ("该学院", ("宜宾学院",), True),
        ("宜院", (), True),  # a variant of this article
        ("宜宾大学", (), False),
    ],
)
def test_rule_1_names(name: str, aliases: tuple[str, ...], found: bool) -> None:
    draft = Draft()
    draft.add("University", name, *aliases)
    labels = [thing("宜宾学院", "university", "宜院")]
    assert counts("institutions", draft, institutions=labels) == ((1, 0, 0) if found else (0, 1, 1))


def test_rule_1_alias_that_an_article_states() -> None:
    draft = Draft()
    draft.say(draft.add("University", "该学院"), "skos:altLabel", "宜宾学院")
    assert counts("institutions", draft, institutions=[thing("宜宾学院", "university")]) == (1, 0, 0)


def test_entities_match_one_to_one() -> None:
    draft = Draft()
    draft.add("Prefecture", "川南", "自贡市", "泸州市")
    draft.add("Prefecture", "自贡市")
    draft.add("Prefecture", "自贡")
    labels = [thing("自贡市", "city", "自贡"), thing("泸州市", "city")]
    assert counts("places", draft, places=labels) == (2, 1, 0)


@pytest.mark.parametrize("order", [1, -1])
def test_the_better_of_two_matches(order: int) -> None:
    draft = Draft()
    for kind, name in [("Region", "自贡"), ("Prefecture", "自贡市")][::order]:
        draft.add(kind, name)
    outcome = compare_with(draft, places=[thing("自贡市", "city", "自贡")])
    assert [error.what for error in outcome.errors] == ["自贡 (Region)"]


def test_relation_of_a_second_copy_is_right() -> None:
    draft, _, two = two_cities()
    draft.say(draft.add("Prefecture", "雅安"), "kg:supports", two)
    relations = [["雅安市", "supports", "遂宁市"]]
    assert counts("places", draft, places=CITIES, relations=relations) == (2, 1, 0)
    assert counts("supports", draft, places=CITIES, relations=relations) == (1, 0, 0)


def test_name_of_another_type_is_no_match() -> None:
    draft = Draft()
    draft.add("Zone", "自贡高新区")
    labels = [thing("自贡高新区", "other")]
    assert counts("institutions", draft, institutions=labels) == (0, 0, 1)
    assert counts("places", draft, institutions=labels) == (0, 1, 0)


def test_kind_does_not_decide_a_match_by_name() -> None:
    draft = Draft()
    draft.add("School", "宜宾学院")
    outcome = compare_with(draft, institutions=[thing("宜宾学院", "university")])
    assert outcome.errors == ()
    assert outcome.details["kind"] == (0, 1)


# Optional things


def test_optional_costs_nothing_found_twice_or_missed() -> None:
    labels = [thing("雅安日报", "media", "雅报", optional=True)]
    draft = Draft()
    assert counts("institutions", draft, institutions=labels) == (0, 0, 0)
    draft.add("Media", "雅安日报")
    draft.add("Media", "雅报")
    assert counts("institutions", draft, institutions=labels) == (0, 0, 0)


def test_optional_institution_may_be_a_zone() -> None:
    draft = Draft()
    draft.add("Zone", "雅安教育试验区")
    labels = [thing("雅安教育试验区", "other", optional=True)]
    assert counts("places", draft, institutions=labels) == (0, 0, 0)


def test_required_is_served_before_optional() -> None:
    draft = Draft()
    draft.add("Prefecture", "成都市", "成渝")
    labels = [thing("成都市", "city", "成渝", optional=True), thing("成渝经济圈", "region", "成渝")]
    assert counts("places", draft, places=labels) == (1, 0, 0)


def test_optional_relation() -> None:
    draft, one, two = two_cities()
    draft.say(one, "kg:supports", two)
    optional = [["雅安市", "supports", "遂宁市"]]
    assert counts("supports", draft, places=CITIES, relations_optional=optional) == (0, 0, 0)
    assert counts("supports", draft, places=CITIES) == (0, 1, 0)


# Rule 3: things without a title


@pytest.mark.parametrize(
    ("kind", "parties", "found"),
    [
        ("Memorandum", ("雅安市",), True),
        ("Memorandum", (), False),
        ("Memorandum", ("巴中市",), False),
        ("FrameworkAgreement", ("雅安市", "遂宁市"), False),
    ],
)
def test_rule_3_untitled_agreement(kind: str, parties: tuple[str, ...], found: bool) -> None:
    draft = Draft()
    memorandum = draft.add(kind, "合作备忘录")
    for party in parties:
        draft.say(draft.add("Prefecture", party), "kg:partyTo", memorandum)
    labels = [agreement("合作备忘录", "memorandum", *PARTIES, anonymous=True)]
    assert counts("agreements", draft, places=CITIES, agreements=labels) == ((1, 0, 0) if found else (0, 1, 1))


def test_rule_3_relations_follow_the_alignment() -> None:
    draft, one, two = two_cities()
    for party in (one, two):
        draft.say(party, "kg:partyTo", draft.add("Memorandum", f"备忘录{party}"))
    labels = {
        "agreements": [
            agreement("遂宁备忘录", "memorandum", "遂宁市", anonymous=True),
            agreement("雅安备忘录", "memorandum", "雅安市", anonymous=True),
        ],
        "relations": [["雅安市", "party_to", "雅安备忘录"], ["遂宁市", "party_to", "遂宁备忘录"]],
    }
    assert counts("party_to", draft, places=CITIES, **labels) == (2, 0, 0)


def test_rule_3_name_alone_gives_no_relation() -> None:
    draft, one, _ = two_cities()
    draft.say(one, "kg:partyTo", draft.add("FrameworkAgreement", "合作备忘录"))
    labels = [agreement("合作备忘录", "memorandum", "雅安市", anonymous=True)]
    relations = [["雅安市", "party_to", "合作备忘录"]]
    assert counts("party_to", draft, places=CITIES, agreements=labels, relations=relations) == (0, 1, 1)


@pytest.mark.parametrize(
    ("kind", "date", "attendee", "found"),
    [
        ("Meeting", "2024-05-06", None, True),
        ("Meeting", None, "雅安市", True),
        ("Meeting", "2024-05-07", None, False),
        ("Meeting", None, None, False),
        ("Visit", "2024-05-06", "雅安市", False),
    ],
)
def test_rule_3_untitled_event(kind: str, date: str | None, attendee: str | None, found: bool) -> None:
    draft, one, _ = two_cities()
    meeting = draft.add(kind, "座谈")
    if date:
        draft.say(meeting, "kg:heldOn", date)
    if attendee:
        draft.say(one, "kg:attended", meeting)
    labels = [event("座谈", "meeting", *PARTIES, date="2024-05-06", anonymous=True)]
    assert counts("events", draft, places=CITIES, events=labels) == ((1, 0, 0) if found else (0, 1, 1))


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("detail", ["attendee", "date", "place"])
def test_rule_3_the_better_of_two_untitled_events(detail: str, order: int) -> None:
    draft, _, two = two_cities()
    meeting = draft.add("Meeting", "座谈")
    person = draft.add("Person", "白松")
    draft.say(person, "kg:attended", meeting)
    if detail == "attendee":
        draft.say(two, "kg:attended", meeting)
    elif detail == "date":
        draft.say(meeting, "kg:heldOn", "2024-05-07")
    else:
        draft.say(meeting, "kg:heldIn", two)
    labels = {
        "persons": [thing("白松")],
        "events": [
            event("会见", "meeting", "白松", "雅安市", anonymous=True, date="2024-05-06", place="雅安市"),
            event("会谈", "meeting", "白松", "遂宁市", anonymous=True, date="2024-05-07", place="遂宁市"),
        ][::order],
        "relations": [["白松", "attended", "会谈"]],
    }
    assert counts("events", draft, places=CITIES, **labels) == (1, 0, 1)
    assert counts("attended", draft, places=CITIES, **labels)[0] == 1


@pytest.mark.parametrize(("date", "attendee"), [(None, None), ("2024-05-06", "雅安市")])
def test_rule_3_implied_attendees_may_tell_an_event(date: str | None, attendee: str | None) -> None:
    draft, one, _ = two_cities()
    meeting = draft.add("Meeting", "座谈")
    if attendee:
        draft.say(one, "kg:attended", meeting)
    labels = [event("例会", "meeting", *PARTIES, date=date, attendees_implied=PARTIES, anonymous=True)]
    assert counts("events", draft, places=CITIES, events=labels) == (1, 0, 0)


def test_rule_3_only_the_kind_is_known() -> None:
    draft = Draft()
    draft.add("Visit", "参访团之行")
    labels = [event("来访", "visit", anonymous=True)]
    assert counts("events", draft, events=labels) == (1, 0, 0)


def test_second_copy_of_a_titled_thing_is_no_untitled_one() -> None:
    draft = Draft()
    for _ in range(2):
        draft.say(draft.add("Meeting", "川西教育论坛"), "kg:heldOn", "2024-05-06")
    labels = [event("川西教育论坛", "meeting"), event("会见", "meeting", date="2024-05-06", anonymous=True)]
    assert counts("events", draft, events=labels) == (1, 1, 1)


# Rule 6: levels and joint short names


def test_rule_6_one_short_name_for_two_places() -> None:
    draft = Draft("川渝")
    draft.add("Province", "四川省", "川渝")
    draft.add("Province", "重庆市", "川渝")
    draft.add("Region", "台湾")
    labels = [
        thing("重庆市", "province", "川渝"),
        thing("四川省", "province", "川渝"),
        thing("台湾", "region"),
    ]
    outcome = compare_with(draft, places=labels)
    assert outcome.errors == ()
    assert outcome.details["kind"] == (3, 3)


# Rule 7: what is no institution, place or agreement


@pytest.mark.parametrize(
    ("section", "kind", "name"),
    [
        ("institutions", "University", "两地高校"),
        ("agreements", "Agreement", "教育法"),
        ("places", "Place", "育才路9号"),
    ],
)
def test_rule_7_unlabelled_is_false(section: str, kind: str, name: str) -> None:
    draft = Draft(name)
    draft.add(kind, name)
    assert counts(section, draft) == (0, 1, 0)
