"""Scores of kg against articles labelled by hand.

    labelled articles --load--> GoldArticle --evaluate--> Scores --format_scores, as_dict--> a table, JSON
                                                             +--find_falls--> what is below its floor

An article is read alone, its graph is compared with its labels one to one, and the counts are added up.
"""

from kg.evaluation.floors import Floor, find_falls, load_floors
from kg.evaluation.gold import GoldArticle, half, load
from kg.evaluation.report import as_dict, format_errors, format_falls, format_scores
from kg.evaluation.scores import Score, Scores, evaluate

__all__ = [
    "Floor",
    "GoldArticle",
    "Score",
    "Scores",
    "as_dict",
    "evaluate",
    "find_falls",
    "format_errors",
    "format_falls",
    "format_scores",
    "half",
    "load",
    "load_floors",
]
