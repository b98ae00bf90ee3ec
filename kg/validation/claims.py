"""Claims as records: that a quote is what its article says at its place, and that the ontology can express the claim.

Each check yields what is wrong with one claim, given the texts of the articles by id. Its docstring is the message.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import get_args

from kg import vocabulary
from kg.model import Article, Claim, Derivation, Evidence, Modality, Node, Quote
from kg.validation.report import Violation, messages


def check(claims: Iterable[Claim], articles: Iterable[Article]) -> tuple[Violation, ...]:
    """Where `claims` fail one of the `CHECKS`, sorted; `articles` are those they quote."""
    received = {article.id: article for article in articles}
    texts = {article.id: article.text for article in received.values()}
    found = set()
    for claim in claims:
        quote = claim.evidence.quote
        origin = received[quote.article].origin if quote.article in received else quote.article
        focus = f"{quote.article}:{quote.start}-{quote.end}"
        for code, failures in CHECKS.items():
            for value in failures(claim, texts):
                found.add(Violation(focus, claim.predicate, code, value, *messages(failures), quote.text, origin))
    return tuple(sorted(found))


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


INEXPRESSIBLE = {"kind", "predicate", "object", "type", "membership"}  # such a claim has no form in RDF


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
