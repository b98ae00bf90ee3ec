"""The articles and sentences on the page: each kept once, with the places of the words to mark in it.

The records count code points, a browser counts UTF-16 units (𠮷 is two of them): what leaves here is in UTF-16 units.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from kg import rdf
from kg.model import Article, Evidence, KnowledgeBase, Quote

Mark = tuple[int, int, str]  # start and end in UTF-16 units of the sentence, and the role of the words

_METADATA = {"schema:headline": "title", "schema:datePublished": "date", "kg:outlet": "outlet"}


class Units:
    """Code points of a text as UTF-16 units.

    >>> Units("𠮷林大学").at(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [place for place, one in enumerate(text) if one > "\uffff"]

    def at(self, place: int) -> int:
        """How many units stand before the code point at `place`."""
        return place + bisect_left(self._wide, place)


class Quotations:
    """The articles of a page, and its sentences, numbered as they are asked for.

    `articles` and `sentences` are the rows that the numbers point to. With `texts`, articles have their raw text and
    sentences only point into it; without, each sentence has its own.
    """

    def __init__(self, kb: KnowledgeBase, *, texts: bool) -> None:
        self.articles: list[dict[str, str]] = []
        self.sentences: list[dict[str, Any]] = []
        self._texts = texts
        self._numbers: dict[Quote, int] = {}
        self._article_numbers: dict[str, int] = {}
        self._units: dict[str, Units] = {}
        metadata: dict[str, dict[str, str]] = {}
        for statement in kb.statements:
            if statement.predicate in _METADATA:
                metadata.setdefault(statement.subject, {})[_METADATA[statement.predicate]] = statement.object
        for number, article in enumerate(sorted(kb.articles, key=lambda article: article.id)):
            self._article_numbers[article.id] = number
            self._units[article.id] = Units(article.text)
            self.articles.append(self._article(article, metadata.get(rdf.article_iri(article.id), {})))

    def _article(self, article: Article, told: dict[str, str]) -> dict[str, str]:
        name = {"id": article.id, "title": PurePath(article.origin).name, "origin": PurePath(article.origin).name}
        return name | told | ({"text": article.text} if self._texts else {})

    def article(self, identifier: str) -> int:
        """The number of the article with this id."""
        return self._article_numbers[identifier]

    def sentence(self, quote: Quote) -> int:
        """The number of a sentence, a new one if it was not asked for before."""
        if quote not in self._numbers:
            self._numbers[quote] = len(self.sentences)
            units = self._units[quote.article]
            row = {"article": self.article(quote.article), "start": units.at(quote.start), "end": units.at(quote.end)}
            self.sentences.append(row if self._texts else row | {"text": quote.text})
        return self._numbers[quote]

    def span(self, sentence: Quote, words: Quote | None) -> tuple[int, int] | None:
        """From where to where `words` stand in `sentence`; None if they stand elsewhere."""
        if not words or words.article != sentence.article or words.start < sentence.start or words.end > sentence.end:
            return None
        units = self._units[sentence.article]
        first = units.at(sentence.start)
        return units.at(words.start) - first, units.at(words.end) - first

    def proof(self, evidence: Evidence) -> dict[str, Any]:
        """One piece of evidence: its sentence, the marks in it, and how the words came to mean the fact.

        `before` holds the earlier words that a short form or a pronoun in the sentence stands for.
        """
        roles = {"subject": evidence.subject, "trigger": evidence.trigger, "object": evidence.object}
        spans = {role: self.span(evidence.quote, words) for role, words in roles.items()}
        return {
            "sentence": self.sentence(evidence.quote),
            "marks": [(*span, role) for role, span in spans.items() if span],
            "rule": evidence.rule,
            "modality": evidence.modality,
            "derivation": evidence.derivation,
            "before": [antecedent.text for antecedent in evidence.antecedents],
        }

    def mentions(self, pairs: Iterable[tuple[Evidence, Quote | None]]) -> list[tuple[int, ...]]:
        """Sentences of `pairs` in the order of the articles, each with starts and ends of the words given with it."""
        found: dict[Quote, set[tuple[int, int]]] = {}
        for evidence, words in pairs:
            spans = found.setdefault(evidence.quote, set())
            if span := self.span(evidence.quote, words):
                spans.add(span)
        order = sorted(found, key=lambda quote: (self.article(quote.article), quote.start, quote.end))
        return [(self.sentence(quote), *(place for span in sorted(found[quote]) for place in span)) for quote in order]
