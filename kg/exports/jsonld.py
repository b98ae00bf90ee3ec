"""JSON-LD 1.1: the whole dataset as JSON that reads well without knowing of RDF.

Properties and classes have plain names, which the context explains. A thing that a fact points to stands there with its
name, the memberships of a person inside the person, the claims of an article inside the article. One thing is one line,
and so is one claim.
"""

from __future__ import annotations

import io
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import groupby
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Triple

from kg import rdf, vocabulary
from kg.errors import OutputError
from kg.model import KnowledgeBase

Json = dict[str, Any]
_Objects = Mapping[str, list[Any]]  # by predicate
_Names = Mapping[str, list[Any]]  # the labels of a thing, by IRI

# What the keys are called where the name of the property in its own vocabulary says less.
_NAMES = {"skos:prefLabel": "name", "skos:altLabel": "aliases"}
_PREFIXES = {{"post": "membership"}.get(prefix, prefix): base for prefix, base in vocabulary.PREFIXES.items()}
_PREFIX_OF = {base: prefix for prefix, base in _PREFIXES.items()}
_KEYWORDS = {"id": "@id", "type": "@type", "claims": "@graph"}
_LISTS = {"skos:altLabel", "kg:attestedOn", "kg:formerOn"}  # a list even of one, as all that links things
_FIRST = ("type", "name", "aliases")

_TYPE, _LABEL, _MEMBER = map(vocabulary.expand, ("rdf:type", "skos:prefLabel", "org:member"))
_MEMBERSHIP = NamedNode(vocabulary.expand("kg:Membership"))
_NATIVE = {  # canonical literals that JSON has too
    vocabulary.expand("xsd:integer"): re.compile(r"0|-?[1-9]\d{0,14}", re.ASCII),
    vocabulary.expand("xsd:boolean"): re.compile("true|false"),
}
_STRING = vocabulary.expand("xsd:string")


def write(kb: KnowledgeBase) -> bytes:
    """The whole dataset as JSON-LD in UTF-8, sorted, the same bytes for the same knowledge."""
    return _dump(rdf.quads(kb))


def serialize(statements: Iterable[rdf.Fact]) -> bytes:
    """Any quads or triples as JSON-LD, under the context of the ontology."""
    return _dump(rdf.in_order(statements))


def _dump(statements: Iterable[rdf.Fact]) -> bytes:
    """The statements, which come graph by graph and facts first, as they do from `rdf`."""
    lines: dict[str, str] = {}
    for graph, content in groupby(statements, key=_graph):
        if not graph:
            lines |= {iri: json.dumps(node, ensure_ascii=False) for iri, node in _nodes(_grouped(content)).items()}
            continue
        opening = lines.get(graph, json.dumps({"id": _compact(graph)}, ensure_ascii=False))
        claims = (json.dumps(_node(*one, None), ensure_ascii=False) for one in sorted(_grouped(content).items()))
        lines[graph] = f'{opening[:-1]}, "claims": [\n  ' + ",\n  ".join(claims) + "\n]}"
    context = ",\n  ".join(f"{json.dumps(key)}: {json.dumps(value)}" for key, value in _context().items())
    data = io.BytesIO()
    data.write(f'{{"@context": {{\n  {context}\n}},\n"@graph": ['.encode())
    for number, iri in enumerate(sorted(lines)):
        data.write(f"{',' if number else ''}\n{lines.pop(iri)}".encode())
    data.write(b"\n]}\n")
    return data.getvalue()


def _graph(statement: rdf.Fact) -> str:
    """The name of the graph that a statement lies in, empty for the default graph."""
    if isinstance(statement, Triple) or isinstance(statement.graph_name, DefaultGraph):
        return ""
    return statement.graph_name.value


def _grouped(statements: Iterable[rdf.Fact]) -> dict[str, dict[str, list[Any]]]:
    """The objects by subject and predicate."""
    subjects: dict[str, dict[str, list[Any]]] = {}
    for one in statements:
        subjects.setdefault(_iri(one.subject), {}).setdefault(one.predicate.value, []).append(one.object)
    return subjects


def _nodes(facts: Mapping[str, _Objects]) -> dict[str, Json]:
    """A node for each subject, by IRI, each membership inside its person."""
    names = {iri: said[_LABEL] for iri, said in facts.items() if _LABEL in said}
    held: defaultdict[str, list[str]] = defaultdict(list)
    for iri, said in facts.items():
        if _MEMBERSHIP in said.get(_TYPE, ()) and len(said.get(_MEMBER, ())) == 1:
            held[_iri(said[_MEMBER][0])].append(iri)
    inside = {iri for memberships in held.values() for iri in memberships}
    nodes = {iri: _node(iri, said, names) for iri, said in facts.items() if iri not in inside}
    for person, memberships in held.items():
        posts = []
        for iri in sorted(memberships):
            posts.append(_node(iri, {name: terms for name, terms in facts[iri].items() if name != _MEMBER}, names))
        nodes.setdefault(person, {"id": _compact(person)})["memberships"] = posts
    return nodes


