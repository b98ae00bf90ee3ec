"""The graph as rows of plain values, for GraphML and CSV: the drawn things, their relations, and all evidence.

What is a node is decided by the drawing. Unlike there, each post is an edge of its own, with its dates, and the values
of a thing are columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg import ids, rdf, vocabulary
from kg.entailments import SYMMETRIC
from kg.exports import facts, network
from kg.model import Evidence, KnowledgeBase

Row = dict[str, str | int | bool]

SEPARATOR = " | "  # between the values of one cell

# Columns of every table of things, filled or not: one more article must not change the rows of all others.
_VALUES = {
    *("kg:signedOn", "kg:heldOn", "kg:theme", "kg:series", "kg:sessionNumber", "kg:planned", "kg:code", "kg:level"),
    *("kg:value", "kg:unit", "kg:counted", "kg:exactness", "kg:outlet", "schema:headline", "schema:datePublished"),
}


def nodes(kb: KnowledgeBase) -> list[Row]:
    """A row for each drawn thing, by IRI, all with the same columns: the values that the ontology gives to such."""
    values = _values(kb)
    drawn = list(network.build(kb).nodes(data=True))
    found = (_VALUES | {name for iri, _ in drawn for name in values[iri]}) - facts.NAMING
    columns = [name for name in vocabulary.properties() if name in found and not vocabulary.links(name)]
    return [
        _node(iri, data) | {_local(name): _cell(values[iri].get(name, ())) for name in columns} for iri, data in drawn
    ]


def edges(kb: KnowledgeBase) -> list[Row]:
    """A row for each relation and each post, by its ends; `id` is unique, and of a post the IRI of its membership."""
    graph, published = network.build(kb), _published(kb)
    rows = [
        _edge(_relation(source, name, target), source, target, data, published)
        for source, target, name, data in graph.edges(keys=True, data=True)
        if not data["posts"]
    ]
    rows += [row for row in _posts(kb, published) if row["source"] in graph and row["target"] in graph]
    return sorted(rows, key=lambda row: (row["source"], row["target"], row["predicate"], row["id"]))


def evidence(kb: KnowledgeBase) -> list[Row]:
    """A row for each claim, asserted or only planned, by what it says: its fact, its sentence and its article.

    A sentence that says a fact in two of its words is one claim, as in RDF.
    """
    names = {entity.iri: entity.name for entity in kb.entities}
    origins = {article.id: article.origin for article in kb.articles}
    about = _values(kb)
    rows: dict[str, Row] = {}
    for statement, proof in rdf.claimed(kb):
        claim, article = rdf.claim_iri(statement, proof), rdf.article_iri(proof.quote.article)
        rows[claim] = {
            "claim": claim,
            "subject": statement.subject,
            "subjectName": names.get(statement.subject, ""),
            "predicate": statement.predicate,
            "object": statement.object,
            "objectName": names.get(statement.object, ""),
            "modality": proof.modality,
            "derivation": proof.derivation,
            "rule": proof.rule,
            "quote": proof.quote.text,
            "start": proof.quote.start,
            "end": proof.quote.end,
            "article": article,
            "headline": _cell(about[article]["schema:headline"]),
            "datePublished": _cell(about[article]["schema:datePublished"]),
            "origin": origins.get(proof.quote.article, ""),
        }
    return sorted(rows.values(), key=lambda row: (row["subject"], row["predicate"], row["object"], row["claim"]))


def _values(kb: KnowledgeBase) -> Mapping[str, Mapping[str, list[str]]]:
    """What the facts say of each thing, by property."""
    values: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in (*(one for one in kb.statements if one.asserted), *kb.reference):
        values[statement.subject][statement.predicate].append(statement.object)
    return values


def _published(kb: KnowledgeBase) -> Mapping[str, str]:
    """The day of each article that states one, by its id."""
    dates = {one.subject: one.object[:10] for one in kb.statements if one.predicate == "schema:datePublished"}
    return {article.id: dates.get(rdf.article_iri(article.id), "") for article in kb.articles}


def _node(iri: str, data: Mapping[str, Any]) -> Row:
    kind = data["kind"]
    return {
        "id": iri,
        "label": data["name"],
        "kind": kind,
        "kindLabel": vocabulary.label(kind, "zh-hans"),
        "family": vocabulary.root(kind),
        "aliases": _cell(data["aliases"]),
        "status": data["status"],
        "weight": facts.sentences(data["evidence"]),
    }


def _edge(
    name: str, source: str, target: str, data: Mapping[str, Any], published: Mapping[str, str], **more: str
) -> Row:
    proofs: tuple[Evidence, ...] = data["evidence"]
    dates = sorted({published.get(one.quote.article, "") for one in proofs} - {""})
    return {
        "id": name,
        "source": source,
        "target": target,
        "predicate": data["predicate"],
        "label": data["label"],
        "post": "",
        "tenure": "",
        "attestedOn": "",
        "formerOn": "",
        "symmetric": data["predicate"] in SYMMETRIC,
        "status": data["status"],
        "weight": facts.sentences(proofs),
        "firstReported": dates[0] if dates else "",
        "lastReported": dates[-1] if dates else "",
    } | more


def _relation(source: str, name: str, target: str) -> str:
    """The id of an edge, with letters that keep a spreadsheet from reading a digest of digits as a number."""
    return f"edge-{ids.digest(source, name, target, length=16)}"


def _posts(kb: KnowledgeBase, published: Mapping[str, str]) -> Iterator[Row]:
    """An edge for each membership, from the person to the body."""
    values = _values(kb)
    for statement in kb.statements:
        if statement.asserted and (statement.predicate, statement.object) == ("rdf:type", "kg:Membership"):
            parts = values[statement.subject]
            more = {
                _local(name): _cell(parts[name]) for name in ("kg:post", "kg:tenure", "kg:attestedOn", "kg:formerOn")
            }
            data = {
                "predicate": facts.POST,
                "label": network.POSTS.get(more["tenure"], "{}").format(more["post"]),
                "evidence": statement.evidence,
                "status": facts.status(statement.evidence),
            }
            for person in parts["org:member"]:
                for body in parts["org:organization"]:
                    yield _edge(statement.subject, person, body, data, published, **more)


def _cell(values: Iterable[str]) -> str:
    return SEPARATOR.join(sorted(set(values)))


def _local(name: str) -> str:
    return name.partition(":")[2]
