"""The knowledge base as RDF under the ontology: facts, reference knowledge, and the claims that prove the facts.

    default graph     every fact once: asserted, reference, entailed, the labels of what the facts are about, a header
    <id/reference>    the facts that a reference table gives, and where the tables come from
    art:<article>     the text of one article and its digest, and what it claims, asserted or only planned

To take an article back is to drop its graph, and the facts that no other graph asserts. There are no blank nodes and
no RDF-star, so that every RDF tool reads the same.
"""

from __future__ import annotations

import io
import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import TypeVar

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg import ids, vocabulary
from kg.model import Evidence, KnowledgeBase, Statement

Fact = TypeVar("Fact", Triple, Quad)

LANGUAGE = "zh-hans"  # lower case: RDF tools fold the case of language tags, not all of them alike

SYMMETRIC = ("kg:cooperatesWith",)  # one statement, from the lesser IRI to the greater; both directions in RDF
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
        **{name: entail(kb) for name, entail in ENTAILED.items()},
    }
    found: dict[Triple, str] = {}
    for source, triples in sources.items():
        for fact in triples:
            found.setdefault(fact, source)
    return {fact: found[fact] for fact in sorted(found, key=str)}


def reference(kb: KnowledgeBase) -> Iterator[Triple]:
    """What reference tables say: codes, levels, parents and classes of divisions; and the source of each table."""
    yield from map(triple, kb.reference)
    yield from _sources()


def claims(kb: KnowledgeBase) -> Iterator[Quad]:
    """What each article claims, in the graph of that article, with the place in the raw text that says it.

    A membership is one claim: that it exists. Its person, body, post and tenure stand in the same characters.
    """
    for article in kb.articles:
        graph = NamedNode(article_iri(article.id))
        for predicate, value in (("kg:digest", article.digest), ("kg:text", article.text)):
            yield Quad(graph, _term(predicate), literal(predicate, value), graph)
    for statement, evidence in claimed(kb):
        yield from _claim(statement, evidence)


def claimed(kb: KnowledgeBase) -> Iterator[tuple[Statement, Evidence]]:
    """What each claim states, and where: of a membership only that it exists."""
    memberships = {statement.subject for statement in kb.statements if statement.object == "kg:Membership"}
    for statement in kb.statements:
        if statement.subject not in memberships or statement.predicate == "rdf:type":
            yield from ((statement, evidence) for evidence in statement.evidence)


def quads(kb: KnowledgeBase) -> Iterator[Quad]:
    """The whole dataset: facts in the default graph, then the reference graph, then the claims of each article."""
    for graph, triples in ((DefaultGraph(), facts(kb)), (NamedNode(ids.REFERENCE_GRAPH), reference(kb))):
        for fact in triples:
            yield Quad(fact.subject, fact.predicate, fact.object, graph)
    yield from claims(kb)


def write(statements: Iterable[Fact], form: RdfFormat) -> bytes:
    """The statements in an RDF format: each once, sorted, with the prefixes of the ontology."""
    data = io.BytesIO()
    serialize(sorted(set(statements), key=_order), data, form, prefixes=vocabulary.PREFIXES)
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


def _claim(statement: Statement, evidence: Evidence) -> Iterator[Quad]:
    claim, graph = NamedNode(claim_iri(statement, evidence)), NamedNode(article_iri(evidence.quote.article))
    fact = triple(statement)
    values = {
        "kg:start": str(evidence.quote.start),
        "kg:exact": evidence.quote.text,
        "kg:rule": evidence.rule,
        "kg:modality": evidence.modality,
        "kg:derivation": evidence.derivation,
    }
    yield Quad(claim, _term("rdf:type"), _term("kg:Claim"), graph)
    yield Quad(claim, _term("rdf:subject"), fact.subject, graph)
    yield Quad(claim, _term("rdf:predicate"), fact.predicate, graph)
    yield Quad(claim, _term("rdf:object"), fact.object, graph)
    for predicate, value in values.items():
        yield Quad(claim, _term(predicate), literal(predicate, value), graph)


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
    known = {statement.subject for statement in _held(kb) if statement.predicate == "rdf:type"}
    for entity in kb.entities:
        if entity.iri in known:
            node = NamedNode(entity.iri)
            yield Triple(node, _term("skos:prefLabel"), literal("skos:prefLabel", entity.name))
            for alias in entity.aliases:
                yield Triple(node, _term("skos:altLabel"), literal("skos:altLabel", alias))


