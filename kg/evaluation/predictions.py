"""What a graph says about one article, in the terms of the labels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg import vocabulary
from kg.evaluation.gold import ARTICLE, PREDICATES, ROOTS, Triple
from kg.evaluation.names import normalise
from kg.model import KnowledgeBase, Statement

_WORDS = {curie: word for word, curie in PREDICATES.items()}

Values = Mapping[str, tuple[str, ...]]  # IRI -> IRIs or values


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """One entity of the graph that the article names. `members` are parties or attendees, as IRIs."""

    iri: str
    section: str
    kind: str
    name: str
    names: frozenset[str]  # normalised: the name and the aliases
    dates: tuple[str, ...]
    places: tuple[str, ...]
    members: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundTriple:
    """One relation or position of the graph: two IRIs with the label's predicate between, or with a post at the end."""

    parts: Triple
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """All that is scored of one graph. Reference knowledge is no part of it, but tells the ancestors of a place."""

    text: str
    entities: tuple[FoundEntity, ...]
    positions: tuple[FoundTriple, ...]
    relations: tuple[FoundTriple, ...]
    parents: Values


def find(kb: KnowledgeBase) -> Found:
    """What `kb`, the graph of a single article, asserts with evidence: entities, positions and relations."""
    facts = [statement for statement in kb.statements if statement.asserted]
    return Found(
        text="\n".join(article.text for article in kb.articles),
        entities=_entities(kb, facts),
        positions=_positions(facts),
        relations=_relations(facts),
        parents=_values(kb.reference, "kg:locatedIn"),
    )


def _entities(kb: KnowledgeBase, facts: list[Statement]) -> tuple[FoundEntity, ...]:
    sentences = {fact.subject: _sentences(fact) for fact in facts if _is_type(fact)}
    aliases = _values(facts, "skos:altLabel")
    dates, places = _values(facts, "kg:signedOn", "kg:heldOn"), _values(facts, "kg:signedIn", "kg:heldIn")
    members = _values(facts, "kg:partyTo", "kg:attended", backwards=True)
    return tuple(
        FoundEntity(
            iri=entity.iri,
            section=section,
            kind=entity.kind,
            name=entity.name,
            names=frozenset(map(normalise, (entity.name, *entity.aliases, *aliases.get(entity.iri, ())))),
            dates=dates.get(entity.iri, ()),
            places=places.get(entity.iri, ()),
            members=members.get(entity.iri, ()),
            sentences=sentences[entity.iri],
        )
        for entity in kb.entities
        if entity.iri in sentences and (section := ROOTS.get(vocabulary.root(entity.kind)))
    )


def _positions(facts: list[Statement]) -> tuple[FoundTriple, ...]:
    people, bodies, posts = (_values(facts, name) for name in ("org:member", "org:organization", "kg:post"))
    return tuple(
        FoundTriple((person, body, post), _sentences(fact)[0])
        for fact in facts
        if _is_type(fact) and fact.object == "kg:Membership"
        for person in people.get(fact.subject, ())
        for body in bodies.get(fact.subject, ())
        for post in posts.get(fact.subject, ())
    )


def _relations(facts: list[Statement]) -> tuple[FoundTriple, ...]:
    found: dict[Triple, FoundTriple] = {}
    for fact in facts:
        if word := _WORDS.get(fact.predicate):
            subject, other = fact.subject, ARTICLE if word == "author_of" else fact.object
            if word == "cooperates_with" and other < subject:  # a pair counts once, whichever way round
                subject, other = other, subject
            parts = (subject, word, other)
            found.setdefault(parts, FoundTriple(parts, _sentences(fact)[0]))
    return tuple(found.values())


def _is_type(fact: Statement) -> bool:
    return fact.predicate == "rdf:type"


def _sentences(fact: Statement) -> tuple[str, ...]:
    return tuple(proof.quote.text for proof in fact.evidence if proof.modality == "asserted")


def _values(statements: Iterable[Statement], *predicates: str, backwards: bool = False) -> Values:
    values: defaultdict[str, list[str]] = defaultdict(list)
    for statement in statements:
        if statement.predicate in predicates:
            one, other = statement.subject, statement.object
            values[other if backwards else one].append(one if backwards else other)
    return {key: tuple(found) for key, found in values.items()}
