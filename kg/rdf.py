"""The knowledge base as RDF under the ontology: facts, reference knowledge, and the claims that prove the facts.

    default graph     every fact once: asserted, reference, entailed, the labels of what the facts are about, a header
    art:<article>     the text of one article and its digest, and what it claims, asserted or only planned
    <id/reference>    the facts that a reference table gives, and where the tables come from

All of it is given one by one in this order, sorted within, so that a large graph is never held twice. To take an
article back is to drop its graph, and the facts that no other graph asserts. There are no blank nodes and no RDF-star,
so that every RDF tool reads the same.
"""

from __future__ import annotations

import io
import re
import weakref
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg import entailments, ids, vocabulary
from kg.model import Evidence, KnowledgeBase, Statement

Fact = TypeVar("Fact", Triple, Quad)

LANGUAGE = "zh-hans"  # lower case: RDF tools fold the case of language tags, not all of them alike

STATEMENT, REFERENCE, LABEL, HEADER = "statement", "reference", "label", "header"

_LABELS = ("skos:prefLabel", "skos:altLabel")
_DATE_TYPES = (
    (re.compile(r"\d{4}"), "xsd:gYear"),
    (re.compile(r"\d{4}-\d\d"), "xsd:gYearMonth"),
    (re.compile(r"\d{4}-\d\d-\d\d"), "xsd:date"),
    (re.compile(r"--\d\d-\d\d"), "xsd:gMonthDay"),
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d"), "xsd:dateTime"),
)
_TYPE = NamedNode(vocabulary.expand("rdf:type"))
_known: dict[int, Mapping[Triple, str]] = {}  # by identity, as long as the knowledge lives: every output asks for it


def facts(kb: KnowledgeBase) -> Iterator[Triple]:
    """Each fact once, sorted: what the default graph, graph.ttl and the SHACL shapes see."""
    yield from provenance(kb)


def provenance(kb: KnowledgeBase) -> Mapping[Triple, str]:
    """Each fact, sorted, with what accounts for it.

    That is `STATEMENT` (an article asserts it), `REFERENCE` (a reference table), `LABEL` (a name of an entity that
    one of the two gives a class), `HEADER` (what the graph says of itself) or the name of an entailment. The first in
    this order that holds is given. It is found out once for each `kb`.
    """
    if id(kb) not in _known:
        _known[id(kb)] = _provenance(kb)
        weakref.finalize(kb, _known.pop, id(kb))
    return _known[id(kb)]


def _provenance(kb: KnowledgeBase) -> Mapping[Triple, str]:
    sources: dict[str, Iterable[Triple]] = {
        STATEMENT: (triple(statement) for statement in kb.statements if statement.asserted),
        REFERENCE: reference(kb),
        LABEL: _labels(kb),
        HEADER: _header(),
    }
    found: dict[Triple, str] = {}
    for source, triples in sources.items():
        for fact in triples:
            found.setdefault(fact, source)
    for name, statement in entailments.entail(kb):
        found.setdefault(triple(statement), name)
    return {fact: found[fact] for fact in sorted(found, key=_order)}


def reference(kb: KnowledgeBase) -> Iterator[Triple]:
    """What reference tables say: codes, levels, parents and classes of divisions; and the source of each table."""
    yield from map(triple, kb.reference)
    yield from _sources()


def claims(kb: KnowledgeBase) -> Iterator[Quad]:
    """What each article claims, in the graph of that article, with the place in the raw text that says it.

    A membership is one claim: that it exists. Its person, body, post and tenure stand in the same characters.
    """
    received = {article.id: article for article in kb.articles}
    told: dict[str, list[tuple[Statement, Evidence]]] = {article: [] for article in received}
    for statement, evidence in claimed(kb):
        told.setdefault(evidence.quote.article, []).append((statement, evidence))
    for graph, article in sorted((str(NamedNode(article_iri(article))), article) for article in told):
        name = NamedNode(graph[1:-1])
        if article in received:
            yield Quad(name, _term("kg:digest"), literal("kg:digest", received[article].digest), name)
            yield Quad(name, _term("kg:text"), literal("kg:text", received[article].text), name)
        found = {claim_iri(*claim): claim for claim in told[article]}
        for iri in sorted(found):
            yield from _claim(NamedNode(iri), *found[iri], name)


def claimed(kb: KnowledgeBase) -> Iterator[tuple[Statement, Evidence]]:
    """What each claim states, and where: of a membership only that it exists."""
    memberships = {statement.subject for statement in kb.statements if statement.object == "kg:Membership"}
    for statement in kb.statements:
        if statement.subject not in memberships or statement.predicate == "rdf:type":
            yield from ((statement, evidence) for evidence in statement.evidence)


def quads(kb: KnowledgeBase) -> Iterator[Quad]:
    """The whole dataset, each quad once: facts in the default graph, the claims of each article, reference knowledge.

    This is the order in which it is written (`in_order`).
    """
    default, table = DefaultGraph(), NamedNode(ids.REFERENCE_GRAPH)
    yield from (Quad(fact.subject, fact.predicate, fact.object, default) for fact in facts(kb))
    yield from claims(kb)
    yield from (Quad(fact.subject, fact.predicate, fact.object, table) for fact in in_order(reference(kb)))


