"""What is wrong with the facts and with the claims, one `Violation` each; nothing is repaired or dropped here.

shapes     facts against ontology/shapes.ttl, claims as a graph against ontology/claims.ttl (SHACL)
tables     what no shape can see: terms that the ontology does not know, parents that the table does not give
claims     the records (`CHECKS`): that a quote is what its article says at its place
graphs     a whole dataset, of kg or not; and the sentence and the article behind each violation
"""

from kg.validation.claims import CHECKS, INEXPRESSIBLE, check
from kg.validation.graphs import prove, read, validate_claims, validate_graph
from kg.validation.report import Report, Violation
from kg.validation.shapes import validate

__all__ = [
    "CHECKS",
    "INEXPRESSIBLE",
    "Report",
    "Violation",
    "check",
    "prove",
    "read",
    "validate",
    "validate_claims",
    "validate_graph",
]
