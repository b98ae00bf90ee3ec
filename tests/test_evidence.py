"""Every fact can be checked: each claim quotes its article exactly, and each triple says where it comes from."""

import os
import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from built import examples
from kg import pipeline, rdf, vocabulary
from kg.entailments import ENTAILED
from kg.exports import trig
from kg.knowledge import Knowledge

GOLD = os.environ.get("KG_GOLD")
EXACT = vocabulary.expand("kg:exact")


@cache
def labelled() -> Knowledge:
    return pipeline.build([Path(str(GOLD), "articles")])


CORPORA = pytest.mark.parametrize(
    "build",
    [
        pytest.param(examples, id="examples"),
        pytest.param(
            labelled, id="labelled", marks=pytest.mark.skipif(not GOLD, reason="KG_GOLD names no labelled articles")
        ),
    ],
)


@CORPORA
def test_each_claim_quotes_its_article(build: Callable[[], Knowledge]) -> None:
    knowledge = build()
    texts = {article.id: article.text for article in knowledge.articles}
    assert len(knowledge.claims) > len(texts)
    for claim in knowledge.claims:
        evidence = claim.evidence
        spans = (evidence.quote, evidence.subject, evidence.trigger, evidence.object, *evidence.antecedents)
        for quote in filter(None, spans):
            assert quote.text
            assert texts[quote.article][quote.start : quote.end] == quote.text, claim


@CORPORA
def test_each_statement_has_a_claim_of_an_article(build: Callable[[], Knowledge]) -> None:
    knowledge = build()
    quotes = {claim.evidence.quote for claim in knowledge.claims}
    for statement in knowledge.statements:
        assert statement.evidence, statement
        assert all(evidence.quote in quotes for evidence in statement.evidence), statement
    assert not any(statement.evidence for statement in knowledge.reference)


@CORPORA
def test_each_triple_says_where_it_comes_from(build: Callable[[], Knowledge]) -> None:
    knowledge = build()
    sources = rdf.provenance(knowledge)
    assert set(sources.values()) <= {rdf.STATEMENT, rdf.REFERENCE, rdf.LABEL, rdf.HEADER, *ENTAILED}
    assert len(list(knowledge.to_rdflib())) == len(sources)


def test_a_claim_is_nine_triples_and_costs_at_most_450_bytes_beside_its_quote() -> None:
    knowledge = examples()
    quads = [quad for quad in rdf.claims(knowledge) if quad.subject != quad.graph_name]
    exact = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == EXACT}
    assert Counter(quad.subject.value for quad in quads) == dict.fromkeys(exact, 9)
    text = trig.write(knowledge).decode()
    blocks = re.findall(r"^\t(claim:\w+) a kg:Claim ;\n((?:\t\t.*\n)*)", text, re.MULTILINE)
    quotes = {vocabulary.compact(iri): quote for iri, quote in exact.items()}
    assert {iri for iri, _ in blocks} == quotes.keys()
    assert all(100 < len(block.encode()) - len(quotes[iri].encode()) <= 450 for iri, block in blocks)
    graphs = "".join(re.findall(r"^art:\w+ \{\n.*?^\}\n", text, re.DOTALL | re.MULTILINE))
    # With the raw texts of the articles it is not more.
    assert (len(graphs.encode()) - sum(len(quote.encode()) for quote in quotes.values())) / len(quotes) <= 450


@CORPORA
def test_shapes_and_record_checks_find_nothing(build: Callable[[], Knowledge]) -> None:
    assert build().validate().violations == ()
