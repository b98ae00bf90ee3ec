"""Which entity of the graph is which labelled thing: one to one, by name, or by content where there is no title."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import networkx

from kg.evaluation.gold import SECTIONS, GoldArticle, GoldEntity
from kg.evaluation.names import normalise, same_date
from kg.evaluation.predictions import Found, FoundEntity

# Weights of a pair in the best assignment: first as many required things as possible, then optional ones,
# then the pairs that agree best (a quality stays below 1,000).
_REQUIRED, _OPTIONAL = 1_000_000_000, 1_000_000

Names = frozenset[str]


@dataclass(slots=True)
class Alignment:
    """Who is who in one article, and what is left over on each side."""

    gold: GoldArticle
    found: Found
    pairs: list[tuple[GoldEntity, FoundEntity]] = field(default_factory=list)
    missed: list[GoldEntity] = field(default_factory=list)
    false: list[FoundEntity] = field(default_factory=list)
    unlabelled: set[str] = field(default_factory=set)  # IRIs of what the labels pass over on purpose
    stands_for: dict[str, Names] = field(default_factory=dict)  # IRI -> normalised names used in triples


def align(gold: GoldArticle, found: Found) -> Alignment:
    """The best one-to-one alignment of the entities of an article with its labels.

    `pairs` also holds the optional things that were found; `missed` and `false` hold only what counts.
    """
    alignment = Alignment(gold, found)
    for section in SECTIONS:  # things with a name come first: they are the parties and attendees of the others
        _align_section(section, alignment)
    alignment.unlabelled = {
        entity.iri for entity in alignment.false if any(passes(entity, alignment) for passes in _PASSED_OVER)
    }
    alignment.false = [entity for entity in alignment.false if entity.iri not in alignment.unlabelled]
    return alignment


def assign(wanted: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """The one-to-one assignment of rows to columns with the greatest sum of weights.

    >>> assign({(0, 0): 5, (0, 1): 4, (1, 0): 4})
    {0: 1, 1: 0}
    """
    graph = networkx.Graph()
    graph.add_weighted_edges_from((row, -1 - column, weight) for (row, column), weight in wanted.items())
    matching = (sorted(edge, reverse=True) for edge in networkx.max_weight_matching(graph))
    return dict(sorted((row, -1 - column) for row, column in matching))


def _align_section(section: str, alignment: Alignment) -> None:
    wanted = [entity for entity in alignment.gold.entities if entity.section == section]
    given = [entity for entity in alignment.found.entities if entity.section == section]
    fits = {
        (row, column): quality
        for row, label in enumerate(wanted)
        for column, entity in enumerate(given)
        if (quality := _fit(label, entity, alignment)) is not None
    }
    weights = {pair: quality + (_OPTIONAL if wanted[pair[0]].optional else _REQUIRED) for pair, quality in fits.items()}
    chosen = {column: row for row, column in assign(weights).items()}
    for column, entity in enumerate(given):
        label = wanted[chosen[column]] if column in chosen else None
        alignment.stands_for[entity.iri] = _stands_for(entity, label, alignment.gold)
        if label is not None:
            alignment.pairs.append((label, entity))
        elif not _is_optional(entity, alignment.gold):
            alignment.false.append(entity)
    matched = set(chosen.values())
    alignment.missed += [label for row, label in enumerate(wanted) if row not in matched and not label.optional]


def _fit(label: GoldEntity, entity: FoundEntity, alignment: Alignment) -> int | None:
    """How well an entity of the graph agrees with a label, None if it is something else."""
    same_kind = entity.kind in label.kinds
    if not label.anonymous:
        if not label.names & entity.names:
            return None
        return 2 * (normalise(label.name) in entity.names) + same_kind
    if not same_kind or _has_title(entity, alignment.gold):
        return None
    return _fit_content(label, entity, alignment.stands_for)


def _fit_content(label: GoldEntity, entity: FoundEntity, stands_for: Mapping[str, Names]) -> int | None:
    # Rule 3: an agreement agrees by its parties, an event by its date or attendees; the place and the name only
    # choose between several. Where the labels have neither, the kind has to do.
    def holds(slot: str, iris: Sequence[str]) -> bool:
        return any(alternatives(slot) & stands_for.get(iri, frozenset()) for iri in iris)

    shared = sum(holds(slot, entity.members) for slot in label.members + label.likely_members)
    dated = label.date is not None and any(same_date(label.date, date) for date in entity.dates)
    placed = label.place is not None and holds(label.place, entity.places)
    telling_date = label.date if label.section == "events" else None
    if shared or (telling_date and dated) or not (telling_date or label.members):
        return 8 * shared + 4 * dated + 2 * placed + bool(label.names & entity.names)
    return None


def alternatives(slot: str) -> Names:
    """The normalised names that a slot of the labels admits: "a/b" is either.

    >>> sorted(alternatives("北京市/金融街"))
    ['北京市', '金融街']
    """
    return frozenset(map(normalise, slot.split("/")))


def _has_title(entity: FoundEntity, gold: GoldArticle) -> bool:
    # What is called like a titled thing is a second copy of that, not a thing without title.
    return any(
        label.names & entity.names for label in gold.entities if label.section == entity.section and not label.anonymous
    )


def _is_optional(entity: FoundEntity, gold: GoldArticle) -> bool:
    # The labels list some zones as optional institutions; in the ontology a zone is a place.
    sections = {"places", "institutions"} if entity.section in ("places", "institutions") else {entity.section}
    return any(
        label.optional and label.section in sections and label.names & entity.names
        for label in gold.entities
        if not label.anonymous
    )


def _stands_for(entity: FoundEntity, label: GoldEntity | None, gold: GoldArticle) -> Names:
    # In a triple an entity means its label and its namesakes in other sections; without a label, all namesakes.
    namesakes = {
        normalise(other.name)
        for other in gold.entities
        if not other.anonymous and other.names & entity.names and (label is None or other.section != entity.section)
    }
    if label is not None:
        return frozenset({normalise(label.name), *namesakes})
    return (entity.names | namesakes) - {normalise(other.name) for other in gold.entities if other.anonymous}


def _is_unnamed_ancestor(entity: FoundEntity, alignment: Alignment) -> bool:
    """Rule 9: the province of a labelled county, where the text does not name the province."""
    ancestors: set[str] = set()
    below = [place.iri for label, place in alignment.pairs if label.section == "places"]
    while below:
        parents = set(alignment.found.parents.get(below.pop(), ())) - ancestors
        ancestors |= parents
        below += parents
    text = normalise(alignment.found.text)
    return entity.iri in ancestors and not any(len(name) > 1 and name in text for name in entity.names)


def _repeats_signing(entity: FoundEntity, alignment: Alignment) -> bool:
    """Rule 9: a signing that only repeats that of a labelled agreement, in one sentence with it or on its date."""
    if entity.kind != "Signing":
        return False
    days = [label.date for label in alignment.gold.entities if label.section == "agreements" and label.date]
    told = {line for label, other in alignment.pairs if label.section == "agreements" for line in other.sentences}
    return not told.isdisjoint(entity.sentences) or any(same_date(day, date) for day in days for date in entity.dates)


def _is_implied_by_post(entity: FoundEntity, alignment: Alignment) -> bool:
    """Rule 10: the government or party committee of which the text names only a post."""
    return (
        entity.kind in ("GovernmentBody", "PartyBody")
        and normalise(entity.name) not in normalise(alignment.found.text)
        and any(position.parts[1] == entity.iri for position in alignment.found.positions)
    )


_PASSED_OVER: tuple[Callable[[FoundEntity, Alignment], bool], ...] = (
    _is_unnamed_ancestor,
    _repeats_signing,
    _is_implied_by_post,
)