def in_order(statements: Iterable[Fact]) -> list[Fact]:
    """The statements as they are written, each once: graph by graph, subject by subject, its classes first."""
    return sorted(set(statements), key=_order)


def write(statements: Iterable[Fact], form: RdfFormat) -> bytes:
    """The statements in an RDF format as they come, with the prefixes of the ontology."""
    data = io.BytesIO()
    serialize(statements, data, form, prefixes=vocabulary.PREFIXES)
    return data.getvalue()


def triple(statement: Statement) -> Triple:
    """A statement without its evidence, as RDF."""
    target = _object(statement.predicate, statement.object)
    return Triple(NamedNode(statement.subject), _term(statement.predicate), target)


def literal(predicate: str, value: str) -> Literal:
    """The value of a property, typed by the ontology; a date by how much of it is known.

    >>> literal("kg:signedOn", "2024-10")
    <Literal value=2024-10 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#gYearMonth>>
    >>> literal("skos:altLabel", "川大")
    <Literal value=川大 language=zh-hans>
    """
    if predicate in _LABELS:
        return Literal(value, language=LANGUAGE)
    datatype = vocabulary.datatype(predicate)
    if datatype == "date":
        # What is no date stays a plain string, for the shapes to report.
        datatype = next((name for shape, name in _DATE_TYPES if shape.fullmatch(value)), "xsd:string")
    return Literal(value, datatype=_term(datatype))


def article_iri(article: str) -> str:
    """The IRI of an article, which also names the graph of its claims."""
    return ids.iri("art", "", (article,))


def claim_iri(statement: Statement, evidence: Evidence) -> str:
    """The IRI of one claim: the same as long as the same characters of the same article say the same."""
    quote = evidence.quote
    fact = (statement.subject, statement.predicate, statement.object)
    manner = (evidence.rule, evidence.modality, evidence.derivation)
    key = ids.digest(quote.article, *fact, str(quote.start), str(quote.end), *manner, length=16)
    return ids.iri("claim", "", (key,))


def _claim(claim: NamedNode, statement: Statement, evidence: Evidence, graph: NamedNode) -> Iterator[Quad]:
    """The triples of a claim, in the order in which they are written."""
    fact, quote = triple(statement), evidence.quote
    yield Quad(claim, _TYPE, _term("kg:Claim"), graph)
    yield Quad(claim, _term("rdf:object"), fact.object, graph)
    yield Quad(claim, _term("rdf:predicate"), fact.predicate, graph)
    yield Quad(claim, _term("rdf:subject"), fact.subject, graph)
    yield Quad(claim, _term("kg:derivation"), _manner("kg:derivation", evidence.derivation), graph)
    yield Quad(claim, _term("kg:exact"), literal("kg:exact", quote.text), graph)
    yield Quad(claim, _term("kg:modality"), _manner("kg:modality", evidence.modality), graph)
    yield Quad(claim, _term("kg:rule"), _manner("kg:rule", evidence.rule), graph)
    yield Quad(claim, _term("kg:start"), literal("kg:start", str(quote.start)), graph)


@cache
def _manner(predicate: str, value: str) -> Literal:
    """One of the few values that all claims share."""
    return literal(predicate, value)


def _header() -> Iterator[Triple]:
    """What makes the facts an ontology document, so that editors load the terms with them."""
    facts_of = NamedNode(ids.FACTS)
    yield Triple(facts_of, _TYPE, _term("owl:Ontology"))
    yield Triple(facts_of, _term("owl:imports"), NamedNode(vocabulary.ONTOLOGY))


@cache
def _sources() -> tuple[Triple, ...]:
    return tuple(quad.triple for quad in parse(path=vocabulary.FOLDER / "reference.ttl"))


def _labels(kb: KnowledgeBase) -> Iterator[Triple]:
    """The names of what has a class; one that is only planned has none in the facts, and no label."""
    typed = (one for one in chain(kb.statements, kb.reference) if one.predicate == "rdf:type")
    known = {one.subject for one in typed if one.asserted}
    for entity in kb.entities:
        if entity.iri in known:
            node = NamedNode(entity.iri)
            yield Triple(node, _term("skos:prefLabel"), literal("skos:prefLabel", entity.name))
            for alias in entity.aliases:
                yield Triple(node, _term("skos:altLabel"), literal("skos:altLabel", alias))


def _object(predicate: str, value: str) -> NamedNode | Literal:
    if predicate == "rdf:type":
        return _term(value)
    return NamedNode(value) if vocabulary.links(predicate) else literal(predicate, value)


@cache
def _term(curie: str) -> NamedNode:
    return NamedNode(vocabulary.expand(curie))


def _order(statement: Triple | Quad) -> str:
    """The statement as a text by which it is sorted: the default graph before all names, a class before properties."""
    graph = str(statement.graph_name) if isinstance(statement, Quad) else "DEFAULT"
    begin = f"{'' if graph == 'DEFAULT' else graph} {statement.subject}"
    if statement.predicate == _TYPE:
        return f"{begin} !{statement.object}"
    return f"{begin} {statement.predicate} {statement.object}"
