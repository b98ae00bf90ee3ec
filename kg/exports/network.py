"""The drawn graph: which things and relations a person sees, on the page and in networkx. It is decided here alone.

- Drawn is what is a fact; what is only planned is not. A planned thing that the articles name is a fact, and marked.
- A membership is no node: all posts of a person in a body are one edge between the two.
- An article is a node only where its byline names somebody, who would hang in the air without it; what else it says
  stands as evidence on nodes and edges.
- What reference tables alone say is drawn and marked: it has no evidence.
- Dates, themes and other values are not drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

import networkx

from kg import rdf, vocabulary
from kg.model import Evidence, KnowledgeBase, Statement

Status = Literal["stated", "derived", "reference"]

# How a post reads on an edge, by tenure, in the order in which the posts of one person are named.
_POSTS = {"current": "{}", "candidate": "拟任{}", "former": "原{}"}


def build(kb: KnowledgeBase) -> networkx.MultiDiGraph[str]:
    """A node for each thing, by IRI, and an edge for each relation, keyed by its predicate; in the order of the IRIs.

    Nodes have `name`, `kind`, `aliases` and `planned`. Edges have `predicate`, `label` (in Chinese: the relation, or
    the posts), `posts`, `symmetric` (one edge for both directions) and `weight`, the number of their evidences. The
    posts of a person in a body stand under "kg:affiliatedWith". Both have `evidence`, a tuple, and `status`: "stated"
    where a sentence says so in these words, "derived" where the words had to be resolved, else "reference".
    """
    facts = sorted(
        [*(statement for statement in kb.statements if statement.asserted), *kb.reference],
        key=lambda statement: (statement.subject, statement.predicate, statement.object),
    )
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_nodes_from(_nodes(kb, facts))
    for edge in (*_relations(facts), *_posts(facts)):
        if edge.source in graph and edge.target in graph:
            graph.add_edge(edge.source, edge.target, key=edge.predicate, **edge.attributes())
    bare = [iri for iri, kind in graph.nodes(data="kind") if kind == "Article" and not graph.degree(iri)]
    graph.remove_nodes_from(bare)
    return graph


@dataclass(frozen=True, slots=True)
class _Edge:
    source: str
    target: str
    predicate: str
    evidence: tuple[Evidence, ...]
    posts: tuple[str, ...] = ()

    def attributes(self) -> dict[str, Any]:
        return {
            "predicate": self.predicate,
            "label": "、".join(self.posts) or vocabulary.label(self.predicate, "zh-hans"),
            "posts": self.posts,
            "symmetric": self.predicate in rdf.SYMMETRIC,
            "weight": len(self.evidence),
            "evidence": self.evidence,
            "status": _status(self.evidence),
        }


def _nodes(kb: KnowledgeBase, facts: Iterable[Statement]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every entity that a fact gives a class, memberships apart."""
    evidence: dict[str, tuple[Evidence, ...]] = {}
    planned = set()
    for statement in facts:
        if statement.predicate == "rdf:type":
            evidence[statement.subject] = evidence.get(statement.subject, ()) + statement.evidence
        elif statement.predicate == "kg:planned":
            planned.add(statement.subject)
    for entity in sorted(kb.entities, key=lambda entity: entity.iri):
        if entity.iri in evidence and entity.kind != "Membership":
            yield (
                entity.iri,
                {
                    "name": entity.name,
                    "kind": entity.kind,
                    "aliases": entity.aliases,
                    "planned": entity.iri in planned,
                    "evidence": evidence[entity.iri],
                    "status": _status(evidence[entity.iri]),
                },
            )


def _relations(facts: Iterable[Statement]) -> Iterator[_Edge]:
    """What links two things; a relation that both an article and a reference table give is the article's."""
    evidence: dict[tuple[str, str, str], tuple[Evidence, ...]] = {}
    for statement in facts:
        if vocabulary.links(statement.predicate) and statement.predicate != "rdf:type":
            relation = (statement.subject, statement.object, statement.predicate)
            evidence[relation] = evidence.get(relation, ()) + statement.evidence
    for (source, target, predicate), proof in evidence.items():
        yield _Edge(source, target, predicate, proof)


def _posts(facts: Iterable[Statement]) -> Iterator[_Edge]:
    """One edge for all memberships of a person in a body."""
    memberships: defaultdict[str, dict[str, Statement]] = defaultdict(dict)
    for statement in facts:
        memberships[statement.subject][statement.predicate] = statement
    held: defaultdict[tuple[str, str], list[tuple[int, str, tuple[Evidence, ...]]]] = defaultdict(list)
    for parts in memberships.values():
        if "rdf:type" in parts and parts["rdf:type"].object == "kg:Membership":
            tenure, post = parts["kg:tenure"].object, parts["kg:post"].object
            row = (list(_POSTS).index(tenure), _POSTS[tenure].format(post), parts["rdf:type"].evidence)
            held[parts["org:member"].object, parts["org:organization"].object].append(row)
    for (person, body), rows in held.items():
        rows.sort(key=lambda row: row[:2])
        evidence = tuple(dict.fromkeys(one for *_, proof in rows for one in proof))
        yield _Edge(person, body, "kg:affiliatedWith", evidence, tuple(post for _, post, _ in rows))


def _status(evidence: Iterable[Evidence]) -> Status:
    ways = {one.derivation for one in evidence if one.modality == "asserted"}
    if not ways:
        return "reference"
    return "stated" if "stated" in ways else "derived"
