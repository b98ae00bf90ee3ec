"""The page on which the graph is explored: one HTML file that asks no server for anything.

vis-network comes out of the pyvis wheel. A Content-Security-Policy allows the scripts and styles of this file, by
their SHA-256, and nothing else; what articles say is put in as JSON and reaches the screen as text only.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import networkx
import pyvis

from kg import rdf, vocabulary
from kg.exports import drawing, network
from kg.exports.quotations import Quotations
from kg.model import Evidence, KnowledgeBase, Quote, Statement

_ASSETS = Path(__file__).parent / "assets"
_VIS_NETWORK = Path(pyvis.__file__).parent / "lib" / "vis-9.1.2" / "vis-network.min.js"
_SCRIPTS = ("texts.js", "canvas.js", "panel.js", "page.js")
_NAMES = ("skos:prefLabel", "skos:altLabel")


def write(kb: KnowledgeBase) -> bytes:
    """The page in UTF-8; the same bytes for the same knowledge."""
    return to_html(kb).encode()


def to_html(kb: KnowledgeBase) -> str:
    """The page as text: every entity and fact, the best connected `drawing.LIMIT` of them drawn.

    All scripts, styles and sentences are inside.
    """
    library = _VIS_NETWORK.read_text(encoding="utf-8").partition("//# sourceMappingURL")[0]
    scripts = [library, *((_ASSETS / name).read_text(encoding="utf-8") for name in _SCRIPTS)]
    style = (_ASSETS / "page.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_ASSETS, encoding="utf-8"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    return environment.get_template("page.html.j2").render(
        policy=_policy(scripts, style),
        style=style,
        scripts=scripts,
        content=_json(content(kb)),
    )


def content(kb: KnowledgeBase) -> dict[str, Any]:
    """What the page shows, as plain lists and dictionaries; numbers such as ``sentence`` point into other lists."""
    graph = network.build(kb)
    landscape, portrait = drawing.positions(graph, drawing.LANDSCAPE, drawing.PORTRAIT)
    picture = drawing.draw(graph, landscape)
    order = drawing.ranked(graph)
    ids = {iri: f"e{number}" for number, iri in enumerate(order)}
    quotations = Quotations(kb)
    relations = list(_relations(kb, graph, ids, quotations))
    entities = _entities(kb, graph, order, quotations)
    for node, point in zip(picture.nodes, portrait.values(), strict=True):
        node["portrait"] = point
    terms = {one["kind"] for one in entities} | {one["term"] for one in relations}
    terms.update(value["term"] for one in entities for value in one["values"])
    return {
        "families": [
            {"name": row.name, "zh": row.chinese, "en": row.english, "shape": row.shape, "colour": row.colour}
            for row in drawing.FAMILIES
        ],
        "terms": {
            term: {"zh": vocabulary.label(term, "zh-hans"), "en": vocabulary.label(term)} for term in sorted(terms)
        },
        "articles": quotations.articles,
        "sentences": quotations.sentences,
        "entities": entities,
        "relations": relations,
        "nodes": picture.nodes,
        "edges": picture.edges,
    }


def _relations(
    kb: KnowledgeBase, graph: networkx.MultiDiGraph[str], ids: dict[str, str], quotations: Quotations
) -> Iterator[dict[str, Any]]:
    """The edges of the graph as r0, r1…, then what is only planned, which is told but not drawn."""
    rows = [(source, target, data) for source, target, data, _ in drawing.edges(graph)]
    rows += [
        (one.subject, one.object, {"predicate": one.predicate, "status": "planned", "evidence": one.evidence})
        for one in kb.statements
        if not one.asserted and one.subject in ids and one.object in ids
    ]
    for number, (source, target, data) in enumerate(rows):
        yield {
            "id": f"r{number}",
            "from": ids[source],
            "to": ids[target],
            "term": data["predicate"],
            "posts": list(data.get("posts", ())),
            "symmetric": data["predicate"] in rdf.SYMMETRIC,
            "status": data["status"],
            "proofs": [quotations.proof(evidence) for evidence in data["evidence"]],
        }


def _entities(
    kb: KnowledgeBase, graph: networkx.MultiDiGraph[str], order: list[str], quotations: Quotations
) -> list[dict[str, Any]]:
    values: dict[str, list[Statement]] = {}
    mentions: dict[str, list[tuple[Evidence, Quote | None]]] = {}
    for statement in (*kb.statements, *kb.reference):
        if not vocabulary.links(statement.predicate) and statement.predicate not in _NAMES:
            values.setdefault(statement.subject, []).append(statement)
        mentions.setdefault(statement.subject, []).extend((one, one.subject) for one in statement.evidence)
        mentions.setdefault(statement.object, []).extend((one, one.object) for one in statement.evidence)
    for source, target, data in graph.edges(data=True):
        mentions.setdefault(source, []).extend((one, one.subject) for one in data["evidence"])
        mentions.setdefault(target, []).extend((one, one.object) for one in data["evidence"])
    return [
        {
            "id": f"e{number}",
            "name": graph.nodes[iri]["name"],
            "kind": graph.nodes[iri]["kind"],
            "family": drawing.family(graph.nodes[iri]["kind"]).name,
            "aliases": list(graph.nodes[iri]["aliases"]),
            "values": [_value(statement, quotations) for statement in values.get(iri, ())],
            "mentions": quotations.mentions(mentions.get(iri, ())),
        }
        for number, iri in enumerate(order)
    ]


def _value(statement: Statement, quotations: Quotations) -> dict[str, Any]:
    proofs = [quotations.proof(evidence) for evidence in statement.evidence]
    return {"term": statement.predicate, "value": statement.object, "proofs": proofs}


def _policy(scripts: list[str], style: str) -> str:
    """The Content-Security-Policy that lets these scripts and this style run, and nothing else."""
    allowed = " ".join(_source(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_source(style)}; base-uri 'none'; form-action 'none'"


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _json(value: object) -> str:
    """`value` as JSON that no HTML parser takes for markup.

    >>> _json("</script>")
    '"\\\\u003c/script>"'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
