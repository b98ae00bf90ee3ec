"""The scorer against itself: the perfect graph of each labelled article scores 1, and losses cost what they should."""

import os
from functools import partial
from pathlib import Path

import pytest

from drafts import oracle
from kg.evaluation import evaluate, load

OWN = Path(__file__).parent / "gold"
GOLD = os.environ.get("KG_GOLD")

FOLDERS = pytest.mark.parametrize(
    "folder",
    [
        pytest.param(OWN, id="own"),
        pytest.param(
            Path(str(GOLD)),
            id="labelled",
            marks=pytest.mark.skipif(not GOLD, reason="KG_GOLD names no labelled articles"),
        ),
    ],
)


@FOLDERS
@pytest.mark.parametrize("alternative", [0, 1])
@pytest.mark.parametrize("optional", [False, True])
def test_perfect_graph_scores_one(folder: Path, optional: bool, alternative: int) -> None:
    scores = evaluate(load(folder), partial(oracle, optional=optional, alternative=alternative))
    assert scores.errors == ()
    assert scores.micro.f1 == 1
    assert scores.micro.interval == (1, 1)
    assert all(score.f1 == 1 for score in (*scores.types, *scores.relations) if score.n)
    assert all(right == of for right, of in scores.details.values())


@FOLDERS
def test_lost_relations_lower_recall_alone(folder: Path) -> None:
    gold = load(folder)
    scores = {score.name: score for score in evaluate(gold, partial(oracle, keep=slice(None, None, 2))).types}
    kept = sum(len(article.relations[::2]) for article in gold)
    relations = scores["relations"]
    assert (relations.fp, relations.recall) == (0, kept / relations.n)
    assert scores["persons"].f1 == scores["places"].f1 == scores["positions"].f1 == 1
