"""The store: written whole or not at all, read by many at once, and clear about what is wrong with a query."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

import conftest as example
from kg import ids, rdf, store, vocabulary
from kg.errors import OutputError, QueryError
from kg.model import KnowledgeBase


@pytest.fixture(scope="module")
def opened() -> Store:
    return store.load(example.small_knowledge())


@pytest.fixture
def folder(kb: KnowledgeBase, tmp_path: Path) -> Path:
    store.create(rdf.quads(kb), tmp_path / "store")
    return tmp_path / "store"


def table(opened: Store, name: str) -> list[tuple[str | None, ...]]:
    result = store.query(opened, store.named_queries()[name].sparql)
    return [tuple(term and term.value for term in row) for row in result.rows]


def count(place: Store | Path) -> int:
    (row,) = store.query(place, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows
    return int(row[0].value)


def one_quad() -> Quad:
    return Quad(NamedNode("http://example.org/a"), NamedNode("http://example.org/b"), Literal("c"))


def test_a_folder_and_a_knowledge_base_answer_alike(kb: KnowledgeBase, folder: Path, opened: Store) -> None:
    everything = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY ?g ?s ?p ?o"
    assert store.query(folder, everything) == store.query(opened, everything)
    assert len(store.query(folder, everything).rows) == len(set(rdf.quads(kb)))


def test_the_default_graph_holds_each_fact_once(kb: KnowledgeBase, opened: Store) -> None:
    assert count(opened) == len(rdf.provenance(kb))


def test_a_store_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        store.create([one_quad()], tmp_path / "file" / "store")


def test_two_processes_read_at_once(folder: Path) -> None:
    reader = Store.read_only(str(folder))
    code = "import sys; from kg import store; print(len(store.query(sys.argv[1], 'SELECT * { ?s ?p ?o }').rows))"
    other = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert int(other.stdout) == count(reader)


def test_reading_leaves_the_folder_as_it_is(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    count(folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_select(opened: Store) -> None:
    result = store.query(opened, "SELECT ?name ?none { body:四川省教育厅 skos:prefLabel ?name }")
    assert result == store.Result("solutions", ("name", "none"), ((Literal("四川省教育厅", language="zh-hans"), None),))


def test_ask(opened: Store) -> None:
    assert store.query(opened, "ASK { body:四川省教育厅 a kg:Institution }").rows == ((Literal(True),),)
    assert store.query(opened, "ASK { body:四川省教育厅 a kg:Place }").rows == ((Literal(False),),)


@pytest.mark.parametrize(
    "sparql", ["CONSTRUCT { ?s ?p ?o } WHERE { VALUES ?s { body:示范学院 } ?s ?p ?o }", "DESCRIBE body:示范学院"]
)
def test_construct_and_describe_give_sorted_triples_and_turtle(kb: KnowledgeBase, opened: Store, sparql: str) -> None:
    expected = {triple for triple in rdf.facts(kb) if triple.subject == NamedNode(example.COLLEGE)}
    result = store.query(opened, sparql)
    assert result.columns == ("subject", "predicate", "object")
    assert list(result.rows) == sorted((tuple(triple) for triple in expected), key=lambda row: " ".join(map(str, row)))
    assert {quad.triple for quad in parse(result.to_turtle(), RdfFormat.TURTLE)} == expected


def test_only_a_graph_is_turtle(opened: Store) -> None:
    with pytest.raises(QueryError, match="only CONSTRUCT and DESCRIBE"):
        store.query(opened, "ASK {}").to_turtle()


def test_a_prefix_of_the_query_goes_before_ours(opened: Store) -> None:
    assert not store.query(opened, "PREFIX kg: <http://example.org/> SELECT * { ?s a kg:Institution }").rows


@pytest.mark.parametrize(
    ("sparql", "what", "hint"),
    [
        ("SELECT ?s WHERE { ?s ?p }", "at line 1, column 26:\nSELECT ?s WHERE { ?s ?p }\n" + " " * 25 + "^", "SELECT"),
        ('ASK {\n  ?s kg:post "校长" "\n}', "at line 3, column 2:\n}\n ^", "SELECT"),
        ("SELCT * {}", "at line 1, column 1:\nSELCT * {}\n^", "this is how one looks: SELECT ?name"),
        ("ASK {\n  ?s ?p ?o }\nODER BY ?s", "at line 3, column 1:\nODER BY ?s\n^", "SELECT"),
        ("SELECT ?s { ?s a other:Thing }", "column 18:", "declare other: with PREFIX; declared already: kg:"),
        ("", "at line 1, column 1:\n\n^", "SELECT"),
        ("\ud800", "cannot be answered", "SPARQL"),
        ("delete where { ?s ?p ?o }", "would change the store", "SELECT"),
        ("PREFIX x: <http://x/>\n# take all\nINSERT DATA { x:a x:b x:c }", "would change the store", "SELECT"),
        ("SELECT (<http://example.org/f>(1) AS ?x) {}", "cannot be answered", "SPARQL"),
    ],
)
def test_a_wrong_query_is_an_error_with_its_place(opened: Store, sparql: str, what: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(opened, sparql)
    assert what in caught.value.what
    assert hint in caught.value.hint


def test_the_pointer_stands_below_double_width_characters(opened: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(opened, 'ASK { ?s kg:post "校长" FILTR }')
    place, line, pointer = caught.value.what.split("\n")
    assert place.endswith("line 1, column 23:")
    assert line == 'ASK { ?s kg:post "校长" FILTR }'
    assert pointer == " " * (22 + 2) + "^"


@pytest.mark.parametrize(
    "pattern",
    [
        "SERVICE <http://127.0.0.1:9/> {}",
        "service silent <http://127.0.0.1:9/> {}",
        "?s ?p true.SERVICE:y{}",
        "?s ?p ?o FILTER(?o<?s#>\n)SERVICE ?o {} # '",
        "?s ?p 'service' OPTIONAL { SERVICE ?o { ?a ?b ?c } }",
        "?s ?p ?service # SERVICE\n SERVICE ?service {}",
    ],
)
def test_a_query_that_asks_another_server_is_refused(opened: Store, pattern: str) -> None:
    for form in (
        "SELECT * {{ {} }}",
        "ASK {{ {} }}",
        "CONSTRUCT {{}} WHERE {{ {} }}",
        "SELECT * {{ {{ SELECT * {{ {} }} }} }}",
    ):
        query = "PREFIX : <http://127.0.0.1:9/> " + form.format(f"{pattern}\n")
        with pytest.raises(QueryError, match="asks another server"):
            store.query(opened, query)


@pytest.mark.parametrize(
    "pattern",
    [
        "?service ?p 'SERVICE <x> {}' # SERVICE <x> {}",
        "?s a <http://example.org/service>",
        '?s ?p """\'SERVICE"""',
        "?s a service:x, kg:Service",
    ],
)
def test_the_word_service_is_free_elsewhere(opened: Store, pattern: str) -> None:
    query = f"PREFIX service: <http://example.org/> SELECT * {{ {pattern}\n}}"
    assert store.query(opened, query).rows == ()


