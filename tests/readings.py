"""The articles that tests read whole, what they say, and what two forms of one text have in common."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from built import ARTICLES
from kg import pipeline, sources
from kg.model import Article, Claim, Node

GOLD = os.environ.get("KG_GOLD")
EXAMPLES = sorted(ARTICLES.glob("*.txt"))
LABELLED = sorted(Path(GOLD, "articles").glob("*.txt")) if GOLD else []
EACH_ARTICLE = pytest.mark.parametrize("path", [*EXAMPLES, *LABELLED], ids=lambda path: path.stem)

Meaning = tuple[object, ...]


@cache
def article(path: Path) -> Article:
    (one,) = sources.read([path])
    return one


@cache
def claims_of(path: Path) -> tuple[Claim, ...]:
    return pipeline.extract(path)


def meanings(claims: Iterable[Claim]) -> set[Meaning]:
    """What claims say, without where they say it: articles and offsets differ between two forms of one text."""
    return {
        (
            _meaning(claim.subject),
            claim.predicate,
            _meaning(claim.object),
            claim.evidence.modality,
            claim.evidence.derivation,
        )
        for claim in claims
    }


def _meaning(thing: Node | str) -> Meaning | str:
    if isinstance(thing, str):
        return thing
    code = thing.key if thing.kind in ("Province", "Prefecture", "County") else ()
    name = "" if thing.kind == "Article" else thing.name  # an article without a title is named by its digest
    parts = tuple((predicate, _meaning(part)) for predicate, part in thing.parts)
    return thing.kind, name, code, parts
