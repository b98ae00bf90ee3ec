"""The terms of the ontology, read once from ontology/kg.ttl: what classes and properties there are and what they mean.

Kinds are local names of classes ("University"); properties and ranges are CURIEs ("kg:partyTo", "xsd:string").
A term the ontology does not know is a mistake of the caller and raises KeyError.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal as OneOf

from pyoxigraph import BlankNode, Literal, NamedNode, parse

from kg import ids

# Inside a wheel the ontology lies in the package, in a checkout beside it.
_INSTALLED = Path(__file__).parent / "ontology"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[1] / "ontology"

ONTOLOGY = "https://w3id.org/cooperation-kg/ontology"
PREFIXES: dict[str, str] = {
    "kg": f"{ONTOLOGY}#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "time": "http://www.w3.org/2006/time#",
    **ids.PREFIXES,
}

_PREFIX_OF = {base: prefix for prefix, base in PREFIXES.items()}
_DATES = {"kg:Date", "xsd:date", "xsd:dateTime"}


def expand(curie: str) -> str:
    """The IRI that `curie` abbreviates.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, name = curie.partition(":")
    return PREFIXES[prefix] + name


def compact(iri: str) -> str:
    """`iri` as a CURIE, or as it is where no prefix fits.

    >>> compact("https://w3id.org/cooperation-kg/id/body/四川大学"), compact("https://example.org/x")
    ('body:四川大学', 'https://example.org/x')
    """
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = _PREFIX_OF.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix else iri


@cache
def kinds() -> tuple[str, ...]:
    """All classes, in the order of the ontology: people, institutions, places, agreements, events and the rest."""
    return tuple(_local(name) for name, term in _terms().items() if term.is_class)


@cache
def properties() -> tuple[str, ...]:
    """All properties of the data, those of other vocabularies too, in the order of the ontology."""
    return tuple(name for name, term in _terms().items() if term.ranges)


def is_term(name: str) -> bool:
    """True if the ontology describes the term with this CURIE, of its own namespace or of another.

    >>> is_term("kg:partyTo"), is_term("org:member"), is_term("foaf:Person")
    (True, True, False)
    """
    return name in _terms()


@cache
def superclasses(kind: str) -> tuple[str, ...]:
    """The classes above `kind`, nearest first.

    >>> superclasses("Province")
    ('Division', 'Place')
    """
    return tuple(_local(name) for name in _above(f"kg:{kind}"))


def is_a(kind: str, ancestor: str) -> bool:
    """True if `kind` is `ancestor` or a class below it.

    >>> is_a("University", "Institution"), is_a("University", "Place")
    (True, False)
    """
    return ancestor in (kind, *superclasses(kind))


def root(kind: str) -> str:
    """The top class above `kind`: Person, Institution, Place, Agreement, Event, Membership, Count, Article or
    Claim.

    >>> root("County")
    'Place'
    """
    return (kind, *superclasses(kind))[-1]


@cache
def superproperties(predicate: str) -> tuple[str, ...]:
    """The properties of the ontology above `predicate`, nearest first.

    >>> superproperties("kg:authorOf")
    ('kg:contributedTo',)
    """
    return tuple(_above(predicate))


@cache
def links(predicate: str) -> bool:
    """True if the object of `predicate` is a thing or a class, false if it is a value.

    >>> links("kg:partyTo"), links("rdf:type"), links("kg:post")
    (True, True, False)
    """
    return not any(name == "kg:Date" or name.startswith(("xsd:", "rdf:lang")) for name in _terms()[predicate].ranges)


@cache
def datatype(predicate: str) -> str:
    """The datatype of the values of `predicate`: a CURIE, or "date" where the shape of each value decides.

    >>> datatype("kg:post"), datatype("kg:sessionNumber"), datatype("kg:heldOn"), datatype("skos:prefLabel")
    ('xsd:string', 'xsd:integer', 'date', 'rdf:langString')
    """
    ranges = _terms()[predicate].ranges
    return "date" if _DATES.intersection(ranges) else ranges[0]


def label(term: str, language: OneOf["en", "zh-hans"] = "en") -> str:
    """The label of a kind or a property.

    >>> label("University", "zh-hans"), label("kg:partyTo")
    ('高等院校', 'party to')
    """
    return _terms()[term if ":" in term else f"kg:{term}"].labels[language]


@dataclass(frozen=True, slots=True)
class _Term:
    """What the ontology says of one term; all names are CURIEs."""

    is_class: bool
    labels: Mapping[str, str]
    parents: tuple[str, ...]  # the terms of the ontology directly above it
    ranges: tuple[str, ...]  # empty unless the term is a property of the data; a union counts as a class


@cache
def _terms() -> Mapping[str, _Term]:
    """The terms that the ontology describes by CURIE, in the order of the file; others it only declares."""
    descriptions: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for quad in parse(path=FOLDER / "kg.ttl"):
        if isinstance(quad.subject, NamedNode):
            description = descriptions[compact(quad.subject.value)]
            description.append((compact(quad.predicate.value), *_value(quad.object)))
    terms = {name: _term(description) for name, description in descriptions.items()}
    return {name: term for name, term in terms.items() if term.labels}


def _value(term: object) -> tuple[str, str]:
    """The name or text of an RDF term, and its language."""
    match term:
        case NamedNode():
            return compact(term.value), ""
        case Literal():
            return term.value, term.language or ""
        case BlankNode():
            return "owl:unionOf", ""
    raise TypeError(term)


def _term(description: list[tuple[str, str, str]]) -> _Term:
    def values(*predicates: str) -> tuple[str, ...]:
        return tuple(value for predicate, value, _ in description if predicate in predicates)

    return _Term(
        is_class="owl:Class" in values("rdf:type"),
        labels={language: value for predicate, value, language in description if predicate == "rdfs:label"},
        parents=tuple(name for name in values("rdfs:subClassOf", "rdfs:subPropertyOf") if name.startswith("kg:")),
        ranges=values("rdfs:range", "schema:rangeIncludes"),
    )


def _above(name: str) -> Iterator[str]:
    """All terms above one, breadth first."""
    level = _terms()[name].parents
    while level:
        yield from level
        level = tuple(parent for term in level for parent in _terms()[term].parents)


def _local(name: str) -> str:
    return name.removeprefix("kg:")