def _superclasses(kb: KnowledgeBase) -> Iterator[Triple]:
    """Every superclass of a class in the ontology."""
    for statement in _held(kb, "rdf:type"):
        for parent in vocabulary.superclasses(statement.object.removeprefix("kg:")):
            yield Triple(NamedNode(statement.subject), _term("rdf:type"), _term(f"kg:{parent}"))


def _cities(kb: KnowledgeBase) -> Iterator[Triple]:
    """A division whose name ends in 市 is a city, whatever its level."""
    names = {entity.iri: entity.name for entity in kb.entities}
    for statement in _held(kb, "rdf:type"):
        is_division = vocabulary.is_a(statement.object.removeprefix("kg:"), "Division")
        if is_division and names[statement.subject].endswith("市"):
            yield Triple(NamedNode(statement.subject), _term("rdf:type"), _term("kg:City"))


def _symmetry(kb: KnowledgeBase) -> Iterator[Triple]:
    """The other direction of a symmetric property."""
    for statement in _held(kb, *SYMMETRIC):
        yield Triple(NamedNode(statement.object), _term(statement.predicate), NamedNode(statement.subject))


def _superproperties(kb: KnowledgeBase) -> Iterator[Triple]:
    """Every superproperty in the ontology: who wrote an article has contributed to it."""
    for statement in _held(kb):
        for parent in vocabulary.superproperties(statement.predicate):
            if parent.startswith("kg:"):
                fact = triple(statement)
                yield Triple(fact.subject, _term(parent), fact.object)


def _affiliations(kb: KnowledgeBase) -> Iterator[Triple]:
    """A person is affiliated with the body of a post it holds now; a former holder or a candidate is not."""
    members, bodies, tenures = (
        {statement.subject: statement.object for statement in _held(kb, predicate)}
        for predicate in ("org:member", "org:organization", "kg:tenure")
    )
    for membership in members.keys() & bodies.keys():
        if tenures.get(membership) == "current":
            ends = NamedNode(members[membership]), NamedNode(bodies[membership])
            yield Triple(ends[0], _term("kg:affiliatedWith"), ends[1])


def _silence(kb: KnowledgeBase) -> Iterator[Triple]:
    """An agreement says so if no article names a party to it."""
    named = {statement.object for statement in _held(kb, "kg:partyTo")}
    for statement in _held(kb, "rdf:type"):
        kind = statement.object.removeprefix("kg:")
        if vocabulary.is_a(kind, "Agreement") and statement.subject not in named:
            unknown = literal("kg:partyUnknown", "true")
            yield Triple(NamedNode(statement.subject), _term("kg:partyUnknown"), unknown)


# What follows from the facts by the ontology: no article says it in these words, and none needs to.
ENTAILED: dict[str, Callable[[KnowledgeBase], Iterator[Triple]]] = {
    "superclass": _superclasses,
    "city": _cities,
    "symmetry": _symmetry,
    "superproperty": _superproperties,
    "affiliation": _affiliations,
    "silence": _silence,
}


def _held(kb: KnowledgeBase, *predicates: str) -> Iterator[Statement]:
    """The statements that are facts, of the given predicates or of all."""
    for statement in chain((one for one in kb.statements if one.asserted), kb.reference):
        if not predicates or statement.predicate in predicates:
            yield statement


def _object(predicate: str, value: str) -> NamedNode | Literal:
    if predicate == "rdf:type":
        return _term(value)
    return NamedNode(value) if vocabulary.links(predicate) else literal(predicate, value)


@cache
def _term(curie: str) -> NamedNode:
    return NamedNode(vocabulary.expand(curie))


def _order(statement: Triple | Quad) -> tuple[str, str, bool, str]:
    """The default graph first, then graph by graph; within a graph subject by subject, its classes first."""
    fact, graph = statement if isinstance(statement, Triple) else statement.triple, ""
    if isinstance(statement, Quad) and statement.graph_name != DefaultGraph():
        graph = str(statement.graph_name)
    return graph, str(fact.subject), fact.predicate != _TYPE, str(fact)
