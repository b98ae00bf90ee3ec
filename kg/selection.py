"""Parts of a graph that are graphs themselves: what surrounds one thing, and what articles say since a date."""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from kg import rdf, vocabulary
from kg.errors import LossWarning, QueryError
from kg.model import KnowledgeBase, Statement

Base = TypeVar("Base", bound=KnowledgeBase)

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_ENDS = ("org:member", "org:organization")  # of a membership


def around(kb: Base, iri: str, depth: int) -> Base:
    """What can be reached from a thing in `depth` steps, with all statements between what is reached.

    A step is a relation in either direction; from a person to the body of a post it is one. An agreement brings its
    parties, a place the divisions above it, and every statement its articles.
    """
    if depth < 0:
        raise QueryError(f"{depth} is no number of steps", "give 0 for the thing alone, 1 for what is next to it")
    neighbours = _neighbours(kb)
    reached = edge = {iri}
    for _ in range(depth):
        edge = {other for one in edge for other in neighbours[one]} - reached
        reached = reached | edge
    within = reached | {one.subject for one in kb.statements if one.predicate == "kg:partyTo" and one.object in reached}
    within |= {post for post, ends in _posts(kb).items() if ends <= within}
    within |= set(_above(kb, within))
    kept = [one for one in kb.statements if one.subject in within and (not _links(one) or one.object in within)]
    about = {rdf.article_iri(evidence.quote.article) for one in kept for evidence in one.evidence}
    kept += [one for one in kb.statements if one.subject in about - within and not _links(one)]
    return _part(kb, kept)


def since(kb: Base, date: str) -> Base:
    """What the articles published on a date or later say, a date being a year, a month or a day in ISO 8601.

    A fact stays with the evidence that is left. Articles without a date are left out: a `LossWarning` counts them.
    """
    if not _DATE.fullmatch(date):
        raise QueryError(f"{date} is no date", "write a year, a month or a day: 2025, 2025-03, 2025-03-14")
    dates = {one.subject: one.object for one in kb.statements if one.predicate == "schema:datePublished"}
    undated = [article for article in kb.articles if rdf.article_iri(article.id) not in dates]
    if undated:
        warnings.warn(f"{len(undated)} articles that state no date are left out", LossWarning, stacklevel=3)
    late = {iri for iri, published in dates.items() if published >= date}
    kept = []
    for one in kb.statements:
        evidence = tuple(proof for proof in one.evidence if rdf.article_iri(proof.quote.article) in late)
        if evidence:
            kept.append(replace(one, evidence=evidence))
    return _part(kb, kept)


def _part(kb: Base, statements: Iterable[Statement]) -> Base:
    """The graph of these statements, with the entities, reference knowledge, claims and articles that go with them."""
    kept = set(statements)
    things = {end for one in kept for end in (one.subject, one.object)}
    things |= set(_above(kb, things))
    proofs = {proof for one in kept for proof in one.evidence}
    articles = {proof.quote.article for proof in proofs}
    by_triple = {_triple(one): one for one in kept}
    return replace(
        kb,
        articles=tuple(one for one in kb.articles if one.id in articles),
        claims=tuple(one for one in kb.claims if one.evidence in proofs),
        entities=tuple(one for one in kb.entities if one.iri in things),
        statements=type(kb.statements)(by_triple[_triple(one)] for one in kb.statements if _triple(one) in by_triple),
        reference=tuple(
            one for one in kb.reference if one.subject in things and (one.object in things or not _links(one))
        ),
    )


def _neighbours(kb: KnowledgeBase) -> dict[str, set[str]]:
    """What each thing is related to; persons and bodies past their memberships."""
    plain = (one for one in (*kb.statements, *kb.reference) if _links(one) and one.predicate not in _ENDS)
    pairs = [(one.subject, one.object) for one in plain]
    pairs += [(one, other) for ends in _posts(kb).values() for one in ends for other in ends]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found


def _posts(kb: KnowledgeBase) -> dict[str, set[str]]:
    """The person and the body of each membership."""
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for one in kb.statements:
        if one.predicate in _ENDS:
            ends[one.subject].add(one.object)
    return ends


def _above(kb: KnowledgeBase, things: Iterable[str]) -> Iterator[str]:
    """The divisions above the places among `things`, as the reference tables have them."""
    parents = defaultdict(list)
    for one in kb.reference:
        if one.predicate == "kg:locatedIn":
            parents[one.subject].append(one.object)
    waiting, seen = list(things), set(things)
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
                yield parent


def _links(statement: Statement) -> bool:
    return statement.predicate != "rdf:type" and vocabulary.links(statement.predicate)


def _triple(statement: Statement) -> tuple[str, str, str]:
    return statement.subject, statement.predicate, statement.object
