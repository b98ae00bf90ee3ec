"""From a document to claims: one file for each family of facts, names settled last by `reference`.

To add a relation, write a function from a `Sketch` to `Draft`s and add it to `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Doc

from kg.extraction.agreements import find_agreements
from kg.extraction.bylines import find_bylines
from kg.extraction.cooperation import find_cooperation
from kg.extraction.draft import Draft
from kg.extraction.events import find_events
from kg.extraction.founding import find_foundings, find_memberships
from kg.extraction.names import find_names
from kg.extraction.places import find_locations
from kg.extraction.posts import find_posts
from kg.extraction.reference import Resolver
from kg.extraction.sketch import Sketch, sketches
from kg.model import Claim, CleanText, Metadata, Node

RULES: dict[str, Callable[[Sketch], Iterator[Draft]]] = {
    "locations": find_locations,
    "posts": find_posts,
    "agreements": find_agreements,
    "events": find_events,
    "cooperation": find_cooperation,
    "foundings": find_foundings,
    "memberships": find_memberships,
}


def extract(doc: Doc, clean: CleanText, metadata: Metadata) -> tuple[Claim, ...]:
    """The claims of one article: `doc` is the analysed text of `clean`. In the order of rules, each claim once."""
    drawn = sketches(doc)
    resolver = Resolver(doc, clean, metadata, drawn)
    drafts = [draft for sketch in drawn for rule in RULES.values() for draft in rule(sketch)]
    related = list(resolver.claims(drafts))
    found = [*find_bylines(clean, metadata), *find_names(resolver, drawn, related), *related]
    return tuple(dict.fromkeys([*found, *_untold(found)]))


def _untold(claims: list[Claim]) -> Iterator[Claim]:
    """An rdf:type claim for each node that only a relation brought in: the government behind a mayor."""
    told = {claim.subject for claim in claims if claim.predicate == "rdf:type"}
    for claim in claims:
        for node in (claim.subject, claim.object, *(part for _, part in claim.subject.parts)):
            if isinstance(node, Node) and node not in told:
                told.add(node)
                yield Claim(node, "rdf:type", f"kg:{node.kind}", claim.evidence)
