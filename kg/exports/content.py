"""What the page holds, as plain lists and dictionaries that become JSON; numbers point into the other lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx

from kg import rdf, vocabulary
from kg.entailments import SYMMETRIC
from kg.exports import drawing, network, spelling
from kg.exports.facts import NAMING, Fact, facts
from kg.exports.families import FAMILIES, family
from kg.exports.quotations import Quotations
from kg.model import Entity, Evidence, KnowledgeBase, Quote


def content(kb: KnowledgeBase, *, texts: bool = True) -> dict[str, Any]:
    """Every entity and fact of `kb`, with all evidence and where the drawn entities stand.

    Without `texts` the articles have no text and each sentence has its own.
    """
    graph = network.build(kb, planned=True)
    quotations = Quotations(kb, texts=texts)
    entities = _ordered(kb, graph)
    number = {entity.iri: index for index, entity in enumerate(entities)}
    found = sorted((fact for fact in facts(kb) if fact.subject in number), key=lambda fact: number[fact.subject])
    names = [name for entity in entities for name in (entity.name, *entity.aliases)]
    simple = drawing.skeleton(graph)
    landscape, portrait = drawing.positions(graph, drawing.LANDSCAPE, drawing.PORTRAIT)
    return {
        "families": [
            {"name": row.name, "zh": row.chinese, "en": row.english, "colour": row.colour, "outline": row.outline}
            for row in FAMILIES
        ],
        "terms": _terms(entities, found),
        "entities": _entities(kb, entities, graph, found, quotations),
        "facts": [_fact(fact, number, quotations) for fact in found],
        "places": [[number[iri], *landscape[iri], *portrait[iri]] for iri in landscape],
        "groups": [[number[iri] for iri in group] for group in drawing.communities(simple)],
        "readings": spelling.readings(names),
        "variants": spelling.variants(names),
        "sentences": quotations.sentences,
        "articles": quotations.articles,
    }


def _ordered(kb: KnowledgeBase, graph: networkx.MultiDiGraph[str]) -> list[Entity]:
    """All entities but the memberships, which are facts: the best connected first, articles without byline last."""
    rank = {iri: index for index, iri in enumerate(drawing.ranked(graph))}
    things = [entity for entity in kb.entities if entity.kind != "Membership"]
    return sorted(things, key=lambda entity: (rank.get(entity.iri, len(rank)), entity.iri))


def _terms(entities: Iterable[Entity], found: Iterable[Fact]) -> dict[str, dict[str, str]]:
    terms = {entity.kind for entity in entities} | {fact.predicate for fact in found}
    terms |= {name for fact in found for name, _ in fact.dates}
    return {term: {"zh": vocabulary.label(term, "zh-hans"), "en": vocabulary.label(term)} for term in sorted(terms)}


def _fact(fact: Fact, number: dict[str, int], quotations: Quotations) -> dict[str, Any]:
    """A fact whose `to` is a thing, or whose `value` is not; what is empty is left out."""
    row: dict[str, Any] = {"from": number[fact.subject], "term": fact.predicate, "status": fact.status}
    if vocabulary.links(fact.predicate) and fact.object in number:
        row["to"] = number[fact.object]
    else:
        row["value"] = fact.object
    if fact.predicate in SYMMETRIC:
        row["mutual"] = True
    if fact.post:
        row |= {"post": fact.post, "tenure": fact.tenure, "dates": fact.dates}
    if fact.evidence:
        row["proofs"] = [quotations.proof(evidence) for evidence in fact.evidence]
    return row


def _entities(
    kb: KnowledgeBase,
    entities: Iterable[Entity],
    graph: networkx.MultiDiGraph[str],
    found: Iterable[Fact],
    quotations: Quotations,
) -> list[dict[str, Any]]:
    mentions: dict[str, list[tuple[Evidence, Quote | None]]] = {}
    for one in kb.statements:
        if one.predicate in NAMING:
            mentions.setdefault(one.subject, []).extend((proof, proof.subject) for proof in one.evidence)
    for fact in found:
        mentions.setdefault(fact.subject, []).extend((proof, proof.subject) for proof in fact.evidence)
        mentions.setdefault(fact.object, []).extend((proof, proof.object) for proof in fact.evidence)
    size = drawing.sizes(graph)
    articles = {rdf.article_iri(article.id): quotations.article(article.id) for article in kb.articles}
    rows = []
    for entity in entities:
        said = mentions.get(entity.iri, [])
        label = drawing.short_label(entity.name)
        node = graph.nodes.get(entity.iri, {})
        extras = {
            "aliases": list(entity.aliases),
            "traditional": _traditional(entity, (words for _, words in said)),
            "label": label if label != entity.name else "",
            "planned": node.get("planned", False),
            "mentions": quotations.mentions(said),
        }
        row: dict[str, Any] = {"iri": vocabulary.compact(entity.iri), "name": entity.name, "kind": entity.kind}
        row |= {"family": family(entity.kind).name, "size": size.get(entity.iri, 9)}
        row |= {key: value for key, value in extras.items() if value}
        rows.append(row | ({"article": articles[entity.iri]} if entity.iri in articles else {}))
    return rows


def _traditional(entity: Entity, words: Iterable[Quote | None]) -> str:
    """The name in traditional script: as an article writes it, else converted; of persons only as written.

    Characters of surnames such as 余 and 范 have traditional forms that a person of that name does not use.
    """
    for text in sorted({one.text for one in words if one}):
        if text != entity.name and spelling.simplified(text) == entity.name:
            return text
    if entity.kind in ("Person", "Article"):
        return ""
    other = spelling.traditional(entity.name)
    return other if other != entity.name else ""
