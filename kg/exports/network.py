"""The drawn graph: which things and relations a person sees, on the page and in networkx. It is decided here alone.

- Drawn is what is a fact; what is only planned is not, unless asked for. A planned thing that the articles name is a
  fact, and marked.
- A membership is no node: all posts of a person in a body are one edge between the two.
- An article is a node only where its byline names somebody, who would hang in the air without it; what else it says
  stands as evidence on nodes and edges.
- What reference tables alone say is drawn and marked: it has no evidence.
- Dates, themes and other values are not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import networkx

from kg import vocabulary
from kg.entailments import SYMMETRIC
from kg.exports import facts
from kg.exports.facts import Fact
from kg.model import Evidence, KnowledgeBase

# How a post reads on an edge, by tenure, in the order in which the posts of one person are named.
POSTS = {"current": "{}", "candidate": "拟任{}", "former": "原{}"}


def build(kb: KnowledgeBase, *, planned: bool = False) -> networkx.MultiDiGraph[str]:
    """A node for each thing, by IRI, and an edge for each relation, keyed by its predicate; in the order of the IRIs.

    With `planned` also what is only planned, for readers who can see that it is.

    Nodes have `name`, `kind`, `aliases` and `planned`. Edges have `predicate`, `label` (in Chinese: the relation, or
    the posts), `posts`, `symmetric` (one edge for both directions) and `weight`, the number of sentences that say it.
    The posts of a person in a body stand under "kg:affiliatedWith". Both have `evidence`, a tuple, and `status`:
    "stated" where a sentence says so in these words, "derived" where the words had to be resolved, "planned", or
    "reference".
    """
    found = [fact for fact in facts.facts(kb) if planned or fact.status != "planned"]
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_nodes_from(_nodes(kb, found, planned))
    relations: dict[tuple[str, str, str], list[Fact]] = {}
    for fact in found:
        if fact.subject in graph and fact.object in graph and vocabulary.links(fact.predicate):
            relations.setdefault((fact.subject, fact.object, fact.predicate), []).append(fact)
    for (source, target, predicate), group in relations.items():
        graph.add_edge(source, target, key=predicate, **_attributes(predicate, group))
    bare = [iri for iri, kind in graph.nodes(data="kind") if kind == "Article" and not graph.degree(iri)]
    graph.remove_nodes_from(bare)
    return graph


def _attributes(predicate: str, group: Sequence[Fact]) -> dict[str, Any]:
    order = list(POSTS)
    held = sorted((fact for fact in group if fact.post), key=lambda fact: (order.index(fact.tenure), fact.post))
    posts = tuple(POSTS[fact.tenure].format(fact.post) for fact in held)
    evidence = tuple(dict.fromkeys(one for fact in held or group for one in fact.evidence))
    return {
        "predicate": predicate,
        "label": "、".join(posts) or vocabulary.label(predicate, "zh-hans"),
        "posts": posts,
        "symmetric": predicate in SYMMETRIC,
        "weight": facts.sentences(evidence),
        "evidence": evidence,
        "status": facts.status(evidence),
    }


def _nodes(kb: KnowledgeBase, found: Iterable[Fact], planned: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entity that a fact gives a class, memberships apart."""
    evidence: dict[str, tuple[Evidence, ...]] = {}
    for one in (*(statement for statement in kb.statements if planned or statement.asserted), *kb.reference):
        if one.predicate == "rdf:type":
            evidence[one.subject] = evidence.get(one.subject, ()) + one.evidence
    unbuilt = {fact.subject for fact in found if fact.predicate == "kg:planned"}
    for entity in sorted(kb.entities, key=lambda entity: entity.iri):
        if entity.iri in evidence and entity.kind != "Membership":
            status = facts.status(evidence[entity.iri])
            yield (
                entity.iri,
                {
                    "name": entity.name,
                    "kind": entity.kind,
                    "aliases": entity.aliases,
                    "planned": entity.iri in unbuilt or status == "planned",
                    "evidence": evidence[entity.iri],
                    "status": status,
                },
            )
