"""That a thing exists and what else it is called: one claim for each node the article names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from spacy.tokens import Span

from kg.extraction.claims import sentence_quote
from kg.extraction.reference import Referent, Resolver
from kg.extraction.sketch import Sketch
from kg.mentions import HELPERS, how_of, is_agreement, is_institution, is_place, text_of
from kg.model import Claim, CleanText, Evidence, Node

_ENCLOSING = frozenset({"《》", "〈〉", "“”"})
# 没有签署《某某协议》: what is only denied does not exist.
_UNSIGNED = re.compile(
    "(?:未|没有|拒绝|取消|放弃|终止|中止)[^，。；]{0,6}(?:签署|签订|签约|签|达成|订立)[^，。；]{0,4}$"
)


def find_names(resolver: Resolver, sketches: Iterable[Sketch], related: Iterable[Claim]) -> Iterator[Claim]:
    """An rdf:type claim for the first mention of each node, and a skos:altLabel claim for each other name of it.

    What is named only by its kind (会议, 合作协议) exists only where one of the `related` claims says more of it.
    """
    told = {node for claim in related for node in (claim.subject, claim.object) if isinstance(node, Node)}
    seen: set[Node | tuple[Node, str]] = set()
    for sketch, span in ((each, span) for each in sketches for span in each.mentions):
        if span.label_ in HELPERS:
            continue
        for referent in resolver.referents(span):
            node, alias = referent.node, _alias(span)
            if how_of(span) in ("generic", "kind", "untitled") and node not in told:
                continue
            if is_agreement(span) and _UNSIGNED.search(sketch.document.text, sketch.start, span.start):
                continue
            new: dict[Node | tuple[Node, str], tuple[str, str]] = {}
            if node not in seen:
                new[node] = ("rdf:type", f"kg:{node.kind}")
            if alias and alias != node.name and (node, alias) not in seen:
                new[node, alias] = ("skos:altLabel", alias)
            if new:
                seen |= new.keys()
                rule = "model" if how_of(span) == "model" else "mention"
                evidence = _evidence(resolver.clean, sketch, referent, rule)
                yield from (Claim(node, *said, evidence) for said in new.values())


def _alias(span: Span) -> str:
    """The words of a mention that are a name of what it means; empty where they are none (渝 in 川渝)."""
    called = span.label_ == "Person" and bool(span._.canonical)  # a user's own name for somebody
    named = called or (is_institution(span) and how_of(span) != "shared") or (is_place(span) and not how_of(span))
    text = text_of(span)
    while text[:1] + text[-1:] in _ENCLOSING and text[-1] not in text[1:-1]:
        text = text[1:-1]
    return text if named else ""


def _evidence(clean: CleanText, sketch: Sketch, referent: Referent, rule: str) -> Evidence:
    return Evidence(
        quote=sentence_quote(clean, sketch),
        subject=clean.quote(*referent.span),
        trigger=None,
        object=None,
        antecedents=tuple(clean.quote(*at) for at in referent.antecedents),
        rule=rule,
        modality="asserted",
        derivation=referent.derivation,
    )
