"""The records that travel from an article to the graph. No work is done here.

    Article -> CleanText, Metadata -> Claim (with Evidence) -> Entity, Statement -> Knowledge

All offsets are code points. A `Quote` counts in the raw text of its article, a `Zone` in the clean text.
Predicates are CURIEs of the ontology ("kg:partyTo"), kinds are local names of its classes ("University").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Modality = Literal["asserted", "planned"]
Derivation = Literal["stated", "derived"]
ZoneKind = Literal["title", "header", "body", "byline", "caption", "menu", "footer", "repeated"]

READ_ZONES: frozenset[ZoneKind] = frozenset({"title", "body", "byline", "caption"})


@dataclass(frozen=True, slots=True)
class Article:
    """One article as received: raw text, decoded once and otherwise untouched."""

    id: str  # digest of the raw text, so that the same text given twice is one article
    origin: str  # the path or name it was read from, as the user gave it
    encoding: str
    text: str
    digest: str  # SHA-256 of the bytes
    given: tuple[tuple[str, str], ...] = ()  # what a page or a record says besides its text: (title, …), sorted


@dataclass(frozen=True, slots=True)
class Skip:
    """What could not be read, and why: ``f"{origin} {what}"`` is a sentence."""

    origin: str
    what: str
    hint: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Characters of one article: ``text == article.text[start:end]``, the only pointer into a text."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the clean text with its role on the page: only `READ_ZONES` are read for facts."""

    kind: ZoneKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CleanText:
    """The text that is analysed, and for each of its characters the place in the raw text it came from."""

    article: Article
    text: str
    offsets: Sequence[int]
    zones: tuple[Zone, ...]

    def quote(self, start: int, end: int) -> Quote:
        """The raw characters from clean `start` to `end`; what cleaning took out between them is inside."""
        raw_start, raw_end = self.offsets[start], self.offsets[end - 1] + 1
        return Quote(self.article.id, raw_start, raw_end, self.article.text[raw_start:raw_end])


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """By what the body of an article is found again on other pages, both in hexadecimal.

    Equal digests are one body. The `similarity` digests of near-duplicates differ in few of their 64 bits.
    """

    digest: str
    similarity: str


@dataclass(frozen=True, slots=True)
class Field:
    """One value of an article's metadata, with the characters it was read from.

    It is derived where they say it only with other knowledge: 3月5日 with a year from elsewhere, 民国113年 as 2024.
    The `antecedents` are the characters elsewhere in the article that complete it.
    """

    value: str
    quote: Quote
    derivation: Derivation = "stated"
    antecedents: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the article says about itself: dates are ISO 8601, names are in simplified script."""

    title: Field | None = None
    published: Field | None = None
    outlet: Field | None = None
    authors: tuple[Field, ...] = ()
    editors: tuple[Field, ...] = ()
    photographers: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """What a claim is about, as it leaves its article: a kind, a canonical name and what else tells it apart.

    `key` is empty where the name alone identifies the thing. It holds the code of a division, the article's
    id for what only its article can identify (a person, an untitled agreement, 市委 without a city).
    `parts` are the defining properties of a node that one claim proves as a whole (a membership).
    """

    kind: str
    name: str
    key: tuple[str, ...] = ()
    parts: tuple[tuple[str, Node | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a claim stands: the sentence, the words in it, and how the words came to mean the claim."""

    quote: Quote
    subject: Quote | None
    trigger: Quote | None
    object: Quote | None
    antecedents: tuple[Quote, ...]
    rule: str
    modality: Modality
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says: a relation between two nodes or a value, or (rdf:type) that a node exists."""

    subject: Node
    predicate: str
    object: Node | str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing in the graph, with the name it is shown by and its other names."""

    iri: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One triple over all articles, with everything that proves it.

    `object` is an IRI, a CURIE of a class (rdf:type) or a value, as the range of the predicate says.
    """

    subject: str
    predicate: str
    object: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def asserted(self) -> bool:
        """True if some article says that it is so, rather than that it is planned; a bare fact needs no article."""
        return not self.evidence or any(evidence.modality == "asserted" for evidence in self.evidence)


@dataclass(frozen=True, slots=True, weakref_slot=True)
class KnowledgeBase:
    """All that a build knows: the one value that is validated, stored and exported. Sorted throughout.

    `reference` holds what comes from reference tables (codes, levels, parents of divisions): true, but no
    article says it, so those statements carry no evidence.
    """

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    reference: tuple[Statement, ...]
