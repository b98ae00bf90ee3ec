"""Knowledge bases made for drawing: invented articles, and relations whose words stand in their sentences."""

from __future__ import annotations

import re
from operator import attrgetter

from kg import ids
from kg.model import Article, Derivation, Entity, Evidence, KnowledgeBase, Modality, Quote, Statement

PREFIX = {
    "Person": "person",
    "Province": "div",
    "Memorandum": "agr",
    "Meeting": "event",
    "Article": "art",
}  # else an institution's


def iri(kind: str, name: str) -> str:
    return ids.PREFIXES[PREFIX.get(kind, "body")] + ids.local_name(name)


class Draft:
    """A knowledge base in the making; `kinds` are the classes of the names that `relate` is given."""

    def __init__(
        self,
        text: str,
        kinds: dict[str, str],
        title: str = "示例新闻",
        date: str = "2024-05-21",
        outlet: str = "示例日报",
    ) -> None:
        self.article = Article(ids.digest(text, length=16), "example.txt", "utf-8", text, ids.digest(text))
        self.kinds = kinds
        self.aliases: dict[str, tuple[str, ...]] = {}
        source = ids.iri("art", "", (self.article.id,))
        self.reference: list[Statement] = []
        self.statements = [
            Statement(source, "schema:headline", title),
            Statement(source, "schema:datePublished", date),
            Statement(source, "kg:outlet", outlet),
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
        evidence = self.prove(subject, other, trigger, modality, derivation)
        self.statements.append(Statement(self.term(subject), predicate, self.term(other), evidence))

    def prove(
        self, subject: str, other: str, trigger: str, modality: Modality, derivation: Derivation
    ) -> tuple[Evidence, ...]:
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
        return evidence

    def hold(self, person: str, post: str, body: str, tenure: str, attested: str) -> None:
        """That somebody holds a post, proved like any other fact."""
        evidence = self.prove(person, body, post, "asserted", "stated")
        membership = ids.iri("post", person + body + post)
        dated = "kg:formerOn" if tenure == "former" else "kg:attestedOn"
        parts = {"rdf:type": "kg:Membership", "kg:post": post, "kg:tenure": tenure, dated: attested}
        parts |= {"org:member": self.term(person), "org:organization": self.term(body)}
        self.statements += [Statement(membership, predicate, value, evidence) for predicate, value in parts.items()]

    def refer(self, subject: str, predicate: str, other: str) -> None:
        """A statement of the reference table."""
        self.reference.append(Statement(self.term(subject), predicate, self.term(other)))

    def term(self, name: str) -> str:
        return iri(self.kinds[name], name) if name in self.kinds else name

    def knowledge(self, *others: Draft) -> KnowledgeBase:
        """All that this draft says, and others about the same things."""
        evidence: dict[tuple[str, str, str], tuple[Evidence, ...]] = {}
        for draft in (self, *others):
            for one in draft.statements:
                triple = (one.subject, one.predicate, one.object)
                evidence[triple] = evidence.get(triple, ()) + one.evidence
        kinds = {name: kind for draft in (self, *others) for name, kind in draft.kinds.items()}
        entities = [Entity(iri(kind, name), kind, name, self.aliases.get(name, ())) for name, kind in kinds.items()]
        order = attrgetter("subject", "predicate", "object")
        return KnowledgeBase(
            articles=tuple(draft.article for draft in (self, *others)),
            claims=(),
            entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
            statements=tuple(sorted((Statement(*triple, proof) for triple, proof in evidence.items()), key=order)),
            reference=tuple(sorted(self.reference, key=order)),
        )
