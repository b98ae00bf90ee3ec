"""The comparison of one graph with the labels of its article: counts and errors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from kg.evaluation.alignment import Alignment, Names, align, alternatives, assign
from kg.evaluation.gold import PREDICATES, SECTIONS, GoldArticle, Triple
from kg.evaluation.names import normalise, same_date, sentences
from kg.evaluation.predictions import FoundTriple, find
from kg.model import KnowledgeBase

TYPES = (*SECTIONS, "positions", "relations")


class Count(NamedTuple):
    """True positives, false positives and misses."""

    tp: int = 0
    fp: int = 0
    fn: int = 0


@dataclass(frozen=True, slots=True)
class Error:
    """One miss or false positive. `sentence` is where the graph has it from, or where the article names it."""

    article: str
    type: str  # a section, "positions" or the predicate of a relation
    outcome: Literal["missed", "false"]
    what: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What comparing one article gives. `details` counts for matched things how many are right, of how many."""

    counts: dict[str, Count]  # by type and by predicate
    details: dict[str, tuple[int, int]]
    errors: tuple[Error, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    # A position or relation of either side. What is optional costs nothing when it stays alone.
    type: str
    slots: tuple[Names, Names, Names]  # the normalised names that each slot admits
    optional: bool
    what: str
    sentence: str


def compare(gold: GoldArticle, kb: KnowledgeBase) -> Outcome:
    """How the graph of one article agrees with its labels."""
    alignment = align(gold, find(kb))
    lines = sentences(alignment.found.text)
    hits = [label.section for label, _ in alignment.pairs if not label.optional]
    errors = _entity_errors(alignment, lines)
    wanted, given = _gold_rows(alignment, lines), _found_rows(alignment)
    fits = {
        (row, column): 1
        for row, label in enumerate(wanted)
        for column, found in enumerate(given)
        if not label.optional and _fits(label, found)
    }
    matched = assign(fits)
    hits += [wanted[row].type for row in matched]
    missed = [label for row, label in enumerate(wanted) if row not in matched and not label.optional]
    alone = [found for column, found in enumerate(given) if column not in matched.values() and not found.optional]
    false = [found for found in alone if not any(label.optional and _fits(label, found) for label in wanted)]
    errors += [Error(gold.id, row.type, "missed", row.what, row.sentence) for row in missed]
    errors += [Error(gold.id, row.type, "false", row.what, row.sentence) for row in false]
    return Outcome(_counts(hits, errors), _details(alignment), tuple(errors))


def _entity_errors(alignment: Alignment, lines: Sequence[str]) -> list[Error]:
    article = alignment.gold.id
    missed = [
        Error(article, label.section, "missed", label.name, _best_line(lines, [label.names]))
        for label in alignment.missed
    ]
    false = [
        Error(article, entity.section, "false", f"{entity.name} ({entity.kind})", entity.sentences[0])
        for entity in alignment.false
    ]
    return missed + false


def _gold_rows(alignment: Alignment, lines: Sequence[str]) -> list[_Row]:
    gold = alignment.gold
    forms = {label.name: label.names for label in gold.entities}

    def row(triple: Triple, kind: str, slots: tuple[Names, Names, Names], optional: bool = False) -> _Row:
        named = [frozenset().union(*(forms.get(name, ()) for name in slot.split("/"))) for slot in triple]
        return _Row(kind, slots, optional, " | ".join(triple), _best_line(lines, named))

    positions = [
        row(triple, "positions", (alternatives(triple[0]), _seats(triple[1]), alternatives(triple[2])))
        for triple in gold.positions
    ]
    relations = [
        row(triple, triple[1], (alternatives(triple[0]), frozenset({triple[1]}), alternatives(triple[2])), optional)
        for triples, optional in ((gold.relations, False), (gold.relations_optional, True))
        for triple in triples
    ]
    return positions + relations


def _found_rows(alignment: Alignment) -> list[_Row]:
    shown = {entity.iri: entity.name for entity in alignment.found.entities}

    def names(part: str) -> Names:
        return alignment.stands_for.get(part) or frozenset({normalise(part)})

    def row(triple: FoundTriple, kind: str, optional: bool = False) -> _Row:
        first, middle, last = triple.parts
        what = " | ".join(shown.get(part, part) for part in triple.parts)
        return _Row(kind, (names(first), names(middle), names(last)), optional, what, triple.sentence)

    positions = [row(triple, "positions") for triple in alignment.found.positions]
    relations = [
        row(triple, triple.parts[1], not alignment.unlabelled.isdisjoint(triple.parts))
        for triple in alignment.found.relations
    ]
    return positions + relations


def _fits(label: _Row, found: _Row) -> bool:
    if label.type != found.type:
        return False
    ways = (found.slots, found.slots[::-1]) if label.type == "cooperates_with" else (found.slots,)
    return any(all(wanted & given for wanted, given in zip(label.slots, way, strict=True)) for way in ways)


def _seats(slot: str) -> Names:
    # Rule 5: a 市长 belongs to the place or to its government, whichever of them the labels give.
    names = alternatives(slot)
    places = {name.removesuffix("政府").removesuffix("人民") for name in names}
    return names | {place + seat for place in places for seat in ("", "政府", "人民政府")}


def _best_line(lines: Sequence[str], named: Sequence[Names]) -> str:
    # The sentence that holds most of what is named, the first of several; empty if none holds any.
    def held(line: str) -> int:
        text = normalise(line)
        return sum(any(name in text for name in names) for names in named)

    best = max(lines, key=held, default="")
    return best if best and held(best) else ""


def _counts(hits: Sequence[str], errors: Sequence[Error]) -> dict[str, Count]:
    counts = {}
    for kind in (*TYPES, *PREDICATES):
        kinds = set(PREDICATES) if kind == "relations" else {kind}
        outcomes = [error.outcome for error in errors if error.type in kinds]
        counts[kind] = Count(sum(hit in kinds for hit in hits), outcomes.count("false"), outcomes.count("missed"))
    return counts


def _details(alignment: Alignment) -> dict[str, tuple[int, int]]:
    pairs = [(label, entity) for label, entity in alignment.pairs if not label.optional]
    kinds = [entity.kind in label.kinds for label, entity in pairs]
    dates = [any(same_date(label.date, date) for date in entity.dates) for label, entity in pairs if label.date]
    places = [
        any(alternatives(label.place) & alignment.stands_for.get(iri, frozenset()) for iri in entity.places)
        for label, entity in pairs
        if label.place
    ]
    return {name: (sum(right), len(right)) for name, right in (("kind", kinds), ("date", dates), ("place", places))}