def test_the_word_service_hides_no_other_fault(opened: Store) -> None:
    with pytest.raises(QueryError, match="column 23:"):
        store.query(opened, "SELECT * { ?service a } ODER BY ?service")


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.mkdir(), lambda path: path.write_text("")])
def test_no_store_is_an_error(tmp_path: Path, make) -> None:
    make(tmp_path / "store")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(QueryError, match="there is no store in"):
        store.query(tmp_path / "store", "ASK {}")
    assert sorted(tmp_path.rglob("*")) == before


def test_each_query_of_the_cookbook_says_what_it_answers() -> None:
    queries = store.named_queries()
    assert list(queries) == ["agreements", "annotations", "cooperation", "derivations", "posts"]
    for name, query in queries.items():
        assert query.name == name
        assert query.english.isascii()
        assert not query.chinese.isascii()
        assert query.sparql.startswith(f"# {query.chinese}\n# {query.english}\n")


def test_posts(opened: Store) -> None:
    assert table(opened, "posts") == [
        ("张三", "厅长", "四川省教育厅", "current", "2024-05-21", "1"),
        ("张三", "副主任", "重庆市教育委员会", "former", "2024-05-21", "1"),
    ]


def test_agreements(opened: Store) -> None:
    parties = "四川省教育厅、重庆市教育委员会"
    assert table(opened, "agreements") == [
        ("川渝教育合作框架协议", "FrameworkAgreement", parties, "2024-05-20", "成都市")
    ]


