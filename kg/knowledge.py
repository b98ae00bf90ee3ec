"""The knowledge of a build, with the verbs of the library: ask, validate, export, save."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import rdflib

from kg import exports, folder, lookup, rdf, selection, store, validation
from kg.exports import drawing, network, page, turtle
from kg.lookup import Directory, Moment, Proof, Statements
from kg.model import Entity, KnowledgeBase, Skip, Statement
from kg.records import Reading

if TYPE_CHECKING:
    import networkx
    import pyoxigraph
    from pyvis.network import Network


def fact_term(predicate: str, value: str) -> str | None:
    """The term under which a person counts a triple as one fact; None for a mere mention or another name.

    That somebody holds a post is one fact, though many triples say who, where and since when.

    >>> fact_term("kg:partyTo", "agr:a"), fact_term("rdf:type", "kg:Membership"), fact_term("rdf:type", "kg:Person")
    ('kg:partyTo', 'kg:post', None)
    """
    if predicate == "rdf:type":
        return "kg:post" if value == "kg:Membership" else None
    return None if predicate == "skos:altLabel" else predicate


@dataclass(frozen=True, repr=False)
class Knowledge(KnowledgeBase):
    """What the articles say, ready to be asked, validated, exported and saved.

    `KnowledgeBase` is the plain record that the stages read; this adds the verbs, which need all of them.
    `readings` tells how each article was read, in the order of `articles`; `skipped` what could not be read, and why.
    """

    statements: Statements
    readings: tuple[Reading, ...]
    skipped: tuple[Skip, ...] = ()

    def __repr__(self) -> str:
        sizes = f"{len(self.articles)} articles, {len(self.entities)} entities, {len(self.statements)} statements"
        return f"<Knowledge: {sizes}>"

    def query(self, sparql: str) -> store.Result:
        """The answer to a SPARQL query; a `QueryError` says where a query is wrong.

        The prefixes of the ontology need not be declared. Facts are in the default graph, each article's claims in
        a graph named by its IRI.
        """
        return store.query(self._store, sparql)

    def entity(self, name: str) -> Entity:
        """The entity with this IRI, CURIE ("body:四川大学") or name, else with this other name.

        A `QueryError` says that there is none, or which ones there are.
        """
        return self._directory.find(name)

    def evidence(self, statement: Statement) -> tuple[Proof, ...]:
        """All that proves a statement, the earliest article first; nothing for what reference tables say."""
        return lookup.prove(self, statement)

    def timeline(self, person: Entity | str) -> tuple[Moment, ...]:
        """The posts, events, agreements and articles of a person by date, and last those without; of any thing too.

        The person is an entity, or what `entity` takes.
        """
        entity = self.entity(person) if isinstance(person, str) else person
        return lookup.timeline(self.statements, self._directory, entity)

    def select(self, *, about: str | None = None, depth: int = 1, since: str | None = None) -> Knowledge:
        """A part that is a graph itself, with its evidence: of one thing (what `entity` takes), since a date, or both.

        A thing brings what can be reached in `depth` steps. `since` is a year, a month or a day in ISO 8601, and keeps
        what articles published then or later say.
        """
        part = self if since is None else selection.since(self, since)
        if about is not None:
            part = selection.around(part, self.entity(about).iri, depth)
        articles = {article.id for article in part.articles}
        return replace(part, readings=tuple(one for one in self.readings if one.article.id in articles))

    def validate(self, *, claims: bool = False) -> validation.Report:
        """What is wrong with the facts (SHACL shapes) and with the claims (record checks): nothing, as a rule.

        With `claims` their shapes are asked too, which takes longer than all else. Each violation has the sentence
        behind it, and the origin of its article.
        """
        found = {*validation.validate(rdf.facts(self)).violations, *validation.check(self.claims, self.articles)}
        if claims:
            found |= validation.validate_claims(list(rdf.quads(self)))
        origins = {rdf.article_iri(article.id): article.origin for article in self.articles}
        return validation.prove(found, rdf.claims(self) if found else (), origins)

    def to_turtle(self) -> str:
        """The facts as Turtle; the same text for the same articles."""
        return turtle.write(self).decode()

    def to_rdflib(self) -> rdflib.Graph:
        """The facts as an rdflib graph."""
        return rdflib.Graph().parse(data=turtle.write(self), format="turtle")

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """The drawn graph: an IRI a node, a relation an edge keyed by its predicate."""
        return network.build(self)

    def to_pyvis(self) -> Network:
        """The drawn graph as a pyvis network, laid out."""
        return drawing.to_pyvis(self)

    def to_html(self) -> str:
        """The page on which the graph is explored in a browser: one file that needs no network."""
        return page.to_html(self)

    def export(self, to: str, path: str | Path, query: str | None = None) -> None:
        """Write the graph to `path` in a format of `exports.FORMATS`: a file, or of "csv" a folder.

        With a CONSTRUCT or DESCRIBE query its answer is written, in those formats that can hold any triples. Nothing is
        overwritten by half; a `QueryError` or an `OutputError` says what is wrong.
        """
        folder.put(self.render(to, query), path)

    def render(self, to: str, query: str | None = None) -> dict[str, bytes]:
        """What `export` writes: the files of the format by their names."""
        if query is None:
            return exports.render(self, to)
        return exports.render_triples(self.query(query).triples(), to)

    def save(self, directory: str | Path) -> None:
        """Write everything into a folder that is new, empty or a former output; else an `OutputError`."""
        folder.save(self, self.readings, self.skipped, directory)

    @cached_property
    def _directory(self) -> Directory:
        return Directory(self)

    @cached_property
    def _store(self) -> pyoxigraph.Store:
        return store.load(self)
