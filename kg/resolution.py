"""Claims of all articles -> entities and statements: what is one thing, and what proves each fact about it.

Only the claims are read, never a text. Things are one where their identity keys agree (`ids.IDENTITY`); persons of one
name are one only where they have a body in common, else they stay apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import networkx

from kg import gazetteer, ids, vocabulary
from kg.model import Claim, Entity, Evidence, Node, Statement

Triple = tuple[str, str, str]


def resolve(claims: Sequence[Claim]) -> tuple[tuple[Entity, ...], tuple[Statement, ...], tuple[Statement, ...]]:
    """Entities, statements with their evidence, and the reference statements about the divisions among them.

    All are sorted by IRI; the order of `claims` does not matter.
    """
    dates = {c.evidence.quote.article: str(c.object) for c in claims if c.predicate == "schema:datePublished"}
    iris = _Iris(claims, dates)
    evidence: dict[Triple, set[Evidence]] = defaultdict(set)
    for claim in claims:
        for triple in _triples(claim, iris, dates):
            evidence[triple].add(_from(triple[0], claim, iris))
    evidence = _latest_tenure(evidence, dates)
    statements = tuple(
        Statement(*triple, tuple(sorted(found, key=_place))) for triple, found in sorted(evidence.items())
    )
    entities = _entities(claims, iris, statements)
    reference = tuple(sorted(_reference(entities), key=lambda s: (s.subject, s.predicate, s.object)))
    return tuple(sorted({*entities, *_ancestors(entities)}, key=lambda e: e.iri)), statements, reference


class _Iris:
    """The IRI of each node, after persons of one name with a body in common have become one.

    Such a person has the key of the article that tells first of it: its body, of several the lesser. So an article of
    a later day renames nobody; one that shows two persons to be one leaves the name of the earlier.
    """

    def __init__(self, claims: Iterable[Claim], dates: Mapping[str, str]) -> None:
        bodies: dict[Node, set[str]] = defaultdict(set)
        for claim in claims:
            parts = dict(claim.subject.parts)
            person, body = parts.get("org:member"), parts.get("org:organization")
            # A link of the user's tells a person apart already: by it, not by the article, is that one known.
            if isinstance(person, Node) and isinstance(body, Node) and person.key == (claim.evidence.quote.article,):
                bodies[person].add(self._plain(body))
        self._persons: dict[Node, str] = {}
        for persons in _with_common(bodies):
            first = min(persons, key=lambda person: _age(person.key[0], dates))
            iri = ids.iri("person", first.name, (min(bodies[first]),))
            self._persons |= dict.fromkeys(persons, iri)

    def __call__(self, node: Node) -> str:
        if node.kind == "Person" and node in self._persons:
            return self._persons[node]
        if node.kind == "Membership":
            values = [self(part) if isinstance(part, Node) else part for _, part in node.parts]
            return ids.iri("post", node.name, tuple(values[:3]))
        return self._plain(node)

    def _plain(self, node: Node) -> str:
        return ids.iri(_prefix(node.kind), node.name, node.key)


@cache
def _prefix(kind: str) -> str:
    """That of the nearest class in the table of identities."""
    return next(ids.IDENTITY[one][0] for one in (kind, *vocabulary.superclasses(kind)) if one in ids.IDENTITY)


def _with_common(bodies: Mapping[Node, set[str]]) -> Iterator[list[Node]]:
    """The persons in groups: those of one name that bodies in common link."""
    links = networkx.Graph((person, (person.name, body)) for person, of in bodies.items() for body in of)
    for group in networkx.connected_components(links):
        yield [person for person in group if isinstance(person, Node)]


def _age(article: str, dates: Mapping[str, str]) -> tuple[bool, str, str]:
    """What sorts articles by their dates, those without last."""
    return article not in dates, dates.get(article, ""), article


def _triples(claim: Claim, iris: _Iris, dates: Mapping[str, str]) -> Iterator[Triple]:
    subject = iris(claim.subject)
    if claim.subject.kind == "Membership":
        yield subject, "rdf:type", "kg:Membership"
        for predicate, part in claim.subject.parts:
            yield subject, predicate, iris(part) if isinstance(part, Node) else part
        date = dates.get(claim.evidence.quote.article)
        if date:
            former = dict(claim.subject.parts)["kg:tenure"] == "former"
            yield subject, "kg:formerOn" if former else "kg:attestedOn", date[:10]
        return
    obj = iris(claim.object) if isinstance(claim.object, Node) else claim.object
    if claim.predicate == "kg:cooperatesWith" and obj < subject:
        subject, obj = obj, subject
    if subject != obj:
        yield subject, claim.predicate, obj


def _from(subject: str, claim: Claim, iris: _Iris) -> Evidence:
    """The evidence of a claim, its ends swapped where cooperation is told from its other end."""
    told = claim.evidence
    if iris(claim.subject) == subject:
        return told
    return replace(told, subject=told.object, object=told.subject)


def _latest_tenure(evidence: dict[Triple, set[Evidence]], dates: Mapping[str, str]) -> dict[Triple, set[Evidence]]:
    """Of the tenures of one membership only that of its latest article."""
    tenures: dict[str, list[Triple]] = defaultdict(list)
    for triple in evidence:
        if triple[1] == "kg:tenure":
            tenures[triple[0]].append(triple)
    dropped = set()
    for triples in tenures.values():
        last = max(triples, key=lambda t: (max(dates.get(e.quote.article, "") for e in evidence[t]), t))
        dropped |= set(triples) - {last}
    return {triple: found for triple, found in evidence.items() if triple not in dropped}


def _place(evidence: Evidence) -> tuple[str, int, int, str, str]:
    """Where an evidence stands, and then all that it says: two may differ in nothing but an antecedent."""
    return evidence.quote.article, evidence.quote.start, evidence.quote.end, evidence.rule, repr(evidence)


def _entities(claims: Iterable[Claim], iris: _Iris, statements: Iterable[Statement]) -> list[Entity]:
    """One entity a node: its commonest kind, its name, its other names."""
    kinds: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for claim in claims:
        nodes = [claim.subject, claim.object, *(part for _, part in claim.subject.parts)]
        for node in nodes:
            if isinstance(node, Node):
                kinds[iris(node)][node.kind, node.name] += 1
    aliases: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.predicate == "skos:altLabel" and statement.asserted:
            aliases[statement.subject].add(statement.object)
    found = []
    for iri, counted in kinds.items():
        (kind, name), _ = min(counted.items(), key=lambda item: (-item[1], item[0]))
        found.append(Entity(iri, kind, name, tuple(sorted(aliases[iri]))))
    return found


def _divisions(entities: Iterable[Entity]) -> set[str]:
    """The codes of the divisions among `entities` and of all divisions around them."""
    prefix = ids.PREFIXES["div"]
    codes = {entity.iri.removeprefix(prefix) for entity in entities if entity.iri.startswith(prefix)}
    return codes | {parent for code in codes for parent in gazetteer.parents(code)}


def _ancestors(entities: Sequence[Entity]) -> Iterator[Entity]:
    known = {entity.iri for entity in entities}
    for code in _divisions(entities):
        iri = ids.iri("div", "", (code,))
        if iri not in known:
            yield Entity(iri, gazetteer.kind(code), gazetteer.division(code).name)


def _reference(entities: Sequence[Entity]) -> Iterator[Statement]:
    """What the gazetteer knows of the divisions and regions among `entities`: code, level, parent, region."""
    codes = _divisions(entities)
    for code in codes:
        division, iri = gazetteer.division(code), ids.iri("div", "", (code,))
        yield Statement(iri, "rdf:type", f"kg:{gazetteer.kind(code)}")
        yield Statement(iri, "kg:code", code)
        yield Statement(iri, "kg:level", division.level)
        if division.parent:
            yield Statement(iri, "kg:locatedIn", ids.iri("div", "", (division.parent,)))
    for entity in entities:
        region = gazetteer.regions().get(entity.name) if entity.kind == "Region" else None
        for code in region.members if region else ():
            if code in codes:
                yield Statement(ids.iri("div", "", (code,)), "kg:partOf", entity.iri)
