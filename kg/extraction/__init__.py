"""From a document to claims: one file for each family of facts, names settled last by `reference`.

To add a relation, write a function from a `Sketch` to `Draft`s and add it to `RULES`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span

from kg.extraction.agreements import find_agreements
from kg.extraction.attendance import find_attendance
from kg.extraction.belonging import find_holders, find_members, find_parts
from kg.extraction.bylines import find_bylines
from kg.extraction.claims import settle
from kg.extraction.cooperation import find_cooperation, find_support
from kg.extraction.counts import find_counts
from kg.extraction.course import Course, told_once
from kg.extraction.dates import told_on
from kg.extraction.document import Document
from kg.extraction.draft import Draft
from kg.extraction.encounters import find_encounters, find_openings
from kg.extraction.events import find_events, find_sessions
from kg.extraction.founding import find_foundings, find_plans
from kg.extraction.names import find_names
from kg.extraction.places import find_locations, find_regions
from kg.extraction.posts import find_posts
from kg.extraction.reference import Resolver
from kg.extraction.settings import find_settings
from kg.extraction.signings import find_signings
from kg.extraction.sketch import Sketch, sketches
from kg.extraction.themes import find_themes
from kg.mentions import mentions
from kg.model import Claim, CleanText, Field, Metadata, Node

# The rules that take a planned signing or founding for a plan of what is to be.
_INTENDED = frozenset({"to-be-signed", "to-be-founded"})

RULES: dict[str, Callable[[Sketch], Iterator[Draft]]] = {
    "locations": find_locations,
    "regions": find_regions,
    "posts": find_posts,
    "agreements": find_agreements,
    "sessions": find_sessions,
    "events": find_events,
    "encounters": find_encounters,
    "openings": find_openings,
    "cooperation": find_cooperation,
    "support": find_support,
    "foundings": find_foundings,
    "plans": find_plans,
    "members": find_members,
    "holders": find_holders,
    "parts": find_parts,
    "counts": find_counts,
}


def extract(doc: Doc, clean: CleanText, metadata: Metadata) -> tuple[Claim, ...]:
    """The claims of one article: `doc` is the analysed text of `clean`. In the order of rules, each claim once."""
    document = Document(doc)
    drawn = sketches(document)
    resolver = Resolver(document, clean, drawn)
    telling = [sketch for sketch in drawn if sketch.mentions]
    drafts = [draft for sketch in telling for rule in RULES.values() for draft in rule(sketch)]
    drafts = [*told_once(drafts), *find_signings(drawn, drafts)]
    course = Course(drawn, drafts)
    drafts += [*find_themes(course, drawn), *find_attendance(course, drawn)]
    drafts += find_settings(course, drawn, drafts)
    resolver.tell_apart(_parties(drafts, resolver))
    settled = list(settle(resolver.without_shortened(drafts), resolver, metadata.published or _today(doc, clean)))
    related = _without_outdated_plans(_owned(settled))
    found = [*find_bylines(clean, metadata), *find_names(resolver, drawn, related), *related]
    return tuple(dict.fromkeys([*found, *_untold(found)]))


def _today(doc: Doc, clean: CleanText) -> Field | None:
    """The day of the article that its own sentences tell, perhaps without its year, or only its month."""
    told = told_on(mentions(doc))
    return Field(told[0], clean.quote(told[1].start, told[1].end)) if told else None


def _owned(claims: list[Claim]) -> list[Claim]:
    """The claims without the counts of which nothing decides whose they are: 两地 that may mean any two."""
    owned = {claim.subject for claim in claims if claim.predicate == "kg:about"}
    return [claim for claim in claims if claim.subject.kind != "Count" or claim.subject in owned]


def _without_outdated_plans(claims: list[Claim]) -> list[Claim]:
    """The claims without kg:planned for what another claim of the article says was signed or founded."""
    done = {
        claim.object
        for claim in claims
        if claim.predicate in ("kg:partyTo", "kg:founded") and claim.evidence.modality == "asserted"
    }
    return [claim for claim in claims if not (claim.evidence.rule in _INTENDED and claim.subject in done)]


def _parties(drafts: list[Draft], resolver: Resolver) -> dict[int, set[Node]]:
    """The parties that the drafts name, by the start of the mention of their agreement."""
    parties: defaultdict[int, set[Node]] = defaultdict(set)
    for draft in drafts:
        if draft.predicate == "kg:partyTo" and isinstance(draft.object, Span):
            parties[draft.object.start] |= {referent.node for referent in resolver.referents(draft.subject)}
    return parties


def _untold(claims: list[Claim]) -> Iterator[Claim]:
    """An rdf:type claim for each node that only a relation brought in: the government behind a mayor."""
    told = {claim.subject for claim in claims if claim.predicate == "rdf:type"}
    for claim in claims:
        for node in (claim.subject, claim.object, *(part for _, part in claim.subject.parts)):
            if isinstance(node, Node) and node not in told:
                told.add(node)
                yield Claim(node, "rdf:type", f"kg:{node.kind}", claim.evidence)
