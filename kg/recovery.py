"""Facts of an RDF file as records again: the inverse of writing them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Triple

from kg import rdf, vocabulary
from kg.entailments import SYMMETRIC, entail
from kg.errors import InputError
from kg.model import Entity, KnowledgeBase, Statement

_Spo = tuple[str, str, str]


def recover(triples: Iterable[Triple]) -> KnowledgeBase:
    """The facts in `triples`: things with their names, and statements without evidence.

    What the ontology does not speak of is left out, and so is what follows from the rest, as it is written anew. An
    `InputError` says that a thing has no IRI.
    """
    told = sorted(set(_told(triples)))
    entities = _entities(told)
    named = {(entity.iri, "skos:prefLabel", entity.name) for entity in entities}
    stated = sorted({_forward(*spo) for spo in told if spo not in named})
    kb = KnowledgeBase((), (), entities, tuple(Statement(*spo) for spo in stated), ())
    followed = {one for name, one in entail(kb) if name != "symmetry"}
    kept = [one for one in kb.statements if one not in followed]
    given = set(rdf.facts(replace(kb, statements=tuple(kept))))
    kept += [one for one in kb.statements if rdf.triple(one) not in given]  # what followed only from what was left out
    return replace(kb, statements=tuple(sorted(kept, key=lambda one: (one.subject, one.predicate, one.object))))


def _told(triples: Iterable[Triple]) -> Iterator[_Spo]:
    """What the triples say in the terms of the ontology."""
    for subject, predicate, target in triples:
        name = vocabulary.compact(predicate.value)
        if name not in vocabulary.properties():
            continue
        if not isinstance(subject, NamedNode) or not isinstance(target, NamedNode | Literal):
            raise InputError(f"a thing has no IRI: {subject} {name} {target}", "give a name to each blank node")
        value = target.value
        if name != "rdf:type":
            yield subject.value, name, value
        elif vocabulary.compact(value).removeprefix("kg:") in vocabulary.kinds():
            yield subject.value, name, vocabulary.compact(value)


def _entities(told: Iterable[_Spo]) -> tuple[Entity, ...]:
    """Every thing with a class: the deepest of its classes, its name and its other names."""
    parts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in told:
        parts[subject][predicate].append(value)
    return tuple(
        Entity(
            iri,
            max((kind.removeprefix("kg:") for kind in said["rdf:type"]), key=_depth),
            next(iter(said["skos:prefLabel"]), vocabulary.compact(iri)),
            tuple(said["skos:altLabel"]),
        )
        for iri, said in sorted(parts.items())
        if "rdf:type" in said
    )


def _depth(kind: str) -> tuple[int, bool]:
    return len(vocabulary.superclasses(kind)), kind != "City"  # what any division may be besides


def _forward(subject: str, predicate: str, value: str) -> _Spo:
    """The one direction in which a symmetric relation is stated."""
    if predicate in SYMMETRIC and value < subject:
        return value, predicate, subject
    return subject, predicate, value
