"""A dataset of kg or of others: facts in the default graph, the claims of each article in a graph named by its IRI.

Claims are found wherever they stand, so that one Turtle file may hold facts and claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg import vocabulary
from kg.errors import InputError
from kg.validation import shapes
from kg.validation.report import Report, Violation, messages

SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}

_TYPE, _CLAIM, _TEXT, _HEADLINE = map(vocabulary.expand, ("rdf:type", "kg:Claim", "kg:text", "schema:headline"))
_SUBJECT, _PREDICATE, _OBJECT, _START, _EXACT, _MODALITY = map(
    vocabulary.expand, ("rdf:subject", "rdf:predicate", "rdf:object", "kg:start", "kg:exact", "kg:modality")
)


def read(path: Path) -> tuple[Quad, ...]:
    """The quads in an RDF file, its format by its suffix; an `InputError` says why there are none to validate."""
    if path.suffix not in SUFFIXES:
        raise InputError(
            f"{path} is neither a folder nor an RDF file by its suffix",
            f"name the output folder of a build, or a file that ends in {', '.join(SUFFIXES)}",
        )
    form = SUFFIXES[path.suffix]
    try:
        quads = tuple(_relabelled(parse(path.read_bytes(), form)))
    except SyntaxError as error:
        raise InputError(f"{path} is not {form.name}: {error.msg}", "mend it, or give it its right suffix") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}", "name a file that holds RDF") from error
    if any(isinstance(term, Triple) for quad in quads for term in (quad.subject, quad.object)):
        raise InputError(f"{path} holds triples about triples", "write claims with rdf:subject and its like")
    if not any(_is_fact(quad) and quad.predicate.value == _TYPE and _is_ours(quad.object) for quad in quads):
        raise InputError(
            f"{path} holds no thing of a class of the ontology in its default graph",
            f"its classes and properties begin with {vocabulary.PREFIXES['kg']}",
        )
    return quads


def _relabelled(quads: Iterable[Quad]) -> Iterator[Quad]:
    """The quads, their blank nodes called b1, b2 … in the order of the file: parsers call them otherwise each time."""
    names: dict[BlankNode, BlankNode] = {}

    def name(term: Any) -> Any:
        return names.setdefault(term, BlankNode(f"b{len(names) + 1}")) if isinstance(term, BlankNode) else term

    for quad in quads:
        yield Quad(name(quad.subject), quad.predicate, name(quad.object), quad.graph_name)


def validate_graph(quads: Sequence[Quad], *, claims: bool = False) -> Report:
    """What is wrong with the facts in `quads`, and on demand with the claims; each with the sentence that says it."""
    found = set(shapes.validate(quad.triple for quad in quads if _is_fact(quad)).violations)
    if claims:
        found |= validate_claims(quads)
    headlines = {_text(quad.subject): _text(quad.object) for quad in quads if quad.predicate.value == _HEADLINE}
    return prove(found, quads, {iri: f"{vocabulary.compact(iri)} {title}" for iri, title in headlines.items()})


def validate_claims(quads: Sequence[Quad]) -> set[Violation]:
    """Where the claims in `quads` break a shape, quote what their article does not say, or assert what is no fact."""
    claims = _claims(quads)
    nodes = {claim.iri for claim in claims}
    told = {quad.triple for quad in quads if not _is_fact(quad) or _text(quad.subject) in nodes}
    found = set(shapes.conform(told, shapes.CLAIMS))
    for code, (path, failures) in _CHECKS.items():
        for claim, value in failures(claims, quads):
            found.add(Violation(claim.iri, path, code, value, *messages(failures)))
    return found


def prove(violations: Iterable[Violation], quads: Iterable[Quad], names: Mapping[str, str]) -> Report:
    """The violations, each with the sentence of a claim in `quads` that says the fact, or else speaks of the thing.

    `names` says how an article is called, by its IRI. What has a sentence already keeps it.
    """
    about: defaultdict[str, list[_Claim]] = defaultdict(list)
    for claim in _claims(quads):
        for name in {claim.iri, claim.subject, claim.object}:
            about[name].append(claim)

    def proved(one: Violation) -> Violation:
        if one.quote or one.focus not in about:
            return one
        best = min(about[one.focus], key=lambda claim: claim.distance(one))
        return replace(one, quote=best.exact, article=names.get(best.article, vocabulary.compact(best.article)))

    return Report(tuple(sorted(map(proved, violations))))


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as a graph has it: all IRIs and values as text, empty where something is missing."""

    iri: str
    article: str
    subject: str
    predicate: str
    object: str
    start: str
    exact: str
    modality: str

    def distance(self, violation: Violation) -> tuple[bool, bool, bool, bool, str, int, str]:
        """How far the claim is from saying what is wrong: the fact itself, its property, its subject, its object."""
        ends = {self.subject, self.object}
        on_path = vocabulary.compact(self.predicate) == violation.path
        says_it = on_path and ends == {violation.focus, violation.value}
        place = int(self.start) if self.start.isdecimal() else 0
        about = violation.focus in (self.iri, self.subject)
        return not says_it, not on_path, not about, self.predicate != _TYPE, self.article, place, self.iri


