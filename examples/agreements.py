"""Who agreed on what, and which sentence says so? Prints each party of each agreement in the example articles."""

from pathlib import Path

import kg

QUESTION = """
SELECT ?title ?party ?sentence WHERE {
  ?agreement a kg:Agreement ; skos:prefLabel ?title .
  ?body kg:partyTo ?agreement ; skos:prefLabel ?party .
  GRAPH ?article {
    ?claim rdf:subject ?body ; rdf:predicate kg:partyTo ; rdf:object ?agreement ; kg:exact ?sentence
  }
}
ORDER BY ?title ?party
"""


def main() -> None:
    """Print who is party to what, and why."""
    graph = kg.build(Path(__file__).with_name("articles"))
    for title, party, sentence in graph.query(QUESTION).rows:
        print(f"{party.value} — {title.value}")
        print(f"    {sentence.value.strip()}")


if __name__ == "__main__":
    main()
