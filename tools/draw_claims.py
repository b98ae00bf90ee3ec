"""Claims drawn at random from articles, to be judged against their sentences: JSON lines on standard output.

    python tools/draw_claims.py TEXTS [--each 20] [--seed 1] > drawn.jsonl

The same number of each family, at most one of an article and family; the same seed draws the same of the same claims.
Claims of bylines and of names alone are not drawn. Who judges sees a claim and its sentence, and neither rule nor code.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import defaultdict

from kg import pipeline, records
from kg.model import Claim

FAMILIES = {
    "kg:Membership": "posts",
    "kg:partyTo": "agreements",
    "kg:signedOn": "agreements",
    "kg:signedIn": "agreements",
    "kg:attended": "events",
    "kg:heldOn": "events",
    "kg:heldIn": "events",
    "kg:theme": "events",
    "kg:cooperatesWith": "cooperation and support",
    "kg:supports": "cooperation and support",
    "kg:founded": "founding and membership",
    "kg:memberOf": "founding and membership",
}


def main() -> None:
    """Draw as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", help="a file, folder or archive of articles")
    parser.add_argument("--each", type=int, default=20, help="how many claims of each family")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    for family, drawn in draw(pipeline.build(arguments.texts).claims, arguments.each, arguments.seed).items():
        for claim in drawn:
            record = records.claim_to_json(claim)
            del record["evidence"]["rule"]
            print(json.dumps({"family": family} | record, ensure_ascii=False))


def draw(claims: tuple[Claim, ...], each: int, seed: int) -> dict[str, list[Claim]]:
    """For each family that many claims of different articles, or all if there are fewer."""
    by_family: defaultdict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        term = claim.object if claim.predicate == "rdf:type" else claim.predicate
        if term in FAMILIES:
            by_family[FAMILIES[term]][claim.evidence.quote.article].append(claim)
    chance = random.Random(seed)
    drawn = {}
    for family in dict.fromkeys(FAMILIES.values()):
        articles = by_family[family]
        chosen = chance.sample(sorted(articles), min(each, len(articles)))
        drawn[family] = [chance.choice(articles[article]) for article in chosen]
    return drawn


if __name__ == "__main__":
    sys.exit(main())
