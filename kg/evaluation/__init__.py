"""Scores of kg against articles labelled by hand.

    labelled articles --load--> GoldArticle --evaluate--> Scores --format_scores, as_dict--> a table, JSON

An article is read alone, its graph is compared with its labels one to one, and the counts are added up.
"""

from kg.evaluation.gold import GoldArticle, half, load
from kg.evaluation.report import as_dict, format_errors, format_scores
from kg.evaluation.scores import Score, Scores, evaluate

__all__ = ["GoldArticle", "Score", "Scores", "as_dict", "evaluate", "format_errors", "format_scores", "half", "load"]