def test_cooperation_gives_a_pair_once_with_each_sentence(opened: Store) -> None:
    pair = ("重庆市教育委员会", "合作", "四川省教育厅")
    assert sorted(table(opened, "cooperation")) == [
        (*pair, "四川省教育厅(tīng)与重庆市教育委员会长期\n合作"),
        (*pair, "四川省教育厅与重庆市教育委员会在成都市签署《川渝教育合作框架协议》"),
    ]


OA = "http://www.w3.org/ns/oa#"


def test_each_claim_is_a_web_annotation_that_finds_its_sentence_in_the_raw_text(opened: Store) -> None:
    graph = rdflib.Graph().parse(data=store.query(opened, store.named_queries()["annotations"].sparql).to_turtle())
    texts = {example.SIGNED_ARTICLE: example.SIGNED.text, example.REPEATED_ARTICLE: example.REPEATED.text}
    found = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{OA}Annotation")))
    assert len(found) == len(store.query(opened, "SELECT ?c { GRAPH ?g { ?c a kg:Claim } }").rows)

    def value(node: rdflib.term.Node, name: str) -> str:
        return str(graph.value(node, rdflib.URIRef(f"{OA}{name}")))

    for annotation in found:
        target = rdflib.URIRef(value(annotation, "hasTarget"))
        selectors = list(graph.objects(target, rdflib.URIRef(f"{OA}hasSelector")))
        (position,) = (one for one in selectors if value(one, "start") != "None")
        (quotation,) = (one for one in selectors if one != position)
        text, start, end = texts[value(target, "hasSource")], int(value(position, "start")), int(value(position, "end"))
        assert text[start:end] == value(quotation, "exact")
        assert text[max(0, start - 32) : start] == value(quotation, "prefix")
        assert text[end : end + 32] == value(quotation, "suffix")


def test_everything_is_derived_from_something(opened: Store) -> None:
    graph = rdflib.Graph().parse(data=store.query(opened, store.named_queries()["derivations"].sparql).to_turtle())
    derived = rdflib.URIRef(vocabulary.expand("prov:wasDerivedFrom"))
    sources = set(graph.transitive_objects(rdflib.URIRef(example.FRAMEWORK), derived))
    assert rdflib.URIRef(example.SIGNED_ARTICLE) in sources
    assert list(graph.objects(rdflib.URIRef(example.SIGNED_ARTICLE), derived)) == []
    assert len(list(graph.objects(rdflib.URIRef(ids.REFERENCE_GRAPH), derived))) == 2


@pytest.mark.parametrize("name", store.named_queries())
def test_the_order_of_the_input_changes_no_answer(opened: Store, name: str) -> None:
    again = store.load(example.reversed_order(example.small_knowledge()))
    assert table(again, name) == table(opened, name)


def test_every_prefix_works_in_a_query(opened: Store) -> None:
    names = " ".join(f"{prefix}:x" for prefix in vocabulary.PREFIXES)
    assert len(store.query(opened, f"SELECT ?x {{ VALUES ?x {{ {names} }} }}").rows) == len(vocabulary.PREFIXES)
