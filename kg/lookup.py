"""What a graph says of one thing: by its name, by statement, with proof, in time."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from kg import rdf, vocabulary
from kg.errors import QueryError
from kg.model import Article, Entity, Evidence, KnowledgeBase, Statement

Value = TypeVar("Value")

_MEMBERSHIP = ("org:member", "org:organization", "kg:post")
_DATED = ("Membership", "Event", "Agreement", "Article")  # things that have dates


class Statements(tuple[Statement, ...]):
    """All statements of a graph, in order; called with a subject, predicate or object, those that match."""

    def __call__(
        self,
        subject: Entity | str | None = None,
        predicate: str | None = None,
        object: Entity | str | None = None,  # noqa: A002  # the word for it
    ) -> tuple[Statement, ...]:
        """The statements with this subject, predicate and object, each left out if it may be any, in order.

        A thing is an entity, an IRI or a CURIE ("body:四川大学"), a predicate a CURIE ("kg:partyTo"), a class too, and
        another object a value as it stands. What is only planned is among them: ask each whether it is `asserted`. A
        `QueryError` says that the ontology has no such predicate.
        """
        if predicate is not None and predicate not in vocabulary.properties():
            close = difflib.get_close_matches(predicate, vocabulary.properties(), n=3)
            raise QueryError(
                f"the ontology has no property {predicate}", " or ".join(close) or "name one as kg:partyTo"
            )
        if subject is not None:
            found: Iterable[Statement] = self._by_subject.get(_iri(subject), ())
        elif object is not None:
            found = self._by_object.get(_iri(object), ())
        else:
            found = self
        return tuple(
            one
            for one in found
            if predicate in (None, one.predicate) and (object is None or _iri(object) == _iri(one.object))
        )

    @cached_property
    def _by_subject(self) -> Mapping[str, list[Statement]]:
        return _index((one.subject, one) for one in self)

    @cached_property
    def _by_object(self) -> Mapping[str, list[Statement]]:
        return _index((_iri(one.object), one) for one in self)


@dataclass(frozen=True, slots=True)
class Proof:
    """One evidence with its article: `published` and `outlet` are empty where the article names none."""

    evidence: Evidence
    article: Article
    headline: str
    published: str  # ISO 8601
    outlet: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing in the life of another: on `date` the `entity`, to which `statement` ties it."""

    date: str  # ISO 8601, as exact as the text gives it; empty where nothing says when
    predicate: str  # what the date is: "kg:heldOn", "kg:signedOn", "kg:attestedOn" (in office then), "kg:formerOn"
    entity: Entity
    statement: Statement


class Directory:
    """The things of a graph by name and IRI."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.entities = {entity.iri: entity for entity in kb.entities}
        self._named = _index((entity.name, entity) for entity in kb.entities)
        self._memberships: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for one in kb.statements:
            if one.predicate in _MEMBERSHIP:
                self._memberships[one.subject][one.predicate] = one.object
        self._called = _index((alias, entity) for entity in kb.entities for alias in entity.aliases)

    def find(self, name: str) -> Entity:
        """The entity with this IRI, CURIE or name, or else with this other name; a `QueryError` if not just one."""
        known = self.entities.get(_iri(name))
        found = [known] if known else self._named.get(name) or self._called.get(name, [])
        if len(found) == 1:
            return found[0]
        if found:
            several = "; ".join(sorted(map(self._described, found)))
            raise QueryError(f"several things are called {name}: {several}", "name one of them so")
        close = difflib.get_close_matches(name, [*self._named, *self._called], n=3)
        hint = (
            f"is it {' or '.join(close)}?"
            if close
            else "take a name from kg query DIR 'SELECT ?n { ?x skos:prefLabel ?n }'"
        )
        raise QueryError(f"nothing is called {name}", hint)

    def _described(self, entity: Entity) -> str:
        """The CURIE of a thing, and of a person the posts by which people know who is meant."""
        held = [parts for parts in self._memberships.values() if parts.get("org:member") == entity.iri]
        posts = sorted(self.entities[parts["org:organization"]].name + parts.get("kg:post", "") for parts in held)
        return vocabulary.compact(entity.iri) + (f" ({', '.join(posts)})" if posts else "")


def prove(kb: KnowledgeBase, statement: Statement) -> tuple[Proof, ...]:
    """All that proves a statement, each with its article, the earliest article first and those without date last."""
    wanted = {evidence.quote.article for evidence in statement.evidence}
    articles = {article.id: article for article in kb.articles if article.id in wanted}
    told = {rdf.article_iri(article): {"": ""} for article in wanted}
    for one in kb.statements:
        if one.subject in told:
            told[one.subject][one.predicate] = one.object
    proofs = []
    for evidence in statement.evidence:
        said = told[rdf.article_iri(evidence.quote.article)]
        about = (said.get(name, "") for name in ("schema:headline", "schema:datePublished", "kg:outlet"))
        proofs.append(Proof(evidence, articles[evidence.quote.article], *about))
    return tuple(sorted(proofs, key=_age))


def timeline(statements: Statements, directory: Directory, entity: Entity) -> tuple[Moment, ...]:
    """The posts, events, agreements and articles of a thing by date; those without a date last."""
    moments = []
    for statement in (*statements(subject=entity), *statements(object=entity)):
        other = directory.entities.get(statement.object if statement.subject == entity.iri else statement.subject)
        if other and statement.asserted and vocabulary.root(other.kind) in _DATED:
            dates = [one for one in statements(subject=other) if _is_date(one.predicate) and one.asserted]
            moments += [Moment(one.object, one.predicate, other, statement) for one in dates]
            moments += [Moment("", "", other, statement)] * (not dates)
    return tuple(sorted(moments, key=lambda one: (not one.date, one.date, one.entity.iri, one.predicate)))


def _age(proof: Proof) -> tuple[bool, str, str, int]:
    return not proof.published, proof.published, proof.article.id, proof.evidence.quote.start


def _is_date(predicate: str) -> bool:
    return not vocabulary.links(predicate) and vocabulary.datatype(predicate) == "date"


def _iri(thing: Entity | str) -> str:
    """The IRI of a thing, and what is none as it stands."""
    if isinstance(thing, Entity):
        return thing.iri
    prefix, colon, _ = thing.partition(":")
    return vocabulary.expand(thing) if colon and prefix in vocabulary.PREFIXES else thing


def _index(pairs: Iterable[tuple[str, Value]]) -> dict[str, list[Value]]:
    index: defaultdict[str, list[Value]] = defaultdict(list)
    for key, value in pairs:
        index[key].append(value)
    return dict(index)
