"""Graphs of one article made by hand, and the perfect graph of a labelled article, to test the scorer with."""

import json
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from kg import ids
from kg.evaluation.gold import ARTICLE, KINDS, PREDICATES, SECTIONS
from kg.model import Article, Entity, Evidence, KnowledgeBase, Modality, Quote, Statement

THIS_ARTICLE = ids.PREFIXES["art"] + "a1"


@dataclass
class Draft:
    """A graph that grows call by call. Its IRIs are arbitrary: the scorer must not read them."""

    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    reference: list[Statement] = field(default_factory=list)

    def add(self, kind: str, name: str, *aliases: str, sentence: str = "") -> str:
        """The IRI of a new entity that the article names."""
        iri = f"urn:test:{len(self.entities):03}"
        self.entities.append(Entity(iri, kind, name, aliases))
        self.say(iri, "rdf:type", f"kg:{kind}", sentence=sentence or f"{name}。")
        return iri

    def say(
        self, subject: str, predicate: str, value: str, modality: Modality = "asserted", sentence: str = "一句。"
    ) -> None:
        quote = Quote("a1", 0, len(sentence), sentence)
        evidence = Evidence(quote, None, None, None, (), "test", modality, "stated")
        self.statements.append(Statement(subject, predicate, value, (evidence,)))

    def post(self, person: str, body: str, post: str, tenure: str = "current") -> None:
        iri = f"urn:test:post:{len(self.statements):03}"
        self.say(iri, "rdf:type", "kg:Membership")
        self.say(iri, "org:member", person)
        self.say(iri, "org:organization", body)
        self.say(iri, "kg:post", post)
        self.say(iri, "kg:tenure", tenure)

    def refer(self, subject: str, predicate: str, value: str) -> None:
        self.reference.append(Statement(subject, predicate, value))

    def build(self) -> KnowledgeBase:
        article = Article("a1", "a1.txt", "utf-8", self.text, "")
        return KnowledgeBase((article,), (), tuple(self.entities), tuple(self.statements), tuple(self.reference))


def oracle(text: Path, *, optional: bool = False, alternative: int = 0, keep: slice = slice(None)) -> KnowledgeBase:
    """The graph that a reader without fault makes of a labelled article.

    With what is optional or only what is needed; of "a/b" the given `alternative`; of the relations those in `keep`.
    Things without a title get a name that no label has.
    """
    labels = json.loads(text.with_suffix(".gold.json").read_text(encoding="utf-8"))
    facts = [*labels["positions"], *labels["relations"][keep], *(labels["relations_optional"] if optional else [])]
    draft = Draft(text.read_text(encoding="utf-8"))
    iris = {ARTICLE: THIS_ARTICLE, **_add_entities(draft, labels, facts, optional)}

    def iri(slot: str) -> str:
        options = slot.split("/")
        return iris[options[min(alternative, len(options) - 1)]]

    for item in [*labels["agreements"], *labels["events"]]:
        verb = "signed" if "parties" in item else "held"
        date, place = _when_and_where(item)
        if date and item["name"] in iris:
            draft.say(iris[item["name"]], f"kg:{verb}On", date.replace("--", "2019-"))
        if place and item["name"] in iris:
            draft.say(iris[item["name"]], f"kg:{verb}In", iri(place))
    for subject, word, other in facts:
        if word in PREDICATES:
            draft.say(iri(subject), PREDICATES[word], iri(other))
        else:
            draft.post(iri(subject), iri(word), other)
    return draft.build()


def _add_entities(draft: Draft, labels: dict[str, Any], facts: list[list[str]], optional: bool) -> dict[str, str]:
    places = [_when_and_where(item)[1] or "" for item in [*labels["agreements"], *labels["events"]]]
    needed = {option for slot in chain(places, *facts) for option in slot.split("/")}
    iris: dict[str, str] = {}
    for section in SECTIONS:
        for item in labels[section]:
            if optional or item["name"] in needed or not item.get("optional"):
                kind = item.get("level" if section == "places" else "kind", "person")
                name = f"无题{len(iris)}" if item.get("anonymous") else item["name"]
                iris[item["name"]] = draft.add(min(KINDS[section][kind]), name)
    return iris


def _when_and_where(item: dict[str, Any]) -> tuple[str | None, str | None]:
    return item.get("signed_on") or item.get("date"), item.get("signed_in") or item.get("place")
