"""The sentences shown on the page: each kept once, with the places of the words to mark in it.

The records count code points, a browser counts UTF-16 units (𠮷 is two of them): what leaves here is in UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from kg import rdf
from kg.model import Evidence, KnowledgeBase, Quote

Mark = tuple[int, int, str]  # start and end in UTF-16 units of the sentence, and the role of the words

_METADATA = {"schema:headline": "title", "schema:datePublished": "date", "kg:outlet": "outlet"}


def utf16(text: str) -> int:
    """The length of `text` in UTF-16 units.

    >>> utf16("𠮷林")
    3
    """
    return len(text.encode("utf-16-le")) // 2


def mark(sentence: Quote, words: Quote | None, role: str) -> list[Mark]:
    """Where `words` stand in `sentence`; nothing if they stand elsewhere.

    >>> mark(Quote("a", 10, 14, "𠮷林大学"), Quote("a", 12, 14, "大学"), "subject")
    [(3, 5, 'subject')]
    """
    if not words or words.article != sentence.article or words.start < sentence.start or words.end > sentence.end:
        return []
    start = utf16(sentence.text[: words.start - sentence.start])
    return [(start, start + utf16(words.text), role)]


class Quotations:
    """The sentences and articles of a page, numbered as they are asked for.

    `articles` and `sentences` are the rows that the numbers point to.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self.articles: list[dict[str, str]] = []
        self.sentences: list[dict[str, Any]] = []
        self._numbers: dict[Quote, int] = {}
        self._article_numbers: dict[str, int] = {}
        metadata: dict[str, dict[str, str]] = {}
        for statement in kb.statements:
            if statement.predicate in _METADATA:
                metadata.setdefault(statement.subject, {})[_METADATA[statement.predicate]] = statement.object
        for number, article in enumerate(kb.articles):
            self._article_numbers[article.id] = number
            told = metadata.get(rdf.article_iri(article.id), {})
            self.articles.append({"title": PurePath(article.origin).name} | told)

    def number(self, sentence: Quote) -> int:
        """The number of a sentence, a new one if it was not asked for before."""
        if sentence not in self._numbers:
            self._numbers[sentence] = len(self.sentences)
            self.sentences.append({"article": self._article_numbers[sentence.article], "text": sentence.text})
        return self._numbers[sentence]

    def proof(self, evidence: Evidence) -> dict[str, Any]:
        """One piece of evidence: its sentence, the marks in it, and how the words came to mean the fact.

        `before` holds the earlier words that a short form or a pronoun in the sentence stands for.
        """
        roles = {"subject": evidence.subject, "trigger": evidence.trigger, "object": evidence.object}
        return {
            "sentence": self.number(evidence.quote),
            "marks": [found for role, words in roles.items() for found in mark(evidence.quote, words, role)],
            "modality": evidence.modality,
            "derivation": evidence.derivation,
            "before": [antecedent.text for antecedent in evidence.antecedents],
        }

    def mentions(self, pairs: Iterable[tuple[Evidence, Quote | None]]) -> list[dict[str, Any]]:
        """The sentences of `pairs` in the order of the articles, each once, the words given with it marked."""
        found: dict[Quote, set[Mark]] = {}
        for evidence, words in pairs:
            found.setdefault(evidence.quote, set()).update(mark(evidence.quote, words, "name"))
        order = sorted(found, key=lambda quote: (self._article_numbers[quote.article], quote.start, quote.end))
        return [{"sentence": self.number(quote), "marks": sorted(found[quote])} for quote in order]
