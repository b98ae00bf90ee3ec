"""The terms of the ontology as the code asks for them."""

from __future__ import annotations

import pytest

from kg import ids, vocabulary
from kg.vocabulary import (
    compact,
    datatype,
    expand,
    is_a,
    kinds,
    label,
    links,
    properties,
    root,
    superclasses,
    superproperties,
)


def test_the_folder_holds_ontology_and_shapes() -> None:
    assert {"kg.ttl", "shapes.ttl"} <= {path.name for path in vocabulary.FOLDER.iterdir()}


@pytest.mark.parametrize("prefix", vocabulary.PREFIXES)
@pytest.mark.parametrize("name", ["member", "四川大学", "x.", "a-1f", "𠮷", "第七次（扩大）会议", ""])
def test_compacting_and_expanding_undo_each_other(prefix: str, name: str) -> None:
    assert compact(expand(f"{prefix}:{name}")) == f"{prefix}:{name}"


@pytest.mark.parametrize("iri", ["https://example.org/body/x", "urn:x", "", ids.ENTITY_BASE, ids.REFERENCE_GRAPH])
def test_an_iri_without_a_prefix_stays_as_it_is(iri: str) -> None:
    assert compact(iri) == iri


def test_every_identity_row_has_its_prefix() -> None:
    assert compact(ids.iri("body", "四川大学")) == "body:四川大学"
    assert vocabulary.PREFIXES.items() >= ids.PREFIXES.items()


def test_the_kinds_stand_in_the_order_of_the_ontology() -> None:
    tops = [kind for kind in kinds() if root(kind) == kind]
    assert tops == ["Person", "Institution", "Place", "Agreement", "Event", "Membership", "Count", "Article", "Claim"]
    assert kinds().index("Institution") < kinds().index("University") < kinds().index("Place")


@pytest.mark.parametrize(
    ("kind", "above"),
    [
        ("Person", ()),
        ("Alliance", ("Institution",)),
        ("County", ("Division", "Place")),
        ("City", ("Division", "Place")),
        ("Memorandum", ("Agreement",)),
        ("Ceremony", ("Event",)),
    ],
)
def test_superclasses_are_nearest_first_and_of_this_ontology_alone(kind: str, above: tuple[str, ...]) -> None:
    assert superclasses(kind) == above
    assert root(kind) == (above[-1] if above else kind)


def test_a_kind_is_itself_and_what_is_above_it_and_nothing_else() -> None:
    assert {kind for kind in kinds() if is_a("Province", kind)} == {"Province", "Division", "Place"}
    assert not is_a("Place", "Province")


@pytest.mark.parametrize("ask", [superclasses, root, links, datatype, superproperties, label])
def test_an_unknown_term_is_refused(ask: object) -> None:
    with pytest.raises(KeyError):
        ask("kg:Unicorn")  # type: ignore[operator]


@pytest.mark.parametrize(
    ("predicate", "expected"),
    [
        ("kg:code", "xsd:string"),
        ("kg:tenure", "xsd:string"),
        ("schema:headline", "xsd:string"),
        ("kg:sessionNumber", "xsd:integer"),
        ("kg:start", "xsd:integer"),
        ("kg:planned", "xsd:boolean"),
        ("kg:signedOn", "date"),
        ("kg:attestedOn", "date"),
        ("schema:datePublished", "date"),
        ("skos:altLabel", "rdf:langString"),
    ],
)
def test_values_have_the_datatype_of_their_range(predicate: str, expected: str) -> None:
    assert datatype(predicate) == expected
    assert not links(predicate)


@pytest.mark.parametrize(
    "predicate",
    ["rdf:type", "rdf:object", "org:member", "org:organization", "kg:partyTo", "kg:locatedIn", "kg:cooperatesWith"],
)
def test_relations_link_things(predicate: str) -> None:
    assert links(predicate)


def test_properties_are_those_of_the_data() -> None:
    assert {"kg:partyTo", "org:member", "schema:headline", "skos:altLabel", "rdf:type"} <= set(properties())
    assert not {"skos:definition", "dcterms:license", "schema:rangeIncludes"} & set(properties())


def test_contributions_have_a_common_superproperty() -> None:
    below = [predicate for predicate in properties() if superproperties(predicate) == ("kg:contributedTo",)]
    assert below == ["kg:authorOf", "kg:editorOf", "kg:photographerOf"]


def test_every_kind_and_property_has_a_label_in_both_languages() -> None:
    for term in (*kinds(), *properties()):
        assert label(term) != label(term, "zh-hans")
    assert (label("Province", "zh-hans"), label("kg:Province")) == ("省级行政区", "province-level division")
