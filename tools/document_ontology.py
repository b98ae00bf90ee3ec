"""Writes the reference page of the ontology, in English and Chinese side by side: one HTML file without scripts.

    python tools/document_ontology.py build/ontology.html

All that it says is in ontology/kg.ttl, shapes.ttl and claims.ttl.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg import vocabulary

ENGLISH, CHINESE = "en", "zh-hans"
RANGES = URIRef(vocabulary.expand("schema:rangeIncludes"))
KG = vocabulary.PREFIXES["kg"]

ONTOLOGY = Graph().parse(vocabulary.FOLDER / "kg.ttl")
SHAPES = Graph().parse(vocabulary.FOLDER / "shapes.ttl").parse(vocabulary.FOLDER / "claims.ttl")

# A shape with no more than these asks for the class of a subject or an object, which stands on the page already.
TOLD = {RDF.type, SH.targetSubjectsOf, SH.targetClass, SH.path, SH["class"], SH["or"], SH.message}

# The parts of the page besides the classes: title in both languages, and the sorts of the terms in it.
RELATIONS = ("relations", "Relations between things", "事物之间的关系")
ATTRIBUTES = ("attributes", "Attributes of things", "事物的属性")
BORROWED = ("borrowed", "Terms of other vocabularies", "借用的其他词表术语")


@dataclass(frozen=True)
class Name:
    """A term as a link names it; `anchor` is empty for one that the page does not describe."""

    curie: str
    anchor: str
    labels: dict[str, str]


@dataclass(frozen=True)
class Entry:
    """A term as the page describes it."""

    name: Name
    depth: int  # of a class below the top one of its part
    definitions: dict[str, str]
    above: list[Name]
    below: list[Name]
    related: list[Name]
    domain: list[Name]
    range: list[Name]
    leaving: list[Name]  # the properties that things of a class have, and those that lead to them
    arriving: list[Name]
    rules: dict[str, list[str]]  # what the shapes demand


@dataclass(frozen=True)
class Part:
    """A part of the page: a top class with what is below it, or the properties of one sort."""

    anchor: str
    titles: dict[str, str]
    entries: list[Entry]


def name(term: Node) -> Name:
    """The name of any term, described here or not."""
    curie = vocabulary.compact(str(term))
    described = (term, SKOS.definition, None) in ONTOLOGY
    anchor = (curie.removeprefix("kg:") if curie.startswith("kg:") else curie.replace(":", "-")) if described else ""
    return Name(curie, anchor, texts(term, RDFS.label) or {ENGLISH: curie, CHINESE: curie})


def texts(term: Node, predicate: URIRef) -> dict[str, str]:
    """The values of an annotation by language."""
    found = (text for text in ONTOLOGY.objects(term, predicate) if isinstance(text, Literal))
    return {str(text.language): str(text) for text in found}


def members(node: Node) -> list[Node]:
    """A class, or the classes of a union."""
    union = ONTOLOGY.value(node, OWL.unionOf)
    return list(Collection(ONTOLOGY, union)) if union and isinstance(node, BNode) else [node]


def ends(term: Node, *predicates: URIRef) -> list[Node]:
    """What a property comes from or leads to."""
    return [end for predicate in predicates for node in ONTOLOGY.objects(term, predicate) for end in members(node)]


def rules(term: Node) -> dict[str, list[str]]:
    """What the shapes say of a class or a property beyond its domain and range, each message once."""
    shapes = {
        shape for target in (SH.targetClass, SH.targetSubjectsOf, SH.path) for shape in SHAPES.subjects(target, term)
    }
    shapes |= {part for shape in shapes for part in SHAPES.objects(shape, SH.property)}
    said = sorted(
        {
            tuple(str(text) for text in sorted(SHAPES.objects(shape, SH.message), key=lambda text: str(text.language)))
            for shape in shapes
            if not set(SHAPES.predicates(shape)) <= TOLD
        }
        - {()}
    )
    return {ENGLISH: [each[0] for each in said], CHINESE: [each[1] for each in said]}


def properties() -> list[Node]:
    """The properties of the ontology, in the order of its file."""
    return [URIRef(vocabulary.expand(curie)) for curie in vocabulary.properties()]


def entry(term: Node, depth: int = 0) -> Entry:
    """All that the page says of a term."""
    parents = [*ONTOLOGY.objects(term, RDFS.subClassOf), *ONTOLOGY.objects(term, RDFS.subPropertyOf)]
    return Entry(
        name(term),
        depth,
        texts(term, SKOS.definition),
        above=names(parents),
        below=names([*ONTOLOGY.subjects(RDFS.subClassOf, term), *ONTOLOGY.subjects(RDFS.subPropertyOf, term)]),
        related=names(ONTOLOGY.objects(term, RDFS.seeAlso)),
        domain=names(ends(term, RDFS.domain)),
        range=names(ends(term, RDFS.range, RANGES)),
        leaving=names(each for each in properties() if term in ends(each, RDFS.domain)),
        arriving=names(each for each in properties() if term in ends(each, RDFS.range, RANGES)),
        rules=rules(term),
    )


def names(terms: Iterable[Node]) -> list[Name]:
    """The terms as links, those of the ontology first."""
    return sorted(map(name, terms), key=lambda one: (not one.anchor, one.curie))


def parts() -> Iterator[Part]:
    """The page in its order: a part for each top class, then relations, attributes, and borrowed terms."""
    for top in (kind for kind in vocabulary.kinds() if vocabulary.root(kind) == kind):
        family = [kind for kind in vocabulary.kinds() if vocabulary.is_a(kind, top)]
        entries = [entry(URIRef(f"{KG}{kind}"), len(vocabulary.superclasses(kind))) for kind in family]
        yield Part(f"part-{top}", name(URIRef(f"{KG}{top}")).labels, entries)
    own = [term for term in properties() if str(term).startswith(KG)]
    relations = [term for term in own if (term, RDF.type, OWL.ObjectProperty) in ONTOLOGY]
    attributes = [URIRef(f"{KG}Date"), *(term for term in own if term not in relations)]
    borrowed = [term for term in properties() if not str(term).startswith(KG)]
    for (anchor, english, chinese), terms in ((RELATIONS, relations), (ATTRIBUTES, attributes), (BORROWED, borrowed)):
        yield Part(anchor, {ENGLISH: english, CHINESE: chinese}, [entry(term) for term in terms])


def render() -> str:
    """The page as text."""
    iri = URIRef(vocabulary.ONTOLOGY)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent, encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("ontology.html.j2").render(
        iri=str(iri),
        namespace=KG,
        titles=texts(iri, DCTERMS.title),
        descriptions=texts(iri, DCTERMS.description),
        version=str(ONTOLOGY.value(iri, OWL.versionInfo)),
        licence=str(ONTOLOGY.value(iri, DCTERMS.license)),
        parts=list(parts()),
    )


if __name__ == "__main__":
    page = Path(sys.argv[1])
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(render(), encoding="utf-8")
    print(f"Written to {page}")