def _node(iri: str, said: _Objects, names: _Names | None) -> Json:
    """One thing with its properties, what it is and is called first."""
    node = {_key(predicate): _several(predicate, objects, names) for predicate, objects in said.items()}
    first = {"id": _compact(iri)} | {key: node[key] for key in _FIRST if key in node}
    return first | {key: node[key] for key in sorted(node.keys() - first.keys())}


def _several(predicate: str, objects: list[Any], names: _Names | None) -> object:
    values = [_value(predicate, term, names) for term in sorted(set(objects), key=str)]
    return values if len(values) > 1 or _is_list(predicate) else values[0]


def _value(predicate: str, term: Any, names: _Names | None) -> object:
    """A value or a thing, as plain as the context lets it be; of a thing in the facts also its name."""
    coerced = _coercion(predicate)
    if isinstance(term, Literal):
        return _literal(term, coerced)
    if predicate == _TYPE:
        return _class(term.value)
    if coerced == "@vocab" and term.value != _TYPE:  # a keyword is the name of no property
        return _key(term.value)
    iri = _iri(term)
    if coerced == "@vocab" or (names is None and coerced == "@id"):
        return _compact(iri)
    label = {"name": _several(_LABEL, names[iri], None)} if names and iri in names else {}
    return {"id": _compact(iri)} | label


def _literal(literal: Literal, coerced: str | None) -> object:
    datatype, value = literal.datatype.value, literal.value
    if literal.language:
        return value if coerced == literal.language else {"@value": value, "@language": literal.language}
    if coerced is None and datatype in _NATIVE and _NATIVE[datatype].fullmatch(value):
        return json.loads(value)
    if datatype == _STRING:
        return value if coerced is None else {"@value": value}
    return value if coerced == vocabulary.compact(datatype) else {"@value": value, "@type": _compact(datatype)}


@cache
def _context() -> Json:
    """What the keys mean: every property of the ontology, the prefixes of IRIs, and the kind of each value."""
    terms: Json = {"@version": 1.1, "@vocab": vocabulary.PREFIXES["kg"]} | _KEYWORDS | _PREFIXES
    for name in vocabulary.properties():
        if name != "rdf:type":
            terms[_key(vocabulary.expand(name))] = _definition(name)
    return terms | {"memberships": {"@reverse": "org:member", "@container": "@set"}}


def _definition(name: str) -> Json | str:
    predicate = vocabulary.expand(name)
    coerced = _coercion(predicate)
    if coerced is None:
        return name
    definition = {"@id": name, "@language" if coerced == rdf.LANGUAGE else "@type": coerced}
    return definition | ({"@container": "@set"} if _is_list(predicate) else {})


@cache
def _coercion(predicate: str) -> str | None:
    """The type or language of the plain strings of a property; None where strings are strings."""
    name = vocabulary.compact(predicate)
    if name == "rdf:predicate":
        return "@vocab"
    if name not in vocabulary.properties() or name == "rdf:object":  # the object of a claim may be anything
        return None
    if vocabulary.links(name):
        return "@id"
    datatype = vocabulary.datatype(name)
    plain = {"date": "xsd:date", "rdf:langString": rdf.LANGUAGE}.get(datatype, datatype)
    return None if plain in ("xsd:string", "xsd:integer", "xsd:boolean") else plain


@cache
def _is_list(predicate: str) -> bool:
    name = vocabulary.compact(predicate)
    return name in _LISTS or (_coercion(predicate) == "@id" and name != "rdf:subject")


@cache
def _key(predicate: str) -> str:
    """The key of a property: its plain name if the ontology has it."""
    name = vocabulary.compact(predicate)
    if predicate == _TYPE or name not in vocabulary.properties():
        return "type" if predicate == _TYPE else _compact(predicate)
    return _NAMES.get(name, name.partition(":")[2])


@cache
def _class(iri: str) -> str:
    name = vocabulary.compact(iri)
    local = name.removeprefix("kg:")
    return local if name != local and local in vocabulary.kinds() else _compact(iri)


def _iri(term: NamedNode | BlankNode | Triple) -> str:
    return term.value if isinstance(term, NamedNode) else str(term)


def _compact(iri: str) -> str:
    """The IRI under a prefix of the context, or in full."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix, scheme = _PREFIX_OF.get(iri[:cut]), iri.partition(":")[0]
    if prefix is None and scheme in _PREFIXES:
        raise OutputError(f"JSON-LD takes <{iri}> for a name under the prefix {scheme}:", "write Turtle or N-Quads")
    return iri if prefix is None else f"{prefix}:{iri[cut:]}"
