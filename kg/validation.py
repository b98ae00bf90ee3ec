"""What is wrong with the facts (SHACL, by ontology/shapes.ttl) and with the claims (`CHECKS`), one `Violation` each.

The shapes see what stands in the graph. The checks see what the graph no longer shows: that a quote is what its
article says at its place, and that a claim is one the ontology can express. Nothing is repaired or dropped here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from inspect import getdoc
from typing import get_args

import pyoxigraph
import pyshacl
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node as Term

from kg import vocabulary
from kg.model import Article, Claim, Derivation, Evidence, Modality, Node, Quote

_STRING = vocabulary.expand("xsd:string")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One promise that a fact or a claim breaks."""

    focus: str  # the IRI of the thing; of a claim, "<article>:<start>-<end>" of its quote
    path: str  # the property in question, a CURIE
    code: str  # the SHACL constraint ("MinCount") or the check ("quote")
    value: str  # what is wrong there; empty where something is missing
    message: str
    message_zh: str
    quote: str = ""  # of a claim, the sentence


@dataclass(frozen=True, slots=True)
class Report:
    """All violations found, sorted."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """True if nothing is violated."""
        return not self.violations


def validate(facts: Iterable[pyoxigraph.Triple]) -> Report:
    """Where `facts` break a shape of ontology/shapes.ttl; it makes no difference whether superclasses are written out.

    Method: W3C SHACL (2017) by pySHACL, always with the ontology: without it, broken things of a subclass pass.
    """
    with _quiet():
        graph = Graph()
        for fact in facts:
            graph.add((_rdflib(fact.subject), _rdflib(fact.predicate), _rdflib(fact.object)))
        _, results, _ = pyshacl.validate(
            graph, shacl_graph=_ontology("shapes.ttl"), ont_graph=_ontology("kg.ttl"), inference="none", inplace=True
        )
    found = {_violation(results, result) for result in results.objects(predicate=SH.result)}
    return Report(tuple(sorted(found)))


def check(claims: Iterable[Claim], articles: Iterable[Article]) -> tuple[Violation, ...]:
    """Where `claims` fail one of the `CHECKS`, sorted; `articles` are those they quote."""
    texts = {article.id: article.text for article in articles}
    found = set()
    for claim in claims:
        quote = claim.evidence.quote
        focus = f"{quote.article}:{quote.start}-{quote.end}"
        for code, failures in CHECKS.items():
            for value in failures(claim, texts):
                found.add(Violation(focus, claim.predicate, code, value, *_messages(failures), quote.text))
    return tuple(sorted(found))


# ---------------------------------------------------------------- facts


@cache
def _ontology(name: str) -> Graph:
    return Graph().parse(vocabulary.FOLDER / name)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps rdflib from logging a traceback for each value such as 2024-02-31: the shapes report it."""
    log = logging.getLogger("rdflib.term")
    before, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = before


def _rdflib(term: object) -> Term:
    match term:
        case pyoxigraph.NamedNode():
            return URIRef(term.value)
        case pyoxigraph.BlankNode():
            return BNode(term.value)
        case pyoxigraph.Literal() if term.language:
            return Literal(term.value, lang=term.language)
        case pyoxigraph.Literal():
            # To rdflib a string with its datatype written out is another value than one without.
            datatype = None if term.datatype.value == _STRING else URIRef(term.datatype.value)
            return Literal(term.value, datatype=datatype, normalize=False)
    raise TypeError(f"facts hold no {type(term).__name__}")


def _violation(results: Graph, result: Term) -> Violation:
    component = str(results.value(result, SH.sourceConstraintComponent))
    value = results.value(result, SH.value)
    texts = (text for text in results.objects(result, SH.resultMessage) if isinstance(text, Literal))
    messages = {text.language: str(text) for text in texts}
    return Violation(
        focus=str(results.value(result, SH.focusNode)),
        path=vocabulary.compact(_path(results, result)),
        code=component.rpartition("#")[2].removesuffix("ConstraintComponent"),
        value="" if value is None else str(value),
        message=messages["en"],
        message_zh=messages["zh-hans"],
    )


def _path(results: Graph, result: Term) -> str:
    """The property that a result is on. A shape without a plain path compares one, or else asks for a class."""
    path = results.value(result, SH.resultPath)
    if isinstance(path, URIRef):
        return path
    shapes, shape = _ontology("shapes.ttl"), results.value(result, SH.sourceShape)
    compared = shapes.value(shape, SH.disjoint) or shapes.value(shape, SH.equals)
    return str(compared or vocabulary.expand("rdf:type"))


