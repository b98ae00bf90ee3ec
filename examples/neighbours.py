"""What is known about one thing? Prints its relations in the example articles, and writes graph.html to look at it."""

import sys
from pathlib import Path

import kg


def main(name: str) -> None:
    """Print the relations of what is called `name`."""
    graph = kg.build(Path(__file__).with_name("articles"))
    drawn = graph.to_networkx()
    found = [iri for iri, label in drawn.nodes(data="name") if label == name]
    for iri in found:
        for subject, target, predicate in [*drawn.out_edges(iri, keys=True), *drawn.in_edges(iri, keys=True)]:
            print(drawn.nodes[subject]["name"], predicate, drawn.nodes[target]["name"])
    print(f"{len(graph.to_rdflib())} triples in all")
    Path("graph.html").write_text(graph.to_html(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "宁波大学")
