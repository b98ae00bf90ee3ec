"""Hostile names and texts: every format gives them back as they are, but for what XML cannot hold."""

import csv
import io
import re
import warnings
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import conftest
import reread
from kg import ids, rdf, recovery
from kg.errors import LossWarning
from kg.exports import graphml, jsonld, nquads, rows, spreadsheets, trig, turtle
from kg.model import Article, Entity, Evidence, KnowledgeBase, Quote, Statement

PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                '"',
                "'",
                '"""',
                "\\",
                "\\u0041",
                "\\n",
                "\n",
                "\r",
                "\r\n",
                "\t",
                "\0",
                "\x07",
                "\x1b[31m",
                "\x7f",
                "\x85",
            ),
            *("{", "}", "[", "]", "<", ">", "(", ")", "<!--", "]]>", "</data>", "&amp;", "&", "#", "|", "^^xsd:date"),
            *("\u200f", "\u202e", "\u2066", "\u2028", "\ufeff", "\ufffe", "\uffff", "\U0001ffff", "\ue000", "𠮷", "é"),
            *(
                "https://example.org/",
                "kg:Person",
                "_:b0",
                "@prefix",
                "@zh",
                "@id",
                "@type",
                "http:",
                "person:张三",
                "//",
            ),
            *(
                "=1+1",
                "=HYPERLINK(0)",
                "+",
                "-",
                "@SUM(A1)",
                "＝",
                ",",
                ";",
                "'=",
                ".",
                "..",
                "%",
                "~",
                "四川大学",
                "学",
                " ",
            ),
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
)
NAMES = st.lists(PIECES, min_size=1, max_size=6).map("".join).filter(bool)
LONG = "长" * 5_000 + '"\\\n' + "名." * 2_500
WORST = ("kg:Person.", "https://example.org/a b.", 'a"b\\c\nd\r\x00\x1f\u202e', "\0 =1+1", LONG)


def hostile(test: Callable[..., None]) -> Callable[..., None]:
    """The same hundred cases in each run, and the worst."""
    for name in WORST:
        test = example(name, "甲", name)(test)
    cases = given(NAMES, NAMES, NAMES)(test)
    return settings(max_examples=100, deadline=None, derandomize=True)(cases)


def knowledge(person: str, body: str, text: str) -> KnowledgeBase:
    """A person in an institution, an agreement, an event and an article, with these names wherever a text can stand."""
    source = f"{text}{person}{body}"
    article = Article(ids.digest(source, length=16), text, "utf-8", source, ids.digest(source))
    quote = Quote(article.id, 0, len(source), source)
    proof = (Evidence(quote, quote, None, None, (), "example", "asserted", "stated"),)
    who, where = ids.iri("person", person, (article.id,)), ids.iri("body", body)
    what, when = ids.iri("agr", text, (article.id,)), ids.iri("event", text, (article.id,))
    post, told = ids.iri("post", person + body, (article.id,)), ids.iri("art", "", (article.id,))
    facts = [
        *((who, "rdf:type", "kg:Person"), (where, "rdf:type", "kg:University"), (where, "skos:altLabel", text)),
        *((what, "rdf:type", "kg:Memorandum"), (where, "kg:partyTo", what)),
        *((when, "rdf:type", "kg:Meeting"), (when, "kg:theme", text), (when, "kg:series", person)),
        *((who, "kg:attended", when), (told, "rdf:type", "kg:Article"), (told, "schema:headline", text)),
        *((post, "rdf:type", "kg:Membership"), (post, "org:member", who), (post, "org:organization", where)),
        *((post, "kg:post", text), (post, "kg:tenure", "current")),
    ]
    entities = (
        *(Entity(who, "Person", person), Entity(where, "University", body, (text,)), Entity(what, "Memorandum", text)),
        *(Entity(when, "Meeting", text), Entity(post, "Membership", person), Entity(told, "Article", text)),
    )
    return KnowledgeBase((article,), (), entities, tuple(Statement(*fact, proof) for fact in facts), ())


@hostile
@pytest.mark.parametrize("form", ["trig", "nquads", "json-ld"])
def test_rdf_gives_every_name_back(form: str, person: str, body: str, text: str) -> None:
    kb = knowledge(person, body, text)
    write = {"trig": trig.write, "nquads": nquads.write, "json-ld": jsonld.write}[form]
    assert reread.quads(write(kb), form) == set(rdf.quads(kb))


@hostile
def test_turtle_gives_every_name_back(person: str, body: str, text: str) -> None:
    kb = knowledge(person, body, text)
    data = turtle.write(kb)
    assert {quad.triple for quad in reread.quads(data, "turtle")} == set(rdf.facts(kb))
    assert turtle.write(recovery.recover(rdf.facts(kb))) == data


# What Excel or LibreOffice would run, the first sign that they show being one of these.
FORMULA = re.compile("[\t\r\n]|[\\s\0-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+\\-@＝＋－＠]")


@hostile
def test_csv_gives_every_name_back_and_runs_nothing(person: str, body: str, text: str) -> None:
    kb = knowledge(person, body, text)
    files = {
        spreadsheets.write_nodes: rows.nodes,
        spreadsheets.write_edges: rows.edges,
        spreadsheets.write_evidence: rows.evidence,
    }
    for write, table in files.items():
        expected = [[value for value in row.values() if isinstance(value, str)] for row in table(kb)]
        strings = [name for name, value in table(kb)[0].items() if isinstance(value, str)]
        for read in (
            reread.csv(write(kb)),
            list(csv.DictReader(io.StringIO(write(kb).decode("utf-8-sig"), newline=""))),
        ):
            cells = [[row[name] for name in strings] for row in read]
            assert not [cell for row in cells for cell in row if FORMULA.match(cell)]
            assert [[cell.removeprefix("'") for cell in row] for row in cells] == expected


NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@hostile
def test_graphml_gives_back_all_that_xml_can_hold(person: str, body: str, text: str) -> None:
    kb = knowledge(person, body, text)
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        data = graphml.write(kb)
    lost = any(NO_XML.search(name) for name in (person, body, text))
    assert [one.category for one in told] == [LossWarning] * lost
    for element, table in (("node", rows.nodes(kb)), ("edge", rows.edges(kb))):
        expected = [
            [NO_XML.sub("\ufffd", value) for value in row.values() if isinstance(value, str) and value] for row in table
        ]
        names = [name for name, value in table[0].items() if isinstance(value, str)]
        found = [[row[name] for name in names if name in row] for row in reread.graphml(data, element)]
        assert found == expected


@pytest.mark.parametrize("name", [*WORST, ".", "a.", "://", "_:b", "person:张三", " ", "\u202e", "-", "''"])
def test_no_iri_holds_what_only_names_can(name: str) -> None:
    kb = knowledge(name, name, name)
    iris = {quad.subject.value for quad in rdf.quads(kb)}
    assert not [iri for iri in iris if re.search(r'[\s"<>\\^`{|}\x00-\x20\u202e]|\.$', iri) or len(iri) > 200]
    assert len({entity.iri for entity in kb.entities}) == len(kb.entities)


def test_the_page_runs_nothing_that_a_name_says() -> None:
    from kg.exports import page

    name = "</script><script>alert(1)</script>"
    assert name.encode() not in page.write(knowledge(name, name, name))


def test_nothing_to_write_is_a_heading() -> None:
    kb = replace(conftest.small_knowledge(), entities=())
    assert spreadsheets.write_nodes(kb) == b"\xef\xbb\xbfid\r\n"
    assert reread.graphml(graphml.write(kb), "node") == []