# ---------------------------------------------------------------- claims
#
# Each check yields what is wrong with one claim, given the texts of the articles by id. Its docstring is the message.


def _article(claim: Claim, texts: Mapping[str, str]) -> Iterator[str]:
    """A quote is from an article that is not here

    引文所在的报道不在其中
    """
    yield from (quote.article for quote in _quotes(claim.evidence) if quote.article not in texts)


def _quote(claim: Claim, texts: Mapping[str, str]) -> Iterator[str]:
    """A quote is not what its article says at its place

    引文与报道原文该处的文字不符
    """
    for quote in _quotes(claim.evidence):
        text = texts.get(quote.article)
        in_order = 0 <= quote.start < quote.end
        if text is not None and not (in_order and text[quote.start : quote.end] == quote.text):
            yield quote.text


def _span(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """A word that the claim rests on stands outside its sentence

    陈述所依据的词语不在所引的句中
    """
    sentence = claim.evidence.quote
    for span in _spans(claim.evidence):
        inside = sentence.start <= span.start and span.end <= sentence.end
        if span.article != sentence.article or not inside:
            yield span.text


def _kind(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """A kind is no class of the ontology

    类别不是本体中的类
    """
    for node in (claim.subject, *(value for _, value in _relations(claim) if isinstance(value, Node))):
        if node.kind not in vocabulary.kinds():
            yield node.kind


def _predicate(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """A predicate is no property of the ontology

    谓语不是本体中的属性
    """
    yield from (predicate for predicate, _ in _relations(claim) if predicate not in vocabulary.properties())


def _object(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """A relation holds a value, or an attribute a thing

    关系的宾语应为事物，属性的宾语应为值
    """
    for predicate, value in _relations(claim):
        known = predicate in vocabulary.properties() and predicate != "rdf:type"
        if known and vocabulary.links(predicate) != isinstance(value, Node):
            yield predicate


def _type(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """The class claimed is not the kind of the subject

    所述的类与主语的类别不一致
    """
    if claim.predicate == "rdf:type" and claim.object != f"kg:{claim.subject.kind}":
        yield str(claim.object)


def _membership(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """A membership lacks its member, organization, post or tenure

    任职缺少任职者、任职机构、职务或任职状态
    """
    if claim.subject.kind == "Membership":
        given = {predicate for predicate, _ in claim.subject.parts}
        yield from sorted({"org:member", "org:organization", "kg:post", "kg:tenure"} - given)


def _planned(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """That a thing is planned is not asserted as true

    拟设应为断言，且值为 true
    """
    if claim.predicate == "kg:planned" and (claim.object, claim.evidence.modality) != ("true", "asserted"):
        yield str(claim.object)


def _modality(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """The modality is neither asserted nor planned

    情态既非断言也非计划
    """
    if claim.evidence.modality not in get_args(Modality):
        yield claim.evidence.modality


def _derivation(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """The derivation is neither stated nor derived

    推导方式既非直述也非推得
    """
    if claim.evidence.derivation not in get_args(Derivation):
        yield claim.evidence.derivation


def _rule(claim: Claim, _: Mapping[str, str]) -> Iterator[str]:
    """No rule is named

    未注明规则
    """
    if not claim.evidence.rule:
        yield ""


CHECKS: dict[str, Callable[[Claim, Mapping[str, str]], Iterator[str]]] = {
    "article": _article,
    "quote": _quote,
    "span": _span,
    "kind": _kind,
    "predicate": _predicate,
    "object": _object,
    "type": _type,
    "membership": _membership,
    "planned": _planned,
    "modality": _modality,
    "derivation": _derivation,
    "rule": _rule,
}


def _messages(failures: Callable[..., Iterator[str]]) -> tuple[str, str]:
    english, _, chinese = (getdoc(failures) or "").partition("\n\n")
    return english, chinese


def _spans(evidence: Evidence) -> Iterator[Quote]:
    """The words of the sentence that a claim rests on."""
    yield from (span for span in (evidence.subject, evidence.trigger, evidence.object) if span)


def _quotes(evidence: Evidence) -> Iterator[Quote]:
    yield evidence.quote
    yield from _spans(evidence)
    yield from evidence.antecedents


def _relations(claim: Claim) -> Iterator[tuple[str, Node | str]]:
    """What the claim says of its subject, and what it says by its subject being what it is."""
    yield claim.predicate, claim.object
    yield from claim.subject.parts