def _claims(quads: Iterable[Quad]) -> tuple[_Claim, ...]:
    """The claims in `quads`, in the order of their IRIs."""
    parts: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for quad in quads:
        article = "" if _is_fact(quad) else _text(quad.graph_name)
        parts[_text(quad.subject), article][quad.predicate.value] = _text(quad.object)
    named = (_SUBJECT, _PREDICATE, _OBJECT, _START, _EXACT, _MODALITY)
    return tuple(
        _Claim(iri, article, *(values.get(name, "") for name in named))
        for (iri, article), values in sorted(parts.items())
        if _SUBJECT in values or values.get(_TYPE) == _CLAIM
    )


Failures = Iterator[tuple[_Claim, str]]


def _quotes(claims: Iterable[_Claim], quads: Iterable[Quad]) -> Failures:
    """A quote is not what its article says at its place

    引文与报道原文该处的文字不符
    """
    texts = {_text(quad.subject): _text(quad.object) for quad in quads if quad.predicate.value == _TEXT}
    for claim in claims:
        if claim.article in texts and claim.start.isdecimal():
            start = int(claim.start)
            if texts[claim.article][start : start + len(claim.exact)] != claim.exact:
                yield claim, claim.exact


def _predicates(claims: Iterable[_Claim], _: Iterable[Quad]) -> Failures:
    """A claim is made with a property that the ontology does not know

    陈述的谓语不是本体中的属性
    """
    known = set(map(vocabulary.expand, vocabulary.properties()))
    yield from ((claim, claim.predicate) for claim in claims if claim.predicate not in known | {""})


def _facts(claims: Iterable[_Claim], quads: Iterable[Quad]) -> Failures:
    """What a claim asserts is no fact of the graph

    陈述所断言的不在事实之中
    """
    facts = {(_text(quad.subject), quad.predicate.value, _text(quad.object)) for quad in quads if _is_fact(quad)}
    for claim in claims:
        if claim.modality == "asserted" and (claim.subject, claim.predicate, claim.object) not in facts:
            yield claim, claim.object


_CHECKS: dict[str, tuple[str, Callable[[Iterable[_Claim], Iterable[Quad]], Failures]]] = {
    "quote": ("kg:exact", _quotes),
    "predicate": ("rdf:predicate", _predicates),
    "fact": ("rdf:object", _facts),
}


def _is_fact(quad: Quad) -> bool:
    return quad.graph_name == DefaultGraph()


def _is_ours(term: object) -> bool:
    return isinstance(term, NamedNode) and vocabulary.is_term(vocabulary.compact(term.value))


def _text(term: object) -> str:
    return term.value if isinstance(term, (NamedNode, Literal)) else str(term)
