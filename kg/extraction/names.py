"""That a thing exists and what else it is called: one claim for each node the article names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extraction.reference import Resolver, sentence_quote
from kg.extraction.sketch import Sketch
from kg.mentions import is_institution, is_place
from kg.model import Claim, Evidence, Node

_NAMELESS = ("Post", "Date", "Title", "Group")


def find_names(resolver: Resolver, sketches: list[Sketch], related: Iterable[Claim]) -> Iterator[Claim]:
    """An rdf:type claim for the first mention of each node, and a skos:altLabel claim for each other name of it.

    What is named only by its kind (会议, 合作协议) exists only where one of the `related` claims says more of it.
    """
    told = {node for claim in related for node in (claim.subject, claim.object) if isinstance(node, Node)}
    seen: set[Node | tuple[Node, str]] = set()
    for sketch in sketches:
        for span in sketch.doc.spans["kg"]:
            if not (sketch.start <= span.start and span.end <= sketch.end) or span.label_ in _NAMELESS:
                continue
            for referent in resolver.referents(span):
                node = referent.node
                if span._.how in ("generic", "untitled") and node not in told:
                    continue
                quote = resolver.clean.quote(*referent.span)
                antecedents = tuple(resolver.clean.quote(*at) for at in referent.antecedents)
                evidence = Evidence(sentence_quote(resolver.clean, sketch), quote, None, None, antecedents, "mention", "asserted", referent.derivation)
                if node not in seen:
                    seen.add(node)
                    yield Claim(node, "rdf:type", f"kg:{node.kind}", evidence)
                alias = span.text.strip("《》〈〉“”")
                named = is_institution(span) or (is_place(span) and span._.how == "")
                if named and alias != node.name and (node, alias) not in seen:
                    seen.add((node, alias))
                    yield Claim(node, "skos:altLabel", alias, evidence)
