"""A graph of people, institutions, places and agreements from Chinese news, in which every fact can be checked.

    import kg

    graph = kg.build(["articles/"])
    for claim in kg.extract("四川大学位于成都市。"):
        print(claim)

The public names are loaded on first use, so that ``import kg`` alone costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.errors import InputError, KgError, LossWarning, OutputError, QueryError
    from kg.knowledge import Knowledge
    from kg.lookup import Moment, Proof
    from kg.model import Article, Claim, Entity, Evidence, Node, Quote, Skip, Statement
    from kg.pipeline import build, clean, extract, language, load, validate
    from kg.sources import Options

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Claim",
    "Entity",
    "Evidence",
    "InputError",
    "KgError",
    "Knowledge",
    "LossWarning",
    "Moment",
    "Node",
    "Options",
    "OutputError",
    "Proof",
    "QueryError",
    "Quote",
    "Skip",
    "Statement",
    "build",
    "clean",
    "extract",
    "language",
    "load",
    "validate",
]

_HOMES = {
    "kg.errors": ("InputError", "KgError", "LossWarning", "OutputError", "QueryError"),
    "kg.knowledge": ("Knowledge",),
    "kg.lookup": ("Moment", "Proof"),
    "kg.model": ("Article", "Claim", "Entity", "Evidence", "Node", "Quote", "Skip", "Statement"),
    "kg.pipeline": ("build", "clean", "extract", "language", "load", "validate"),
    "kg.sources": ("Options",),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """The public object called `name`, imported from its module now."""
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not."""
    return sorted({*globals(), *__all__})
