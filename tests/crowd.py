"""A knowledge base of any size, for what the page does with thousands of entities."""

from __future__ import annotations

import random

from kg import ids
from kg.model import Article, Entity, Evidence, KnowledgeBase, Quote, Statement

_KINDS = (
    ("body", "University", "大学"),
    ("body", "Company", "有限公司"),
    ("person", "Person", ""),
    ("agr", "Memorandum", "备忘录"),
)
_SYLLABLES = "安保昌成德东方广海河华吉江金昆林龙南宁平青庆山商上石顺泰天通万武西新阳宜永玉元云长中州"


def crowd(count: int, *, per_article: int = 10) -> KnowledgeBase:
    """`count` entities, one and a half relations each, ten to an article; hubs are linked more often than others."""
    chance = random.Random(count)
    entities = []
    for number in range(count):
        prefix, kind, ending = _KINDS[number % len(_KINDS)]
        name = "".join(chance.choices(_SYLLABLES, k=3 + number % 4)) + ending
        entities.append(Entity(ids.iri(prefix, name, (str(number),)), kind, name))
    articles, statements = [], []
    for first in range(0, count, per_article):
        here = entities[first : first + per_article]
        pairs = [(one, entities[int(count * chance.random() ** 3)]) for one in here]
        pairs += [(one, chance.choice(here)) for one in here[::2]]
        lines = [f"据悉，{one.name}与{other.name}签署协议并支持双方今后在各领域的合作。" for one, other in pairs]
        text = "\n".join([f"示例报道{first}", *lines, "今后的工作将按照既定安排逐步推进，有关情况将及时通报。" * 8])
        article = Article(ids.digest(text, length=16), f"{first}.txt", "utf-8", text, "")
        articles.append(article)
        source = ids.iri("art", "", (article.id,))
        entities_here = Entity(source, "Article", f"示例报道{first}")
        title = _evidence(article, 0, len(lines[0]), "", "")
        statements += [
            Statement(source, "rdf:type", "kg:Article", (title,)),
            Statement(source, "schema:datePublished", f"20{10 + first % 15}-0{1 + first % 9}-1{first % 9}", (title,)),
        ]
        entities.append(entities_here)
        start = text.index("\n") + 1
        for (one, other), line in zip(pairs, lines, strict=True):
            proof = _evidence(article, start, start + len(line), one.name, other.name)
            start += len(line) + 1
            statements.append(Statement(one.iri, "rdf:type", f"kg:{one.kind}", (proof,)))
            if one is not other:
                statements.append(Statement(one.iri, "kg:supports", other.iri, (proof,)))
    things = tuple(entity for entity in entities if entity.kind != "Article" or entity.name)
    return KnowledgeBase(tuple(articles), (), things, tuple(statements), ())


def _evidence(article: Article, start: int, end: int, subject: str, other: str) -> Evidence:
    def words(text: str) -> Quote | None:
        at = article.text.find(text, start, end) if text else -1
        return Quote(article.id, at, at + len(text), text) if at >= 0 else None

    quote = Quote(article.id, start, end, article.text[start:end])
    return Evidence(quote, words(subject), words("支持"), words(other), (), "support", "asserted", "stated")
