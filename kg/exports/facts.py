"""The facts that a person sees: one for each relation, value or post, with all that proves it. Decided here alone.

- What gives a thing its class or another name is no fact of its own.
- That somebody holds a post is one fact, though many triples say who, where and since when.
- A fact that both an article and a reference table give is the article's.
- What is only planned is a fact of its own status, told but never drawn.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from kg.model import Evidence, KnowledgeBase, Statement

Status = Literal["stated", "derived", "planned", "reference"]

POST = "kg:affiliatedWith"  # the predicate of a post: the short cut from a person to a body

NAMING = {"rdf:type", "skos:prefLabel", "skos:altLabel"}  # these say what a thing is and is called
_DATES = ("kg:attestedOn", "kg:formerOn")


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: `object` is the IRI of a thing or a value. Only posts have `post`, `tenure` and `dates`.

    `dates` are pairs of a property ("kg:attestedOn") and a date.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...]
    status: Status
    post: str = ""
    tenure: str = ""
    dates: tuple[tuple[str, str], ...] = ()


def facts(kb: KnowledgeBase) -> list[Fact]:
    """All facts of `kb`, in the order of their subjects, predicates and objects."""
    posts = {one.subject for one in kb.statements if one.object == "kg:Membership"}
    plain = chain(kb.statements, kb.reference)
    found = [*_relations(one for one in plain if one.subject not in posts), *_posts(kb.statements, posts)]
    return sorted(found, key=lambda fact: (fact.subject, fact.predicate, fact.object, fact.tenure, fact.post))


def status(evidence: Iterable[Evidence], *, reference: bool = False) -> Status:
    """How it is known: stated in these words, derived where they had to be resolved, else planned or from a table."""
    evidence = tuple(evidence)
    ways = {one.derivation for one in evidence if one.modality == "asserted"}
    if ways:
        return "stated" if "stated" in ways else "derived"
    return "planned" if evidence and not reference else "reference"


def sentences(evidence: Iterable[Evidence]) -> int:
    """How many sentences say it: one that two rules read, or that says it twice, is one."""
    return len({one.quote for one in evidence})


def _relations(statements: Iterable[Statement]) -> Iterator[Fact]:
    evidence: dict[tuple[str, str, str], tuple[Evidence, ...]] = {}
    tabled = set()
    for one in statements:
        if one.predicate not in NAMING:
            triple = (one.subject, one.predicate, one.object)
            evidence[triple] = evidence.get(triple, ()) + one.evidence
            if not one.evidence:
                tabled.add(triple)
    for triple, proof in evidence.items():
        yield Fact(*triple, proof, status(proof, reference=triple in tabled))


def _posts(statements: Iterable[Statement], posts: set[str]) -> Iterator[Fact]:
    memberships: defaultdict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in statements:
        if one.subject in posts:
            memberships[one.subject][one.predicate].append(one)
    for parts in memberships.values():
        evidence = parts["rdf:type"][0].evidence
        yield Fact(
            _value(parts, "org:member"),
            POST,
            _value(parts, "org:organization"),
            evidence,
            status(evidence),
            post=_value(parts, "kg:post"),
            tenure=_value(parts, "kg:tenure"),
            dates=tuple((name, date.object) for name in _DATES for date in parts.get(name, ())),
        )


def _value(parts: Mapping[str, list[Statement]], predicate: str) -> str:
    return parts[predicate][0].object
