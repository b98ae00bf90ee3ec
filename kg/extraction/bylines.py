"""What the article says about itself: headline, date, outlet, and who wrote, edited and photographed it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim, CleanText, Evidence, Field, Metadata, Node

_ROLES = (("kg:authorOf", "authors"), ("kg:editorOf", "editors"), ("kg:photographerOf", "photographers"))
_VALUES = (("schema:headline", "title"), ("schema:datePublished", "published"), ("kg:outlet", "outlet"))


def article_node(clean: CleanText, metadata: Metadata) -> Node:
    """The node of the article itself, named by its headline where it has one."""
    return Node("Article", metadata.title.value if metadata.title else clean.article.id, (clean.article.id,))


def find_bylines(clean: CleanText, metadata: Metadata) -> Iterator[Claim]:
    """The claims of an article about itself, each with the characters of its header, byline or caption."""
    article = article_node(clean, metadata)
    for predicate, role in _ROLES:
        for field in getattr(metadata, role):
            person = Node("Person", field.value, (clean.article.id,))
            yield Claim(person, "rdf:type", "kg:Person", _evidence(field, "byline"))
            yield Claim(person, predicate, article, _evidence(field, "byline"))
    for predicate, name in _VALUES:
        field = getattr(metadata, name)
        if field is not None:
            yield Claim(article, predicate, field.value, _evidence(field, "header"))


def _evidence(field: Field, rule: str) -> Evidence:
    return Evidence(field.quote, None, None, field.quote, field.antecedents, rule, "asserted", field.derivation)
