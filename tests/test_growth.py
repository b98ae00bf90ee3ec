"""What one more article changes in the files of a graph that is kept under version control: the lines of what it tells.

The examples are built whole and with each article left out in turn; claims of invented persons show what an IRI must
never do.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad, RdfFormat, parse

from built import ARTICLES, cases, examples
from kg import pipeline, rdf, records, vocabulary
from kg.exports import graphml, jsonld, nquads, spreadsheets, trig, turtle
from kg.knowledge import Knowledge
from kg.model import Claim, Entity, KnowledgeBase, Node, Statement
from kg.resolution import resolve
from test_resolution import dated, membership

PATHS = sorted(ARTICLES.glob("*.txt"))
EACH_EXAMPLE = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
# The facts that a later article can end: who holds a post, and that nobody is known to be party to an agreement.
SUPERSEDED = {vocabulary.expand(name) for name in ("kg:tenure", "kg:affiliatedWith", "kg:partyUnknown")}

Key = tuple[str, str, str]  # graph, subject, predicate


@cache
def without(path: Path) -> Knowledge:
    """What all examples but one say."""
    return pipeline.build([other for other in PATHS if other != path])


def told(path: Path) -> set[str]:
    """The things that one of the examples speaks of, with what the reference tables know around them."""
    knowledge = examples()
    (article,) = {one.id for one in knowledge.articles} - {one.id for one in without(path).articles}
    said = [one for one in knowledge.statements if any(proof.quote.article == article for proof in one.evidence)]
    things = {end for one in said for end in (one.subject, one.object)} | {rdf.article_iri(article)}
    for _ in range(3):  # county, prefecture, province
        things |= {one.object for one in knowledge.reference if one.subject in things}
    return things


def quads(data: bytes) -> set[Quad]:
    return set(parse(data, RdfFormat.TRIG))


def values(found: Iterable[Quad]) -> dict[Key, set[str]]:
    objects: dict[Key, set[str]] = {}
    for quad in found:
        key = str(quad.graph_name), str(quad.subject), str(quad.predicate)
        objects.setdefault(key, set()).add(str(quad.object))
    return objects


def lines(data: bytes) -> dict[tuple[str, str, str], str]:
    """The lines of a Turtle or TriG file by graph, subject and predicate: each has one, and so has no other line."""
    found: dict[tuple[str, str, str], str] = {}
    graph = subject = ""
    for line in data.decode().splitlines():
        if line.endswith(" {"):
            graph = line
        elif line == "}":
            graph = ""
        else:
            inner = line.removeprefix("\t") if graph else line
            words = inner.split(" ")
            if not inner.startswith("\t"):
                subject = words.pop(0)
            key = (graph, subject, words[0].strip() if subject != "@prefix" else line)
            assert key not in found
            found[key] = line
    return found


@EACH_EXAMPLE
def test_one_more_article_takes_no_quad_away_and_adds_what_it_tells(path: Path) -> None:
    before, after = nquads.write(without(path)).splitlines(), nquads.write(examples()).splitlines()
    rest = iter(after)
    assert all(line in rest for line in before)  # in the same order
    things = told(path)
    for quad in parse(b"\n".join({*after} - {*before}), RdfFormat.N_QUADS):
        ends = {getattr(end, "value", "") for end in (quad.graph_name, quad.subject, quad.object)}
        assert ends & things, quad


@pytest.mark.parametrize("write", [turtle.write, trig.write], ids=["turtle", "trig"])
@EACH_EXAMPLE
def test_one_more_article_changes_only_the_lines_that_it_changes(
    path: Path, write: Callable[[KnowledgeBase], bytes]
) -> None:
    old, new = write(without(path)), write(examples())
    before, after = lines(old), lines(new)
    assert [key for key in after if key in before] == list(before)
    grown = {key for key in before if before[key][:-1] != after[key][:-1]}
    had, has = values(quads(old)), values(quads(new))
    longer = [key for key in had if had[key] < has[key]]
    assert len(grown) == len(longer)
    assert all(had[key] <= has[key] for key in had)
    subjects = {subject.strip("<>") for _, subject, _ in longer}
    assert subjects <= told(path)
    # Where only the end of a line differs, a line for another property of the same thing has come behind it.
    ended = {key[:2] for key in before.keys() - grown if before[key] != after[key]}
    assert ended <= {key[:2] for key in after.keys() - before.keys()}


@EACH_EXAMPLE
def test_one_more_article_changes_only_the_rows_of_what_it_tells(path: Path) -> None:
    things = told(path)
    for write, ends in ((spreadsheets.write_nodes, ["id"]), (spreadsheets.write_edges, ["source", "target"])):
        before, after = rows(write(without(path))), rows(write(examples()))
        assert [key for key in after if key in before] == list(before)
        for key, row in after.items():
            if row != before.get(key):
                assert {row[end] for end in ends} & things
    proofs = [spreadsheets.write_evidence(knowledge).splitlines() for knowledge in (without(path), examples())]
    rest = iter(proofs[1])
    assert all(line in rest for line in proofs[0])


@EACH_EXAMPLE
def test_one_more_article_changes_only_the_elements_of_what_it_tells(path: Path) -> None:
    here = set(graphml.write(without(path)).decode().splitlines())
    fresh = [line for line in graphml.write(examples()).decode().splitlines() if line not in here]
    assert all(line.startswith(("<node ", "<edge ")) for line in fresh)
    assert all(any(f'"{thing}"' in line for thing in told(path)) for line in fresh)


def rows(data: bytes) -> dict[str, dict[str, str]]:
    table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return {row["id"]: row for row in table} | {"": dict.fromkeys(table.fieldnames or (), "")}


@EACH_EXAMPLE
def test_one_more_article_changes_the_json_only_of_what_it_tells(path: Path) -> None:
    knowledge, former = examples(), without(path)
    for old, new in (
        (records.dump_claims(former.claims), records.dump_claims(knowledge.claims)),
        (records.dump_readings(former.readings), records.dump_readings(knowledge.readings)),
    ):
        rest = iter(new.splitlines())
        assert all(line in rest for line in old.splitlines())
    here = {line.rstrip(",") for line in jsonld.write(former).decode().splitlines()}
    names = [f'"{vocabulary.compact(thing).replace("post:", "membership:")}"' for thing in told(path)]
    for line in jsonld.write(knowledge).decode().splitlines():
        assert line.rstrip(",") in here or any(name in line for name in names) or '{"id": "claim:' in line


# What a later article can end


COLLEGE, BUREAU = Node("University", "西昌学院"), Node("GovernmentBody", "泸州市教育局")


def facts(claims: list[Claim]) -> set[str]:
    entities, statements, reference = resolve(claims)
    return {str(fact) for fact in rdf.facts(KnowledgeBase((), (), entities, statements, reference))}


def test_a_later_article_ends_a_tenure_and_nothing_else() -> None:
    before = [membership("a", COLLEGE), membership("a", BUREAU, post="局长"), dated("a", "2024-03-01")]
    gone = facts(before) - facts([*before, membership("b", COLLEGE, "former"), dated("b", "2025-01-01")])
    assert sorted(fact.split(" ")[1].strip("<>") for fact in gone) == sorted(
        map(vocabulary.expand, ("kg:affiliatedWith", "kg:tenure"))
    )


def test_hundreds_of_articles_one_after_the_other_end_posts_and_nothing_else() -> None:
    claims = cases().claims
    dates = {one.evidence.quote.article: str(one.object) for one in claims if one.predicate == "schema:datePublished"}
    order = sorted((one.id for one in cases().articles), key=lambda article: (article not in dates, dates.get(article)))
    before: set[Quad] = set()
    gone: set[Quad] = set()
    named: dict[tuple[str, str], str] = {}
    for end in range(25, len(order) + 25, 25):
        known = {*order[:end]}
        entities, statements, reference = resolve([one for one in claims if one.evidence.quote.article in known])
        after, persons = (
            set(rdf.quads(KnowledgeBase((), (), entities, statements, reference))),
            members(entities, statements),
        )
        assert {persons[key] for key in named} <= {*named.values()}  # no new name for who had one
        united = any(persons[key] != named[key] for key in named)
        gone |= set() if united else before - after
        before, named = after, persons
    assert {quad.predicate.value for quad in gone} <= SUPERSEDED


# Persons


NAMES, BODIES = ("许拟文", "沈虚构"), [Node("University", f"{name}学院") for name in "甲乙丙丁"]
DAYS = ["2024-05-01", "2024-05-01T09:00:00", "2024-06", "2025-01-01", ""]
Post = tuple[str, int, str, str]  # a name, a body, a post and a tenure
News = list[tuple[str, list[Post]]]  # the day of each article, and what it tells
posts = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(range(4)),
    st.sampled_from(["校长", "教授"]),
    st.sampled_from(["current", "former"]),
)
news = st.lists(st.tuples(st.sampled_from(DAYS), st.lists(posts, min_size=1, max_size=3)), min_size=1, max_size=6)
chance = st.randoms(use_true_random=False)


def article(name: str, day: str, said: list[Post]) -> list[Claim]:
    claims = [membership(name, BODIES[body], tenure, post, who) for who, body, post, tenure in said]
    return claims + ([dated(name, day)] if day else [])


def iris(claims: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """The IRI of each person by the article that speaks of it and its name."""
    entities, statements, _ = resolve(list(claims))
    return members(entities, statements)


def members(entities: Iterable[Entity], statements: Iterable[Statement]) -> dict[tuple[str, str], str]:
    names = {entity.iri: entity.name for entity in entities}
    held = [one for one in statements if one.predicate == "org:member"]
    return {(proof.quote.article, names[one.object]): one.object for one in held for proof in one.evidence}


@settings(max_examples=300, deadline=None, derandomize=True)
@given(news, st.lists(posts, min_size=1, max_size=4), chance)
def test_an_article_of_a_later_day_renames_nobody(past: News, said: list[Post], luck: random.Random) -> None:
    names = [f"{number:02}" for number in luck.sample(range(1, 99), len(past))]  # ids are not in the order of days
    claims = [claim for name, (day, told) in zip(names, past, strict=True) for claim in article(name, day, told)]
    last = ("00", "2026-01-01") if all(day for day, _ in past) else ("99", "")  # those without a day count as last
    more = [*claims, *article(*last, said)]
    days = {name: day or "undated" for name, (day, _) in zip(names, past, strict=True)}
    before, after = iris(claims), iris(more)
    for one in set(after.values()):
        mentions = sorted((days[key[0]], key) for key in before if after[key] == one)
        if mentions:
            assert before[mentions[0][1]] == one  # that of the first, whoever has turned out to be the same
    if len({*before.values()}) == len({after[key] for key in before}):
        assert all(after[key] == before[key] for key in before)
        assert {fact.split(" ")[1].strip("<>") for fact in facts(claims) - facts(more)} <= SUPERSEDED
    luck.shuffle(more)
    assert iris(more) == after


@settings(max_examples=100, deadline=None, derandomize=True)
@given(news, news)
def test_persons_of_builds_that_share_no_body_have_no_iri_in_common(one: News, other: News) -> None:
    builds = []
    for part, past in enumerate((one, other)):
        claims = []
        for number, (day, told) in enumerate(past):
            apart = [(who, body % 2 + 2 * part, post, tenure) for who, body, post, tenure in told]
            claims += article(f"{number}", day, apart)
        builds.append({*iris(claims).values()})
    assert not builds[0] & builds[1]
