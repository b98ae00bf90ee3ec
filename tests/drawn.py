"""Knowledge bases made for drawing: one invented article, and relations whose words stand in its sentences."""

from __future__ import annotations

import re
from operator import attrgetter

from kg import ids
from kg.model import Article, Derivation, Entity, Evidence, KnowledgeBase, Modality, Quote, Statement

PREFIX = {"Person": "person", "Province": "div", "Memorandum": "agr", "Article": "art"}  # else an institution's


def iri(kind: str, name: str) -> str:
    return ids.PREFIXES[PREFIX.get(kind, "body")] + ids.local_name(name)


class Draft:
    """A knowledge base in the making; `kinds` are the classes of the names that `relate` is given."""

    def __init__(self, text: str, kinds: dict[str, str], title: str = "示例新闻") -> None:
        self.article = Article(ids.digest(text, length=16), "example.txt", "utf-8", text, ids.digest(text))
        self.kinds = kinds
        self.aliases: dict[str, tuple[str, ...]] = {}
        source = ids.iri("art", "", (self.article.id,))
        self.reference: list[Statement] = []
        self.statements = [
            Statement(source, "schema:headline", title),
            Statement(source, "schema:datePublished", "2024-05-21"),
            Statement(source, "kg:outlet", "示例日报"),
        ]
        for name in kinds:
            self.say(name, "rdf:type", f"kg:{kinds[name]}")

    def quote(self, start: int, end: int) -> Quote:
        return Quote(self.article.id, start, end, self.article.text[start:end])

    def words(self, sentence: Quote, words: str) -> Quote | None:
        at = sentence.text.find(words)
        return self.quote(sentence.start + at, sentence.start + at + len(words)) if words and at >= 0 else None

    def say(
        self,
        subject: str,
        predicate: str,
        other: str,
        trigger: str = "",
        modality: Modality = "asserted",
        derivation: Derivation = "stated",
    ) -> None:
        """A statement proved by every sentence that holds all of its words."""
        wanted = [words for words in (subject, trigger, other if other in self.kinds else "") if words]
        evidence = tuple(
            Evidence(
                sentence,
                self.words(sentence, subject),
                self.words(sentence, trigger),
                self.words(sentence, other),
                (),
                "example",
                modality,
                derivation,
            )
            for sentence in (self.quote(*match.span()) for match in re.finditer("[^。\n]+。?", self.article.text))
            if all(words in sentence.text for words in wanted)
        )
        assert evidence, wanted
        self.statements.append(Statement(self.term(subject), predicate, self.term(other), evidence))

    def refer(self, subject: str, predicate: str, other: str) -> None:
        """A statement of the reference table."""
        self.reference.append(Statement(self.term(subject), predicate, self.term(other)))

    def term(self, name: str) -> str:
        return iri(self.kinds[name], name) if name in self.kinds else name

    def knowledge(self) -> KnowledgeBase:
        entities = [
            Entity(iri(kind, name), kind, name, self.aliases.get(name, ())) for name, kind in self.kinds.items()
        ]
        order = attrgetter("subject", "predicate", "object")
        return KnowledgeBase(
            articles=(self.article,),
            claims=(),
            entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
            statements=tuple(sorted(self.statements, key=order)),
            reference=tuple(sorted(self.reference, key=order)),
        )
