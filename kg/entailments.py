"""What follows from the facts by the ontology: no article says it in these words, and none needs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain

from kg import vocabulary
from kg.model import KnowledgeBase, Statement

SYMMETRIC = ("kg:cooperatesWith",)  # one statement, from the lesser IRI to the greater; both directions in RDF

Facts = Mapping[str, Sequence[Statement]]  # by predicate
Names = Mapping[str, str]  # by IRI


def entail(kb: KnowledgeBase) -> Iterator[tuple[str, Statement]]:
    """Each statement that follows from the facts of `kb`, after the name of what it follows by; some follow twice."""
    facts: dict[str, list[Statement]] = {}
    for statement in chain((one for one in kb.statements if one.asserted), kb.reference):
        facts.setdefault(statement.predicate, []).append(statement)
    names = {entity.iri: entity.name for entity in kb.entities}
    for name, follow in ENTAILED.items():
        yield from ((name, statement) for statement in follow(facts, names))


def _superclasses(facts: Facts, _: Names) -> Iterator[Statement]:
    """Every superclass of a class in the ontology."""
    for one in facts.get("rdf:type", ()):
        for parent in vocabulary.superclasses(one.object.removeprefix("kg:")):
            yield Statement(one.subject, "rdf:type", f"kg:{parent}")


def _cities(facts: Facts, names: Names) -> Iterator[Statement]:
    """A division whose name ends in 市 is a city, whatever its level."""
    for one in facts.get("rdf:type", ()):
        if vocabulary.is_a(one.object.removeprefix("kg:"), "Division") and names[one.subject].endswith("市"):
            yield Statement(one.subject, "rdf:type", "kg:City")


def _symmetry(facts: Facts, _: Names) -> Iterator[Statement]:
    """The other direction of a symmetric property."""
    for predicate in SYMMETRIC:
        yield from (Statement(one.object, predicate, one.subject) for one in facts.get(predicate, ()))


def _superproperties(facts: Facts, _: Names) -> Iterator[Statement]:
    """Every superproperty in the ontology: who wrote an article has contributed to it."""
    for predicate, told in facts.items():
        for parent in vocabulary.superproperties(predicate):
            if parent.startswith("kg:"):
                yield from (Statement(one.subject, parent, one.object) for one in told)


def _affiliations(facts: Facts, _: Names) -> Iterator[Statement]:
    """A person is affiliated with the body of a post it holds now; a former holder or a candidate is not."""
    members, bodies, tenures = (
        {one.subject: one.object for one in facts.get(predicate, ())}
        for predicate in ("org:member", "org:organization", "kg:tenure")
    )
    for membership in members.keys() & bodies.keys():
        if tenures.get(membership) == "current":
            yield Statement(members[membership], "kg:affiliatedWith", bodies[membership])


def _silence(facts: Facts, _: Names) -> Iterator[Statement]:
    """An agreement says so if no article names a party to it."""
    named = {one.object for one in facts.get("kg:partyTo", ())}
    for one in facts.get("rdf:type", ()):
        if vocabulary.is_a(one.object.removeprefix("kg:"), "Agreement") and one.subject not in named:
            yield Statement(one.subject, "kg:partyUnknown", "true")


ENTAILED: dict[str, Callable[[Facts, Names], Iterator[Statement]]] = {
    "superclass": _superclasses,
    "city": _cities,
    "symmetry": _symmetry,
    "superproperty": _superproperties,
    "affiliation": _affiliations,
    "silence": _silence,
}
